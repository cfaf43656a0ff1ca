#include "cli/varying.h"

#include <stdlib.h>

void sf_varying_add(const struct sf_grammar *grammar, struct sf_options *options,
                    const char *text)
{
    char *fault = NULL;
    enum sf_status status;
    if (options->command != SF_COMMAND_SOLVE) {
        status = sf_sweep_grid_add(&options->grid, text, &fault);
    } else {
        if (options->span.key != NULL) {
            sf_usage_fault(grammar->name,
                           "solve varies one key; --vary %s is one too many", text);
        }
        status = sf_key_range_read("--vary", text, &options->span, &fault);
    }
    if (status == SF_ERR_USAGE) {
        sf_usage_fault(grammar->name, "%s", fault);
    } else if (status != SF_OK) {
        sf_fail_for_memory();
    }
}

void sf_varying_take_goal(const struct sf_grammar *grammar, struct sf_options *options,
                          const char *text)
{
    char *fault = NULL;
    const enum sf_status status = sf_goal_read(text, &options->goal, &fault);
    if (status == SF_ERR_USAGE) {
        sf_usage_fault(grammar->name, "%s", fault);
    } else if (status != SF_OK) {
        sf_fail_for_memory();
    }
}

void sf_varying_add_turning(const struct sf_grammar *grammar,
                            struct sf_options *options, const char *text)
{
    char *fault = NULL;
    if (options->n_turnings == SF_MAX_TURNINGS) {
        sf_usage_fault(grammar->name,
                       "compare takes up to %d --turning; %s is one too many",
                       SF_MAX_TURNINGS, text);
    }
    struct sf_key_range *span = &options->turning[options->n_turnings];
    const enum sf_status status = sf_key_range_read("--turning", text, span, &fault);
    if (status == SF_ERR_USAGE) {
        sf_usage_fault(grammar->name, "%s", fault);
    } else if (status != SF_OK) {
        sf_fail_for_memory();
    }
    options->n_turnings++;
}
