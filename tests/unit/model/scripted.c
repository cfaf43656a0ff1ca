/* Months on prescribed numbers. u is (word + 1/2) / 2^32, so a word of 0x40000000 is
 * the first above one quarter, and 0x3fffffff the last below. */
#include <criterion/criterion.h>
#include <string.h>

#include "support/campaign.h"
#include "support/everything.h"
#include "support/scripted.h"

#define FOUR                                                                           \
    "title = \"Four\"; start = \"2026-01\"; months = 4;\n"                             \
    "fund : { opening = 100.0; };\n"                                                   \
    "bands = ( { name = \"all\"; net_ratio = 0.8; subscription = 12.0; } );\n"         \
    "employers : { divisor = 260; list = ( { name = \"Yard\"; members = 4;\n"          \
    "  shares = [1.0]; salaries = [26000.0]; } ); };\n"

#define LEVY_WORD(m, w, v)                                                             \
    {                                                                                  \
        SF_FAMILY_LEVY, "levy", "Yard", "all", m, w, v                                 \
    }
#define COLLECT_WORD(m, w, v)                                                          \
    {                                                                                  \
        SF_FAMILY_COLLECT, "levy", NULL, "all", m, w, v                                \
    }
#define MEMBERS_WORD(m, w, v)                                                          \
    {                                                                                  \
        SF_FAMILY_MEMBERS, NULL, "Yard", "all", m, w, v                                \
    }
#define STRIKE_WORD(w, v)                                                              \
    {                                                                                  \
        SF_FAMILY_STRIKE, "out", "Yard", "all", 0, w, v                                \
    }

static void expect_rows(const struct scripted *scripted, enum sf_measure measure,
                        const int64_t *expected, size_t n)
{
    for (size_t m = 1; m <= n; m++) {
        const int64_t found = scripted_value(scripted, m, measure);
        cr_expect_eq(found, expected[m - 1], "%s of month %zu: %ld",
                     sf_measure_name(measure), m, (long)found);
    }
}

#define EXPECT(scripted, measure, ...)                                                 \
    expect_rows(scripted, measure, (const int64_t[]){__VA_ARGS__},                     \
                sizeof((const int64_t[]){__VA_ARGS__}) / sizeof(int64_t))
#define COUNT(words) (sizeof(words) / sizeof((words)[0]))

#define HALVES                                                                         \
    "levies = ( { name = \"levy\"; from = \"2026-01\"; to = \"2026-03\"; rates = { "   \
    "all "                                                                             \
    "= 3.0; }; notpay = 0.5; lapse = 0.5; fail = 0.5; recover = 0.5; } );\n"           \
    "strategies = ( { name = \"s\"; levy = \"levy\"; } );\n"

Test(scripted, a_levy_month_by_month)
{
    /* Binomial(4, 1/2): F is 1/16, 5/16, 11/16, 15/16, 1; (2, 1/2): 1/4, 3/4, 1.
       January: 2 of 4 pay; 1 fails: £3. February: 1 of 2 lapses, the other fails, and
       January's failure is recovered: £3. March: nobody lapses, the one pays, and
       February's failure is lost: £3. */
    const struct scripted_word words[] = {
        LEVY_WORD(1, SF_DRAW_PAY_FIRST, 0x50000000u),
        COLLECT_WORD(1, SF_DRAW_FAIL, 0x40000000u),
        LEVY_WORD(2, SF_DRAW_LAPSE, 0xbfffffffu),
        COLLECT_WORD(2, SF_DRAW_FAIL, 0x80000000u),
        COLLECT_WORD(2, SF_DRAW_RECOVER, 0x80000000u),
        LEVY_WORD(3, SF_DRAW_LAPSE, 0x7fffffffu),
        COLLECT_WORD(3, SF_DRAW_FAIL, 0x7fffffffu),
        COLLECT_WORD(3, SF_DRAW_RECOVER, 0x7fffffffu)};
    struct scripted *run =
        scripted_run(campaign_scenario(FOUR HALVES), 0, words, COUNT(words), 0);
    EXPECT(run, SF_PAYERS, 2, 1, 1, 0);
    EXPECT(run, SF_LEVY_INCOME, 300, 300, 300, 0);
    EXPECT(run, SF_BALANCE, 10300, 10600, 10900, 10900);
    EXPECT(run, SF_MEMBERS, 4, 4, 4, 4);
    scripted_free(run);
}

Test(scripted, thresholds_are_met_to_the_last_bit)
{
    /* Either side of F(1) = 5/16: one payer, or two. */
    const struct scripted_word below[] = {LEVY_WORD(1, SF_DRAW_PAY_FIRST, 0x4fffffffu)};
    const struct scripted_word above[] = {LEVY_WORD(1, SF_DRAW_PAY_FIRST, 0x50000000u)};
    struct scripted *run = scripted_run(campaign_scenario(FOUR HALVES), 0, below, 1, 0);
    cr_expect_eq(scripted_value(run, 1, SF_PAYERS), 1);
    scripted_free(run);
    run = scripted_run(campaign_scenario(FOUR HALVES), 0, above, 1, 0);
    cr_expect_eq(scripted_value(run, 1, SF_PAYERS), 2);
    scripted_free(run);
}

Test(scripted, all_uniforms_next_to_nought)
{
    /* Nobody pays the levy. */
    struct scripted *run = scripted_run(campaign_scenario(FOUR HALVES), 0, NULL, 0, 0);
    EXPECT(run, SF_PAYERS, 0, 0, 0, 0);
    EXPECT(run, SF_LEVY_INCOME, 0, 0, 0, 0);
    scripted_free(run);
}

Test(scripted, all_uniforms_next_to_one)
{
    /* All pay, all collections fail, all lapse, all failures are recovered. */
    struct scripted *run =
        scripted_run(campaign_scenario(FOUR HALVES), 0, NULL, 0, UINT32_MAX);
    EXPECT(run, SF_PAYERS, 4, 0, 0, 0);
    EXPECT(run, SF_LEVY_INCOME, 0, 1200, 0, 0);
    scripted_free(run);
}

Test(scripted, strikers_tire_a_draw_a_day)
{
    /* Out: 4, 3 (F(2) = 11/16 of four), 2 (F(1) = 1/2 of three), 1, 1, 0: a draw a
       day, the third and the fifth of which open pairs. Four days in January. */
    const struct scripted_word words[] = {
        STRIKE_WORD(0, UINT32_MAX),  STRIKE_WORD(1, 0xb0000000u),
        STRIKE_WORD(2, 0x80000000u), STRIKE_WORD(3, 0x40000000u),
        STRIKE_WORD(4, 0x80000000u), STRIKE_WORD(5, 0x7fffffffu)};
    struct scripted *run = scripted_run(
        campaign_scenario(
            FOUR
            "rules : { pay : { basis = \"flat\"; amounts = 10.0; from_day = 2; }; };\n"
            "strategies = ( { name = \"s\"; actions = ( { name = \"out\"; employer "
            "= \"Yard\"; called = 4; rule = \"pay\"; participation = 0.5; fatigue = "
            "0.5; days = [\"2026-01-05\", \"2026-01-06\", \"2026-01-07\", "
            "\"2026-01-08\", \"2026-02-02\", \"2026-02-03\"]; } ); } );\n"),
        0, words, COUNT(words), 0);
    EXPECT(run, SF_STRIKERS, 4, 1, 0, 0);
    EXPECT(run, SF_STRIKE_DAYS, 10, 1, 0, 0);
    EXPECT(run, SF_STRIKE_PAY_DUE, 6000, 1000, 0, 0);
    EXPECT(run, SF_PAY_LOST, 80000, 8000, 0, 0);
    scripted_free(run);
}

Test(scripted, leavers_joiners_and_their_first_levy)
{
    /* January: no levy yet. One of four leaves (leave 1/2: F(0) = 1/16 < u). Joiners:
       Poisson(4 * 1/4 = 1), F(0) = e^-1 = 1580030168.69 / 2^32: word ...169 is above.
       February: of the four there, 2 pay. Then 0 of the 2 payers and 0 of the 2 others
       leave, one joins and decides to pay (word above 1/2): three payers, £9. */
    const struct scripted_word words[] = {
        MEMBERS_WORD(1, SF_DRAW_LEAVE_OTHERS, 0x10000000u),
        MEMBERS_WORD(1, SF_DRAW_JOIN, 1580030169u),
        MEMBERS_WORD(2, SF_DRAW_JOIN, 1580030168u),
        LEVY_WORD(2, SF_DRAW_PAY_FIRST, 0x50000000u),
        MEMBERS_WORD(3, SF_DRAW_JOIN, 1580030169u),
        LEVY_WORD(3, SF_DRAW_PAY_JOINERS, 0x80000000u)};
    struct scripted *run = scripted_run(
        campaign_scenario(
            FOUR "members : { leave = 0.5; join = 0.25; };\n"
                 "levies = ( { name = \"levy\"; from = \"2026-02\"; to = \"2026-03\"; "
                 "rates = { all = 3.0; }; notpay = 0.5; } );\n"
                 "strategies = ( { name = \"s\"; levy = \"levy\"; } );\n"),
        0, words, COUNT(words), 0);
    EXPECT(run, SF_MEMBERS, 4, 4, 5, 5);
    EXPECT(run, SF_PAYERS, 0, 2, 3, 0);
    EXPECT(run, SF_LEVY_INCOME, 0, 600, 900, 0);
    scripted_free(run);
}

Test(scripted, price_leavers_go_before_anything_is_due)
{
    /* Elasticity 2 * £3 / £12 = 1/2 of the four payers: u above 11/16 takes three. */
    const struct scripted_word words[] = {
        LEVY_WORD(1, SF_DRAW_PRICE_LEAVERS, 0xb0000000u)};
    struct scripted *run = scripted_run(
        campaign_scenario(
            FOUR "members : { elasticity = 2.0; };\n"
                 "levies = ( { name = \"levy\"; from = \"2026-01\"; to = \"2026-03\"; "
                 "rates = { all = 3.0; }; } );\n"
                 "strategies = ( { name = \"s\"; levy = \"levy\"; } );\n"),
        0, words, 1, 0);
    EXPECT(run, SF_MEMBERS, 1, 1, 1, 1);
    EXPECT(run, SF_LEVY_INCOME, 300, 300, 300, 0);
    scripted_free(run);
}

Test(scripted, an_unknown_rate_is_the_quantile_of_its_own_uniform)
{
    /* notpay uniform on 0.25 .. 0.75: all words 0 leave it at 0.25 (to the grid), so
       Binomial(4, 3/4): F is 1/256, 13/256, 67/256, 175/256. */
    const char *text = FOUR
        "levies = ( { name = \"levy\"; from = \"2026-01\"; to = \"2026-03\"; rates = { "
        "all "
        "= 3.0; }; notpay = { dist = \"uniform\"; low = 0.25; high = 0.75; }; } );\n"
        "strategies = ( { name = \"s\"; levy = \"levy\"; } );\n";
    const struct scripted_word words[] = {
        LEVY_WORD(1, SF_DRAW_PAY_FIRST, (67u << 24) + (1u << 16))};
    struct scripted *run = scripted_run(campaign_scenario("%s", text), 0, words, 1, 0);
    cr_expect_eq(scripted_value(run, 1, SF_PAYERS), 3);
    scripted_free(run);
    const struct scripted_word below[] = {
        LEVY_WORD(1, SF_DRAW_PAY_FIRST, (67u << 24) - (1u << 16))};
    run = scripted_run(campaign_scenario("%s", text), 0, below, 1, 0);
    cr_expect_eq(scripted_value(run, 1, SF_PAYERS), 2);
    scripted_free(run);
}

Test(scripted, hardship_is_drawn_by_action_band_and_month)
{
    /* All four are out unpaid; Binomial(4, 1/2) above 11/16: three grants of £25. */
    const struct scripted_word words[] = {
        {SF_FAMILY_HARDSHIP, "out", NULL, "all", 2, SF_DRAW_GRANT, 0xb0000000u}};
    struct scripted *run = scripted_run(
        campaign_scenario(
            FOUR "rules : { help : { basis = \"none\"; hardship_share = 0.5; "
                 "hardship_grant = 25.0; }; };\n"
                 "strategies = ( { name = \"s\"; actions = ( { name = \"out\"; rule = "
                 "\"help\"; days = [\"2026-02-03\"]; } ); } );\n"),
        0, words, 1, 0);
    EXPECT(run, SF_HARDSHIP, 0, 7500, 0, 0);
    scripted_free(run);
}

Test(scripted, employers_effects_move_the_odds)
{
    /* Median 1/2, spread 2; an effect at the far low end (u = 2^-53: z = -8.13) leaves
       odds of e^-16.3: F(3) is 4 odds, 3.5e-7, and u = 4.7e-7 is above. */
    struct scripted *run = scripted_run(
        campaign_scenario(
            FOUR "levies = ( { name = \"levy\"; from = \"2026-01\"; to = \"2026-03\"; "
                 "rates = { all = 3.0; }; notpay = 0.5; spread = 2.0; } );\n"
                 "strategies = ( { name = \"s\"; levy = \"levy\"; } );\n"),
        0,
        (const struct scripted_word[]){
            {SF_FAMILY_LEVY, "levy", "Yard", "all", 1, SF_DRAW_PAY_FIRST, 2000}},
        1, 0);
    cr_expect_eq(scripted_value(run, 1, SF_PAYERS), 4);
    scripted_free(run);
}

/** Families whose paths are asked for once in a plan. */
static bool is_asked_once(enum sf_family family)
{
    return family != SF_FAMILY_STRIKE && family != SF_FAMILY_EFFECT;
}

Test(scripted, no_number_is_used_for_two_things)
{
    struct sf_scenario *scenario = campaign_scenario(EVERYTHING);
    struct scripted *run = scripted_run(scenario, 2, NULL, 0, 0x77777777u);
    size_t n_checked = 0;
    for (size_t i = 0; i < run->n_asked; i++) {
        for (size_t j = 0; is_asked_once(run->asked[i].family) && j < i; j++) {
            cr_assert(memcmp(&run->asked[i], &run->asked[j], sizeof(struct sf_path)) !=
                          0,
                      "path %zu of family %d is asked for twice", i,
                      (int)run->asked[i].family);
        }
        n_checked += is_asked_once(run->asked[i].family);
    }
    cr_expect_gt(n_checked, 100);
    scripted_free(run);
}
