#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "unit/scenario/texts.h"

#define CHECK(list) check_mistakes(list, sizeof(list) / sizeof((list)[0]))

Test(mistakes, the_base_has_none)
{
    struct attempt attempt = attempt_read(base_text, NULL);
    const struct sf_fault *fault = first_error(&attempt);
    cr_assert_eq(attempt.status, SF_OK, "%s", fault != NULL ? fault->words : "");
    attempt_free(&attempt);
}

Test(mistakes, unknown_settings_are_told_with_the_nearest)
{
    static const struct mistake list[] = {
        {"title =", "titel =  \"x\"; title =", "'titel'; did you mean 'title'?"},
        {"divisor =", "divisr = 1; divisor =", "did you mean 'divisor'?"},
        {"leave =", "laeve = 0; leave =", "'members.laeve'; did you mean 'leave'?"},
        {"notpay =", "notpya = 0.1; notpay =", "'levies.campaign levy.notpya'"},
        {"rate = 1.0", "ratio = 1.0", "'rules.full.ratio'; did you mean 'rate'?"},
        {"called = 300", "caled = 300; called = 300", "did you mean 'called'?"},
        {"amount = 1300.0", "amuont = 1; amount = 1300.0", "did you mean 'amount'?"},
        {"sd = 0.08", "sd = 0.08; mode = 0.5", "beta takes mean, sd, source and grade"},
        {"months", "qwertyuiop = 1; months", "unknown setting 'qwertyuiop'"},
    };
    CHECK(list);
}

Test(mistakes, what_is_in_the_model_and_not_here_is_told_apart)
{
    static const struct mistake list[] = {
        {"law =", "stress = 1; law =", "not in this version"},
    };
    CHECK(list);
}

Test(mistakes, a_levy_waits_for_the_fund_with_all_it_needs_or_not_at_all)
{
    static const struct mistake list[] = {
        {"notpay =", "on_below = 5.0; notpay =", "has 'on_below' and no trigger"},
        {"notpay =", "off_above = 5.0; notpay =", "has 'off_above' and no trigger"},
        {"notpay =", "trigger = \"ballance\"; notpay =", "did you mean 'balance'?"},
        {"notpay =",
         "trigger = \"balance\"; on_below = 900.0; off_above = 899.0; notpay =",
         "'off_above' must be at least 'on_below'"},
    };
    CHECK(list);
}

/* M5.6 */
Test(mistakes, a_refund_says_when_it_is_promised_and_can_be_paid)
{
    /* The levy is due from February to September, the plan begins in January. */
    static const struct mistake list[] = {
        {"notpay =", "refund = 3; notpay =", "is a number; it must be a group"},
        {"notpay =", "refund = { paid = \"2023-10\"; }; notpay =",
         "'levies.campaign levy.refund' has no 'promised'"},
        {"notpay =", "refund = { promised = \"2023-09\"; }; notpay =",
         "'levies.campaign levy.refund' has no 'paid'"},
        {"notpay =",
         "refund = { promised = \"2023-02\"; paid = \"2023-11\"; month = 2; }; notpay "
         "=",
         "'levies.campaign levy.refund.month'; did you mean 'months'?"},
        {"notpay =",
         "refund = { promised = \"2023-02\";\n@@ paid = \"2023-09\"; }; notpay =",
         "before all of the levy has come in, which is a month after its last "
         "collection; the first month possible is \"2023-10\""},
        {"notpay =",
         "collection_lag = 2; refund = { promised = \"2023-02\"; paid = "
         "\"2023-11\"; }; notpay =",
         "the first month possible is \"2023-12\""},
        {"notpay =",
         "channels = ( { name = \"a\"; share = 0.5; collection_lag = 3; }, { name = "
         "\"b\"; share = 0.5; collection_lag = 1; } ); refund = { promised = "
         "\"2023-02\"; paid = \"2023-12\"; }; notpay =",
         "the first month possible is \"2024-01\""},
        {"notpay =",
         "refund = { promised = \"2023-12\"; paid = \"2023-11\"; }; notpay =",
         "is paid before it is promised; 'paid' must be \"2023-12\" or later"},
        {"notpay =",
         "refund = { promised = \"2023-02\"; paid = \"2023-10\";\n@@ months = 9; }; "
         "notpay =",
         "gives back 9 months of a levy that is due in 8 from the plan's start on; "
         "write months = 8 or fewer"},
        {"notpay =",
         "refund = { months = -1; promised = \"2023-02\"; paid = \"2023-10\"; }; "
         "notpay =",
         "from 0 to 240"},
        {"from = \"2023-02\"; to = \"2023-09\";",
         "from = \"2022-11\"; to = \"2023-09\"; refund = { promised = \"2023-02\"; "
         "paid = \"2023-10\"; };",
         "gives back 11 months of a levy that is due in 9 from the plan's start on"},
    };
    CHECK(list);
}

Test(mistakes, wrong_types)
{
    static const struct mistake list[] = {
        {"title = \"A base\"", "title = 5", "must be a text"},
        {"months = 12", "months = \"12\"",
         "must be a number (months); write it without"},
        {"months = 12", "months = 11.5", "must be a whole number"},
        {"start = \"2023-01\"", "start = \"2023-13\"", "a month such as \"2023-02\""},
        {"start = \"2023-01\"", "start = 2023", "must be a month"},
        {"runs = 2385", "confidential = 1", "true or false"},
        {"[\"2023-05-01\"]", "\"2023-05-01\"", "a list of dates"},
        {"[\"2023-05-01\"]", "[\"2023-02-29\"]", "a date that exists"},
        {"[\"2023-05-01\"]", "[\"2023-05-01\", \"2023-05-01\"]", "2023-05-01 twice"},
        {"seed = \"17\"", "seed = 17", "digits in quotes"},
        {"seed = \"17\"", "seed = 99999999999", "digits in quotes"},
        {"seed = \"17\"", "seed = \"18446744073709551616\"",
         "from 0 to 1844674407370955"},
        {"law = \"tua2016\"", "law = \"tua2061\"", "did you mean 'tua2016'?"},
        {"opening = 173000.5", "opening = true", "must be a number, { dist"},
        {"shares = [0.6, 0.4]", "shares = 0.6", "a list of numbers"},
        {"employer = \"Passports\"", "employer = 5", "the name of an employer"},
        {"members : { leave = 0.008; }", "members = 5", "it must be a group"},
    };
    CHECK(list);
}

Test(mistakes, required_settings_that_are_missing)
{
    static const struct mistake list[] = {
        {"title = \"A base\";\n", "", "has no 'title'"},
        {"opening = 173000.5", "interest = 0.5", "'fund' has no 'opening'"},
        {"net_ratio = 0.76;", "", "'bands.EO' has no 'net_ratio'"},
        {"basis = \"net\";", "", "'rules.full' has no 'basis'"},
        {"closes = \"2023-01-20\";", "", "has no 'closes'"},
    };
    /* The root has no line of its own. */
    check_mistakes(list + 2, 3);
    for (size_t i = 0; i < 2; i++) {
        char *text = base_with(list[i].from, list[i].to, NULL);
        struct attempt attempt = attempt_read(text, NULL);
        cr_assert_eq(attempt.faults.n_errors, 1);
        cr_assert_not_null(strstr(first_error(&attempt)->words, list[i].words));
        attempt_free(&attempt);
        free(text);
    }
}

Test(mistakes, numbers_outside_their_range)
{
    static const struct mistake list[] = {
        {"months = 12", "months = 241", "from 1 to 240 (months)"},
        {"runs = 2385", "runs = 0", "from 1 to 10000000"},
        {"opening = 173000.5", "opening = 2e9", "to 1000000000 (pounds)"},
        {"leave = 0.008", "leave = 8", "write 0.08 for 8 %"},
        {"called = 300", "called = 0", "from 1 to 2000000 (members)"},
        {"mean = 0.6; sd = 0.08", "mean = 0.6; sd = 0.5", "sd is too large"},
        {"sd = 0.08", "sd = 0.0", "sd above 0"},
        {"opening = 173000.5", "opening = 1e400", "too large for a number"},
        {"opening = 173000.5", "opening = 5000000000", "5000000000 is too large"},
        {"opening = 173000.5", "opening = 5000000000L", "from -1000000000 to"},
        {"opening = 173000.5", "opening = 0x1ffffffff", "too large"},
        {"rate = 1.0", "rate = -0.1", "from 0 to 2"},
        {"lower = 3.0", "lower = -3.0", "from 0 to 1000 (pounds a month)"},
        {"opening = 173000.5", "opening = .", "a point without digits"},
    };
    CHECK(list);
}

Test(mistakes, references_to_nothing)
{
    static const struct mistake list[] = {
        {"employer = \"Passports\"", "employer = \"Pasports\"",
         "did you mean 'Passports'?"},
        {"rule = \"full\"", "rule = \"ful\"", "did you mean 'full'?"},
        {"\"campaign levy\", ", "\"campain levy\", ", "did you mean 'campaign levy'?"},
        {"include = [\"targeted\"", "include = [\"targetted\"",
         "no strategy 'targetted'"},
        {"participation = \"turnout\"", "participation = \"turnuot\"",
         "did you mean 'turnout'?"},
        {"lower = 3.0", "@@lowre = 3.0; lower = 3.0", "did you mean 'lower'?"},
        {"aa_ao = 50.0", "aa_oa = 50.0; aa_ao = 50.0", "did you mean 'aa_ao'?"},
        {"employer = \"Museums\"; called = { dist = \"uniform\"; low = 20; high = 40; "
         "};",
         "groups = [\"nroth\"];",
         "no group of employers 'nroth'; did you mean 'north'?"},
        {"closes =", "employers = [\"Passport\"]; closes =",
         "did you mean 'Passports'?"},
    };
    CHECK(list);
}

Test(mistakes, dates)
{
    static const struct mistake list[] = {
        {"to = \"2023-09\"", "to = \"2023-01\"", "ends before it begins"},
        {"\"2023-10\"; to = \"2023-12\"", "\"2024-10\"; to = \"2024-12\"",
         "outside the plan, which runs from 2023-01 to 2023-12"},
        {"month = \"2023-03\"", "month = \"2024-03\"", "outside the plan"},
        {"\"2023-06-02\"]", "\"2024-06-02\"]", "whose months are 2023-01 to 2023-12"},
        {"\"2023-06-02\"]", "\"2023-06-01\"]", "2023-06-01 twice"},
        {"days = [\"2023-06-01\", \"2023-06-02\"];", "@@", "has no dates"},
        {"days = [\"2023-06-01\"", "from = \"2023-06-01\"; days = [\"2023-06-01\"",
         "both 'days' and 'from'"},
        {"to = \"2023-05-06\"", "to = \"2023-04-01\"", "ends before it begins"},
        {"from = \"2023-04-03\"; to = \"2023-05-06\"; notice = \"2023-03-17\"",
         "from = \"2023-04-08\"; to = \"2023-04-09\"", "none from 'from' to 'to' fits"},
        {"notice = \"2023-03-17\"", "notice = \"2023-03-27\"",
         "the first lawful day is 2023-04-10"},
    };
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        int line = 0;
        char *text = base_with(list[i].from, list[i].to, &line);
        struct attempt attempt = attempt_read(text, NULL);
        cr_expect_eq(attempt.faults.n_errors, 1, "%s", list[i].to);
        const struct sf_fault *fault = first_error(&attempt);
        if (fault != NULL) {
            cr_expect_not_null(strstr(fault->words, list[i].words), "'%s' gave '%s'",
                               list[i].to, fault->words);
            /* Two lines may be meant: the date's, or that of what it belongs to. */
            cr_expect(fault->line >= line - 1 && fault->line <= line, "%s: %d, not %d",
                      list[i].to, fault->line, line);
        }
        attempt_free(&attempt);
        free(text);
    }
}

/* M6.1, M6.2 */
Test(mistakes, actions_that_cannot_be)
{
    static const struct mistake list[] = {
        {"called = 300", "called = 1000", "calls 1000 members; 'Passports' has 900"},
        {"high = 40", "high = 400", "calls up to 400 members; 'Museums' has 350"},
        {"employer = \"Passports\"; called", "employers = \"all\"; called",
         "give one action an employer, or use called_share"},
        {"called = 300", "called = 300; called_share = 0.5", "both 'called' and"},
        {"called = 300", "called = 300; employers = \"all\"",
         "more than one of employer"},
        {"employer = \"Museums\"; ", "", "names no employer"},
        {"called = 300", "called = 300; bands = [0.5]",
         "must have 2, one for each band"},
        {"called = 300", "called = 300; bands = [0.5, 0.4]", "must sum to 1"},
        {"called = 300", "days_per_member = 99; called = 300", "days_per_member is 99"},
        {"called = 300", "days_per_member = 2; fatigue = 0.1; called = 300",
         "days_per_member and fatigue"},
        {"rule = \"full\";", "rule = \"waits\"; days_per_member = 2;",
         "cannot be joined"},
    };
    check_mistakes(list, sizeof(list) / sizeof(list[0]) - 1);
    const struct mistake *waits = &list[sizeof(list) / sizeof(list[0]) - 1];
    char *text = base_with(waits->from, waits->to, NULL);
    const struct sf_override more[] = {{"rules.waits.basis", "net"},
                                       {"rules.waits.from_day", "3"}};
    struct attempt attempt = attempt_read_bytes(text, strlen(text), NULL, more, 2);
    cr_assert_eq(attempt.faults.n_errors, 1);
    cr_assert_not_null(strstr(first_error(&attempt)->words, waits->words));
    attempt_free(&attempt);
    free(text);
}

/* M6.1 */
Test(mistakes, a_rota_under_a_cap_is_told)
{
    static const struct sf_override caps[] = {{"rules.waits.max_days", "7"},
                                              {"rules.waits.max_amount", "310"}};
    char *text =
        base_with("rule = \"full\";", "rule = \"waits\"; days_per_member = 2;", NULL);
    for (size_t i = 0; i < 2; i++) {
        const struct sf_override both[] = {{"rules.waits.basis", "net"}, caps[i]};
        struct attempt attempt = attempt_read_bytes(text, strlen(text), NULL, both, 2);
        cr_assert_eq(attempt.faults.n_errors, 1);
        cr_expect_not_null(strstr(first_error(&attempt)->words, "cannot be joined"));
        attempt_free(&attempt);
    }
    free(text);
}

/* M6.2 */
Test(mistakes, head_counts_of_one_day_are_added_up)
{
    static const struct mistake list[] = {
        {"    ); },\n  { name = \"national\"",
         ", @@{ name = \"night\"; employer = \"Passports\"; called = 700; rule = "
         "\"full\";\n"
         "  days = [\"2023-05-02\"]; } ); },\n  { name = \"national\"",
         "on 2023-05-02 the actions of strategy 'targeted' call 1000 members"},
    };
    int line = 0;
    char *text = base_with(list[0].from, list[0].to, &line);
    struct attempt attempt = attempt_read(text, NULL);
    /* Told of the strategy and of the one that includes it. */
    cr_assert_eq(attempt.faults.n_errors, 2);
    cr_assert_eq(first_error(&attempt)->line, line);
    cr_assert_not_null(strstr(first_error(&attempt)->words, list[0].words));
    attempt_free(&attempt);
    free(text);
}

/* M9.5 */
Test(mistakes, rules_levies_and_ballots_that_contradict_themselves)
{
    static const struct mistake list[] = {
        {"[0.25, 0.75]", "[0.25, 0.70]", "sums to 0.95; it must sum to 1"},
        {"[0.25, 0.75]", "[]", "it must have 1 to 24"},
        {"basis = \"net\"", "basis = \"net\"; amounts = 5.0", "only a flat rule has"},
        {"basis = \"net\"", "basis = \"tiers\"", "has no 'tiers'"},
        {"eo = 60.0;", "", "no amount for band 'EO'"},
        {"aa_ao = 50.0;", "aa_ao = 50.0; lower = 51.0;", "a band has two amounts"},
        {"higher = 5.0;", "", "no rate for the levy class 'higher' of band 'EO'"},
        {"notpay = 0.08;", "reference_rates = { lower = 3.0; };",
         "no reference rate for the levy class 'higher'"},
        {"\"2023-10\"; to", "\"2023-09\"; to", "overlap"},
        {"share_of_pay = 0.002", "share_of_pay = 0.0", "'rates' or a 'share_of_pay'"},
        {"result = \"missed\";", "", "the first of them 'Museums'"},
        {"closes =", "passed = [\"Museums\"]; failed = \"all\"; closes =",
         "both passed and failed"},
        {"closes =", "employers = [\"Passports\"]; passed = [\"Museums\"]; closes =",
         "is not among its employers"},
        {"closes =",
         "mode = \"aggregated\"; result = \"passed\"; failed = [\"Museums\"]; "
         "closes =",
         "an aggregated ballot has one result"},
        {"law = \"tua2016\"", "law = \"era2025\"", "leaves the turnout threshold open"},
    };
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        char *text = base_with(list[i].from, list[i].to, NULL);
        struct attempt attempt = attempt_read(text, NULL);
        const struct sf_fault *fault = first_error(&attempt);
        cr_expect_eq(attempt.faults.n_errors, 1, "%s: %zu", list[i].to,
                     attempt.faults.n_errors);
        cr_expect(fault != NULL && strstr(fault->words, list[i].words) != NULL,
                  "'%s' gave '%s'", list[i].to,
                  fault != NULL ? fault->words : "nothing");
        attempt_free(&attempt);
        free(text);
    }
}

Test(mistakes, names_are_unique_and_fit_to_be_shown)
{
    static const struct mistake list[] = {
        {"name = \"Museums\"", "name = \"Passports\"", "'Passports' is there twice"},
        {"name = \"second levy\"", "name = \"campaign levy\"", "twice"},
        {"{ name = \"gate\"", "{ name = \"desk\"", "the action 'desk' is there twice"},
        {"name = \"national\"", "name = \"\"", "is empty"},
        {"title = \"A base\"", "title = \"A \\x1b[31m base\"", "control character"},
        {"name = \"gate\"",
         "name = \"a\xe2\x80\xae"
         "b\"",
         "turns the direction"},
        {"name = \"gate\"", "name = \"a\\nb\"", "U+000A, which breaks the line"},
        {"name = \"gate\"", "name = \"a\\xff\"", "not UTF-8"},
        {"\"targeted\", \"national\"]", "\"targeted\", \"targeted\"]", "twice"},
    };
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        char *text = base_with(list[i].from, list[i].to, NULL);
        struct attempt attempt = attempt_read(text, NULL);
        bool is_told = false;
        for (size_t k = 0; k < attempt.faults.n; k++) {
            is_told |= strstr(attempt.faults.fault[k].words, list[i].words) != NULL;
        }
        cr_expect_eq(attempt.status, SF_ERR_SCENARIO);
        cr_expect(is_told, "'%s' not told", list[i].to);
        attempt_free(&attempt);
        free(text);
    }
}

Test(mistakes, names_whose_hashes_collide_are_refused)
{
    /* costarring and liquid are a known pair of FNV-1a, 32 bits. */
    char *text = base_with("name = \"Museums\"", "name = \"liquid\"", NULL);
    char *both = strstr(text, "\"Passports\"; group");
    struct sf_override override = {"employers.Passports.name", "costarring"};
    cr_assert_not_null(both);
    struct attempt attempt = attempt_read_bytes(text, strlen(text), NULL, &override, 1);
    bool is_told = false;
    for (size_t k = 0; k < attempt.faults.n; k++) {
        is_told |= strstr(attempt.faults.fault[k].words, "share their random") != NULL;
    }
    cr_assert(is_told);
    attempt_free(&attempt);
    free(text);
}

Test(mistakes, strategies_that_include_each_other)
{
    static const struct mistake list[] = {
        {"  { name = \"national\";",
         "  { name = \"national\"; include = [\"combined\"];", "includes itself"},
        {"\"national\"]", "\"national\", \"combined\"]", "includes itself"},
        {"name = \"all out\"", "name = \"desk\"", "'desk' is there twice"},
    };
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        char *text = base_with(list[i].from, list[i].to, NULL);
        struct attempt attempt = attempt_read(text, NULL);
        const struct sf_fault *fault = first_error(&attempt);
        cr_assert_not_null(fault);
        cr_expect_not_null(strstr(fault->words, list[i].words), "%s", fault->words);
        attempt_free(&attempt);
        free(text);
    }
}

Test(mistakes, ten_in_one_file_are_told_in_one_go)
{
    static const char *const lines[] = {
        "format = \"strikefund-2\";",                                          /* 1 */
        "title = \"\\x07\";",                                                  /* 2 */
        "start = \"January\";",                                                /* 3 */
        "months = 0;",                                                         /* 4 */
        "runs = 3000000000;",                                                  /* 5 */
        "seed = 5;",                                                           /* 6 */
        "yeer_starts = 4;",                                                    /* 7 */
        "fund : { opening = \"lots\"; };",                                     /* 8 */
        "bands = ( { name = \"A\"; net_ratio = 75; } );",                      /* 9 */
        "employers : { list = ( { name = \"E\"; members = 5; shares = [0.5];", /* 10 */
        "  salaries = [20000.0]; } ); };",
        "strategies = ( { name = \"s\"; levy = \"none such\"; } );", /* 12 */
    };
    static const int expected[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12};
    char text[2000] = "";
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        strcat(strcat(text, lines[i]), "\n");
    }
    struct attempt attempt = attempt_read(text, NULL);
    const size_t n = sizeof(expected) / sizeof(expected[0]);
    cr_assert_eq(attempt.faults.n, n, "%zu", attempt.faults.n);
    for (size_t i = 0; i < n; i++) {
        cr_expect_eq(attempt.faults.fault[i].line, expected[i], "%d: %s", expected[i],
                     attempt.faults.fault[i].words);
    }
    attempt_free(&attempt);
}

Test(mistakes, a_file_that_is_not_there)
{
    struct sf_faults faults = {0};
    struct sf_scenario *scenario = NULL;
    cr_assert_eq(sf_scenario_read("/nowhere/x.cfg", NULL, 0, &faults, &scenario),
                 SF_ERR_MISSING);
    cr_assert_null(scenario);
    cr_assert_eq(faults.n, 1);
    sf_faults_free(&faults);
    cr_assert_eq(sf_scenario_read("/tmp", NULL, 0, &faults, &scenario), SF_ERR_MISSING);
    sf_faults_free(&faults);
}
