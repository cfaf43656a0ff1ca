/* Moments over runs, month by month, and how they are said. */
#include <math.h>
#include <stdio.h>

#include <jansson.h>

#include "bench/peak.h"
#include "bench/plain.h"

void found_add(struct found *found, const struct books *ledger)
{
    for (int m = 0; m <= found->n_months; m++) {
        for (int k = 0; k < N_MEASURES; k++) {
            struct moments *to = &found->moments[m * N_MEASURES + k];
            if (found->runs == 0) {
                to->first = ledger[m].value[k];
            }
            const double x = ledger[m].value[k] - to->first;
            to->sum[0] += x;
            to->sum[1] += x * x;
            to->sum[2] += x * x * x;
            to->sum[3] += x * x * x * x;
        }
    }
    found->runs++;
}

static json_t *say_measure(const struct found *found, enum measure measure)
{
    json_t *mean = json_array();
    json_t *sd = json_array();
    json_t *kurtosis = json_array();
    const double n = (double)found->runs;
    for (int m = 0; m <= found->n_months; m++) {
        const struct moments *of = &found->moments[m * N_MEASURES + (int)measure];
        const double a = of->sum[0] / n;
        const double m2 = of->sum[1] / n - a * a;
        const double m4 = of->sum[3] / n - 4.0 * a * of->sum[2] / n +
                          6.0 * a * a * of->sum[1] / n - 3.0 * a * a * a * a;
        json_array_append_new(mean, json_real(of->first + a));
        json_array_append_new(sd, json_real(m2 > 0.0 ? sqrt(m2 * n / (n - 1.0)) : 0.0));
        json_array_append_new(kurtosis, json_real(m2 > 0.0 ? m4 / (m2 * m2) : 0.0));
    }
    return json_pack("{so so so}", "mean", mean, "sd", sd, "kurtosis", kurtosis);
}

static json_t *say_counts(const uint64_t *n)
{
    json_t *list = json_array();
    for (int i = 0; i < N_SIZES; i++) {
        json_array_append_new(list, json_integer((json_int_t)n[i]));
    }
    return list;
}

void found_say(const struct found *found)
{
    static const char *const NAMES[N_MEASURES] = {
#define NAME(enumerator, word) word,
        MEASURES(NAME)
#undef NAME
    };
    json_t *measures = json_object();
    for (int k = 0; k < N_MEASURES; k++) {
        json_object_set_new(measures, NAMES[k], say_measure(found, (enum measure)k));
    }
    json_t *said = json_pack("{sI sf sf sI so so so}", "runs", (json_int_t)found->runs,
                             "cpu_seconds", found->cpu_seconds, "wall_seconds",
                             found->wall_seconds, "peak_kib", (json_int_t)peak_kib(),
                             "binomial", say_counts(n_binomial), "poisson",
                             say_counts(n_poisson), "measures", measures);
    json_dumpf(said, stdout, JSON_COMPACT);
    puts("");
    json_decref(said);
}
