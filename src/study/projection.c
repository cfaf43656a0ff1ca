#include "study/projection.h"

#include <stdlib.h>

/** Columns that are gathered before they are added. */
#define STRIDE 128

static struct sf_results_shape shape_of(size_t n_months, bool has_refunds,
                                        const size_t *levy_months)
{
    /* Runs are told apart by month and by plan: not by band or employer, of which
       blocks of runs keep sums alone, nor by kind of action. */
    return (struct sf_results_shape){.n_strategies = 1,
                                     .n_months = n_months,
                                     .first_run = 1,
                                     .has_refunds = has_refunds,
                                     .levy_months = levy_months};
}

static size_t measures_of(bool has_refunds)
{
    return has_refunds ? SF_N_MEASURES : SF_N_PLAIN_MEASURES;
}

uint64_t sf_projection_bytes(size_t n_months, bool has_refunds)
{
    const size_t no_levy = 0;
    const struct sf_results_shape shape = shape_of(n_months, has_refunds, &no_levy);
    return sf_results_bytes(&shape) +
           ((n_months + 1) * measures_of(has_refunds) + SF_N_TOTALS) * STRIDE *
               sizeof(int64_t) +
           SF_N_EVENTS * STRIDE * sizeof(int32_t) +
           (n_months + 1) * SF_N_KINDS * sizeof(size_t);
}

enum sf_status sf_projection_init(struct sf_projection *projection)
{
    const size_t n_months = projection->history->n_months;
    const size_t no_levy = 0;
    const struct sf_results_shape shape =
        shape_of(n_months, projection->has_refunds, &no_levy);
    projection->n_measures = measures_of(projection->has_refunds);
    projection->ledger = calloc((n_months + 1) * projection->n_measures * STRIDE,
                                sizeof(*projection->ledger));
    projection->total = calloc(SF_N_TOTALS * STRIDE, sizeof(*projection->total));
    projection->first_month =
        calloc(SF_N_EVENTS * STRIDE, sizeof(*projection->first_month));
    projection->no_kinds =
        calloc((n_months + 1) * SF_N_KINDS, sizeof(*projection->no_kinds));
    if (projection->ledger == NULL || projection->total == NULL ||
        projection->first_month == NULL || projection->no_kinds == NULL) {
        return SF_ERR_MEMORY;
    }
    for (size_t i = 0; i < (n_months + 1) * SF_N_KINDS; i++) {
        projection->no_kinds[i] = SF_NO_SLOT;
    }
    return sf_results_init(&shape, &projection->results);
}

static void flush(struct sf_projection *projection)
{
    /* The numbers of the runs are lost: nothing here asks for a run by its quantile. */
    const struct sf_outcome outcome = {.n = projection->n,
                                       .stride = STRIDE,
                                       .first_run = 1,
                                       .n_measures = projection->n_measures,
                                       .ledger = projection->ledger,
                                       .first_month = projection->first_month,
                                       .total = projection->total,
                                       .kind_row = projection->no_kinds};
    const struct sf_outcome *const only = &outcome;
    if (projection->n > 0) {
        sf_results_add(projection->results, &only);
    }
    projection->n = 0;
}

/** A cell of the column that is being filled. */
static int64_t *cell(struct sf_projection *projection, size_t month,
                     enum sf_measure measure)
{
    const size_t row = month * projection->n_measures + (size_t)measure;
    return &projection->ledger[row * STRIDE + projection->n];
}

static int64_t *total(struct sf_projection *projection, enum sf_total which)
{
    return &projection->total[(size_t)which * STRIDE + projection->n];
}

/** Moves a run's balances to those that are known exactly. */
static void shift(struct sf_projection *projection, size_t run)
{
    const size_t n_months = projection->history->n_months;
    int64_t last = 0; /* of the month before */
    for (size_t m = 0; m <= n_months; m++) {
        const int64_t by =
            sf_history_shift(projection->history, run, m, projection->before);
        *cell(projection, m, SF_BALANCE) += by;
        *cell(projection, m, SF_NET_POSITION) += by;
        *cell(projection, m, SF_LOW_IN_MONTH) += last;
        last = by;
    }
    *total(projection, SF_T_CLOSING_BALANCE) += last;
    *total(projection, SF_T_CLOSING_NET_POSITION) += last;
}

static bool happens(struct sf_projection *projection, size_t month, int event)
{
    const int64_t minimum = projection->minimum_balance;
    const bool happens[SF_FORECAST_EVENTS] = {
        [SF_SHORTFALL] = *cell(projection, month, SF_BALANCE) < 0,
        [SF_BREACH] = *cell(projection, month, SF_BALANCE) < minimum,
        [SF_OVERCOMMITTED] = *cell(projection, month, SF_NET_POSITION) < minimum,
        [SF_LOW] = *cell(projection, month, SF_LOW_IN_MONTH) < 0};
    return event < SF_FORECAST_EVENTS && happens[event];
}

/** Events and the lowest balance: of the months that are not known. */
static void look_ahead(struct sf_projection *projection)
{
    const size_t n_months = projection->history->n_months;
    int64_t lowest = *cell(projection, n_months, SF_BALANCE);
    for (size_t m = projection->from; m <= n_months; m++) {
        const int64_t balance = *cell(projection, m, SF_BALANCE);
        lowest = balance < lowest ? balance : lowest;
    }
    *total(projection, SF_T_LOWEST_BALANCE) = lowest;
    *total(projection, SF_T_OPENING_LESS_LOWEST) =
        *cell(projection, 0, SF_BALANCE) - lowest;
    for (int e = 0; e < SF_N_EVENTS; e++) {
        size_t m = projection->from;
        while (m <= n_months && !happens(projection, m, e)) {
            m++;
        }
        projection->first_month[(size_t)e * STRIDE + projection->n] =
            (int32_t)(m <= n_months ? m : n_months + 1);
    }
}

static void add_column(struct sf_projection *projection,
                       const struct sf_outcome *outcome, size_t i)
{
    const size_t n_measures = projection->n_measures;
    const size_t n_rows = (projection->history->n_months + 1) * n_measures;
    for (size_t r = 0; r < n_rows; r++) {
        const size_t row = r / n_measures * outcome->n_measures + r % n_measures;
        projection->ledger[r * STRIDE + projection->n] =
            outcome->ledger[row * outcome->stride + i];
    }
    for (size_t t = 0; t < SF_N_TOTALS; t++) {
        projection->total[t * STRIDE + projection->n] =
            outcome->total[t * outcome->stride + i];
    }
    shift(projection, (size_t)(outcome->first_run - 1) + i);
    look_ahead(projection);
    projection->n++;
    if (projection->n == STRIDE) {
        flush(projection);
    }
}

void sf_projection_add(struct sf_projection *projection,
                       const struct sf_outcome *outcome)
{
    const size_t first = (size_t)(outcome->first_run - 1);
    for (size_t i = 0; i < outcome->n; i++) {
        const uint32_t times =
            projection->times != NULL ? projection->times[first + i] : 1;
        for (uint32_t t = 0; t < times; t++) {
            add_column(projection, outcome, i);
        }
    }
}

struct sf_results *sf_projection_take(struct sf_projection *projection)
{
    struct sf_results *results = projection->results;
    flush(projection);
    projection->results = NULL;
    return results;
}

void sf_projection_free(struct sf_projection *projection)
{
    sf_results_free(projection->results);
    free(projection->ledger);
    free(projection->total);
    free(projection->first_month);
    free(projection->no_kinds);
    *projection = (struct sf_projection){.results = NULL};
}
