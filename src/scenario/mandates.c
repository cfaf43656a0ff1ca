/* Ballots with given results, and the mandates they give (M9.1, M9.2, M9.4). */
#include "scenario/mandates.h"

#include <math.h>

#include "core/maths.h"

static bool is_among(const struct sf_indexes *list, size_t index)
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

/** Turnout at least the threshold, and more yes than no. Whole numbers: a threshold
 *  of 0.5 is 500,000 in a million. */
static bool passes(int64_t members, int64_t votes, int64_t yes, double threshold)
{
    const int64_t per_million = (int64_t)sf_round_half_even(threshold * 1e6);
    return votes * 1000000 >= per_million * members && 2 * yes > votes;
}

bool sf_ballot_passed(const struct sf_scenario *scenario,
                      const struct sf_ballot *ballot, size_t employer)
{
    if (is_among(&ballot->passed, employer)) {
        return true;
    }
    if (is_among(&ballot->failed, employer)) {
        return false;
    }
    if (ballot->result != SF_RESULT_GIVEN) {
        return ballot->result == SF_RESULT_PASSED;
    }
    int64_t members = 0;
    int64_t votes = 0;
    int64_t yes = 0;
    if (!ballot->is_aggregated) {
        const struct sf_employer *own = &scenario->employer[employer];
        if (own->has_result) {
            return own->met_threshold;
        }
        count_votes(own, &votes, &yes);
        return passes(own->members, votes, yes, scenario->law.threshold);
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
    return passes(members, votes, yes, scenario->law.threshold);
}

double sf_ballot_chance(const struct sf_scenario *scenario,
                        const struct sf_ballot *ballot, size_t employer)
{
    if (!is_among(&ballot->employers, employer)) {
        return NAN;
    }
    return sf_ballot_passed(scenario, ballot, employer) ? 1.0 : 0.0;
}

bool sf_mandate_covers(const struct sf_scenario *scenario, size_t employer, int32_t day)
{
    if (scenario->law.law == SF_LAW_NONE && scenario->n_ballots == 0) {
        return true; /* no ballot law and no ballots: action needs no mandate */
    }
    for (size_t i = 0; i < scenario->n_ballots; i++) {
        const struct sf_ballot *ballot = &scenario->ballot[i];
        const int32_t end =
            sf_day_add_months(ballot->closes, scenario->law.mandate_months);
        if (day >= ballot->closes && day < end &&
            is_among(&ballot->employers, employer) &&
            sf_ballot_passed(scenario, ballot, employer)) {
            return true;
        }
    }
    return false;
}
