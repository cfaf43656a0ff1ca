#include "core/maths.h"

#include "core/normal.h"

double sf_normal_quantile(double u)
{
    const double q = u - 0.5;
    const double distance = q < 0.0 ? -q : q;
    if (distance <= SF_NORMAL_CENTRE) {
        return sf_normal_centre(q);
    }
    const double s = __builtin_sqrt(-sf_log(q < 0.0 ? u : 1.0 - u));
    const double z = s <= SF_NORMAL_FAR ? sf_normal_tail(s) : sf_normal_far(s);
    return q < 0.0 ? -z : z;
}
