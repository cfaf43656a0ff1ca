/**
 * Campaigns whose fund has pots: one with everything uncertain, for what must hold
 * whatever the numbers, and one without chance, to be worked out by hand.
 */
#ifndef STRIKEFUND_TESTS_KEPT_APART_H
#define STRIKEFUND_TESTS_KEPT_APART_H

#include "support/everything.h"
#include "support/works.h"

/** The campaign of EVERYTHING. The levies go to the pot that takes the rest; the one
 *  for hardship borrows from the general one, and strike pay overdraws that one. */
#define KEPT_APART                                                                     \
    EVERYTHING_HEAD                                                                    \
    "fund : { opening = { dist = \"lognormal\"; mean = 9000.0; sd = 2000.0; };\n"      \
    "  minimum_balance = 700.0; subscription_share = 0.37; interest = 0.03;\n"         \
    "  overdraft_interest = 0.17;\n"                                                   \
    "  donations = { dist = \"gamma\"; mean = 300.0; sd = 150.0; };\n"                 \
    "  one_offs = ( { name = \"hall\"; month = \"2023-02\"; amount = -1234.56;\n"      \
    "    pot = \"general\"; } );\n"                                                    \
    "  pots = ( { name = \"levy\"; }, { name = \"general\"; opening = 1750.5; },\n"    \
    "    { name = \"hardship\"; opening = 41.37; } );\n"                               \
    "  paid_from : { strike_pay = [\"levy\", \"general\"]; hardship = \"hardship\";\n" \
    "    campaign = \"general\"; };\n"                                                 \
    "  subscriptions_to = \"general\"; donations_to = \"hardship\";\n"                 \
    "  loans = ( { from = \"general\"; to = \"hardship\"; up_to = 555.55;\n"           \
    "    below = 400.0; keep = 100.0; } ); };\n" EVERYTHING_BANDS                      \
    EVERYTHING_EMPLOYERS(HARBOUR ", " LIBRARY ", " MUSEUM)                             \
        EVERYTHING_REST EVERYTHING_STRATEGIES
enum { KEPT_APART_POTS = 3 };

/** £1,000, of which £200 are for strike pay. The subscriptions of £150 a month go to
 *  the rest, a levy of £380 in February to April to strike pay. The pickets claim
 * £1,500 in March and £500 in April; the campaign costs £20 a month. */
#define PICKETS_KEPT_APART(terms)                                                      \
    WORKS_HEAD                                                                         \
    "fund : { opening = 1000.0; subscription_share = 1.5;\n"                           \
    "  pots = ( { name = \"general\"; }, { name = \"=levy, kept\"; opening = 200.0; "  \
    "} );\n"                                                                           \
    "  paid_from : { strike_pay = \"=levy, kept\"; }; " terms                          \
    " };\n" WORKS_PLACE WORKS_LEVY(                                                    \
        "pot = \"=levy, kept\";") "rules : { flat : { basis = \"flat\"; "              \
                                  "amounts = 50.0; }; };\n"                            \
                                  "strategies = ( { name = \"s\"; levy = "             \
                                  "\"levy\"; campaign_cost = 20.0;\n"                  \
                                  "  actions = ( " PICKETS(                            \
                                      "rule = \"flat\";") " ); } );\n"

/** Of its terms: the levy's pot may borrow up to £300. */
#define A_LOAN                                                                         \
    "loans = ( { from = \"general\"; to = \"=levy, kept\"; up_to = 300.0; "            \
    "keep = 123.45; } );"

#endif
