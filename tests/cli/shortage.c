/* When money runs short, as the user sees it: words, files, ledger. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/words.h"

/** Forty are called on two days in October and one in November, at £70 each: £8,400;
 * and £9,000 are there, £500 of them the minimum. */
static char *short_directory(void)
{
    char *directory = process_directory();
    const char *at = strstr(TINY, "\"2026-10-07\"]");
    char *text = NULL;
    cr_assert_gt(asprintf(&text, "%.*s\"2026-10-07\", \"2026-11-03\"]%s",
                          (int)(at - TINY), TINY, at + strlen("\"2026-10-07\"]")),
                 0);
    process_write(directory, "tiny.cfg", text);
    free(text);
    return directory;
}

static void expect_part(const char *text, const char *part)
{
    cr_expect_not_null(strstr(text, part), "without\n%s\nin\n%s", part, text);
}

static char *file_of(const char *directory, const char *name)
{
    char *path = NULL;
    char *text = calloc(1, 1 << 20);
    cr_assert_gt(asprintf(&path, "%s/%s", directory, name), 0);
    FILE *file = fopen(path, "r");
    cr_assert_not_null(file, "%s", path);
    cr_assert_gt(fread(text, 1, (1 << 20) - 1, file), 0);
    fclose(file);
    free(path);
    return text;
}

Test(cli_shortage, paid_action_is_suspended_in_words_files_and_ledger)
{
    char *directory = short_directory();
    const char *more = " --set fund.opening=4000 --set fund.on_shortfall=suspend";
    char line[200];
    snprintf(line, sizeof(line), "run tiny.cfg -o out --strategy depot%s", more);
    struct process run = run_in(directory, line);
    cr_assert_eq(run.code, 0, "%s", run.err);
    expect_part(run.out, "Paid action suspended for want of money: in ");
    expect_part(run.out, " of paid action and some ");
    process_free(&run);
    char *summary = file_of(directory, "out/summary.csv");
    expect_part(summary, "depot,months_suspended,months,300,");
    expect_part(summary, "depot,strike_days_suspended,days,300,");
    expect_part(summary, "depot,opening_for_5pc,gbp,300,,,,,,,,\n");
    char *risk = file_of(directory, "out/risk.csv");
    expect_part(risk, "depot,3,suspended,300,");
    char *resolved = file_of(directory, "out/scenario.resolved.cfg");
    expect_part(resolved, "on_shortfall = \"suspend\";");
    free(summary);
    free(risk);
    free(resolved);
    snprintf(line, sizeof(line), "trace tiny.cfg --strategy depot --run worst%s", more);
    run = run_in(directory, line);
    cr_assert_eq(run.code, 0, "%s", run.err);
    expect_part(run.out,
                "\nWhen money runs short\nNov 2026  Paid action is suspended: ");
    process_free(&run);
    snprintf(line, sizeof(line), "trace tiny.cfg --strategy depot --run 1 --json%s",
             more);
    run = run_in(directory, line);
    expect_part(run.out, "\"strike_days_suspended\"");
    process_free(&run);
    process_directory_end(directory);
}

Test(cli_shortage, claims_share_the_cash_in_words_files_and_ledger)
{
    char *directory = short_directory();
    const char *more = " --set fund.opening=6000 --set fund.on_shortfall=scale --set "
                       "rules.paid.unpaid_claims=written-off";
    char line[300];
    snprintf(line, sizeof(line), "check tiny.cfg%s", more);
    struct process run = run_in(directory, line);
    cr_expect_eq(run.code, 65);
    expect_part(run.err, "did you mean 'written off'?");
    process_free(&run);
    more = " --set fund.opening=6000 --set fund.on_shortfall=scale";
    snprintf(line, sizeof(line), "check tiny.cfg%s", more);
    run = run_in(directory, line);
    expect_part(run.out, "when money runs short claims share the cash above that");
    process_free(&run);
    snprintf(line, sizeof(line), "run tiny.cfg -o out%s", more);
    run = run_in(directory, line);
    cr_assert_eq(run.code, 0, "%s", run.err);
    expect_part(run.out, "Strike pay cut to the cash there is: in ");
    expect_part(run.out, "£0 is refused, and £");
    process_free(&run);
    char *summary = file_of(directory, "out/summary.csv");
    expect_part(summary, "depot,months_claims_unpaid,months,300,");
    expect_part(summary, "depot,claims_overdue,gbp,300,");
    free(summary);
    snprintf(line, sizeof(line), "trace tiny.cfg --strategy depot --run worst%s", more);
    run = run_in(directory, line);
    expect_part(run.out, "Claims share the cash: of £");
    process_free(&run);
    process_directory_end(directory);
}

Test(cli_shortage, without_such_a_rule_nothing_is_said_of_it)
{
    char *directory = short_directory();
    struct process run =
        run_in(directory, "run tiny.cfg -o out --set fund.opening=900");
    cr_assert_eq(run.code, 0, "%s", run.err);
    cr_expect_null(strstr(run.out, "want of money"));
    process_free(&run);
    char *summary = file_of(directory, "out/summary.csv");
    char *risk = file_of(directory, "out/risk.csv");
    cr_expect_null(strstr(summary, "suspended"));
    cr_expect_null(strstr(summary, "overdue"));
    cr_expect_null(strstr(risk, "suspended"));
    cr_expect_null(strstr(risk, "levy_triggered"));
    free(summary);
    free(risk);
    run = run_in(directory, "trace tiny.cfg --strategy depot --run 1");
    cr_expect_null(strstr(run.out, "When money runs short"));
    process_free(&run);
    process_directory_end(directory);
}

Test(cli_shortage, paid_action_short_of_strike_is_suspended_and_has_no_strike_days)
{
    char *directory = short_directory();
    char *text = file_of(directory, "tiny.cfg");
    char *kind = strstr(text, "\"targeted\"");
    cr_assert_not_null(kind);
    char *changed = NULL;
    cr_assert_gt(asprintf(&changed, "%.*s\"short of strike\"; docking = 0.5%s",
                          (int)(kind - text), text, kind + strlen("\"targeted\"")),
                 0);
    process_write(directory, "tiny.cfg", changed);
    free(text);
    free(changed);
    const char *more = "--set fund.on_shortfall=suspend --set fund.opening=2000";
    char line[200];
    snprintf(line, sizeof(line), "run tiny.cfg -o out --strategy depot %s", more);
    struct process run = run_in(directory, line);
    cr_assert_eq(run.code, 0, "%s", run.err);
    expect_part(run.out, "Paid action suspended for want of money: in ");
    expect_part(run.out, " month of paid action and no strike-days.\n");
    process_free(&run);
    snprintf(line, sizeof(line), "trace tiny.cfg --strategy depot --run worst %s",
             more);
    run = run_in(directory, line);
    expect_part(run.out,
                "\nWhen money runs short\nNov 2026  Paid action is suspended.\n");
    process_free(&run);
    process_directory_end(directory);
}
