#include "scenario/conditions.h"

#include <string.h>

size_t sf_condition_input(const struct sf_scenario *scenario,
                          const struct sf_strategy *strategy,
                          const struct sf_action *action)
{
    size_t input = SF_NONE;
    for (size_t i = 0; i < strategy->actions.n; i++) {
        const struct sf_action *other = &scenario->action[strategy->actions.index[i]];
        const bool is_named =
            action->when.of == NULL ||
            (other->name != NULL && strcmp(other->name, action->when.of) == 0);
        if (other == action || !is_named || other->docking == SF_NONE) {
            continue;
        }
        if (input != SF_NONE && input != other->docking) {
            return SF_NONE;
        }
        input = other->docking;
    }
    return input;
}
