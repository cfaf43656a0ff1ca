/* Parts of bytes that nobody vouches for. The checksum is made to agree, or nothing
 * behind it would ever be read. */
#include <stdlib.h>
#include <string.h>

#include "core/sha256.h"
#include "fuzz/expect.h"
#include "fuzz/targets.h"
#include "results/part.h"

enum { TRAILER = SF_SHA256_CHARS - 1 };

/** Everything that is reckoned from results, once. */
static double reckon(const struct sf_results *results)
{
    double sum = 0.0;
    for (size_t s = 0; s < sf_results_n_strategies(results); s++) {
        for (size_t m = 0; m <= sf_results_n_months(results); m++) {
            for (int k = 0; k < SF_N_MEASURES; k++) {
                sum += sf_results_monthly(results, s, m, (enum sf_measure)k).q05;
            }
            for (int e = 0; e < SF_N_EVENTS; e++) {
                sum += sf_results_chance(results, s, m, (enum sf_event)e).upper;
            }
            for (int k = 0; k < SF_N_KINDS; k++) {
                sum += sf_results_kind(results, s, m, (enum sf_kind)k).se;
            }
            for (size_t p = 0; p < sf_results_n_pots(results); p++) {
                sum += sf_results_pot(results, s, m, p, SF_P_BALANCE).q95;
            }
            sum += sf_results_spread(results, s, m).share[0].mean;
        }
        for (int t = 0; t < SF_N_TOTALS; t++) {
            sum += sf_results_total(results, s, (enum sf_total)t).se;
            sum += sf_results_difference(results, s, 0, (enum sf_total)t).se;
        }
        for (int k = 0; k < SF_N_RATIOS; k++) {
            sum += sf_results_ratio(results, s, (enum sf_ratio_kind)k).se;
        }
        for (size_t e = 0; e < results->n_employers; e++) {
            sum += sf_results_employer(results, s, e, SF_E_PAY_LOST).se;
        }
        for (size_t c = 0; c < results->n_mandates; c++) {
            sum += sf_results_mandate(results, s, c).if_failed[SF_M_FUND_COST].se;
        }
        sum += sf_results_mean_of_worst(results, s);
        const uint64_t run = sf_results_run_at(results, s, 0.9);
        EXPECT(run >= results->first_run);
        EXPECT(run - results->first_run < sf_results_runs(results));
    }
    return sum;
}

static void try_part(const void *bytes, size_t n)
{
    struct sf_part *part = NULL;
    const char *why = NULL;
    const enum sf_status status = sf_part_decode(bytes, n, &part, &why);
    EXPECT(status == SF_OK || (status == SF_ERR_PART && why != NULL));
    if (status != SF_OK) {
        return;
    }
    struct sf_text again = {0};
    sf_part_encode(part, &again);
    EXPECT(again.length == n && memcmp(again.chars, bytes, n) == 0);
    sf_text_free(&again);
    (void)reckon(part->results);
    struct sf_part *other = NULL;
    EXPECT(sf_part_decode(bytes, n, &other, &why) == SF_OK);
    if (sf_results_merge(part->results, other->results) == SF_OK) {
        (void)reckon(part->results);
    }
    sf_part_free(other);
    sf_part_free(part);
}

void fuzz_part(const uint8_t *bytes, size_t n)
{
    try_part(bytes, n);
    char *sealed = malloc(n + 1);
    EXPECT(sealed != NULL);
    if (n > TRAILER) {
        char digest[SF_SHA256_CHARS];
        memcpy(sealed, bytes, n);
        sf_sha256_hex(sealed, n - TRAILER, digest);
        memcpy(sealed + n - TRAILER, digest, TRAILER);
        try_part(sealed, n);
    }
    free(sealed);
}
