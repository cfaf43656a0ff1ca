/* Pots in documents, and in the books of one run. */
#include <criterion/criterion.h>
#include <jansson.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "strikefund/json.h"
#include "support/kept_apart.h"
#include "unit/output/seen.h"

enum { RUNS = 50 };

static void expect_part(const char *text, const char *part)
{
    cr_expect_not_null(strstr(text, part), "without\n%s\nin\n%s", part, text);
}

Test(ledger_pots, documents_have_them)
{
    struct seen seen;
    char *text = NULL;
    look(&seen, RUNS, PICKETS_KEPT_APART(A_LOAN));
    cr_assert_eq(sf_json_of_run(seen.campaign.experiment, seen.results, &seen.record,
                                "out", false, &text),
                 SF_OK);
    json_t *document = json_loads(text, 0, NULL);
    const json_t *rows = json_object_get(
        json_array_get(json_object_get(document, "strategies"), 0), "pots");
    cr_assert_eq(json_array_size(rows), 2 * SF_N_POT_MEASURES);
    const json_t *row = json_array_get(rows, SF_N_POT_MEASURES);
    cr_expect_str_eq(json_string_value(json_object_get(row, "pot")), "=levy, kept");
    cr_expect_eq(json_integer_value(json_object_get(row, "month")), 8);
    cr_expect_float_eq(json_number_value(json_object_get(row, "mean")), -360.0, 1e-9);
    json_decref(document);
    free(text);
    struct sf_trace trace;
    cr_assert_eq(sf_experiment_trace(seen.campaign.experiment, 0, 7, &trace), SF_OK);
    const struct sf_run_choice choice = {0};
    cr_assert_eq(sf_json_of_trace(seen.campaign.experiment, 0, &trace, &choice, &text),
                 SF_OK);
    document = json_loads(text, 0, NULL);
    const json_t *april = json_array_get(json_object_get(document, "months"), 4);
    const json_t *pot = json_array_get(json_object_get(april, "pots"), 1);
    cr_expect_str_eq(json_string_value(json_object_get(pot, "pot")), "=levy, kept");
    cr_expect_float_eq(json_number_value(json_object_get(pot, "loans_owed")), 300.0,
                       1e-9);
    cr_expect_eq(json_integer_value(json_object_get(pot, "overdrawn")), 1);
    cr_expect_str_eq(json_string_value(json_object_get(
                         json_object_get(document, "pot_units"), "overdrawn")),
                     "share");
    json_decref(document);
    free(text);
    sf_trace_free(&trace);
    look_away(&seen);
}

/** The ledger of run 7, with an error in what the first pot has lent, from month
 *  first to last. */
static char *ledger_with(size_t first, size_t last, int64_t error_pence)
{
    struct campaign c = campaign_open(PICKETS_KEPT_APART(A_LOAN));
    const struct sf_run_choice choice = {0};
    struct sf_trace trace;
    char *text = NULL;
    cr_assert_eq(sf_experiment_trace(c.experiment, 0, 7, &trace), SF_OK);
    for (size_t m = first; m <= last; m++) {
        trace.ledger.pot[m * 2 * SF_N_POT_MEASURES + SF_P_LOANS_MADE] += error_pence;
    }
    cr_assert_eq(sf_output_ledger(c.experiment, 0, &trace, &choice, &text), SF_OK);
    sf_trace_free(&trace);
    campaign_close(&c);
    return text;
}

Test(ledger_pots, the_books_of_a_run_have_a_table_of_each)
{
    char *text = ledger_with(0, 8, 0);
    expect_part(
        text,
        "\nThe pot 'general', pounds\n"
        "             opening  + other income  - other outgo  - lent  = closing\n"
        "Jan 2026      800.00          150.00          20.00    0.00     930.00\n");
    expect_part(
        text,
        "Apr 2026    1,190.00          150.00          20.00  300.00   1,020.00\n");
    expect_part(text,
                "\nThe pot '=levy, kept', pounds\n"
                "            opening    + levy  - strike pay  + borrowed  = closing\n");
    expect_part(text,
                "Apr 2026    -540.00    380.00        500.00      300.00    -360.00\n"
                "May 2026    -360.00      0.00          0.00        0.00    -360.00\n");
    expect_part(text,
                "Whole plan   200.00  1,140.00      2,000.00      300.00    -360.00\n");
    expect_part(text,
                "What is borrowed and lent is between pots, less what is repaid.");
    expect_part(text, "the fund, each of its pots, the claims");
    free(text);
}

Test(ledger_pots, a_pot_that_does_not_balance_is_a_bug, .signal = SIGABRT)
{
    free(ledger_with(4, 4, 1));
}

Test(ledger_pots, what_is_lent_to_nobody_is_a_bug, .signal = SIGABRT)
{
    free(ledger_with(0, 8, 1));
}
