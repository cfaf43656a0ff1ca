/* Ballots, strategies and their actions, written back. */
#include <string.h>

#include "scenario/resolved_writer.h"
#include "strikefund/ballots.h"

void sf_write_names(struct writer *w, const char *key, const struct sf_indexes *indexes,
                    const void *first_name, size_t stride)
{
    start_key(w, key);
    sf_text_add(&w->text, "[");
    for (size_t i = 0; i < indexes->n; i++) {
        char *name;
        memcpy(&name, (const char *)first_name + indexes->index[i] * stride,
               sizeof(name));
        sf_text_add(&w->text, i > 0 ? ", " : "");
        sf_quoted_write(&w->text, name);
    }
    sf_text_add(&w->text, "]");
    end_key(w);
}

static void write_employers_named(struct writer *w, const char *key,
                                  const struct sf_indexes *employers)
{
    const struct sf_scenario *s = w->scenario;
    bool is_all = employers->n == s->n_employers;
    for (size_t i = 0; i < employers->n; i++) {
        is_all &= employers->index[i] == i;
    }
    if (is_all) {
        write_text_key(w, key, "all");
    } else {
        sf_write_names(w, key, employers, &s->employer[0].name, sizeof(*s->employer));
    }
}

void sf_write_ballot(struct writer *w, const char *key, const struct sf_ballot *ballot)
{
    struct sf_text value = {0};
    if (strcmp(key, "employers") == 0) {
        write_employers_named(w, key, &ballot->employers);
    } else if (strcmp(key, "passed") == 0 || strcmp(key, "failed") == 0) {
        const struct sf_indexes *exceptions =
            key[0] == 'p' ? &ballot->passed : &ballot->failed;
        if (exceptions->n > 0) {
            write_employers_named(w, key, exceptions);
        }
    } else if (sf_vote_write(&value, w->scenario, key, ballot)) {
        write_value(w, key, &value);
    }
    sf_text_free(&value);
}

void sf_write_pause(struct writer *w, const char *key, const struct sf_pause *pause)
{
    if (pause->ballot != SF_NONE) {
        write_text_key(w, key, w->scenario->ballot[pause->ballot].name);
    }
}

void sf_write_strategy(struct writer *w, const char *key,
                       const struct sf_strategy *strategy)
{
    const struct sf_scenario *s = w->scenario;
    if (strcmp(key, "levy") == 0 && strategy->levies.n > 0) {
        sf_write_names(w, key, &strategy->levies, &s->levy[0].name, sizeof(*s->levy));
    } else if (strcmp(key, "include") == 0 && strategy->include.n > 0) {
        sf_write_names(w, key, &strategy->include, &s->strategy[0].name,
                       sizeof(*s->strategy));
    } else if (strcmp(key, "settlement") == 0 && strategy->settlement != SF_NONE) {
        write_text_key(w, key, s->settlement[strategy->settlement].name);
    } else if (strcmp(key, "pause") == 0 && strategy->has_pause) {
        open_group(w, key);
        sf_write_group(w, SF_GROUP_PAUSE, &strategy->pause);
        close_group(w);
    } else if (strcmp(key, "actions") == 0 && strategy->n_own_actions > 0) {
        /* Own actions lie one after the other, in the order they were read. */
        sf_write_list(w, key, SF_GROUP_ACTION, &s->action[strategy->actions.index[0]],
                      strategy->n_own_actions, sizeof(*s->action));
    }
}

void sf_write_action(struct writer *w, const char *key, const struct sf_action *action)
{
    const struct sf_scenario *s = w->scenario;
    const struct sf_turns *turns = &action->turns;
    if (strcmp(key, "employers") == 0 && turns->groups.n == 0) {
        if (action->is_mandated_only_list) {
            write_text_key(w, key, "mandated");
        } else {
            write_employers_named(w, key, &action->employers);
        }
    } else if (strcmp(key, "called") == 0) {
        if (action->called != SF_NONE) {
            start_key(w, key);
            sf_input_write(&w->text, s, action->called);
            end_key(w);
        } else if (action->called_share == SF_NONE) {
            write_text_key(w, key, "all");
        }
    } else if (strcmp(key, "called_share") == 0 && action->called_share != SF_NONE) {
        start_key(w, key);
        sf_input_write(&w->text, s, action->called_share);
        end_key(w);
    } else if (strcmp(key, "part_of_day") == 0 && action->part_of_day < 1.0) {
        write_number(w, key, action->part_of_day);
    } else if (strcmp(key, "rule") == 0) {
        write_text_key(w, key, s->rule[action->rule].name);
    } else if (strcmp(key, "groups") == 0 && turns->groups.n > 0) {
        start_key(w, key);
        sf_texts_write(&w->text, &turns->groups);
        end_key(w);
    } else if (strcmp(key, "wave") == 0 && turns->wave != SF_WAVE_NONE) {
        start_key(w, key);
        sf_wave_write(&w->text, turns);
        end_key(w);
    }
}
