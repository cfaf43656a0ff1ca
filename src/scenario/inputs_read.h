/** Reads the uncertain numbers, marked (u) in the model's rules. */
#ifndef STRIKEFUND_SCENARIO_INPUTS_READ_H
#define STRIKEFUND_SCENARIO_INPUTS_READ_H

#include "scenario/reading.h"
#include "scenario/schema.h"

/** Reads the group `inputs`: those used by name. */
void sf_inputs_read(struct sf_reading *reading);

/**
 * The input of one key: a new one, or the shared one that a text names.
 *
 * @param setting  NULL when the file has none: the key's default
 * @param prefix   with the key, the input's name
 * @return its index; SF_NONE when there is none or it is wrong, with the fault told
 */
size_t sf_input_read(struct sf_reading *reading, const struct sf_setting *setting,
                     const struct sf_key *key, const char *prefix);

/** Warns of shared inputs nobody uses and of numbers without source and grade. */
void sf_inputs_check(struct sf_reading *reading);

/** Frees the inputs of a scenario. */
void sf_inputs_free(struct sf_scenario *scenario);

/** A distribution's word, "triangular", and the names of its n parameters. */
struct sf_distribution_words {
    const char *word;
    const char *parameter[3];
    size_t n;
};

/** The words of a distribution; never NULL. */
const struct sf_distribution_words *sf_distribution_words(enum sf_distribution of);

/** "A" to "J". */
const char *sf_grade_word(enum sf_grade grade);

/** The largest value a draw can take; infinite where the range alone bounds it. */
double sf_input_largest(const struct sf_input *input);

#endif
