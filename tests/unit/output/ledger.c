/* The books of one run in words. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "output/say.h"
#include "strikefund/output.h"
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
    campaign_close(&c);
}
