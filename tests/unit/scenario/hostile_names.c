#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "strikefund/showable.h"
#include "unit/scenario/texts.h"

/** Where a name or a title stands in the base text. */
static const char *const PLACE[][2] = {
    {"title = \"A base\"", "title"},      {"name = \"gift\"", "name"},
    {"name = \"AA/AO\"", "name"},         {"levy_class = \"lower\"", "levy_class"},
    {"name = \"Passports\"", "name"},     {"group = \"north\"", "group"},
    {"name = \"campaign levy\"", "name"}, {"name = \"winter\"", "name"},
    {"name = \"targeted\"", "name"},      {"name = \"desk\"", "name"},
};

/** As libconfig reads it, and what is said of it. */
static const char *const HOSTILE[][2] = {
    {"a\\x1b[2Jb", "U+001B"},
    {"a\\nb", "U+000A"},
    {"a\\r=1+1", "U+000D"},
    {"\\t=1+1", "U+0009"},
    {"a\\x7f", "U+007F"},
    {"a\xc2\x9b"
     "31m",
     "U+009B"},
    {"a\xe2\x80\xa8"
     "b",
     "U+2028"},
    {"a\xe2\x80\xae"
     "b",
     "U+202E"},
    {"a\xe2\x81\xa7", "U+2067"},
    {"a\xe2\x80\x8f", "U+200F"},
    {"a\xe2\x80\x8b", "U+200B"},
    {"\\xff\\xfe", "0xFF"},
    {"\\xed\\xa0\\x80", "0xED"},
    {"\\xc0\\xaf", "0xC0"},
    {"a\\x00b", "U+0000"},
    {"a\xcc\x80\xcc\x80\xcc\x80\xcc\x80\xcc\x80", "U+0300"},
};

static bool is_told(const struct attempt *attempt, const char *words)
{
    for (size_t i = 0; i < attempt->faults.n; i++) {
        cr_expect(sf_text_is_showable(attempt->faults.fault[i].words, false));
        if (strstr(attempt->faults.fault[i].words, words) != NULL &&
            attempt->faults.fault[i].line > 0) {
            return true;
        }
    }
    return false;
}

Test(hostile_names, every_name_is_refused_with_what_it_holds)
{
    for (size_t p = 0; p < sizeof(PLACE) / sizeof(PLACE[0]); p++) {
        for (size_t h = 0; h < sizeof(HOSTILE) / sizeof(HOSTILE[0]); h++) {
            char to[160];
            snprintf(to, sizeof(to), "%s = \"%s\"", PLACE[p][1], HOSTILE[h][0]);
            char *text = base_with(PLACE[p][0], to, NULL);
            struct attempt attempt = attempt_read(text, NULL);
            cr_expect_eq(attempt.status, SF_ERR_SCENARIO, "%s", to);
            cr_expect(is_told(&attempt, HOSTILE[h][1]), "%s: %s", PLACE[p][0],
                      HOSTILE[h][1]);
            attempt_free(&attempt);
            free(text);
        }
    }
}

Test(hostile_names, rules_and_inputs_made_by_an_override_are_refused_too)
{
    static const char *const KEY[] = {"rules.\"a\x1b[2J\".rate",
                                      "inputs.a\xe2\x80\xae.value",
                                      "levies.campaign levy.rates.\"\n\""};
    for (size_t i = 0; i < sizeof(KEY) / sizeof(KEY[0]); i++) {
        const struct sf_override override = {KEY[i], "1.0"};
        struct attempt attempt =
            attempt_read_bytes(base_text, strlen(base_text), NULL, &override, 1);
        cr_assert_eq(attempt.status, SF_ERR_SCENARIO);
        cr_expect_not_null(strstr(first_error(&attempt)->words, ": U+"), "%s",
                           first_error(&attempt)->words);
        cr_expect(sf_text_is_showable(first_error(&attempt)->words, false));
        attempt_free(&attempt);
    }
}

/** A string of so many of a letter, behind a beginning; freed by the caller. */
static char *long_text(const char *beginning, size_t n, const char *end)
{
    char *text = malloc(strlen(beginning) + n + strlen(end) + 1);
    cr_assert_not_null(text);
    char *out = stpcpy(text, beginning);
    memset(out, 'x', n);
    strcpy(out + n, end);
    return text;
}

Test(hostile_names, two_hundred_bytes_are_the_most)
{
    for (size_t n = SF_MAX_NAME; n <= SF_MAX_NAME + 1; n++) {
        for (size_t p = 0; p < sizeof(PLACE) / sizeof(PLACE[0]); p++) {
            char beginning[32];
            snprintf(beginning, sizeof(beginning), "%s = \"", PLACE[p][1]);
            char *to = long_text(beginning, n, "\"");
            char *text = base_with(PLACE[p][0], to, NULL);
            struct attempt attempt = attempt_read(text, NULL);
            cr_expect_eq(is_told(&attempt, "is 201 bytes long; at most 200"),
                         n > SF_MAX_NAME, "%s", PLACE[p][0]);
            attempt_free(&attempt);
            free(text);
            free(to);
        }
    }
}

Test(hostile_names, megabytes_are_refused_with_their_line)
{
    char *to = long_text("title = \"", 3900000, "\"");
    char *text = base_with("title = \"A base\"", to, NULL);
    struct attempt attempt = attempt_read(text, NULL);
    cr_assert_eq(attempt.faults.n_errors, 1);
    cr_expect_eq(first_error(&attempt)->line, 2);
    cr_expect_str_eq(first_error(&attempt)->words,
                     "'title' is 3900000 bytes long; at most 200 are possible");
    attempt_free(&attempt);
    free(text);
    free(to);
    char *value = long_text("", 10 * 1024 * 1024, "");
    const struct sf_override set[] = {
        {"title", value}, {value, "1"}, {"months", value}, {"start", value}};
    static const char *const WORDS[] = {
        "'title' is 10485760 bytes long; at most 200 are possible",
        "the key is too long", "'months' is a text", "it must be a month"};
    for (size_t i = 0; i < 4; i++) {
        attempt = attempt_read_bytes(base_text, strlen(base_text), NULL, &set[i], 1);
        cr_assert_eq(attempt.faults.n_errors, 1);
        cr_expect_not_null(strstr(first_error(&attempt)->words, WORDS[i]), "%s",
                           first_error(&attempt)->words);
        attempt_free(&attempt);
    }
    free(value);
}

Test(hostile_names, an_employer_of_megabytes_is_refused_with_its_line)
{
    const char *from = strstr(base_text, "  list = (");
    const char *to = strstr(base_text, "members : {");
    char *text = malloc(strlen(base_text) + 64);
    sprintf(text, "%.*s  file = \"x.csv\"; };\n%s", (int)(from - base_text), base_text,
            to);
    char *table = long_text("employer,members,share_aa_ao,share_eo,salary_aa_ao,"
                            "salary_eo\nMuseums,350,0.5,0.5,21000,27000\n",
                            4000000, ",900,0.6,0.4,22000,28000\n");
    struct attempt attempt = attempt_read(text, table);
    const struct sf_fault *fault = first_error(&attempt);
    cr_assert_not_null(fault);
    bool is_said = false;
    for (size_t i = 0; i < attempt.faults.n; i++) {
        is_said |= attempt.faults.fault[i].line == 3 &&
                   strstr(attempt.faults.fault[i].words,
                          "is 4000000 bytes long; at most 200") != NULL;
    }
    cr_expect(is_said, "%s", fault->words);
    attempt_free(&attempt);
    free(table);
    free(text);
}
