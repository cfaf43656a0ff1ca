/* Results that are given, and the days that mandates cover (M9.1, M9.2, M9.4). */
#include "scenario/mandates.h"

#include <math.h>

#include "core/maths.h"

bool sf_indexes_have(const struct sf_indexes *list, size_t index)
{
    if (index < list->n && list->index[index] == index) {
        return true; /* the list of all, as most ballots have */
    }
    for (size_t i = 0; i < list->n; i++) {
        if (list->index[i] == index) {
            return true;
        }
    }
    return false;
}

/** Votes and yes votes as whole people, from the numbers of the employers' file. */
static void count_votes(const struct sf_employer *employer, int64_t *votes,
                        int64_t *yes)
{
    *votes = (int64_t)sf_round_half_even((double)employer->members * employer->turnout);
    *yes = (int64_t)sf_round_half_even((double)*votes * employer->yes);
}

static int64_t per_million(double share)
{
    return (int64_t)sf_round_half_even(share * 1e6);
}

/** Whether most of those balloted are in important public services (Trade Union Act
 *  2016, section 3). */
static bool is_important(const struct sf_scenario *scenario,
                         const struct sf_ballot *ballot, size_t employer)
{
    if (!ballot->is_aggregated) {
        return scenario->employer[employer].is_important_service;
    }
    int64_t members = 0;
    int64_t important = 0;
    for (size_t i = 0; i < ballot->employers.n; i++) {
        const struct sf_employer *one = &scenario->employer[ballot->employers.index[i]];
        members += one->members;
        important += one->is_important_service ? one->members : 0;
    }
    return 2 * important > members;
}

struct sf_ballot_rule sf_ballot_rule_of(const struct sf_scenario *scenario,
                                        const struct sf_ballot *ballot, size_t employer)
{
    const struct sf_law_terms *law = &scenario->law;
    struct sf_ballot_rule rule = {.votes_per_million = per_million(law->threshold)};
    if (law->yes_of_members > 0.0 && is_important(scenario, ballot, employer)) {
        rule.yes_per_million = per_million(law->yes_of_members);
    }
    return rule;
}

/** By the numbers of the employers' file. */
static bool passes_by_numbers(const struct sf_scenario *scenario,
                              const struct sf_ballot *ballot, size_t employer)
{
    const struct sf_ballot_rule rule = sf_ballot_rule_of(scenario, ballot, employer);
    int64_t members = 0;
    int64_t votes = 0;
    int64_t yes = 0;
    if (!ballot->is_aggregated) {
        const struct sf_employer *own = &scenario->employer[employer];
        count_votes(own, &votes, &yes);
        return sf_ballot_rule_met(&rule, own->members, votes, yes);
    }
    for (size_t i = 0; i < ballot->employers.n; i++) {
        const struct sf_employer *one = &scenario->employer[ballot->employers.index[i]];
        int64_t votes_here;
        int64_t yes_here;
        count_votes(one, &votes_here, &yes_here);
        members += one->members;
        votes += votes_here;
        yes += yes_here;
    }
    return sf_ballot_rule_met(&rule, members, votes, yes);
}

static enum sf_given given(bool has_passed)
{
    return has_passed ? SF_GIVEN_PASSED : SF_GIVEN_FAILED;
}

enum sf_given sf_ballot_given(const struct sf_scenario *scenario,
                              const struct sf_ballot *ballot, size_t employer)
{
    const struct sf_employer *own = &scenario->employer[employer];
    if (sf_indexes_have(&ballot->passed, employer)) {
        return SF_GIVEN_PASSED;
    }
    if (sf_indexes_have(&ballot->failed, employer)) {
        return SF_GIVEN_FAILED;
    }
    if (ballot->is_random) {
        return SF_NOT_GIVEN;
    }
    if (ballot->result != SF_RESULT_GIVEN) {
        return given(ballot->result == SF_RESULT_PASSED);
    }
    if (!ballot->is_aggregated && own->has_result) {
        return given(own->met_threshold);
    }
    return given(passes_by_numbers(scenario, ballot, employer));
}

bool sf_ballot_passed(const struct sf_scenario *scenario,
                      const struct sf_ballot *ballot, size_t employer)
{
    return sf_ballot_given(scenario, ballot, employer) == SF_GIVEN_PASSED;
}

double sf_ballot_chance(const struct sf_scenario *scenario,
                        const struct sf_ballot *ballot, size_t employer)
{
    if (ballot->is_random || !sf_indexes_have(&ballot->employers, employer)) {
        return NAN;
    }
    return !ballot->is_consultative && ballot->asks[SF_QUESTION_STRIKE] &&
                   sf_ballot_passed(scenario, ballot, employer)
               ? 1.0
               : 0.0;
}

const char *sf_question_name(enum sf_question question)
{
    return question == SF_QUESTION_STRIKE ? "strike" : "short";
}

void sf_votes_find(const struct sf_scenario *scenario, struct sf_votes *votes)
{
    const int32_t end = sf_day_of(scenario->start + scenario->n_months, 1);
    votes->n = 0;
    votes->n_cells = 0;
    for (size_t i = 0; i < scenario->n_ballots; i++) {
        const struct sf_ballot *ballot = &scenario->ballot[i];
        for (int q = 0; q < SF_N_QUESTIONS; q++) {
            if (!ballot->is_random || !ballot->asks[q] || ballot->closes >= end) {
                continue;
            }
            SF_BUG_ON(votes->n == SF_MAX_VOTES); /* refused when the file was read */
            votes->vote[votes->n++] = (struct sf_vote){.ballot = i,
                                                       .question = (enum sf_question)q,
                                                       .first_cell = votes->n_cells};
            votes->n_cells += ballot->employers.n;
        }
    }
}

/** Whether a ballot could give a mandate for a question on a day (M9.4). */
static bool reaches(const struct sf_scenario *scenario, const struct sf_ballot *ballot,
                    enum sf_question question, size_t employer, int32_t day)
{
    return !ballot->is_consultative && ballot->asks[question] &&
           day >= ballot->closes &&
           day < sf_day_add_months(ballot->closes, scenario->law.mandate_months) &&
           sf_indexes_have(&ballot->employers, employer);
}

/** No law and no ballot that could give a mandate: action needs none. */
static bool is_lawless(const struct sf_scenario *scenario)
{
    bool is_needed = scenario->law.law != SF_LAW_NONE;
    for (size_t i = 0; i < scenario->n_ballots; i++) {
        is_needed |= !scenario->ballot[i].is_consultative;
    }
    return !is_needed;
}

struct sf_cover sf_mandate_cover(const struct sf_scenario *scenario,
                                 const struct sf_votes *votes,
                                 enum sf_question question, size_t employer,
                                 int32_t day)
{
    struct sf_cover cover = {.is_sure = is_lawless(scenario)};
    for (size_t i = 0; i < scenario->n_ballots && !cover.is_sure; i++) {
        const struct sf_ballot *ballot = &scenario->ballot[i];
        cover.is_sure = reaches(scenario, ballot, question, employer, day) &&
                        sf_ballot_passed(scenario, ballot, employer);
    }
    for (size_t v = 0; votes != NULL && v < votes->n && !cover.is_sure; v++) {
        const struct sf_ballot *ballot = &scenario->ballot[votes->vote[v].ballot];
        if (votes->vote[v].question == question &&
            reaches(scenario, ballot, question, employer, day) &&
            sf_ballot_given(scenario, ballot, employer) == SF_NOT_GIVEN) {
            cover.gate |= (uint64_t)1 << v;
        }
    }
    return cover;
}

bool sf_action_may_happen(const struct sf_scenario *scenario,
                          const struct sf_action *action, size_t employer, int32_t day)
{
    struct sf_votes votes;
    sf_votes_find(scenario, &votes);
    const struct sf_cover cover =
        sf_mandate_cover(scenario, &votes, sf_question_of(action), employer, day);
    return cover.is_sure || cover.gate != 0;
}
