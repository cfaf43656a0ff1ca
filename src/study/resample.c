#include "study/resample.h"

#include "core/maths.h"

double sf_weights_set(double *weight, size_t n)
{
    double largest = weight[0];
    for (size_t i = 1; i < n; i++) {
        largest = weight[i] > largest ? weight[i] : largest;
    }
    double sum = 0.0;
    double squares = 0.0;
    for (size_t i = 0; i < n; i++) {
        weight[i] = sf_exp(weight[i] - largest);
        sum += weight[i];
        squares += weight[i] * weight[i];
    }
    return sum * sum / squares;
}

/** How many of the points uniform, uniform + 1, ... lie below a place. */
static uint64_t points_below(double place, double uniform)
{
    return place > uniform ? (uint64_t)sf_floor(place - uniform) + 1 : 0;
}

void sf_weights_resample(const double *weight, size_t n, double uniform,
                         uint32_t *times)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++) {
        sum += weight[i];
    }
    double cumulated = 0.0;
    uint64_t picked = 0;
    size_t last = 0;
    for (size_t i = 0; i < n; i++) {
        cumulated += weight[i];
        last = weight[i] > 0.0 ? i : last;
        uint64_t below = points_below(cumulated / sum * (double)n, uniform);
        below = below < picked ? picked : below > n ? n : below;
        times[i] = (uint32_t)(below - picked);
        picked = below;
    }
    /* Rounding may leave out the last point, where it lies at the very end. */
    times[last] += (uint32_t)(n - picked);
}
