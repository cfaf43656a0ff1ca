#include "strikefund/measures.h"

#include "strikefund/status.h"

struct description {
    const char *name;
    enum sf_unit unit;
};

static const struct description MEASURE[SF_N_MEASURES] = {
#define SF_DESCRIPTION(id, column, unit, help) [id] = {column, unit},
    SF_MEASURE_LIST(SF_DESCRIPTION) SF_REFUND_MEASURE_LIST(SF_DESCRIPTION)};

static const struct description TOTAL[SF_N_TOTALS] = {
    SF_TOTAL_LIST(SF_DESCRIPTION) SF_SHORTAGE_TOTAL_LIST(SF_DESCRIPTION)
        SF_REFUND_TOTAL_LIST(SF_DESCRIPTION)};

static const struct description EMPLOYER[SF_N_EMPLOYER_MEASURES] = {
    SF_EMPLOYER_MEASURE_LIST(SF_DESCRIPTION)};

static const struct description MANDATE[SF_N_MANDATE_MEASURES] = {
    SF_MANDATE_MEASURE_LIST(SF_DESCRIPTION)};

static const struct description POT[SF_N_POT_MEASURES] = {
    SF_POT_MEASURE_LIST(SF_DESCRIPTION)
#undef SF_DESCRIPTION
};

static const char *const EVENT[SF_N_EVENTS] = {
#define SF_EVENT_NAME(id, column, help) [id] = column,
    SF_EVENT_LIST(SF_EVENT_NAME) SF_SHORTAGE_EVENT_LIST(SF_EVENT_NAME)
        SF_POT_EVENT_LIST(SF_EVENT_NAME)
#undef SF_EVENT_NAME
};

const char *sf_measure_name(enum sf_measure measure)
{
    return MEASURE[measure].name;
}

enum sf_unit sf_measure_unit(enum sf_measure measure)
{
    return MEASURE[measure].unit;
}

const char *sf_total_name(enum sf_total total)
{
    return TOTAL[total].name;
}

enum sf_unit sf_total_unit(enum sf_total total)
{
    return TOTAL[total].unit;
}

const char *sf_employer_measure_name(enum sf_employer_measure measure)
{
    return EMPLOYER[measure].name;
}

enum sf_unit sf_employer_measure_unit(enum sf_employer_measure measure)
{
    return EMPLOYER[measure].unit;
}

const char *sf_mandate_measure_name(enum sf_mandate_measure measure)
{
    return MANDATE[measure].name;
}

enum sf_unit sf_mandate_measure_unit(enum sf_mandate_measure measure)
{
    return MANDATE[measure].unit;
}

const char *sf_pot_measure_name(enum sf_pot_measure measure)
{
    return POT[measure].name;
}

enum sf_unit sf_pot_measure_unit(enum sf_pot_measure measure)
{
    return POT[measure].unit;
}

const char *sf_event_name(enum sf_event event)
{
    return EVENT[event];
}

const char *sf_unit_name(enum sf_unit unit)
{
    switch (unit) {
    case SF_UNIT_GBP:
        return "gbp";
    case SF_UNIT_MEMBERS:
        return "members";
    case SF_UNIT_DAYS:
        return "days";
    case SF_UNIT_MONTHS:
        return "months";
    case SF_UNIT_SHARE:
        return "share";
    }
    return "";
}

double sf_unit_divisor(enum sf_unit unit)
{
    switch (unit) {
    case SF_UNIT_GBP:
    case SF_UNIT_MONTHS:
        return 100.0;
    case SF_UNIT_MEMBERS:
    case SF_UNIT_DAYS:
    case SF_UNIT_SHARE:
        return 1.0;
    }
    return 1.0;
}
