#include "random/kernels.h"

#include <stdbool.h>
#include <stddef.h>

#ifdef SF_HAS_X86_KERNELS

static bool can_run(enum sf_isa isa)
{
    switch (isa) {
    case SF_ISA_plain:
        return true;
    case SF_ISA_v2:
        return __builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("popcnt");
    case SF_ISA_v3:
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
               __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
    case SF_ISA_v4:
        return can_run(SF_ISA_v3) && __builtin_cpu_supports("avx512f") &&
               __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("avx512cd") &&
               __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    case SF_N_ISAS:
        return false;
    }
    return false;
}

#define KERNELS(isa)                                                                   \
    {SF_ISA_##isa,                                                                     \
     #isa,                                                                             \
     sf_lanes_threefry_##isa,                                                          \
     sf_lanes_normal_##isa,                                                            \
     sf_lanes_chances_##isa,                                                           \
     sf_lanes_binomial_##isa,                                                          \
     sf_lanes_poisson_##isa},
static const struct sf_kernels KERNEL[SF_N_ISAS] = {SF_ISA_LIST(KERNELS)};

#else

static bool can_run(enum sf_isa isa)
{
    return isa == SF_ISA_plain;
}

static const struct sf_kernels KERNEL[SF_N_ISAS] = {
    {SF_ISA_plain, "plain", sf_lanes_threefry_plain, sf_lanes_normal_plain,
     sf_lanes_chances_plain, sf_lanes_binomial_plain, sf_lanes_poisson_plain}};

#endif

const struct sf_kernels *sf_kernels_of(enum sf_isa isa)
{
    return can_run(isa) ? &KERNEL[isa] : NULL;
}

const struct sf_kernels *sf_kernels_best(void)
{
    int isa = SF_N_ISAS - 1;
    while (!can_run((enum sf_isa)isa)) {
        isa--;
    }
    return &KERNEL[isa];
}
