/**
 * A plan simulated on prescribed numbers: a test says which words some draws get, and
 * one word for all the rest.
 */
#ifndef STRIKEFUND_TESTS_SCRIPTED_H
#define STRIKEFUND_TESTS_SCRIPTED_H

#include "model/block.h"

/** One prescribed word. Names that are NULL and months that are 0 must be so in the
 * path too. */
struct scripted_word {
    enum sf_family family;
    const char *subject, *employer, *band;
    uint32_t month, draw;
    uint32_t value;
};

enum { SCRIPTED_ASKED = 4096 };

struct scripted {
    struct sf_scenario *scenario;
    struct sf_plan *plan;
    struct sf_input_table *table;
    struct sf_future future;
    struct sf_block block;
    const struct scripted_word *word;
    size_t n_words;
    uint32_t otherwise;
    bool is_used[64];                     /* by the words, [n_words] */
    struct sf_path asked[SCRIPTED_ASKED]; /* every path asked for, in order */
    size_t n_asked;
};

/** Simulates run 1 of a strategy; fails the test if a prescribed word is never asked
 *  for. Takes the scenario over. Freed by scripted_free. */
struct scripted *scripted_run(struct sf_scenario *scenario, size_t strategy,
                              const struct scripted_word *word, size_t n_words,
                              uint32_t otherwise);

int64_t scripted_value(const struct scripted *scripted, size_t month,
                       enum sf_measure measure);

void scripted_free(struct scripted *scripted);

#endif
