#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "output/tables.h"
#include "support/campaign.h"
#include "support/everything.h"

/** employers.csv of a campaign, freed by the caller. */
static char *table_of(const struct campaign *campaign, const struct sf_results *results)
{
    struct sf_view view;
    struct sf_text text = {0};
    cr_assert_eq(sf_view_init(&view, campaign->experiment, results, NULL), SF_OK);
    cr_assert_eq(sf_employers_write(&view, &text), SF_OK);
    sf_view_free(&view);
    return sf_text_take(&text);
}

/* Of 130 members of Dock 37 come out for two days and lose 0.8 of 1/260 of £26,000 a
   day: £80. The rule pays half. Yard, of 57, is asked nothing: its ballot failed. */
#define QUAY                                                                           \
    "title = \"Quay\"; start = \"2026-01\"; months = 2; law = \"tua2016\";\n"          \
    "seed = \"20261122\";\n"                                                           \
    "bands = ( { name = \"all\"; net_ratio = 0.8; } );\n"                              \
    "fund : { opening = 9000.0; };\n"                                                  \
    "employers : { divisor = 260; list = (\n"                                          \
    "  { name = \"+Dock\"; members = 130; shares = [1.0]; salaries = [26000.0]; },\n"  \
    "  { name = \"Yard, west\"; members = 57; shares = [1.0]; salaries = [21000.0]; "  \
    "} ); };\n"                                                                        \
    "ballots = ( { name = \"one, two\"; closes = \"2025-12-01\"; result = "            \
    "\"passed\";\n"                                                                    \
    "    failed = [\"Yard, west\"]; },\n"                                              \
    "  { name = \"=again\"; closes = \"2025-12-02\"; employers = [\"Yard, west\"];\n"  \
    "    result = \"failed\"; } );\n"                                                  \
    "rules : { half : { basis = \"net\"; rate = 0.5; }; };\n"                          \
    "strategies = ( { name = \"out\"; actions = ( { name = \"out\"; employer = "       \
    "\"+Dock\"; rule = \"half\"; called = 37.0; participation = 1.0;\n"                \
    "    days = [\"2026-01-13\", \"2026-01-14\"]; notice = \"2025-12-20\"; } ); } "    \
    ");\n"

Test(output_employers, are_as_worked_out_by_hand)
{
    struct campaign c = campaign_open(QUAY);
    struct sf_results *results = campaign_run(&c, 23);
    char *table = table_of(&c, results);
    cr_expect_str_eq(
        table,
        "strategy,employer,members,called,called_se,strike_days,strike_days_se,"
        "strike_pay_claimed_gbp,strike_pay_claimed_se_gbp,pay_lost_gbp,pay_lost_se_gbp,"
        "\"mandate_chance: one, two\",\"mandate_chance_se: one, two\","
        "mandate_chance: =again,mandate_chance_se: =again\n"
        "out,'+Dock,130,37.0000,0.0000,74.0000,0.0000,2960.00,0.00,5920.00,0.00,"
        "1.000000,0.000000,,\n"
        "out,\"Yard, west\",57,0.0000,0.0000,0.0000,0.0000,0.00,0.00,0.00,0.00,"
        "0.000000,0.000000,0.000000,0.000000\n");
    free(table);
    sf_results_free(results);
    campaign_close(&c);
}

enum { N_CELLS = 11 };

/** Cells of a line without quotes, cut in place. */
static void cut(char *line, char *cell[N_CELLS])
{
    for (size_t i = 0; i < N_CELLS; i++) {
        cell[i] = strsep(&line, ",");
        cr_assert_not_null(cell[i]);
    }
}

Test(output_employers, add_up_to_the_whole_plan_and_carry_their_errors)
{
    static const struct {
        enum sf_total total;
        enum sf_employer_measure of_employer;
        size_t cell;
        double unit, rounding;
    } COLUMN[] = {
        {SF_T_STRIKE_DAYS, SF_E_STRIKE_DAYS, 5, 1.0, 0.00005},
        {SF_T_STRIKE_PAY_CLAIMED, SF_E_STRIKE_PAY, 7, 100.0, 0.005},
        {SF_T_PAY_LOST, SF_E_PAY_LOST, 9, 100.0, 0.005},
    };
    struct campaign c = campaign_open(EVERYTHING);
    struct sf_results *results = campaign_run(&c, 700);
    struct sf_view view;
    cr_assert_eq(sf_view_init(&view, c.experiment, results, NULL), SF_OK);
    char *table = table_of(&c, results);
    char *rest = table;
    strsep(&rest, "\n");
    const size_t n = c.scenario->n_employers;
    for (size_t s = 0; s < 4; s++) {
        double sum[3] = {0.0};
        for (size_t e = 0; e < n; e++) {
            char *cell[N_CELLS];
            cut(strsep(&rest, "\n"), cell);
            cr_expect_str_eq(cell[0], c.scenario->strategy[s].name);
            cr_expect_str_eq(cell[1], c.scenario->employer[e].name);
            cr_expect_eq(atoi(cell[2]), c.scenario->employer[e].members);
            for (size_t k = 0; k < 3; k++) {
                const double se =
                    sf_results_employer(results, s, e, COLUMN[k].of_employer).se;
                sum[k] += strtod(cell[COLUMN[k].cell], NULL);
                cr_expect_float_eq(strtod(cell[COLUMN[k].cell + 1], NULL),
                                   se / COLUMN[k].unit, 1.001 * COLUMN[k].rounding);
            }
        }
        for (size_t k = 0; k < 3; k++) {
            const double total =
                sf_view_total(&view, s, COLUMN[k].total).mean / COLUMN[k].unit;
            cr_expect_float_eq(sum[k], total, (double)(n + 2) * COLUMN[k].rounding,
                               "%s: %.4f, not %.4f", sf_total_name(COLUMN[k].total),
                               sum[k], total);
        }
    }
    cr_expect_str_eq(rest, "");
    free(table);
    sf_view_free(&view);
    sf_results_free(results);
    campaign_close(&c);
}
