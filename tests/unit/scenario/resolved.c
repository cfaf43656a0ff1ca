#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "unit/scenario/texts.h"

static char *resolve(const struct attempt *attempt)
{
    const struct sf_fault *fault = first_error(attempt);
    cr_assert_eq(attempt->status, SF_OK, "%s", fault != NULL ? fault->words : "");
    char *text = NULL;
    cr_assert_eq(sf_scenario_resolved(attempt->scenario, &text), SF_OK);
    return text;
}

/* Writing, reading back and writing again must give the same bytes. */
static char *check_round_trip(const char *text, const char *table,
                              const struct sf_override *override, size_t n)
{
    struct attempt first = attempt_read_bytes(text, strlen(text), table, override, n);
    char *once = resolve(&first);
    struct attempt second = attempt_read(once, NULL);
    char *twice = resolve(&second);
    cr_assert_str_eq(once, twice);
    cr_assert_null(strstr(once, first.folder));
    size_t given[2];
    size_t judgements[2];
    sf_scenario_count_inputs(first.scenario, &given[0], &judgements[0]);
    sf_scenario_count_inputs(second.scenario, &given[1], &judgements[1]);
    cr_assert_eq(given[0], given[1]);
    cr_assert_eq(judgements[0], judgements[1]);
    cr_assert_eq(first.scenario->n_inputs, second.scenario->n_inputs);
    for (size_t i = 0; i < first.scenario->n_inputs; i++) {
        cr_assert_str_eq(first.scenario->input[i].name, second.scenario->input[i].name);
    }
    char *words[2] = {NULL, NULL};
    cr_assert_eq(sf_scenario_words(first.scenario, &words[0]), SF_OK);
    cr_assert_eq(sf_scenario_words(second.scenario, &words[1]), SF_OK);
    cr_assert_str_eq(words[0], words[1]);
    free(words[0]);
    free(words[1]);
    free(twice);
    attempt_free(&first);
    attempt_free(&second);
    return once;
}

Test(resolved, the_base_goes_round)
{
    char *text = check_round_trip(base_text, NULL, NULL, 0);
    static const char *const expected[] = {
        "minimum_balance = 0.0;",
        "notice_days = 14;",
        "threshold = 0.5;",
        "seed = \"17\";",
        "claim_lag = [0.25, 0.75];",
        "amounts = { aa_ao = 50.0; eo = 60.0; };",
        "levy = [\"campaign levy\", \"second levy\"];",
        "include = [\"targeted\", \"national\"];",
        "participation = \"turnout\";",
        "employers = \"mandated\";",
        "rule = \"none\";",
        "kind = \"national\";",
        "reference_rates = { lower = 3.0; higher = 5.0; };",
    };
    for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
        cr_expect_not_null(strstr(text, expected[i]), "%s", expected[i]);
    }
    free(text);
}

Test(resolved, everything_there_is_goes_round)
{
    static const struct {
        const char *from, *to;
    } list[] = {
        {"title = \"A base\"",
         "title = \"Quote \\\" slash \\\\ £\"; source = \"break \\n tab \\t end\""},
        {"title = \"A base\"",
         "title = \"A base\"; source = \"s\"; confidential = true"},
        {"173000.5", "{ dist = \"discrete\"; values = [0.1, 0.3]; weights = [1, 2]; "
                     "source = \"a; \\\"b\\\"\"; grade = \"C\"; }"},
        {"173000.5", "{ dist = \"lognormal\"; mean = 1e5; sd = 3.3333333333333335; "
                     "source = \"only\"; }"},
        {"173000.5", "{ value = 0.1; grade = \"B\"; }"},
        {"173000.5", "1e-300"},
        {"173000.5", "123456789.12345678"},
        {"law = \"tua2016\"", "law = \"era2025\"; threshold = 0.3; notice_days = 7"},
        {"levy_class = \"lower\"", "levy_class = \"lower paid\""},
        {"basis = \"net\"; rate = 1.0;",
         "basis = \"tiers\"; tiers = ( { from = 0.25; amount = 20.0; }, { from = 0.75; "
         "amount = 70; } );"},
        {"basis = \"net\"; rate = 1.0;", "basis = \"flat\"; amounts = 47.5;"},
        {"basis = \"net\"; rate = 1.0;",
         "basis = \"gross\"; max_days = 5; from_day = 2; max_amount = 400; cap_group = "
         "\"all\"; hardship_cap = 5;"},
        {"basis = \"net\"; rate = 1.0;",
         "basis = \"flat\"; amounts_by_salary = ( { from = 0; amount = 75.5; }, { from "
         "= "
         "30000.0; amount = 50; } ); cap_group = \"one\"; max_amount = 137;"},
        {"basis = \"net\"; rate = 1.0;",
         "basis = \"net\"; rate = 0.3; from_day = 2; steps = ( { from_day = 4; rate = "
         "0.7; }, { from_day = 9; rate = 0.9; } );"},
        {"basis = \"net\"; rate = 1.0;",
         "basis = \"flat\"; amounts = { lower = 31.0; EO = 37.5; }; steps = ( { "
         "from_day "
         "= 3; amounts = { EO = 41.0; lower = 43.0; }; }, { from_day = 4; amounts = "
         "47.25; } );"},
        {"called = 300", "part_of_day = 0.37; called = 300"},
        {"closes =",
         "passed = [\"Museums\"]; failed = [\"Passports\"]; employers = "
         "\"all\"; mode = \"disaggregated\"; cost_per_member = 1.1; closes ="},
        {"closes =",
         "turnout = \"turnout\"; yes = { dist = \"beta\"; mean = 0.8; sd = 0.03; }; "
         "spread = 0.3; yes_spread = 0.2; month_spread = 0.1; bad_records = 0.013; "
         "kind = \"consultative\"; questions = [\"short\", \"strike\"]; yes_short = "
         "0.71; closes ="},
        {"closes =", "turnout = \"employers\"; yes = \"employers\"; employers = "
                     "[\"Passports\"]; mode = \"aggregated\"; closes ="},
        {"law = \"tua2016\"", "law = \"tua2016\"; yes_of_members = 0.35"},
        {"turnout = 0.61;", "important_service = true; turnout = 0.61;"},
        {"called = 300",
         "called_share = 0.3; bands = [0.33, 0.669]; kind = \"selective\""},
        {"called = 300", "called = \"all\""},
        {"employer = \"Museums\"; called = { dist = \"uniform\"; low = 20; high = 40; "
         "};",
         "groups = [\"south\", \"north\"]; pattern = \"all days\"; cost_per_day = 30;"},
        {"employer = \"Museums\"; called = { dist = \"uniform\"; low = 20; high = 40; "
         "};",
         "groups = [\"south\", \"north\"]; wave = 1;"},
        {"employer = \"Museums\"; called = { dist = \"uniform\"; low = 20; high = 40; "
         "};",
         "groups = \"all\"; wave = \"month\"; called_share = 0.2;"},
        {"employer = \"Museums\"; called = { dist = \"uniform\"; low = 20; high = 40; "
         "};",
         "employers = [\"Museums\", \"Passports\"]; wave = \"week\";"},
        {"employer = \"Museums\"; called",
         "employer = \"Museums\"; kind = \"short of strike\"; docking = { dist = "
         "\"discrete\"; values = [0.0, 1.0]; weights = [0.5, 0.5]; source = \"s\"; "
         "grade = \"C\"; }; overtime_share = 0.07; backlog = \"turnout\"; called"},
        {"employer = \"Passports\"; called = 300; rule = \"full\";",
         "employer = \"Passports\"; called = 300; when = \"docking of short <  0.25\"; "
         "days = [\"2023-04-03\"]; }, { name = \"short\"; kind = \"short of strike\"; "
         "docking = 0.37; employer "
         "= \"Museums\";"},
        {"leave = 0.008;", "leave = 0.008; momentum = 0.7; momentum_reference = 0.3;"},
        {"leave = 0.008;", "momentum = { dist = \"normal\"; mean = 0.5; sd = 0.5; };"},
        {"shares = [0.6, 0.4]", "shares = [0.603, 0.4]"},
        {"shares = [0.6, 0.4]", "shares = [0.3333, 0.6666]"},
    };
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        char *text = base_with(list[i].from, list[i].to, NULL);
        if (strstr(text, "lower paid") != NULL) { /* a class that cannot be a key */
            char *rates = strstr(text, "rates = { lower = 3.0; higher = 5.0; };");
            cr_assert_not_null(rates);
            memcpy(rates, "rates = { aa_ao = 3.0;higher = 5.0; };", 38);
            rates[38] = ' ';
        }
        free(check_round_trip(text, NULL, NULL, 0));
        free(text);
    }
}

Test(resolved, what_happens_when_money_runs_short_goes_round)
{
    static const struct sf_override set[] = {
        {"fund.on_shortfall", "suspend"},
        {"strategies.targeted.on_shortfall", "scale"},
        {"rules.full.unpaid_claims", "written off"},
        {"levies.campaign levy.trigger", "net position"},
        {"levies.campaign levy.on_below", "2500.5"}};
    char *text = check_round_trip(base_text, NULL, set, 5);
    static const char *const expected[] = {"on_shortfall = \"suspend\";",
                                           "on_shortfall = \"scale\";",
                                           "unpaid_claims = \"written off\";",
                                           "trigger = \"net position\";",
                                           "on_below = 2500.5;",
                                           "off_above = 2500.5;"};
    for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
        cr_expect_not_null(strstr(text, expected[i]), "%s", expected[i]);
    }
    free(text);
    /* A file without any of it is as it was. */
    text = check_round_trip(base_text, NULL, NULL, 0);
    cr_expect_null(strstr(text, "on_shortfall = \"fund\""));
    cr_expect_null(strstr(text, "unpaid_claims"));
    cr_expect_null(strstr(text, "trigger"));
    cr_expect_null(strstr(text, "on_below"));
    free(text);
}

Test(resolved, a_table_and_overrides_go_round)
{
    char *text = base_with("list = (", "file = \"x.csv\"; xlist = (", NULL);
    char *start = strstr(text, "xlist = (");
    char *end = strstr(start, "  );\n};");
    memset(start, ' ', (size_t)(end + 4 - start));
    const char *table =
        "employer,group,members,share_aa_ao,share_eo,salary_aa_ao,salary_eo,divisor,"
        "weight,turnout,yes,met_threshold\n"
        "Passports,north,900,0.3391,0.6612,22000,28000,365,2.5,0.61,0.83,\n"
        "Museums,south,350,0.5,0.5,21000,27000,,,,,missed\n";
    const struct sf_override set[] = {{"fund.opening", "90000"},
                                      {"employers.Museums.members", "351"},
                                      {"levies.campaign levy.rates.lower", "3.5"}};
    char *resolved = check_round_trip(text, table, set, 3);
    cr_assert_not_null(
        strstr(resolved,
               "opening = { value = 90000.0; source = \"--set\"; grade = \"J\"; };"));
    cr_assert_not_null(strstr(resolved, "members = 351;"));
    cr_assert_not_null(strstr(resolved, "lower = 3.5;"));
    cr_assert_null(strstr(resolved, "x.csv"));
    free(resolved);
    free(text);
}

Test(resolved, the_words_say_what_there_is)
{
    struct attempt attempt = attempt_read(base_text, NULL);
    char *words = NULL;
    cr_assert_not_null(attempt.scenario);
    cr_assert_eq(sf_scenario_words(attempt.scenario, &words), SF_OK);
    static const char *const expected[] = {
        "12 months, January 2023 to December 2023",
        "opens with £173,000.50",
        "1,250 at 2 employers, and 200 elsewhere",
        "AA/AO 57 %, EO 43 %",
        /* 715 at 3 pounds, 535 at 5 */
        "lower £3, higher £5 a month; at most £4,820 a month on paper",
        "winter, closes 20 January 2023: 1 of 2 employers pass, with 900 members",
        "desk: 300 members at Passports, 24 days, 3 April 2023 to 5 May 2023",
        "gate: 20 to 40 members at Museums, 2 days, 1 June 2023 to 2 June 2023",
        /* 30 members, 2 days, half at 50 and half at 60 pounds */
        "strike pay £3,300 if all came out",
        "all out: all members at every employer with a mandate, 2 days",
        "7 uncertain numbers given, 5 of them judgements",
    };
    for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
        cr_expect_not_null(strstr(words, expected[i]), "%s not in:\n%s", expected[i],
                           words);
    }
    free(words);
    attempt_free(&attempt);
}
