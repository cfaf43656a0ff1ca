#include "output/lineup.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output/figures.h"
#include "strikefund/showable.h"

/** Where the file's name begins, and how long it is without its last ending. */
static const char *base_of(const char *path, int *length)
{
    const char *slash = strrchr(path, '/');
    const char *base = slash == NULL ? path : slash + 1;
    const char *dot = strrchr(base, '.');
    *length = (int)(dot == NULL || dot == base ? strlen(base) : (size_t)(dot - base));
    return base;
}

char *sf_lineup_scenario_name(const struct sf_scenario *const *scenario, size_t n,
                              size_t i)
{
    int length;
    const char *base = base_of(scenario[i]->file, &length);
    size_t n_alike = 0;
    size_t number = 0;
    for (size_t j = 0; j < n; j++) {
        int other_length;
        const char *other = base_of(scenario[j]->file, &other_length);
        const bool is_alike =
            length == other_length && strncmp(base, other, (size_t)length) == 0;
        n_alike += is_alike;
        number += is_alike && j <= i;
    }
    char *name = NULL;
    const int made = n_alike == 1 ? asprintf(&name, "%.*s", length, base)
                                  : asprintf(&name, "%.*s (%zu)", length, base, number);
    if (made < 0) {
        return NULL;
    }
    sf_text_make_showable(name, false); /* a file's name may hold any bytes */
    return name;
}

enum sf_status sf_comparison_name(const struct sf_scenario *const *scenario, size_t n,
                                  size_t i, size_t strategy, char **name)
{
    const char *own = scenario[i]->strategy[strategy].name;
    char *made = NULL;
    if (n == 1) {
        made = strdup(own);
    } else {
        char *of_scenario = sf_lineup_scenario_name(scenario, n, i);
        if (of_scenario != NULL && asprintf(&made, "%s: %s", of_scenario, own) < 0) {
            made = NULL;
        }
        free(of_scenario);
    }
    if (made == NULL) {
        return SF_ERR_MEMORY;
    }
    *name = made;
    return SF_OK;
}

/** The scenarios of a lineup's views; NULL without memory. */
static const struct sf_scenario **scenarios_of(const struct sf_lineup *lineup)
{
    const struct sf_scenario **scenario = calloc(lineup->n_views, sizeof(*scenario));
    for (size_t v = 0; scenario != NULL && v < lineup->n_views; v++) {
        scenario[v] = lineup->view[v].scenario;
    }
    return scenario;
}

char *sf_lineup_view_name(const struct sf_lineup *lineup, size_t view)
{
    const struct sf_scenario **scenario = scenarios_of(lineup);
    if (scenario == NULL) {
        return NULL;
    }
    char *name = sf_lineup_scenario_name(scenario, lineup->n_views, view);
    free(scenario);
    return name;
}

/** Numbers the strategies through and names them. */
static enum sf_status fill_entries(struct sf_lineup *lineup)
{
    const struct sf_scenario **scenario = scenarios_of(lineup);
    enum sf_status status = scenario == NULL ? SF_ERR_MEMORY : SF_OK;
    size_t n = 0;
    for (size_t v = 0; v < lineup->n_views; v++) {
        struct sf_view *view = &lineup->view[v];
        view->name = (const char *const *)lineup->name + n;
        for (size_t i = 0; status == SF_OK && i < view->n_strategies; i++) {
            lineup->entry[n] = (struct sf_lineup_entry){.view = view, .strategy = i};
            status = sf_comparison_name(scenario, lineup->n_views, v,
                                        sf_experiment_strategy(view->experiment, i),
                                        &lineup->name[n]);
            n++;
        }
    }
    free(scenario);
    return status;
}

enum sf_status sf_lineup_init(struct sf_lineup *lineup,
                              const struct sf_comparison *comparison,
                              const struct sf_run_record *record)
{
    *lineup = (struct sf_lineup){.comparison = comparison,
                                 .pairs = comparison->pairs,
                                 .runs = sf_results_runs(comparison->results[0])};
    lineup->view = calloc(comparison->n, sizeof(*lineup->view));
    if (lineup->view == NULL) {
        return SF_ERR_MEMORY;
    }
    for (; lineup->n_views < comparison->n; lineup->n_views++) {
        const size_t v = lineup->n_views;
        const enum sf_status status =
            sf_view_init(&lineup->view[v], comparison->experiment[v],
                         comparison->results[v], record);
        if (status != SF_OK) {
            sf_view_free(&lineup->view[v]);
            return status;
        }
        lineup->n_strategies += lineup->view[v].n_strategies;
    }
    lineup->entry = calloc(lineup->n_strategies, sizeof(*lineup->entry));
    lineup->name = calloc(lineup->n_strategies, sizeof(*lineup->name));
    if (lineup->entry == NULL || lineup->name == NULL) {
        return SF_ERR_MEMORY;
    }
    return fill_entries(lineup);
}

void sf_lineup_free(struct sf_lineup *lineup)
{
    if (lineup == NULL) {
        return;
    }
    for (size_t v = 0; v < lineup->n_views; v++) {
        sf_view_free(&lineup->view[v]);
    }
    for (size_t i = 0; lineup->name != NULL && i < lineup->n_strategies; i++) {
        free(lineup->name[i]);
    }
    free(lineup->view);
    free(lineup->entry);
    free(lineup->name);
    *lineup = (struct sf_lineup){0};
}

struct sf_statistic sf_lineup_total(const struct sf_lineup *lineup, size_t i,
                                    enum sf_total total)
{
    return sf_view_total(lineup->entry[i].view, lineup->entry[i].strategy, total);
}

struct sf_chance sf_lineup_chance(const struct sf_lineup *lineup, size_t i,
                                  enum sf_event event)
{
    return sf_view_chance(lineup->entry[i].view, lineup->entry[i].strategy, event);
}

bool sf_lineup_is_of_one_span(const struct sf_lineup *lineup)
{
    for (size_t v = 1; v < lineup->n_views; v++) {
        if (lineup->view[v].scenario->start != lineup->view[0].scenario->start ||
            lineup->view[v].n_months != lineup->view[0].n_months) {
            return false;
        }
    }
    return true;
}

size_t sf_lineup_pairs(const struct sf_lineup *lineup)
{
    return lineup->n_strategies * (lineup->n_strategies - 1) / 2;
}

size_t sf_lineup_pairs_shown(const struct sf_lineup *lineup, size_t room)
{
    const size_t n = sf_lineup_pairs(lineup);
    return n <= room ? n : lineup->n_strategies - 1;
}

void sf_lineup_pair(const struct sf_lineup *lineup, size_t n, size_t *a, size_t *b)
{
    *a = 0;
    *b = n + 1;
    while (*b >= lineup->n_strategies) {
        /* Past the pairs of a: on to those of the next. */
        *b = *b - lineup->n_strategies + *a + 2;
        ++*a;
    }
}

static void note_months(const struct sf_scenario *first,
                        const struct sf_scenario *other, struct sf_text *notes)
{
    const struct sf_scenario *const both[] = {first, other};
    char from[2][24];
    char to[2][24];
    for (int i = 0; i < 2; i++) {
        sf_month_say(both[i]->start, from[i]);
        sf_month_say(both[i]->start + both[i]->n_months - 1, to[i]);
    }
    sf_text_add(notes,
                "%s covers %s to %s, %s %s to %s: each figure is over the plan's own "
                "months\n",
                first->file, from[0], to[0], other->file, from[1], to[1]);
}

enum sf_status sf_comparison_align(struct sf_scenario *const *scenario, size_t n,
                                   char **notes)
{
    struct sf_text text = {0};
    const struct sf_scenario *first = scenario[0];
    sf_text_add(&text, "%s", "");
    for (size_t i = 1; i < n; i++) {
        struct sf_scenario *other = scenario[i];
        if (other->seed != first->seed) {
            sf_text_add(&text,
                        "the seed of %s, %" PRIu64 ", is used for %s too, which says "
                        "%" PRIu64 "\n",
                        first->file, first->seed, other->file, other->seed);
            other->seed = first->seed;
        }
        if (other->runs != first->runs) {
            sf_text_add(&text,
                        "the runs of %s, %" PRIu64 ", are used for %s too, which says "
                        "%" PRIu64 "\n",
                        first->file, first->runs, other->file, other->runs);
            other->runs = first->runs;
        }
        if (other->start != first->start || other->n_months != first->n_months) {
            note_months(first, other, &text);
        }
    }
    const enum sf_status status = sf_figures_status(&text);
    if (status == SF_OK) {
        *notes = sf_text_take(&text);
    }
    sf_text_free(&text);
    return status;
}
