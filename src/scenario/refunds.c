#include "scenario/refunds.h"

#include "scenario/channels_read.h"
#include "scenario/keys.h"

enum { ALL = -1 };

/* Where the months of a plan begin, and the levy is known. */
static bool has_dates(const struct sf_scenario *scenario, const struct sf_levy *levy)
{
    return scenario->start != SF_NO_MONTH && levy->from != SF_NO_MONTH &&
           levy->to != SF_NO_MONTH && levy->from <= levy->to;
}

/* No more months than the plan knows of; a levy outside it is told elsewhere. */
static void check_months(struct sf_reading *reading, const struct sf_setting *group,
                         struct sf_levy *levy)
{
    const int32_t start = reading->scenario->start;
    const int32_t most = levy->to - (levy->from > start ? levy->from : start) + 1;
    const struct sf_setting *months = sf_setting_find(group, "months");
    char path[SF_PATH_CHARS];
    if (levy->refund.months == ALL) {
        levy->refund.months = levy->to - levy->from + 1;
    }
    if (most > 0 && levy->refund.months > most) {
        sf_reading_fault(reading, months != NULL ? months : group,
                         "'%s' gives back %d months of a levy that is due in %d from "
                         "the plan's start on; write months = %d or fewer",
                         sf_setting_path(group, path), levy->refund.months, most, most);
    }
}

/* It is paid when all of it has come in, and not before it is promised. */
static void check_dates(struct sf_reading *reading, const struct sf_setting *group,
                        const struct sf_levy *levy)
{
    const struct sf_refund *refund = &levy->refund;
    const struct sf_setting *paid = sf_setting_find(group, "paid");
    const int32_t first = levy->to + sf_longest_lag(levy) + 1;
    char path[SF_PATH_CHARS];
    char month[8];
    if (refund->promised == SF_NO_MONTH || refund->paid == SF_NO_MONTH) {
        return;
    }
    if (refund->paid < first) {
        sf_month_format(first, month);
        sf_reading_fault(reading, paid,
                         "'%s' is paid before all of the levy has come in, which is a "
                         "month after its last collection; the first month possible is "
                         "\"%s\"",
                         sf_setting_path(group, path), month);
    } else if (refund->paid < refund->promised) {
        sf_month_format(refund->promised, month);
        sf_reading_fault(reading, paid,
                         "'%s' is paid before it is promised; 'paid' must be \"%s\" or "
                         "later",
                         sf_setting_path(group, path), month);
    }
}

void sf_refund_read(struct sf_reading *reading, const struct sf_setting *group,
                    struct sf_levy *levy)
{
    const struct sf_setting *refund =
        sf_keys_special(reading, group, "refund", SF_SETTING_GROUP);
    if (refund == NULL) {
        return;
    }
    levy->has_refund = true;
    levy->refund =
        (struct sf_refund){.place = {refund->file, refund->line}, .months = ALL};
    sf_keys_read(reading, refund, SF_GROUP_REFUND, &levy->refund, "");
    if (has_dates(reading->scenario, levy)) {
        check_months(reading, refund, levy);
        check_dates(reading, refund, levy);
    }
}

void sf_refund_tell(struct sf_text *text, const struct sf_levy *levy)
{
    const struct sf_refund *refund = &levy->refund;
    char promised[24];
    char paid[24];
    if (!levy->has_refund) {
        return;
    }
    sf_month_say(refund->promised, promised);
    sf_month_say(refund->paid, paid);
    if (refund->months == 0) {
        sf_text_add(text, "          nothing of it is given back: months = 0\n");
        return;
    }
    if (refund->months == levy->to - levy->from + 1) {
        sf_text_add(text, "          all of it is given back");
    } else if (refund->months == 1) {
        sf_text_add(text, "          the last month of it is given back");
    } else {
        sf_text_add(text, "          the last %d months of it are given back",
                    refund->months);
    }
    sf_text_add(text, ": promised in %s, paid in %s\n", promised, paid);
}

bool sf_strategy_has_refund(const struct sf_scenario *scenario, size_t strategy)
{
    const struct sf_indexes *levies = &scenario->strategy[strategy].levies;
    bool has_refund = false;
    for (size_t i = 0; i < levies->n; i++) {
        has_refund |= scenario->levy[levies->index[i]].has_refund;
    }
    return has_refund;
}

bool sf_scenario_has_refund(const struct sf_scenario *scenario)
{
    bool has_refund = false;
    for (size_t i = 0; i < scenario->n_strategies; i++) {
        has_refund |= sf_strategy_has_refund(scenario, i);
    }
    return has_refund;
}
