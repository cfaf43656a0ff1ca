/* The whole model against two others: the same rules written once more with GSL, one
 * run after another, and once more with numpy (tests/bench). They share neither code
 * nor random numbers with the library, so that every month's means and standard
 * deviations must agree within sampling error, and need agree no better. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <gsl/gsl_cdf.h>
#include <jansson.h>

#include "strikefund/experiment.h"
#include "support/process.h"

/* Chance that any of a test's comparisons gives a false alarm, were the seeds new. */
#define FALSE_ALARM 1e-4

enum { MAX_PATH = 512, RARE = 20 };

/** A program of tests/bench and its output. */
static char *run_tool(const char *program, const char *const *argument, int code)
{
    const struct process_place place = {.program = program};
    struct process process = process_run(&place, argument);
    cr_assert_eq(process.code, code, "%s ended with %d: %s", program, process.code,
                 process.err);
    char *said = strdup(code == 0 ? process.out : process.err);
    process_free(&process);
    return said;
}

static const char *built(char path[MAX_PATH], const char *name)
{
    const char *folder = getenv("BENCH");
    snprintf(path, MAX_PATH, "%s/%s", folder != NULL ? folder : "build/bench", name);
    return path;
}

/** The references, by name. */
static const char *reference(char path[MAX_PATH], bool is_numpy)
{
    return is_numpy ? "tests/bench/numpy_model.py" : built(path, "plain");
}

/** Writes a strategy's plan into a directory and returns where it is. */
static const char *export_plan(char path[MAX_PATH], const char *directory,
                               const char *scenario, const char *strategy)
{
    const char *const argument[] = {scenario, strategy, NULL};
    char *plan = run_tool(built(path, "export"), argument, 0);
    process_write(directory, "plan.json", plan);
    free(plan);
    snprintf(path, MAX_PATH, "%s/plan.json", directory);
    return path;
}

/* ---- comparing ------------------------------------------------------------------- */

/** What was found twice: ours, and a reference's. */
struct comparison {
    const struct sf_results *ours;
    json_t *theirs; /* its document */
    size_t n;       /* comparisons made */
    double largest; /* |z| */
    char where[128];
};

static double at(const json_t *measure, const char *key, size_t month)
{
    return json_number_value(json_array_get(json_object_get(measure, key), month));
}

static void note(struct comparison *of, double difference, double error,
                 const char *what, const char *measure, size_t month)
{
    const double z = fabs(difference) < 1e-9 ? 0.0 : fabs(difference) / error;
    of->n++;
    if (!(z <= of->largest)) {
        of->largest = z;
        snprintf(of->where, sizeof(of->where), "%s of %s in month %zu", what, measure,
                 month);
    }
}

/** Means by their standard errors; standard deviations by theirs, to first order
 *  sqrt((kurtosis - 1) / 4n) of the deviation. What hardly a run has, such as interest
 *  on a rare overdraft, is left out: 1 in p runs has a kurtosis of about p. */
static void compare(struct comparison *of, enum sf_measure measure, size_t month)
{
    const char *name = sf_measure_name(measure);
    const json_t *theirs =
        json_object_get(json_object_get(of->theirs, "measures"), name);
    const double n = (double)json_integer_value(json_object_get(of->theirs, "runs"));
    const struct sf_statistic a = sf_results_monthly(of->ours, 0, month, measure);
    const double mean = at(theirs, "mean", month);
    const double sd = at(theirs, "sd", month);
    const double kurtosis = at(theirs, "kurtosis", month);
    if (kurtosis > n / RARE) {
        return;
    }
    note(of, a.mean - mean, hypot(a.se, sd / sqrt(n)), "the mean", name, month);
    if (a.sd > 0.0 && sd > 0.0) {
        note(of, log(a.sd / sd),
             sqrt(fmax(kurtosis - 1.0, 0.1) / 4.0 * (1.0 / n + 1.0 / (double)a.runs)),
             "the standard deviation", name, month);
    }
}

static void expect_agreement(struct comparison *of, const char *program)
{
    const json_t *measures = json_object_get(of->theirs, "measures");
    for (int k = 0; k < SF_N_MEASURES; k++) {
        for (size_t m = 0;
             m <= sf_results_n_months(of->ours) &&
             json_object_get(measures, sf_measure_name((enum sf_measure)k)) != NULL;
             m++) {
            compare(of, (enum sf_measure)k, m);
        }
    }
    /* Bonferroni's bound, for two-sided comparisons. */
    const double limit = gsl_cdf_ugaussian_Qinv(FALSE_ALARM / 2.0 / (double)of->n);
    cr_assert_gt(of->n, 15 * 10, "%s: only %zu comparisons", program, of->n);
    cr_expect(
        of->largest < limit,
        "%s: %s is %.1f standard errors from ours; of %zu comparisons none should "
        "be beyond %.2f",
        program, of->where, of->largest, of->n, limit);
}

/** Ours: many runs, for they are cheap. */
static struct sf_results *simulate(const char *path, const char *strategy,
                                   uint64_t n_runs)
{
    struct sf_faults faults = {0};
    struct sf_scenario *scenario = NULL;
    struct sf_experiment *experiment = NULL;
    struct sf_results *results = NULL;
    cr_assert_eq(sf_scenario_read(path, NULL, 0, &faults, &scenario), SF_OK);
    size_t s = 0;
    while (strcmp(scenario->strategy[s].name, strategy) != 0) {
        s++;
        cr_assert_lt(s, scenario->n_strategies);
    }
    const struct sf_experiment_options options = {
        .first_run = 1, .n_runs = n_runs, .n_threads = 1};
    cr_assert_eq(sf_experiment_init(scenario, &s, 1, &experiment), SF_OK);
    cr_assert_eq(sf_experiment_run(experiment, &options, &results), SF_OK);
    sf_experiment_free(experiment);
    sf_scenario_free(scenario);
    sf_faults_free(&faults);
    return results;
}

/** A strategy of a scenario as the library and both references see it. */
static void expect_references_agree(const char *scenario, const char *strategy,
                                    uint64_t n_ours, const char *n_theirs)
{
    char *directory = process_directory();
    char plan[MAX_PATH];
    export_plan(plan, directory, scenario, strategy);
    struct sf_results *ours = simulate(scenario, strategy, n_ours);
    for (int is_numpy = 0; is_numpy <= 1; is_numpy++) {
        char path[MAX_PATH];
        const char *program = reference(path, is_numpy == 1);
        const char *const argument[] = {plan,     "--runs", n_theirs,
                                        "--seed", "20261",  NULL};
        char *said = run_tool(program, argument, 0);
        struct comparison comparison = {.ours = ours,
                                        .theirs = json_loads(said, 0, NULL)};
        cr_assert_not_null(comparison.theirs);
        expect_agreement(&comparison, program);
        json_decref(comparison.theirs);
        free(said);
    }
    sf_results_free(ours);
    process_directory_end(directory);
}

Test(references, agree_on_the_campaign_of_2022)
{
    expect_references_agree("scenarios/pcs-2022-as-it-happened.cfg", "combined", 20480,
                            "7000");
}

Test(references, agree_on_a_large_campaign_made_up)
{
    char *directory = process_directory();
    char scenario[MAX_PATH];
    const char *const argument[] = {directory, NULL};
    free(run_tool("tests/bench/make_synthetic.py", argument, 0));
    snprintf(scenario, sizeof(scenario), "%s/synthetic.cfg", directory);
    expect_references_agree(scenario, "large", 7680, "1600");
    process_directory_end(directory);
}

Test(references, agree_on_a_branch_whatever_it_pays)
{
    static const char *const STRATEGIES[] = {"paid days", "half-paid days",
                                             "a day a week"};
    for (int s = 0; s < 3; s++) {
        expect_references_agree("scenarios/branch.cfg", STRATEGIES[s], 51200, "20000");
    }
}

Test(references, refuse_what_they_do_not_model)
{
    char *directory = process_directory();
    char plan[MAX_PATH];
    process_write(directory, "late.cfg",
                  "format = \"strikefund-1\"; title = \"Late\"; start = \"2026-01\"; "
                  "months = 4;\n"
                  "fund : { opening = 5.0; };\n"
                  "bands = ( { name = \"all\"; net_ratio = 0.8; } );\n"
                  "employers : { list = ( { name = \"Yard\"; members = 37; shares = "
                  "[1.0]; salaries = [26000.0]; } ); };\n"
                  "levies = ( { name = \"levy\"; from = \"2026-02\"; to = \"2026-03\"; "
                  "rates = { all = 2.0; }; notpay = 0.2; collection_lag = 1; } );\n"
                  "strategies = ( { name = \"s\"; levy = \"levy\"; } );\n");
    char scenario[MAX_PATH];
    snprintf(scenario, sizeof(scenario), "%s/late.cfg", directory);
    export_plan(plan, directory, scenario, "s");
    for (int is_numpy = 0; is_numpy <= 1; is_numpy++) {
        char path[MAX_PATH];
        const char *const argument[] = {plan, "--runs", "3", NULL};
        char *said = run_tool(reference(path, is_numpy == 1), argument, 65);
        cr_expect(strstr(said, "does not model: levy collected later than due\n") !=
                      NULL,
                  "%s", said);
        free(said);
    }
    process_directory_end(directory);
}
