/**
 * Vectors as wide as the instruction set that a kernel is compiled for: GCC's and
 * clang's own vector types, and for what those cannot say well, comparisons whose
 * outcome is a `where`, one bit or one mask a lane.
 */
#ifndef STRIKEFUND_RANDOM_VECTORS_H
#define STRIKEFUND_RANDOM_VECTORS_H

#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <immintrin.h>
#endif

/* Bytes of a vector. */
#if defined(__AVX512F__)
#define SF_VECTOR_BYTES 64
#elif defined(__AVX2__)
#define SF_VECTOR_BYTES 32
#else
#define SF_VECTOR_BYTES 16
#endif

typedef float floats __attribute__((vector_size(SF_VECTOR_BYTES)));
typedef int32_t wholes __attribute__((vector_size(SF_VECTOR_BYTES)));

enum { WIDTH = SF_VECTOR_BYTES / 4 };

/*
 * GREATER(a, b)     where a > b
 * CHOOSE(w, a, b)   a where w holds, else b
 * ONE_MORE(w, k)    k + 1 where w holds, else k
 * BITS(w)           a bit a lane, the first lane's the lowest
 * LESS(a, b, c)     a b - c, rounded once where the machine can
 */
#if defined(__AVX512F__)

typedef __mmask16 where;
#define GREATER(a, b)   _mm512_cmp_ps_mask((a), (b), _CMP_GT_OQ)
#define CHOOSE(w, a, b) _mm512_mask_mov_ps((b), (w), (a))
#define ONE_MORE(w, k)                                                                 \
    (wholes)                                                                           \
        _mm512_mask_sub_epi32((__m512i)(k), (w), (__m512i)(k), _mm512_set1_epi32(-1))
#define BITS(w)       ((uint64_t)(w))
#define LESS(a, b, c) _mm512_fmsub_ps((a), (b), (c))

#else

typedef wholes where;
#define GREATER(a, b)  ((a) > (b))
#define ONE_MORE(w, k) ((k) - (w))

#if defined(__AVX2__)
#define CHOOSE(w, a, b) _mm256_blendv_ps((b), (a), (__m256)(w))
#define BITS(w)         ((uint64_t)(uint32_t)_mm256_movemask_ps((__m256)(w)))
#define LESS(a, b, c)   _mm256_fmsub_ps((a), (b), (c))
#else
#define LESS(a, b, c)   ((a) * (b) - (c))
#define CHOOSE(w, a, b) ((floats)(((wholes)(a) & (w)) | ((wholes)(b) & ~(w))))
#if defined(__SSE2__)
#define BITS(w) ((uint64_t)(uint32_t)_mm_movemask_ps((__m128)(w)))
#else
#define BITS(w) ((uint64_t)(((w)[0] & 1) | ((w)[1] & 2) | ((w)[2] & 4) | ((w)[3] & 8)))
#endif
#endif

#endif

static inline floats all_of(float x)
{
    return (floats){0} + x;
}

static inline floats load(const float *from)
{
    floats v;
    memcpy(&v, from, sizeof(v));
    return v;
}

static inline void store(int32_t *to, wholes v)
{
    memcpy(to, &v, sizeof(v));
}

#endif
