#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "unit/scenario/texts.h"

static struct attempt read_set(const char *key, const char *value)
{
    const struct sf_override override = {key, value};
    return attempt_read_bytes(base_text, strlen(base_text), NULL, &override, 1);
}

static const struct sf_scenario *good(const struct attempt *attempt)
{
    const struct sf_fault *fault = first_error(attempt);
    cr_assert_eq(attempt->status, SF_OK, "%s", fault != NULL ? fault->words : "");
    return attempt->scenario;
}

Test(overrides, replace_plain_settings)
{
    struct attempt attempt = read_set("months", "13");
    cr_assert_eq(good(&attempt)->n_months, 13);
    attempt_free(&attempt);
    attempt = read_set("runs", "71");
    cr_assert_eq(good(&attempt)->runs, 71);
    attempt_free(&attempt);
    attempt = read_set("seed", "18446744073709551615");
    cr_assert_eq(good(&attempt)->seed, UINT64_MAX);
    attempt_free(&attempt);
    attempt = read_set("confidential", "true");
    cr_assert(good(&attempt)->is_confidential);
    attempt_free(&attempt);
    attempt = read_set("title", "\"A new title\"");
    cr_assert_str_eq(good(&attempt)->title, "A new title");
    attempt_free(&attempt);
    attempt = read_set("title", "Bare words");
    cr_assert_str_eq(good(&attempt)->title, "Bare words");
    attempt_free(&attempt);
}

Test(overrides, make_an_input_a_fixed_judgement)
{
    struct attempt attempt = read_set("fund.donations", "3e3");
    const struct sf_scenario *s = good(&attempt);
    const struct sf_input *input = &s->input[s->fund.donations];
    cr_assert_eq(input->distribution, SF_FIXED);
    cr_assert_eq(input->parameter[0], 3000.0);
    cr_assert_str_eq(input->source, "--set");
    cr_assert_eq(input->grade, SF_GRADE_J);
    cr_assert(input->is_given && input->is_graded);
    attempt_free(&attempt);
    attempt = read_set("inputs.turnout", "0.55");
    s = good(&attempt);
    input = &s->input[s->action[2].participation];
    cr_assert_str_eq(input->name, "inputs.turnout");
    cr_assert_eq(input->parameter[0], 0.55);
    attempt_free(&attempt);
    attempt = read_set("inputs.turnout.mean", "0.71");
    s = good(&attempt);
    input = &s->input[s->action[2].participation];
    cr_assert_eq(input->distribution, SF_BETA);
    cr_assert_eq(input->parameter[0], 0.71);
    attempt_free(&attempt);
}

Test(overrides, reach_members_of_lists_by_name)
{
    struct attempt attempt = read_set("levies.campaign levy.rates.higher", "4");
    cr_assert_eq(good(&attempt)->levy[0].rate[1].pounds, 4.0);
    attempt_free(&attempt);
    attempt = read_set("strategies.targeted.actions.\"desk\".called", "500");
    const struct sf_scenario *s = good(&attempt);
    cr_assert_eq(s->input[s->action[0].called].parameter[0], 500.0);
    attempt_free(&attempt);
    attempt = read_set("employers.Passports.members", "901");
    cr_assert_eq(good(&attempt)->employer[0].members, 901);
    attempt_free(&attempt);
    attempt = read_set("employers.list.Museums.weight", "2.5");
    cr_assert_eq(good(&attempt)->employer[1].weight, 2.5);
    attempt_free(&attempt);
}

Test(overrides, reach_members_without_names_by_number)
{
    char *text =
        base_with("basis = \"flat\"; amounts = { aa_ao = 50.0; eo = 60.0; };",
                  "basis = \"tiers\"; tiers = ( { from = 0.1; amount = 20.0; }, "
                  "{ from = 0.6; amount = 55.5; } );",
                  NULL);
    const struct sf_override set[] = {{"rules.flat.tiers.2.amount", "61.5"}};
    struct attempt attempt = attempt_read_bytes(text, strlen(text), NULL, set, 1);
    const struct sf_rule *rule = &good(&attempt)->rule[1];
    cr_assert_eq(rule->n_tiers, 2);
    cr_expect_eq(rule->tier[0].pounds, 20.0);
    cr_expect_eq(rule->tier[1].pounds, 61.5);
    attempt_free(&attempt);
    free(text);
    /* A member with a name goes by its name alone. */
    attempt = read_set("levies.1.spread", "0.2");
    cr_expect_eq(attempt.status, SF_ERR_SCENARIO);
    cr_expect_str_eq(first_error(&attempt)->words,
                     "levies.1.spread: there is no '1' in 'levies'");
    attempt_free(&attempt);
}

Test(overrides, give_settings_that_were_left_out)
{
    struct attempt attempt = read_set("members.join", "0.01");
    const struct sf_scenario *s = good(&attempt);
    cr_assert_eq(s->input[s->members.join].parameter[0], 0.01);
    attempt_free(&attempt);
    attempt = read_set("rules.full.max_days", "9");
    cr_assert_eq(good(&attempt)->rule[0].max_days, 9);
    attempt_free(&attempt);
}

Test(overrides, change_the_rows_of_a_table)
{
    const char *text =
        "format = \"strikefund-1\"; title = \"t\"; start = \"2023-01\"; months = 3;\n"
        "fund : { opening = 5.0; };\n"
        "bands = ( { name = \"A\"; net_ratio = 0.77; } );\n"
        "employers : { file = \"x.csv\"; };\n"
        "strategies = ( { name = \"s\"; } );\n";
    const char *table = "employer,members,share_a,salary_a,turnout,yes\n"
                        "No. 10,70,1,20000,0.5,0.6\n";
    const struct sf_override set[] = {{"employers.\"No. 10\".members", "75"},
                                      {"employers.\"No. 10\".turnout", "0.61"},
                                      {"employers.divisor", "365"}};
    struct attempt attempt = attempt_read_bytes(text, strlen(text), table, set, 3);
    const struct sf_employer *employer = &good(&attempt)->employer[0];
    cr_assert_eq(employer->members, 75);
    cr_assert_eq(employer->turnout, 0.61);
    cr_assert_eq(employer->divisor, 365.0);
    attempt_free(&attempt);
}

Test(overrides, that_are_wrong_are_told_as_set)
{
    static const char *const list[][3] = {
        {"fund.opning", "3", "'fund.opning'; did you mean 'opening'?"},
        {"fnud.opening", "3", "'fnud'; did you mean 'fund'?"},
        {"levies.campain levy.spread", "0.2", "did you mean 'campaign levy'?"},
        {"levies.campaign levy.spraed", "0.2", "did you mean 'spread'?"},
        {"employers.Pasports.members", "5", "did you mean 'Passports'?"},
        {"months", "many", "must be a number"},
        {"months", "500", "from 1 to 240"},
        {"fund.opening", "£3", "it must be a number"},
        {"fund.opening", "nan", "neither a number nor an entry"},
        {"fund.opening", "1e999", "neither a number nor an entry"},
        {"fund..opening", "3", "empty step"},
        {"", "3", "empty step"},
        {"levies.\"campaign", "3", "never closed"},
        {"levies.\"campaign\"levy", "3", "must be a point"},
        {"a.b.c.d.e.f.g.h.i.j.k.l.m", "3", "too many steps"},
        {"title", "a\nb", "on one line"},
        {"inputs.u!", "200", "'u!' cannot be a key"},
        {"inputs.9a", "200", "'9a' cannot be a key"},
        {"rules.\"a b\".rate", "1", "'a b' cannot be a key"},
        {"seed", "12x", "whole number from 0 to"},
    };
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        struct attempt attempt = read_set(list[i][0], list[i][1]);
        const struct sf_fault *fault = first_error(&attempt);
        cr_assert_not_null(fault, "%s=%s", list[i][0], list[i][1]);
        cr_expect_str_eq(fault->file, "--set");
        cr_expect_eq(fault->line, 0);
        cr_expect(strstr(fault->words, list[i][2]) != NULL ||
                      (i == 7 && strstr(fault->words, "neither a number") != NULL),
                  "%s=%s gave '%s'", list[i][0], list[i][1], fault->words);
        attempt_free(&attempt);
    }
}
