/* The books of one run in words. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "output/say.h"
#include "strikefund/json.h"
#include "support/campaign.h"
#include "support/everything.h"
#include "support/works.h"

#define PAID                                                                           \
    "rules : { paid : { basis = \"net\"; rate = 0.5; claim_lag = [0.0, 1.0]; }; };\n"
#define STRATEGY                                                                       \
    "strategies = ( { name = \"s\"; actions = ( " PICKETS(                             \
        "rule = \"paid\";") " ); } );\n"

static char *ledger_of(const struct campaign *c, size_t strategy, uint64_t run,
                       struct sf_run_choice choice, int64_t error_pence)
{
    struct sf_trace trace;
    char *text = NULL;
    cr_assert_eq(sf_experiment_trace(c->experiment, strategy, run, &trace), SF_OK);
    trace.ledger.value[2 * SF_N_MEASURES + SF_BALANCE] += error_pence;
    cr_assert_eq(sf_output_ledger(c->experiment, strategy, &trace, &choice, &text),
                 SF_OK);
    sf_trace_free(&trace);
    return text;
}

static void expect_part(const char *text, const char *part)
{
    cr_expect_not_null(strstr(text, part), "without\n%s\nin\n%s", part, text);
}

Test(ledger, every_flow_is_in_it_and_adds_up)
{
    struct campaign c = campaign_open(WORKS PAID STRATEGY);
    char *text = ledger_of(&c, 0, 1234, (struct sf_run_choice){0}, 0);
    expect_part(text, "Works\nStrategy s, run 1,234 of seed 1.\n\nThe fund, pounds\n");
    expect_part(
        text, "Mar 2026    10,000.00    0.00            0.00          0.00        0.00"
              "           0.00  10,000.00\n"
              "Apr 2026    10,000.00    0.00            0.00      1,395.00        0.00"
              "           0.00   8,605.00\n"
              "May 2026     8,605.00    0.00            0.00        465.00        0.00"
              "           0.00   8,140.00\n");
    expect_part(
        text, "Whole plan  10,000.00    0.00            0.00      1,860.00        0.00"
              "           0.00   8,140.00\n");
    expect_part(text,
                "Mar 2026        0.00   1,395.00      0.00       0.00   1,395.00  "
                "1,395.00          0.00\n"
                "Apr 2026    1,395.00     465.00  1,395.00       0.00     465.00    "
                "465.00          0.00\n");
    expect_part(text, "Mar 2026        100            0        10           30     "
                      "2,790.00\n");
    expect_part(text, "Mar 2026  pickets                                  3      1 of 1"
                      "        10           30       2,790.00       1,395.00\n");
    expect_part(text, "Each of the 8 months balances to the penny");
    free(text);
    campaign_close(&c);
}

/** The number at *at, in pence or whole, past which *at is moved. */
static int64_t read_number(const char **at)
{
    int64_t number = 0;
    *at += strspn(*at, " ");
    const bool is_below = **at == '-';
    for (*at += is_below; **at != ' ' && **at != '\n'; ++*at) {
        if (**at >= '0' && **at <= '9') {
            number = 10 * number + (**at - '0');
        }
    }
    return is_below ? -number : number;
}

/** Expects the rows of a table to be measures of the ledger; the first column is last
 *  month's where the second is a flow into it. */
static void expect_table(const char *text, const char *title,
                         const struct sf_ledger *ledger, const enum sf_measure *measure,
                         size_t n, bool opens)
{
    const char *at = strstr(text, title);
    cr_assert_not_null(at);
    at = strchr(strchr(at, '\n') + 1, '\n') + 1;
    for (size_t m = 1; m <= ledger->n_months; m++) {
        at += strlen("Nov 2022");
        for (size_t i = 0; i < n; i++) {
            const size_t month = i == 0 && opens ? m - 1 : m;
            cr_expect_eq(read_number(&at), sf_ledger_value(ledger, month, measure[i]),
                         "%s of month %zu", sf_measure_name(measure[i]), month);
        }
        at = strchr(at, '\n') + 1;
    }
}

Test(ledger, each_column_is_the_measure_it_names)
{
    static const enum sf_measure FUND[] = {
        SF_BALANCE,  SF_LEVY_INCOME, SF_OTHER_INCOME, SF_STRIKE_PAY_PAID,
        SF_HARDSHIP, SF_OTHER_OUTGO, SF_BALANCE};
    static const enum sf_measure CLAIMS[] = {
        SF_CLAIMS, SF_STRIKE_PAY_CLAIMED, SF_STRIKE_PAY_PAID, SF_STRIKE_PAY_UNPAID,
        SF_CLAIMS, SF_STRIKE_PAY_DUE,     SF_CLAIMS_LAPSED};
    static const enum sf_measure PEOPLE[] = {SF_MEMBERS, SF_PAYERS, SF_STRIKERS,
                                             SF_STRIKE_DAYS, SF_PAY_LOST};
    struct campaign c = campaign_open(EVERYTHING);
    const size_t both = campaign_strategy(&c, "both");
    struct sf_ledger ledger = campaign_replay(&c, both, 8);
    int64_t hardship = 0;
    for (size_t m = 1; m <= ledger.n_months; m++) {
        hardship += sf_ledger_value(&ledger, m, SF_HARDSHIP);
    }
    cr_assert_gt(hardship, 0);
    char *text = ledger_of(&c, both, 8, (struct sf_run_choice){0}, 0);
    expect_table(text, "The fund, pounds\n", &ledger, FUND, 7, true);
    expect_table(text, "Claims: ", &ledger, CLAIMS, 7, true);
    expect_table(text, "Members at each", &ledger, PEOPLE, 5, false);
    free(text);
    sf_ledger_free(&ledger);
    campaign_close(&c);
}

Test(ledger, books_a_penny_out_are_a_fault_of_ours, .signal = SIGABRT)
{
    struct campaign c = campaign_open(WORKS PAID STRATEGY);
    free(ledger_of(&c, 0, 1, (struct sf_run_choice){0}, 1));
}

Test(ledger, the_heading_says_how_the_run_was_chosen)
{
    struct campaign c = campaign_open(WORKS PAID STRATEGY);
    char *worst = ledger_of(
        &c, 0, 1, (struct sf_run_choice){SF_RUN_WORST, .runs = 4700, 2048.0}, 0);
    expect_part(worst, "Of 4,700 runs its closing balance is the lowest, to within "
                       "£20.48.\n");
    free(worst);
    char *median = ledger_of(
        &c, 0, 1, (struct sf_run_choice){SF_RUN_MEDIAN, .runs = 4700, 1.0}, 0);
    expect_part(median,
                "Of 4,700 runs it is the first with the median closing balance.\n");
    free(median);
    campaign_close(&c);
}

Test(ledger, no_line_is_wider_than_120_columns)
{
    struct campaign c = campaign_open(EVERYTHING);
    for (size_t s = 0; s < c.scenario->n_strategies; s++) {
        char *text = ledger_of(&c, s, 5, (struct sf_run_choice){0}, 0);
        char *rest = text;
        for (char *line; (line = strtok_r(rest, "\n", &rest)) != NULL;) {
            cr_expect_leq(sf_say_columns(line), 120, "%s", line);
        }
        free(text);
    }
    campaign_close(&c);
}

Test(ledger, long_names_are_cut_between_letters_and_mandates_told)
{
    struct campaign c = campaign_open(
        WORKS_HEAD WORKS_FUND WORKS_PLACE
        "ballots = ( { name = \"b\"; closes = \"2026-03-03\"; result = \"passed\"; } "
        ");\n"
        "law = \"none\";\n"
        "strategies = ( { name = \"s\"; actions = ( { name = "
        "\"££££££££££££££££££££££££££££££££££££££\";\n"
        "  employer = \"Works\"; called = 10; days = [\"2026-02-02\", \"2026-03-02\", "
        "\"2026-03-03\"]; } ); } );\n");
    char *text = ledger_of(&c, 0, 1, (struct sf_run_choice){0}, 0);
    expect_part(text,
                "Feb 2026  £££££££££££££££££££££££££££££££££...     1      0 of 1");
    expect_part(text, "\n          No mandate: Works\n");
    expect_part(text, "\n          A mandate on some of the days only: Works\n");
    free(text);
    struct sf_trace trace;
    cr_assert_eq(sf_experiment_trace(c.experiment, 0, 1, &trace), SF_OK);
    cr_assert_eq(
        sf_json_of_trace(c.experiment, 0, &trace, &(struct sf_run_choice){0}, &text),
        SF_OK);
    expect_part(text, "          \"days\": 1,\n          \"employers\": 0,\n"
                      "          \"employers_of_action\": 1,\n");
    expect_part(text, "          \"without_mandate\": [\n            \"Works\"\n"
                      "          ],\n          \"mandate_on_some_days\": []\n");
    expect_part(text, "          \"without_mandate\": [],\n"
                      "          \"mandate_on_some_days\": [\n"
                      "            \"Works\"\n          ]\n");
    free(text);
    sf_trace_free(&trace);
    campaign_close(&c);
}
