/** Results of ballots that the scenario gives, and which days they cover (M9). */
#ifndef STRIKEFUND_SCENARIO_MANDATES_H
#define STRIKEFUND_SCENARIO_MANDATES_H

#include "strikefund/ballots.h"

/** Whether a list of indexes has one. */
bool sf_indexes_have(const struct sf_indexes *list, size_t index);

/** What the scenario says of a ballot's result at an employer that was balloted. */
enum sf_given { SF_NOT_GIVEN, SF_GIVEN_PASSED, SF_GIVEN_FAILED };

enum sf_given sf_ballot_given(const struct sf_scenario *scenario,
                              const struct sf_ballot *ballot, size_t employer);

/** Whether a ballot is known to have passed at an employer that was balloted. */
bool sf_ballot_passed(const struct sf_scenario *scenario,
                      const struct sf_ballot *ballot, size_t employer);

/** What makes a day lawful at an employer. */
struct sf_cover {
    bool is_sure;  /* a result that is given, or a law that asks for none */
    uint64_t gate; /* else bit v: vote v does, where it passes; 0: nothing can */
};

/** Every day is sure where the scenario has neither a ballot law nor ballots that could
 *  give a mandate. @param votes  those that may make a day lawful; NULL: none */
struct sf_cover sf_mandate_cover(const struct sf_scenario *scenario,
                                 const struct sf_votes *votes,
                                 enum sf_question question, size_t employer,
                                 int32_t day);

/** Whether an action can be lawful at an employer on a day: it is sure to be, or a
 *  ballot left to chance may make it so. */
bool sf_action_may_happen(const struct sf_scenario *scenario,
                          const struct sf_action *action, size_t employer, int32_t day);

/** The question that must have been answered yes for an action to be lawful (M9.3). */
static inline enum sf_question sf_question_of(const struct sf_action *action)
{
    return action->kind == SF_KIND_SHORT ? SF_QUESTION_SHORT : SF_QUESTION_STRIKE;
}

#endif
