/** Reads values written as texts: names, words of a choice, dates. */
#ifndef STRIKEFUND_SCENARIO_WORDS_READ_H
#define STRIKEFUND_SCENARIO_WORDS_READ_H

#include "scenario/keys.h"

/** Reads a key of a type written as text, or as a list of dates. */
void sf_words_read(struct sf_reading *reading, const struct sf_setting *setting,
                   const struct sf_key *key, void *at);

/** Sets an enum to a word of its key; false when the key has no such word. */
bool sf_word_set(const struct sf_key *key, const char *word, void *at);

/** Writes the n-th word of a key, cut to room; n counts from 0. */
void sf_word_copy(const struct sf_key *key, size_t n, char *word, size_t room);

#endif
