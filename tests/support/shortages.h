/**
 * A scenario in which money runs short in some runs and not in others, with one
 * strategy for each thing that may be done about it (M7.3). Votes decide which days are
 * lawful.
 */
#ifndef STRIKEFUND_TESTS_SHORTAGES_H
#define STRIKEFUND_TESTS_SHORTAGES_H

#include "support/everything.h"

#define SHORTAGES_SPRING                                                               \
    "{ name = \"spring\"; employers = [\"Museum\", \"Harbour\"]; rule = \"spring\";\n" \
    "  called_share = 0.4; participation = 0.7; fatigue = 0.02; spread = 0.3;\n"       \
    "  from = \"2023-02-06\"; to = \"2023-05-26\"; days_per_month = 4; rostered = "    \
    "0.9;\n"                                                                           \
    "  cost_per_day = 13.0; }"

#define SHORTAGES_RULES                                                                \
    "members : { leave = 0.008; join = 0.01; join_in_action = 0.02; momentum = 0.6;\n" \
    "  elasticity = 0.07; };\n"                                                        \
    "rules : { paid : { basis = \"net\"; rate = 0.9; from_day = 2; max_amount = "      \
    "700.0;\n"                                                                         \
    "    take_up = { dist = \"uniform\"; low = 0.8; high = 1.0; };\n"                  \
    "    claim_lag = [0.1, 0.4, 0.3, 0.2]; };\n"                                       \
    "  spring : { basis = \"flat\"; amounts = 51.0; from_day = 3; max_days = 9;\n"     \
    "    claim_lag = [0.3, 0.7]; unpaid_claims = \"written off\"; };\n"                \
    "  help : { basis = \"none\"; hardship_share = 0.1; hardship_cap = 900.0;\n"       \
    "    hardship_grant = 50.0; }; };\n"                                               \
    "levies = ( { name = \"first\"; from = \"2022-12\"; to = \"2023-04\";\n"           \
    "    rates = { low = 3.0; high = 5.0; }; spread = 0.3; notpay = 0.1; lapse = "     \
    "0.01;\n"                                                                          \
    "    fail = 0.03; recover = 0.7; exempt_on_paid_strike = true; },\n"               \
    "  { name = \"waiting\"; from = \"2022-12\"; to = \"2023-06\"; rates = { low = "   \
    "4.0;\n"                                                                           \
    "    high = 6.0; }; trigger = \"net position\"; on_below = 3000.0; off_above = "   \
    "9000.0;\n"                                                                        \
    "    spread = 0.3; notpay = 0.15; lapse = 0.02; fail = 0.03; recover = 0.6;\n"     \
    "    collection_lag = 1; exempt_on_paid_strike = true; } );\n"

#define SHORTAGES_PLAN(name, rule)                                                     \
    "  { name = \"" name "\"; levy = \"first\"; include = [\"plan\"]; on_shortfall = " \
    "\"" rule "\"; }"

#define SHORTAGES_WAITS(name, terms)                                                   \
    "  { name = \"" name "\"; levy = \"waiting\"; include = [\"plan\"];\n" terms " }"

#define SHORTAGES_HELD     SHORTAGES_PLAN("held", "suspend") ",\n"
#define SHORTAGES_CUT      SHORTAGES_PLAN("cut", "scale") ",\n"
#define SHORTAGES_HELD_TOO SHORTAGES_PLAN("held as well", "suspend") ",\n"
#define SHORTAGES_CUT_TOO  SHORTAGES_PLAN("cut as well", "scale") ",\n"
#define SHORTAGES_WAITS_HELD                                                           \
    SHORTAGES_WAITS("waits", "on_shortfall = \"suspend\";") ",\n"
#define SHORTAGES_WAITS_ONLY SHORTAGES_WAITS("waits alone", "") ",\n"
#define SHORTAGES_WAITS_COST SHORTAGES_WAITS("at a cost", "campaign_cost = 800.0;")

#define SHORTAGES_STRATEGIES                                                           \
    "strategies = ( { name = \"plan\"; levy = \"first\"; actions = ( " PAID_PICKETS    \
    ", " ALL_OUT ", " SHORTAGES_SPRING                                                 \
    " ); },\n" SHORTAGES_HELD SHORTAGES_CUT SHORTAGES_HELD_TOO SHORTAGES_CUT_TOO       \
        SHORTAGES_WAITS_HELD SHORTAGES_WAITS_ONLY SHORTAGES_WAITS_COST " );\n"

#define SHORTAGES_WITH(ballots)                                                        \
    EVERYTHING_HEAD EVERYTHING_FUND("{ dist = \"normal\"; mean = 36000.0; sd = "       \
                                    "9000.0; }") EVERYTHING_BANDS                      \
    EVERYTHING_EMPLOYERS(HARBOUR ", " LIBRARY ", " MUSEUM)                             \
        SHORTAGES_RULES ballots SHORTAGES_STRATEGIES

/** Votes decide which days are lawful; or their results are given. */
#define SHORTAGES       SHORTAGES_WITH(EVERYTHING_VOTES)
#define SHORTAGES_GIVEN SHORTAGES_WITH(EVERYTHING_BALLOTS)

#endif
