#include "strikefund/output.h"

#include <stdlib.h>
#include <string.h>

#include "output/calendar_chart.h"
#include "output/dat.h"
#include "output/figures.h"
#include "output/kinds.h"
#include "output/mandates.h"
#include "output/manifest.h"
#include "output/part_file.h"
#include "output/stage.h"
#include "output/tables.h"
#include "output/titles.h"
#include "output/view.h"
#include "strikefund/part.h"

static enum sf_status write_resolved(const struct sf_view *view, struct sf_text *text)
{
    char *resolved = NULL;
    const enum sf_status status = sf_scenario_resolved(view->scenario, &resolved);
    if (status != SF_OK) {
        return status;
    }
    sf_text_add_bytes(text, resolved, strlen(resolved));
    free(resolved);
    return sf_figures_status(text);
}

/* The one list of a run's files; the last is the one that says the others are whole.
   A file without a writer is the words of its chart. */
static const struct {
    const char *name;
    enum sf_status (*write)(const struct sf_view *view, struct sf_text *text);
    enum sf_chart chart;
} FILES[] = {
    /* Those of ballots that are left to chance, where there are any. */
    {"mandates.csv", sf_mandates_write, 0},
    {"dat/mandates.dat", sf_mandates_dat_write, 0},
    {"dat/mandates.txt", sf_mandates_txt_write, 0},
    {"series.csv", sf_series_write, 0},
    {"summary.csv", sf_summary_write, 0},
    {"risk.csv", sf_risk_write, 0},
    {"differences.csv", sf_differences_write, 0},
    {"bands.csv", sf_bands_write, 0},
    {"employers.csv", sf_employers_write, 0},
    {"spread.csv", sf_spread_write, 0},
    {"kinds.csv", sf_kinds_write, 0},
    {"accounts.csv", sf_accounts_write, 0},
    {"dat/balance.dat", sf_dat_balance_write, 0},
    {"dat/money.dat", sf_dat_money_write, 0},
    {"dat/shortfall.dat", sf_dat_shortfall_write, 0},
    {"dat/costs.dat", sf_dat_costs_write, 0},
    {"dat/closing.dat", sf_dat_closing_write, 0},
    {"dat/members.dat", sf_dat_members_write, 0},
    {"dat/spread.dat", sf_dat_spread_write, 0},
    {"dat/days.dat", sf_kinds_dat_write, 0},
    {"dat/calendar.dat", sf_calendar_dat_write, 0},
    {"dat/calendar.labels", sf_calendar_labels_write, 0},
    {"dat/words.gp", sf_dat_words_write, 0},
    {"dat/balance.txt", NULL, SF_CHART_BALANCE},
    {"dat/money.txt", NULL, SF_CHART_MONEY},
    {"dat/shortfall.txt", NULL, SF_CHART_SHORTFALL},
    {"dat/costs.txt", NULL, SF_CHART_COSTS},
    {"dat/closing.txt", NULL, SF_CHART_CLOSING},
    {"dat/members.txt", NULL, SF_CHART_MEMBERS},
    {"dat/spread.txt", NULL, SF_CHART_SPREAD},
    {"dat/days.txt", NULL, SF_CHART_DAYS},
    {"dat/calendar.txt", sf_calendar_words_write, 0},
    {"build.json", sf_build_write, 0},
    {SF_PART_FILE, sf_part_write, 0},
    {"scenario.resolved.cfg", write_resolved, 0},
    {"manifest.json", sf_manifest_write, 0},
};

enum { N_OF_VOTES = 3 };

/** Where the list begins for a scenario. */
static size_t first_file(const struct sf_scenario *scenario)
{
    struct sf_votes votes = {0};
    if (scenario != NULL) {
        sf_votes_find(scenario, &votes);
    }
    return votes.n > 0 ? 0 : N_OF_VOTES;
}

const char *sf_output_file(const struct sf_scenario *scenario, size_t i)
{
    i += first_file(scenario);
    return i < sizeof(FILES) / sizeof(FILES[0]) ? FILES[i].name : NULL;
}

static enum sf_status stage_files(struct sf_stage *stage, const struct sf_view *view)
{
    enum sf_status status = SF_OK;
    /* What an earlier run here left, by which plot would know the chart. */
    for (size_t i = 0; status == SF_OK && i < first_file(view->scenario); i++) {
        status = sf_stage_drop(stage, FILES[i].name);
    }
    for (size_t i = first_file(view->scenario);
         status == SF_OK && i < sizeof(FILES) / sizeof(FILES[0]); i++) {
        struct sf_text text = {0};
        status = FILES[i].write != NULL
                     ? FILES[i].write(view, &text)
                     : sf_titles_add_alternative(view, FILES[i].chart, &text);
        if (status == SF_OK) {
            status = sf_stage_add(stage, FILES[i].name,
                                  text.length > 0 ? text.chars : "", text.length);
        }
        sf_text_free(&text);
    }
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
        status = stage_files(&stage, &view);
    }
    if (status == SF_OK) {
        status = sf_stage_commit(&stage);
    }
    if (status == SF_OK) {
        status = sf_stage_drop(&stage, SF_CHECKPOINT_FILE);
    }
    if (status != SF_OK && stage.failed_path != NULL) {
        *failed_path = strdup(stage.failed_path);
    }
    sf_stage_close(&stage);
    sf_view_free(&view);
    return status;
}
