#include "unit/scenario/texts.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/text.h"

const char *const base_text =
    "format = \"strikefund-1\";\n"
    "title = \"A base\";\n"
    "start = \"2023-01\";\n"
    "months = 12;\n"
    "law = \"tua2016\";\n"
    "seed = \"17\";\n"
    "runs = 2385;\n"
    "holidays = [\"2023-05-01\"];\n"
    "inputs : {\n"
    "  turnout = { dist = \"beta\"; mean = 0.6; sd = 0.08; source = \"s\"; grade = "
    "\"D\"; "
    "};\n"
    "};\n"
    "fund : {\n"
    "  opening = 173000.5;\n"
    "  donations = { value = 250.0; source = \"minutes\"; grade = \"A\"; };\n"
    "  one_offs = ( { name = \"gift\"; month = \"2023-03\"; amount = 1300.0; } );\n"
    "};\n"
    "bands = (\n"
    "  { name = \"AA/AO\"; net_ratio = 0.77; levy_class = \"lower\"; subscription = "
    "14.6; "
    "},\n"
    "  { name = \"EO\"; net_ratio = 0.76; levy_class = \"higher\"; }\n"
    ");\n"
    "employers : {\n"
    "  divisor = 260; other_payers = 200;\n"
    "  list = (\n"
    "    { name = \"Passports\"; group = \"north\"; members = 900; shares = [0.6, "
    "0.4];\n"
    "      salaries = [22000.0, 28000.0]; turnout = 0.61; yes = 0.83; },\n"
    "    { name = \"Museums\"; group = \"south\"; members = 350; shares = [0.5, 0.5];\n"
    "      salaries = [21000.0, 27000.0]; result = \"missed\"; }\n"
    "  );\n"
    "};\n"
    "members : { leave = 0.008; };\n"
    "levies = (\n"
    "  { name = \"campaign levy\"; from = \"2023-02\"; to = \"2023-09\";\n"
    "    rates = { lower = 3.0; higher = 5.0; };\n"
    "    notpay = 0.08; spread = 0.3; },\n"
    "  { name = \"second levy\"; from = \"2023-10\"; to = \"2023-12\"; share_of_pay = "
    "0.002; }\n"
    ");\n"
    "rules : {\n"
    "  full : { basis = \"net\"; rate = 1.0; claim_lag = [0.25, 0.75]; };\n"
    "  flat : { basis = \"flat\"; amounts = { aa_ao = 50.0; eo = 60.0; }; };\n"
    "};\n"
    "ballots = (\n"
    "  { name = \"winter\"; closes = \"2023-01-20\"; }\n"
    ");\n"
    "strategies = (\n"
    "  { name = \"targeted\"; levy = [\"campaign levy\", \"second levy\"];\n"
    "    actions = (\n"
    "      { name = \"desk\"; employer = \"Passports\"; called = 300; rule = "
    "\"full\";\n"
    "        from = \"2023-04-03\"; to = \"2023-05-06\"; notice = \"2023-03-17\"; },\n"
    "      { name = \"gate\"; employer = \"Museums\"; called = { dist = \"uniform\"; "
    "low = "
    "20; high = 40; };\n"
    "        days = [\"2023-06-01\", \"2023-06-02\"]; rule = \"flat\"; }\n"
    "    ); },\n"
    "  { name = \"national\";\n"
    "    actions = ( { name = \"all out\"; days = [\"2023-02-01\", \"2023-03-15\"];\n"
    "      participation = \"turnout\"; spread = 0.3; } ); },\n"
    "  { name = \"combined\"; include = [\"targeted\", \"national\"]; }\n"
    ");\n";

static void write_file(const char *folder, const char *name, const char *bytes,
                       size_t length)
{
    char path[64];
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    FILE *stream = fopen(path, "wb");
    cr_assert_not_null(stream);
    cr_assert_eq(fwrite(bytes, 1, length, stream), length);
    cr_assert_eq(fclose(stream), 0);
}

struct attempt attempt_read_bytes(const char *bytes, size_t length, const char *table,
                                  const struct sf_override *override, size_t n)
{
    struct attempt attempt = {.folder = "/tmp/strikefund-XXXXXX"};
    char path[64];
    cr_assert_not_null(mkdtemp(attempt.folder));
    write_file(attempt.folder, "x.cfg", bytes, length);
    if (table != NULL) {
        write_file(attempt.folder, "x.csv", table, strlen(table));
    }
    snprintf(path, sizeof(path), "%s/x.cfg", attempt.folder);
    attempt.status =
        sf_scenario_read(path, override, n, &attempt.faults, &attempt.scenario);
    return attempt;
}

struct attempt attempt_read(const char *text, const char *table)
{
    return attempt_read_bytes(text, strlen(text), table, NULL, 0);
}

void attempt_free(struct attempt *attempt)
{
    char path[64];
    const char *const names[] = {"x.cfg", "x.csv"};
    for (size_t i = 0; i < 2; i++) {
        snprintf(path, sizeof(path), "%s/%s", attempt->folder, names[i]);
        unlink(path);
    }
    rmdir(attempt->folder);
    sf_faults_free(&attempt->faults);
    sf_scenario_free(attempt->scenario);
}

static int line_at(const char *text, const char *at)
{
    int line = 1;
    for (; text < at; text++) {
        line += *text == '\n' ? 1 : 0;
    }
    return line;
}

struct attempt attempt_round(const char *text)
{
    struct attempt first = attempt_read(text, NULL);
    char *once = NULL;
    char *twice = NULL;
    cr_assert_eq(first.status, SF_OK);
    cr_assert_eq(sf_scenario_resolved(first.scenario, &once), SF_OK);
    struct attempt again = attempt_read(once, NULL);
    const struct sf_fault *fault = first_error(&again);
    cr_assert_eq(again.status, SF_OK, "%s\n%s", fault != NULL ? fault->words : "",
                 once);
    cr_assert_eq(sf_scenario_resolved(again.scenario, &twice), SF_OK);
    cr_expect_str_eq(once, twice);
    free(once);
    free(twice);
    attempt_free(&first);
    return again;
}

char *text_after(const char *text, const char *mark, const char *words)
{
    const char *at = strstr(text, mark);
    char *made = calloc(1, strlen(text) + strlen(words) + 1);
    cr_assert_not_null(at);
    cr_assert_not_null(made);
    strncat(made, text, (size_t)(at - text) + strlen(mark));
    strcat(made, words);
    strcat(made, at + strlen(mark));
    return made;
}

char *base_with(const char *from, const char *to, int *line)
{
    const char *at = strstr(base_text, from);
    cr_assert_not_null(at, "the base text has no '%s'", from);
    struct sf_text text = {0};
    sf_text_add_bytes(&text, base_text, (size_t)(at - base_text));
    sf_text_add(&text, "%s%s", to, at + strlen(from));
    char *changed = sf_text_take(&text);
    cr_assert_not_null(changed);
    char *mark = strstr(changed, "@@");
    if (line != NULL) {
        *line = line_at(changed, mark != NULL ? mark : changed + (at - base_text));
    }
    if (mark != NULL) {
        memmove(mark, mark + 2, strlen(mark + 2) + 1);
    }
    return changed;
}

const struct sf_fault *first_error(const struct attempt *attempt)
{
    for (size_t i = 0; i < attempt->faults.n; i++) {
        if (!attempt->faults.fault[i].is_warning) {
            return &attempt->faults.fault[i];
        }
    }
    return NULL;
}

void check_mistakes(const struct mistake *mistake, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        int line = 0;
        char *text = base_with(mistake[i].from, mistake[i].to, &line);
        struct attempt attempt = attempt_read(text, NULL);
        const struct sf_fault *fault = first_error(&attempt);
        cr_expect_eq(attempt.status, SF_ERR_SCENARIO, "'%s' was taken", mistake[i].to);
        cr_expect_eq(attempt.faults.n_errors, 1, "'%s' gave %zu errors", mistake[i].to,
                     attempt.faults.n_errors);
        if (fault != NULL) {
            cr_expect_eq(fault->line, line, "'%s': line %d, not %d (%s)", mistake[i].to,
                         fault->line, line, fault->words);
            cr_expect_not_null(strstr(fault->words, mistake[i].words), "'%s' gave '%s'",
                               mistake[i].to, fault->words);
        }
        attempt_free(&attempt);
        free(text);
    }
}
