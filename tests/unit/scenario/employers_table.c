#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit/scenario/texts.h"

static const char *const header =
    "employer,members,share_aa_ao,share_eo,salary_aa_ao,salary_eo,turnout,yes,"
    "met_threshold\n";

/* A scenario whose employers are in x.csv. */
static const char *const text =
    "format = \"strikefund-1\"; title = \"t\"; start = \"2023-01\"; months = 3;\n"
    "fund : { opening = { value = 5.0; source = \"s\"; grade = \"A\"; }; };\n"
    "bands = ( { name = \"AA/AO\"; net_ratio = 0.77; }, { name = \"EO\"; net_ratio = "
    "0.76; } );\n"
    "employers : { file = \"x.csv\"; divisor = 365; };\n"
    "strategies = ( { name = \"s\"; } );\n";

static struct attempt read_rows(const char *head, const char *rows)
{
    const size_t room = strlen(head) + strlen(rows) + 1;
    char *table = malloc(room);
    cr_assert_not_null(table);
    strcat(strcpy(table, head), rows);
    struct attempt attempt = attempt_read(text, table);
    free(table);
    return attempt;
}

Test(employers_table, is_read_as_it_stands)
{
    struct attempt attempt =
        read_rows(header, "Home Office,8827,0.25,0.75,22400,26180,0.5338,0.8626,met\n"
                          "\"Parks, Royal\",350,1,,19500.50,,,,missed\n");
    cr_assert_eq(attempt.status, SF_OK, "%s",
                 first_error(&attempt) ? first_error(&attempt)->words : "");
    const struct sf_scenario *s = attempt.scenario;
    cr_assert_eq(s->n_employers, 2);
    cr_assert_str_eq(s->employer[0].name, "Home Office");
    cr_assert_eq(s->employer[0].members, 8827);
    cr_assert_eq(s->employer[0].share[1], 0.75);
    cr_assert_eq(s->employer[0].divisor, 365.0);
    cr_assert(s->employer[0].has_turnout && s->employer[0].turnout == 0.5338);
    cr_assert(s->employer[0].has_result && s->employer[0].met_threshold);
    cr_assert_str_eq(s->employer[1].name, "Parks, Royal");
    cr_assert_eq(s->employer[1].salary[0], 19500.5);
    cr_assert_not(s->employer[1].has_turnout);
    cr_assert(s->employer[1].has_result && !s->employer[1].met_threshold);
    cr_assert_eq(s->employer[1].place.line, 3);
    attempt_free(&attempt);
}

Test(employers_table, says_who_is_in_an_important_service)
{
    const char *head = "employer,members,share_aa_ao,share_eo,salary_aa_ao,salary_eo,"
                       "important_service\n";
    struct attempt attempt = read_rows(head, "Border,900,0.3,0.7,22400,26180,yes\n"
                                             "Parks,90,0.3,0.7,22400,26180,No\n"
                                             "Ports,80,0.3,0.7,22400,26180,TRUE\n"
                                             "Tate,70,0.3,0.7,22400,26180,\n");
    cr_assert_eq(attempt.status, SF_OK);
    const bool expected[] = {true, false, true, false};
    for (size_t i = 0; i < 4; i++) {
        cr_expect_eq(attempt.scenario->employer[i].is_important_service, expected[i]);
    }
    attempt_free(&attempt);
    attempt = read_rows(head, "Border,900,0.3,0.7,22400,26180,perhaps\n");
    cr_assert_eq(attempt.faults.n_errors, 1);
    cr_expect_not_null(
        strstr(first_error(&attempt)->words,
               "'important_service' is \"perhaps\"; it must be \"yes\" or "
               "\"no\""));
    attempt_free(&attempt);
}

Test(employers_table, comes_in_many_shapes)
{
    static const char *const rows[] = {
        "Home Office,8827,0.25,0.75,22400,26180,,,\r\n",
        "\n\nHome Office,8827,0.25,0.75,22400,26180,,,\n\n,,,,,,,,\n",
        "Home Office,\"8,827\",0.25,0.75,\"£22,400\",26180,,,",
        "\"Home Office\",8827 , 0.25,0.75,£22400,26180,,,\r\n",
        "Home Office,8827,.25,7.5e-1,22400.00,26180,,,",
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct attempt attempt = read_rows(header, rows[i]);
        cr_assert_eq(attempt.status, SF_OK, "%s: %s", rows[i],
                     first_error(&attempt) ? first_error(&attempt)->words : "");
        cr_expect_eq(attempt.scenario->n_employers, 1);
        cr_expect_str_eq(attempt.scenario->employer[0].name, "Home Office");
        cr_expect_eq(attempt.scenario->employer[0].members, 8827);
        cr_expect_eq(attempt.scenario->employer[0].salary[0], 22400.0);
        attempt_free(&attempt);
    }
}

Test(employers_table, quotes_may_hold_quotes_and_line_breaks)
{
    struct attempt attempt = read_rows(
        "employer,members_note,members,share_aa_ao,share_eo,salary_aa_ao,salary_eo\n",
        "\"The \"\"Royal\"\" Mint\",\"two\nlines\",70,0.5,0.5,20000,30000\n"
        "Second,,80,0.5,0.4,20000,30000\n");
    cr_assert_eq(attempt.faults.n_errors, 1);
    cr_assert_eq(first_error(&attempt)->line, 4);
    attempt_free(&attempt);
    attempt = read_rows(
        "employer,members_note,members,share_aa_ao,share_eo,salary_aa_ao,salary_eo\n",
        "\"The \"\"Royal\"\" Mint\",\"two\nlines\",70,0.5,0.5,20000,30000\n");
    cr_assert_eq(attempt.status, SF_OK);
    cr_assert_str_eq(attempt.scenario->employer[0].name, "The \"Royal\" Mint");
    attempt_free(&attempt);
}

Test(employers_table, shares_are_normalised_within_reason)
{
    struct attempt attempt =
        read_rows(header, "Home Office,8827,0.252,0.751,22400,26180,,,\n");
    cr_assert_eq(attempt.status, SF_OK);
    const double *share = attempt.scenario->employer[0].share;
    cr_assert(fabs(share[0] + share[1] - 1.0) < 1e-15);
    cr_assert(fabs(share[0] / share[1] - 0.252 / 0.751) < 1e-15);
    attempt_free(&attempt);
}

Test(employers_table, faults_carry_its_name_and_line)
{
    static const struct {
        const char *rows, *words;
    } list[] = {
        {"A,1O0,0.5,0.5,1,1,,,", "'members' is \"1O0\", which is not a number"},
        {"A,,0.5,0.5,1,1,,,", "has no 'members'"},
        {",7,0.5,0.5,1,1,,,", "is empty"},
        {"A,7,50%,0.5,1,1,,,", "write 0.10 for 10 %"},
        {"A,7,0.5,0.4,1,1,,,", "its shares sum to 0.9"},
        {"A,7,0.5,nan,1,1,,,", "\"nan\", which is not a number"},
        {"A,7,0.5,0x1,1,1,,,", "which is not a number"},
        {"A,7.5,0.5,0.5,1,1,,,", "must be a whole number (members)"},
        {"A,\"1,23\",0.5,0.5,1,1,,,", "which is not a number"},
        {"A,-7,0.5,0.5,1,1,,,", "from 1 to 2000000 (members)"},
        {"A,7,0.5,0.5,1e9,1,,,", "from 0 to 10000000 (pounds a year)"},
        {"A,7,0.5,0.5,,1,,,", "has members in band 'AA/AO' and no salary"},
        {"A,7,0.5,0.5,1,1,0.5,,", "one of turnout and yes"},
        {"A,7,0.5,0.5,1,1,50,0.8,", "write 0.5 for 50 %"},
        {"A,7,0.5,0.5,1,1,,,yes", "must be \"met\" or \"missed\""},
        {"A,7,0.5,0.5,1,1,,", "has 8 cells and the first row 9"},
        {"A,7,0.5,0.5,1,1,,,,", "has 10 cells"},
        {"\"A\"b,7,0.5,0.5,1,1,,,", "after a closing quote"},
        {"\"A,7,0.5,0.5,1,1,,,", "never closed"},
    };
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        char rows[200] = "First,7,0.5,0.5,1,1,,,\n\n";
        struct attempt attempt = read_rows(header, strcat(rows, list[i].rows));
        const struct sf_fault *fault = first_error(&attempt);
        cr_assert_not_null(fault, "%s", list[i].rows);
        cr_expect_eq(attempt.faults.n_errors, 1, "%s", list[i].rows);
        cr_expect_eq(fault->line, 4, "%s: line %d", list[i].rows, fault->line);
        cr_expect_not_null(strstr(fault->file, "/x.csv"));
        cr_expect_not_null(strstr(fault->words, list[i].words), "'%s' gave '%s'",
                           list[i].rows, fault->words);
        attempt_free(&attempt);
    }
}

Test(employers_table, columns_that_are_missing_unknown_or_double)
{
    struct attempt attempt = read_rows(
        "employer,member,share_aa_ao,salary_aa_ao,salary_eo\n", "A,1,1,1,1\n");
    cr_assert_eq(attempt.faults.n_errors, 1);
    const struct sf_fault *fault = first_error(&attempt);
    cr_assert_eq(fault->line, 1);
    cr_assert_not_null(strstr(fault->words, "columns are missing: members, share_eo"));
    cr_assert_eq(attempt.faults.n, 2);
    cr_assert(attempt.faults.fault[0].is_warning);
    cr_assert_not_null(strstr(attempt.faults.fault[0].words,
                              "'member' is left out; did you mean 'members'?"));
    attempt_free(&attempt);

    attempt = read_rows("employer,members,members,share_aa_ao,share_eo,salary_aa_ao,"
                        "salary_eo\n",
                        "A,1,1,0.5,0.5,1,1\n");
    cr_assert_eq(attempt.faults.n_errors, 1);
    cr_assert_not_null(
        strstr(first_error(&attempt)->words, "'members' is there twice"));
    attempt_free(&attempt);
}

Test(employers_table, files_that_are_none)
{
    static const char *const list[][2] = {
        {"", "is empty"},
        {"\n\r\n", "is empty"},
        {"\xff\xfe"
         "e",
         "UTF-16"},
        {"employer,members\nCaf\xe9,1\n", "Latin-1"},
    };
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        struct attempt attempt = attempt_read(text, list[i][0]);
        cr_assert_eq(attempt.faults.n_errors, 1);
        cr_expect_not_null(strstr(first_error(&attempt)->words, list[i][1]));
        cr_expect_not_null(strstr(first_error(&attempt)->file, "x.csv"));
        attempt_free(&attempt);
    }
    struct attempt attempt = read_rows(header, "");
    cr_assert_not_null(strstr(first_error(&attempt)->words, "names no employer"));
    attempt_free(&attempt);
    attempt = attempt_read(text, NULL);
    cr_assert_eq(attempt.status, SF_ERR_SCENARIO);
    cr_assert_eq(first_error(&attempt)->line, 4);
    cr_assert_not_null(
        strstr(first_error(&attempt)->words, "cannot be read: No such file"));
    attempt_free(&attempt);
}

Test(employers_table, its_path_stays_in_the_folder)
{
    static const char *const paths[] = {"/etc/passwd", "../../etc/passwd",
                                        "./..//../etc/passwd"};
    for (size_t i = 0; i < 3; i++) {
        const struct sf_override override = {"employers.file", paths[i]};
        struct attempt attempt =
            attempt_read_bytes(text, strlen(text), "", &override, 1);
        cr_assert_eq(attempt.faults.n_errors, 1);
        cr_expect_not_null(
            strstr(first_error(&attempt)->words, "outside the scenario's"));
        attempt_free(&attempt);
    }
}

Test(employers_table, five_thousand_are_the_most)
{
    const size_t n = 5001;
    char *rows = malloc(n * 60);
    cr_assert_not_null(rows);
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        at += (size_t)sprintf(rows + at, "Employer %zu,7,0.5,0.5,20000,30000,,,\n", i);
    }
    struct attempt attempt = read_rows(header, rows);
    cr_assert_eq(first_error(&attempt)->line, 5002);
    cr_assert_not_null(
        strstr(first_error(&attempt)->words, "more than 5000 employers"));
    attempt_free(&attempt);
    free(rows);
}
