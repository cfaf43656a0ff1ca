/* What a key means, told from the schema's table. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/schema.h"
#include "strikefund/scenario.h"

static char *explain(const char *key, enum sf_status expected)
{
    char *text = NULL;
    const enum sf_status status = sf_scenario_explain(key, &text);
    cr_assert_not_null(text);
    cr_expect_eq(status, expected, "%s: %s", key, text);
    return text;
}

static void expect_text(const char *key, enum sf_status status, const char *expected)
{
    char *text = explain(key, status);
    cr_expect_str_eq(text, expected);
    free(text);
}

static void expect_part(const char *key, const char *part)
{
    char *text = explain(key, SF_OK);
    cr_expect_not_null(strstr(text, part), "without\n%s\nin\n%s", part, text);
    free(text);
}

#define NOTPAY                                                                         \
    "levies.NAME.notpay\n"                                                             \
    "  Means     members who do not pay\n"                                             \
    "  Type      a number, certain or not (strikefund explain inputs)\n"               \
    "  Unit      a share, 0.10 for 10 %\n"                                             \
    "  Range     0 to 1\n"                                                             \
    "  Default   0\n"                                                                  \
    "  Stands    in a levy\n"

Test(explain, a_key_is_found_alone_in_its_group_and_by_its_path)
{
    static const char *const KEY[] = {"notpay",
                                      "levies.notpay",
                                      "levies.campaign levy.notpay",
                                      "levies.\"No. 1. levy\".notpay",
                                      "levies.lapse.notpay",
                                      "levies.campaign levy.notpay.mode"};
    for (size_t i = 0; i < sizeof(KEY) / sizeof(KEY[0]); i++) {
        expect_text(KEY[i], SF_OK, NOTPAY);
    }
}

Test(explain, every_kind_of_key_says_what_the_table_says)
{
    expect_part("fund.opening", "Range     -1,000,000,000 to 1,000,000,000\n"
                                "  Default   none: it must be given\n");
    expect_part("fund.on_shortfall", "One of    overdraw, suspend, scale\n"
                                     "  Default   overdraw\n");
    expect_part("rules.paid.tiers.from", "rules.NAME.tiers.NUMBER.from\n");
    expect_part("rules.paid.steps.from_day", "rules.NAME.steps.NUMBER.from_day\n");
    expect_part("amounts_by_salary.from", "full-time salary, or more\n");
    expect_part("part_of_day", "by default all of it\n");
    expect_part("levies.campaign levy.rates.higher", "Holds     pounds a month\n");
    expect_part("strategies.targeted.actions.\"No. 10 staff\".called",
                "strategies.NAME.actions.NAME.called\n");
    expect_part("actions.called", "strategies.NAME.actions.NAME.called\n");
    expect_part("stress", "Not in this version");
    expect_part("seed", "a whole number in quotes");
    expect_part("levies.campaign levy", "levies.NAME: a levy\n");
}

Test(explain, a_word_in_several_groups_is_told_for_each)
{
    char *text = explain("spread", SF_OK);
    cr_expect_not_null(strstr(text, "levies.NAME.spread\n  Means     sd of notpay"));
    cr_expect_not_null(
        strstr(text, "\n\nballots.NAME.spread\n  Means     sd of turnout"));
    cr_expect_not_null(strstr(text, "actions.NAME.spread\n  Means     sd of partici"));
    free(text);
}

Test(explain, distributions_are_told_with_their_parameters)
{
    expect_part("triangular", "  Takes     low, mode, high\n"
                              "  Written   { dist = \"triangular\"; low = ...; mode = "
                              "...; high = ...; source");
    expect_part("inputs", "  discrete    values, weights");
    expect_part("inputs.turnout.sd", "  logitnormal median, sd");
    expect_part("grade", "  J  a judgement\n");
    expect_part("mode", "triangular");
}

Test(explain, an_unknown_key_is_answered_with_the_nearest)
{
    static const char *const CASE[][2] = {
        {"notpya", "there is no key 'notpya'; did you mean 'notpay'?"},
        {"triangluar", "there is no key 'triangluar'; did you mean 'triangular'?"},
        {"levies.notpya", "there is no key 'notpya'; did you mean 'notpay'?"},
        {"levies.x.notpya", "there is no key 'notpya'; did you mean 'notpay'?"},
        {"fnud.opening", "there is no key 'fnud'; did you mean 'fund'?"},
        {"zzzzzz", "there is no key 'zzzzzz'; strikefund explain lists them all"},
        {"runs.zzzzzz", "there is no key 'zzzzzz'; strikefund explain lists them all"},
        {"fund.opening.zzzzzz",
         "there is no key 'zzzzzz'; strikefund explain lists them all"},
        {"fund..opening",
         "there is no key 'fund..opening'; strikefund explain lists them all"},
        {"levies.\"x",
         "there is no key 'levies.\"x'; strikefund explain lists them all"},
        {"a.b.c.d.e.f.g.h.i",
         "there is no key 'a.b.c.d.e.f.g.h.i'; strikefund explain lists them all"},
        {"", "there is no key ''; strikefund explain lists them all"},
    };
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        expect_text(CASE[i][0], SF_ERR_USAGE, CASE[i][1]);
    }
}

Test(explain, the_list_has_every_key_of_every_group)
{
    char *text = explain(NULL, SF_OK);
    for (int g = 0; g < SF_N_GROUPS; g++) {
        const struct sf_schema *schema = sf_schema_of((enum sf_group)g);
        for (size_t i = 0; i < schema->n_keys; i++) {
            const struct sf_key *key = &schema->key[i];
            cr_expect_not_null(strstr(text, key->name), "%s is not listed", key->name);
            cr_expect_not_null(strstr(text, key->help), "%s is not told", key->name);
            char *alone = explain(key->name, SF_OK);
            free(alone);
        }
    }
    free(text);
}

static void expect_words_of(const char *key, const char *expected)
{
    const char *meaning = "";
    const char *unit = "none";
    char found[200];
    const bool is_known = sf_scenario_key_words(key, &meaning, &unit);
    snprintf(found, sizeof(found), "%s (%s)", meaning, unit);
    cr_expect_eq(is_known, expected[0] != ' ', "%s", key);
    cr_expect_str_eq(found, expected, "%s: %s", key, found);
}

Test(explain, a_key_with_a_number_has_words_for_an_axis)
{
    expect_words_of("fund.opening", "cash before the first month (pounds)");
    expect_words_of("levies.\"No. 1\".rates.lower",
                    "what a member of each levy class pays (pounds a month)");
    expect_words_of("levies.strike levy.notpay.mean",
                    "members who do not pay (a share, 0.10 for 10 %)");
    expect_words_of("strategies.pickets.actions.Depot.called",
                    "how many are called out, or \"all\" (members)");
    expect_words_of("months", "how long the plan is (months)");
}

Test(explain, a_key_without_a_number_has_none)
{
    static const char *const KEY[] = {
        "title", "inputs.turnout.mean", "fund", "no.key",   "format",
        "law",   "levies.x.from",       "\"",   "fund.pots"};
    for (size_t i = 0; i < sizeof(KEY) / sizeof(KEY[0]); i++) {
        expect_words_of(KEY[i], " (none)");
    }
}
