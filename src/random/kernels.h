/**
 * The inner loops of the random numbers, one copy for each instruction set.
 *
 * Every copy is compiled from the same source with the vectors that its instruction
 * set has, and the best that the machine can run is chosen when the program runs. What
 * they give may differ only in which lanes they call doubtful: those are settled
 * exactly elsewhere, so results do not depend on the choice (M11.3, M11.4).
 */
#ifndef STRIKEFUND_RANDOM_KERNELS_H
#define STRIKEFUND_RANDOM_KERNELS_H

#include <stddef.h>
#include <stdint.h>

/** Counts a kernel makes at once. */
#define SF_LANES 64

/** Instruction sets, the plainest first: any machine; SSE4.2; AVX2 and FMA; AVX-512.
 *  Names as in the x86-64 ABI's microarchitecture levels. */
#define SF_ISA_LIST(X) X(plain) X(v2) X(v3) X(v4)

enum sf_isa {
#define SF_ISA_ENUMERATOR(isa) SF_ISA_##isa,
    SF_ISA_LIST(SF_ISA_ENUMERATOR)
#undef SF_ISA_ENUMERATOR
        SF_N_ISAS
};

/** SF_LANES chances as the kernels read them, by the rarer outcome: that it succeeds
 *  or, where p > 1/2, that it fails. */
struct sf_chances {
    float decay[SF_LANES] __attribute__((aligned(64))); /* -log(1 - q) */
    float odds[SF_LANES];                               /* q / (1 - q) */
    int32_t is_often[SF_LANES];                         /* -1 where p > 1/2, else 0 */
    float q[SF_LANES];                                  /* min(p, 1 - p) */
    double p[SF_LANES];                                 /* within [0, 1] */
};

/** Makes SF_LANES chances ready; outside [0, 1], or not a number: the nearer end, or
 *  0. */
typedef void sf_chances_kernel(const double *p, struct sf_chances *chances);

/**
 * Guesses at SF_LANES binomial quantiles.
 *
 * @param word       uniforms u = (word + 1/2) / 2^32
 * @param n          numbers, below 2^30; negative ones count as 0
 * @param[out] count  min{k : F(k) >= u}, but in doubtful lanes
 * @return a bit a lane, the first lane's the lowest. 0: the count is proven; 1: it is
 *         in doubt, for it may be wrong by a few
 */
typedef uint64_t sf_binomial_kernel(const uint32_t *word, const int32_t *n,
                                    const struct sf_chances *chances, int32_t *count);

/** The same for SF_LANES Poisson quantiles; lambda below 2^30. */
typedef uint64_t sf_poisson_kernel(const uint32_t *word, const double *lambda,
                                   int32_t *count);

/** Counters the generator takes at once: their words are two numbers of 32 bits for
 *  each of SF_LANES runs. */
#define SF_COUNTERS (SF_LANES / 4)

/**
 * Threefry-4x64-20 on counters that follow one another, counter[0], counter[0] + 1,
 * ..., with the other three words the same.
 *
 * @param groups    of SF_COUNTERS counters
 * @param[out] out  two rows of `stride` numbers, of which SF_LANES a group are written:
 *                  in row 0 word 0 of each of its counters, as two halves in the
 *                  machine's own order, and then word 1; in row 1 words 2 and 3
 */
typedef void sf_threefry_kernel(const uint64_t counter[4], const uint64_t key[4],
                                size_t groups, uint32_t *out, size_t stride);

/** The standard normal quantiles of SF_LANES numbers in (0, 1), in their place: bit by
 *  bit those of sf_normal_quantile. */
typedef void sf_normal_kernel(double *x);

struct sf_kernels {
    enum sf_isa isa;
    const char *name;
    sf_threefry_kernel *threefry;
    sf_normal_kernel *normal;
    sf_chances_kernel *chances;
    sf_binomial_kernel *binomial;
    sf_poisson_kernel *poisson;
};

/** The best that this machine can run. */
const struct sf_kernels *sf_kernels_best(void);

/** Those of one instruction set; NULL when this machine cannot run it. */
const struct sf_kernels *sf_kernels_of(enum sf_isa isa);

/* Every kernel by name: sf_lanes_binomial_v3 and so on. */
#define SF_KERNEL_PROTOTYPES(isa)                                                      \
    sf_normal_kernel sf_lanes_normal_##isa;                                            \
    sf_chances_kernel sf_lanes_chances_##isa;                                          \
    sf_binomial_kernel sf_lanes_binomial_##isa;                                        \
    sf_poisson_kernel sf_lanes_poisson_##isa;                                          \
    sf_threefry_kernel sf_lanes_threefry_##isa;
SF_ISA_LIST(SF_KERNEL_PROTOTYPES)
#undef SF_KERNEL_PROTOTYPES

/* In a kernel's source: SF_KERNEL(sf_lanes_binomial) is its name in this copy. */
#ifndef SF_ISA
#define SF_ISA plain
#endif
#define SF_KERNEL_JOIN(name, isa)   name##_##isa
#define SF_KERNEL_EXPAND(name, isa) SF_KERNEL_JOIN(name, isa)
#define SF_KERNEL(name)             SF_KERNEL_EXPAND(name, SF_ISA)

#endif
