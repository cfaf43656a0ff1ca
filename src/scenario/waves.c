#include "scenario/waves.h"

#include "scenario/action_dates.h"

/** Turns that have passed since the action's first day. */
static size_t turns_passed(const struct sf_action *action, size_t ordinal, int32_t day)
{
    const int32_t first = action->days.n > 0 ? action->days.day[0] : action->from;
    switch (action->turns.wave) {
    case SF_WAVE_NONE:
        return 0;
    case SF_WAVE_WEEK:
        return (size_t)(sf_week_of_day(day) - sf_week_of_day(first));
    case SF_WAVE_MONTH:
        return (size_t)(sf_month_of_day(day) - sf_month_of_day(first));
    case SF_WAVE_DAYS:
        return ordinal / (size_t)action->turns.days;
    }
    return 0;
}

bool sf_wave_is_turn(const struct sf_action *action, size_t place, size_t ordinal,
                     int32_t day)
{
    const struct sf_turns *turns = &action->turns;
    return turns->wave == SF_WAVE_NONE ||
           turns_passed(action, ordinal, day) % turns->n == turns->turn.index[place];
}

bool sf_walk_next(const struct sf_scenario *scenario, const struct sf_action *action,
                  size_t place, struct sf_walk *walk)
{
    for (;;) {
        walk->day = sf_action_next_day(scenario, action, walk->day, &walk->in_month);
        if (walk->day == SF_NO_DAY) {
            return false;
        }
        walk->n++;
        if (sf_wave_is_turn(action, place, walk->n - 1, walk->day)) {
            return true;
        }
    }
}

size_t sf_wave_count_days(const struct sf_scenario *scenario,
                          const struct sf_action *action, size_t place)
{
    struct sf_walk walk = SF_WALK_START;
    size_t n = 0;
    while (sf_walk_next(scenario, action, place, &walk)) {
        n++;
    }
    return n;
}
