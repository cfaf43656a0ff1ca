/**
 * Uncertain inputs: each of the scenario's inputs made ready to be drawn.
 *
 * An input is drawn once a run by inversion of one uniform; one that is correlated with
 * others, from a sum of their normal deviates (random/copula.h). Its quantile function,
 * truncated to its key's range, is tabulated once on a fixed grid of normal deviates
 * by GSL and rounded to a fixed grid of values, so that the run loop needs no library
 * and a difference between platforms would show in the plan's hash.
 */
#ifndef STRIKEFUND_RANDOM_INPUTS_H
#define STRIKEFUND_RANDOM_INPUTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "random/stream.h"
#include "strikefund/status.h"

struct sf_input;
struct sf_text;

/** Cells of the table between normal deviates -8.25 and 8.25, 64 to a unit. */
#define SF_INPUT_CELLS 1056

/** A part of the normal deviate of a correlated input. */
struct sf_input_term {
    uint32_t subject; /* hash of the name whose own deviate it is */
    double weight;
};

struct sf_input_table {
    uint32_t subject; /* hash of the input's name */
    bool is_fixed;
    double fixed;
    double low, high; /* no value drawn lies outside */
    double cut_share; /* of the distribution outside its key's range */
    size_t n_points;  /* discrete: points and cumulated weights; else 0 */
    double *point;
    double *cumulated;
    double *cut;  /* discrete: the normal deviates of `cumulated` */
    double *node; /* continuous: SF_INPUT_CELLS + 1 values, and one more each side */
    struct sf_input_term
        *term;      /* correlated: its deviate is their sum, the squares of */
    size_t n_terms; /* the weights adding up to 1; none: its own deviate */
};

/**
 * @param[out] table  freed by sf_input_table_free, also after a failure
 * @return SF_OK; SF_ERR_RANGE when the distribution has no mass in the range;
 *         SF_ERR_MEMORY
 */
SF_MUST_USE enum sf_status sf_input_table_init(const struct sf_input *input,
                                               struct sf_input_table *table);

/** One value a run for runs first_run .. first_run + n - 1. */
void sf_input_table_draw(const struct sf_input_table *table,
                         const struct sf_stream *stream, uint64_t first_run, size_t n,
                         double *value);

/** The value at a uniform in (0, 1): draws that are not correlated do just this. */
double sf_input_table_quantile(const struct sf_input_table *table, double uniform);

/** The value at a standard normal deviate: correlated draws do just this. */
double sf_input_table_at(const struct sf_input_table *table, double deviate);

/** True when the value is 0 in every run. */
static inline bool sf_input_table_is_zero(const struct sf_input_table *table)
{
    return table->is_fixed && table->fixed == 0.0;
}

/** Adds all that decides what is drawn to the text of a fingerprint. */
void sf_input_table_put(const struct sf_input_table *table, struct sf_text *text);

void sf_input_table_free(struct sf_input_table *table);

#endif
