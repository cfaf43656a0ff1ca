/* plain PLAN [--runs N] [--seconds S] [--seed S]: simulates a plan that export.c has
 * written, N runs or for S seconds of processor time, and prints what it found as JSON.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "bench/plain.h"

enum { RUNS_BETWEEN_LOOKS = 8 }; /* at the clock */

static double seconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void *zeros(int n, size_t size)
{
    void *made = calloc((size_t)n + 1, size);
    if (made == NULL) {
        fputs("plain: out of memory\n", stderr);
        exit(75);
    }
    return made;
}

static struct run start(const struct plan *plan, unsigned long seed)
{
    struct run run = {.plan = plan, .rng = gsl_rng_alloc(gsl_rng_mt19937)};
    const int n_rows = plan->n_callouts * plan->n_bands;
    gsl_rng_set(run.rng, seed);
    run.x = zeros(plan->n_inputs, sizeof(*run.x));
    run.own_odds = zeros(plan->n_employers, sizeof(*run.own_odds));
    run.own_turnout = zeros(plan->n_employers, sizeof(*run.own_turnout));
    run.payers = zeros(plan->n_cells, sizeof(*run.payers));
    run.others = zeros(plan->n_cells, sizeof(*run.others));
    run.joiners = zeros(plan->n_cells, sizeof(*run.joiners));
    run.called = zeros(n_rows, sizeof(*run.called));
    run.out = zeros(n_rows, sizeof(*run.out));
    run.called_total = zeros(plan->n_callouts, sizeof(*run.called_total));
    run.paid_strikers = zeros(plan->n_cells, sizeof(*run.paid_strikers));
    run.unpaid_strikers =
        zeros(plan->n_actions * plan->n_bands, sizeof(*run.unpaid_strikers));
    run.has_struck = zeros(plan->n_employers, sizeof(*run.has_struck));
    run.claimed = zeros(plan->n_rules, sizeof(*run.claimed));
    run.payable = zeros(plan->n_months + MAX_CLAIM_LAG, sizeof(*run.payable));
    run.ledger = zeros(plan->n_months, sizeof(*run.ledger));
    return run;
}

int main(int argc, char **argv)
{
    static const struct option OPTIONS[] = {{"runs", required_argument, NULL, 'r'},
                                            {"seconds", required_argument, NULL, 't'},
                                            {"seed", required_argument, NULL, 's'},
                                            {0}};
    int64_t n_runs = INT64_MAX;
    double limit = 1e9;
    unsigned long seed = 1;
    int option;
    while ((option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1) {
        if (option == 'r') {
            n_runs = strtoll(optarg, NULL, 10);
        } else if (option == 't') {
            limit = strtod(optarg, NULL);
        } else if (option == 's') {
            seed = strtoul(optarg, NULL, 10);
        } else {
            return 64;
        }
    }
    if (optind + 1 != argc) {
        fputs("usage: plain PLAN [--runs N] [--seconds S] [--seed S]\n", stderr);
        return 64;
    }
    const struct plan *plan = plan_read(argv[optind]);
    struct run run = start(plan, seed);
    struct found found = {
        .n_months = plan->n_months,
        .moments = zeros((plan->n_months + 1) * N_MEASURES, sizeof(*found.moments))};
    const double wall = seconds(CLOCK_MONOTONIC);
    const double cpu = seconds(CLOCK_THREAD_CPUTIME_ID);
    while (found.runs < n_runs && found.cpu_seconds < limit) {
        simulate(&run);
        found_add(&found, run.ledger);
        if (found.runs % RUNS_BETWEEN_LOOKS == 0 || found.runs == n_runs) {
            found.cpu_seconds = seconds(CLOCK_THREAD_CPUTIME_ID) - cpu;
        }
    }
    found.wall_seconds = seconds(CLOCK_MONOTONIC) - wall;
    found_say(&found);
    return 0;
}
