#include "output/csv.h"

#include <criterion/criterion.h>
#include <math.h>

static void expect(struct sf_text *text, const char *words)
{
    cr_expect_str_eq(text->chars == NULL ? "" : text->chars, words);
    sf_text_free(text);
}

Test(output_csv, text_is_quoted_and_cannot_be_a_formula)
{
    static const char *const CASE[][2] = {
        {"targeted", "targeted"},
        {"", ""},
        {"targeted, paid", "\"targeted, paid\""},
        {"the \"long\" one", "\"the \"\"long\"\" one\""},
        {"=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"},
        {"+44", "'+44"},
        {"-1", "'-1"},
        {"@SUM(1,2)", "\"'@SUM(1,2)\""},
        {"\t=1+1", "'=1+1"},
        {"\r\n=1+1", "'=1+1"},
        {"two\nlines\x1b[31m\x7f", "twolines[31m"},
        {"a=b", "a=b"},
        {"Llywodraeth Cymru \xc2\xa3", "Llywodraeth Cymru \xc2\xa3"},
    };
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        struct sf_text text = {0};
        sf_csv_add_text(&text, CASE[i][0]);
        expect(&text, CASE[i][1]);
    }
}

Test(output_csv, a_statistic_of_money_is_in_pounds)
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
    struct sf_text text = {0};
    sf_csv_add_statistic(&text, SF_UNIT_GBP, &statistic);
    expect(&text, ",238,1234.56,1.10,17.00,-0.05,1000.00,1234.00,1500.01,1700.03\n");
}

Test(output_csv, people_have_whole_quantiles_and_a_finer_mean)
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
    struct sf_text text = {0};
    sf_csv_add_statistic(&text, SF_UNIT_MEMBERS, &statistic);
    expect(&text, ",17,1750.2353,0.8489,3.5000,1744,1748,1750,1752,1757\n");
}

Test(output_csv, cover_has_quantiles_only_and_no_end_is_an_empty_cell)
{
    const struct sf_statistic statistic = {
        .runs = 17,
        .q05 = 238,
        .q25 = 517,
        .q50 = 1733,
        .q75 = INFINITY,
        .q95 = INFINITY,
    };
    struct sf_text text = {0};
    sf_csv_add_statistic(&text, SF_UNIT_MONTHS, &statistic);
    expect(&text, ",17,,,,2.38,5.17,17.33,,\n");
}

Test(output_csv, without_runs_all_cells_are_empty)
{
    const struct sf_statistic statistic = {.has_moments = true, .mean = NAN};
    struct sf_text text = {0};
    sf_csv_add_statistic(&text, SF_UNIT_GBP, &statistic);
    expect(&text, ",0,,,,,,,,\n");
}
