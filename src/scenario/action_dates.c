#include "scenario/action_dates.h"

/* How many of some sorted days are before a day, or on it. */
static size_t count_until(const struct sf_days *days, int32_t day)
{
    size_t low = 0;
    for (size_t high = days->n; low < high;) {
        const size_t middle = low + (high - low) / 2;
        if (days->day[middle] <= day) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool is_holiday(const struct sf_scenario *scenario, int32_t day)
{
    const size_t n = count_until(&scenario->holidays, day);
    return n > 0 && scenario->holidays.day[n - 1] == day;
}

int32_t sf_action_next_day(const struct sf_scenario *scenario,
                           const struct sf_action *action, int32_t day,
                           int32_t *in_month)
{
    if (action->days.n > 0) {
        const size_t n = count_until(&action->days, day);
        return n < action->days.n ? action->days.day[n] : SF_NO_DAY;
    }
    for (int32_t next = day == SF_NO_DAY ? action->from : day + 1; next <= action->to;
         next++) {
        if (day == SF_NO_DAY || sf_month_of_day(next) != sf_month_of_day(day)) {
            *in_month = 0;
            day = next;
        }
        const bool fits = action->pattern == SF_PATTERN_ALL_DAYS ||
                          (sf_day_is_weekday(next) && !is_holiday(scenario, next));
        const bool is_full =
            action->days_per_month > 0 && *in_month >= action->days_per_month;
        if (fits && !is_full) {
            (*in_month)++;
            return next;
        }
    }
    return SF_NO_DAY;
}

size_t sf_action_count_days(const struct sf_scenario *scenario,
                            const struct sf_action *action, int32_t *first,
                            int32_t *last)
{
    size_t n = 0;
    int32_t in_month = 0;
    for (int32_t day = SF_NO_DAY;;) {
        day = sf_action_next_day(scenario, action, day, &in_month);
        if (day == SF_NO_DAY) {
            return n;
        }
        *first = n == 0 ? day : *first;
        *last = day;
        n++;
    }
}
