#include "output/sweep_json.h"

#include <string.h>

#include "output/json.h"
#include "output/json_scenario.h"

static void add_strategies(struct sf_json *json, const struct sf_sweep_view *view)
{
    sf_json_open_array(json, "strategies");
    for (size_t i = 0; i < view->n_strategies; i++) {
        sf_json_add_text(json, NULL, sf_sweep_view_strategy(view, i));
    }
    sf_json_close(json);
}

/** A number in the digits it was typed in. */
static void add_digits(struct sf_json *json, const char *key, const char *value)
{
    sf_json_add_digits(json, key, value, strlen(value));
}

void sf_sweep_json_add_keys(struct sf_json *json, const struct sf_sweep_grid *grid,
                            void (*add_value)(struct sf_json *json, const char *key,
                                              const char *value))
{
    sf_json_open_array(json, "vary");
    for (size_t k = 0; k < grid->n_keys; k++) {
        sf_json_open_object(json, NULL);
        sf_json_add_text(json, "key", grid->key[k].key);
        sf_json_open_array(json, "values");
        for (size_t i = 0; i < grid->key[k].n_values; i++) {
            add_value(json, NULL, grid->key[k].value[i]);
        }
        sf_json_close(json);
        sf_json_close(json);
    }
    sf_json_close(json);
}

/** The length of the cell that begins a CSV row, in its quotes if it has them. */
static size_t cell_length(const char *cell)
{
    size_t length = 0;
    bool is_quoted = false;
    while (cell[length] != '\0' &&
           (is_quoted || (cell[length] != ',' && cell[length] != '\n'))) {
        is_quoted ^= cell[length++] == '"';
    }
    return length;
}

/** On to the next cell of the row, if there is one. */
static void skip_cell(const char **at)
{
    *at += cell_length(*at);
    *at += **at == ',';
}

/**
 * Adds a row of sweep.csv under the names of its columns, but for the varied values:
 * they stand with the point. The strategy goes by its own name, since that in the file
 * is made fit for spreadsheets.
 */
static void add_row(struct sf_json *json, const struct sf_sweep_view *view,
                    size_t strategy, const char *heading, const char *row)
{
    enum { N_WORDS = 3, NAME_CHARS = 40 }; /* strategy, measure, unit */
    for (size_t k = 0; k < view->grid->n_keys; k++) {
        skip_cell(&heading);
        skip_cell(&row);
    }
    sf_json_open_object(json, NULL);
    for (int i = 0; *heading != '\n'; i++) {
        char name[NAME_CHARS];
        char word[NAME_CHARS];
        const size_t name_length = cell_length(heading);
        const size_t length = cell_length(row);
        SF_BUG_ON(name_length >= sizeof(name));
        memcpy(name, heading, name_length);
        name[name_length] = '\0';
        if (i == 0) {
            sf_json_add_text(json, name, sf_sweep_view_strategy(view, strategy));
        } else if (i < N_WORDS && length < sizeof(word)) {
            memcpy(word, row, length);
            word[length] = '\0';
            sf_json_add_text(json, name, word);
        } else {
            sf_json_add_digits(json, name, row, length);
        }
        skip_cell(&heading);
        skip_cell(&row);
    }
    sf_json_close(json);
}

static size_t count_lines(const char *text)
{
    size_t n = 0;
    for (; (text = strchr(text, '\n')) != NULL; text++) {
        n++;
    }
    return n;
}

/** Every strategy has as many rows at every point. */
static void add_points(struct sf_json *json, const struct sf_sweep_view *view,
                       const char *rows)
{
    const char *row = strchr(rows, '\n') + 1;
    const size_t n_rows = count_lines(row) / (view->n_points * view->n_strategies);
    sf_json_open_array(json, "points");
    for (size_t point = 0; point < view->n_points; point++) {
        sf_json_open_object(json, NULL);
        sf_json_open_array(json, "values");
        for (size_t k = 0; k < view->grid->n_keys; k++) {
            add_digits(json, NULL, sf_sweep_grid_value(view->grid, point, k));
        }
        sf_json_close(json);
        sf_json_open_array(json, "rows");
        for (size_t i = 0; i < view->n_strategies * n_rows; i++) {
            add_row(json, view, i / n_rows, rows, row);
            row = strchr(row, '\n') + 1;
        }
        sf_json_close(json);
        sf_json_close(json);
    }
    sf_json_close(json);
}

static void add_files(struct sf_json *json, const struct sf_sweep_grid *grid)
{
    const bool has_lines = grid->n_keys == 1;
    sf_json_open_array(json, "files");
    sf_json_add_text(json, NULL, "sweep.csv");
    sf_json_add_text(json, NULL, has_lines ? "dat/sweep.dat" : "dat/heat.dat");
    sf_json_add_text(json, NULL, has_lines ? "dat/sweep.txt" : "dat/heat.txt");
    sf_json_add_text(json, NULL, "dat/words.gp");
    sf_json_add_text(json, NULL, "manifest.json");
    sf_json_close(json);
}

enum sf_status sf_sweep_json_make(const struct sf_sweep_view *view, const char *version,
                                  const char *rows, const char *directory, char **text)
{
    struct sf_json json = {0};
    sf_json_open_object(&json, NULL);
    sf_json_add_text(&json, "program", "strikefund");
    sf_json_add_text(&json, "version", version);
    sf_json_add_whole(&json, "contract_version", SF_CONTRACT_VERSION);
    sf_json_add_scenario(&json, view->scenario);
    sf_json_add_inputs(&json, view->scenario);
    sf_json_add_text(&json, "points_sha256", sf_sweep_hash(view->sweep));
    sf_json_add_seed(&json, "seed", view->scenario->seed);
    sf_json_add_count(&json, "runs", view->scenario->runs);
    add_strategies(&json, view);
    sf_sweep_json_add_keys(&json, view->grid, add_digits);
    add_points(&json, view, rows);
    sf_json_add_text(&json, "directory", directory);
    add_files(&json, view->grid);
    sf_json_close(&json);
    return sf_json_take(&json, text);
}
