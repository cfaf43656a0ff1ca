#include "study/history.h"

#include <stdlib.h>
#include <string.h>

/** The balance, and every measure that an actual is of. */
static size_t list_measures(const struct sf_actuals *actuals,
                            enum sf_measure measure[SF_N_MEASURES])
{
    bool is_wanted[SF_N_MEASURES] = {[SF_BALANCE] = true};
    size_t n = 0;
    for (size_t i = 0; i < actuals->n; i++) {
        is_wanted[actuals->actual[i].measure] = true;
    }
    for (int m = 0; m < SF_N_MEASURES; m++) {
        if (is_wanted[m]) {
            measure[n++] = (enum sf_measure)m;
        }
    }
    return n;
}

uint64_t sf_history_bytes(const struct sf_actuals *actuals, size_t n_months,
                          size_t n_runs)
{
    enum sf_measure measure[SF_N_MEASURES];
    return (uint64_t)list_measures(actuals, measure) * (n_months + 1) * n_runs *
           sizeof(int64_t);
}

enum sf_status sf_history_init(struct sf_history *history,
                               const struct sf_actuals *actuals, size_t n_months,
                               size_t n_runs)
{
    *history =
        (struct sf_history){.actuals = actuals, .n_months = n_months, .n_runs = n_runs};
    history->n_measures = list_measures(actuals, history->measure);
    SF_BUG_ON(history->measure[0] != SF_BALANCE);
    for (size_t i = 0; i < actuals->n; i++) {
        history->has_exact |= actuals->actual[i].sd == 0.0;
    }
    history->value =
        malloc((size_t)sf_history_bytes(actuals, n_months, n_runs) + sizeof(int64_t));
    return history->value != NULL ? SF_OK : SF_ERR_MEMORY;
}

static int64_t *row_of(const struct sf_history *history, size_t measure, size_t month)
{
    return history->value +
           (measure * (history->n_months + 1) + month) * history->n_runs;
}

const int64_t *sf_history_row(const struct sf_history *history, size_t measure,
                              size_t month)
{
    return row_of(history, measure, month);
}

void sf_history_take(void *context, const struct sf_outcome *const *outcome)
{
    struct sf_history *history = context;
    const struct sf_outcome *block = outcome[0];
    const size_t first = (size_t)(block->first_run - 1);
    SF_BUG_ON(first + block->n > history->n_runs);
    for (size_t k = 0; k < history->n_measures; k++) {
        for (size_t m = 0; m <= history->n_months; m++) {
            const size_t row = m * block->n_measures + (size_t)history->measure[k];
            memcpy(row_of(history, k, m) + first, block->ledger + row * block->stride,
                   block->n * sizeof(int64_t));
        }
    }
}

int64_t sf_history_shift(const struct sf_history *history, size_t run, size_t month,
                         size_t before)
{
    int64_t shift = 0;
    for (size_t i = 0; history->has_exact && i < history->actuals->n; i++) {
        const struct sf_actual *actual = &history->actuals->actual[i];
        if (actual->month > month || actual->month >= before) {
            break; /* they are in the order of months */
        }
        if (actual->sd == 0.0) {
            shift = actual->value - sf_history_row(history, 0, actual->month)[run];
        }
    }
    return shift;
}

int64_t sf_history_value(const struct sf_history *history, size_t measure, size_t month,
                         size_t run, size_t before)
{
    const int64_t value = sf_history_row(history, measure, month)[run];
    switch (history->measure[measure]) {
    case SF_BALANCE:
    case SF_NET_POSITION:
        return value + sf_history_shift(history, run, month, before);
    case SF_LOW_IN_MONTH: /* from the last close */
        return month == 0 ? value
                          : value + sf_history_shift(history, run, month - 1, before);
    default:
        return value;
    }
}

int64_t sf_history_expected(const struct sf_history *history,
                            const struct sf_actual *actual, size_t run)
{
    const size_t before =
        actual->measure == SF_BALANCE ? actual->month : actual->month + 1;
    return sf_history_value(history, sf_history_measure(history, actual->measure),
                            actual->month, run, before);
}

size_t sf_history_measure(const struct sf_history *history, enum sf_measure measure)
{
    size_t k = 0;
    while (k < history->n_measures && history->measure[k] != measure) {
        k++;
    }
    SF_BUG_ON(k == history->n_measures);
    return k;
}

void sf_history_free(struct sf_history *history)
{
    free(history->value);
    *history = (struct sf_history){0};
}
