/* ours SCENARIO STRATEGY [--runs N] [--seconds S] [--first-run R] [--threads T]:
 * simulates one strategy with the library, N runs or for S seconds of processor time,
 * and prints what it found as JSON, as plain.c and numpy_model.py do. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <jansson.h>

#include "bench/peak.h"
#include "results/results.h"
#include "strikefund/experiment.h"

static double seconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void check(enum sf_status status, const char *what)
{
    if (status != SF_OK) {
        fprintf(stderr, "ours: %s: %s\n", what, sf_status_words(status));
        exit(sf_status_exit_code(status));
    }
}

static json_t *say_measure(const struct sf_results *results, enum sf_measure measure)
{
    json_t *mean = json_array();
    json_t *sd = json_array();
    for (size_t m = 0; m <= sf_results_n_months(results); m++) {
        const struct sf_statistic found = sf_results_monthly(results, 0, m, measure);
        json_array_append_new(mean, json_real(found.mean));
        json_array_append_new(sd, json_real(found.sd));
    }
    return json_pack("{so so}", "mean", mean, "sd", sd);
}

struct times {
    double cpu, wall;
};

static void say(const struct sf_results *results, const struct times *took)
{
    json_t *measures = json_object();
    for (int k = 0; k < SF_N_MEASURES; k++) {
        if (sf_results_monthly(results, 0, 1, (enum sf_measure)k).has_moments) {
            json_object_set_new(measures, sf_measure_name((enum sf_measure)k),
                                say_measure(results, (enum sf_measure)k));
        }
    }
    json_t *said =
        json_pack("{sI sf sf sI ss so}", "runs", (json_int_t)sf_results_runs(results),
                  "cpu_seconds", took->cpu, "wall_seconds", took->wall, "peak_kib",
                  (json_int_t)peak_kib(), "instruction_set",
                  sf_experiment_instruction_set(), "measures", measures);
    json_dumpf(said, stdout, JSON_COMPACT);
    puts("");
    json_decref(said);
}

/** Whole periods of runs with and without twins until the time is up, or all the runs
 *  at once. */
static struct sf_results *simulate(const struct sf_experiment *experiment,
                                   struct sf_experiment_options options, double limit,
                                   struct times *took)
{
    const double wall = seconds(CLOCK_MONOTONIC);
    const double cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    struct sf_results *results = NULL;
    if (limit > 0.0) {
        options.n_runs = SF_TWIN_PERIOD;
    }
    check(sf_experiment_run(experiment, &options, &results), "simulating");
    while (seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu < limit) {
        options.first_run += options.n_runs;
        check(sf_experiment_extend(experiment, &options, results), "simulating");
    }
    took->cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    took->wall = seconds(CLOCK_MONOTONIC) - wall;
    return results;
}

int main(int argc, char **argv)
{
    static const struct option OPTIONS[] = {{"runs", required_argument, NULL, 'r'},
                                            {"seconds", required_argument, NULL, 't'},
                                            {"first-run", required_argument, NULL, 'f'},
                                            {"threads", required_argument, NULL, 'n'},
                                            {0}};
    struct sf_experiment_options options = {
        .first_run = 1, .n_runs = 1, .n_threads = 1};
    double limit = 0.0;
    int option;
    while ((option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1) {
        if (option == 'r') {
            options.n_runs = strtoull(optarg, NULL, 10);
        } else if (option == 't') {
            limit = strtod(optarg, NULL);
        } else if (option == 'f') {
            options.first_run = strtoull(optarg, NULL, 10);
        } else if (option == 'n') {
            options.n_threads = (int)strtol(optarg, NULL, 10);
        } else {
            return 64;
        }
    }
    if (optind + 2 != argc) {
        fputs("usage: ours SCENARIO STRATEGY [--runs N] [--seconds S]\n", stderr);
        return 64;
    }
    struct sf_faults faults = {0};
    struct sf_scenario *scenario = NULL;
    struct sf_experiment *experiment = NULL;
    check(sf_scenario_read(argv[optind], NULL, 0, &faults, &scenario), argv[optind]);
    size_t s = 0;
    while (s < scenario->n_strategies &&
           strcmp(scenario->strategy[s].name, argv[optind + 1]) != 0) {
        s++;
    }
    check(s < scenario->n_strategies ? SF_OK : SF_ERR_USAGE, argv[optind + 1]);
    check(sf_experiment_init(scenario, &s, 1, &experiment), "resolving");
    struct times took;
    struct sf_results *results = simulate(experiment, options, limit, &took);
    say(results, &took);
    sf_results_free(results);
    sf_experiment_free(experiment);
    sf_faults_free(&faults);
    sf_scenario_free(scenario);
    return 0;
}
