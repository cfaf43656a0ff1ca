#include "random/stream.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <string.h>

#include "core/maths.h"

/* Known answers of Threefry-4x64 with 20 rounds: counter, key, answer. Source: the
   file kat_vectors of the Random123 library (D. E. Shaw Research). */
static const uint64_t KNOWN[3][12] = {
    {0, 0, 0, 0, 0, 0, 0, 0, 0x09218ebde6c85537ull, 0x55941f5266d86105ull,
     0x4bd25e16282434dcull, 0xee29ec846bd2e40bull},
    {UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX,
     UINT64_MAX, 0x29c24097942bba1bull, 0x0371bbfb0f6f4e11ull, 0x3c231ffa33f83a1cull,
     0xcd29113fde32d168ull},
    {0x243f6a8885a308d3ull, 0x13198a2e03707344ull, 0xa4093822299f31d0ull,
     0x082efa98ec4e6c89ull, 0x452821e638d01377ull, 0xbe5466cf34e90c6cull,
     0xbe5466cf34e90c6cull, 0xc0ac29b7c97c50ddull, 0xa7e8fde591651bd9ull,
     0xbaafd0c30138319bull, 0x84a5c1a729e685b9ull, 0x901d406ccebc1ba4ull}};

static const struct sf_path PATH = {.family = SF_FAMILY_LEVY,
                                    .subject = 0x12345678u,
                                    .employer = 0x9abcdef0u,
                                    .band = 0x0fedcba9u,
                                    .month = 17,
                                    .pair = 3};

enum { RUNS = 2048 };

Test(threefry, gives_the_published_answers)
{
    for (size_t i = 0; i < 3; i++) {
        uint64_t out[4];
        sf_threefry(sf_kernels_best(), KNOWN[i], KNOWN[i] + 4, out);
        for (size_t w = 0; w < 4; w++) {
            cr_expect_eq(out[w], KNOWN[i][8 + w], "vector %zu, word %zu", i, w);
        }
    }
}

Test(stream, a_pair_is_the_generator_at_the_documented_counter)
{
    const struct sf_stream stream = {.kernels = sf_kernels_best(), .seed = 20221118};
    uint32_t word[2 * 192];
    sf_stream_pair(&stream, &PATH, 11, 170, word, 192);
    const uint64_t key[4] = {20221118, 0, 0, 0};
    for (uint64_t run = 11; run < 181; run++) {
        const uint64_t g = (run - 1) / 64;
        const uint64_t i = (run - 1) % 64;
        const uint64_t counter[4] = {16 * g + i % 32 / 2, 0x123456789abcdef0ull,
                                     0x0fedcba900040011ull, 3};
        uint64_t out[4];
        sf_threefry(sf_kernels_best(), counter, key, out);
        for (size_t d = 0; d < 2; d++) {
            const uint64_t both = out[2 * d + i / 32];
            const uint32_t half = (uint32_t)(i % 2 == 0 ? both : both >> 32);
            cr_assert_eq(word[d * 192 + run - 11], half, "run %lu", (unsigned long)run);
        }
    }
}

Test(stream, every_instruction_set_draws_the_same)
{
    uint32_t best[2 * 128];
    uint32_t other[2 * 128];
    struct sf_stream stream = {.kernels = sf_kernels_best(), .seed = 77, .replica = 1};
    sf_stream_pair(&stream, &PATH, 65, 128, best, 128);
    for (int isa = 0; isa < SF_N_ISAS; isa++) {
        stream.kernels = sf_kernels_of((enum sf_isa)isa);
        if (stream.kernels != NULL) {
            sf_stream_pair(&stream, &PATH, 65, 128, other, 128);
            cr_expect_eq(memcmp(best, other, sizeof(best)), 0, "%s",
                         stream.kernels->name);
        }
    }
}

/** Both draws of runs 1 .. RUNS, in blocks of one size. */
static void draw_in_blocks(const struct sf_stream *stream, size_t block,
                           uint32_t all[2][RUNS])
{
    static uint32_t word[2 * SF_BLOCK_MAX];
    for (size_t done = 0; done < RUNS; done += block) {
        const size_t n = RUNS - done < block ? RUNS - done : block;
        sf_stream_pair(stream, &PATH, 1 + done, n, word, SF_BLOCK_MAX);
        for (size_t w = 0; w < 2; w++) {
            memcpy(all[w] + done, word + w * SF_BLOCK_MAX, n * sizeof(*word));
        }
    }
}

/* M11.4 */
Test(stream, words_do_not_depend_on_how_runs_are_cut_into_blocks)
{
    static uint32_t whole[2][RUNS];
    static uint32_t cut[2][RUNS];
    const struct sf_stream stream = {.kernels = sf_kernels_best(),
                                     .seed = 0xfedcba9876543210ull};
    draw_in_blocks(&stream, SF_BLOCK_MAX, whole);
    const size_t sizes[] = {1, 2, 3, 7, 15, 16, 17, 31, 64, 128, 333, 1000, 1023};
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        draw_in_blocks(&stream, sizes[i], cut);
        cr_assert_eq(memcmp(whole, cut, sizeof(whole)), 0, "blocks of %zu", sizes[i]);
    }
}

Test(stream, nothing_is_written_past_the_groups_asked_for)
{
    const struct sf_stream stream = {.kernels = sf_kernels_best(), .seed = 5};
    for (uint64_t first = 1; first < 70; first += 23) {
        for (size_t n = 1; n < 150; n += 11) {
            uint32_t word[2 * 256];
            memset(word, 0xa5, sizeof(word));
            sf_stream_pair(&stream, &PATH, first, n, word, 256);
            for (size_t w = 0; w < 2; w++) {
                for (size_t i = (n + 63) / 62 * 64; i < 256; i++) {
                    cr_assert_eq(word[w * 256 + i], 0xa5a5a5a5u);
                }
            }
        }
    }
}

/** How many of 2 * 64 words two streams and paths have in common, place by place. */
static int words_in_common(const struct sf_stream *a, const struct sf_path *at_a,
                           const struct sf_stream *b, const struct sf_path *at_b)
{
    uint32_t word_a[2 * 64];
    uint32_t word_b[2 * 64];
    sf_stream_pair(a, at_a, 1, 64, word_a, 64);
    sf_stream_pair(b, at_b, 1, 64, word_b, 64);
    int n = 0;
    for (size_t i = 0; i < 2 * 64; i++) {
        n += word_a[i] == word_b[i];
    }
    return n;
}

Test(stream, every_part_of_a_path_and_the_seed_move_every_word)
{
    const struct sf_stream stream = {.kernels = sf_kernels_best(), .seed = 1};
    struct sf_path other[7];
    for (size_t i = 0; i < 7; i++) {
        other[i] = PATH;
    }
    other[0].family = SF_FAMILY_MEMBERS;
    other[1].subject++;
    other[2].employer++;
    other[3].band++;
    other[4].month++;
    other[5].pair++;
    other[6].employer = PATH.band; /* fields are not interchangeable */
    other[6].band = PATH.employer;
    for (size_t i = 0; i < 7; i++) {
        cr_expect_eq(words_in_common(&stream, &PATH, &stream, &other[i]), 0,
                     "change %zu", i);
    }
    const struct sf_stream high = {.kernels = sf_kernels_best(),
                                   .seed = 1 + (1ull << 32)};
    cr_expect_eq(words_in_common(&stream, &PATH, &high, &PATH), 0);
    cr_expect_eq(words_in_common(&stream, &PATH, &stream, &PATH), 2 * 64);
}

Test(stream, runs_and_draws_of_a_pair_are_all_different)
{
    const struct sf_stream stream = {.kernels = sf_kernels_best(), .seed = 7};
    uint32_t word[2 * 256];
    sf_stream_pair(&stream, &PATH, 1, 200, word, 256);
    for (size_t i = 0; i < 400; i++) {
        for (size_t j = 0; j < i; j++) {
            cr_assert_neq(word[i / 200 * 256 + i % 200], word[j / 200 * 256 + j % 200]);
        }
    }
}

Test(stream, uniforms_are_inside_the_unit_interval_of_52_bits)
{
    const struct sf_stream stream = {.kernels = sf_kernels_best(), .seed = 7};
    double uniform[1000];
    uint32_t word[2 * 1024];
    sf_stream_uniform(&stream, &PATH, 6, 1000, uniform);
    sf_stream_pair(&stream, &PATH, 6, 1000, word, 1024);
    for (size_t i = 0; i < 1000; i++) {
        const uint64_t bits = (uint64_t)word[i] << 32 | word[1024 + i];
        cr_assert(uniform[i] > 0.0 && uniform[i] < 1.0);
        cr_assert_eq(uniform[i], ((double)(bits >> 12) + 0.5) / 4503599627370496.0);
    }
}

Test(stream, normal_deviates_are_quantiles_to_the_last_bit_by_every_instruction_set)
{
    static double uniform[SF_BLOCK_MAX];
    static double deviate[SF_BLOCK_MAX];
    for (int isa = 0; isa < SF_N_ISAS; isa++) {
        const struct sf_kernels *kernels = sf_kernels_of((enum sf_isa)isa);
        const struct sf_stream stream = {.kernels = kernels, .seed = 8};
        for (uint64_t b = 0; kernels != NULL && b < 300; b++) {
            sf_stream_uniform(&stream, &PATH, 1 + b * 1000, 1000, uniform);
            sf_stream_normal(&stream, &PATH, 1 + b * 1000, 1000, deviate);
            for (size_t i = 0; i < 1000; i++) {
                cr_assert_eq(deviate[i], sf_normal_quantile(uniform[i]), "%s: %.17g",
                             kernels->name, uniform[i]);
            }
        }
        /* Far out, and where centre and tail meet. */
        for (size_t i = 0; i < SF_LANES; i++) {
            uniform[i] = i % 3 == 0   ? 0x1p-53 * (double)(i + 1)
                         : i % 3 == 1 ? 1.0 - 0x1p-53 * (double)i
                                      : 0.075 + 0x1p-56 * ((double)i - 32.0);
        }
        memcpy(deviate, uniform, sizeof(deviate));
        if (kernels != NULL) {
            kernels->normal(deviate);
        }
        for (size_t i = 0; i < SF_LANES && kernels != NULL; i++) {
            cr_assert_eq(deviate[i], sf_normal_quantile(uniform[i]));
        }
    }
}

/** A script that hands out all ones, then all zeros. */
static void extremes(void *context, const struct sf_path *path, uint64_t first_run,
                     size_t n, uint32_t *word, size_t stride)
{
    (void)path;
    (void)first_run;
    const uint32_t value = *(const uint32_t *)context;
    for (size_t w = 0; w < 2; w++) {
        for (size_t i = 0; i < n; i++) {
            word[w * stride + i] = value;
        }
    }
}

Test(stream, the_most_extreme_uniforms_are_still_inside)
{
    uint32_t value = UINT32_MAX;
    const struct sf_stream stream = {
        .kernels = sf_kernels_best(), .script = extremes, .context = &value};
    double uniform;
    sf_stream_uniform(&stream, &PATH, 1, 1, &uniform);
    cr_expect_lt(uniform, 1.0);
    cr_expect_eq(1.0 - uniform, 0x1p-53);
    value = 0;
    sf_stream_uniform(&stream, &PATH, 1, 1, &uniform);
    cr_expect_eq(uniform, 0x1p-53);
}

Test(stream, run_nought_does_not_exist, .signal = SIGABRT)
{
    const struct sf_stream stream = {.kernels = sf_kernels_best()};
    uint32_t word[2 * 64];
    sf_stream_pair(&stream, &PATH, 0, 1, word, 64);
}

/* FNV-1a, 32 bits: answers of G. Fowler, L. C. Noll, K.-P. Vo, test_fnv.c. */
Test(name_hash, is_fnv_1a)
{
    cr_expect_eq(sf_name_hash(""), 0x811c9dc5u);
    cr_expect_eq(sf_name_hash("a"), 0xe40c292cu);
    cr_expect_eq(sf_name_hash("foobar"), 0xbf9cf968u);
    /* Bytes above 127 count as unsigned: "£" is c2 a3. */
    const uint32_t after_c2 = (0x811c9dc5u ^ 0xc2u) * 16777619u;
    cr_expect_eq(sf_name_hash("\xc2\xa3"), (after_c2 ^ 0xa3u) * 16777619u);
}
