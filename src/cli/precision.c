#include "cli/precision.h"

uint64_t sf_precision_look(uint64_t n)
{
    uint64_t look = 1000;
    while (look < n && look < SF_MAX_RUNS) {
        look = (look + look / 4 + 50) / 100 * 100;
    }
    return look < SF_MAX_RUNS ? look : SF_MAX_RUNS;
}

bool sf_precision_is_met(const struct sf_results *results, double points)
{
    const size_t last = sf_results_n_months(results);
    for (size_t s = 0; s < sf_results_n_strategies(results); s++) {
        for (size_t e = 0; e < sf_results_n_events(results); e++) {
            const struct sf_chance chance =
                sf_results_chance(results, s, last, (enum sf_event)e);
            if (!((chance.upper - chance.lower) / 2.0 * 100.0 < points)) {
                return false;
            }
        }
    }
    return true;
}
