#include "strikefund/output.h"

#include <stdlib.h>
#include <string.h>

#include "output/dat.h"
#include "output/figures.h"
#include "output/manifest.h"
#include "output/stage.h"
#include "output/tables.h"
#include "output/titles.h"
#include "output/view.h"

/** Prepares a file from its text, which is freed. */
static enum sf_status stage_text(struct sf_stage *stage, const char *name,
                                 struct sf_text *text, enum sf_status status)
{
    if (status == SF_OK) {
        status = sf_stage_add(stage, name, text->length > 0 ? text->chars : "",
                              text->length);
    }
    sf_text_free(text);
    return status;
}

static enum sf_status stage_tables(struct sf_stage *stage, const struct sf_view *view)
{
    static const struct {
        const char *name;
        enum sf_status (*write)(const struct sf_view *view, struct sf_text *text);
    } FILES[] = {
        {"series.csv", sf_series_write},
        {"summary.csv", sf_summary_write},
        {"risk.csv", sf_risk_write},
        {"differences.csv", sf_differences_write},
        {"bands.csv", sf_bands_write},
        {"accounts.csv", sf_accounts_write},
        {"dat/balance.dat", sf_dat_balance_write},
        {"dat/money.dat", sf_dat_money_write},
        {"dat/shortfall.dat", sf_dat_shortfall_write},
        {"dat/costs.dat", sf_dat_costs_write},
        {"dat/closing.dat", sf_dat_closing_write},
        {"dat/members.dat", sf_dat_members_write},
        {"dat/words.gp", sf_dat_words_write},
        {"build.json", sf_build_write},
    };
    for (size_t i = 0; i < sizeof(FILES) / sizeof(FILES[0]); i++) {
        struct sf_text text = {0};
        const enum sf_status made = FILES[i].write(view, &text);
        const enum sf_status status = stage_text(stage, FILES[i].name, &text, made);
        if (status != SF_OK) {
            return status;
        }
    }
    return SF_OK;
}

static enum sf_status stage_alternatives(struct sf_stage *stage,
                                         const struct sf_view *view)
{
    for (int i = 0; i < SF_N_CHARTS; i++) {
        const enum sf_chart chart = (enum sf_chart)i;
        struct sf_text name = {0};
        struct sf_text text = {0};
        sf_text_add(&name, "dat/%s.txt", sf_chart_name(chart));
        enum sf_status status = sf_figures_status(&name);
        if (status == SF_OK) {
            status = sf_titles_add_alternative(view, chart, &text);
            status = stage_text(stage, name.chars, &text, status);
        }
        sf_text_free(&name);
        if (status != SF_OK) {
            return status;
        }
    }
    return SF_OK;
}

/** The resolved scenario and, last of all files, the manifest that names its hash. */
static enum sf_status stage_manifest(struct sf_stage *stage, const struct sf_view *view)
{
    char *resolved = NULL;
    enum sf_status status = sf_scenario_resolved(view->scenario, &resolved);
    if (status == SF_OK) {
        status =
            sf_stage_add(stage, "scenario.resolved.cfg", resolved, strlen(resolved));
    }
    if (status == SF_OK) {
        struct sf_text text = {0};
        status = sf_manifest_write(view, resolved, &text);
        status = stage_text(stage, "manifest.json", &text, status);
    }
    free(resolved);
    return status;
}

enum sf_status sf_output_write(const char *directory,
                               const struct sf_experiment *experiment,
                               const struct sf_results *results,
                               const struct sf_run_record *record, char **failed_path)
{
    *failed_path = NULL;
    struct sf_stage stage = {0};
    struct sf_view view;
    enum sf_status status = sf_view_init(&view, experiment, results, record);
    if (status == SF_OK) {
        status = sf_stage_open(&stage, directory, view.scenario->is_confidential);
    }
    if (status == SF_OK) {
        status = sf_stage_add_directory(&stage, "dat");
    }
    if (status == SF_OK) {
        status = stage_tables(&stage, &view);
    }
    if (status == SF_OK) {
        status = stage_alternatives(&stage, &view);
    }
    if (status == SF_OK) {
        status = stage_manifest(&stage, &view);
    }
    if (status == SF_OK) {
        status = sf_stage_commit(&stage);
    }
    if (status != SF_OK && stage.failed_path != NULL) {
        *failed_path = strdup(stage.failed_path);
    }
    sf_stage_close(&stage);
    sf_view_free(&view);
    return status;
}
