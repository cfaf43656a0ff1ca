#include "output/spread.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "output/dat.h"
#include "output/tables.h"
#include "output/titles.h"
#include "support/campaign.h"
#include "support/everything.h"

enum { COLUMNS = 400 };

Test(output_spread, is_said_in_parts_of_100)
{
    static const struct {
        struct sf_spread spread;
        const char *words;
    } CASE[] = {
        {{true, 512, 17.3, {{0.9549, 0.004}, {0.0351, 0.003}, {0.0100, 0.001}}, 0.17},
         "95 from rates nobody knows, 4 from differences between employers, 1 from "
         "chance (who happens to do what); each give or take 1."},
        {{true, 512, 17.3, {{0.9949, 0.001}, {0.0049, 0.001}, {0.0002, 1e-5}}, 0.17},
         "nearly all from rates nobody knows, less than 1 from differences between "
         "employers, less than 1 from chance (who happens to do what); each give or "
         "take 1."},
        {{true, 128, 17.3, {{-0.031, 0.02}, {0.0049, 0.001}, {1.0261, 0.083}}, 0.17},
         "at most 4 from rates nobody knows, less than 1 from differences between "
         "employers, nearly all from chance (who happens to do what); each give or "
         "take 17."},
        {{true, 128, 17.3, {{0.703, 0.041}, {0.0, 0.0}, {0.297, 0.041}}, 0.17},
         "70 from rates nobody knows, none from differences between employers, 30 from "
         "chance (who happens to do what); each give or take 9."},
        {{true, 128, 17.3, {{0.703, 0.041}, {0.05, 0.029}, {0.247, 0.041}}, 0.17},
         "70 from rates nobody knows, at most 11 from differences between employers, "
         "25 from chance (who happens to do what); each give or take 9."},
        {{true, 512, 17.3, {{0.9882, 0.002}, {0.0082, 0.003}, {0.0036, 0.0005}}, 0.17},
         "99 from rates nobody knows, 1 from differences between employers, less than "
         "1 from chance (who happens to do what); each give or take 1."},
        {{true, 128, 17.3, {{1.0, 0.0}, {0.0, 0.0}, {0.0, 0.0}}, 0.17},
         "all from rates nobody knows, none from differences between employers, none "
         "from chance (who happens to do what)."},
        {{true, 9, 17.3, {{0.6, 0.09}, {0.3, 0.1003}, {0.1, 0.05}}, 5.0},
         "too few runs to tell."},
        {{true, 1, 17.3, {{0.6, NAN}, {0.3, NAN}, {0.1, NAN}}, 5.0},
         "too few runs to tell."},
        {{.twins = 0, .sd = 17.3, .simulation_se = 0.17},
         "not measured; none of these runs was repeated for it."},
        {{.twins = 128, .sd = 0.0},
         "no spread; it ends with one sum in each campaign simulated."},
    };
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        struct sf_text text = {0};
        sf_spread_add_sources("it's paid", &CASE[i].spread, COLUMNS, &text);
        cr_assert_not_null(text.chars);
        cr_expect_eq(strncmp(text.chars, "  'it's paid': ", 15), 0);
        text.chars[strlen(text.chars) - 1] = '\0';
        cr_expect_str_eq(text.chars + 15, CASE[i].words);
        sf_text_free(&text);
    }
}

/** A file of a campaign, freed by the caller. */
static char *file_of(const struct campaign *campaign, const struct sf_results *results,
                     enum sf_status (*write)(const struct sf_view *, struct sf_text *))
{
    struct sf_view view;
    struct sf_text text = {0};
    cr_assert_eq(sf_view_init(&view, campaign->experiment, results, NULL), SF_OK);
    cr_assert_eq(write(&view, &text), SF_OK);
    sf_view_free(&view);
    return sf_text_take(&text);
}

/** The cell of a column, from 0, of a line without quotes; empty: NaN. */
static double cell_of(const char *line, size_t column)
{
    while (column-- > 0) {
        line = strchr(line, ',');
        cr_assert_not_null(line);
        line++;
    }
    char *end;
    const double value = strtod(line, &end);
    return end == line ? NAN : value;
}

Test(output_spread, has_shares_that_sum_to_one_and_simulation_error_beside_them)
{
    struct campaign c = campaign_open(EVERYTHING);
    struct sf_results *results = campaign_run(&c, 700);
    char *file = file_of(&c, results, sf_spread_write);
    char *rest = file;
    strsep(&rest, "\n");
    for (size_t row = 0; row < 4 * 10; row++) {
        const struct sf_spread spread = sf_results_spread(results, row / 10, row % 10);
        double sum = 0.0;
        for (size_t s = 0; s < 3; s++) {
            const char *line = strsep(&rest, "\n");
            const double share = cell_of(line, 6);
            const double sd = cell_of(line, 8);
            sum += share;
            cr_expect_eq(cell_of(line, 5), 128.0);
            cr_expect_float_eq(cell_of(line, 7), spread.share[s].se, 5.1e-7);
            cr_expect(isnan(cell_of(line, 9)), "no source holds simulation error");
            /* Variances add up: the sd's square is the share's. */
            cr_expect(spread.share[s].mean < 0.0
                          ? isnan(sd)
                          : fabs(sd * 100.0 - sqrt(spread.share[s].mean) * spread.sd) <
                                0.501,
                      "%s", line);
        }
        cr_expect_float_eq(sum, 1.0, 2e-6);
        const char *line = strsep(&rest, "\n");
        cr_expect_not_null(strstr(line, ",gbp,simulation error,700,,,,"));
        cr_expect_float_eq(
            cell_of(line, 9) * 100.0,
            sf_view_balance(&(struct sf_view){.results = results}, row / 10, row % 10)
                .se,
            0.501);
    }
    cr_expect_str_eq(rest, "");
    free(file);
    sf_results_free(results);
    campaign_close(&c);
}

Test(output_spread, without_twins_the_shares_are_empty_and_the_chart_has_gaps)
{
    struct campaign c = campaign_open(EVERYTHING);
    struct sf_results *results = campaign_run_cut(&c, 129, 200, 1, 0);
    char *table = file_of(&c, results, sf_spread_write);
    char *series = file_of(&c, results, sf_dat_spread_write);
    cr_expect_not_null(strstr(table, "\npickets,3,balance,gbp,chance,0,,,,\n"));
    cr_expect_not_null(
        strstr(table, "\npickets,3,balance,gbp,simulation error,200,,,,"));
    cr_expect_not_null(strstr(series, " NaN NaN NaN NaN NaN NaN NaN NaN NaN "));
    cr_expect_null(strstr(table, "nan"));
    free(table);
    free(series);
    sf_results_free(results);
    campaign_close(&c);
}

Test(output_spread, a_width_alone_is_the_root_of_its_share_of_the_whole)
{
    struct campaign c = campaign_open(EVERYTHING);
    struct sf_results *results = campaign_run(&c, 700);
    const struct sf_view view = {.results = results};
    for (size_t month = 0; month <= 9; month++) {
        const struct sf_spread spread = sf_results_spread(results, 1, month);
        const struct sf_statistic balance = sf_view_balance(&view, 1, month);
        const double whole = balance.q95 - balance.q05;
        for (int s = 0; s < SF_N_SOURCES; s++) {
            const struct sf_mean share = spread.share[s];
            const struct sf_width width =
                sf_spread_width_alone(&view, 1, month, (enum sf_source)s);
            cr_expect(width.lower <= width.pence && width.pence <= width.upper);
            cr_expect(width.upper <= whole && width.lower >= 0.0);
            if (share.mean > 0.0 && share.mean < 1.0) {
                cr_expect_float_eq(width.pence * width.pence / (whole * whole),
                                   share.mean, 1e-9);
            }
            if (share.mean > 1.96 * share.se && share.mean + 1.95 * share.se < 1.0) {
                cr_expect_float_eq(width.lower * width.lower / (whole * whole),
                                   share.mean - 1.96 * share.se, 1e-4 * share.se);
            }
        }
        cr_expect_float_eq(sf_spread_simulation(&view, 1, month), 1.96 * balance.se,
                           1e-4 * balance.se);
    }
    sf_results_free(results);
    campaign_close(&c);
}

#define ONE_LEVY                                                                       \
    "levies = ( { name = \"only\"; from = \"2022-12\"; to = \"2023-02\";\n"            \
    "    rates = { low = 3.0; high = 5.0; }; notpay = 0.17; } );\n"

/** The chart's title and its words for those who do not see it, as one text. */
static char *words_of_chart(const struct campaign *campaign, uint64_t first_run)
{
    struct sf_results *results = campaign_run_cut(campaign, first_run, 200, 1, 0);
    struct sf_view view;
    struct sf_text text = {0};
    cr_assert_eq(sf_view_init(&view, campaign->experiment, results, NULL), SF_OK);
    cr_assert_eq(sf_titles_add(&view, SF_CHART_SPREAD, &text), SF_OK);
    sf_text_add(&text, "\n");
    cr_assert_eq(sf_titles_add_alternative(&view, SF_CHART_SPREAD, &text), SF_OK);
    sf_view_free(&view);
    sf_results_free(results);
    return sf_text_take(&text);
}

Test(output_spread, the_charts_words_know_when_a_width_is_not_known)
{
    struct campaign c = campaign_open(EVERYTHING);
    char *known = words_of_chart(&c, 1);
    char *unknown = words_of_chart(&c, 129);
    static const char OPENING[] = "Width of range in Jul 2023, and from rates alone: ";
    cr_expect_eq(strncmp(known, OPENING, strlen(OPENING)), 0, "%s", known);
    cr_expect_null(strstr(known, "not known"));
    cr_expect_not_null(strstr(known, "; days £"));
    cr_expect_not_null(strstr(known, " from employers' differences, £"));
    cr_expect_not_null(strstr(unknown, ", not known, by strategy\n"));
    cr_expect_not_null(strstr(unknown, " wide, not known from unknown rates, not known "
                                       "from employers' differences, not known from "
                                       "chance; the average is within £"));
    free(known);
    free(unknown);
    campaign_close(&c);
    /* A short title names each strategy. */
    c = campaign_open(EVERYTHING_HEAD EVERYTHING_FUND("15000.0")
                          EVERYTHING_BANDS EVERYTHING_EMPLOYERS(HARBOUR) ONE_LEVY
                      "strategies = ( { name = \"days\"; levy = \"only\"; } );\n");
    known = words_of_chart(&c, 1);
    unknown = words_of_chart(&c, 129);
    cr_expect_eq(strncmp(known, OPENING, strlen(OPENING)), 0, "%s", known);
    cr_expect_not_null(strstr(known, ": days £"));
    cr_expect_null(strstr(known, "not known"));
    cr_expect_not_null(strstr(unknown, ", not known\nHow wide"), "%s", unknown);
    free(known);
    free(unknown);
    campaign_close(&c);
}
