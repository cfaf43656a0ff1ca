#include "scenario/correlations_read.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "random/copula.h"

enum { MAX_PAIRS_TOLD = 10 };

/* Names under suspicion: rows of the copula. */
struct suspects {
    const struct sf_copula *copula;
    size_t *row; /* [n], rising */
    size_t n;
    double *rho, *factor; /* room for [n * n] each */
};

/* Whether the suspects' correlations can all hold when multiplied by so many
 * hundredths; those of the k-th left out, unless k is SF_NONE. */
static bool can_hold(const struct suspects *suspects, size_t without, int hundredths)
{
    const struct sf_copula *copula = suspects->copula;
    size_t n = 0;
    size_t n_kept = suspects->n - (without != SF_NONE ? 1 : 0);
    for (size_t i = 0; i < suspects->n; i++) {
        for (size_t j = 0; i != without && j < suspects->n; j++) {
            if (j != without) {
                const double rho =
                    copula->rho[suspects->row[i] * copula->n + suspects->row[j]];
                suspects->rho[n++] = i == j ? 1.0 : rho * (hundredths / 100.0);
            }
        }
    }
    return sf_copula_factor(suspects->rho, n_kept, suspects->factor);
}

/* Leaves only suspects none of whom can be spared: without any one of them, the others'
 * correlations could all hold. */
static void narrow_down(struct suspects *suspects)
{
    for (size_t k = suspects->n; k-- > 0;) {
        if (!can_hold(suspects, k, 100)) {
            suspects->n--;
            memmove(suspects->row + k, suspects->row + k + 1,
                    (suspects->n - k) * sizeof(*suspects->row));
        }
    }
}

/* What the file calls an input. */
static const char *name_of(const struct suspects *suspects, size_t k)
{
    const char *name = suspects->copula->name[suspects->row[k]];
    const size_t skip = strlen("inputs.");
    return strncmp(name, "inputs.", skip) == 0 ? name + skip : name;
}

/* The entry written first of those between two suspects. */
static const struct sf_correlation *first_entry(const struct sf_scenario *scenario,
                                                const struct suspects *suspects)
{
    for (size_t i = 0; i < scenario->n_correlations; i++) {
        size_t n_sides = 0;
        for (size_t k = 0; k < suspects->n; k++) {
            const char *name = suspects->copula->name[suspects->row[k]];
            for (size_t side = 0; side < 2; side++) {
                const size_t input = scenario->correlation[i].input[side];
                n_sides += strcmp(scenario->input[input].name, name) == 0 ? 1 : 0;
            }
        }
        if (n_sides == 2) {
            return &scenario->correlation[i];
        }
    }
    return &scenario->correlation[0];
}

static void add_pairs(struct sf_text *text, const struct suspects *suspects)
{
    const struct sf_copula *copula = suspects->copula;
    size_t n_pairs = 0;
    for (size_t i = 0; i < suspects->n; i++) {
        for (size_t j = i + 1; j < suspects->n; j++) {
            const double rho =
                copula->rho[suspects->row[i] * copula->n + suspects->row[j]];
            if (n_pairs++ < MAX_PAIRS_TOLD) {
                sf_text_add(text, "%s'%.60s' with '%.60s' %.10g%s",
                            n_pairs > 1 ? ", " : "", name_of(suspects, i),
                            name_of(suspects, j), rho,
                            rho == 0.0 ? " (none is given)" : "");
            }
        }
    }
    if (n_pairs > MAX_PAIRS_TOLD) {
        sf_text_add(text, " and %zu more", n_pairs - MAX_PAIRS_TOLD);
    }
}

/* Names that are linked to one another, and whose correlations cannot all hold. */
static void tell(struct sf_reading *reading, struct suspects *suspects)
{
    const size_t n_linked = suspects->n;
    int hundredths = 99;
    while (hundredths > 0 && !can_hold(suspects, SF_NONE, hundredths)) {
        hundredths--;
    }
    narrow_down(suspects);
    struct sf_text pairs = {0};
    add_pairs(&pairs, suspects);
    const struct sf_correlation *first = first_entry(reading->scenario, suspects);
    if (pairs.is_out_of_memory) {
        reading->is_out_of_memory = true;
    } else {
        sf_faults_add(
            reading->faults, first->place.file, first->place.line,
            "these correlations cannot all hold; multiplied by %d.%02d%s they "
            "could: %s",
            hundredths / 100, hundredths % 100,
            n_linked > suspects->n ? ", with all others that are linked to them," : "",
            pairs.chars);
    }
    sf_text_free(&pairs);
}

/* Gathers the names linked to one, through others or directly, in rising order. */
static void gather(struct suspects *suspects, size_t from, bool *is_seen)
{
    const struct sf_copula *copula = suspects->copula;
    suspects->n = 1;
    suspects->row[0] = from;
    is_seen[from] = true;
    for (size_t next = 0; next < suspects->n; next++) {
        const size_t row = suspects->row[next];
        for (size_t k = 0; k < copula->n; k++) {
            if (!is_seen[k] && copula->rho[row * copula->n + k] != 0.0) {
                is_seen[k] = true;
                suspects->row[suspects->n++] = k;
            }
        }
    }
    for (size_t i = 1; i < suspects->n; i++) {
        const size_t moving = suspects->row[i];
        size_t k = i;
        for (; k > 0 && suspects->row[k - 1] > moving; k--) {
            suspects->row[k] = suspects->row[k - 1];
        }
        suspects->row[k] = moving;
    }
}

void sf_correlations_check(struct sf_reading *reading)
{
    struct sf_copula copula;
    if (sf_copula_init(reading->scenario, &copula) != SF_OK) {
        reading->is_out_of_memory = true;
        sf_copula_free(&copula);
        return;
    }
    const size_t n = copula.n;
    bool *is_seen = sf_reading_alloc(reading, n, sizeof(*is_seen));
    struct suspects suspects = {
        .copula = &copula,
        .row = sf_reading_alloc(reading, n, sizeof(*suspects.row)),
        .rho = sf_reading_alloc(reading, n * n, sizeof(*suspects.rho)),
        .factor = sf_reading_alloc(reading, n * n, sizeof(*suspects.factor))};
    for (size_t i = 0; !reading->is_out_of_memory && i < n; i++) {
        if (!is_seen[i]) {
            gather(&suspects, i, is_seen);
            if (!can_hold(&suspects, SF_NONE, 100)) {
                tell(reading, &suspects);
            }
        }
    }
    free(is_seen);
    free(suspects.row);
    free(suspects.rho);
    free(suspects.factor);
    sf_copula_free(&copula);
}
