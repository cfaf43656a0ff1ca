#include "scenario/endings.h"

#include "scenario/mandates.h"

static bool is_in_pause(const struct sf_strategy *strategy, int32_t day)
{
    return strategy->has_pause && day >= strategy->pause.from &&
           day <= strategy->pause.to;
}

/** Whether a pause has been decided on for certain. */
static bool rests(const struct sf_scenario *scenario, const struct sf_pause *pause,
                  size_t employer)
{
    if (pause->ballot == SF_NONE) {
        return true;
    }
    const struct sf_ballot *ballot = &scenario->ballot[pause->ballot];
    return sf_indexes_have(&ballot->employers, employer) &&
           sf_ballot_passed(scenario, ballot, employer);
}

bool sf_strategy_may_act(const struct sf_scenario *scenario,
                         const struct sf_strategy *strategy, size_t employer,
                         int32_t day)
{
    const struct sf_settlement *settlement = sf_settlement_of(scenario, strategy);
    if (settlement != NULL && settlement->kind == SF_SETTLES_ON_DATE &&
        day >= settlement->date) {
        return false;
    }
    return !is_in_pause(strategy, day) || !rests(scenario, &strategy->pause, employer);
}

uint64_t sf_pause_vote(const struct sf_scenario *scenario, const struct sf_votes *votes,
                       const struct sf_strategy *strategy, size_t employer, int32_t day)
{
    const size_t asked = strategy->pause.ballot;
    if (!is_in_pause(strategy, day) || asked == SF_NONE) {
        return 0;
    }
    const struct sf_ballot *ballot = &scenario->ballot[asked];
    if (!sf_indexes_have(&ballot->employers, employer) ||
        sf_ballot_given(scenario, ballot, employer) != SF_NOT_GIVEN) {
        return 0;
    }
    for (size_t v = 0; v < votes->n; v++) {
        if (votes->vote[v].ballot == asked &&
            votes->vote[v].question == SF_QUESTION_STRIKE) {
            return (uint64_t)1 << v;
        }
    }
    return 0;
}
