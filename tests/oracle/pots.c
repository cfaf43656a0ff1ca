/* Pots of the fund (M7.4, M6.8): months worked out by hand, to the penny. */
#include <criterion/criterion.h>

#include "support/pots.h"
#include "support/works.h"

#define EXPECT_POT(pot, measure, ...)                                                  \
    pot_expect(&c, pot, measure, (const int64_t[]){__VA_ARGS__},                       \
               sizeof((const int64_t[]){__VA_ARGS__}) / sizeof(int64_t))

/** £1,000, of which £200 are for strike pay; the subscriptions of £150 a month go to
 *  the rest, the levy of £380 in February to April to strike pay. The pickets claim
 *  £1,500 in March and £500 in April, and the campaign costs £20 a month. */
#define POTS(terms, fund) POTS_OF("1.5", terms, fund)
#define POTS_OF(share, terms, fund)                                                    \
    WORKS_HEAD                                                                         \
    "fund : { opening = 1000.0; subscription_share = " share "; " fund "\n"            \
    "  pots = ( { name = \"general\"; }, { name = \"levy\"; opening = 200.0; } "       \
    ");\n  " terms " };\n" WORKS_PLACE WORKS_LEVY(                                     \
        "pot = \"levy\";") "rules : { flat : { basis = \"flat\"; amounts = 50.0; };\n" \
                           "  none : { basis = \"none\"; hardship_share = 1.0; "       \
                           "hardship_grant = 20.0; "                                   \
                           "}; };\n"                                                   \
                           "strategies = ( { name = \"s\"; levy = \"levy\"; "          \
                           "campaign_cost = 20.0;\n"                                   \
                           "  actions = ( " PICKETS("rule = \"flat\";") " ); } );\n"

/* M7.4 */
Test(pots, each_pays_what_it_holds_in_the_order_they_are_named)
{
    struct campaign c = campaign_open(
        POTS("paid_from : { strike_pay = [\"levy\", \"general\"]; };", ""));
    EXPECT_POT("levy", SF_P_BALANCE, 20000, 58000, 0, 0, 0);
    EXPECT_POT("levy", SF_P_LEVY_INCOME, 0, 38000, 38000, 38000, 0);
    EXPECT_POT("levy", SF_P_STRIKE_PAY_PAID, 0, 0, 96000, 38000, 0);
    EXPECT_POT("levy", SF_P_OTHER_INCOME, 0, 0, 0, 0, 0);
    EXPECT_POT("general", SF_P_STRIKE_PAY_PAID, 0, 0, 54000, 12000, 0);
    EXPECT_POT("general", SF_P_OTHER_INCOME, 15000, 15000, 15000, 15000, 15000);
    EXPECT_POT("general", SF_P_OTHER_OUTGO, 2000, 2000, 2000, 2000, 2000);
    EXPECT_POT("general", SF_P_BALANCE, 93000, 106000, 65000, 66000, 79000);
    EXPECT_POT("general", SF_P_OVERDRAWN, 0, 0, 0, 0, 0);
    pots_check(&c, 1);
    campaign_close(&c);
}

/* M7.4 */
Test(pots, what_is_left_to_pay_overdraws_the_last_and_no_other_pot_is_touched)
{
    struct campaign c =
        campaign_open(POTS("paid_from : { strike_pay = \"levy\"; };", ""));
    EXPECT_POT("levy", SF_P_BALANCE, 20000, 58000, -54000, -66000, -66000);
    EXPECT_POT("levy", SF_P_OVERDRAWN, 0, 0, 1, 1, 1);
    EXPECT_POT("general", SF_P_BALANCE, 93000, 106000, 119000, 132000, 145000);
    campaign_expect(&c, 0, SF_BALANCE,
                    (const int64_t[]){113000, 164000, 65000, 66000, 79000}, 5);
    pots_check(&c, 1);
    campaign_close(&c);
}

/* M7.4, M5.7 */
Test(pots, each_earns_its_own_interest_and_pays_its_own_overdraft)
{
    /* 1 % a month of £800 and £200, and so on; 2 % a month of £536.10 overdrawn. */
    struct campaign c =
        campaign_open(POTS_OF("0.0", "paid_from : { strike_pay = \"levy\"; };",
                              "interest = 0.12; overdraft_interest = 0.24;"));
    EXPECT_POT("general", SF_P_OTHER_INCOME, 800, 788, 776, 764);
    EXPECT_POT("levy", SF_P_OTHER_INCOME, 200, 202, 584, 0);
    EXPECT_POT("levy", SF_P_BALANCE, 20200, 58402, -53014, -66074);
    EXPECT_POT("levy", SF_P_OTHER_OUTGO, 0, 0, 0, 1060);
    EXPECT_POT("general", SF_P_OTHER_OUTGO, 2000, 2000, 2000, 2000);
    pots_check(&c, 1);
    campaign_close(&c);
}

/* M7.4, M3.3 */
Test(pots, a_loan_follows_the_last_close_within_its_bounds_and_is_repaid_first)
{
    /* March closes with £540 too little. Up to £500 are lent as the general pot allows,
       which keeps £900: £290, £130 and £80. June brings a gift of £1,000, of which the
       £500 are repaid in July, before anything else. */
    struct campaign c = campaign_open(
        POTS("paid_from : { strike_pay = \"levy\"; };\n"
             "  loans = ( { from = \"general\"; to = \"levy\"; up_to = 500.0; keep = "
             "900.0; } );\n"
             "  one_offs = ( { name = \"gift\"; month = \"2026-06\"; amount = 1000.0; "
             "pot = \"levy\"; } );",
             ""));
    EXPECT_POT("levy", SF_P_LOANS_OWED, 0, 0, 0, 29000, 42000, 50000, 0, 0);
    EXPECT_POT("general", SF_P_LOANS_MADE, 0, 0, 0, 29000, 42000, 50000, 0, 0);
    EXPECT_POT("levy", SF_P_BALANCE, 20000, 58000, -54000, -37000, -24000, 84000, 34000,
               34000);
    EXPECT_POT("general", SF_P_BALANCE, 93000, 106000, 119000, 103000, 103000, 108000,
               171000, 184000);
    campaign_expect(
        &c, 0, SF_BALANCE,
        (const int64_t[]){113000, 164000, 65000, 66000, 79000, 192000, 205000, 218000},
        8);
    pots_check(&c, 1);
    campaign_close(&c);
}

/* M7.4 */
Test(pots, a_loan_keeps_the_borrower_at_its_mark_and_what_is_above_repays)
{
    /* From the beginning the levy's pot is brought up to £300: £100 in January; £280
       more than that in February's close repay them in March. April begins with £540
       less than nothing: of the £840 to the mark, the general pot has £490 to spare,
       and in May £10 are left to be owed. Of May's £340 the £40 above the mark repay in
       June.
     */
    struct campaign c = campaign_open(
        POTS("paid_from : { strike_pay = \"levy\"; };\n"
             "  loans = ( { from = \"general\"; to = \"levy\"; up_to = 500.0; below = "
             "300.0; keep = 700.0; } );\n"
             "  one_offs = ( { name = \"gift\"; month = \"2026-05\"; amount = 500.0; "
             "pot = \"levy\"; }, { name = \"rent\"; month = \"2026-05\"; amount = "
             "-800.0; } );",
             ""));
    EXPECT_POT("levy", SF_P_LOANS_OWED, 10000, 10000, 0, 49000, 50000, 46000, 46000);
    EXPECT_POT("levy", SF_P_BALANCE, 30000, 68000, -54000, -17000, 34000, 30000, 30000);
    EXPECT_POT("general", SF_P_BALANCE, 83000, 96000, 119000, 83000, 15000, 32000,
               45000);
    pots_check(&c, 1);
    campaign_close(&c);
}

#define UNPAID(opening, text)                                                          \
    WORKS_HEAD                                                                         \
    "fund : { opening = " opening "; donations = 10.0; donations_to = \"help\";\n"     \
    "  pots = ( { name = \"general\"; }, { name = \"help\"; opening = 50.0; } );\n"    \
    "  paid_from : { hardship = " text "; }; };\n" WORKS_PLACE                         \
    "rules : { none : { basis = \"none\"; hardship_share = 1.0; hardship_grant = "     \
    "20.0; }; };\n"                                                                    \
    "strategies = ( { name = \"s\"; actions = ( " PICKETS("") " ); } );\n"

/* M6.8, M3.3, M7.4 */
Test(pots, grants_of_pots_kept_for_hardship_stop_at_what_these_held)
{
    /* £200 are asked for in March, and in April. The pot held £70 at the last close,
       and £10 at the one after. */
    struct campaign c = campaign_open(UNPAID("1000.0", "\"help\""));
    EXPECT_POT("help", SF_P_HARDSHIP, 0, 0, 7000, 1000, 0);
    EXPECT_POT("help", SF_P_BALANCE, 6000, 7000, 1000, 1000, 2000);
    EXPECT_POT("general", SF_P_BALANCE, 95000, 95000, 95000, 95000, 95000);
    pots_check(&c, 1);
    campaign_close(&c);
}

/* M6.8, M7.4 */
Test(pots, where_the_general_pot_stands_behind_them_grants_do_not_stop)
{
    struct campaign c = campaign_open(UNPAID("61.0", "[\"help\", \"general\"]"));
    EXPECT_POT("help", SF_P_HARDSHIP, 0, 0, 8000, 1000, 0);
    EXPECT_POT("general", SF_P_HARDSHIP, 0, 0, 12000, 19000, 0);
    EXPECT_POT("help", SF_P_BALANCE, 6000, 7000, 0, 0, 1000);
    EXPECT_POT("general", SF_P_BALANCE, 1100, 1100, -10900, -29900, -29900);
    pots_check(&c, 1);
    campaign_close(&c);
}

/* M7.4 */
Test(pots, a_rule_may_be_paid_from_pots_of_its_own)
{
    /* £500 a day under each rule, both in March: the levy's £960 pay the first, and the
       second is paid by the branch, which has £700 and then £200; the general pot
       stands behind neither. Half of the second is paid in April. */
    struct campaign c = campaign_open(
        "%s", WORKS_HEAD
        "fund : { opening = 2000.0; paid_from : { strike_pay = \"levy\"; };\n"
        "  pots = ( { name = \"general\"; }, { name = \"levy\"; opening = 200.0; }, "
        "{ name = \"branch\"; opening = 700.0; } ); };\n" WORKS_PLACE WORKS_LEVY(
            "pot = \"levy\";") "rules : { first : { basis = \"flat\"; amounts = 50.0; "
                               "};\n"
                               "  second : { basis = \"flat\"; amounts = 50.0; "
                               "paid_from = [\"branch\"];\n"
                               "    claim_lag = [0.5, 0.5]; }; };\n"
                               "strategies = ( { name = \"s\"; levy = \"levy\"; "
                               "actions "
                               "= (\n"
                               "  { name = \"a\"; employer = \"Works\"; called = 10; "
                               "days "
                               "= [\"2026-03-03\"]; rule = \"first\"; },\n"
                               "  { name = \"b\"; employer = \"Works\"; called = 20; "
                               "days "
                               "= [\"2026-03-04\"]; rule = \"second\"; } ); } );\n");
    EXPECT_POT("levy", SF_P_STRIKE_PAY_PAID, 0, 0, 50000, 0, 0);
    EXPECT_POT("levy", SF_P_BALANCE, 20000, 58000, 46000, 84000, 84000);
    EXPECT_POT("branch", SF_P_STRIKE_PAY_PAID, 0, 0, 50000, 50000, 0);
    EXPECT_POT("branch", SF_P_BALANCE, 70000, 70000, 20000, -30000, -30000);
    EXPECT_POT("general", SF_P_BALANCE, 110000, 110000, 110000, 110000, 110000);
    campaign_expect(&c, 0, SF_STRIKE_PAY_PAID,
                    (const int64_t[]){0, 0, 100000, 50000, 0}, 5);
    pots_check(&c, 1);
    campaign_check_books(&c, 1);
    campaign_close(&c);
}

/* M7.3, M7.4 */
Test(pots, claims_that_share_the_cash_share_that_of_their_pots)
{
    /* March: £960 of £1,500; April: £380 of the £540 left and £500 more. The general
       pot's money is not theirs. */
    struct campaign c = campaign_open(
        POTS("paid_from : { strike_pay = \"levy\"; };", "on_shortfall = \"scale\";"));
    EXPECT_POT("levy", SF_P_STRIKE_PAY_PAID, 0, 0, 96000, 38000, 0);
    EXPECT_POT("levy", SF_P_BALANCE, 20000, 58000, 0, 0, 0);
    EXPECT_POT("general", SF_P_BALANCE, 93000, 106000, 119000, 132000, 145000);
    campaign_expect(&c, 0, SF_CLAIMS, (const int64_t[]){0, 0, 54000, 66000, 66000}, 5);
    pots_check(&c, 1);
    campaign_close(&c);
}

/* M7.4, M7.2 */
Test(pots, ballots_campaigning_and_single_sums_have_pots_of_their_own)
{
    /* The ballot of 100 members in February costs £170. The pot for votes has paid £31
       of rent before, and gives the £159 that are left. */
    struct campaign c = campaign_open(
        "%s", WORKS_HEAD
        "fund : { opening = 1000.0;\n"
        "  pots = ( { name = \"votes\"; opening = 190.0; }, { name = \"general\"; } "
        ");\n"
        "  paid_from : { ballots = [\"votes\", \"general\"]; };\n"
        "  one_offs = ( { name = \"rent\"; month = \"2026-02\"; amount = -31.0; pot = "
        "\"votes\"; } ); };\n" WORKS_PLACE
        "ballots = ( { name = \"vote\"; closes = \"2026-02-10\"; result = \"passed\";\n"
        "  cost_per_member = 1.7; } );\n"
        "strategies = ( { name = \"s\"; campaign_cost = 20.0; } );\n");
    EXPECT_POT("votes", SF_P_OTHER_OUTGO, 0, 19000, 0);
    EXPECT_POT("votes", SF_P_BALANCE, 19000, 0, 0);
    EXPECT_POT("general", SF_P_OTHER_OUTGO, 2000, 2000 + 1100, 2000);
    EXPECT_POT("general", SF_P_BALANCE, 79000, 75900, 73900);
    pots_check(&c, 1);
    campaign_close(&c);
}
