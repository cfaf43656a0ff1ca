/**
 * A key and the range in which something is looked for along it: "KEY=LO:HI". Places in
 * the range are whole numbers of steps so fine that nobody would miss what lies
 * between.
 */
#ifndef STRIKEFUND_KEY_RANGE_H
#define STRIKEFUND_KEY_RANGE_H

#include <stdbool.h>
#include <stdint.h>

#include "strikefund/status.h"
#include "strikefund/sweep.h"

/** Start from {0}. A place p stands for the value p / 10^decimals. */
struct sf_key_range {
    char *key;         /* a path as in an override */
    int64_t low, high; /* places, low < high */
    int decimals;
    bool is_whole; /* what the key counts is not divided: members, months */
};

/**
 * Reads a range as it is typed. The steps are a ten-thousandth of it or finer, or whole
 * numbers where the key takes nothing else.
 *
 * @param option      "--vary", for the words of a fault
 * @param[out] fault  on SF_ERR_USAGE as for sf_sweep_grid_add
 * @return SF_OK; SF_ERR_USAGE; SF_ERR_MEMORY. On error the span is untouched
 */
SF_MUST_USE enum sf_status sf_key_range_read(const char *option, const char *text,
                                             struct sf_key_range *span, char **fault);

double sf_key_range_value(const struct sf_key_range *span, double place);

/** The value of a place in as few characters as write it; a new string, NULL without
 *  memory. */
char *sf_key_range_text(const struct sf_key_range *span, int64_t place);

/** The n places, ascending, as the grid of a sweep. Freed with sf_sweep_grid_free,
 * after a failure too. */
SF_MUST_USE enum sf_status sf_key_range_grid(const struct sf_key_range *span,
                                             const int64_t *place, size_t n,
                                             struct sf_sweep_grid *grid);

/** Puts at most n places evenly over the range, both ends among them. place has room
 *  for n, from 2; returns how many there are: fewer in a range of fewer steps. */
size_t sf_key_range_spread(const struct sf_key_range *span, size_t n, int64_t *place);

/** Legal at any time, and twice. */
void sf_key_range_free(struct sf_key_range *span);

#endif
