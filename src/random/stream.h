/**
 * Random numbers without state: each is a pure function of where it is used.
 *
 * The generator is Threefry-4x64 with 20 rounds. Runs 2j and 2j + 1 share a counter
 * and take the low and the high half of each 64-bit word, so that a block of runs is
 * a contiguous vector of 32-bit numbers.
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

/** Runs side by side at most; a multiple of 16. */
#define SF_BLOCK_MAX 1024

/** Hash of a name as it enters the generator: FNV-1a, 32 bits. */
uint32_t sf_name_hash(const char *name);

/** Where a number is used. Zero what does not apply. */
struct sf_path {
    enum sf_family family;
    uint32_t subject;  /* hash of the action, levy, ballot or input; or sf_effect */
    uint32_t employer; /* hash */
    uint32_t band;     /* hash */
    uint32_t month;    /* 1..M; below 2^16 */
    uint32_t draw;     /* number of the group of four; below 2^32 */
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
 * Four 32-bit numbers for each of n runs.
 *
 * @param first_run  from 1
 * @param n          runs, at most SF_BLOCK_MAX
 * @param[out] word  four rows of `stride` numbers; row w holds word w of every run
 * @param stride     at least n + 1 rounded up to a multiple of 16
 */
void sf_stream_quad(const struct sf_stream *stream, const struct sf_path *path,
                    uint64_t first_run, size_t n, uint32_t *word, size_t stride);

/** Uniforms in (0, 1) of 52 bits, one a run, from words 0 and 1 of a path. */
void sf_stream_uniform(const struct sf_stream *stream, const struct sf_path *path,
                       uint64_t first_run, size_t n, double *uniform);

/** Threefry-4x64-20 itself, one counter: for known-answer tests. */
void sf_threefry(const struct sf_kernels *kernels, const uint64_t counter[4],
                 const uint64_t key[4], uint64_t out[4]);

#endif
