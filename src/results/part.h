/**
 * A part as bytes. After a magic line and the format's number: what was run (struct
 * sf_part), the sizes of the tables, and the tables of struct sf_results, each number
 * as in results/bytes.h; at the end the SHA-256 of all before it, in hex digits.
 *
 * What follows from other numbers is not written: sums of series that do not vary,
 * widths of bins, sums of differences, how many runs have twins. Of a histogram the
 * bins that hold something are written, from the lowest value up.
 */
#ifndef STRIKEFUND_RESULTS_PART_H
#define STRIKEFUND_RESULTS_PART_H

#include "core/text.h"
#include "results/bytes.h"
#include "results/results.h"
#include "strikefund/part.h"

/** Changes when a reader of the one before could not read it. */
#define SF_PART_FORMAT 4

/** Whether a file of so many bytes may be a part at all. */
#define SF_PART_MAX_BYTES (1u << 30)

/** Adds a part's bytes; memory that runs out is marked in text. Its results hold the
 *  runs that it says, without a gap. */
void sf_part_encode(const struct sf_part *part, struct sf_text *text);

/**
 * Takes a part from bytes that nobody vouches for. What is allocated is bounded by how
 * many bytes there are, and what is taken is encoded to the same bytes again.
 *
 * @return SF_OK; SF_ERR_PART, with words in *why; SF_ERR_MEMORY
 */
SF_MUST_USE enum sf_status sf_part_decode(const void *bytes, size_t n,
                                          struct sf_part **part, const char **why);

/* The tables alone. */
void sf_part_add_results(const struct sf_results *results, struct sf_text *text);
SF_MUST_USE enum sf_status sf_part_take_results(struct sf_bytes *bytes,
                                                const struct sf_part *part,
                                                struct sf_results **results);

/* One series of them. Its values are within +- limit, which is far above any plan's
   and low enough for all that is reckoned from them. */
void sf_part_add_series(const struct sf_series *series, uint64_t first_run,
                        struct sf_text *text);
void sf_part_take_series(struct sf_bytes *bytes, const struct sf_part *part,
                         int64_t limit, struct sf_series *series);

#endif
