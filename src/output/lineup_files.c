#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "output/figures.h"
#include "output/lineup.h"
#include "output/lineup_chart.h"
#include "output/lineup_turning.h"
#include "output/manifest.h"
#include "output/stage.h"
#include "output/tables.h"

static enum sf_status write_summary(const struct sf_lineup *lineup,
                                    struct sf_text *text)
{
    struct sf_table table = sf_table_csv(SF_SUMMARY_COLUMNS, text);
    for (size_t i = 0; i < lineup->n_strategies; i++) {
        sf_summary_add(lineup->entry[i].view, lineup->entry[i].strategy, &table);
    }
    return sf_figures_status(text);
}

static enum sf_status write_risk(const struct sf_lineup *lineup, struct sf_text *text)
{
    struct sf_table table = sf_table_csv(SF_RISK_COLUMNS, text);
    for (size_t i = 0; i < lineup->n_strategies; i++) {
        const struct sf_view *view = lineup->entry[i].view;
        for (size_t month = 0; month <= view->n_months; month++) {
            sf_risk_add(view, lineup->entry[i].strategy, month, &table);
        }
    }
    return sf_figures_status(text);
}

static enum sf_status write_differences(const struct sf_lineup *lineup,
                                        struct sf_text *text)
{
    struct sf_table table = sf_table_csv(SF_DIFFERENCES_COLUMNS, text);
    sf_differences_add_pairs((const char *const *)lineup->name, lineup->n_strategies,
                             lineup->pairs, &table);
    return sf_figures_status(text);
}

static enum sf_status write_turning(const struct sf_lineup *lineup,
                                    struct sf_text *text)
{
    struct sf_table table = sf_table_csv(SF_TURNING_COLUMNS, text);
    sf_lineup_turning_add_rows(lineup, &table);
    return sf_figures_status(text);
}

static enum sf_status write_build(const struct sf_lineup *lineup, struct sf_text *text)
{
    return sf_build_write(&lineup->view[0], text);
}

/* The last is the one that says the others are whole. */
static const struct {
    const char *name;
    enum sf_status (*write)(const struct sf_lineup *lineup, struct sf_text *text);
} FILES[] = {
    {"summary.csv", write_summary},
    {"risk.csv", write_risk},
    {"differences.csv", write_differences},
    {"turning.csv", write_turning},
    {"dat/compare.dat", sf_lineup_dat_write},
    {"dat/words.gp", sf_lineup_gp_write},
    {"dat/compare.txt", sf_lineup_alternative_write},
    {"build.json", write_build},
    {"manifest.json", sf_manifest_write_lineup},
};

const char *sf_comparison_file(size_t i)
{
    return i < sizeof(FILES) / sizeof(FILES[0]) ? FILES[i].name : NULL;
}

static enum sf_status stage_files(struct sf_stage *stage,
                                  const struct sf_lineup *lineup)
{
    enum sf_status status = SF_OK;
    for (size_t i = 0; status == SF_OK && sf_comparison_file(i) != NULL; i++) {
        struct sf_text text = {0};
        status = FILES[i].write(lineup, &text);
        if (status == SF_OK) {
            status = sf_stage_add(stage, FILES[i].name, text.chars, text.length);
        }
        sf_text_free(&text);
    }
    return status;
}

static bool is_private(const struct sf_lineup *lineup)
{
    bool is_confidential = false;
    for (size_t v = 0; v < lineup->n_views; v++) {
        is_confidential |= lineup->view[v].scenario->is_confidential;
    }
    return is_confidential;
}

bool sf_comparison_is_in_the_way(const char *directory)
{
    /* What a comparison does not write would stay, beside figures it is not of. */
    static const char *const NAME[] = {"series.csv", "sweep.csv", "forecast.csv"};
    bool is_there = false;
    for (size_t i = 0; i < sizeof(NAME) / sizeof(NAME[0]); i++) {
        char *path = NULL;
        if (asprintf(&path, "%s/%s", directory, NAME[i]) >= 0) {
            is_there |= access(path, F_OK) == 0;
            free(path);
        }
    }
    return is_there;
}

enum sf_status sf_comparison_write(const char *directory,
                                   const struct sf_comparison *comparison,
                                   const struct sf_run_record *record,
                                   char **failed_path)
{
    *failed_path = NULL;
    struct sf_stage stage = {0};
    struct sf_lineup lineup;
    enum sf_status status = sf_lineup_init(&lineup, comparison, record);
    if (status == SF_OK) {
        status = sf_stage_open(&stage, directory, is_private(&lineup));
    }
    if (status == SF_OK) {
        status = sf_stage_add_directory(&stage, "dat");
    }
    if (status == SF_OK) {
        status = stage_files(&stage, &lineup);
    }
    if (status == SF_OK) {
        status = sf_stage_commit(&stage);
    }
    if (status != SF_OK && stage.failed_path != NULL) {
        *failed_path = strdup(stage.failed_path);
    }
    sf_stage_close(&stage);
    sf_lineup_free(&lineup);
    return status;
}
