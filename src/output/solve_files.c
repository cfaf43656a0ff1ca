#include "strikefund/solve_files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "output/csv.h"
#include "output/figures.h"
#include "output/json.h"
#include "output/manifest.h"
#include "output/solve_dat.h"
#include "output/solve_say.h"
#include "output/stage.h"
#include "strikefund/json.h"

/** The document of --json, but for the directory. */
static enum sf_status write_json(const struct sf_solve *solve, const char *version,
                                 struct sf_text *text)
{
    char *document = NULL;
    const enum sf_status status = sf_json_of_solve(solve, version, NULL, &document);
    if (status == SF_OK) {
        sf_text_add_bytes(text, document, strlen(document));
    }
    free(document);
    return status == SF_OK ? sf_figures_status(text) : status;
}

/** solve.csv: a row a strategy and value, by the key's name. */
static enum sf_status write_rows(const struct sf_solve *solve, const char *version,
                                 struct sf_text *text)
{
    const struct sf_goal *goal = sf_solve_goal(solve);
    const size_t n_strategies = sf_sweep_n_strategies(sf_solve_sweep(solve));
    (void)version;
    sf_csv_add_text(text, sf_solve_span(solve)->key);
    sf_text_add(text, ",strategy,measure,value,lower95,upper95,met\n");
    for (size_t i = 0; i < n_strategies; i++) {
        for (size_t p = 0; p < sf_solve_n_points(solve); p++) {
            const struct sf_estimate found = sf_solve_estimate(solve, p, i);
            char measure[SF_SAY_CHARS];
            sf_solve_say_measure(goal, measure);
            sf_solve_add_exact_place(solve, (double)sf_solve_place(solve, p), text);
            sf_text_add(text, ",");
            sf_csv_add_text(text, sf_solve_strategy_name(solve, i));
            sf_text_add(text, ",%s,", measure);
            sf_solve_add_digits(goal, found.value, text);
            sf_text_add(text, ",");
            sf_solve_add_digits(goal, found.lower, text);
            sf_text_add(text, ",");
            sf_solve_add_digits(goal, found.upper, text);
            sf_text_add(text, ",%d\n", sf_goal_is_met(goal, found.value));
        }
    }
    return sf_figures_status(text);
}

static enum sf_status write_dat(const struct sf_solve *solve, const char *version,
                                struct sf_text *text)
{
    (void)version;
    return sf_solve_dat_write(solve, text);
}

static enum sf_status write_gp(const struct sf_solve *solve, const char *version,
                               struct sf_text *text)
{
    (void)version;
    return sf_solve_gp_write(solve, text);
}

/** In place of the chart, for those who do not see it: the words of the answer. */
static enum sf_status write_alternative(const struct sf_solve *solve,
                                        const char *version, struct sf_text *text)
{
    char *words = NULL;
    (void)version;
    const enum sf_status status = sf_solve_words(solve, &words);
    if (status == SF_OK) {
        sf_text_add_bytes(text, words, strlen(words));
    }
    free(words);
    return status == SF_OK ? sf_figures_status(text) : status;
}

/* The last is the one that says the others are whole. */
static const struct {
    const char *name;
    enum sf_status (*write)(const struct sf_solve *solve, const char *version,
                            struct sf_text *text);
} FILES[] = {
    {"solve.json", write_json},   {"solve.csv", write_rows},
    {"dat/solve.dat", write_dat}, {"dat/solve.txt", write_alternative},
    {"dat/words.gp", write_gp},   {"manifest.json", sf_manifest_write_solve},
};

const char *sf_solve_file(size_t i)
{
    return i < sizeof(FILES) / sizeof(FILES[0]) ? FILES[i].name : NULL;
}

bool sf_solve_is_in_the_way(const char *directory)
{
    char *manifest = NULL;
    char *of_solve = NULL;
    bool is_there = false;
    if (asprintf(&manifest, "%s/manifest.json", directory) < 0) {
        manifest = NULL;
    } else if (asprintf(&of_solve, "%s/solve.csv", directory) < 0) {
        of_solve = NULL;
    } else {
        is_there = access(manifest, F_OK) == 0 && access(of_solve, F_OK) != 0;
    }
    free(manifest);
    free(of_solve);
    return is_there;
}

static enum sf_status stage_files(struct sf_stage *stage, const struct sf_solve *solve,
                                  const char *version)
{
    enum sf_status status = SF_OK;
    for (size_t i = 0; status == SF_OK && sf_solve_file(i) != NULL; i++) {
        struct sf_text text = {0};
        status = FILES[i].write(solve, version, &text);
        if (status == SF_OK) {
            status = sf_stage_add(stage, FILES[i].name, text.chars, text.length);
        }
        sf_text_free(&text);
    }
    return status;
}

enum sf_status sf_solve_write(const char *directory, const struct sf_solve *solve,
                              const char *version, char **failed_path)
{
    const struct sf_scenario *scenario = sf_sweep_scenario(sf_solve_sweep(solve));
    struct sf_stage stage = {0};
    *failed_path = NULL;
    enum sf_status status = sf_stage_open(&stage, directory, scenario->is_confidential);
    if (status == SF_OK) {
        status = sf_stage_add_directory(&stage, "dat");
    }
    if (status == SF_OK) {
        status = stage_files(&stage, solve, version);
    }
    if (status == SF_OK) {
        status = sf_stage_commit(&stage);
    }
    if (status != SF_OK && stage.failed_path != NULL) {
        *failed_path = strdup(stage.failed_path);
    }
    sf_stage_close(&stage);
    return status;
}
