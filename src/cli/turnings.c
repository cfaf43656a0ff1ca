#include "cli/turnings.h"

#include <stdlib.h>
#include <string.h>

#include "cli/answer.h"
#include "cli/talk.h"
#include "strikefund/compare.h"

/* Unasked, momentum is looked for at so many values and with so few runs at each that
   the comparison takes about twice as long at most. Asked for, it is all the runs. */
enum {
    UNASKED_FIRST = 5,
    UNASKED_MOST = 8,
    UNASKED_PART = 16,
    UNASKED_RUNS = 2000,
    ASKED_MOST = 24
};

enum { MOST_MEASURES = 16 };

int sf_turnings_check(const struct sf_options *options)
{
    const struct sf_reading_options reading = sf_options_reading(options);
    struct sf_faults faults = {0};
    enum sf_status worst = SF_OK;
    for (size_t i = 0; i < options->n_turnings; i++) {
        const enum sf_status status = sf_turning_check(
            options->paths, options->n_paths, &reading, &options->turning[i], &faults);
        worst = status != SF_OK ? status : worst;
    }
    sf_talk_faults(&faults, worst != SF_OK ? "nothing was simulated" : NULL,
                   options->colour);
    const int code = faults.n_errors > 0 || worst == SF_OK
                         ? sf_answer_faults(options, worst, &faults)
                         : sf_talk_status(worst, NULL);
    sf_faults_free(&faults);
    return code;
}

static bool is_asked_for_momentum(const struct sf_options *options)
{
    for (size_t i = 0; i < options->n_turnings; i++) {
        if (strcmp(options->turning[i].key, SF_MOMENTUM_KEY) == 0) {
            return true;
        }
    }
    return false;
}

/** Whether momentum is worth looking at where nobody asks for it. */
static bool is_wanted(const struct sf_options *options,
                      const struct sf_experiment *const *experiment)
{
    bool may_move = false;
    for (size_t i = 0; i < options->n_paths; i++) {
        may_move |= sf_turning_has_momentum(sf_experiment_scenario(experiment[i]));
    }
    return may_move && !is_asked_for_momentum(options);
}

static size_t measures(enum sf_total total[MOST_MEASURES])
{
    size_t n = 0;
    const char *name;
    while (n < MOST_MEASURES && sf_comparison_measure(n, &total[n], &name)) {
        n++;
    }
    return n;
}

enum sf_status sf_turnings_find(const struct sf_options *options,
                                const struct sf_experiment *const *experiment,
                                const struct sf_experiment_options *how,
                                struct sf_turnings *turnings)
{
    const struct sf_reading_options reading = sf_options_reading(options);
    const uint64_t runs = sf_experiment_scenario(experiment[0])->runs;
    enum sf_total total[MOST_MEASURES];
    struct sf_turning_question question = {.path = options->paths,
                                           .reading = &reading,
                                           .experiment = experiment,
                                           .n = options->n_paths,
                                           .total = total,
                                           .n_totals = measures(total),
                                           .runs = runs,
                                           .first = SF_TURNING_FIRST,
                                           .most = ASKED_MOST};
    enum sf_status status = SF_OK;
    for (size_t i = 0; status == SF_OK && i < options->n_turnings; i++) {
        question.span = &options->turning[i];
        status = sf_turning_find(&question, how, &turnings->found[turnings->n]);
        turnings->n += status == SF_OK;
    }
    char *fault = NULL;
    if (status == SF_OK && is_wanted(options, experiment)) {
        status = sf_key_range_read("--turning", SF_MOMENTUM_SPAN, &turnings->momentum,
                                   &fault);
        free(fault);
        if (status == SF_OK) {
            question.span = &turnings->momentum;
            question.is_unasked = true;
            question.runs = runs / UNASKED_PART;
            question.runs = question.runs < 2 ? (runs < 2 ? runs : 2) : question.runs;
            question.runs = question.runs > UNASKED_RUNS ? UNASKED_RUNS : question.runs;
            question.first = UNASKED_FIRST;
            question.most = UNASKED_MOST;
            status = sf_turning_find(&question, how, &turnings->found[turnings->n]);
            turnings->n += status == SF_OK;
        }
    }
    return status;
}

void sf_turnings_free(struct sf_turnings *turnings)
{
    for (size_t i = 0; i < turnings->n; i++) {
        sf_turning_free(&turnings->found[i]);
    }
    sf_key_range_free(&turnings->momentum);
    turnings->n = 0;
}
