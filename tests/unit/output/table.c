#include "output/table.h"

#include <criterion/criterion.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>

#define COLUMNS "runs,mean,se,sd,q05,q25,q50,q75,q95"

/** Expects one row of a statistic, in CSV and in JSON. */
static void expect_both(enum sf_unit unit, const struct sf_statistic *statistic,
                        const char *csv, const char *values)
{
    struct sf_text text = {0};
    struct sf_table table = sf_table_csv(COLUMNS, &text);
    sf_table_open_row(&table);
    sf_table_add_statistic(&table, unit, statistic);
    sf_table_close_row(&table);
    struct sf_text expected = {0};
    sf_text_add(&expected, COLUMNS "\n%s\n", csv);
    cr_expect_str_eq(text.chars, expected.chars);
    sf_text_free(&text);
    sf_text_free(&expected);

    struct sf_json json = {0};
    table = sf_table_json(COLUMNS, &json);
    sf_json_open_array(&json, NULL);
    sf_table_open_row(&table);
    sf_table_add_statistic(&table, unit, statistic);
    sf_table_close_row(&table);
    sf_json_close(&json);
    char *made = NULL;
    cr_assert_eq(sf_json_take(&json, &made), SF_OK);
    sf_text_add(&expected, "[\n  {\n%s\n  }\n]\n", values);
    cr_expect_str_eq(made, expected.chars);
    free(made);
    sf_text_free(&expected);
}

Test(output_table, a_statistic_of_money_is_in_pounds)
{
    const struct sf_statistic statistic = {
        .runs = 238,
        .has_moments = true,
        .mean = 123456.4,
        .sd = 1700.25,
        .se = 110.2,
        .q05 = -5,
        .q25 = 100000,
        .q50 = 123400,
        .q75 = 150001,
        .q95 = 170003,
    };
    expect_both(SF_UNIT_GBP, &statistic,
                "238,1234.56,1.10,17.00,-0.05,1000.00,1234.00,1500.01,1700.03",
                "    \"runs\": 238,\n    \"mean\": 1234.56,\n    \"se\": 1.10,\n"
                "    \"sd\": 17.00,\n    \"q05\": -0.05,\n    \"q25\": 1000.00,\n"
                "    \"q50\": 1234.00,\n    \"q75\": 1500.01,\n    \"q95\": 1700.03");
}

Test(output_table, people_have_whole_quantiles_and_a_finer_mean)
{
    const struct sf_statistic statistic = {
        .runs = 17,
        .has_moments = true,
        .mean = 1750.235294,
        .sd = 3.5,
        .se = 0.848875,
        .q05 = 1744,
        .q25 = 1748,
        .q50 = 1750,
        .q75 = 1752,
        .q95 = 1757,
    };
    expect_both(SF_UNIT_MEMBERS, &statistic,
                "17,1750.2353,0.8489,3.5000,1744,1748,1750,1752,1757",
                "    \"runs\": 17,\n    \"mean\": 1750.2353,\n    \"se\": 0.8489,\n"
                "    \"sd\": 3.5000,\n    \"q05\": 1744,\n    \"q25\": 1748,\n"
                "    \"q50\": 1750,\n    \"q75\": 1752,\n    \"q95\": 1757");
}

Test(output_table, cover_has_quantiles_only_and_no_end_is_an_empty_cell_or_null)
{
    const struct sf_statistic statistic = {
        .runs = 17,
        .q05 = 238,
        .q25 = 517,
        .q50 = 1733,
        .q75 = INFINITY,
        .q95 = INFINITY,
    };
    expect_both(SF_UNIT_MONTHS, &statistic, "17,,,,2.38,5.17,17.33,,",
                "    \"runs\": 17,\n    \"mean\": null,\n    \"se\": null,\n"
                "    \"sd\": null,\n    \"q05\": 2.38,\n    \"q25\": 5.17,\n"
                "    \"q50\": 17.33,\n    \"q75\": null,\n    \"q95\": null");
}

Test(output_table, without_runs_all_cells_are_empty_or_null)
{
    const struct sf_statistic statistic = {.has_moments = true, .mean = NAN};
    expect_both(SF_UNIT_GBP, &statistic, "0,,,,,,,,",
                "    \"runs\": 0,\n    \"mean\": null,\n    \"se\": null,\n"
                "    \"sd\": null,\n    \"q05\": null,\n    \"q25\": null,\n"
                "    \"q50\": null,\n    \"q75\": null,\n    \"q95\": null");
}

Test(output_table, cells_of_each_kind_stand_under_their_columns)
{
    static const char OF_ALL[] = "name,count,none,end,share";
    struct sf_text text = {0};
    struct sf_json json = {0};
    struct sf_table table[] = {sf_table_csv(OF_ALL, &text),
                               sf_table_json(OF_ALL, &json)};
    sf_json_open_array(&json, NULL);
    for (int i = 0; i < 2; i++) {
        sf_table_open_row(&table[i]);
        sf_table_add_text(&table[i], "=7, \"quoted\"");
        sf_table_add_count(&table[i], UINT64_MAX);
        sf_table_add_nothing(&table[i]);
        sf_table_add_infinity(&table[i]);
        sf_table_add_decimal(&table[i], 0.1 + 0.2, 6);
        sf_table_close_row(&table[i]);
    }
    sf_json_close(&json);
    char *made = NULL;
    cr_assert_eq(sf_json_take(&json, &made), SF_OK);
    cr_expect_str_eq(text.chars, "name,count,none,end,share\n"
                                 "\"'=7, \"\"quoted\"\"\",18446744073709551615,,inf,"
                                 "0.300000\n");
    cr_expect_str_eq(made, "[\n  {\n    \"name\": \"=7, \\\"quoted\\\"\",\n"
                           "    \"count\": 18446744073709551615,\n"
                           "    \"none\": null,\n    \"end\": null,\n"
                           "    \"share\": 0.300000\n  }\n]\n");
    sf_text_free(&text);
    free(made);
}

Test(output_table, a_file_without_rows_still_names_its_columns)
{
    struct sf_text text = {0};
    sf_table_csv("a,b", &text);
    cr_expect_str_eq(text.chars, "a,b\n");
    sf_text_free(&text);
}

Test(output_table, a_row_with_a_cell_too_few_is_a_bug, .signal = SIGABRT)
{
    struct sf_text text = {0};
    struct sf_table table = sf_table_csv("one,two", &text);
    sf_table_open_row(&table);
    sf_table_add_count(&table, 17);
    sf_table_close_row(&table);
}

Test(output_table, a_row_with_a_cell_too_many_is_a_bug, .signal = SIGABRT)
{
    struct sf_text text = {0};
    struct sf_table table = sf_table_csv("one", &text);
    sf_table_open_row(&table);
    sf_table_add_count(&table, 17);
    sf_table_add_count(&table, 18);
}
