/* Kinds of action: what may be written together, and how it is said (M6.3, M6.7). */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit/scenario/texts.h"

#define CHECK(list) check_mistakes(list, sizeof(list) / sizeof((list)[0]))

#define GATE                                                                           \
    "employer = \"Museums\"; called = { dist = \"uniform\"; low = 20; high = 40; };"
#define DESK "employer = \"Passports\"; called = 300; rule = \"full\";"

Test(kinds, of_a_wave_that_cannot_be_is_told)
{
    static const struct mistake list[] = {
        {"called = 300", "kind = \"rolling\"; called = 300", "has no 'wave'; write"},
        {GATE, "employers = \"all\"; wave = \"day\";",
         "must be \"week\", \"month\" or a whole number of days"},
        {GATE, "employers = \"all\"; wave = 1.5;", "a whole number of days"},
        {GATE, "employers = \"all\"; wave = 0;", "a whole number of days"},
        {GATE, "employers = \"all\"; wave = -2;", "a whole number of days"},
        {GATE, "employer = \"Museums\"; wave = \"week\";", "nobody to take turns with"},
        {GATE, "groups = \"north\"; wave = \"week\";", "nobody to take turns with"},
        {GATE, "groups = [\"north\", \"south\", \"north\"]; wave = 1;",
         "has 'north' twice"},
        {GATE, "groups = [\"north\", \"west\"]; wave = 1;",
         "no group of employers 'west'"},
        {GATE, "employers = \"all\"; wave = 1; kind = \"national\";",
         "only rolling action and action short of strike have"},
        {GATE, "employers = \"all\"; wave = 1; days_per_member = 1.5;",
         "wave and days_per_member cannot be joined"},
        {GATE, "employers = \"all\"; wave = 1; called = 30;",
         "calls a number of members at 2 employers"},
    };
    CHECK(list);
}

Test(kinds, of_what_belongs_to_action_short_of_strike_is_told)
{
    static const struct mistake list[] = {
        {GATE, GATE " docking = 0.5;", "write kind = \"short of strike\""},
        {GATE, GATE " overtime_share = 0.5;", "only action short of strike has"},
        {GATE, GATE " backlog = 0.5;", "only action short of strike has"},
        {GATE, GATE " kind = \"short of strike\"; docking = 50;",
         "must be from 0 to 1 (a share of the day's pay); write 0.5 for 50 %"},
        {GATE, GATE " kind = \"short\";", "\"rolling\", \"short of strike\""},
    };
    CHECK(list);
}

Test(kinds, are_counted_apart_where_a_day_calls_more_than_there_are)
{
    /* 300 of the 900 out, and 700 called on the same days: too many only where both are
       out, or both short of strike. */
    static const struct {
        const char *first, *second;
        enum sf_status status;
    } list[] = {{"targeted", "short of strike", SF_OK},
                {"short of strike", "targeted", SF_OK},
                {"targeted", "targeted", SF_ERR_SCENARIO},
                {"short of strike", "short of strike", SF_ERR_SCENARIO}};
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        char to[400];
        snprintf(to, sizeof(to),
                 DESK
                 " kind = \"%s\"; days = [\"2023-04-03\"]; }, { name = \"too\"; kind "
                 "= \"%s\"; employer = \"Passports\"; called = 700;",
                 list[i].first, list[i].second);
        char *text = base_with(DESK, to, NULL);
        struct attempt attempt = attempt_read(text, NULL);
        cr_expect_eq(attempt.status, list[i].status, "%s", to);
        if (list[i].status != SF_OK) {
            cr_expect_not_null(
                strstr(first_error(&attempt)->words, "call 1000 members of"));
        }
        attempt_free(&attempt);
        free(text);
    }
}

Test(kinds, of_conditions_that_ask_nothing_are_told)
{
#define WHEN(words) DESK " when = \"" words "\";"
    static const struct mistake list[] = {
        {DESK, WHEN("no settlement by 2023-13-01"), "\"no settlement by 2023-06-01\""},
        {DESK, WHEN("no settlement by 2023-07-01"), "which is not known by then"},
        {DESK, WHEN("docking > 0.5"), "write \"docking >= 0.5\""},
        {DESK, WHEN("docking >= 50"), "with a share from 0 to 1"},
        {DESK, WHEN("docking >= nan"), "with a share from 0 to 1"},
        {DESK, WHEN("docking >= 0.5 or so"), "with a share from 0 to 1"},
        {DESK, WHEN("docking of  >= 0.5"), "with a share from 0 to 1"},
        {DESK, WHEN("dock >= 0.5"), "write \"docking >= 0.5\""},
        {DESK, WHEN("docking >= 0.5"), "of its other actions has docking"},
        {DESK, WHEN("docking of gate < 0.5"),
         "no other action with docking has the name 'gate'"},
    };
    CHECK(list);
}

/** What `check` says of the base with something replaced. */
static char *words_of(const char *from, const char *to)
{
    char *text = base_with(from, to, NULL);
    struct attempt attempt = attempt_read(text, NULL);
    const struct sf_fault *fault = first_error(&attempt);
    cr_assert_eq(attempt.status, SF_OK, "%s", fault != NULL ? fault->words : "");
    char *words = NULL;
    cr_assert_eq(sf_scenario_words(attempt.scenario, &words), SF_OK);
    attempt_free(&attempt);
    free(text);
    return words;
}

static void expect_words(const char *from, const char *to, const char *expected)
{
    char *words = words_of(from, to);
    cr_expect_not_null(strstr(words, expected), "%s\nis not in\n%s", expected, words);
    free(words);
}

Test(kinds, are_said_by_check)
{
    expect_words(
        GATE, "groups = \"all\"; wave = \"week\";",
        "gate: all members at 2 employers in 2 groups, 2 days, 1 June 2023 to 2 "
        "June 2023; in turns of a week; strike pay");
    expect_words(GATE, "employers = \"all\"; wave = 1;", "; in turns of 1 day; ");
    expect_words(GATE,
                 GATE " kind = \"short of strike\"; overtime_share = 0.07; docking = { "
                      "dist = \"discrete\"; values = [0.0, 0.5, 1.0]; weights = [1, 1, "
                      "1]; };",
                 "; short of strike, 0 %, 50 % or 100 % of pay docked, 7 % of pay lost "
                 "with overtime; strike pay ");
    expect_words(DESK,
                 DESK " when = \"docking >= 0.75\"; days = [\"2023-04-03\"]; }, { name "
                      "= \"short\"; kind = "
                      "\"short of strike\"; docking = 0.37; employer = \"Museums\";",
                 "; only where docking is at least 75 %; strike pay ");
    expect_words(DESK,
                 DESK " when = \"docking of short < 0.2\"; days = [\"2023-04-03\"]; }, "
                      "{ name = \"short\"; kind = "
                      "\"short of strike\"; docking = 0.37; employer = \"Museums\";",
                 "; only where docking of short is below 20 %; strike pay ");
    expect_words(DESK,
                 DESK "days = [\"2023-04-03\"]; }, { name = \"short\"; kind = \"short "
                      "of strike\"; docking = "
                      "0.37; employer = \"Museums\";",
                 "; short of strike, 37 % of pay docked; no strike pay\n");
}

Test(kinds, days_that_employers_share_are_counted_by_check)
{
    /* All out on 1 February and, with Passports' desk on no such day, 15 March: only
       Passports has a mandate. With Museums balloted too, both are out on two days. */
    char *words = words_of("title =", "title =");
    cr_expect_null(strstr(words, "more than one employer"));
    free(words);
    expect_words(
        "closes = \"2023-01-20\"", "closes = \"2023-01-20\"; result = \"passed\"",
        "all members at every employer with a mandate, 2 days, 1 February 2023 "
        "to 15 March 2023; unpaid\n"
        "          2 days with more than one employer out; most, 2, on 1 "
        "February 2023\n");
    /* Turns are not shared days, nor is action short of strike. */
    words = words_of(GATE, "employers = \"all\"; wave = 1;");
    cr_expect_null(strstr(words, "more than one employer"));
    free(words);
}

Test(kinds, of_a_turn_that_never_comes_are_warned_of)
{
    char *text = base_with(GATE, "employers = \"all\"; wave = 2;", NULL);
    struct attempt attempt = attempt_read(text, NULL);
    cr_assert_eq(attempt.status, SF_OK);
    size_t n_found = 0;
    for (size_t i = 0; i < attempt.faults.n; i++) {
        n_found += strstr(attempt.faults.fault[i].words,
                          "'gate' at 'Museums': its turn never comes") != NULL;
    }
    cr_expect_eq(n_found, 1);
    attempt_free(&attempt);
    free(text);
}

Test(kinds, may_share_a_day_where_no_member_is_in_two)
{
    /* The wave's second week is Museums', so Passports may all be out in it. */
    static const struct {
        const char *day;
        enum sf_status status;
    } list[] = {{"2023-06-12", SF_OK}, {"2023-06-06", SF_ERR_SCENARIO}};
    for (size_t i = 0; i < 2; i++) {
        char to[400];
        snprintf(
            to, sizeof(to),
            "employers = [\"Passports\", \"Museums\"]; wave = \"week\"; from = "
            "\"2023-06-05\"; to = \"2023-06-16\"; }, { name = \"day\"; employer = "
            "\"Passports\"; days = [\"%s\"]; }, { name = \"short\"; kind = \"short "
            "of strike\"; employers = \"all\";",
            list[i].day);
        char *text = base_with(GATE, to, NULL);
        struct attempt attempt = attempt_read(text, NULL);
        cr_expect_eq(attempt.status, list[i].status, "%s", list[i].day);
        attempt_free(&attempt);
        free(text);
    }
}
