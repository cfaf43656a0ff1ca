/*
 * Many standard normal quantiles side by side, to the last bit those of
 * sf_normal_quantile: the same operations, none of them fused, but centre and tail are
 * both worked out and one is taken. Compiled once for every instruction set
 * (random/kernels.h).
 */
#include "core/maths.h"
#include "core/normal.h"
#include "random/kernels.h"

void SF_KERNEL(sf_lanes_normal)(double *x)
{
    double z[SF_LANES] __attribute__((aligned(64)));
    int is_far = 0;
    for (int i = 0; i < SF_LANES; i++) {
        const double q = x[i] - 0.5;
        const double distance = q < 0.0 ? -q : q;
        const double s = __builtin_sqrt(-sf_log(q < 0.0 ? x[i] : 1.0 - x[i]));
        const double tail = sf_normal_tail(s);
        const double centre = sf_normal_centre(q);
        const double outer = q < 0.0 ? -tail : tail;
        z[i] = distance <= SF_NORMAL_CENTRE ? centre : outer;
        is_far |= s > SF_NORMAL_FAR;
    }
    for (int i = 0; i < SF_LANES && is_far; i++) {
        z[i] = sf_normal_quantile(x[i]);
    }
    for (int i = 0; i < SF_LANES; i++) {
        x[i] = z[i];
    }
}
