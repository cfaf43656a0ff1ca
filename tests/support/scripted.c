#include "support/scripted.h"

#include <criterion/criterion.h>
#include <stdlib.h>

enum { STRIDE = SF_LANES };

static bool is_name(const char *name, uint32_t hash)
{
    return name == NULL ? hash == 0 : sf_name_hash(name) == hash;
}

static bool fits(const struct scripted_word *word, const struct sf_path *path)
{
    return word->family == path->family && is_name(word->subject, path->subject) &&
           is_name(word->employer, path->employer) && is_name(word->band, path->band) &&
           word->month == path->month && word->draw / 2 == path->pair;
}

static void hand_out(void *context, const struct sf_path *path, uint64_t first_run,
                     size_t n, uint32_t *word, size_t stride)
{
    struct scripted *scripted = context;
    (void)first_run;
    cr_assert_lt(scripted->n_asked, SCRIPTED_ASKED);
    scripted->asked[scripted->n_asked++] = *path;
    for (size_t w = 0; w < 2; w++) {
        for (size_t i = 0; i < n; i++) {
            word[w * stride + i] = scripted->otherwise;
        }
    }
    for (size_t k = 0; k < scripted->n_words; k++) {
        if (fits(&scripted->word[k], path)) {
            scripted->is_used[k] = true;
            for (size_t i = 0; i < n; i++) {
                word[scripted->word[k].draw % 2 * stride + i] = scripted->word[k].value;
            }
        }
    }
}

struct scripted *scripted_run(struct sf_scenario *scenario, size_t strategy,
                              const struct scripted_word *word, size_t n_words,
                              uint32_t otherwise)
{
    struct scripted *scripted = calloc(1, sizeof(*scripted));
    cr_assert(scripted != NULL && n_words <= 64);
    scripted->scenario = scenario;
    scripted->word = word;
    scripted->n_words = n_words;
    scripted->otherwise = otherwise;
    scripted->table = calloc(scenario->n_inputs, sizeof(*scripted->table));
    cr_assert_not_null(scripted->table);
    for (size_t i = 0; i < scenario->n_inputs; i++) {
        cr_assert_eq(sf_input_table_init(&scenario->input[i], &scripted->table[i]),
                     SF_OK);
    }
    cr_assert_eq(sf_plan_init(scenario, strategy, &scripted->plan), SF_OK);
    cr_assert_eq(sf_future_init(scenario, sf_kernels_best(), scripted->table,
                                scripted->plan->employer_hash, STRIDE,
                                &scripted->future),
                 SF_OK);
    scripted->future.stream.script = hand_out;
    scripted->future.stream.context = scripted;
    const struct sf_plan *const plan = scripted->plan;
    struct sf_future *const future = &scripted->future;
    cr_assert_eq(sf_block_init(&plan, &future, 1, STRIDE, &scripted->block), SF_OK);
    sf_future_draw(&scripted->future, 1, 1);
    sf_blocks_run(&scripted->block, 1);
    for (size_t k = 0; k < n_words; k++) {
        cr_assert(scripted->is_used[k], "nobody asked for word %zu of the script", k);
    }
    return scripted;
}

int64_t scripted_value(const struct scripted *scripted, size_t month,
                       enum sf_measure measure)
{
    return sf_ledger_row(&scripted->block.books[0], month, measure)[0];
}

void scripted_free(struct scripted *scripted)
{
    sf_block_free(&scripted->block);
    sf_future_free(&scripted->future);
    sf_plan_free(scripted->plan);
    for (size_t i = 0; i < scripted->scenario->n_inputs; i++) {
        sf_input_table_free(&scripted->table[i]);
    }
    free(scripted->table);
    sf_scenario_free(scripted->scenario);
    free(scripted);
}
