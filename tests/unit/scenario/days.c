/* Days on which an action cannot do what the file says. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "texts.h"

Test(days, without_a_mandate_are_warned_of_and_do_not_stop)
{
    char *text = base_with("closes = \"2023-01-20\"", "closes = \"2022-11-01\"", NULL);
    struct attempt attempt = attempt_read(text, NULL);
    cr_assert_eq(attempt.status, SF_OK);
    size_t n_found = 0;
    for (size_t i = 0; i < attempt.faults.n; i++) {
        /* The mandate's last day is 30 April: 4 of the 24 weekdays are after it. */
        n_found += strstr(attempt.faults.fault[i].words,
                          "'desk' at 'Passports': 4 of 24 days are outside") != NULL;
        n_found += strstr(attempt.faults.fault[i].words,
                          "'gate' at 'Museums': 2 of 2 days are outside") != NULL;
    }
    cr_expect_eq(n_found, 2);
    attempt_free(&attempt);
    free(text);
}

/** Employers "N 01", "N 02", ... of 10 members each, who take turns or are all out. */
static char *many_employers(const char *name, int n, const char *ballot,
                            const char *action)
{
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    cr_assert_not_null(stream);
    fprintf(stream,
            "format = \"strikefund-1\"; title = \"Many\"; start = \"2023-01\";\n"
            "months = 3; law = \"tua2016\"; fund : { opening = 1.0; };\n"
            "bands = ( { name = \"all\"; net_ratio = 0.8; } );\n"
            "employers : { list = (\n");
    for (int i = 1; i <= n; i++) {
        fprintf(stream,
                "%s{ name = \"%s %02d\"; members = 10; shares = [1.0]; salaries = "
                "[26000.0]; }",
                i == 1 ? "" : ",\n", name, i);
    }
    fprintf(stream,
            " ); };\nballots = ( { name = \"one\"; closes = \"2022-12-05\"; %s } );\n"
            "strategies = ( { name = \"s\"; actions = (\n%s ); } );\n",
            ballot, action);
    fclose(stream);
    return text;
}

/** The one warning of a text that has these words in it. */
static void expect_one_warning(char *text, const char *with, int line,
                               const char *words)
{
    struct attempt attempt = attempt_read(text, NULL);
    cr_assert_eq(attempt.status, SF_OK, "%s",
                 attempt.status == SF_OK ? "" : first_error(&attempt)->words);
    size_t n_found = 0;
    for (size_t i = 0; i < attempt.faults.n; i++) {
        const struct sf_fault *fault = &attempt.faults.fault[i];
        if (strstr(fault->words, with) != NULL) {
            n_found++;
            cr_expect_str_eq(fault->words, words);
            cr_expect_eq(fault->line, line);
            cr_expect(fault->is_warning);
        }
    }
    cr_expect_eq(n_found, 1, "%zu warnings", n_found);
    attempt_free(&attempt);
    free(text);
}

#define OUT                                                                            \
    "{ name = \"out\"; employers = \"all\"; days = [\"2023-02-01\", \"2023-03-15\"]; " \
    "}"
#define IN_TURN(to)                                                                    \
    "{ name = \"wave\"; employers = \"all\"; wave = \"week\"; from = \"2023-01-09\"; " \
    "to = \"" to "\"; }"

Test(days, without_a_mandate_at_many_employers_are_one_warning)
{
    expect_one_warning(
        many_employers("No", 65, "result = \"passed\"; failed = [\"No 02\"];", OUT),
        "outside any mandate", 72,
        "'out' at 'No 02': 2 of 2 days are outside any mandate and will not happen; a "
        "ballot that covers them is missing");
    expect_one_warning(
        many_employers("No", 65,
                       "result = \"passed\"; failed = [\"No 02\", \"No 64\"];", OUT),
        "outside any mandate", 72,
        "'out' at 'No 02' and 'No 64' (2 of 65 employers): 4 of 4 days there are "
        "outside any mandate and will not happen; a ballot that covers them is "
        "missing");
    /* One has a mandate for both days, two for the second alone. */
    expect_one_warning(
        many_employers(
            "No", 65,
            "result = \"passed\"; employers = [\"No 06\"]; }, { name = \"two\"; closes "
            "= "
            "\"2023-02-20\"; result = \"passed\"; employers = [\"No 01\", \"No 03\"];",
            OUT),
        "outside any mandate", 72,
        "'out' at 'No 01', 'No 02', 'No 03' and 61 more (64 of 65 employers): 126 of "
        "128 days there are outside any mandate and will not happen; a ballot that "
        "covers them is missing");
}

Test(days, that_never_come_in_a_wave_are_one_warning_too)
{
    expect_one_warning(
        many_employers("No", 3, "result = \"passed\";", IN_TURN("2023-01-20")), "never",
        10,
        "'wave' at 'No 03': its turn never comes; the wave ends before "
        "it");
    expect_one_warning(
        many_employers("No", 5, "result = \"passed\";", IN_TURN("2023-01-20")), "never",
        12,
        "'wave' at 'No 03', 'No 04' and 'No 05' (3 of 5 employers): "
        "their turns never come; the wave ends before them");
}

Test(days, without_a_mandate_are_said_whole_however_long_the_names)
{
    char name[180];
    char words[600];
    memset(name, 'n', sizeof(name));
    name[sizeof(name) - 1] = '\0';
    snprintf(
        words, sizeof(words),
        "'out' at '%s 01' and 64 more (65 of 65 employers): 130 of 130 days there "
        "are outside any mandate and will not happen; a ballot that covers them is "
        "missing",
        name);
    expect_one_warning(many_employers(name, 65, "result = \"failed\";", OUT),
                       "outside any mandate", 72, words);
}

/* M6.2 */
Test(days, of_two_actions_of_all_members_are_a_mistake)
{
    int line;
    char *text = base_with(
        "participation = \"turnout\"; spread = 0.3; }",
        "participation = \"turnout\"; },\n"
        "@@{ name = \"again\"; employer = \"Passports\"; days = [\"2023-03-15\"]; }",
        &line);
    struct attempt attempt = attempt_read(text, NULL);
    cr_assert_eq(attempt.status, SF_ERR_SCENARIO);
    bool is_found = false;
    for (size_t i = 0; i < attempt.faults.n; i++) {
        is_found |= attempt.faults.fault[i].line == line &&
                    strstr(attempt.faults.fault[i].words,
                           "both 'all out' and 'again' call all members of 'Passports' "
                           "on 2023-03-15") != NULL;
    }
    cr_expect(is_found);
    attempt_free(&attempt);
    free(text);
}
