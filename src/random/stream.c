#include "random/stream.h"

#include <string.h>

#include "strikefund/status.h"

/* Eight counters at once: one AVX-512 register, two of AVX2, four of SSE2. */
typedef uint64_t vector __attribute__((vector_size(64)));
enum { WIDTH = 8 };

static const int ROTATION[8][2] = {{14, 16}, {52, 57}, {23, 40}, {5, 37},
                                   {25, 33}, {46, 12}, {58, 22}, {32, 32}};

uint32_t sf_name_hash(const char *name)
{
    uint32_t hash = 2166136261u;
    for (const unsigned char *c = (const unsigned char *)name; *c != '\0'; c++) {
        hash = (hash ^ *c) * 16777619u;
    }
    return hash;
}

/* A macro: passing a 64-byte vector by value would tie the code to one ABI. */
#define ROTATE_LEFT(x, by) (((x) << (by)) | ((x) >> (64 - (by))))

static inline __attribute__((always_inline)) void threefry_rounds(vector x[4],
                                                                  const uint64_t key[4])
{
    const uint64_t schedule[5] = {key[0], key[1], key[2], key[3],
                                  0x1bd11bdaa9fc1a22ull ^ key[0] ^ key[1] ^ key[2] ^
                                      key[3]};
    for (int i = 0; i < 4; i++) {
        x[i] += schedule[i];
    }
#pragma GCC unroll 20
    for (int round = 0; round < 20; round++) {
        const int *rotation = ROTATION[round % 8];
        const int a = round % 2 == 0 ? 1 : 3; /* partners swap every round */
        const int b = 4 - a;
        x[0] += x[a];
        x[a] = ROTATE_LEFT(x[a], rotation[0]) ^ x[0];
        x[2] += x[b];
        x[b] = ROTATE_LEFT(x[b], rotation[1]) ^ x[2];
        if (round % 4 == 3) {
            const int injection = round / 4 + 1;
            for (int i = 0; i < 4; i++) {
                x[i] += schedule[(injection + i) % 5];
            }
            x[3] += (uint64_t)injection;
        }
    }
}

void sf_threefry(const uint64_t counter[4], const uint64_t key[4], uint64_t out[4])
{
    vector x[4];
    for (int i = 0; i < 4; i++) {
        x[i] = (vector){0} + counter[i];
    }
    threefry_rounds(x, key);
    for (int i = 0; i < 4; i++) {
        out[i] = x[i][0];
    }
}

void sf_stream_quad(const struct sf_stream *stream, const struct sf_path *path,
                    uint64_t first_run, size_t n, uint32_t *word, size_t stride)
{
    SF_BUG_ON(first_run == 0 || n > SF_BLOCK_MAX || stride < n);
    if (stream->script != NULL) {
        stream->script(stream->context, path, first_run, n, word, stride);
        return;
    }
    const uint64_t key[4] = {stream->seed, stream->replica, 0, 0};
    const uint64_t c1 = (uint64_t)path->subject << 32 | path->employer;
    const uint64_t c2 = (uint64_t)path->band << 32 | (uint64_t)path->family << 16 |
                        (uint64_t)path->month;
    const uint64_t c3 = path->draw;
    const size_t skip = first_run % 2; /* an odd first run starts at a high half */
    const uint64_t c0 = first_run / 2;
    vector lane;
    for (int i = 0; i < WIDTH; i++) {
        lane[i] = (uint64_t)i;
    }
    for (size_t done = 0; done < n + skip; done += 2 * WIDTH) {
        vector x[4] = {lane + (c0 + done / 2), (vector){0} + c1, (vector){0} + c2,
                       (vector){0} + c3};
        threefry_rounds(x, key);
        for (int w = 0; w < 4; w++) {
            uint32_t half[2 * WIDTH];
            for (int i = 0; i < WIDTH; i++) {
                half[2 * i] = (uint32_t)x[w][i];
                half[2 * i + 1] = (uint32_t)(x[w][i] >> 32);
            }
            const size_t from = done == 0 ? skip : 0;
            const size_t at = done + from - skip;
            const size_t left = n - at;
            const size_t available = 2 * WIDTH - from;
            memcpy(word + (size_t)w * stride + at, half + from,
                   (left < available ? left : available) * sizeof(*word));
        }
    }
}

void sf_stream_uniform(const struct sf_stream *stream, const struct sf_path *path,
                       uint64_t first_run, size_t n, double *uniform)
{
    uint32_t word[4][SF_BLOCK_MAX];
    sf_stream_quad(stream, path, first_run, n, &word[0][0], SF_BLOCK_MAX);
    for (size_t i = 0; i < n; i++) {
        const uint64_t bits = (uint64_t)word[0][i] << 32 | word[1][i];
        uniform[i] = ((double)(bits >> 12) + 0.5) * 0x1p-52;
    }
}
