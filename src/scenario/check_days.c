/* Days on which an action cannot do what the file says: it has no mandate, or another
 * action has called the same members. */
#include <stdio.h>
#include <string.h>

#include "scenario/action_dates.h"
#include "scenario/check.h"
#include "scenario/mandates.h"
#include "scenario/waves.h"

static bool calls_all(const struct sf_action *action)
{
    return action->called == SF_NONE && action->called_share == SF_NONE;
}

/** First day on which both actions are planned; SF_NO_DAY when there is none. */
static int32_t common_day(const struct sf_scenario *scenario, const struct sf_action *a,
                          const struct sf_action *b)
{
    int32_t in_month_a = 0;
    int32_t in_month_b = 0;
    int32_t day_a = sf_action_next_day(scenario, a, SF_NO_DAY, &in_month_a);
    int32_t day_b = sf_action_next_day(scenario, b, SF_NO_DAY, &in_month_b);
    while (day_a != SF_NO_DAY && day_b != SF_NO_DAY) {
        if (day_a == day_b) {
            return day_a;
        }
        if (day_a < day_b) {
            day_a = sf_action_next_day(scenario, a, day_a, &in_month_a);
        } else {
            day_b = sf_action_next_day(scenario, b, day_b, &in_month_b);
        }
    }
    return SF_NO_DAY;
}

/** First employer of both; SF_NONE. Lists of employers rise. */
static size_t common_employer(const struct sf_action *a, const struct sf_action *b)
{
    for (size_t i = 0; i < a->employers.n; i++) {
        for (size_t j = 0; j < b->employers.n; j++) {
            if (a->employers.index[i] == b->employers.index[j]) {
                return a->employers.index[i];
            }
        }
    }
    return SF_NONE;
}

/** The same where employers take turns: a day on which both are out at an employer. */
static size_t common_turn(const struct sf_scenario *scenario, const struct sf_action *a,
                          const struct sf_action *b, int32_t *day)
{
    for (size_t i = 0; i < a->employers.n; i++) {
        for (size_t j = 0; j < b->employers.n; j++) {
            if (a->employers.index[i] != b->employers.index[j]) {
                continue;
            }
            struct sf_walk of_a = SF_WALK_START;
            struct sf_walk of_b = SF_WALK_START;
            bool is_going = sf_walk_next(scenario, a, i, &of_a) &&
                            sf_walk_next(scenario, b, j, &of_b);
            while (is_going && of_a.day != of_b.day) {
                is_going = of_a.day < of_b.day ? sf_walk_next(scenario, a, i, &of_a)
                                               : sf_walk_next(scenario, b, j, &of_b);
            }
            if (is_going) {
                *day = of_a.day;
                return a->employers.index[i];
            }
        }
    }
    return SF_NONE;
}

/** A member is out once a day (M6.2): two actions of all members cannot share one. Nor
 *  can two short of strike; but one of each can, for who is out is not short of it. */
static void check_pair(struct sf_reading *reading, const struct sf_strategy *strategy,
                       size_t first, size_t second)
{
    const struct sf_scenario *scenario = reading->scenario;
    const struct sf_action *a = &scenario->action[first];
    const struct sf_action *b = &scenario->action[second];
    int32_t day = common_day(scenario, a, b);
    size_t employer = day == SF_NO_DAY ? SF_NONE : common_employer(a, b);
    if (employer != SF_NONE &&
        (a->turns.wave != SF_WAVE_NONE || b->turns.wave != SF_WAVE_NONE)) {
        employer = common_turn(scenario, a, b, &day);
    }
    if (employer == SF_NONE ||
        (a->kind == SF_KIND_SHORT) != (b->kind == SF_KIND_SHORT)) {
        return;
    }
    char date[11];
    sf_day_format(day, date);
    sf_reading_fault(reading, reading->action_setting[second],
                     "in strategy '%s' both '%s' and '%s' call all members of '%s' on "
                     "%s; a member is %s once a day: take the day out of one",
                     strategy->name, a->name, b->name,
                     scenario->employer[employer].name, date,
                     a->kind == SF_KIND_SHORT ? "short of strike" : "out");
}

static void check_strategy(struct sf_reading *reading,
                           const struct sf_strategy *strategy)
{
    const struct sf_action *action = reading->scenario->action;
    const struct sf_indexes *actions = &strategy->actions;
    for (size_t i = 0; i < actions->n; i++) {
        for (size_t j = i + 1; j < actions->n && calls_all(&action[actions->index[i]]);
             j++) {
            if (calls_all(&action[actions->index[j]])) {
                check_pair(reading, strategy, actions->index[i], actions->index[j]);
            }
        }
    }
}

/* Names, as many as have room in a fault beside that of the action; one at least. */
enum { MOST_NAMED = 3, NAMES_CHARS = SF_MAX_NAME, PLACES_CHARS = NAMES_CHARS + 120 };

/** Employers of an action that one warning is about: the first few by name. */
struct places {
    size_t n, n_named;
    const char *name[MOST_NAMED];
    size_t n_days, n_lost; /* days there, and those without a mandate */
};

static void add_place(struct places *places, const char *name, size_t n_days,
                      size_t n_lost)
{
    if (places->n < MOST_NAMED) {
        places->name[places->n_named++] = name;
    }
    places->n++;
    places->n_days += n_days;
    places->n_lost += n_lost;
}

/** "'Yard'", or "'Yard', 'Quay' and 17 more (19 of 40 employers)". Long names are
 * fewer.
 */
static void say_places(const struct places *places, size_t n_in_all,
                       char words[PLACES_CHARS])
{
    const size_t room = PLACES_CHARS;
    size_t length = (size_t)snprintf(words, room, "'%s'", places->name[0]);
    size_t n_said = 1;
    while (n_said < places->n_named &&
           length + strlen(places->name[n_said]) < NAMES_CHARS) {
        const bool is_last = n_said + 1 == places->n;
        length += (size_t)snprintf(words + length, room - length, "%s'%s'",
                                   is_last ? " and " : ", ", places->name[n_said]);
        n_said++;
    }
    if (n_said < places->n) {
        length += (size_t)snprintf(words + length, room - length, " and %zu more",
                                   places->n - n_said);
    }
    if (places->n > 1) {
        snprintf(words + length, room - length, " (%zu of %zu employers)", places->n,
                 n_in_all);
    }
}

/** Days of an action at one of its employers, and how many of them no ballot covers. */
static void count_days(const struct sf_scenario *scenario, const struct sf_votes *votes,
                       const struct sf_action *action, size_t place, size_t *n_days,
                       size_t *n_lost)
{
    const size_t employer = action->employers.index[place];
    struct sf_walk walk = SF_WALK_START;
    *n_days = 0;
    *n_lost = 0;
    while (sf_walk_next(scenario, action, place, &walk)) {
        const struct sf_cover cover = sf_mandate_cover(
            scenario, votes, sf_question_of(action), employer, walk.day);
        ++*n_days;
        *n_lost += !cover.is_sure && cover.gate == 0;
    }
}

/** Days that no ballot covers at an employer the action names do not happen: that is
 *  the model's rule (M6.3), but seldom what the writer of the file meant. */
static void warn_of_mandates(struct sf_reading *reading, size_t index)
{
    const struct sf_scenario *scenario = reading->scenario;
    const struct sf_action *action = &scenario->action[index];
    const struct sf_setting *setting = reading->action_setting[index];
    struct sf_votes votes;
    struct places never = {0};
    struct places lost = {0};
    char words[PLACES_CHARS];
    sf_votes_find(scenario, &votes);
    for (size_t e = 0; e < action->employers.n; e++) {
        const char *name = scenario->employer[action->employers.index[e]].name;
        size_t n_days;
        size_t n_lost;
        count_days(scenario, &votes, action, e, &n_days, &n_lost);
        if (n_days == 0) {
            add_place(&never, name, 0, 0);
        }
        if (n_lost > 0) {
            add_place(&lost, name, n_days, n_lost);
        }
    }
    if (never.n > 0) {
        say_places(&never, action->employers.n, words);
        sf_faults_warn(reading->faults, setting->file, setting->line, "'%s' at %s: %s",
                       action->name, words,
                       never.n == 1
                           ? "its turn never comes; the wave ends before it"
                           : "their turns never come; the wave ends before them");
    }
    if (lost.n > 0) {
        say_places(&lost, action->employers.n, words);
        sf_faults_warn(reading->faults, setting->file, setting->line,
                       "'%s' at %s: %zu of %zu days%s are outside any mandate and will "
                       "not happen; a ballot that covers them is missing",
                       action->name, words, lost.n_lost, lost.n_days,
                       lost.n == 1 ? "" : " there");
    }
}

/** A plan holds every day of every action at every employer. */
static void check_size(struct sf_reading *reading, const struct sf_strategy *strategy)
{
    const struct sf_scenario *scenario = reading->scenario;
    size_t n = 0;
    for (size_t i = 0; i < strategy->actions.n; i++) {
        const size_t index = strategy->actions.index[i];
        const struct sf_action *action = &scenario->action[index];
        int32_t first;
        int32_t last;
        n +=
            sf_action_count_days(scenario, action, &first, &last) * action->employers.n;
        if (n > SF_MAX_CALLOUT_DAYS) {
            sf_reading_fault(reading, reading->action_setting[index],
                             "with '%s' strategy '%s' has more than %d days, those at "
                             "each employer counted; leave out days or employers",
                             action->name, strategy->name, SF_MAX_CALLOUT_DAYS);
            return;
        }
    }
}

void sf_days_check(struct sf_reading *reading)
{
    const struct sf_scenario *scenario = reading->scenario;
    const size_t n_errors = reading->faults->n_errors;
    for (size_t i = 0; i < scenario->n_strategies; i++) {
        check_size(reading, &scenario->strategy[i]);
    }
    if (reading->faults->n_errors > n_errors) {
        return; /* what follows would take long */
    }
    for (size_t i = 0; i < scenario->n_strategies; i++) {
        check_strategy(reading, &scenario->strategy[i]);
    }
    for (size_t i = 0; i < scenario->n_actions; i++) {
        const struct sf_action *action = &scenario->action[i];
        /* "mandated" asks for just those employers that have a mandate. */
        if (!action->is_mandated_only_list) {
            warn_of_mandates(reading, i);
        }
    }
}
