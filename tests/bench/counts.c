/*
 * How long a random count takes, by every instruction set that this machine has and by
 * GSL: nanoseconds of processor time for a binomial count whose chance differs from
 * draw to draw, as in a campaign. A count of ours has all in: its 32 random bits, its
 * chance made ready, and the exact quantile, settled where it is in doubt.
 *
 * The columns are measured in turn, many times over; said are the median, and behind
 * +- half the distance between the quartiles.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "random/counts.h"
#include "random/stream.h"

enum {
    LANES = 1024, /* draws at a time: all rows stay in the first cache */
    GROUPS = LANES / SF_LANES,
    TIMES = 21, /* odd: the median is one of them */
    N_CELLS = 12,
    COLUMNS = SF_N_ISAS + 1 /* the last is GSL's */
};

static const struct {
    int32_t n;
    double p;
} CELL[N_CELLS] = {{10, 0.01},  {10, 0.3},     {10, 0.9},    {100, 0.01},
                   {100, 0.3},  {100, 0.9},    {1000, 0.01}, {1000, 0.3},
                   {1000, 0.9}, {20000, 0.01}, {20000, 0.3}, {20000, 0.9}};

/** What is drawn from, and what comes of it. */
static int32_t n[LANES];
static double p[LANES];
static int32_t count[LANES];
static uint64_t sum; /* of counts: nothing is worked out in vain */

/** Nanoseconds of processor time. */
static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return 1e9 * (double)time.tv_sec + (double)time.tv_nsec;
}

/** Chances within a fortieth of the cell's, to either side. */
static void set_cell(int cell)
{
    unsigned short state[3] = {3, 1, 4};
    for (int i = 0; i < LANES; i++) {
        const double chance = CELL[cell].p * (0.975 + 0.05 * erand48(state));
        n[i] = CELL[cell].n;
        p[i] = chance < 1.0 ? chance : 1.0;
    }
}

static void draw_ours(const struct sf_kernels *kernels, uint32_t time)
{
    static uint32_t word[2 * LANES];
    static struct sf_chances chances[GROUPS];
    const struct sf_stream stream = {.kernels = kernels, .seed = 1};
    const struct sf_path path = {.family = SF_FAMILY_LEVY, .subject = time};
    sf_stream_pair(&stream, &path, 1, LANES, word, LANES);
    for (int d = 0; d < 2; d++) {
        sf_chances_set(kernels, p, LANES, chances);
        sf_counts_binomial(kernels, word + d * LANES, n, chances, LANES, count);
        sum += (uint64_t)count[time % LANES];
    }
}

static void draw_gsl(gsl_rng *rng)
{
    for (int i = 0; i < 2 * LANES; i++) {
        sum += gsl_ran_binomial(rng, p[i % LANES], (unsigned)n[i % LANES]);
    }
}

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

/** Prints the median of TIMES measurements and their spread. Returns the median. */
static double say(double *ns)
{
    qsort(ns, TIMES, sizeof(*ns), compare);
    printf("  %7.2f +-%5.2f", ns[TIMES / 2], (ns[TIMES * 3 / 4] - ns[TIMES / 4]) / 2.0);
    return ns[TIMES / 2];
}

/** Nanoseconds a count in one cell, by column; a column not to be had is left out. */
static void measure_cell(int cell, gsl_rng *rng, double median[COLUMNS])
{
    static double ns[COLUMNS][TIMES];
    enum { ROUNDS = 12 };
    set_cell(cell);
    for (int t = -1; t < TIMES; t++) { /* once for the caches first */
        for (int column = 0; column < COLUMNS; column++) {
            const struct sf_kernels *kernels =
                column < SF_N_ISAS ? sf_kernels_of((enum sf_isa)column) : NULL;
            const double start = now();
            for (uint32_t r = 0; r < ROUNDS; r++) {
                if (kernels != NULL) {
                    draw_ours(kernels, r);
                } else if (column == SF_N_ISAS) {
                    draw_gsl(rng);
                }
            }
            ns[column][t < 0 ? 0 : t] = (now() - start) / (ROUNDS * 2.0 * LANES);
        }
    }
    printf("%6d %5.2f", CELL[cell].n, CELL[cell].p);
    for (int column = 0; column < COLUMNS; column++) {
        if (column == SF_N_ISAS || sf_kernels_of((enum sf_isa)column) != NULL) {
            median[column] = say(ns[column]);
        }
    }
    printf("\n");
}

/** One line: how much longer GSL takes, over the cells, as a geometric mean. */
static void say_ratios(const double median[N_CELLS][COLUMNS])
{
    printf("GSL over it ");
    for (int column = 0; column < COLUMNS; column++) {
        double logs = 0.0;
        if (column < SF_N_ISAS && sf_kernels_of((enum sf_isa)column) == NULL) {
            continue;
        }
        for (int cell = 0; cell < N_CELLS; cell++) {
            logs += log(median[cell][SF_N_ISAS] / median[cell][column]);
        }
        printf("  %6.1fx        ", exp(logs / N_CELLS));
    }
    printf("\n");
}

/** Nanoseconds for 64 bits of the generator, and for one chance made ready. */
static void measure_parts(void)
{
    static double bits[SF_N_ISAS][TIMES];
    static double ready[SF_N_ISAS][TIMES];
    static uint32_t word[2 * LANES];
    static struct sf_chances chances[GROUPS];
    enum { ROUNDS = 40 };
    const struct sf_path path = {.family = SF_FAMILY_LEVY};
    set_cell(1);
    for (int t = 0; t < TIMES; t++) {
        for (int isa = 0; isa < SF_N_ISAS; isa++) {
            const struct sf_kernels *kernels = sf_kernels_of((enum sf_isa)isa);
            const struct sf_stream stream = {.kernels = kernels, .seed = 1};
            const double start = now();
            for (uint64_t r = 0; kernels != NULL && r < ROUNDS; r++) {
                sf_stream_pair(&stream, &path, 1 + r * LANES, LANES, word, LANES);
                sum += word[r];
            }
            const double middle = now();
            for (size_t r = 0; kernels != NULL && r < ROUNDS; r++) {
                sf_chances_set(kernels, p, LANES, chances);
                sum += (uint64_t)chances[0].is_often[r];
            }
            bits[isa][t] = (middle - start) / (ROUNDS * (double)LANES);
            ready[isa][t] = (now() - middle) / (ROUNDS * (double)LANES);
        }
    }
    printf("64 bits     ");
    for (int isa = 0; isa < SF_N_ISAS; isa++) {
        if (sf_kernels_of((enum sf_isa)isa) != NULL) {
            (void)say(bits[isa]);
        }
    }
    printf("\na chance    ");
    for (int isa = 0; isa < SF_N_ISAS; isa++) {
        if (sf_kernels_of((enum sf_isa)isa) != NULL) {
            (void)say(ready[isa]);
        }
    }
    printf("\n");
}

int main(void)
{
    static double median[N_CELLS][COLUMNS];
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    if (rng == NULL) {
        fprintf(stderr, "counts: not enough memory\n");
        return EXIT_FAILURE;
    }
    printf("nanoseconds a binomial count, chances differing from draw to draw\n");
    printf("     n     p");
    for (int isa = 0; isa < SF_N_ISAS; isa++) {
        const struct sf_kernels *kernels = sf_kernels_of((enum sf_isa)isa);
        if (kernels != NULL) {
            printf("  %16s", kernels->name);
        }
    }
    printf("  %16s\n", "GSL");
    for (int cell = 0; cell < N_CELLS; cell++) {
        measure_cell(cell, rng, median[cell]);
    }
    say_ratios(median);
    measure_parts();
    printf("(sum %llu)\n", (unsigned long long)sum);
    gsl_rng_free(rng);
    return EXIT_SUCCESS;
}
