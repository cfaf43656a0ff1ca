/* Disputes that settle by chance, and rest: strategies share nothing that they should
 * not, and results depend on neither threads nor blocks. */
#include <criterion/criterion.h>

#include "support/campaign.h"
#include "support/everything.h"
#include "support/sameness.h"

#define ENDINGS                                                                        \
    "settlements = ( { name = \"deal\"; kind = \"weibull\"; scale = 6.5; wind_down = " \
    "1;\n"                                                                             \
    "    shape = { dist = \"uniform\"; low = 0.7; high = 1.8; }; pressure_effect = "   \
    "20.0;\n"                                                                          \
    "    lump_sum = { dist = \"uniform\"; low = 500.0; high = 900.0; }; },\n"          \
    "  { name = \"date\"; kind = \"date\"; date = \"2023-02-15\"; wind_down = 1; } "   \
    ");\n"

#define ACTION(name, employer, called, from, to, rule)                                 \
    "{ name = \"" name "\"; employer = \"" employer "\"; called = " called ";\n"       \
    "  from = \"" from "\"; to = \"" to "\"; rule = \"" rule "\"; participation = "    \
    "0.8;\n  fatigue = 0.02; cost_per_day = 2.5; }"
#define FEW  ACTION("few", "Harbour", "31", "2022-12-05", "2023-03-31", "paid")
#define MANY ACTION("many", "Museum", "17", "2023-01-16", "2023-04-28", "help")
#define LATE ACTION("late", "Library", "40", "2023-03-01", "2023-04-07", "paid")
#define STRATEGY(name, terms, actions)                                                 \
    "{ name = \"" name                                                                 \
    "\"; levy = [\"first\", \"second\"]; campaign_cost = 99.0; " terms                 \
    " actions = ( " actions " ); }"

#define TEXT                                                                           \
    EVERYTHING_HEAD EVERYTHING_FUND("20000.0") EVERYTHING_BANDS EVERYTHING_EMPLOYERS(  \
        HARBOUR ", " LIBRARY ", " MUSEUM) EVERYTHING_TERMS EVERYTHING_VOTES ENDINGS    \
        "strategies = (\n" STRATEGY(                                                   \
            "few", "settlement = \"deal\";",                                           \
            FEW) ",\n"                                                                 \
                 "  { name = \"more\"; levy = [\"first\", \"second\"]; settlement = "  \
                 "\"deal\";\n"                                                         \
                 "    include = [\"few\"]; actions = ( " MANY " ); },\n"               \
                 "  { name = \"most\"; levy = [\"first\", \"second\"]; settlement = "  \
                 "\"deal\";\n"                                                         \
                 "    include = [\"more\"]; actions = ( " LATE " );\n"                 \
                 "    pause : { from = \"2023-02-09\"; to = \"2023-03-03\"; ballot = " \
                 "\"opinion\"; }; },\n"                                                \
                 "  { name = \"on a date\"; levy = [\"first\", \"second\"]; "          \
                 "settlement = "                                                       \
                 "\"date\"; include = [\"few\"]; },\n"                                 \
                 "  { name = \"to the end\"; levy = [\"first\", \"second\"]; include " \
                 "= "                                                                  \
                 "[\"few\"]; },\n"                                                     \
                 "  { name = \"resting\"; levy = [\"first\", \"second\"]; include = "  \
                 "[\"few\"];\n"                                                        \
                 "    pause : { from = \"2023-01-09\"; to = \"2023-01-20\"; }; },\n"   \
                 "  { name = \"careful\"; levy = [\"first\", \"second\"]; settlement " \
                 "= "                                                                  \
                 "\"deal\";\n    include = [\"few\"]; on_shortfall = \"suspend\"; } "  \
                 ");\n"

enum { STRATEGIES = 7, BANDS = 2 };

Test(endings, of_a_strategy_are_the_same_alone_as_beside_others)
{
    struct campaign c = campaign_open(TEXT);
    const struct sf_experiment_options how = {
        .first_run = 3, .n_runs = 260, .n_threads = 1};
    struct sf_results *all = NULL;
    cr_assert_eq(sf_experiment_run(c.experiment, &how, &all), SF_OK);
    for (size_t s = 0; s < STRATEGIES; s++) {
        struct sf_experiment *only = NULL;
        struct sf_results *alone = NULL;
        cr_assert_eq(sf_experiment_init(c.scenario, &s, 1, &only), SF_OK);
        cr_assert_eq(sf_experiment_run(only, &how, &alone), SF_OK);
        for (size_t month = 0; month <= 9; month++) {
            for (int m = 0; m < SF_N_MEASURES; m++) {
                const enum sf_measure measure = (enum sf_measure)m;
                const struct sf_statistic a =
                    sf_results_monthly(all, s, month, measure);
                const struct sf_statistic b =
                    sf_results_monthly(alone, 0, month, measure);
                cr_expect(a.mean == b.mean && a.sd == b.sd && a.q50 == b.q50,
                          "strategy %zu, month %zu, %s", s, month,
                          sf_measure_name(measure));
            }
            cr_expect_eq(sf_results_chance(all, s, month, SF_SETTLED).count,
                         sf_results_chance(alone, 0, month, SF_SETTLED).count);
        }
        sf_results_free(alone);
        sf_experiment_free(only);
    }
    /* Or nothing has been tried: some settle, sooner where more is done, some never. */
    const uint64_t few = sf_results_chance(all, 0, 9, SF_SETTLED).count;
    const uint64_t most = sf_results_chance(all, 2, 9, SF_SETTLED).count;
    cr_expect(few > 60 && few < 255, "%zu", (size_t)few);
    cr_expect_gt(most, few);
    sf_results_free(all);
    campaign_close(&c);
}

Test(endings, do_not_turn_on_threads_or_blocks)
{
    struct campaign c = campaign_open(TEXT);
    struct sf_results *one = campaign_run_cut(&c, 1, 300, 1, 128);
    struct sf_results *other = campaign_run_cut(&c, 1, 300, 3, 37);
    expect_same_results(one, other, BANDS);
    sf_results_free(one);
    sf_results_free(other);
    campaign_check_books(&c, 60);
    campaign_close(&c);
}

/** Whether people do the same in two campaigns that differ in one settlement's terms.
 */
static bool share(const char *a, const char *b)
{
#define ONE                                                                            \
    EVERYTHING_HEAD EVERYTHING_FUND("20000.0") EVERYTHING_BANDS EVERYTHING_EMPLOYERS(  \
        HARBOUR) EVERYTHING_TERMS                                                      \
        "settlements = ( { name = \"deal\"; kind = \"weibull\"; %s } "                 \
        ");\nstrategies = ( { name = \"few\"; settlement = \"deal\"; levy = "          \
        "\"first\"; "                                                                  \
        "actions = ( " FEW " ); } );\n"
    struct campaign x = campaign_open(ONE, a);
    struct campaign y = campaign_open(ONE, b);
    const bool is_shared = sf_experiments_share_people(x.experiment, y.experiment);
    campaign_close(&x);
    campaign_close(&y);
    return is_shared;
}

Test(endings, affect_people_by_when_they_come_and_not_by_their_worth)
{
    const char *base = "scale = 6.5;";
    cr_expect(share(base, base));
    cr_expect(share(base, "scale = 6.5; lump_sum = 900.0; pay_rise = 0.03;"));
    cr_expect(!share(base, "scale = 6.6;"));
    cr_expect(!share(base, "scale = 6.5; shape = 1.1;"));
    cr_expect(!share(base, "scale = 6.5; wind_down = 1;"));
    cr_expect(!share(base, "scale = 6.5; pressure_effect = 1.0;"));
}
