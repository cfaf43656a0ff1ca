/** Writes single values in the scenario's format. */
#ifndef STRIKEFUND_SCENARIO_RESOLVED_VALUES_H
#define STRIKEFUND_SCENARIO_RESOLVED_VALUES_H

#include "core/text.h"
#include "scenario/schema.h"
#include "strikefund/ballots.h"

/** A text in quotes, escaped. */
void sf_quoted_write(struct sf_text *text, const char *string);

/** A number, in as few digits as read back the same. */
void sf_real_write(struct sf_text *text, double number);

/** Numbers in brackets. */
void sf_reals_write(struct sf_text *text, const double *number, size_t n);

/** Names in brackets. */
void sf_texts_write(struct sf_text *text, const struct sf_names *names);

/** Sums by levy class, and by band: n of them, at least 1. */
void sf_rates_write(struct sf_text *text, const struct sf_rate *rate, size_t n);
void sf_amounts_write(struct sf_text *text, const struct sf_scenario *scenario,
                      const struct sf_amount *amount, size_t n);

/** How long a turn lasts. */
void sf_wave_write(struct sf_text *text, const struct sf_turns *turns);

/** An input where it is used: its number, its distribution, or the name of a shared
 *  one. */
void sf_input_write(struct sf_text *text, const struct sf_scenario *scenario,
                    size_t input);

/** An input's number or distribution. */
void sf_input_body_write(struct sf_text *text, const struct sf_input *input);

/** Whether an input is one of the group `inputs`; then *key is its key there. */
bool sf_input_is_shared(const struct sf_input *input, const char **key);

/** What a file calls an input: its key in the group `inputs`, or where it stands. */
const char *sf_input_file_name(const struct sf_input *input);

/** The value of a key that the table can tell; false when it is not given. */
bool sf_value_write(struct sf_text *text, const struct sf_scenario *scenario,
                    const struct sf_key *key, const void *at);

/** The value of a ballot's `questions`, `turnout` or `yes`; false when it has none. */
bool sf_vote_write(struct sf_text *text, const struct sf_scenario *scenario,
                   const char *key, const struct sf_ballot *ballot);

/** Whether a name may stand before '=' in the format. */
bool sf_is_key(const char *name);

#endif
