#include "strikefund/actuals.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "support/campaign.h"
#include "support/process.h"
#include "support/works.h"

/** A file of actuals for eight months from January 2026, as read. */
struct given {
    struct sf_scenario *scenario;
    struct sf_faults faults;
    struct sf_actuals actuals;
    enum sf_status status;
};

static struct given give(const char *text)
{
    struct given given = {.scenario =
                              campaign_scenario(WORKS LEVY_ALONE WORKS_LEVY(""))};
    char *here = process_directory();
    char path[300];
    process_write(here, "a.csv", text);
    snprintf(path, sizeof(path), "%s/a.csv", here);
    given.status = sf_actuals_read(path, given.scenario, &given.faults, &given.actuals);
    process_directory_end(here);
    return given;
}

static void forget(struct given *given)
{
    sf_actuals_free(&given->actuals);
    sf_faults_free(&given->faults);
    sf_scenario_free(given->scenario);
}

Test(actuals, are_read_in_held_units_and_by_month)
{
    struct given g = give("measure,sd,month,grade,value,source\r\n"
                          "levy_income,12.5,2026-03,B,1234.56,\"Minutes, April\"\r\n"
                          "balance,0,2025-12,A,-87.65,\r\n"
                          "balance,40,2025-12,,99,\r\n"
                          "strikers,7.25,2026-08,C,31.6,=1+1\r\n");
    cr_assert_eq(g.status, SF_OK, "%s", g.faults.n > 0 ? g.faults.fault[0].words : "");
    cr_assert_eq(g.actuals.n, 4);
    const struct sf_actual *a = g.actuals.actual;
    cr_expect(a[0].month == 0 && a[0].measure == SF_BALANCE && a[0].value == -8765 &&
              a[0].sd == 0.0 && a[0].grade == 'A' && a[0].source == NULL);
    cr_expect(a[1].month == 0 && a[1].sd == 4000.0 && a[1].grade == 'J');
    cr_expect(a[2].month == 3 && a[2].measure == SF_LEVY_INCOME &&
              a[2].value == 123456 && a[2].sd == 1250.0 && a[2].line == 2);
    cr_expect_str_eq(a[2].source, "Minutes, April");
    cr_expect(a[3].month == 8 && a[3].value == 32 && a[3].sd == 7.25);
    cr_expect_eq(strlen(g.actuals.sha256), 64);
    forget(&g);
}

Test(actuals, every_fault_is_told_at_once_with_what_to_write)
{
    static const struct {
        const char *row, *words;
    } CASE[] = {
        {"03/2026,balance,1,1",
         "'month' is \"03/2026\"; it must be a month as 2023-03"},
        {"2026-09,balance,1,1",
         "2026-09 is not a month of the plan, which runs from January 2026 to August "
         "2026 (and opens at the end of December 2025)"},
        {"2026-02,balence,1,1", "unknown measure 'balence'; did you mean 'balance'?"},
        {"2026-02,cash in hand,1,1",
         "unknown measure 'cash in hand'; a measure is a word of series.csv, such as "
         "balance, levy_income or strikers"},
        {"2026-02,cover_months,3,1",
         "'cover_months' is worked out from balances; give the balance"},
        {"2026-02,balance,£4m,1",
         "'value' is \"£4m\", which is not a number; write numbers as 4000000 or 0.25, "
         "without £, commas or %"},
        {"2026-02,balance,1e14,1", "'value' is 1e14; it is at most 10,000,000,000,000"},
        {"2026-02,balance,4,", "'sd' is empty; write how far the figure may be off "
                               "either way, two times in three"},
        {"2026-02,balance,4,-2", "'sd' is -2; it must be 0, or 0.01 and above"},
        {"2026-02,balance,4,0.001", "'sd' is 0.001; it must be 0, or 0.01 and above"},
        {"2026-02,strikers,4,0",
         "'sd' is 0: 'strikers' would have to be met exactly, which hardly a simulated "
         "campaign does; write how far it may be off. Only a balance can be known "
         "exactly"},
        {"2025-12,levy_income,4,2",
         "2025-12 is the opening of the plan, where 'balance', 'net_position', "
         "'members' and 'payers' have a value, but not yet 'levy_income'"},
        {"2026-02,balance,4",
         "the row has 3 cells and the first row 4; put cells that hold a comma in "
         "quotes"},
    };
    enum { N = sizeof(CASE) / sizeof(CASE[0]) };
    char text[4000] = "month,measure,value,sd\n";
    for (size_t i = 0; i < N; i++) {
        strcat(strcat(text, CASE[i].row), "\n");
    }
    struct given g = give(text);
    cr_expect_eq(g.status, SF_ERR_SCENARIO);
    cr_assert_eq(g.faults.n, N);
    for (size_t i = 0; i < N; i++) {
        cr_expect_eq(g.faults.fault[i].line, (int)i + 2);
        cr_expect_str_eq(g.faults.fault[i].words, CASE[i].words);
    }
    cr_expect_null(g.actuals.actual);
    forget(&g);
}

static void expect_fault(const char *text, int line, const char *words)
{
    struct given g = give(text);
    cr_expect_eq(g.status, SF_ERR_SCENARIO);
    cr_assert_eq(g.faults.n_errors, 1, "%s", words);
    cr_expect_eq(g.faults.fault[0].line, line);
    cr_expect_str_eq(g.faults.fault[0].words, words);
    forget(&g);
}

Test(actuals, faults_of_the_whole_file)
{
    expect_fault("", 1, "the file is empty; its first line is month,measure,value,sd");
    expect_fault("month,value\n2026-01,3\n", 1,
                 "columns are missing: measure, sd (the first line is "
                 "month,measure,value,sd)");
    expect_fault("month,measure,value,sd\n\n", 1,
                 "the file holds no figure: write a line for each");
    expect_fault("month,measure,value,sd,sd\n2026-01,balance,1,2,3\n", 1,
                 "the column 'sd' is there twice");
    expect_fault("month,measure,value,sd\n2026-02,balance,5,1\n2026-03,balance,5,1\n"
                 "2026-02,balance,5,2\n",
                 4, "'balance' of February 2026 is given twice, first in line 2");
    expect_fault("month,measure,value,sd,grade\n2026-02,balance,5,1,E\n", 2,
                 "'grade' is \"E\"; it must be A, B, C, D or J");
    expect_fault("month,measure,value,sd\n2026-02,\"balance,5,1\n", 2,
                 "a quote opened in this row is never closed");
}

Test(actuals, a_column_that_nobody_knows_is_left_out_with_a_warning)
{
    struct given g = give("month,measure,value,sd,sources\n2026-02,balance,5,1,x\n");
    cr_expect_eq(g.status, SF_OK);
    cr_assert_eq(g.faults.n, 1);
    cr_expect(g.faults.fault[0].is_warning);
    cr_expect_str_eq(g.faults.fault[0].words,
                     "unknown column 'sources' is left out; did you mean 'source'?");
    forget(&g);
}

Test(actuals, a_file_that_is_not_there_is_missing)
{
    struct sf_scenario *scenario = campaign_scenario(WORKS LEVY_ALONE WORKS_LEVY(""));
    struct sf_faults faults = {0};
    struct sf_actuals actuals = {0};
    cr_expect_eq(sf_actuals_read("/nowhere/a.csv", scenario, &faults, &actuals),
                 SF_ERR_MISSING);
    cr_assert_eq(faults.n_errors, 1);
    cr_expect_str_eq(faults.fault[0].words,
                     "cannot be read: No such file or directory");
    sf_faults_free(&faults);
    sf_scenario_free(scenario);
}
