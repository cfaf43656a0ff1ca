/**
 * One scenario with a bit of everything uncertain, small enough to run in an instant:
 * three employers, two bands, two levy phases, ballots, four strategies. For tests of
 * what must hold whatever the numbers: books, blocks, threads, replays.
 */
#ifndef STRIKEFUND_TESTS_EVERYTHING_H
#define STRIKEFUND_TESTS_EVERYTHING_H

#define EVERYTHING_HEAD                                                                \
    "title = \"Everything\"; start = \"2022-11\"; months = 9; law = \"tua2016\";\n"    \
    "seed = \"4711\"; holidays = [\"2022-12-26\", \"2022-12-27\"];\n"

#define EVERYTHING_FUND(opening)                                                       \
    "fund : { opening = " opening "; minimum_balance = 9000.0;\n"                      \
    "  subscription_share = 0.37; interest = 0.03; overdraft_interest = 0.17;\n"       \
    "  donations = { dist = \"gamma\"; mean = 300.0; sd = 150.0; };\n"                 \
    "  one_offs = ( { name = \"hall\"; month = \"2023-02\"; amount = -1234.56; } ); "  \
    "};\n"

#define EVERYTHING_BANDS                                                               \
    "bands = ( { name = \"low\"; net_ratio = 0.77; subscription = 13.0; },\n"          \
    "  { name = \"high\"; net_ratio = 0.71; subscription = 19.0; } );\n"

#define HARBOUR                                                                        \
    "{ name = \"Harbour\"; members = 173; shares = [0.61, 0.39]; group = \"coast\";\n" \
    "  salaries = [22517.0, 31299.0]; turnout = 0.61; yes = 0.8; }"
#define LIBRARY                                                                        \
    "{ name = \"Library\"; members = 89; shares = [0.5, 0.5]; divisor = 365;\n"        \
    "  salaries = [23001.0, 33333.0]; turnout = 0.55; yes = 0.9; }"
#define MUSEUM                                                                         \
    "{ name = \"Museum\"; members = 41; shares = [0.8, 0.2]; weight = 1.5;\n"          \
    "  salaries = [21000.0, 30000.0]; turnout = 0.48; yes = 0.9; }"
#define EVERYTHING_EMPLOYERS(list)                                                     \
    "employers : { divisor = 260; other_payers = 57; list = ( " list " ); };\n"

#define EVERYTHING_TERMS                                                               \
    "members : { leave = 0.008; join = { dist = \"normal\"; mean = 0.01; sd = 0.003; " \
    "};\n"                                                                             \
    "  join_in_action = 0.02; elasticity = { dist = \"pert\"; low = 0.0; mode = "      \
    "0.07; "                                                                           \
    "high = 0.29; }; };\n"                                                             \
    "rules : { paid : { basis = \"net\"; rate = 0.9; from_day = 2; max_amount = "      \
    "700.0;\n"                                                                         \
    "    take_up = { dist = \"uniform\"; low = 0.8; high = 1.0; };\n"                  \
    "    claim_lag = [0.1, 0.4, 0.3, 0.2]; };\n"                                       \
    "  help : { basis = \"none\"; hardship_share = 0.1; hardship_cap = 900.0;\n"       \
    "    hardship_grant = { dist = \"discrete\"; values = [40.0, 65.0]; weights = "    \
    "[0.5, 0.5]; }; }; };\n"                                                           \
    "levies = ( { name = \"first\"; from = \"2022-12\"; to = \"2023-02\";\n"           \
    "    rates = { low = 3.0; high = 5.0; }; spread = 0.3; month_spread = 0.1;\n"      \
    "    notpay = { dist = \"beta\"; mean = 0.1; sd = 0.04; }; lapse = 0.01;\n"        \
    "    fail = 0.03; recover = 0.7; exempt_on_paid_strike = true; },\n"               \
    "  { name = \"second\"; from = \"2023-03\"; to = \"2023-05\";\n"                   \
    "    rates = { low = 4.0; high = 6.5; }; reference_rates = { low = 3.0; high = "   \
    "5.0; };\n"                                                                        \
    "    notpay = { dist = \"triangular\"; low = 0.05; mode = 0.1; high = 0.3; };\n"   \
    "    rate_response = 0.3; spread = 0.3; fail = 0.03; recover = 0.7; } );\n"

#define EVERYTHING_BALLOTS                                                             \
    "ballots = ( { name = \"autumn\"; closes = \"2022-11-07\"; },\n"                   \
    "  { name = \"again\"; closes = \"2023-03-01\"; employers = [\"Museum\"];\n"       \
    "    result = \"passed\"; cost_per_member = 1.17; } );\n"

#define EVERYTHING_REST EVERYTHING_TERMS EVERYTHING_BALLOTS

/** The same, but for what is left to chance: three ballots of three kinds that may or
 *  may not cover the days of the actions, and one that gives no mandate. */
#define EVERYTHING_VOTES                                                               \
    "ballots = ( { name = \"autumn\"; closes = \"2022-10-27\"; turnout = "             \
    "\"employers\";\n"                                                                 \
    "    yes = \"employers\"; spread = 0.3; yes_spread = 0.2; month_spread = 0.1; "    \
    "},\n"                                                                             \
    "  { name = \"again\"; closes = \"2023-01-05\"; mode = \"aggregated\";\n"          \
    "    turnout = { dist = \"logitnormal\"; median = 0.51; sd = 0.1; }; yes = 0.8;\n" \
    "    bad_records = 0.02; cost_per_member = 1.17;\n"                                \
    "    employers = [\"Harbour\", \"Museum\"]; },\n"                                  \
    "  { name = \"third\"; closes = \"2023-03-08\"; turnout = 0.53; yes = 0.7;\n"      \
    "    questions = [\"short\", \"strike\"]; yes_short = 0.53; },\n"                  \
    "  { name = \"opinion\"; closes = \"2023-02-08\"; kind = \"consultative\";\n"      \
    "    turnout = 0.5; yes = 0.66; } );\n"

#define PAID_PICKETS                                                                   \
    "{ name = \"paid pickets\"; employer = \"Harbour\"; rule = \"paid\";\n"            \
    "  called = { dist = \"triangular\"; low = 20.0; mode = 30.0; high = 60.0; };\n"   \
    "  from = \"2022-12-19\"; to = \"2023-01-13\"; notice = \"2022-11-25\";\n"         \
    "  participation = { dist = \"beta\"; mean = 0.9; sd = 0.04; }; fatigue = 0.01;\n" \
    "  rostered = 0.93; prepared_max = 0.3; cost_per_day = 21.0; }"
#define ALL_OUT                                                                        \
    "{ name = \"all out\"; employers = \"mandated\"; rule = \"help\";\n"               \
    "  days = [\"2022-12-21\", \"2023-02-01\", \"2023-03-15\", \"2023-05-08\"];\n"     \
    "  participation = { dist = \"beta\"; mean = 0.6; sd = 0.08; }; spread = 0.4;\n"   \
    "  month_spread = 0.2; fatigue = 0.03; }"

#define EVERYTHING_STRATEGIES                                                          \
    "strategies = ( { name = \"pickets\"; levy = [\"first\", \"second\"];\n"           \
    "    campaign_cost = 111.11; actions = ( " PAID_PICKETS " ); },\n"                 \
    "  { name = \"days\"; levy = \"first\"; actions = ( " ALL_OUT " ); },\n"           \
    "  { name = \"both\"; levy = [\"first\", \"second\"]; include = [\"pickets\", "    \
    "\"days\"]; campaign_cost = 111.11; },\n"                                          \
    "  { name = \"both again\"; levy = [\"first\", \"second\"]; include = "            \
    "[\"pickets\", \"days\"]; campaign_cost = 111.11; } );\n"

#define EVERYTHING_AT(opening)                                                         \
    EVERYTHING_HEAD EVERYTHING_FUND(opening)                                           \
    EVERYTHING_BANDS EVERYTHING_EMPLOYERS(HARBOUR ", " LIBRARY ", " MUSEUM)            \
        EVERYTHING_REST EVERYTHING_STRATEGIES

#define EVERYTHING_VOTED                                                               \
    EVERYTHING_HEAD EVERYTHING_FUND("21000.0") EVERYTHING_BANDS EVERYTHING_EMPLOYERS(  \
        HARBOUR ", " LIBRARY ", " MUSEUM)                                              \
        EVERYTHING_TERMS EVERYTHING_VOTES EVERYTHING_STRATEGIES

#define EVERYTHING                                                                     \
    EVERYTHING_AT("{ dist = \"lognormal\"; mean = 21000.0; sd = 4000.0; }")

#endif
