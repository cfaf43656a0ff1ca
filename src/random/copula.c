#include "random/copula.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "random/stream.h"
#include "strikefund/scenario.h"

/* What is left of a variance, below this, is nothing: deviates' correlations are
 * rounded to 2^-32. */
#define NOTHING_LEFT 1e-9

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/** The row of a name; SF_NONE when it is in no correlation. */
static size_t row_of(const struct sf_copula *copula, const char *name)
{
    if (copula->n == 0) {
        return SF_NONE;
    }
    const char **found =
        bsearch(&name, copula->name, copula->n, sizeof(*copula->name), compare_names);
    return found != NULL ? (size_t)(found - copula->name) : SF_NONE;
}

static const char *name_in(const struct sf_scenario *scenario, size_t correlation,
                           size_t side)
{
    return scenario->input[scenario->correlation[correlation].input[side]].name;
}

static void collect_names(const struct sf_scenario *scenario, struct sf_copula *copula)
{
    const size_t n = 2 * scenario->n_correlations;
    for (size_t i = 0; i < n; i++) {
        copula->name[i] = name_in(scenario, i / 2, i % 2);
    }
    qsort(copula->name, n, sizeof(*copula->name), compare_names);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || strcmp(copula->name[i], copula->name[i - 1]) != 0) {
            copula->name[copula->n++] = copula->name[i];
        }
    }
}

enum sf_status sf_copula_init(const struct sf_scenario *scenario,
                              struct sf_copula *copula)
{
    *copula = (struct sf_copula){
        .name = calloc(2 * scenario->n_correlations + 1, sizeof(*copula->name))};
    if (copula->name == NULL) {
        return SF_ERR_MEMORY;
    }
    collect_names(scenario, copula);
    const size_t n = copula->n;
    copula->rho = calloc(n * n + 1, sizeof(*copula->rho));
    if (copula->rho == NULL) {
        return SF_ERR_MEMORY;
    }
    for (size_t i = 0; i < n; i++) {
        copula->rho[i * n + i] = 1.0;
    }
    for (size_t i = 0; i < scenario->n_correlations; i++) {
        const size_t a = row_of(copula, name_in(scenario, i, 0));
        const size_t b = row_of(copula, name_in(scenario, i, 1));
        copula->rho[a * n + b] = scenario->correlation[i].rho;
        copula->rho[b * n + a] = scenario->correlation[i].rho;
    }
    return SF_OK;
}

void sf_copula_free(struct sf_copula *copula)
{
    if (copula == NULL) {
        return;
    }
    free(copula->name);
    free(copula->rho);
    *copula = (struct sf_copula){0};
}

double sf_copula_deviates(double rho)
{
    return nearbyint(2.0 * sin(M_PI / 6.0 * rho) * 0x1p32) * 0x1p-32;
}

bool sf_copula_factor(const double *rho, size_t n, double *factor)
{
    memset(factor, 0, n * n * sizeof(*factor));
    for (size_t i = 0; i < n; i++) {
        const double *row = factor + i * n;
        for (size_t j = 0; j <= i; j++) {
            const double *other = factor + j * n;
            double left = i == j ? 1.0 : sf_copula_deviates(rho[i * n + j]);
            for (size_t k = 0; k < j; k++) {
                left -= row[k] * other[k];
            }
            if (i == j) {
                if (!(left >= -NOTHING_LEFT)) {
                    return false;
                }
                factor[i * n + i] = left > NOTHING_LEFT ? sqrt(left) : 0.0;
            } else if (other[j] > 0.0) {
                factor[i * n + j] = left / other[j];
            } else if (!(fabs(left) <= NOTHING_LEFT)) {
                return false; /* the j-th is made of those before it, and so bound */
            }
        }
    }
    return true;
}

/** Gives one input's table the row of its name. */
static enum sf_status add_terms(const struct sf_copula *copula, const double *weight,
                                struct sf_input_table *table)
{
    size_t n_terms = 0;
    for (size_t k = 0; k < copula->n; k++) {
        n_terms += weight[k] != 0.0 ? 1 : 0;
    }
    table->term = calloc(n_terms + 1, sizeof(*table->term));
    if (table->term == NULL) {
        return SF_ERR_MEMORY;
    }
    for (size_t k = 0; k < copula->n; k++) {
        if (weight[k] != 0.0) {
            table->term[table->n_terms++] =
                (struct sf_input_term){sf_name_hash(copula->name[k]), weight[k]};
        }
    }
    return SF_OK;
}

static enum sf_status apply(const struct sf_scenario *scenario,
                            const struct sf_copula *copula, double *factor,
                            struct sf_input_table *table)
{
    const size_t n = copula->n;
    if (!sf_copula_factor(copula->rho, n, factor)) {
        return SF_ERR_RANGE;
    }
    for (size_t i = 0; i < scenario->n_inputs; i++) {
        const size_t row = row_of(copula, scenario->input[i].name);
        if (row == SF_NONE || factor[row * n + row] == 1.0) {
            continue; /* its own deviate, all of it */
        }
        const enum sf_status status = add_terms(copula, factor + row * n, &table[i]);
        if (status != SF_OK) {
            return status;
        }
    }
    return SF_OK;
}

enum sf_status sf_copula_apply(const struct sf_scenario *scenario,
                               struct sf_input_table *table)
{
    if (scenario->n_correlations == 0) {
        return SF_OK;
    }
    struct sf_copula copula;
    double *factor = NULL;
    enum sf_status status = sf_copula_init(scenario, &copula);
    if (status == SF_OK) {
        factor = calloc(copula.n * copula.n + 1, sizeof(*factor));
        status =
            factor == NULL ? SF_ERR_MEMORY : apply(scenario, &copula, factor, table);
    }
    free(factor);
    sf_copula_free(&copula);
    return status;
}
