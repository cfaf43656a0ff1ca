/* What the charts say: titles, words in place of the chart, series and captions. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output/bands.h"
#include "output/chart_words.h"
#include "output/dat.h"
#include "output/say.h"
#include "output/tables.h"
#include "output/titles.h"
#include "unit/output/seen.h"

/* Ten of a hundred out on four days, half paid; every number of it fixed. */
#define STRIKE_TERMS "rule = \"half\"; participation = 1.0;"
#define HALF_PAID                                                                      \
    "rules : { half = { basis = \"net\"; rate = 0.5; }; };\n"                          \
    "strategies = ( { name = \"half paid\"; levy = \"levy\"; actions = ( " PICKETS(    \
        STRIKE_TERMS) " ); },\n"                                                       \
                      "  { name = \"nothing\"; } );\n"
#define CERTAIN WORKS WORKS_LEVY("notpay = 0.0;") HALF_PAID
#define CUT     "members : { real_terms_cut = 0.07; };\n"

static void expect_title(const struct sf_view *view, enum sf_chart chart,
                         const char *expected)
{
    struct sf_text text = {0};
    cr_assert_eq(sf_titles_add(view, chart, &text), SF_OK);
    cr_expect_str_eq(text.chars, expected);
    sf_text_free(&text);
}

static void expect_words(const struct sf_view *view, enum sf_chart chart,
                         const char *expected)
{
    struct sf_text text = {0};
    cr_assert_eq(sf_titles_add_alternative(view, chart, &text), SF_OK);
    cr_expect_str_eq(text.chars, expected);
    sf_text_free(&text);
}

Test(charts, titles_give_each_strategy_its_figure)
{
    struct seen seen;
    look(&seen, 40, CERTAIN);
    expect_title(&seen.view, SF_CHART_BALANCE,
                 "Fund in Aug 2026 (90 in 100): half paid £9,280; nothing "
                 "£10,000");
    expect_title(&seen.view, SF_CHART_MONEY,
                 "Strike pay paid by Aug 2026, on average: half paid £1,860; "
                 "nothing £0");
    expect_title(&seen.view, SF_CHART_SHORTFALL,
                 "Campaigns below zero by Aug 2026: half paid <4 in 40; nothing "
                 "<4 in 40");
    expect_title(&seen.view, SF_CHART_COSTS,
                 "Cost to the fund, own pay lost: half paid £1,860, £1,860; "
                 "nothing £0, £0");
    expect_title(&seen.view, SF_CHART_CLOSING,
                 "Campaigns below zero at the end of Aug 2026: half paid <4 in "
                 "40; nothing <4 in 40");
    expect_title(&seen.view, SF_CHART_MEMBERS,
                 "Net per member, called out and not: half paid -£240 to -£169, "
                 "-£15 to -£9; nothing nobody, £0");
    look_away(&seen);
}

Test(charts, words_say_what_a_chart_shows)
{
    struct seen seen;
    look(&seen, 1000, UNCERTAIN CUT);
    expect_words(&seen.view, SF_CHART_BALANCE,
                 "The fund at each month's end, December 2025 to August 2026: "
                 "free ends at £467 (median; 90 in 100 campaigns between £45 "
                 "and £941), its tightest month being January 2026; cheap ends "
                 "at £402 (median; 90 in 100 campaigns between -£20 and £876), "
                 "its tightest month being August 2026; dear ends at -£917 "
                 "(median; 90 in 100 campaigns between -£1,339 and -£443), its "
                 "tightest month being August 2026.\n");
    expect_words(&seen.view, SF_CHART_MONEY,
                 "Money in and out by month, in all until August 2026 and on "
                 "average: free takes £0 of levy and £0 of other income, and "
                 "pays £0 of strike pay, £0 of hardship grants and £0 of other "
                 "costs; cheap takes £0 of levy and £0 of other income, and "
                 "pays £0 of strike pay, £0 of hardship grants and £65 of other "
                 "costs; dear takes £0 of levy and £0 of other income, and pays "
                 "£0 of strike pay, £0 of hardship grants and £1,384 of other "
                 "costs.\n");
    expect_words(&seen.view, SF_CHART_SHORTFALL,
                 "Simulated campaigns in which a month has ended below a line "
                 "by August 2026: free below zero in fewer than 4 in 1,000, "
                 "below the minimum balance of £100 in 11 of 100; cheap below "
                 "zero in 6 of 100, below the minimum balance of £100 in 19 of "
                 "100; dear below zero in more than 996 in 1,000, below the "
                 "minimum balance of £100 in more than 996 in 1,000.\n");
    expect_words(&seen.view, SF_CHART_COSTS,
                 "What each strategy costs until August 2026, on average: free "
                 "costs the fund £0 and members £0 of their own pay, over 0 "
                 "strike-days by at least 0 members, and takes £0 of levy from "
                 "members; cheap costs the fund £65 and members £0 of their own "
                 "pay, over 0 strike-days by at least 0 members, and takes £0 "
                 "of levy from members; dear costs the fund £1,384 and members "
                 "£0 of their own pay, over 0 strike-days by at least 0 "
                 "members, and takes £0 of levy from members.\n");
    expect_words(&seen.view, SF_CHART_CLOSING,
                 "What simulated campaigns leave in the fund at the end of "
                 "August 2026: free leaves £467 (median; 90 in 100 campaigns "
                 "between £45 and £941) and ends below zero in fewer than 4 in "
                 "1,000; cheap leaves £402 (median; 90 in 100 campaigns between "
                 "-£20 and £876) and ends below zero in 7 of 100; dear leaves "
                 "-£917 (median; 90 in 100 campaigns between -£1,339 and -£443) "
                 "and ends below zero in more than 996 in 1,000.\n");
    look_away(&seen);
    look(&seen, 40, CERTAIN CUT);
    expect_words(&seen.view, SF_CHART_MEMBERS,
                 "What a member pays, loses and is paid until August 2026, on "
                 "average, by band: half paid - low called out: levy £9, pay "
                 "lost £320, strike pay £160, net -£169; not called: levy £9, "
                 "net -£9; high called out: levy £15, pay lost £450, strike pay "
                 "£225, net -£240; not called: levy £15, net -£15; nothing - "
                 "low called out: nobody; not called: net £0; high called out: "
                 "nobody; not called: net £0. At stake in real pay a year: low "
                 "£1,820, high £2,730.\n");
    look_away(&seen);
}

Test(charts, members_pay_lose_and_are_paid_what_arithmetic_says)
{
    struct seen seen;
    look(&seen, 40, CERTAIN);
    expect_text(&seen.view, sf_dat_members_write,
                "# strategy: half paid\n"
                "# band_number is_called levy_paid pay_lost strike_pay "
                "hardship net\n"
                "1 1 9.00 320.00 160.00 0.00 -169.00\n"
                "1 0 9.00 0.00 0.00 0.00 -9.00\n"
                "2 1 15.00 450.00 225.00 0.00 -240.00\n"
                "2 0 15.00 0.00 0.00 0.00 -15.00\n"
                "\n"
                "\n"
                "# strategy: nothing\n"
                "# band_number is_called levy_paid pay_lost strike_pay "
                "hardship net\n"
                "1 1 NaN NaN NaN NaN NaN\n"
                "1 0 0.00 0.00 0.00 0.00 0.00\n"
                "2 1 NaN NaN NaN NaN NaN\n"
                "2 0 0.00 0.00 0.00 0.00 0.00\n");
    expect_text(&seen.view, sf_bands_write,
                "strategy,band,member,levy_paid_gbp,pay_lost_gbp,strike_pay_gbp"
                ",hardship_gbp,net_gbp,at_stake_per_year_gbp,months_to_repay"
                ",settlement_at_once_gbp,settlement_per_year_gbp\n"
                "half paid,low,called out,9.00,320.00,160.00,0.00,-169.00,,,,\n"
                "half paid,low,not called,9.00,0.00,0.00,0.00,-9.00,,,,\n"
                "half paid,high,called out,15.00,450.00,225.00,0.00,-240.00,,,,\n"
                "half paid,high,not called,15.00,0.00,0.00,0.00,-15.00,,,,\n"
                "nothing,low,called out,,,,,,,,,\n"
                "nothing,low,not called,0.00,0.00,0.00,0.00,0.00,,,,\n"
                "nothing,high,called out,,,,,,,,,\n"
                "nothing,high,not called,0.00,0.00,0.00,0.00,0.00,,,,\n");
    look_away(&seen);
}

Test(charts, what_is_at_stake_is_said_only_where_the_scenario_says_it)
{
    struct seen seen;
    look(&seen, 3, CERTAIN CUT);
    cr_expect_float_eq(sf_bands_at_stake(&seen.view, 0), 1820.0, 1e-9);
    struct sf_text text = {0};
    cr_assert_eq(sf_bands_write(&seen.view, &text), SF_OK);
    cr_expect_not_null(strstr(text.chars, ",1820.00,,,\n"));
    cr_expect_not_null(strstr(text.chars, ",2730.00,,,\n"));
    sf_text_free(&text);
    look_away(&seen);
    look(&seen, 3, CERTAIN);
    cr_assert_eq(sf_bands_write(&seen.view, &text), SF_OK);
    cr_expect_not_null(strstr(text.chars, ",,,,\n"));
    cr_expect_null(strstr(text.chars, ",0.00,,,\n"));
    sf_text_free(&text);
    look_away(&seen);
}

Test(charts, the_closing_balances_are_a_block_of_rising_dots_a_strategy)
{
    struct seen seen;
    look(&seen, 3, CERTAIN);
    expect_text(&seen.view, sf_dat_closing_write,
                "# strategy: half paid\n"
                "# dot closing_balance\n"
                "1 9280.00\n"
                "2 9280.00\n"
                "3 9280.00\n"
                "\n"
                "\n"
                "# strategy: nothing\n"
                "# dot closing_balance\n"
                "1 10000.00\n"
                "2 10000.00\n"
                "3 10000.00\n");
    look_away(&seen);
}

Test(charts, the_words_for_gnuplot_are_harmless_and_whole)
{
    struct seen seen;
    look(&seen, 40, CERTAIN CUT);
    expect_text(&seen.view, sf_dat_words_write,
                "n_strategies = 2\n"
                "n_months = 8\n"
                "array strategy[2] = ['half paid', 'nothing']\n"
                "array month_label[9] = ['Dec 2025', 'Jan 2026', 'Feb 2026', "
                "'Mar 2026', 'Apr 2026', 'May 2026', 'Jun 2026', 'Jul 2026', "
                "'Aug 2026']\n"
                "array band[2] = ['low', 'high']\n"
                "array at_stake[2] = ['£1,820', '£2,730']\n"
                "n_dots = 40\n"
                "opening_balance = 10000.00\n"
                "is_opening_median = 0\n"
                "array below_zero[2] = ['fewer than 4 in 40', 'fewer than 4 in "
                "40']\n"
                "minimum_balance = 0.00\n"
                "runs = 40\n"
                "title_scenario = 'Works'\n"
                "caption = '40 simulated campaigns, exact method, seed 1. 2 "
                "inputs, 2 of them judgements.'\n"
                "title_balance = 'Fund in Aug 2026 (90 in 100): half paid "
                "£9,280; nothing £10,000'\n"
                "title_money = 'Strike pay paid by Aug 2026, on average: half "
                "paid £1,860; nothing £0'\n"
                "title_shortfall = 'Campaigns below zero by Aug 2026: half "
                "paid <4 in 40; nothing <4 in 40'\n"
                "title_costs = 'Cost to the fund, own pay lost: half paid "
                "£1,860, £1,860; nothing £0, £0'\n"
                "title_closing = 'Campaigns below zero at the end of Aug 2026: "
                "half paid <4 in 40; nothing <4 in 40'\n"
                "title_members = 'Net per member, called out and not: half "
                "paid -£240 to -£169, -£15 to -£9; nothing nobody, £0'\n"
                "title_spread = 'Width of range in Aug 2026, and from rates "
                "alone: half paid £0, £0; nothing £0, £0'\n"
                "title_days = 'Strike-days by Aug 2026, on average: half paid 40; "
                "nothing 0'\n");
    struct sf_text text = {0};
    size_t line = 0;
    cr_assert_eq(sf_dat_words_write(&seen.view, &text), SF_OK);
    cr_expect(sf_chart_words_are_harmless(text.chars, &line), "line %zu", line);
    sf_text_free(&text);
    look_away(&seen);
}

Test(charts, a_title_too_long_for_each_gives_the_range_of_all)
{
    struct seen seen;
    char *text = many_strategies();
    look(&seen, 100, text);
    free(text);
    expect_title(&seen.view, SF_CHART_BALANCE,
                 "Fund in Aug 2026 (90 in 100): -£805 to £944, by strategy");
    expect_title(&seen.view, SF_CHART_MONEY,
                 "Strike pay paid by Aug 2026, on average: £0, by strategy");
    expect_title(&seen.view, SF_CHART_SHORTFALL,
                 "Campaigns below zero by Aug 2026: <4 in 100 to 89 of 100, by "
                 "strategy");
    expect_title(&seen.view, SF_CHART_COSTS,
                 "Cost to the fund, own pay lost: £3 to £843, £0, by strategy");
    expect_title(&seen.view, SF_CHART_CLOSING,
                 "Campaigns below zero at the end of Aug 2026: <4 in 100 to 89 of "
                 "100, by strategy");
    expect_title(&seen.view, SF_CHART_MEMBERS,
                 "Net per member, called out and not: nobody, £0, by strategy");
    look_away(&seen);
}

Test(charts, no_title_or_words_rank_anything)
{
    static const char *const RANKING[] = {" best",  "better", "worst", "worse", "safer",
                                          "safest", "winner", "beats", "wins"};
    struct seen seen;
    look(&seen, 40, CERTAIN CUT);
    for (int chart = 0; chart < SF_N_CHARTS; chart++) {
        struct sf_text text = {0};
        cr_assert_eq(sf_titles_add(&seen.view, (enum sf_chart)chart, &text), SF_OK);
        cr_expect_leq(sf_say_columns(text.chars), SF_TITLE_COLUMNS);
        cr_assert_eq(sf_titles_add_alternative(&seen.view, (enum sf_chart)chart, &text),
                     SF_OK);
        for (size_t i = 0; i < sizeof(RANKING) / sizeof(RANKING[0]); i++) {
            cr_expect_null(strstr(text.chars, RANKING[i]), "%s", RANKING[i]);
        }
        sf_text_free(&text);
    }
    look_away(&seen);
}
