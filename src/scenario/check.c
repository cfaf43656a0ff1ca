#include "scenario/check.h"

#include <string.h>

#include "strikefund/ballots.h"

bool sf_plan_days(const struct sf_scenario *scenario, int32_t *first, int32_t *last)
{
    if (scenario->start == SF_NO_MONTH || scenario->n_months < 1) {
        return false;
    }
    const int32_t last_month = scenario->start + scenario->n_months - 1;
    *first = sf_day_of(scenario->start, 1);
    *last = sf_day_of(last_month, sf_days_in_month(last_month));
    return true;
}

const struct sf_setting *sf_place_of(const struct sf_setting *group, const char *key)
{
    const struct sf_setting *setting = sf_setting_find(group, key);
    return setting != NULL ? setting : group;
}

/* The i-th member of the list under a key of a group, as it was written. */
static const struct sf_setting *member_of(const struct sf_setting *group,
                                          const char *key, size_t i)
{
    return sf_setting_find(group, key)->child[i];
}

static bool is_in_plan(const struct sf_scenario *scenario, int32_t month)
{
    return month >= scenario->start && month < scenario->start + scenario->n_months;
}

static void say_plan(const struct sf_scenario *scenario, char first[8], char last[8])
{
    sf_month_format(scenario->start, first);
    sf_month_format(scenario->start + scenario->n_months - 1, last);
}

static void check_one_offs(struct sf_reading *reading)
{
    const struct sf_scenario *scenario = reading->scenario;
    const struct sf_setting *fund = sf_setting_find(reading->root, "fund");
    char first[8];
    char last[8];
    say_plan(scenario, first, last);
    for (size_t i = 0; i < scenario->fund.n_one_offs; i++) {
        const struct sf_one_off *one_off = &scenario->fund.one_off[i];
        const struct sf_setting *setting = member_of(fund, "one_offs", i);
        if (one_off->month != SF_NO_MONTH && !is_in_plan(scenario, one_off->month)) {
            char path[SF_PATH_CHARS];
            sf_reading_fault(
                reading, sf_place_of(setting, "month"),
                "'%s': the month is outside the plan, which runs from %s to "
                "%s",
                sf_setting_path(setting, path), first, last);
        }
    }
}

static void check_levy_months(struct sf_reading *reading, size_t i, bool has_plan)
{
    const struct sf_scenario *scenario = reading->scenario;
    const struct sf_levy *levy = &scenario->levy[i];
    const struct sf_setting *setting = member_of(reading->root, "levies", i);
    char path[SF_PATH_CHARS];
    sf_setting_path(setting, path);
    if (levy->from == SF_NO_MONTH || levy->to == SF_NO_MONTH) {
        return;
    }
    if (levy->from > levy->to) {
        sf_reading_fault(reading, sf_place_of(setting, "to"),
                         "'%s' ends before it begins: 'from' must not be after 'to'",
                         path);
    } else if (has_plan && (levy->to < scenario->start ||
                            levy->from >= scenario->start + scenario->n_months)) {
        char first[8];
        char last[8];
        say_plan(scenario, first, last);
        sf_reading_fault(reading, sf_place_of(setting, "from"),
                         "'%s' is outside the plan, which runs from %s to %s", path,
                         first, last);
    }
}

static bool has_rate(const struct sf_rate *rate, size_t n, const char *levy_class)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(rate[i].levy_class, levy_class) == 0) {
            return true;
        }
    }
    return false;
}

/* Every band must know what it pays. */
static void check_rates(struct sf_reading *reading, size_t i)
{
    const struct sf_scenario *scenario = reading->scenario;
    const struct sf_levy *levy = &scenario->levy[i];
    const struct sf_setting *setting = member_of(reading->root, "levies", i);
    char path[SF_PATH_CHARS];
    for (size_t b = 0; levy->n_rates > 0 && b < scenario->n_bands; b++) {
        const struct sf_band *band = &scenario->band[b];
        if (band->levy_class == NULL) {
            continue;
        }
        const bool has_own = has_rate(levy->rate, levy->n_rates, band->levy_class);
        if (!has_own || !has_rate(levy->reference_rate, levy->n_reference_rates,
                                  band->levy_class)) {
            sf_reading_fault(
                reading, sf_place_of(setting, has_own ? "reference_rates" : "rates"),
                "'%s' has no %s for the levy class '%s' of band '%s'",
                sf_setting_path(setting, path), has_own ? "reference rate" : "rate",
                band->levy_class, band->name != NULL ? band->name : "");
            return;
        }
    }
}

static void check_levies(struct sf_reading *reading, bool has_plan)
{
    const struct sf_scenario *scenario = reading->scenario;
    for (size_t i = 0; i < scenario->n_levies; i++) {
        check_levy_months(reading, i, has_plan);
        for (size_t s = 0; s < scenario->n_strategies; s++) {
            const struct sf_indexes *used = &scenario->strategy[s].levies;
            size_t k = 0;
            while (k < used->n && used->index[k] != i) {
                k++;
            }
            if (k < used->n) {
                check_rates(reading, i);
                break;
            }
        }
    }
}

static bool has_exception(const struct sf_ballot *ballot, size_t employer)
{
    for (size_t i = 0; i < ballot->passed.n; i++) {
        if (ballot->passed.index[i] == employer) {
            return true;
        }
    }
    for (size_t i = 0; i < ballot->failed.n; i++) {
        if (ballot->failed.index[i] == employer) {
            return true;
        }
    }
    return false;
}

/* Whether a ballot needs nothing of an employer but what it has: a result by name, or
 * by met_threshold where no vote is taken, or turnout and yes. */
static bool has_numbers(const struct sf_ballot *ballot,
                        const struct sf_employer *employer)
{
    return employer->has_turnout ||
           (employer->has_result && !ballot->is_aggregated && !ballot->is_random);
}

/* A given result must be given: by met_threshold, by turnout and yes, or by name; and
 * so must turnout and yes that a random ballot takes from its employers. */
static void check_given(struct sf_reading *reading, const struct sf_ballot *ballot,
                        const struct sf_setting *setting)
{
    const struct sf_scenario *scenario = reading->scenario;
    size_t n_without = 0;
    const char *first = NULL;
    for (size_t i = 0; i < ballot->employers.n; i++) {
        const size_t e = ballot->employers.index[i];
        const struct sf_employer *employer = &scenario->employer[e];
        if (!has_numbers(ballot, employer) && !has_exception(ballot, e)) {
            n_without++;
            first = first == NULL ? employer->name : first;
        }
    }
    char path[SF_PATH_CHARS];
    sf_setting_path(setting, path);
    if (n_without > 0 && first != NULL && ballot->is_random) {
        const bool has_rate = ballot->turnout != SF_NONE;
        sf_reading_fault(
            reading, sf_place_of(setting, has_rate ? "yes" : "turnout"),
            "'%s': %s is to be each employer's own, but %zu of them have none, the "
            "first of them '%s'",
            path, has_rate ? "yes" : "turnout", n_without, first);
    } else if (n_without > 0 && first != NULL) {
        sf_reading_fault(
            reading, sf_place_of(setting, "result"),
            "'%s': the result is to be given, but %zu of its employers have "
            "no turnout and yes%s, the first of them '%s'",
            path, n_without, ballot->is_aggregated ? "" : " and no met_threshold",
            first);
    }
}

/* Whether a ballot asks the employers' file how they vote. */
static bool takes_from_employers(const struct sf_ballot *ballot)
{
    if (!ballot->is_random) {
        return ballot->result == SF_RESULT_GIVEN;
    }
    return ballot->turnout == SF_NONE || (ballot->asks[SF_QUESTION_STRIKE] &&
                                          ballot->yes[SF_QUESTION_STRIKE] == SF_NONE);
}

static void check_ballots(struct sf_reading *reading, bool has_plan, int32_t last)
{
    const struct sf_scenario *scenario = reading->scenario;
    for (size_t i = 0; i < scenario->n_ballots; i++) {
        const struct sf_ballot *ballot = &scenario->ballot[i];
        const struct sf_setting *setting = member_of(reading->root, "ballots", i);
        if (takes_from_employers(ballot)) {
            check_given(reading, ballot, setting);
        }
        if (has_plan && ballot->closes != SF_NO_DAY && ballot->closes > last) {
            char path[SF_PATH_CHARS];
            const struct sf_setting *closes = sf_place_of(setting, "closes");
            sf_faults_warn(reading->faults, closes->file, closes->line,
                           "'%s' closes after the plan's last day: it has no effect",
                           sf_setting_path(setting, path));
        }
    }
}

void sf_scenario_check(struct sf_reading *reading)
{
    int32_t first = 0;
    int32_t last = 0;
    const bool has_plan = sf_plan_days(reading->scenario, &first, &last);
    if (has_plan) {
        check_one_offs(reading);
    }
    check_levies(reading, has_plan);
    check_ballots(reading, has_plan, last);
    if (reading->action_setting != NULL) {
        sf_actions_check(reading);
    }
}
