/* What can be wrong with a rule of strike pay, and how `check` tells of one. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit/scenario/texts.h"

#define CHECK(list) check_mistakes(list, sizeof(list) / sizeof((list)[0]))

#define FLAT "basis = \"flat\"; amounts = { aa_ao = 50.0; eo = 60.0; };"

Test(rules, amounts_by_salary_belong_to_a_flat_rule_without_other_amounts)
{
    static const struct mistake list[] = {
        {FLAT, FLAT " amounts_by_salary = ( { from = 0.0; amount = 1.0; } );",
         "both 'amounts' and 'amounts_by_salary'; keep one"},
        {"basis = \"net\";",
         "basis = \"net\"; amounts_by_salary = ( { from = 0.0; amount = 1.0; } );",
         "'rules.full' has 'amounts_by_salary', which only a flat rule has"},
        {FLAT, "basis = \"flat\"; amounts_by_salary = ( );",
         "flat and has no 'amounts'"},
        {FLAT,
         "basis = \"flat\"; amounts_by_salary = ( { from = 30000.0; amount = 50.0; }, "
         "{ from = 30000.0; amount = 75.0; } );",
         "each amount must begin above the one before"},
        {FLAT,
         "basis = \"flat\"; amounts_by_salary = ( { below = 30000.0; from = 0.0; "
         "amount "
         "= 50.0; } );",
         "unknown setting"},
        {FLAT, "basis = \"flat\"; amounts_by_salary = ( { from = 0.0; } );",
         "has no 'amount': strike pay"},
        {FLAT,
         "basis = \"flat\"; amounts_by_salary = ( { from = 0.0; amount = 10001; } );",
         "from 0 to 10000 (pounds a day)"},
        {FLAT, "basis = \"flat\"; amounts_by_sallary = 3; amounts = 1.0;",
         "did you mean 'amounts_by_salary'?"},
    };
    CHECK(list);
}

Test(rules, steps_rise_from_the_rules_own_first_day_and_pay_as_its_basis_does)
{
    static const struct mistake list[] = {
        {FLAT,
         FLAT " steps = ( { from_day = 3; amounts = 9.0; }, { from_day = 3; "
              "amounts = 11.0; } );",
         "each step must begin above the one before"},
        {FLAT, FLAT " from_day = 4; steps = ( { from_day = 4; amounts = 9.0; } );",
         "begins on day 4, and its rule pays from day 4"},
        {FLAT, FLAT " steps = ( { from_day = 1; amounts = 9.0; } );",
         "from 2 to 1000 (day)"},
        {FLAT, FLAT " steps = ( { from_day = 3; rate = 0.5; amounts = 9.0; } );",
         "has a 'rate', and its rule is flat; write 'amounts'"},
        {FLAT, FLAT " steps = ( { from_day = 3; } );",
         "is of a flat rule and has no 'amounts'"},
        {FLAT, FLAT " steps = ( { from_day = 3; amounts = { eo = 9.0; }; } );",
         "no amount for band 'AA/AO'"},
        {"basis = \"net\";", "basis = \"net\"; steps = ( { from_day = 3; } );",
         "has no 'rate'"},
        {"basis = \"net\";",
         "basis = \"net\"; steps = ( { from_day = 3; rate = 1.0; amounts = 3.0; } );",
         "which only a step of a flat rule has; write 'rate'"},
        {"basis = \"net\";",
         "basis = \"net\"; steps = ( { from_day = 3; rate = 80.0; } );", "from 0 to 2"},
        {"basis = \"net\";",
         "basis = \"net\"; from_calendar_day = true; steps = ( { from_day = 3; rate = "
         "1.0; } );",
         "cannot be joined with from_calendar_day"},
        {FLAT,
         "basis = \"tiers\"; tiers = ( { from = 0.0; amount = 1.0; } ); steps = ( { "
         "from_day = 3; rate = 1.0; } );",
         "has 'steps', which only a net, gross or flat rule has"},
    };
    CHECK(list);
}

Test(rules, with_steps_cannot_be_joined_with_a_rota)
{
    const struct sf_override rota = {"strategies.targeted.actions.desk.days_per_member",
                                     "2"};
    char *text =
        base_with("basis = \"net\";",
                  "basis = \"net\"; steps = ( { from_day = 3; rate = 0.5; } );", NULL);
    struct attempt attempt = attempt_read_bytes(text, strlen(text), NULL, &rota, 1);
    cr_assert_eq(attempt.faults.n_errors, 1);
    cr_expect_not_null(strstr(first_error(&attempt)->words, "max_amount or steps"),
                       "%s", first_error(&attempt)->words);
    attempt_free(&attempt);
    free(text);
}

Test(rules, a_part_of_the_day_is_a_strikes)
{
    static const struct mistake list[] = {
        {"called = 300", "part_of_day = 50; called = 300", "from 0.01 to 1"},
        {"called = 300", "part_of_day = 0.0; called = 300", "from 0.01 to 1"},
        {"called = 300", "part_of_day = \"half\"; called = 300", "must be a number"},
        {"employer = \"Passports\"; called = 300; rule = \"full\";",
         "kind = \"short of strike\"; part_of_day = 0.5; employer = \"Passports\"; "
         "called = 300;",
         "write what is docked as 'docking'"},
    };
    CHECK(list);
}

/** Reads the base with two rules of one cap group; what is said of them. */
static void expect_caps(const char *first, const char *second, const char *words)
{
    char more[512];
    int line;
    snprintf(more, sizeof(more),
             "  one : { basis = \"net\"; cap_group = \"g\"; %s };\n"
             "  @@flat : { cap_group = \"g\"; %s basis = \"flat\";",
             first, second);
    char *text = base_with("  flat : { basis = \"flat\";", more, &line);
    struct attempt attempt = attempt_read(text, NULL);
    if (words == NULL) {
        cr_expect_eq(attempt.status, SF_OK);
    } else {
        cr_assert_eq(attempt.faults.n_errors, 1);
        cr_expect_eq(first_error(&attempt)->line, line);
        cr_expect_str_eq(first_error(&attempt)->words, words);
    }
    attempt_free(&attempt);
    free(text);
}

Test(rules, a_cap_group_has_one_cap)
{
    expect_caps("max_amount = 70.5;", "max_amount = 70.5;", NULL);
    expect_caps("max_days = 3;", "max_days = 3;", NULL);
    expect_caps("max_amount = 70.5;", "max_amount = 71.5;",
                "rules 'one' and 'flat' share the cap group 'g', and have max_amount = "
                "70.5 and 71.5; a shared cap must be the same in both");
    expect_caps("max_amount = 70.5; max_days = 3;", "max_amount = 70.5;",
                "rules 'one' and 'flat' share the cap group 'g', and have max_days = 3 "
                "and 0; a shared cap must be the same in both");
}

Test(rules, of_a_cap_group_are_for_strikes_that_happen_in_every_run)
{
    static const struct mistake list[] = {
        {"employer = \"Passports\"; called = 300; rule = \"full\";",
         "kind = \"short of strike\"; docking = 0.3; employer = \"Passports\"; called "
         "= 300; rule = \"full\";",
         "is short of strike, and its rule has a cap group, which only strikes can "
         "share"},
        {"employer = \"Passports\"; called = 300; rule = \"full\";",
         "employer = \"Passports\"; called = 300; rule = \"full\"; when = \"docking >= "
         "0.5\"; days = [\"2023-04-03\"]; }, { name = \"short\"; kind = \"short of "
         "strike\"; docking = 0.37; employer = \"Museums\";",
         "happens in some runs alone, and its rule has a cap group"},
    };
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        const struct sf_override group = {"rules.full.cap_group", "g"};
        char *text = base_with(list[i].from, list[i].to, NULL);
        struct attempt attempt =
            attempt_read_bytes(text, strlen(text), NULL, &group, 1);
        cr_assert_eq(attempt.faults.n_errors, 1);
        cr_expect_not_null(strstr(first_error(&attempt)->words, list[i].words), "%s",
                           first_error(&attempt)->words);
        attempt_free(&attempt);
        free(text);
    }
}

/** What `check` says of the rule of the base's action "desk". */
static void expect_told(const char *terms, const char *words)
{
    char line[512];
    char *text = base_with("basis = \"net\"; rate = 1.0;", terms, NULL);
    struct attempt attempt = attempt_read(text, NULL);
    char *told = NULL;
    cr_assert_eq(attempt.status, SF_OK, "%s", terms);
    cr_assert_eq(sf_scenario_words(attempt.scenario, &told), SF_OK);
    snprintf(line, sizeof(line), "\nRule      full: %s\n", words);
    cr_expect_not_null(strstr(told, line), "%s in:\n%s", line, told);
    free(told);
    attempt_free(&attempt);
    free(text);
}

Test(rules, are_told_in_plain_words)
{
    expect_told("basis = \"net\"; rate = 0.75;", "75 % of the net pay lost");
    expect_told(
        "basis = \"gross\"; rate = 1.0; allow_above_loss = true; from_day = 3; "
        "from_calendar_day = true;",
        "100 % of the gross pay lost; even above the net pay lost; from the 3rd "
        "day of the calendar on");
    expect_told(
        "basis = \"flat\"; amounts = 70.0; from_day = 21; max_days = 1;",
        "£70 a day; never above the net pay lost; from the 21st day on; at most "
        "1 day");
    expect_told(
        "basis = \"flat\"; amounts = { aa_ao = 50.0; eo = 61.5; }; steps = ( { "
        "from_day = 12; amounts = 120.0; } ); max_amount = 500.0; max_days = 11;",
        "AA/AO £50, EO £61.50 a day; from the 12th day £120 a day; never above "
        "the net pay lost; at most £500 a striker and 11 days");
    expect_told(
        "basis = \"net\"; rate = 0.5; steps = ( { from_day = 2; rate = 0.75; } "
        "); cap_group = \"one\"; max_amount = 800.0;",
        "50 % of the net pay lost; from the 2nd day 75 %; at most £800 a striker, "
        "in all actions of the cap group one together");
    expect_told("basis = \"flat\"; amounts_by_salary = ( { from = 0.0; amount = 75.0; "
                "}, { from = 30000.0; amount = 50.0; } );",
                "£75 a day on less than £30,000 a year, £50 a day on £30,000 a year or "
                "more; never above the net pay lost");
    expect_told(
        "basis = \"tiers\"; tiers = ( { from = 0.25; amount = 25.0; }, { from = "
        "0.75; amount = 70.0; } );",
        "£25 where 25 % or more of the day is docked, £70 where 75 % or more; "
        "never above the net pay lost");
}
