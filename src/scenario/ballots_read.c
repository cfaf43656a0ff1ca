/* Ballots: who is balloted, on what, and whether the result is given or left to
 * chance (M9.1-M9.3). */
#include <stdlib.h>
#include <string.h>

#include "scenario/inputs_read.h"
#include "scenario/keys.h"
#include "scenario/terms_read.h"
#include "scenario/words_read.h"
#include "strikefund/ballots.h"

#define SHARE "a share, 0.10 for 10 %"

static const struct sf_key turnout_key = {
    .name = "turnout", .type = SF_KEY_INPUT, .low = 0.0, .high = 1.0, .unit = SHARE};
static const struct sf_key yes_key = {
    .name = "yes", .type = SF_KEY_INPUT, .low = 0.0, .high = 1.0, .unit = SHARE};
static const struct sf_key question_key = {
    .name = "questions", .type = SF_KEY_WORD, .words = "strike|short", .unit = "word"};

/* Employers both in `passed` and in `failed`, or in neither list of the balloted. */
static void check_exceptions(struct sf_reading *reading, const struct sf_ballot *ballot,
                             const struct sf_setting *group)
{
    const size_t n = reading->scenario->n_employers;
    unsigned char *mark = sf_reading_alloc(reading, n, sizeof(*mark));
    if (mark == NULL) {
        return;
    }
    for (size_t i = 0; i < ballot->employers.n; i++) {
        mark[ballot->employers.index[i]] = 1;
    }
    const struct sf_indexes *lists[2] = {&ballot->passed, &ballot->failed};
    for (size_t k = 0; k < 2; k++) {
        for (size_t i = 0; i < lists[k]->n; i++) {
            const size_t e = lists[k]->index[i];
            const char *name = reading->scenario->employer[e].name;
            if (mark[e] == 0) {
                sf_reading_fault(
                    reading, group,
                    "'%s' has a result in this ballot and is not among its "
                    "employers",
                    name);
            } else if (mark[e] == 2) {
                sf_reading_fault(reading, group, "'%s' both passed and failed", name);
            }
            mark[e] = mark[e] == 1 ? 2 : mark[e];
        }
    }
    if (ballot->is_aggregated && ballot->passed.n + ballot->failed.n > 0) {
        sf_reading_fault(reading, group,
                         "an aggregated ballot has one result; leave out 'passed' and "
                         "'failed'");
    }
    free(mark);
}

static void read_questions(struct sf_reading *reading, const struct sf_setting *group,
                           struct sf_ballot *ballot)
{
    const struct sf_setting *setting = sf_setting_find(group, "questions");
    if (setting == NULL) {
        ballot->asks[SF_QUESTION_STRIKE] = true;
        return;
    }
    const bool is_list = setting->type == SF_SETTING_LIST;
    const size_t n = is_list ? setting->n_children : 1;
    for (size_t i = 0; i < n; i++) {
        unsigned question = SF_N_QUESTIONS;
        sf_words_read(reading, is_list ? setting->child[i] : setting, &question_key,
                      &question);
        if (question < SF_N_QUESTIONS) {
            ballot->asks[question] = true;
        }
    }
    if (n == 0) {
        char path[SF_PATH_CHARS];
        sf_reading_fault(reading, setting,
                         "'%s' is empty; write [\"strike\"], [\"short\"] or both",
                         sf_setting_path(setting, path));
    }
}

/* A rate of a vote: an input, or SF_NONE for "employers". */
static size_t read_rate(struct sf_reading *reading, const struct sf_setting *group,
                        const struct sf_key *key, const char *prefix)
{
    const struct sf_setting *setting = sf_setting_find(group, key->name);
    const bool is_theirs = setting != NULL && setting->type == SF_SETTING_TEXT &&
                           strcmp(setting->text, "employers") == 0;
    return setting == NULL || is_theirs ? SF_NONE
                                        : sf_input_read(reading, setting, key, prefix);
}

/* Keys that mean something only where the result is left to chance. */
static void check_given_ballot(struct sf_reading *reading,
                               const struct sf_setting *group,
                               const struct sf_ballot *ballot)
{
    const struct {
        const char *key;
        bool is_used;
    } used[] = {{"spread", ballot->spread > 0.0},
                {"yes_spread", ballot->yes_spread > 0.0},
                {"month_spread", ballot->month_spread > 0.0},
                {"bad_records", ballot->bad_records != SF_NONE}};
    for (size_t i = 0; i < sizeof(used) / sizeof(used[0]); i++) {
        if (used[i].is_used) {
            char path[SF_PATH_CHARS];
            const struct sf_setting *setting = sf_setting_find(group, used[i].key);
            sf_reading_fault(reading, setting,
                             "'%s' is for a ballot whose result is left to chance; "
                             "write its turnout and yes too, or leave it out",
                             sf_setting_path(setting, path));
        }
    }
}

/* Turnout and yes go together with each other and with the questions. */
static void check_random_ballot(struct sf_reading *reading,
                                const struct sf_setting *group,
                                const struct sf_ballot *ballot)
{
    const struct sf_setting *yes = sf_setting_find(group, "yes");
    const struct sf_setting *yes_short = sf_setting_find(group, "yes_short");
    char path[SF_PATH_CHARS];
    sf_setting_path(group, path);
    if (ballot->result != SF_RESULT_GIVEN) {
        sf_reading_fault(reading, sf_setting_find(group, "result"),
                         "'%s' has a result, and turnout or yes that leave it to "
                         "chance; keep one",
                         path);
    }
    if (yes != NULL && !ballot->asks[SF_QUESTION_STRIKE]) {
        sf_reading_fault(reading, yes,
                         "'%s' has 'yes', and does not ask \"strike\"; write "
                         "yes_short, or questions = [\"strike\", \"short\"]",
                         path);
    }
    if (yes_short != NULL && !ballot->asks[SF_QUESTION_SHORT]) {
        sf_reading_fault(reading, yes_short,
                         "'%s' has 'yes_short', and does not ask \"short\"; write "
                         "questions = [\"strike\", \"short\"]",
                         path);
    }
    if (yes_short == NULL && ballot->asks[SF_QUESTION_SHORT]) {
        sf_reading_fault(reading, group,
                         "'%s' asks \"short\" and has no 'yes_short': votes that are "
                         "yes on that question (%s)",
                         path, SHARE);
    }
}

/* How members vote, where the file says so. */
static void read_votes(struct sf_reading *reading, const struct sf_setting *group,
                       const char *prefix, struct sf_ballot *ballot)
{
    ballot->is_random = sf_setting_find(group, "turnout") != NULL ||
                        sf_setting_find(group, "yes") != NULL ||
                        sf_setting_find(group, "yes_short") != NULL;
    ballot->turnout = read_rate(reading, group, &turnout_key, prefix);
    ballot->yes[SF_QUESTION_STRIKE] = read_rate(reading, group, &yes_key, prefix);
    if (ballot->is_random) {
        check_random_ballot(reading, group, ballot);
    } else {
        check_given_ballot(reading, group, ballot);
    }
}

static void read_ballot(struct sf_reading *reading, const struct sf_setting *group,
                        struct sf_ballot *ballot)
{
    struct sf_text prefix = {0};
    const char *name = sf_setting_given_name(group);
    sf_text_add(&prefix, "ballots.%s", name != NULL ? name : "");
    ballot->place = (struct sf_place){group->file, group->line};
    sf_keys_read(reading, group, SF_GROUP_BALLOT, ballot,
                 prefix.chars != NULL ? prefix.chars : "");
    read_questions(reading, group, ballot);
    read_votes(reading, group, prefix.chars != NULL ? prefix.chars : "", ballot);
    reading->is_out_of_memory |= prefix.is_out_of_memory;
    sf_text_free(&prefix);
    const struct sf_setting *employers = sf_setting_find(group, "employers");
    const struct sf_setting *passed = sf_setting_find(group, "passed");
    const struct sf_setting *failed = sf_setting_find(group, "failed");
    if (employers == NULL) {
        sf_indexes_all(reading, reading->scenario->n_employers, &ballot->employers);
    } else {
        sf_employers_named(reading, employers, false, &ballot->employers);
    }
    if (passed != NULL) {
        sf_employers_named(reading, passed, false, &ballot->passed);
    }
    if (failed != NULL) {
        sf_employers_named(reading, failed, false, &ballot->failed);
    }
    check_exceptions(reading, ballot, group);
}

/* Every vote has its bit in a word of 64. */
static void check_votes(struct sf_reading *reading, const struct sf_setting *list)
{
    size_t n = 0;
    for (size_t i = 0; i < reading->scenario->n_ballots; i++) {
        const struct sf_ballot *ballot = &reading->scenario->ballot[i];
        for (int q = 0; q < SF_N_QUESTIONS; q++) {
            n += ballot->is_random && ballot->asks[q] ? 1 : 0;
        }
    }
    if (n > SF_MAX_VOTES) {
        sf_reading_fault(reading, list,
                         "'ballots' leaves the result of %zu questions to chance; at "
                         "most %d are possible",
                         n, SF_MAX_VOTES);
    }
}

void sf_ballots_read(struct sf_reading *reading)
{
    struct sf_scenario *scenario = reading->scenario;
    const struct sf_setting *list =
        sf_keys_list(reading, reading->root, "ballots", 1000);
    if (list == NULL) {
        return;
    }
    scenario->ballot =
        sf_reading_alloc(reading, list->n_children, sizeof(*scenario->ballot));
    for (size_t i = 0; scenario->ballot != NULL && i < list->n_children; i++) {
        read_ballot(reading, list->child[i], &scenario->ballot[scenario->n_ballots++]);
    }
    struct sf_name_table names = {0};
    sf_names_collect(reading, scenario->ballot, scenario->n_ballots,
                     sizeof(*scenario->ballot), "ballot", &names);
    sf_names_free(&names);
    check_votes(reading, list);
}
