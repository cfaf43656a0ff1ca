#include "cli/choice.h"

#include <string.h>

#include "cli/nearest.h"

size_t sf_choice_strategy(const struct sf_scenario *scenario,
                          const struct sf_options *options, const char *command,
                          const char *name)
{
    struct sf_guess guess = {.wanted = name};
    for (size_t i = 0; i < scenario->n_strategies; i++) {
        if (strcmp(name, scenario->strategy[i].name) == 0) {
            return i;
        }
        sf_guess_offer(&guess, scenario->strategy[i].name);
    }
    if (guess.name != NULL) {
        sf_usage_fault(command, "%s has no strategy '%s'; did you mean '%s'?",
                       options->path, name, guess.name);
    }
    sf_usage_fault(command, "%s has no strategy '%s'; its first is '%s'", options->path,
                   name, scenario->strategy[0].name);
}

size_t sf_choice_strategies(const struct sf_scenario *scenario,
                            const struct sf_options *options, const char *command,
                            size_t *chosen)
{
    bool is_chosen[SF_MAX_STRATEGIES] = {false};
    for (size_t i = 0; i < options->n_strategies; i++) {
        is_chosen[sf_choice_strategy(scenario, options, command,
                                     options->strategy[i])] = true;
    }
    size_t n = 0;
    for (size_t j = 0; j < scenario->n_strategies; j++) {
        if (options->n_strategies == 0 || is_chosen[j]) {
            chosen[n++] = j;
        }
    }
    return n;
}
