#include "output/sweep_view.h"

#include <stdlib.h>
#include <string.h>

#include "output/key_words.h"

enum sf_status sf_sweep_view_init(struct sf_sweep_view *view,
                                  const struct sf_sweep *sweep)
{
    *view = (struct sf_sweep_view){.sweep = sweep,
                                   .grid = sf_sweep_grid(sweep),
                                   .scenario = sf_sweep_scenario(sweep),
                                   .n_strategies = sf_sweep_n_strategies(sweep)};
    view->n_points = sf_sweep_grid_points(view->grid);
    view->cell = calloc(view->n_points * view->n_strategies, sizeof(*view->cell));
    return view->cell != NULL ? SF_OK : SF_ERR_MEMORY;
}

void sf_sweep_view_free(struct sf_sweep_view *view)
{
    free(view->cell);
    *view = (struct sf_sweep_view){0};
}

const struct sf_sweep_cell *sf_sweep_view_cell(const struct sf_sweep_view *view,
                                               size_t point, size_t strategy)
{
    return &view->cell[point * view->n_strategies + strategy];
}

const char *sf_sweep_view_strategy(const struct sf_sweep_view *view, size_t i)
{
    return view->scenario->strategy[sf_sweep_strategy(view->sweep, i)].name;
}

void sf_sweep_view_add_short_key(const struct sf_sweep_view *view, size_t k,
                                 struct sf_text *text)
{
    sf_key_add_short(view->grid->key[k].key, text);
}

void sf_sweep_view_add_key(const struct sf_sweep_view *view, size_t k,
                           struct sf_text *text)
{
    const char *key = view->grid->key[k].key;
    sf_text_add(text, "%s", key);
    sf_key_add_meaning(key, text);
}

void sf_sweep_view_add_span(const struct sf_sweep_view *view, size_t k,
                            struct sf_text *text)
{
    const struct sf_sweep_key *key = &view->grid->key[k];
    sf_text_add(text, "%s", key->value[0]);
    if (key->n_values > 1) {
        sf_text_add(text, " to %s", key->value[key->n_values - 1]);
    }
}
