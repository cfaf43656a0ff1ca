/**
 * Chances that are one number a run, the same for all cells and months, such as the
 * share who leave in a month: made ready for the counts once a block.
 */
#ifndef STRIKEFUND_MODEL_RATES_H
#define STRIKEFUND_MODEL_RATES_H

#include <stddef.h>

#include "random/counts.h"
#include "strikefund/scenario.h"
#include "strikefund/status.h"

struct sf_rates {
    size_t *row;  /* [n_inputs] of the chance that an input is; SF_NONE: of none */
    size_t *rest; /* [n_inputs] of its complement, likewise */
    size_t n_inputs, n_rows, groups;
    struct sf_chances *chances; /* [n_rows][groups] */
};

/**
 * @param stride       lanes of a row
 * @param[out] rates  freed by sf_rates_free, also after a failure
 * @return SF_OK; SF_ERR_MEMORY
 */
SF_MUST_USE enum sf_status sf_rates_init(const struct sf_scenario *scenario,
                                         size_t stride, struct sf_rates *rates);

/** Bytes that sf_rates_init would ask for. */
size_t sf_rates_bytes(const struct sf_scenario *scenario, size_t stride);

/** Makes the chances of n runs ready. @param input  [n_inputs][stride] */
void sf_rates_set(struct sf_rates *rates, const struct sf_kernels *kernels,
                  const double *input, size_t stride, size_t n);

/** The chance that an input is: members' leaving, a levy's lapses, failures and
 *  recoveries, a rule's share of hardship. */
static inline const struct sf_chances *sf_rate(const struct sf_rates *rates,
                                               size_t input)
{
    return rates->chances + rates->row[input] * rates->groups;
}

/** The chance that it does not happen: an action's fatigue. */
static inline const struct sf_chances *sf_rate_rest(const struct sf_rates *rates,
                                                    size_t input)
{
    return rates->chances + rates->rest[input] * rates->groups;
}

/** Legal after a failure, and twice. */
void sf_rates_free(struct sf_rates *rates);

#endif
