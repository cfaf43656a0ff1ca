#include "strikefund/experiment.h"

#include <criterion/criterion.h>
#include <string.h>

#include "support/campaign.h"
#include "support/everything.h"

static enum sf_status run_with(const struct campaign *c,
                               const struct sf_experiment_options *options)
{
    struct sf_results *untouched = NULL;
    const enum sf_status status = sf_experiment_run(c->experiment, options, &untouched);
    cr_expect_null(untouched);
    return status;
}

Test(experiment, options_outside_their_range_are_refused)
{
    struct campaign c = campaign_open(EVERYTHING);
    struct sf_experiment_options options = {.first_run = 1, .n_runs = 0};
    cr_expect_eq(run_with(&c, &options), SF_ERR_RANGE);
    options = (struct sf_experiment_options){.first_run = 0, .n_runs = 10};
    cr_expect_eq(run_with(&c, &options), SF_ERR_RANGE);
    options = (struct sf_experiment_options){
        .first_run = 1, .n_runs = 10, .block_runs = 1025};
    cr_expect_eq(run_with(&c, &options), SF_ERR_RANGE);
    options =
        (struct sf_experiment_options){.first_run = 1, .n_runs = 10, .n_threads = -1};
    cr_expect_eq(run_with(&c, &options), SF_ERR_RANGE);
    struct sf_ledger ledger = {.run = 77};
    cr_expect_eq(sf_experiment_replay(c.experiment, 0, 0, &ledger), SF_ERR_RANGE);
    cr_expect_eq(sf_experiment_replay(c.experiment, 4, 1, &ledger), SF_ERR_RANGE);
    cr_expect_eq(ledger.run, 77);
    campaign_close(&c);
}

Test(experiment, strategies_come_in_the_order_asked_for)
{
    struct sf_scenario *scenario = campaign_scenario(EVERYTHING);
    const size_t strategy[] = {2, 0};
    struct sf_experiment *experiment = NULL;
    cr_assert_eq(sf_experiment_init(scenario, strategy, 2, &experiment), SF_OK);
    cr_expect_eq(sf_experiment_strategy(experiment, 0), 2);
    cr_expect_eq(sf_experiment_strategy(experiment, 1), 0);
    cr_expect_eq(sf_experiment_scenario(experiment), scenario);
    cr_expect_eq(strlen(sf_experiment_plan_hash(experiment)), 64);
    sf_experiment_free(experiment);
    sf_experiment_free(NULL);
    sf_scenario_free(scenario);
}

/** Stops the experiment once so many runs are done. */
struct stopper {
    volatile sig_atomic_t is_stopped;
    uint64_t stop_at, calls, last;
};

static void count_progress(void *context, uint64_t done, uint64_t runs)
{
    struct stopper *stopper = context;
    cr_assert_eq(runs, 1000);
    cr_assert_gt(done, stopper->last);
    stopper->last = done;
    stopper->calls++;
    if (done >= stopper->stop_at) {
        stopper->is_stopped = 1;
    }
}

static struct sf_experiment_options stoppable(struct stopper *stopper)
{
    return (struct sf_experiment_options){.first_run = 1,
                                          .n_runs = 1000,
                                          .n_threads = 1,
                                          .block_runs = 64,
                                          .is_stopped = &stopper->is_stopped,
                                          .progress = count_progress,
                                          .progress_context = stopper};
}

Test(experiment, progress_is_told_block_by_block)
{
    struct campaign c = campaign_open(EVERYTHING);
    struct stopper stopper = {.stop_at = UINT64_MAX};
    const struct sf_experiment_options options = stoppable(&stopper);
    struct sf_results *results = NULL;
    cr_assert_eq(sf_experiment_run(c.experiment, &options, &results), SF_OK);
    cr_expect_eq(stopper.calls, 16);
    cr_expect_eq(stopper.last, 1000);
    sf_results_free(results);
    campaign_close(&c);
}

Test(experiment, stopped_early_it_holds_the_first_runs_exactly)
{
    struct campaign c = campaign_open(EVERYTHING);
    struct stopper stopper = {.stop_at = 300};
    const struct sf_experiment_options options = stoppable(&stopper);
    struct sf_results *stopped = NULL;
    cr_assert_eq(sf_experiment_run(c.experiment, &options, &stopped),
                 SF_ERR_INTERRUPTED);
    cr_assert_eq(sf_results_runs(stopped), 320);
    struct sf_results *whole = campaign_run(&c, 320);
    for (size_t t = 0; t < SF_N_TOTALS; t++) {
        const struct sf_statistic a = sf_results_total(stopped, 2, (enum sf_total)t);
        const struct sf_statistic b = sf_results_total(whole, 2, (enum sf_total)t);
        cr_expect_eq(a.mean, b.mean);
        cr_expect_eq(a.sd, b.sd);
        cr_expect_eq(a.q95, b.q95);
    }
    sf_results_free(stopped);
    sf_results_free(whole);
    campaign_close(&c);
}

Test(experiment, a_block_has_twins_or_has_none)
{
    struct campaign c = campaign_open(EVERYTHING);
    struct stopper stopper = {.stop_at = UINT64_MAX};
    struct sf_experiment_options options = stoppable(&stopper);
    options.block_runs = 100;
    struct sf_results *results = NULL;
    cr_assert_eq(sf_experiment_run(c.experiment, &options, &results), SF_OK);
    /* 100, 28 to the end of the twins, then 872 in hundreds. */
    cr_expect_eq(stopper.calls, 2 + 9);
    sf_results_free(results);
    campaign_close(&c);
}

Test(experiment, stopped_before_the_first_block_it_has_no_results)
{
    struct campaign c = campaign_open(EVERYTHING);
    struct stopper stopper = {.is_stopped = 1};
    const struct sf_experiment_options options = stoppable(&stopper);
    cr_expect_eq(run_with(&c, &options), SF_ERR_INTERRUPTED);
    campaign_close(&c);
}

Test(replay, a_run_at_a_quantile_has_a_closing_balance_beside_it)
{
    struct campaign c = campaign_open(EVERYTHING);
    struct sf_results *results = campaign_run(&c, 700);
    const double p[] = {0.05, 0.25, 0.5, 0.75, 0.95};
    for (size_t s = 0; s < 4; s++) {
        for (size_t i = 0; i < 5; i++) {
            const uint64_t run = sf_results_run_at(results, s, p[i]);
            cr_assert(run >= 1 && run <= 700);
            struct sf_ledger ledger = campaign_replay(&c, s, run);
            const double width =
                sf_results_total(results, s, SF_T_CLOSING_BALANCE).quantile_width;
            cr_expect_float_eq(
                (double)sf_ledger_value(&ledger, 9, SF_BALANCE),
                sf_results_total_quantile(results, s, SF_T_CLOSING_BALANCE, p[i]),
                width / 2.0);
            sf_ledger_free(&ledger);
            sf_ledger_free(&ledger);
        }
    }
    sf_results_free(results);
    campaign_close(&c);
}
