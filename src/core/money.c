#include "core/money.h"

#include "strikefund/status.h"

enum { MAX_PARTS = 64 };

void sf_split_largest_remainder(int64_t total, const double *weight, size_t n,
                                int64_t *part)
{
    SF_BUG_ON(total < 0 || n == 0 || n > MAX_PARTS);
    double sum = 0.0;
    for (size_t i = 0; i < n; i++) {
        sum += weight[i];
    }
    SF_BUG_ON(!(sum > 0.0));
    double remainder[MAX_PARTS];
    int64_t left = total;
    /* Remainders this close differ by rounding alone: a tie, to the lower index. */
    const double hair = 1e-9 * (1.0 + (double)total * 1e-6);
    for (size_t i = 0; i < n; i++) {
        /* Shares a hair below a whole number, by rounding of the product alone, count
           as that whole number. */
        const double exact = (double)total * (weight[i] / sum);
        const double whole = sf_floor(exact + 1e-9 * (1.0 + exact * 1e-6));
        part[i] = (int64_t)whole;
        remainder[i] = exact - whole;
        left -= part[i];
    }
    while (left != 0) {
        size_t chosen = SIZE_MAX;
        for (size_t i = 0; i < n; i++) {
            const int is_open = weight[i] > 0.0 && (left > 0 || part[i] > 0);
            if (is_open && (chosen == SIZE_MAX ||
                            (left > 0 ? remainder[i] > remainder[chosen] + hair
                                      : remainder[i] < remainder[chosen] - hair))) {
                chosen = i;
            }
        }
        SF_BUG_ON(chosen == SIZE_MAX); /* some weight is above zero */
        const int64_t step = left > 0 ? 1 : -1;
        part[chosen] += step;
        remainder[chosen] -= (double)step;
        left -= step;
    }
}
