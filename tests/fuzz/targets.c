#include "fuzz/targets.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <gsl/gsl_errno.h>

#include "fuzz/expect.h"
#include "strikefund/experiment.h"
#include "strikefund/scenario.h"

enum { MAX_OVERRIDES = 20, MAX_PATH = 64 };

#define SMALL_HEAD                                                                     \
    "format = \"strikefund-1\";\ntitle = \"Small\";\nstart = \"2026-09\";\n"           \
    "months = 4;\nlaw = \"era2025\";\nthreshold = 0.5;\nseed = \"17\";\nruns = 30;\n"  \
    "fund : { opening = { value = 9000.0; source = \"bank\"; grade = \"A\"; }; };\n"   \
    "bands = ( { name = \"lower\"; net_ratio = 0.77; subscription = 13.0; },\n"        \
    "  { name = \"higher\"; net_ratio = 0.74; subscription = 18.0; } );\n"
#define SMALL_TAIL                                                                     \
    "levies = ( { name = \"levy\"; from = \"2026-10\"; to = \"2026-11\";\n"            \
    "  rates = { lower = 3.0; higher = 5.0; }; } );\n"                                 \
    "rules : { paid = { basis = \"net\"; rate = 1.0; }; };\n"                          \
    "ballots = ( { name = \"ballot\"; closes = \"2026-08-28\"; employers = \"all\";\n" \
    "  result = \"passed\"; } );\n"                                                    \
    "strategies = ( { name = \"all out\"; levy = \"levy\"; actions = (\n"              \
    "  { name = \"day\"; kind = \"national\"; employers = \"mandated\";\n"             \
    "    rule = \"paid\"; days = [\"2026-11-18\"];\n"                                  \
    "    participation = { dist = \"beta\"; mean = 0.6; sd = 0.08;\n"                  \
    "      source = \"guess\"; grade = \"J\"; }; } ); } );\n"

static const char FROM_FILE[] =
    SMALL_HEAD "employers : { file = \"employers.csv\"; };\n" SMALL_TAIL;
static const char WITH_LIST[] = SMALL_HEAD
    "employers : { list = ( { name = \"Council\"; members = 240;\n"
    "  shares = [0.6, 0.4]; salaries = [23000.0, 34000.0]; } ); };\n" SMALL_TAIL;

/** A directory of this process's own, with one scenario and one CSV file in it. */
struct place {
    char directory[MAX_PATH], scenario[MAX_PATH], employers[MAX_PATH];
};

static void write_file(const char *path, const void *bytes, size_t n)
{
    FILE *file = fopen(path, "wb");
    EXPECT(file != NULL);
    EXPECT(fwrite(bytes, 1, n, file) == n);
    EXPECT(fclose(file) == 0);
}

static struct place place_make(const void *scenario, size_t n)
{
    struct place place = {.directory = "/tmp/strikefund-fuzz-XXXXXX"};
    EXPECT(mkdtemp(place.directory) != NULL);
    snprintf(place.scenario, MAX_PATH, "%.40s/scenario.cfg", place.directory);
    snprintf(place.employers, MAX_PATH, "%.40s/employers.csv", place.directory);
    write_file(place.scenario, scenario, n);
    return place;
}

static void place_end(const struct place *place)
{
    unlink(place->scenario);
    unlink(place->employers);
    EXPECT(rmdir(place->directory) == 0);
}

/** Tells nothing of what it reads but whether it is a scenario. */
static struct sf_scenario *
read_quietly(const char *path, const struct sf_override *override, size_t n_overrides)
{
    struct sf_faults faults = {0};
    struct sf_scenario *scenario = NULL;
    const enum sf_status status =
        sf_scenario_read(path, override, n_overrides, &faults, &scenario);
    EXPECT((status == SF_OK) == (scenario != NULL));
    EXPECT((status == SF_OK) == (faults.n_errors == 0));
    EXPECT(status == SF_OK || status == SF_ERR_SCENARIO);
    for (size_t i = 0; i < faults.n; i++) {
        EXPECT(faults.fault[i].words[0] != '\0');
        EXPECT(strpbrk(faults.fault[i].words, "\n\r\033") == NULL);
    }
    sf_faults_free(&faults);
    return scenario;
}

static void expect_resolves_to_itself(const struct sf_scenario *scenario)
{
    char *text = NULL;
    EXPECT(sf_scenario_resolved(scenario, &text) == SF_OK);
    const struct place place = place_make(text, strlen(text));
    struct sf_scenario *again = read_quietly(place.scenario, NULL, 0);
    if (again == NULL && getenv("STRIKEFUND_FUZZ_SHOW") != NULL) {
        fputs(text, stderr);
    }
    EXPECT(again != NULL);
    char *text_again = NULL;
    EXPECT(sf_scenario_resolved(again, &text_again) == SF_OK);
    EXPECT(strcmp(text, text_again) == 0);
    free(text_again);
    sf_scenario_free(again);
    place_end(&place);
    free(text);
}

static void expect_simulates(const struct sf_scenario *scenario)
{
    struct sf_experiment *experiment = NULL;
    const size_t strategy[] = {0};
    const enum sf_status status =
        sf_experiment_init(scenario, strategy, 1, &experiment);
    EXPECT(status == SF_OK);
    struct sf_ledger ledger = {0};
    EXPECT(sf_experiment_replay(experiment, 0, 1, &ledger) == SF_OK);
    sf_ledger_free(&ledger);
    sf_experiment_free(experiment);
}

static void try_one(const struct place *place, const struct sf_override *override,
                    size_t n_overrides)
{
    gsl_set_error_handler_off();
    struct sf_scenario *scenario = read_quietly(place->scenario, override, n_overrides);
    if (scenario == NULL) {
        return;
    }
    char *words = NULL;
    EXPECT(sf_scenario_words(scenario, &words) == SF_OK);
    free(words);
    expect_resolves_to_itself(scenario);
    expect_simulates(scenario);
    sf_scenario_free(scenario);
}

void fuzz_scenario(const uint8_t *bytes, size_t n)
{
    const struct place place = place_make(bytes, n);
    static const char table[] = "employer,members,share_lower,share_higher,"
                                "salary_lower,salary_higher\nCouncil,240,0.6,0.4,"
                                "23000,34000\n";
    write_file(place.employers, table, strlen(table));
    try_one(&place, NULL, 0);
    place_end(&place);
}

void fuzz_employers(const uint8_t *bytes, size_t n)
{
    const struct place place = place_make(FROM_FILE, strlen(FROM_FILE));
    write_file(place.employers, bytes, n);
    try_one(&place, NULL, 0);
    place_end(&place);
}

void fuzz_set(const uint8_t *bytes, size_t n)
{
    char *text = strndup((const char *)bytes, n);
    struct sf_override override[MAX_OVERRIDES];
    size_t n_overrides = 0;
    char *rest = text;
    for (char *line = strsep(&rest, "\n"); line != NULL && n_overrides < MAX_OVERRIDES;
         line = strsep(&rest, "\n")) {
        char *value = strchr(line, '=');
        if (value != NULL) {
            *value = '\0';
            override[n_overrides++] = (struct sf_override){line, value + 1};
        }
    }
    const struct place place = place_make(WITH_LIST, strlen(WITH_LIST));
    try_one(&place, override, n_overrides);
    place_end(&place);
    free(text);
}
