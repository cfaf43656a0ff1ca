#include "study/learnt.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/visit.h"

/** The value of an input in a run, and how often the run counts. */
struct drawn {
    double value;
    uint32_t times;
};

uint64_t sf_learnt_bytes(size_t n_runs)
{
    return (uint64_t)n_runs * sizeof(struct drawn);
}

static int compare_values(const void *a, const void *b)
{
    const struct drawn *x = a;
    const struct drawn *y = b;
    return (x->value > y->value) - (x->value < y->value);
}

/** The smallest value of rank >= p n among sorted ones. */
static double quantile_of(const struct drawn *drawn, size_t n, double p)
{
    const double rank = ceil(p * (double)n - 1e-9 * (double)n);
    uint64_t below = 0;
    size_t i = 0;
    while (i + 1 < n && (double)(below + drawn[i].times) < rank) {
        below += drawn[i].times;
        i++;
    }
    return drawn[i].value;
}

/** Of sorted values whose times sum to n. Sums run over sorted values: the same in
 *  whatever order the runs were simulated. */
static struct sf_moments moments_of(const struct drawn *drawn, size_t n)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++) {
        sum += drawn[i].times * drawn[i].value;
    }
    const double mean = sum / (double)n;
    double squares = 0.0;
    for (size_t i = 0; i < n; i++) {
        const double apart = drawn[i].value - mean;
        squares += drawn[i].times * apart * apart;
    }
    return (struct sf_moments){.mean = mean,
                               .sd = n > 1 ? sqrt(squares / (double)(n - 1)) : 0.0,
                               .q05 = quantile_of(drawn, n, 0.05),
                               .q50 = quantile_of(drawn, n, 0.50),
                               .q95 = quantile_of(drawn, n, 0.95)};
}

static void draw_all(const struct sf_experiment *experiment, size_t input,
                     const uint32_t *times, size_t n_runs, struct drawn *drawn)
{
    double value[SF_ROW_MAX];
    for (size_t first = 0; first < n_runs; first += SF_ROW_MAX) {
        const size_t n = n_runs - first < SF_ROW_MAX ? n_runs - first : SF_ROW_MAX;
        sf_experiment_draw(experiment, input, first + 1, n, value);
        for (size_t i = 0; i < n; i++) {
            drawn[first + i] =
                (struct drawn){.value = value[i], .times = times[first + i]};
        }
    }
}

static struct sf_learnt learn(const struct sf_experiment *experiment, size_t input,
                              const uint32_t *times, size_t n_runs, struct drawn *drawn)
{
    struct sf_learnt learnt = {.input = input};
    draw_all(experiment, input, times, n_runs, drawn);
    qsort(drawn, n_runs, sizeof(*drawn), compare_values);
    learnt.after = moments_of(drawn, n_runs);
    for (size_t i = 0; i < n_runs; i++) {
        drawn[i].times = 1;
    }
    learnt.before = moments_of(drawn, n_runs);
    return learnt;
}

/** Whether the input varies, and none before it has its name: that would be the same
 *  number. */
static bool is_one_to_learn(const struct sf_experiment *experiment, size_t input)
{
    const struct sf_scenario *scenario = sf_experiment_scenario(experiment);
    bool is_first = true;
    for (size_t i = 0; i < input; i++) {
        is_first &= strcmp(scenario->input[i].name, scenario->input[input].name) != 0;
    }
    return is_first && !sf_experiment_is_fixed(experiment, input);
}

enum sf_status sf_learnt_find(const struct sf_experiment *experiment,
                              const uint32_t *times, size_t n_runs,
                              struct sf_learnt **learnt, size_t *n)
{
    const size_t n_inputs = sf_experiment_scenario(experiment)->n_inputs;
    struct sf_learnt *made = calloc(n_inputs + 1, sizeof(*made));
    struct drawn *drawn = malloc(n_runs * sizeof(*drawn));
    if (made == NULL || drawn == NULL) {
        free(made);
        free(drawn);
        return SF_ERR_MEMORY;
    }
    *n = 0;
    for (size_t i = 0; i < n_inputs; i++) {
        if (is_one_to_learn(experiment, i)) {
            made[(*n)++] = learn(experiment, i, times, n_runs, drawn);
        }
    }
    free(drawn);
    *learnt = made;
    return SF_OK;
}
