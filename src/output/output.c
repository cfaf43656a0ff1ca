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
#include "output/pots.h"
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

/** What a file is about, where a scenario may have none of it. */
enum about { ANY, VOTES, POTS };

/* The one list of a run's files; the last is the one that says the others are whole.
   A file without a writer is the words of its chart. */
static const struct {
    const char *name;
    enum sf_status (*write)(const struct sf_view *view, struct sf_text *text);
    enum sf_chart chart;
    enum about about;
} FILES[] = {
    {"mandates.csv", sf_mandates_write, 0, VOTES},
    {"dat/mandates.dat", sf_mandates_dat_write, 0, VOTES},
    {"dat/mandates.txt", sf_mandates_txt_write, 0, VOTES},
    {"pots.csv", sf_pots_write, 0, POTS},
    {"dat/pots.dat", sf_pots_dat_write, 0, POTS},
    {"dat/pots.txt", sf_pots_txt_write, 0, POTS},
    {"series.csv", sf_series_write, 0, ANY},
    {"summary.csv", sf_summary_write, 0, ANY},
    {"risk.csv", sf_risk_write, 0, ANY},
    {"differences.csv", sf_differences_write, 0, ANY},
    {"bands.csv", sf_bands_write, 0, ANY},
    {"employers.csv", sf_employers_write, 0, ANY},
    {"spread.csv", sf_spread_write, 0, ANY},
    {"kinds.csv", sf_kinds_write, 0, ANY},
    {"accounts.csv", sf_accounts_write, 0, ANY},
    {"dat/balance.dat", sf_dat_balance_write, 0, ANY},
    {"dat/money.dat", sf_dat_money_write, 0, ANY},
    {"dat/shortfall.dat", sf_dat_shortfall_write, 0, ANY},
    {"dat/costs.dat", sf_dat_costs_write, 0, ANY},
    {"dat/closing.dat", sf_dat_closing_write, 0, ANY},
    {"dat/members.dat", sf_dat_members_write, 0, ANY},
    {"dat/spread.dat", sf_dat_spread_write, 0, ANY},
    {"dat/days.dat", sf_kinds_dat_write, 0, ANY},
    {"dat/calendar.dat", sf_calendar_dat_write, 0, ANY},
    {"dat/calendar.labels", sf_calendar_labels_write, 0, ANY},
    {"dat/words.gp", sf_dat_words_write, 0, ANY},
    {"dat/balance.txt", NULL, SF_CHART_BALANCE, ANY},
    {"dat/money.txt", NULL, SF_CHART_MONEY, ANY},
    {"dat/shortfall.txt", NULL, SF_CHART_SHORTFALL, ANY},
    {"dat/costs.txt", NULL, SF_CHART_COSTS, ANY},
    {"dat/closing.txt", NULL, SF_CHART_CLOSING, ANY},
    {"dat/members.txt", NULL, SF_CHART_MEMBERS, ANY},
    {"dat/spread.txt", NULL, SF_CHART_SPREAD, ANY},
    {"dat/days.txt", NULL, SF_CHART_DAYS, ANY},
    {"dat/calendar.txt", sf_calendar_words_write, 0, ANY},
    {"build.json", sf_build_write, 0, ANY},
    {SF_PART_FILE, sf_part_write, 0, ANY},
    {"scenario.resolved.cfg", write_resolved, 0, ANY},
    {"manifest.json", sf_manifest_write, 0, ANY},
};

enum { N_FILES = sizeof(FILES) / sizeof(FILES[0]) };

/** Whether a scenario has what a file is about; NULL has nothing that another may not.
 */
static bool is_written(const struct sf_scenario *scenario, size_t file)
{
    struct sf_votes votes = {0};
    switch (FILES[file].about) {
    case ANY:
        return true;
    case VOTES:
        if (scenario != NULL) {
            sf_votes_find(scenario, &votes);
        }
        return votes.n > 0;
    case POTS:
        return scenario != NULL && scenario->fund.pots.n > 0;
    }
    SF_BUG_ON(true);
}

const char *sf_output_file(const struct sf_scenario *scenario, size_t i)
{
    for (size_t file = 0; file < N_FILES; file++) {
        if (is_written(scenario, file) && i-- == 0) {
            return FILES[file].name;
        }
    }
    return NULL;
}

static enum sf_status stage_files(struct sf_stage *stage, const struct sf_view *view)
{
    enum sf_status status = SF_OK;
    /* What an earlier run here left, by which plot would know the chart. */
    for (size_t i = 0; status == SF_OK && i < N_FILES; i++) {
        if (!is_written(view->scenario, i)) {
            status = sf_stage_drop(stage, FILES[i].name);
        }
    }
    for (size_t i = 0; status == SF_OK && i < N_FILES; i++) {
        if (!is_written(view->scenario, i)) {
            continue;
        }
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
