/**
 * Ballots that are left to chance: what has passed in a run, and that run with its
 * results given.
 */
#ifndef STRIKEFUND_TESTS_VOTES_H
#define STRIKEFUND_TESTS_VOTES_H

#include "support/campaign.h"

/** The votes that have passed at each employer in one run; freed by the caller. */
uint64_t *votes_passed(const struct campaign *campaign, size_t strategy, uint64_t run);

/** Whether a vote is among those that have passed at an employer. */
bool vote_passed(const uint64_t *passed, size_t vote, size_t employer);

/** Expects the first n_runs of every strategy to be, to the penny, the runs of those
 *  numbers with their results given.
 *  @param before, after  what stands before and after the ballots */
void votes_expect_as_given(const char *before, const char *ballots, const char *after,
                           uint64_t n_runs);

/** Two places, and rules with caps and waiting days of every kind. */
#define YARDS                                                                          \
    "title = \"Yards\"; start = \"2026-01\"; months = 5; law = \"tua2016\"; seed = "   \
    "\"77\";\n"                                                                        \
    "fund : { opening = 90000.0; };\n"                                                 \
    "bands = ( { name = \"low\"; net_ratio = 0.8; }, { name = \"high\"; net_ratio = "  \
    "0.75; } );\n"                                                                     \
    "employers : { list = (\n"                                                         \
    "  { name = \"Yard\"; members = 121; shares = [0.6, 0.4]; salaries = [26000.0, "   \
    "39000.0]; turnout = 0.51; yes = 0.7; },\n"                                        \
    "  { name = \"Dock\"; members = 71; shares = [0.3, 0.7]; salaries = [26000.0, "    \
    "39000.0]; turnout = 0.49; yes = 0.7; } ); };\n"                                   \
    "members : { leave = 0.02; join = 0.03; join_in_action = 0.05; };\n"               \
    "rules : { capped : { basis = \"net\"; cap_group = \"one\"; max_amount = 937.5; "  \
    "from_day = 2; claim_lag = [0.5, 0.5]; };\n"                                       \
    "  waiting : { basis = \"gross\"; rate = 0.5; from_day = 4; from_calendar_day = "  \
    "true; max_days = 3; };\n"                                                         \
    "  slow : { basis = \"net\"; from_day = 3; max_amount = 187.5; };\n"               \
    "  none : { basis = \"none\"; hardship_share = 0.2; hardship_grant = 50.0; }; "    \
    "};\n"

#endif
