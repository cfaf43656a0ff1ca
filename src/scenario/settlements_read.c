#include "scenario/settlements_read.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "scenario/check.h"
#include "scenario/keys.h"
#include "strikefund/ballots.h"

enum { MAX_SETTLEMENTS = 64, MAX_GAINS = 64 };

/** Names the inputs of a member of a list: "settlements.as offered". */
static char *prefix_of(struct sf_reading *reading, const struct sf_setting *group,
                       const char *list)
{
    const char *name = sf_setting_given_name(group);
    struct sf_text prefix = {0};
    sf_text_add(&prefix, "%s.%s", list, name != NULL ? name : "");
    char *taken = sf_text_take(&prefix);
    reading->is_out_of_memory |= taken == NULL;
    return taken;
}

static void read_gains(struct sf_reading *reading, const struct sf_setting *group,
                       const char *prefix, struct sf_settlement *settlement)
{
    const struct sf_setting *list = sf_keys_list(reading, group, "gains", MAX_GAINS);
    const size_t n = list != NULL ? list->n_children : 0;
    settlement->gain = sf_reading_alloc(reading, n, sizeof(*settlement->gain));
    struct sf_text path = {0};
    sf_text_add(&path, "%s.gains", prefix);
    for (size_t i = 0; settlement->gain != NULL && i < n; i++) {
        struct sf_gain *gain = &settlement->gain[settlement->n_gains++];
        char *own =
            prefix_of(reading, list->child[i], path.chars != NULL ? path.chars : "");
        gain->place = (struct sf_place){list->child[i]->file, list->child[i]->line};
        if (own != NULL) {
            sf_keys_read(reading, list->child[i], SF_GROUP_GAIN, gain, own);
        }
        free(own);
    }
    reading->is_out_of_memory |= path.is_out_of_memory;
    sf_text_free(&path);
    struct sf_name_table names = {0};
    sf_names_collect(reading, settlement->gain, settlement->n_gains,
                     sizeof(*settlement->gain), "gain", &names);
    sf_names_free(&names);
}

/** A date before the plan would leave it nothing to do; one after it, nothing to end.
 */
static void check_date(struct sf_reading *reading, const struct sf_setting *setting,
                       int32_t date)
{
    int32_t first;
    int32_t last;
    char path[SF_PATH_CHARS];
    char words[11];
    if (setting == NULL || date == SF_NO_DAY ||
        !sf_plan_days(reading->scenario, &first, &last)) {
        return;
    }
    if (date < first) {
        sf_day_format(first, words);
        sf_reading_fault(reading, setting,
                         "'%s' is settled before the plan begins, on %s",
                         sf_setting_path(setting->parent, path), words);
    } else if (date > last) {
        sf_faults_warn(reading->faults, setting->file, setting->line,
                       "'%s' is settled after the plan's last day: it has no effect",
                       sf_setting_path(setting->parent, path));
    }
}

/** A settlement of one kind needs what says when, and has nothing of the other. */
static void check_kind(struct sf_reading *reading, const struct sf_setting *group,
                       const struct sf_settlement *settlement)
{
    static const char *const OF_CHANCE[] = {"scale", "shape", "pressure_effect"};
    const struct sf_setting *date = sf_setting_find(group, "date");
    const struct sf_setting *kind = sf_setting_find(group, "kind");
    const bool is_by_chance = settlement->kind == SF_SETTLES_BY_CHANCE;
    char path[SF_PATH_CHARS];
    sf_setting_path(group, path);
    if (kind == NULL || kind->type != SF_SETTING_TEXT ||
        strcmp(kind->text, is_by_chance ? "weibull" : "date") != 0) {
        return; /* told when it was read */
    }
    if (!is_by_chance && date == NULL) {
        sf_reading_fault(reading, kind,
                         "'%s' is settled on a date and has none; write "
                         "date = \"2023-06-02\", or kind = \"weibull\"",
                         path);
    }
    if (is_by_chance && sf_setting_find(group, "scale") == NULL) {
        sf_reading_fault(reading, kind,
                         "'%s' is settled by chance and has no 'scale'; write the "
                         "months by which 63 of 100 such disputes have ended",
                         path);
    }
    if (is_by_chance && date != NULL) {
        sf_reading_fault(reading, date,
                         "'%s' is settled by chance and has a 'date'; leave it out, or "
                         "write kind = \"date\"",
                         path);
    }
    check_date(reading, date, settlement->date);
    for (size_t i = 0; i < sizeof(OF_CHANCE) / sizeof(OF_CHANCE[0]); i++) {
        const struct sf_setting *setting = sf_setting_find(group, OF_CHANCE[i]);
        if (!is_by_chance && setting != NULL && !setting->is_spoilt) {
            sf_reading_fault(reading, setting,
                             "'%s' has '%s', which only kind = \"weibull\" has", path,
                             OF_CHANCE[i]);
        }
    }
}

void sf_settlements_read(struct sf_reading *reading)
{
    struct sf_scenario *scenario = reading->scenario;
    const struct sf_setting *list =
        sf_keys_list(reading, reading->root, "settlements", MAX_SETTLEMENTS);
    const size_t n = list != NULL ? list->n_children : 0;
    scenario->settlement = sf_reading_alloc(reading, n, sizeof(*scenario->settlement));
    for (size_t i = 0; scenario->settlement != NULL && i < n; i++) {
        const struct sf_setting *group = list->child[i];
        struct sf_settlement *settlement =
            &scenario->settlement[scenario->n_settlements++];
        char *prefix = prefix_of(reading, group, "settlements");
        settlement->place = (struct sf_place){group->file, group->line};
        if (prefix != NULL) {
            sf_keys_read(reading, group, SF_GROUP_SETTLEMENT, settlement, prefix);
            read_gains(reading, group, prefix, settlement);
            check_kind(reading, group, settlement);
        }
        free(prefix);
    }
    sf_names_collect(reading, scenario->settlement, scenario->n_settlements,
                     sizeof(*scenario->settlement), "settlement",
                     &reading->settlements);
}

static void read_pause(struct sf_reading *reading, const struct sf_setting *group,
                       struct sf_pause *pause)
{
    const struct sf_scenario *scenario = reading->scenario;
    const struct sf_setting *ballot = sf_setting_find(group, "ballot");
    char path[SF_PATH_CHARS];
    sf_setting_path(group, path);
    *pause = (struct sf_pause){.place = {group->file, group->line}, .ballot = SF_NONE};
    sf_keys_read(reading, group, SF_GROUP_PAUSE, pause, "");
    if (pause->from != SF_NO_DAY && pause->to != SF_NO_DAY && pause->from > pause->to) {
        sf_reading_fault(reading, sf_setting_find(group, "to"),
                         "'%s' ends before it begins: 'from' must not be after 'to'",
                         path);
    }
    if (ballot == NULL || reading->is_out_of_memory) {
        return;
    }
    struct sf_name_table names = {0};
    sf_names_collect(reading, scenario->ballot, scenario->n_ballots,
                     sizeof(*scenario->ballot), "ballot", &names);
    pause->ballot = sf_reference_read(reading, &names, ballot);
    sf_names_free(&names);
    if (pause->ballot == SF_NONE) {
        return;
    }
    const struct sf_ballot *asked = &scenario->ballot[pause->ballot];
    if (!asked->is_consultative) {
        sf_reading_fault(reading, ballot,
                         "'%s': the ballot '%s' gives a mandate for action; a pause is "
                         "decided by one of kind = \"consultative\"",
                         path, asked->name);
    } else if (!asked->asks[SF_QUESTION_STRIKE]) {
        sf_reading_fault(
            reading, ballot,
            "'%s': the ballot '%s' must ask the question \"strike\", which "
            "here is whether to rest",
            path, asked->name);
    } else if (asked->closes != SF_NO_DAY && pause->from != SF_NO_DAY &&
               asked->closes > pause->from) {
        sf_reading_fault(reading, ballot,
                         "'%s' begins before its ballot '%s' closes; let it begin on "
                         "that day or later",
                         path, asked->name);
    }
}

void sf_ending_read(struct sf_reading *reading, const struct sf_setting *group,
                    struct sf_strategy *strategy)
{
    const struct sf_setting *settlement = sf_setting_find(group, "settlement");
    const struct sf_setting *pause =
        sf_keys_special(reading, group, "pause", SF_SETTING_GROUP);
    strategy->settlement = SF_NONE;
    if (settlement != NULL) {
        strategy->settlement =
            sf_reference_read(reading, &reading->settlements, settlement);
    }
    if (pause != NULL) {
        strategy->has_pause = true;
        read_pause(reading, pause, &strategy->pause);
    }
}

void sf_settlements_free(struct sf_scenario *scenario)
{
    for (size_t i = 0; i < scenario->n_settlements; i++) {
        struct sf_settlement *settlement = &scenario->settlement[i];
        for (size_t g = 0; g < settlement->n_gains; g++) {
            sf_keys_free(SF_GROUP_GAIN, &settlement->gain[g]);
        }
        free(settlement->gain);
        sf_keys_free(SF_GROUP_SETTLEMENT, settlement);
    }
    free(scenario->settlement);
}
