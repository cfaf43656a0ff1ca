/**
 * Who is to be out when: a strategy's actions, or the groups that take turns in one, as
 * rows of a calendar. What is planned, and no more: members who do not come out, and
 * conditions that do not hold, are not in it.
 */
#ifndef STRIKEFUND_CALENDAR_ROWS_H
#define STRIKEFUND_CALENDAR_ROWS_H

#include "strikefund/scenario.h"

/** Days without a gap: one after the other but for those of weekends and holidays that
 *  the action leaves out. */
struct sf_span {
    int32_t first, last; /* days */
};

/** An action, or one turn of a rolling one. */
struct sf_calendar_row {
    size_t action;    /* the scenario's index */
    const char *turn; /* the group or employer whose turn it is; NULL: all of them */
    size_t first_span, n_spans;
    size_t n_days;
};

struct sf_calendar {
    struct sf_calendar_row *row; /* in the file's order, then in that of the turns */
    size_t n_rows;
    struct sf_span *span;
    size_t n_spans;
};

/** Turns that have rows of their own; an action with more has one row. */
#define SF_CALENDAR_TURNS 12

/**
 * A strategy's calendar: of each row the days on which some employer of it is to be
 * out and has a mandate.
 *
 * @param[out] calendar  freed by sf_calendar_free; untouched on error
 * @return SF_OK or SF_ERR_MEMORY
 */
SF_MUST_USE enum sf_status sf_calendar_init(const struct sf_scenario *scenario,
                                            size_t strategy,
                                            struct sf_calendar *calendar);

/** Legal after a failure, and twice. */
void sf_calendar_free(struct sf_calendar *calendar);

#endif
