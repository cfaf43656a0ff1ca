#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit/scenario/texts.h"

#define CHECK(list) check_mistakes(list, sizeof(list) / sizeof((list)[0]))

Test(syntax, faults_come_alone_with_a_hint)
{
    static const struct mistake list[] = {
        {"opening = 173000.5", "opening = £4,000", "write 4"},
        {"opening = 173000.5", "opening = £12.5", "write 12.5, without £"},
        {"leave = 0.008", "leave = 10%", "write 0.1 for 10 %, without the % sign"},
        {"opening = 173000.5", "opening = 1,234,567",
         "write 1234567, without thousands"},
        {"opening = 173000.5", "opening = 4,5", "write 4.5, with a decimal point"},
        {"opening = 173000.5", "opening = 1_000", "'1_000' is not a number"},
        {"opening = 173000.5", "opening = 1e", "'1e' is not a number"},
        {"\"national\"]; }\n", "\"national\"]; },\n@@", "the comma before this ')'"},
        {"[0.6, 0.4]", "[0.6, 0.4,]", "the comma before this ']'"},
        {"title = \"A base\"", "title = \"A base", "no closing quote"},
        {"title = \"A base\"", "title = A base", "words in double quotes: \"A\""},
        {"title = \"A base\"", "title = “A base”", "straight double quotes"},
        {"title = \"A base\"", "title = 'A base'", "straight double quotes"},
        {"fund : {", "fund {", "'=' or ':' is missing before '{'"},
        {"months = 12", "months 12", "this is not understood"},
        {"months = 12;", "months = ;", "a value is missing"},
        {"[\"2023-05-01\"]", "(\"2023-05-01\"]",
         "does not fit the '(' opened on line 8"},
        {"[\"2023-05-01\"];", "@@[\"2023-05-01\";", "write commas, not ';'"},
        {"high = 40; }", "high = 40; )", "does not fit the '{'"},
        {"[0.6, 0.4]", "[3, 5.0]", "write every number of a list alike: [3.0, 5.0]"},
        {"months = 12;", "months = 12; months = 13;", "is there already"},
    };
    CHECK(list);
}

Test(syntax, thousands_commas_in_a_list_are_told)
{
    static const struct mistake list[] = {
        {"salaries = [22000.0, 28000.0]", "salaries = [22,000, 28000]",
         "without thousands commas"},
    };
    CHECK(list);
}

Test(syntax, a_bracket_left_open_is_told_where_it_was_opened)
{
    const char *text = "format = \"strikefund-1\";\nfund : {\n  opening = 3.0;\n";
    struct attempt attempt = attempt_read(text, NULL);
    cr_assert_eq(attempt.faults.n, 1);
    cr_assert_eq(attempt.faults.fault[0].line, 2);
    cr_assert_not_null(strstr(attempt.faults.fault[0].words, "never closed"));
    attempt_free(&attempt);
}

Test(syntax, a_missing_comma_between_members)
{
    static const struct mistake list[] = {
        {"subscription = 14.6; },\n", "subscription = 14.6; }\n@@",
         "a comma is missing"},
    };
    CHECK(list);
}

Test(syntax, a_byte_order_mark_is_dropped)
{
    char *text = base_with("format",
                           "\xef\xbb\xbf"
                           "format",
                           NULL);
    struct attempt attempt = attempt_read(text, NULL);
    cr_assert_eq(attempt.status, SF_OK);
    attempt_free(&attempt);
    free(text);
}

Test(syntax, what_is_not_utf_8_text_is_refused)
{
    static const struct {
        const char *bytes;
        size_t length;
        int line;
        const char *words;
    } list[] = {
        {"\xff\xfe"
         "f\0o\0",
         6, 1, "UTF-16"},
        {"a = 1;\nb = \0;", 13, 2, "zero byte"},
        {"a = 1;\n\nb = \"caf\xe9\";", 18, 3, "Latin-1"},
        {"a = \"\xed\xa0\x80\";", 9, 1, "not UTF-8"},
        {"", 0, 0, "has no 'format'"},
    };
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        struct attempt attempt =
            attempt_read_bytes(list[i].bytes, list[i].length, NULL, NULL, 0);
        cr_assert_eq(attempt.status, SF_ERR_SCENARIO);
        cr_expect_eq(attempt.faults.fault[0].line, list[i].line);
        cr_expect_not_null(strstr(attempt.faults.fault[0].words, list[i].words), "%s",
                           attempt.faults.fault[0].words);
        attempt_free(&attempt);
    }
}

Test(syntax, ten_megabytes_are_refused)
{
    const size_t length = 10 * 1024 * 1024;
    char *text = malloc(length);
    cr_assert_not_null(text);
    memset(text, ' ', length);
    struct attempt attempt = attempt_read_bytes(text, length, NULL, NULL, 0);
    cr_assert_eq(attempt.status, SF_ERR_SCENARIO);
    cr_assert_eq(attempt.faults.n, 1);
    cr_assert_not_null(
        strstr(attempt.faults.fault[0].words, "too large: at most 4 mega"));
    attempt_free(&attempt);
    free(text);
}

Test(syntax, brackets_nested_deep_are_refused)
{
    enum { DEPTH = 200000 };
    char *text = malloc(DEPTH + 10);
    cr_assert_not_null(text);
    for (size_t kind = 0; kind < 2; kind++) {
        memcpy(text, "a = ", 4);
        memset(text + 4, kind == 0 ? '(' : '[', DEPTH);
        struct attempt attempt = attempt_read_bytes(text, DEPTH + 4, NULL, NULL, 0);
        cr_assert_eq(attempt.status, SF_ERR_SCENARIO);
        cr_assert_eq(attempt.faults.n, 1);
        cr_assert_not_null(strstr(attempt.faults.fault[0].words, "nested more than"));
        attempt_free(&attempt);
    }
    free(text);
}

Test(syntax, a_group_of_too_many_settings_is_refused)
{
    const size_t n = 10001;
    char *text = malloc(n * 16);
    cr_assert_not_null(text);
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        at += (size_t)sprintf(text + at, "k%zu = 1;\n", i);
    }
    struct attempt attempt = attempt_read(text, NULL);
    cr_assert_eq(attempt.faults.n, 1);
    cr_assert_eq(attempt.faults.fault[0].line, 10001);
    cr_assert_not_null(
        strstr(attempt.faults.fault[0].words, "more than 10000 settings"));
    attempt_free(&attempt);
    free(text);
}

static struct attempt read_with_include(const char *include, const char *included)
{
    const size_t room = strlen(include) + strlen(base_text) + 2;
    char *whole = malloc(room);
    cr_assert_not_null(whole);
    snprintf(whole, room, "%s\n%s", include, base_text);
    /* x.csv holds what is included: any name will do. */
    struct attempt attempt = attempt_read(whole, included);
    free(whole);
    return attempt;
}

Test(syntax, includes_are_read_from_beside_the_scenario)
{
    struct attempt attempt =
        read_with_include("@include \"x.csv\"", "confidential = true;");
    cr_assert_eq(attempt.status, SF_OK);
    cr_assert(attempt.scenario->is_confidential);
    attempt_free(&attempt);
}

Test(syntax, faults_in_an_included_file_carry_its_name)
{
    static const struct {
        const char *included, *words;
        int line;
    } list[] = {
        {"\nconfidentail = true;", "did you mean 'confidential'?", 2},
        {"\n\nconfidential = £;", "without £", 3},
        {"\n year_starts = 5000000000;", "too large", 2},
    };
    for (size_t i = 0; i < 3; i++) {
        struct attempt attempt =
            read_with_include("@include \"x.csv\"", list[i].included);
        const struct sf_fault *fault = first_error(&attempt);
        cr_assert_not_null(fault);
        cr_expect_not_null(strstr(fault->file, "/x.csv"), "%s", fault->file);
        cr_expect_eq(fault->line, list[i].line);
        cr_expect_not_null(strstr(fault->words, list[i].words), "%s", fault->words);
        attempt_free(&attempt);
    }
}

Test(syntax, includes_that_are_refused)
{
    static const char *const list[][3] = {
        {"@include \"/etc/passwd\"", "", "outside the scenario's folder"},
        {"@include \"../../etc/passwd\"", "", "outside the scenario's folder"},
        {"@include \"./..//../etc/passwd\"", "", "outside the scenario's folder"},
        {"@include \".\"", "", "it is a folder"},
        {"@include \"../none.cfg\"", "", "cannot be read"},
        {"@include \"none.cfg\"", "", "cannot be read"},
        {"@include x.csv", "", "on a line of its own"},
        {"@include \"x.csv", "", "on a line of its own"},
        {"@include \"x.csv\"", "@include \"x.csv\"", "includes itself"},
        {"@include \"x.csv\"",
         "\xef\xbb\xbf"
         "runs = 3;",
         "byte order mark"},
        {"@include \"x.csv\"", "a = \"\xff\";", "not UTF-8"},
    };
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        struct attempt attempt = read_with_include(list[i][0], list[i][1]);
        cr_assert_eq(attempt.status, SF_ERR_SCENARIO, "%s", list[i][0]);
        cr_expect_eq(attempt.faults.n, 1);
        cr_expect_not_null(strstr(attempt.faults.fault[0].words, list[i][2]), "%s",
                           attempt.faults.fault[0].words);
        attempt_free(&attempt);
    }
}

Test(syntax, no_cut_of_a_good_file_does_harm)
{
    const size_t length = strlen(base_text);
    for (size_t cut = 0; cut < length; cut += 7) {
        struct attempt attempt = attempt_read_bytes(base_text, cut, NULL, NULL, 0);
        cr_assert_eq(attempt.status, SF_ERR_SCENARIO);
        cr_assert_gt(attempt.faults.n_errors, 0);
        attempt_free(&attempt);
    }
}

Test(syntax, no_changed_byte_does_harm)
{
    static const char marks[] = "{}()[]\",;=#5.-@%\\x\n";
    const size_t length = strlen(base_text);
    for (size_t i = 0; i < 1500; i++) {
        char *text = strdup(base_text);
        cr_assert_not_null(text);
        text[i * 7919 % length] = marks[i % (sizeof(marks) - 1)];
        struct attempt attempt = attempt_read(text, NULL);
        cr_assert((attempt.status == SF_OK) == (attempt.faults.n_errors == 0));
        attempt_free(&attempt);
        free(text);
    }
}
