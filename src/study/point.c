#include "study/point.h"

#include <stdlib.h>
#include <string.h>

enum sf_status sf_point_read(const char *path, const struct sf_reading_options *reading,
                             const struct sf_override *further, size_t n,
                             struct sf_faults *faults, struct sf_scenario **scenario)
{
    const size_t n_before = reading->n_overrides;
    struct sf_override *override = calloc(n_before + n, sizeof(*override));
    if (override == NULL) {
        return SF_ERR_MEMORY;
    }
    for (size_t i = 0; i < n_before; i++) {
        override[i] = reading->override[i];
    }
    for (size_t i = 0; i < n; i++) {
        override[n_before + i] = further[i];
    }
    struct sf_reading_options with = *reading;
    with.override = override;
    with.n_overrides = n_before + n;
    const enum sf_status status = sf_scenario_read_with(path, &with, faults, scenario);
    free(override);
    return status;
}

bool sf_point_has_fault(const struct sf_faults *faults, const char *file,
                        const struct sf_fault *fault)
{
    for (size_t i = 0; i < faults->n; i++) {
        const struct sf_fault *known = &faults->fault[i];
        if (known->line == fault->line && strcmp(known->words, fault->words) == 0 &&
            (known->file == NULL) == (file == NULL) &&
            (file == NULL || strcmp(known->file, file) == 0)) {
            return true;
        }
    }
    return false;
}
