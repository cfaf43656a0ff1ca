/**
 * Random numbers without state: each is a pure function of where it is used.
 *
 * The generator is Threefry-4x64 with 20 rounds; this is version 2 of the contract on
 * which number goes where (SF_CONTRACT_VERSION). Runs go in groups of 64, and a group
 * takes 16 counters. With g = (run - 1) / 64 and i = (run - 1) % 64 the two draws of a
 * pair are, for d = 0 and 1, half i % 2 (0: the low 32 bits) of 64-bit word 2 d + i /
 * 32 of
 *
 *   counter  16 g + (i % 32) / 2, subject * 2^32 + employer,
 *            band * 2^32 + family * 2^16 + month, pair
 *   key      seed, replica, 0, 0
 *
 * so that every word of the generator is used, and a draw of a group of runs is what
 * vectors of counters leave in memory, one after the other.
 *
 * Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw (2011), Parallel random
 * numbers: as easy as 1, 2, 3. Proc. SC11.
 */
#ifndef STRIKEFUND_RANDOM_STREAM_H
#define STRIKEFUND_RANDOM_STREAM_H

#include <stddef.h>
#include <stdint.h>

#include "random/kernels.h"
#include "random/purposes.h"

/** Runs side by side at most; a multiple of SF_LANES. */
#define SF_BLOCK_MAX 1024

/** Runs of a row that holds n: whole groups of them. */
static inline size_t sf_whole_groups(size_t n)
{
    return (n + SF_LANES - 1) / SF_LANES * SF_LANES;
}

/** Hash of a name as it enters the generator: FNV-1a, 32 bits. */
uint32_t sf_name_hash(const char *name);

/** Where a number is used. Zero what does not apply. */
struct sf_path {
    enum sf_family family;
    uint32_t subject;  /* hash of the action, levy, ballot or input; or sf_effect */
    uint32_t employer; /* hash */
    uint32_t band;     /* hash */
    uint32_t month;    /* 1..M; below 2^16 */
    uint32_t pair;     /* number of the draw, halved */
    uint32_t part;     /* hash of a part of the subject: a levy's channel */
};

/** Hands out numbers instead of the generator: tests feed exact values this way. */
typedef void sf_script(void *context, const struct sf_path *path, uint64_t first_run,
                       size_t n, uint32_t *word, size_t stride);

/** Where numbers come from: a seed; or, when script is not NULL, the script. */
struct sf_stream {
    const struct sf_kernels *kernels; /* what it is worked out with: any do the same */
    uint64_t seed;
    uint64_t
        replica; /* 0: the numbers of the run; else others, as good, for its twin */
    sf_script *script;
    void *context;
};

/**
 * Two 32-bit numbers for each of n runs: the draws of a pair.
 *
 * @param first_run  from 1
 * @param n          runs, at most SF_BLOCK_MAX
 * @param[out] word  two rows of `stride` numbers; row d holds draw d of every run. What
 *                   is beyond n, up to sf_whole_groups(n), is lost
 * @param stride     at least sf_whole_groups(n)
 */
void sf_stream_pair(const struct sf_stream *stream, const struct sf_path *path,
                    uint64_t first_run, size_t n, uint32_t *word, size_t stride);

/** Uniforms in (0, 1) of 52 bits, one a run, from the pair of a path: draw 0 has the
 *  higher bits. */
void sf_stream_uniform(const struct sf_stream *stream, const struct sf_path *path,
                       uint64_t first_run, size_t n, double *uniform);

/** Standard normal deviates, one a run: the quantiles of those uniforms. */
void sf_stream_normal(const struct sf_stream *stream, const struct sf_path *path,
                      uint64_t first_run, size_t n, double *deviate);

/** Threefry-4x64-20 itself, one counter: for known-answer tests. */
void sf_threefry(const struct sf_kernels *kernels, const uint64_t counter[4],
                 const uint64_t key[4], uint64_t out[4]);

#endif
