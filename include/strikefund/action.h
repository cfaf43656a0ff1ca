/**
 * An action of a strategy: who is called out, when, and on what terms (model rules M6.1
 * to M6.9), as the file says it.
 */
#ifndef STRIKEFUND_ACTION_H
#define STRIKEFUND_ACTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "strikefund/lists.h"

enum sf_kind {
    SF_KIND_TARGETED,
    SF_KIND_NATIONAL,
    SF_KIND_SELECTIVE,
    SF_KIND_ROLLING,
    SF_KIND_SHORT /* of strike: no strike-days (M6.7). The last */
};
enum { SF_N_KINDS = SF_KIND_SHORT + 1 };

/** How long a turn of a rolling action lasts (M6.7). */
enum sf_wave {
    SF_WAVE_NONE,  /* no turns: all are out on every day */
    SF_WAVE_WEEK,  /* weeks of the calendar, from that of the first day */
    SF_WAVE_MONTH, /* months of the calendar */
    SF_WAVE_DAYS   /* so many of the action's days */
};

/** Who takes turns, in which order. */
struct sf_turns {
    enum sf_wave wave;
    int32_t days;           /* of SF_WAVE_DAYS, at least 1 */
    struct sf_indexes turn; /* of each employer of the action, from 0 */
    size_t n;               /* turns before the first comes again */
    struct sf_names groups; /* whose turns they are; empty: the employers' own */
};

/** In which runs an action happens (M6.3): where the docking of an action short of
 *  strike is so much, or where the dispute has not settled by a day. */
struct sf_condition {
    char *written; /* as in the file; NULL: in every run */
    bool asks_settlement;
    int32_t settled_by; /* day: of that question. The next three are of docking */
    char *of;      /* name of the action short of strike; NULL: the strategy's one */
    bool is_below; /* docking < limit; else docking >= limit */
    double limit;
};

enum sf_pattern { SF_PATTERN_WEEKDAYS, SF_PATTERN_ALL_DAYS };

struct sf_action {
    struct sf_place place;
    char *name;
    enum sf_kind kind;
    struct sf_indexes employers;
    bool is_mandated_only_list; /* employers = "mandated": all, silently skipping those
                                   without a mandate */
    size_t called;              /* input: head-count, or SF_NONE */
    size_t called_share;     /* input: share of members, or SF_NONE; both none: all */
    struct sf_numbers bands; /* share of the called by band; empty: pro rata */
    struct sf_days days;     /* explicit dates, sorted, or ... */
    int32_t from, to;        /* ... a range of days, both included, or SF_NO_DAY */
    enum sf_pattern pattern; /* for the range */
    struct sf_turns turns;   /* rolling, and short of strike where it rolls */
    struct sf_condition when;
    size_t docking;         /* input, or SF_NONE: 0. Short of strike, as the next two */
    size_t overtime_share;  /* input, or SF_NONE: 0 */
    size_t backlog;         /* input, or SF_NONE: 0 */
    int32_t days_per_month; /* for the range: the first n days of the pattern in each
                               month; 0 = all of them */
    double days_per_member; /* rolling rosters; 0 = every day */
    double part_of_day; /* of each of the days, that strikers are out: 1 = all of it */
    size_t rule;        /* of the scenario's rules */
    size_t participation; /* input */
    double spread, month_spread;
    size_t fatigue;        /* input */
    size_t rostered;       /* input */
    int32_t notice;        /* day, or SF_NO_DAY */
    double prepared_max;   /* M6.9 */
    double prepared_scale; /* days */
    double cost_per_day;   /* campaign cost in pounds per action-day */
    char *source;          /* of the dates and head-count as a whole */
};

#endif
