/* A levy that is given back, as the user sees it: words, files, ledger, and the
 * accounts of the years in which it is promised and paid. */
#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/sheet.h"
#include "cli/words.h"
#include "support/works.h"

#define ACCRUALS "income and expenditure (accruals)"
#define CASH     "receipts and payments (cash)"
#define POSITION "balance sheet at year end"
#define REFUNDED "levy refunded"
#define OWED     "less refunds promised and not yet paid"

/** Accounts from May: promised in the first year, paid in the second. */
#define SCENARIO                                                                       \
    "format = \"strikefund-1\"; year_starts = 5; law = \"none\"; seed = \"29\";\n"     \
    "runs = 300;\n" WORKS WORKS_LEVY(                                                  \
        "notpay = { dist = \"uniform\"; low = 0.1; high = 0.6; };\n"                   \
        "collection_lag = 1; fail = 0.07; recover = 0.6; refund = { months = 2;\n"     \
        "promised = \"2026-03\"; paid = \"2026-07\"; };") "strategies = ( { name = "   \
                                                          "\"given\"; levy = "         \
                                                          "\"levy\"; campaign_cost = " \
                                                          "17.3; "                     \
                                                          "},\n"                       \
                                                          "  { name = \"none\"; "      \
                                                          "campaign_cost = 11.9; } "   \
                                                          ");\n"

enum { YEARS = 2 };
static const char *const YEAR[YEARS] = {"2025/26", "2026/27"};
static const char *const COLUMN[] = {"mean", "q10", "q90"};

static char *directory_with_run(const char *line)
{
    char *here = process_directory();
    process_write(here, "x.cfg", SCENARIO);
    expect_words(run_in(here, line), 0, NULL, NULL);
    return here;
}

/** The row of a strategy with a word in each of two columns; 0: there is none. */
static size_t find(const struct sheet *sheet, const char *strategy, const char *column,
                   const char *word, const char *other_column, const char *other)
{
    for (size_t row = 1; row < sheet->n_rows; row++) {
        if (strcmp(sheet_cell(sheet, row, "strategy"), strategy) == 0 &&
            strcmp(sheet_cell(sheet, row, column), word) == 0 &&
            strcmp(sheet_cell(sheet, row, other_column), other) == 0) {
            return row;
        }
    }
    return 0;
}

/** A line of the accounts of "given", in pence. */
static int64_t line_of(const struct sheet *accounts, int year, const char *statement,
                       const char *line, const char *column)
{
    for (size_t row = 1; row < accounts->n_rows; row++) {
        if (strcmp(sheet_cell(accounts, row, "strategy"), "given") == 0 &&
            strcmp(sheet_cell(accounts, row, "year"), YEAR[year]) == 0 &&
            strcmp(sheet_cell(accounts, row, "statement"), statement) == 0 &&
            strcmp(sheet_cell(accounts, row, "line"), line) == 0) {
            return sheet_pence(sheet_cell(accounts, row, column));
        }
    }
    cr_assert_fail("there is no %s, %s, %s", YEAR[year], statement, line);
    return 0;
}

#define LINE(statement, line) line_of(&accounts, y, statement, line, COLUMN[c])

/* M5.6, M7.2 */
Test(cli_refund, is_spent_in_the_year_of_the_promise_and_paid_in_the_other)
{
    char *here = directory_with_run("run x.cfg -o out --quiet");
    struct sheet accounts = sheet_read(here, "out/accounts.csv");
    for (size_t c = 0; c < 3; c++) {
        int64_t net = 1000000;
        int64_t owed = 0;
        for (int y = 0; y < YEARS; y++) {
            const int64_t promised = LINE(ACCRUALS, REFUNDED);
            const int64_t paid = LINE(CASH, REFUNDED);
            const int64_t other = 4 * 1730;
            cr_expect(promised > 0 && (paid > 0) == (y == 1));
            owed += promised - paid;
            cr_expect_eq(LINE(POSITION, OWED), -owed);
            cr_expect_eq(LINE(ACCRUALS, "other outgo"), other, "%s", COLUMN[c]);
            cr_expect_eq(LINE(CASH, "other outgo"), other, "%s", COLUMN[c]);
            cr_expect_eq(LINE(ACCRUALS, "total expenditure"), promised + other);
            cr_expect_eq(LINE(CASH, "total payments"), paid + other);
            cr_expect_eq(LINE(CASH, "closing cash"), LINE(CASH, "opening cash") +
                                                         LINE(CASH, "total receipts") -
                                                         paid - other);
            cr_expect_eq(LINE(POSITION, "net assets"),
                         LINE(POSITION, "cash") +
                             LINE(POSITION, "levy due and not yet collected") - owed);
            net += LINE(ACCRUALS, "surplus");
            cr_expect_eq(LINE(POSITION, "net assets"), net, "%s", COLUMN[c]);
        }
        cr_expect_eq(owed, 0);
    }
    cr_expect_eq(find(&accounts, "none", "statement", ACCRUALS, "line", REFUNDED), 0);
    cr_expect_eq(find(&accounts, "none", "statement", POSITION, "line", OWED), 0);
    sheet_free(&accounts);
    process_directory_end(here);
}

static int64_t mean_of(const struct sheet *series, const char *month,
                       const char *measure)
{
    const size_t row = find(series, "given", "month", month, "measure", measure);
    cr_assert_neq(row, 0, "%s %s", month, measure);
    return sheet_pence(sheet_cell(series, row, "mean"));
}

/* M5.6, M3.2 */
Test(cli_refund, balances_to_the_penny_in_the_means_of_the_series_too)
{
    char *here = directory_with_run("run x.cfg -o out --quiet");
    struct sheet series = sheet_read(here, "out/series.csv");
    struct sheet summary = sheet_read(here, "out/summary.csv");
    int64_t owed = 0;
    int64_t sum = 0;
    for (char month[] = "1"; month[0] <= '8'; month[0]++) {
        const int64_t promised = mean_of(&series, month, "refunds_promised");
        const int64_t paid = mean_of(&series, month, "refunds_paid");
        owed += promised - paid;
        sum += promised;
        cr_expect_eq(mean_of(&series, month, "refunds_owed"), owed, "month %s", month);
        cr_expect_eq(mean_of(&series, month, "other_outgo"), paid + 1730);
        /* April's levy is collected in May. */
        if (month[0] >= '5' || month[0] == '1') {
            cr_expect_eq(mean_of(&series, month, "net_position"),
                         mean_of(&series, month, "balance") - owed);
        }
    }
    const size_t row = find(&summary, "given", "measure", "refunds", "unit", "gbp");
    cr_assert_neq(row, 0);
    cr_expect_eq(sheet_pence(sheet_cell(&summary, row, "mean")), sum);
    const size_t cost = find(&summary, "given", "measure", "fund_cost", "unit", "gbp");
    cr_expect_eq(sheet_pence(sheet_cell(&summary, cost, "mean")), 8 * 1730);
    sheet_free(&series);
    sheet_free(&summary);
    process_directory_end(here);
}

static void expect_part(const char *text, const char *part)
{
    cr_expect_not_null(strstr(text, part), "without\n%s\nin\n%s", part, text);
}

static bool has_word(const char *here, const char *name, const char *word)
{
    char path[512];
    char line[4096];
    bool has = false;
    snprintf(path, sizeof(path), "%s/%s", here, name);
    FILE *file = fopen(path, "r");
    cr_assert_not_null(file, "%s", path);
    while (fgets(line, sizeof(line), file) != NULL) {
        has |= strstr(line, word) != NULL;
    }
    fclose(file);
    return has;
}

/* M5.6 */
Test(cli_refund, is_in_no_file_where_no_strategy_at_hand_has_one)
{
    static const char *const FILES[] = {"series.csv", "summary.csv", "accounts.csv"};
    char *here = directory_with_run("run x.cfg -o none --quiet --strategy none");
    expect_words(run_in(here, "run x.cfg -o both --quiet"), 0, NULL, NULL);
    for (size_t i = 0; i < 3; i++) {
        char name[64];
        snprintf(name, sizeof(name), "none/%s", FILES[i]);
        cr_expect_not(has_word(here, name, "refund"), "%s", name);
        snprintf(name, sizeof(name), "both/%s", FILES[i]);
        cr_expect(has_word(here, name, "refund"), "%s", name);
    }
    process_directory_end(here);
}

static struct process run_well(const char *here, const char *line)
{
    struct process process = run_in(here, line);
    cr_assert_eq(process.code, 0, "%s: %s", line, process.err);
    return process;
}

/* M5.6 */
Test(cli_refund, is_told_by_check_summary_and_ledger)
{
    char *here = process_directory();
    process_write(here, "x.cfg", SCENARIO);
    struct process check = run_well(here, "check x.cfg");
    expect_part(check.out, "          the last 2 months of it are given back: promised "
                           "in March 2026, paid in July 2026\n");
    process_free(&check);
    struct process run = run_well(here, "run x.cfg -o out");
    expect_part(run.out, "  Gives back the last 2 months of 'levy': promised in March "
                         "2026, paid in July 2026.\n");
    expect_part(run.out, "  The refund takes from the fund: £");
    expect_part(
        run.out,
        "strike pay claimed and refunds promised, and not yet paid, come to more\n");
    process_free(&run);
    struct process trace = run_well(here, "trace x.cfg --strategy given --run 7");
    expect_part(trace.out, "\nRefunds: levy promised back and not yet paid, pounds\n");
    expect_part(trace.out, "+ promised");
    process_free(&trace);
    trace = run_well(here, "trace x.cfg --strategy none --run 7");
    cr_expect_null(strstr(trace.out, "efund"));
    process_free(&trace);
    trace = run_well(here, "trace x.cfg --strategy given --run 7 --json");
    expect_part(trace.out, "\"refunds_owed\": ");
    process_free(&trace);
    trace = run_well(here, "trace x.cfg --strategy none --run 7 --json");
    cr_expect_null(strstr(trace.out, "refund"));
    process_free(&trace);
    process_directory_end(here);
}

/* M5.6 */
Test(cli_refund, can_be_set_from_outside_and_is_written_down)
{
    char *here = directory_with_run("run x.cfg -o out --quiet");
    expect_words(run_in(here, "run out/scenario.resolved.cfg -o again --quiet"), 0,
                 NULL, NULL);
    cr_expect(has_word(here, "again/scenario.resolved.cfg", "promised = \"2026-03\";"));
    struct sheet a = sheet_read(here, "out/series.csv");
    struct sheet b = sheet_read(here, "again/series.csv");
    cr_expect_eq(mean_of(&a, "7", "refunds_paid"), mean_of(&b, "7", "refunds_paid"));
    sheet_free(&a);
    sheet_free(&b);
    /* The whole of a levy that had no such group, none of it paid yet. */
    expect_words(run_in(here, "run x.cfg -o more --quiet "
                              "--set levies.levy.refund.months=3 "
                              "--set levies.levy.refund.paid=2026-12"),
                 0, NULL, NULL);
    struct sheet summary = sheet_read(here, "more/summary.csv");
    const size_t refunds = find(&summary, "given", "measure", "refunds", "unit", "gbp");
    const size_t levy =
        find(&summary, "given", "measure", "levy_income", "unit", "gbp");
    cr_expect_str_eq(sheet_cell(&summary, refunds, "mean"),
                     sheet_cell(&summary, levy, "mean"));
    cr_expect_str_eq(sheet_cell(&summary, refunds, "q95"),
                     sheet_cell(&summary, levy, "q95"));
    sheet_free(&summary);
    process_directory_end(here);
}

/* M11.4 */
Test(cli_refund, is_joined_and_gone_on_from_like_the_rest)
{
    char *here = directory_with_run("run x.cfg -o whole --quiet");
    expect_words(run_in(here, "run x.cfg -o one --quiet --runs-to 120"), 0, NULL, NULL);
    expect_words(run_in(here, "run x.cfg -o two --quiet --runs-from 121 --runs-to 300"),
                 0, NULL, NULL);
    expect_words(run_in(here, "merge two one -o joined --quiet"), 0, NULL, NULL);
    cr_expect(is_same_directory(here, "whole", "joined"));
    expect_words(run_in(here, "run x.cfg -o one --quiet --resume"), 0, NULL, NULL);
    cr_expect(is_same_directory(here, "whole", "one"));
    struct process other = run_in(here, "run x.cfg -o one --quiet --resume --set "
                                        "levies.levy.refund.paid=2026-08");
    cr_expect_eq(other.code, 65, "%d %s", other.code, other.err);
    process_free(&other);
    process_directory_end(here);
}

/* M5.6 */
Test(cli_refund, can_be_varied_looked_for_compared_and_foretold)
{
    char *here = process_directory();
    process_write(here, "x.cfg", SCENARIO);
    process_write(here, "a.csv",
                  "month,measure,value,sd\n2026-04,refunds_owed,250,90\n");
    expect_words(run_in(here, "sweep x.cfg -o out --quiet --vary "
                              "levies.levy.refund.months=0:3:1"),
                 0, NULL, NULL);
    /* More months, never less; none of none. */
    struct sheet sweep = sheet_read(here, "out/sweep.csv");
    int64_t last = -1;
    for (char months[] = "0"; months[0] <= '3'; months[0]++) {
        const size_t row = find(&sweep, "given", "levies.levy.refund.months", months,
                                "measure", "refunds");
        const int64_t mean = sheet_pence(sheet_cell(&sweep, row, "mean"));
        cr_expect(mean > last && (mean == 0) == (months[0] == '0'));
        last = mean;
    }
    sheet_free(&sweep);
    struct process solve = run_well(here, "solve x.cfg --strategy given --vary "
                                          "levies.levy.refund.months=0:3 --goal "
                                          "refunds<=50000");
    expect_part(solve.out, "levies.levy.refund.months");
    process_free(&solve);
    process_free(&(struct process[]){run_well(here, "compare x.cfg")}[0]);
    struct process forecast =
        run_well(here, "forecast x.cfg --strategy given --actuals a.csv -o told");
    process_free(&forecast);
    cr_expect(has_word(here, "told/forecast.csv", ",refunds_owed,"));
    process_directory_end(here);
}
