/**
 * One scenario of strike-pay rules: caps that rules share, amounts that rise, salaries
 * that decide, parts of a day. Three strategies in which people do the same and are
 * paid otherwise. Beside EVERYTHING, and as small.
 */
#ifndef STRIKEFUND_TESTS_PAY_RULES_H
#define STRIKEFUND_TESTS_PAY_RULES_H

#include "support/everything.h"

#define PAY_RULES_RULES                                                                \
    "rules : {\n"                                                                      \
    "  one : { basis = \"net\"; rate = 0.6; from_day = 2; cap_group = \"g\";\n"        \
    "    max_amount = 413.5; take_up = 0.9; };\n"                                      \
    "  two : { basis = \"flat\"; amounts = 31.0; cap_group = \"g\";\n"                 \
    "    max_amount = 413.5; steps = ( { from_day = 4; amounts = 57.5; } );\n"         \
    "    claim_lag = [0.3, 0.7]; };\n"                                                 \
    "  three : { basis = \"flat\"; amounts_by_salary = ( { from = 0.0; amount = "      \
    "43.0;\n"                                                                          \
    "    }, { from = 23000.0; amount = 29.0; } ); cap_group = \"h\"; from_day = 2;\n"  \
    "    max_amount = 207.0; steps = ( { from_day = 5; amounts = 71.0; } ); };\n"      \
    "  four : { basis = \"gross\"; rate = 0.3; cap_group = \"h\"; max_amount = "       \
    "207.0; };\n"                                                                      \
    "  own : { basis = \"net\"; rate = 0.3; from_day = 3; max_amount = 190.0;\n"       \
    "    steps = ( { from_day = 5; rate = 0.7; } ); }; };\n"

/** Three call-outs of the Harbour, the first two under one cap, and one of all. */
#define PAY_RULES_ACTIONS(first, second, part)                                         \
    "actions = (\n"                                                                    \
    "  { name = \"later\"; employer = \"Harbour\"; called = { dist = \"uniform\"; "    \
    "low = 30.0; high = 50.0; };\n"                                                    \
    "    rule = \"" second "\"; from = \"2023-01-16\"; to = \"2023-03-17\"; fatigue "  \
    "= 0.03;\n"                                                                        \
    "    participation = 0.9; spread = 0.3; rostered = 0.93; },\n"                     \
    "  { name = \"sooner\"; employer = \"Harbour\"; called = 40; rule = \"" first      \
    "\";\n"                                                                            \
    "    from = \"2022-12-19\"; to = \"2023-01-20\"; fatigue = 0.01; part_of_day "     \
    "= " part "; },\n"                                                                 \
    "  { name = \"half\"; employer = \"Harbour\"; called = 20; rule = \"" second       \
    "\";\n"                                                                            \
    "    days = [\"2023-01-11\", \"2023-03-09\", \"2023-03-10\"]; part_of_day = "      \
    "0.5; },\n"                                                                        \
    "  { name = \"days\"; employers = \"mandated\"; rule = \"own\"; days = "           \
    "[\"2022-12-21\",\n"                                                               \
    "    \"2023-01-12\", \"2023-01-13\", \"2023-02-16\", \"2023-03-15\", "             \
    "\"2023-03-16\"];\n"                                                               \
    "    participation = 0.6; },\n"                                                    \
    "  { name = \"ban\"; kind = \"short of strike\"; employers = \"mandated\";\n"      \
    "    rule = \"own\"; from = \"2023-03-13\"; to = \"2023-03-31\"; called_share = "  \
    "0.3;\n"                                                                           \
    "    docking = { dist = \"uniform\"; low = 0.2; high = 1.0; }; } );"

#define PAY_RULES_STRATEGIES                                                           \
    "strategies = (\n"                                                                 \
    "  { name = \"one way\"; " PAY_RULES_ACTIONS(                                      \
        "one", "two", "1.0") " },\n"                                                   \
                             "  { name = \"in part\"; " PAY_RULES_ACTIONS(             \
                                 "one", "two",                                         \
                                 "0.7") " },\n"                                        \
                                        "  { name = \"another\"; " PAY_RULES_ACTIONS(  \
                                            "three", "four", "1.0") " } );\n"

#define PAY_RULES_WITH(ballots)                                                        \
    EVERYTHING_HEAD EVERYTHING_FUND("21000.0") EVERYTHING_BANDS EVERYTHING_EMPLOYERS(  \
        HARBOUR                                                                        \
        ", " LIBRARY                                                                   \
        ", " MUSEUM) "members : { leave = 0.008; join = 0.01; join_in_action = 0.02; " \
                     "};\n" PAY_RULES_RULES ballots PAY_RULES_STRATEGIES

#define PAY_RULES       PAY_RULES_WITH(EVERYTHING_BALLOTS)
#define PAY_RULES_VOTED PAY_RULES_WITH(EVERYTHING_VOTES)

#endif
