/*
 * Threefry-4x64 with 20 rounds on many counters side by side. Compiled once for every
 * instruction set (random/kernels.h).
 *
 * Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw (2011), Parallel random
 * numbers: as easy as 1, 2, 3. Proc. SC11.
 */
#include <string.h>

#include "random/kernels.h"
#include "random/vectors.h"

typedef uint64_t vector __attribute__((vector_size(SF_VECTOR_BYTES)));

enum { IN_VECTOR = SF_VECTOR_BYTES / 8, AT_ONCE = 2 /* vectors in flight */ };

static const int ROTATION[8][2] = {{14, 16}, {52, 57}, {23, 40}, {5, 37},
                                   {25, 33}, {46, 12}, {58, 22}, {32, 32}};

/* A macro: passing a vector by value would tie the code to one ABI. */
#define ROTATE_LEFT(x, by) (((x) << (by)) | ((x) >> (64 - (by))))

/** The rounds on AT_ONCE vectors of counters x[v], in place. */
static inline __attribute__((always_inline)) void rounds(vector x[AT_ONCE][4],
                                                         const uint64_t schedule[5])
{
#pragma GCC unroll 20
    for (int round = 0; round < 20; round++) {
        const int *rotation = ROTATION[round % 8];
        const int a = round % 2 == 0 ? 1 : 3; /* partners swap every round */
        const int b = 4 - a;
#pragma GCC unroll 2
        for (int v = 0; v < AT_ONCE; v++) {
            x[v][0] += x[v][a];
            x[v][a] = ROTATE_LEFT(x[v][a], rotation[0]) ^ x[v][0];
            x[v][2] += x[v][b];
            x[v][b] = ROTATE_LEFT(x[v][b], rotation[1]) ^ x[v][2];
        }
        if (round % 4 == 3) {
            const int injection = round / 4 + 1;
#pragma GCC unroll 2
            for (int v = 0; v < AT_ONCE; v++) {
                for (int i = 0; i < 4; i++) {
                    x[v][i] += schedule[(injection + i) % 5];
                }
                x[v][3] += (uint64_t)injection;
            }
        }
    }
}

/** AT_ONCE vectors of counters from `first` on. Their words w go to out[w]. */
static inline __attribute__((always_inline)) void
some_counters(const uint64_t counter[4], const uint64_t schedule[5], uint64_t first,
              uint32_t *const out[4])
{
    vector x[AT_ONCE][4];
    vector lane;
    for (int i = 0; i < IN_VECTOR; i++) {
        lane[i] = (uint64_t)i;
    }
    for (int v = 0; v < AT_ONCE; v++) {
        x[v][0] = lane + (counter[0] + first + (uint64_t)(v * IN_VECTOR) + schedule[0]);
        for (int i = 1; i < 4; i++) {
            x[v][i] = (vector){0} + (counter[i] + schedule[i]);
        }
    }
    rounds(x, schedule);
    for (int v = 0; v < AT_ONCE; v++) {
        for (int i = 0; i < 4; i++) {
            memcpy(out[i] + v * IN_VECTOR * 2, &x[v][i], SF_VECTOR_BYTES);
        }
    }
}

void SF_KERNEL(sf_lanes_threefry)(const uint64_t counter[4], const uint64_t key[4],
                                  size_t groups, uint32_t *out, size_t stride)
{
    const uint64_t schedule[5] = {key[0], key[1], key[2], key[3],
                                  0x1bd11bdaa9fc1a22ull ^ key[0] ^ key[1] ^ key[2] ^
                                      key[3]};
    for (size_t g = 0; g < groups; g++) {
        for (size_t i = 0; i < SF_COUNTERS; i += AT_ONCE * IN_VECTOR) {
            uint32_t *const row = out + g * SF_LANES + 2 * i;
            uint32_t *const word[4] = {row, row + SF_LANES / 2, row + stride,
                                       row + stride + SF_LANES / 2};
            some_counters(counter, schedule, g * SF_COUNTERS + i, word);
        }
    }
}
