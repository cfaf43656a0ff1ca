/* One run alone, with who was out in it. */
#include <criterion/criterion.h>
#include <string.h>

#include "support/campaign.h"
#include "support/everything.h"
#include "support/works.h"

static struct sf_trace trace_of(const struct campaign *c, size_t strategy, uint64_t run)
{
    struct sf_trace trace;
    cr_assert_eq(sf_experiment_trace(c->experiment, strategy, run, &trace), SF_OK);
    return trace;
}

Test(replay_trace, what_is_out_of_range_is_refused)
{
    struct campaign c = campaign_open(EVERYTHING);
    struct sf_trace trace = {.n_action_months = 77};
    cr_expect_eq(sf_experiment_trace(c.experiment, 0, 0, &trace), SF_ERR_RANGE);
    cr_expect_eq(sf_experiment_trace(c.experiment, 4, 1, &trace), SF_ERR_RANGE);
    cr_expect_eq(trace.n_action_months, 77);
    sf_trace_free(NULL);
    campaign_close(&c);
}

/** Expects the sums over a month's actions to be those of the books. */
static void expect_sums(const struct sf_trace *trace)
{
    for (size_t m = 1; m <= trace->ledger.n_months; m++) {
        struct sf_action_month sum = {0};
        for (size_t i = 0; i < trace->n_action_months; i++) {
            const struct sf_action_month *at = &trace->action_month[i];
            cr_expect(i == 0 || at[-1].month <= at->month);
            if (at->month == m) {
                sum.strikers += at->strikers;
                sum.strike_days += at->strike_days;
                sum.pay_lost += at->pay_lost;
                sum.strike_pay_due += at->strike_pay_due;
            }
        }
        cr_expect_eq(sum.strikers, sf_ledger_value(&trace->ledger, m, SF_STRIKERS));
        cr_expect_eq(sum.strike_days,
                     sf_ledger_value(&trace->ledger, m, SF_STRIKE_DAYS));
        cr_expect_eq(sum.pay_lost, sf_ledger_value(&trace->ledger, m, SF_PAY_LOST));
        cr_expect_eq(sum.strike_pay_due,
                     sf_ledger_value(&trace->ledger, m, SF_STRIKE_PAY_DUE));
    }
}

Test(replay_trace, its_books_are_the_replay_and_its_actions_add_up_to_them)
{
    struct campaign c = campaign_open(EVERYTHING);
    for (size_t s = 0; s < c.scenario->n_strategies; s++) {
        for (uint64_t run = 17; run < 24; run++) {
            struct sf_trace trace = trace_of(&c, s, run);
            struct sf_ledger ledger = campaign_replay(&c, s, run);
            cr_expect_eq(trace.ledger.run, run);
            cr_expect_eq(trace.ledger.n_months, ledger.n_months);
            cr_expect_eq(
                memcmp(trace.ledger.value, ledger.value,
                       (ledger.n_months + 1) * SF_N_MEASURES * sizeof(*ledger.value)),
                0);
            expect_sums(&trace);
            sf_ledger_free(&ledger);
            sf_trace_free(&trace);
            sf_trace_free(&trace);
        }
    }
    campaign_close(&c);
}

Test(replay_trace, an_action_is_told_month_by_month)
{
    struct campaign c =
        campaign_open(WORKS "rules : { paid : { basis = \"net\"; rate = 0.5; }; };\n"
                            "strategies = ( { name = \"s\"; actions = ( " PICKETS(
                                "rule = \"paid\";") " ); } );\n");
    struct sf_trace trace = trace_of(&c, 0, 3);
    /* Six lose £80 and four £112.50 a day: £930, of which the fund owes half. */
    const struct sf_action_month expected[] = {{.month = 3,
                                                .n_days = 3,
                                                .n_employers = 1,
                                                .strikers = 10,
                                                .strike_days = 30,
                                                .pay_lost = 279000,
                                                .strike_pay_due = 139500},
                                               {.month = 4,
                                                .n_days = 1,
                                                .n_employers = 1,
                                                .strikers = 10,
                                                .strike_days = 10,
                                                .pay_lost = 93000,
                                                .strike_pay_due = 46500}};
    cr_assert_eq(trace.n_action_months, 2);
    for (size_t i = 0; i < 2; i++) {
        const struct sf_action_month *at = &trace.action_month[i];
        cr_expect_eq(at->month, expected[i].month);
        cr_expect_eq(at->action, 0);
        cr_expect_eq(at->n_days, expected[i].n_days);
        cr_expect_eq(at->n_employers, expected[i].n_employers);
        cr_expect_eq(at->without.n + at->partly.n, 0);
        cr_expect_eq(at->strikers, expected[i].strikers);
        cr_expect_eq(at->strike_days, expected[i].strike_days);
        cr_expect_eq(at->pay_lost, expected[i].pay_lost);
        cr_expect_eq(at->strike_pay_due, expected[i].strike_pay_due);
    }
    sf_trace_free(&trace);
    campaign_close(&c);
}

/* The Yard's mandate: 7 November 2022 to 6 May 2023. The Dock's: 27 February to
   26 August 2023. The Quay never has one. */
#define THREE_PLACES                                                                   \
    "title = \"Three places\"; start = \"2022-11\"; months = 12; law = \"tua2016\";\n" \
    "fund : { opening = 1000.0; };\n"                                                  \
    "bands = ( { name = \"all\"; net_ratio = 0.8; } );\n"                              \
    "employers : { list = (\n"                                                         \
    "  { name = \"Yard\"; members = 100; shares = [1.0]; salaries = [26000.0];\n"      \
    "    result = \"met\"; },\n"                                                       \
    "  { name = \"Dock\"; members = 30; shares = [1.0]; salaries = [26000.0];\n"       \
    "    result = \"missed\"; },\n"                                                    \
    "  { name = \"Quay\"; members = 20; shares = [1.0]; salaries = [26000.0];\n"       \
    "    result = \"missed\"; } ); };\n"                                               \
    "ballots = ( { name = \"autumn\"; closes = \"2022-11-07\"; },\n"                   \
    "  { name = \"again\"; closes = \"2023-02-27\"; employers = [\"Dock\"];\n"         \
    "    result = \"passed\"; } );\n"                                                  \
    "strategies = ( { name = \"s\"; actions = ( { name = \"out\"; employers =\n"       \
    "  \"mandated\"; days = [\"2022-11-06\", \"2022-11-07\", \"2022-12-01\",\n"        \
    "  \"2023-02-26\", \"2023-02-27\", \"2023-08-26\", \"2023-09-01\"]; } ); } );\n"

enum { YARD = 1, DOCK = 2, QUAY = 4 };

/** The employers of a list as bits. */
static int bits_of(const struct sf_indexes *employers)
{
    int bits = 0;
    for (size_t i = 0; i < employers->n; i++) {
        bits |= 1 << employers->index[i];
    }
    return bits;
}

Test(replay_trace, employers_without_a_mandate_are_named)
{
    struct campaign c = campaign_open(THREE_PLACES);
    struct sf_trace trace = trace_of(&c, 0, 1);
    static const struct {
        size_t month, n_days, n_employers;
        int without, partly;
        int64_t strike_days;
    } EXPECTED[] = {{1, 2, 1, DOCK | QUAY, YARD, 100},
                    {2, 1, 1, DOCK | QUAY, 0, 100},
                    {4, 2, 2, QUAY, DOCK, 230},
                    {10, 1, 1, YARD | QUAY, 0, 30},
                    {11, 1, 0, YARD | DOCK | QUAY, 0, 0}};
    cr_assert_eq(trace.n_action_months, 5);
    for (size_t i = 0; i < 5; i++) {
        const struct sf_action_month *at = &trace.action_month[i];
        cr_expect_eq(at->month, EXPECTED[i].month);
        cr_expect_eq(at->n_days, EXPECTED[i].n_days);
        cr_expect_eq(at->n_employers, EXPECTED[i].n_employers);
        cr_expect_eq(bits_of(&at->without), EXPECTED[i].without, "month %zu",
                     at->month);
        cr_expect_eq(bits_of(&at->partly), EXPECTED[i].partly, "month %zu", at->month);
        cr_expect_eq(at->strike_days, EXPECTED[i].strike_days);
    }
    sf_trace_free(&trace);
    campaign_close(&c);
}
