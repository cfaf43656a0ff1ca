#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "strikefund/experiment.h"
#include "unit/scenario/texts.h"

/** A union of n employers of two million, all on strike for a month of ten days. */
static char *large(size_t n, const char *salary, const char *more)
{
    char *text = NULL;
    size_t length = 0;
    FILE *s = open_memstream(&text, &length);
    fprintf(s,
            "format = \"strikefund-1\"; title = \"Large\"; start = \"2026-01\"; months "
            "= 3; seed = \"18446744073709551615\"; runs = 16;\n"
            "fund : { opening = 1000000000.0; %s };\n"
            "bands = ( { name = \"b\"; net_ratio = 1.0; } );\n"
            "employers : { divisor = 260; list = (\n",
            more);
    for (size_t i = 0; i < n; i++) {
        fprintf(s,
                "%s{ name = \"e%zu\"; members = 2000000; shares = [1.0]; salaries = "
                "[%s]; }",
                i > 0 ? ",\n" : "", i, salary);
    }
    fputs(
        " ); };\n"
        "ballots = ( { name = \"all\"; closes = \"2026-01-30\"; result = \"passed\"; "
        "cost_per_member = 1.0; } );\n"
        "levies = ( { name = \"l\"; from = \"2026-01\"; to = \"2026-03\"; rates = { b "
        "= 9.0; }; } );\n"
        "rules : { paid = { basis = \"gross\"; rate = 1.0; allow_above_loss = true; "
        "}; };\n"
        "strategies = (\n"
        "  { name = \"out\"; levy = \"l\"; actions = ( { name = \"a\"; rule = "
        "\"paid\"; employers = \"mandated\"; from = \"2026-02-02\"; to = "
        "\"2026-02-13\"; } ); },\n"
        "  { name = \"none\"; } );\n",
        s);
    fclose(s);
    return text;
}

static void expect_refused(char *text, const char *words)
{
    struct attempt attempt = attempt_read(text, NULL);
    const struct sf_fault *fault = first_error(&attempt);
    cr_assert_not_null(fault, "not refused: %s", words);
    cr_expect_eq(attempt.faults.n_errors, 1);
    cr_expect_gt(fault->line, 0);
    cr_expect_not_null(strstr(fault->words, words), "%s", fault->words);
    attempt_free(&attempt);
    free(text);
}

Test(sums, more_people_than_can_be_counted_are_refused)
{
    char *text = large(1000, "26000.0", "");
    struct attempt attempt = attempt_read(text, NULL);
    cr_expect_eq(attempt.status, SF_OK, "%s",
                 attempt.faults.n > 0 ? attempt.faults.fault[0].words : "");
    attempt_free(&attempt);
    free(text);
    expect_refused(large(1001, "26000.0", ""), "up to 2e+09 members at once");
}

Test(sums, more_money_than_can_be_counted_is_refused)
{
    /* Two thousand million people, ten days, £100 a day, thrice: £6 million million. */
    expect_refused(large(1000, "52000.0", ""), "can be counted to the penny");
}

Test(sums, interest_upon_interest_is_reckoned_with)
{
    char *text = base_with("months = 12", "months = 240", NULL);
    const struct sf_override rate[] = {{"fund.overdraft_interest", "10"}};
    struct attempt attempt = attempt_read_bytes(text, strlen(text), NULL, rate, 1);
    cr_assert_eq(attempt.status, SF_ERR_SCENARIO);
    cr_expect_not_null(strstr(first_error(&attempt)->words, "can be counted to the"),
                       "%s", first_error(&attempt)->words);
    attempt_free(&attempt);
    free(text);
}

Test(sums, the_largest_scenario_there_is_keeps_its_books)
{
    char *text = large(1000, "26000.0", "");
    struct attempt attempt = attempt_read(text, NULL);
    cr_assert_eq(attempt.status, SF_OK);
    const size_t strategy[] = {0, 1};
    struct sf_experiment *experiment = NULL;
    cr_assert_eq(sf_experiment_init(attempt.scenario, strategy, 2, &experiment), SF_OK);
    const struct sf_experiment_options options = {
        .first_run = SF_MAX_RUN_NUMBER - 15, .n_runs = 16, .n_threads = 1};
    struct sf_results *results = NULL;
    cr_assert_eq(sf_experiment_run(experiment, &options, &results), SF_OK);
    const double members = 2e9;
    const struct sf_statistic days = sf_results_total(results, 0, SF_T_STRIKE_DAYS);
    cr_expect_eq(days.q50, days.mean);
    cr_expect_gt(days.mean, 9.9 * members);
    cr_expect_leq(days.mean, 10.0 * members);
    const struct sf_statistic levy = sf_results_total(results, 0, SF_T_LEVY_INCOME);
    cr_expect_eq(levy.mean, 3.0 * 900.0 * members);
    const struct sf_difference difference =
        sf_results_difference(results, 0, 1, SF_T_LEVY_INCOME);
    cr_expect_eq(difference.mean, levy.mean);
    cr_expect_eq(difference.se, 0.0);
    for (size_t m = 1; m <= 3; m++) {
        const double change = sf_results_monthly(results, 0, m, SF_BALANCE).mean -
                              sf_results_monthly(results, 0, m - 1, SF_BALANCE).mean;
        static const enum sf_measure OUT[] = {SF_STRIKE_PAY_PAID, SF_HARDSHIP,
                                              SF_OTHER_OUTGO};
        double flows = sf_results_monthly(results, 0, m, SF_LEVY_INCOME).mean +
                       sf_results_monthly(results, 0, m, SF_OTHER_INCOME).mean;
        for (size_t i = 0; i < 3; i++) {
            flows -= sf_results_monthly(results, 0, m, OUT[i]).mean;
        }
        cr_expect_eq(change, flows, "month %zu: %.0f, %.0f", m, change, flows);
    }
    sf_results_free(results);
    sf_experiment_free(experiment);
    attempt_free(&attempt);
    free(text);
}

Test(sums, days_at_employers_have_a_limit)
{
    static const char *const LAST[] = {"2027-05-15", "2027-05-16"}; /* 500 days, 501 */
    for (size_t k = 0; k < 2; k++) {
        char *text = NULL;
        size_t length = 0;
        FILE *s = open_memstream(&text, &length);
        fputs(
            "format = \"strikefund-1\"; title = \"Long\"; start = \"2026-01\"; months "
            "= 24; fund : { opening = 3.0; };\n"
            "bands = ( { name = \"b\"; net_ratio = 0.7; } );\n"
            "employers : { list = (\n",
            s);
        for (size_t i = 0; i < SF_MAX_CALLOUT_DAYS / 500; i++) {
            fprintf(s,
                    "%s{ name = \"e%zu\"; members = 3; shares = [1.0]; salaries = "
                    "[17000.0]; }",
                    i > 0 ? ",\n" : "", i);
        }
        fprintf(
            s,
            " ); };\nstrategies = ( { name = \"long\"; actions = (\n"
            "{ name = \"a\"; employers = \"mandated\"; pattern = \"all days\"; from = "
            "\"2026-01-01\"; to = \"%s\"; } ); } );\n",
            LAST[k]);
        fclose(s);
        if (k == 0) {
            struct attempt attempt = attempt_read(text, NULL);
            cr_expect_eq(attempt.status, SF_OK, "%s",
                         attempt.faults.n > 0 ? attempt.faults.fault[0].words : "");
            attempt_free(&attempt);
            free(text);
        } else {
            expect_refused(text, "with 'a' strategy 'long' has more than 500000 days");
        }
    }
}
