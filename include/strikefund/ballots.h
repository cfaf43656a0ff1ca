/**
 * Ballots: how members vote, and what a ballot needs to give a mandate (M9).
 *
 * A ballot's result is given, or it is random: decided in every run by how many of the
 * members of that run vote, and how.
 */
#ifndef STRIKEFUND_BALLOTS_H
#define STRIKEFUND_BALLOTS_H

#include "strikefund/scenario.h"

/** What members are asked (M9.3). Each question gives a mandate of its own. */
enum sf_question {
    SF_QUESTION_STRIKE, /* may we strike? */
    SF_QUESTION_SHORT,  /* may we take action short of a strike? */
    SF_N_QUESTIONS
};

enum sf_result { SF_RESULT_GIVEN, SF_RESULT_PASSED, SF_RESULT_FAILED };

struct sf_ballot {
    struct sf_place place;
    char *name;
    int32_t closes;              /* day */
    struct sf_indexes employers; /* balloted */
    bool is_aggregated;
    bool is_consultative; /* gives no mandate, whatever its result */
    bool asks[SF_N_QUESTIONS];
    enum sf_result result;    /* given: the employer's met_threshold, else numbers */
    struct sf_indexes passed; /* exceptions to result, and to chance: these passed */
    struct sf_indexes failed; /* and these failed */
    double cost_per_member;   /* pounds */
    char *source;

    /* How members vote, where that is left to chance. */
    bool is_random;
    size_t turnout;             /* input: share of those reached; SF_NONE: each
                                   employer's own */
    size_t yes[SF_N_QUESTIONS]; /* input: share of votes; SF_NONE likewise, or not
                                   asked */
    double spread, yes_spread;  /* sd on the logit between employers */
    double month_spread;        /* sd of turnout on the logit, shared by all */
    size_t bad_records; /* input: share the ballot cannot reach; SF_NONE: none */
};

/** A question of a random ballot: something that passes or fails in every run. */
struct sf_vote {
    size_t ballot; /* of the scenario */
    enum sf_question question;
    size_t first_cell; /* of its employers in the order of the ballot's list */
};

/** The scenario's votes, numbered through in the file's order. Where the ballot of vote
 *  v is held at its k-th employer is cell vote[v].first_cell + k. */
struct sf_votes {
    struct sf_vote vote[SF_MAX_VOTES];
    size_t n, n_cells;
};

/** Votes of ballots that close within the plan, or before it. */
void sf_votes_find(const struct sf_scenario *scenario, struct sf_votes *votes);

/** "strike" or "short". */
const char *sf_question_name(enum sf_question question);

/** Chance that a ballot gives a mandate to strike at an employer where its result is
 *  given: 0 or 1. NaN where the employer is not balloted or the ballot is random. */
double sf_ballot_chance(const struct sf_scenario *scenario,
                        const struct sf_ballot *ballot, size_t employer);

/** What a ballot needs, in whole numbers: a threshold of 0.5 is 500,000 in a million.
 */
struct sf_ballot_rule {
    int64_t votes_per_million; /* of the members */
    int64_t yes_per_million;   /* of the members; 0: the 40 % rule does not apply */
};

/** The rule of a ballot at an employer. An aggregated ballot is under the 40 % rule
 *  where most of those balloted are in important services. */
struct sf_ballot_rule sf_ballot_rule_of(const struct sf_scenario *scenario,
                                        const struct sf_ballot *ballot,
                                        size_t employer);

/** Votes reach the threshold, more are yes than no, and where the 40 % rule applies
 *  enough of all members say yes (M9.2). */
static inline bool sf_ballot_rule_met(const struct sf_ballot_rule *rule,
                                      int64_t members, int64_t votes, int64_t yes)
{
    return votes * 1000000 >= rule->votes_per_million * members && 2 * yes > votes &&
           yes * 1000000 >= rule->yes_per_million * members;
}

#endif
