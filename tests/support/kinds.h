/**
 * One scenario with every kind of action: a wave of groups, action short of strike that
 * rolls and that does not, one that follows on full docking, and momentum. Beside
 * EVERYTHING, and as small.
 */
#ifndef STRIKEFUND_TESTS_KINDS_H
#define STRIKEFUND_TESTS_KINDS_H

#include "support/everything.h"

#define DOCKED                                                                         \
    "{ dist = \"discrete\"; values = [0.0, 0.5, 1.0]; weights = [0.3, 0.3, 0.4]; }"

#define KINDS_WAVE                                                                     \
    "{ name = \"wave\"; employers = [\"Library\", \"Harbour\"]; wave = \"week\";\n"    \
    "  from = \"2022-12-05\"; to = \"2023-01-20\"; rule = \"paid\"; spread = 0.4;\n"   \
    "  participation = { dist = \"beta\"; mean = 0.6; sd = 0.08; }; fatigue = 0.02; }"
#define KINDS_BOYCOTT                                                                  \
    "{ name = \"boycott\"; kind = \"short of strike\"; employers = \"mandated\";\n"    \
    "  from = \"2023-01-09\"; to = \"2023-03-03\"; rule = \"paid\"; docking = " DOCKED \
    ";\n"                                                                              \
    "  called_share = 0.7; participation = 0.4; fatigue = 0.01; spread = 0.4;\n"       \
    "  rostered = 0.9; overtime_share = { dist = \"uniform\"; low = 0.0; high = 0.1; " \
    "};\n"                                                                             \
    "  backlog = 0.3; }"
#define KINDS_BAN                                                                      \
    "{ name = \"ban\"; kind = \"short of strike\"; employers = \"all\"; wave = 3;\n"   \
    "  from = \"2023-03-06\"; to = \"2023-04-14\"; overtime_share = 0.07; }"
#define KINDS_MORE                                                                     \
    "{ name = \"more\"; employers = \"mandated\"; rule = \"help\"; cost_per_day = "    \
    "19.0;\n"                                                                          \
    "  days = [\"2023-02-14\", \"2023-03-01\"]; participation = 0.7; spread = 0.4;\n"  \
    "  when = \"docking >= 0.75\"; }"

#define KINDS_STRATEGIES                                                               \
    "strategies = ( { name = \"wave\"; levy = \"first\"; actions = ( " KINDS_WAVE      \
    " ); },\n"                                                                         \
    "  { name = \"short\"; levy = [\"first\", \"second\"];\n"                          \
    "    actions = ( " KINDS_BOYCOTT ", " KINDS_BAN ", " KINDS_MORE " ); },\n"         \
    "  { name = \"all\"; levy = \"first\"; include = [\"wave\", \"short\"]; } );\n"

/* Members with momentum. */
#define KINDS_REST                                                                     \
    "members : { leave = 0.008; join = 0.02;\n"                                        \
    "  momentum = { dist = \"normal\"; mean = 0.5; sd = 0.8; };\n"                     \
    "  momentum_reference = 0.2; };\n"

#define KINDS_RULES                                                                    \
    "rules : { paid : { basis = \"net\"; rate = 0.9; from_day = 2; max_amount = "      \
    "700.0;\n"                                                                         \
    "    take_up = { dist = \"uniform\"; low = 0.8; high = 1.0; };\n"                  \
    "    claim_lag = [0.1, 0.4, 0.3, 0.2]; };\n"                                       \
    "  help : { basis = \"none\"; hardship_share = 0.1; hardship_cap = 900.0;\n"       \
    "    hardship_grant = 50.0; };\n"                                                  \
    "  none : { basis = \"none\"; }; };\n"                                             \
    "levies = ( { name = \"first\"; from = \"2022-12\"; to = \"2023-02\";\n"           \
    "    rates = { low = 3.0; high = 5.0; }; spread = 0.3; notpay = 0.1;\n"            \
    "    fail = 0.03; recover = 0.7; exempt_on_paid_strike = true; },\n"               \
    "  { name = \"second\"; from = \"2023-03\"; to = \"2023-05\";\n"                   \
    "    rates = { low = 4.0; high = 6.5; }; notpay = 0.12; } );\n"

#define KINDS_BALLOTS                                                                  \
    "ballots = ( { name = \"autumn\"; closes = \"2022-11-07\";\n"                      \
    "    questions = [\"strike\", \"short\"]; } );\n"

/** The same, left to chance: mandates that end and begin in the middle of a month. */
#define KINDS_VOTES                                                                    \
    "ballots = ( { name = \"summer\"; closes = \"2022-08-24\"; turnout = 0.53;\n"      \
    "    yes = 0.7; yes_short = 0.8; questions = [\"strike\", \"short\"];\n"           \
    "    employers = [\"Library\", \"Harbour\"]; spread = 0.3; },\n"                   \
    "  { name = \"winter\"; closes = \"2023-01-19\"; mode = \"aggregated\";\n"         \
    "    turnout = \"employers\"; questions = \"short\"; yes_short = 0.51; },\n"       \
    "  { name = \"spring\"; closes = \"2023-03-16\"; turnout = 0.52; spread = 0.2;\n"  \
    "    yes = 0.52; yes_short = 0.52; yes_spread = 0.1; bad_records = 0.03;\n"        \
    "    questions = [\"strike\", \"short\"]; cost_per_member = 1.17; } );\n"

#define KINDS_PEOPLE                                                                   \
    EVERYTHING_HEAD EVERYTHING_FUND("21000.0") EVERYTHING_BANDS EVERYTHING_EMPLOYERS(  \
        HARBOUR ", " LIBRARY ", " MUSEUM) KINDS_REST KINDS_RULES

#define KINDS KINDS_PEOPLE KINDS_BALLOTS KINDS_STRATEGIES

#define KINDS_VOTED KINDS_PEOPLE KINDS_VOTES KINDS_STRATEGIES

#endif
