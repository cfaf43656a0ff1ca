/* Which uncertain numbers go together: read, refused, written back and told. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "unit/scenario/texts.h"

#define TURNOUT_TO_GATE                                                                \
    "{ between = [\"turnout\", \"actions.gate.called\"]; rho = 0.35; source = \"a "    \
    "survey\"; grade = \"D\"; }"

/** The base with a levy's notpay uncertain and some entries, one a line from line 9. */
static char *text_with(const char *entries)
{
    char *base = base_with("notpay = 0.08",
                           "notpay = { dist = \"pert\"; low = 0.02; mode = 0.08; high "
                           "= 0.3; source = \"s\"; grade = \"B\"; }",
                           NULL);
    char *seed = strstr(base, "seed = ");
    struct sf_text text = {0};
    sf_text_add(&text, "%.*scorrelations = (\n%s );\n%s", (int)(seed - base), base,
                entries, seed);
    free(base);
    return sf_text_take(&text);
}

static struct attempt read_with(const char *entries, const struct sf_override *override,
                                size_t n)
{
    char *text = text_with(entries);
    struct attempt attempt = attempt_read_bytes(text, strlen(text), NULL, override, n);
    free(text);
    return attempt;
}

/** The n-th fault that is a warning, or is not; NULL when there are fewer. */
static const struct sf_fault *nth(const struct attempt *attempt, bool is_warning,
                                  size_t n)
{
    for (size_t i = 0; i < attempt->faults.n; i++) {
        const struct sf_fault *fault = &attempt->faults.fault[i];
        if (fault->is_warning == is_warning && n-- == 0) {
            return fault;
        }
    }
    return NULL;
}

static void expect_words(const struct sf_fault *fault, int line, const char *words)
{
    cr_assert_not_null(fault, "no fault: %s", words);
    cr_expect_eq(fault->line, line, "line %d of: %s", fault->line, fault->words);
    cr_expect_str_eq(fault->words, words);
}

/** Asserts that the n-th error is this, word for word, on that line. */
static void expect_error(const struct attempt *attempt, size_t n, int line,
                         const char *words)
{
    expect_words(nth(attempt, false, n), line, words);
}

enum { FIRST_LINE = 7 };

Test(correlations, two_numbers_are_named_as_the_file_names_them)
{
    struct attempt attempt = read_with(
        TURNOUT_TO_GATE ",\n{ between = [\"levies.campaign levy.notpay\", "
                        "\"inputs.turnout\"]; rho = -0.75; source = \"us\"; grade = "
                        "\"J\"; }",
        NULL, 0);
    const struct sf_scenario *s = attempt.scenario;
    cr_assert_eq(attempt.status, SF_OK, "%s",
                 attempt.faults.n > 0 ? attempt.faults.fault[0].words : "");
    cr_assert_eq(s->n_correlations, 2);
    cr_expect_str_eq(s->input[s->correlation[0].input[0]].name, "inputs.turnout");
    cr_expect_str_eq(s->input[s->correlation[0].input[1]].name, "actions.gate.called");
    cr_expect_eq(s->correlation[0].rho, 0.35);
    cr_expect_str_eq(s->correlation[0].source, "a survey");
    cr_expect_eq(s->correlation[0].grade, SF_GRADE_D);
    cr_expect_eq(s->correlation[0].place.line, FIRST_LINE);
    cr_expect_eq(s->correlation[1].input[0], s->levy[0].notpay);
    cr_expect_eq(s->correlation[1].input[1], s->action[2].participation);
    cr_expect_eq(s->correlation[1].rho, -0.75);
    attempt_free(&attempt);
}

Test(correlations, every_fault_is_told_at_once_on_its_line)
{
    struct attempt attempt = read_with(
        "{ between = [\"turnuot\", \"levies.campain levy.notpay\"]; rho = 0.1; },\n"
        "{ between = [\"members.leave\", \"fund.opening\"]; rho = 0.1; },\n"
        "{ between = [\"turnout\", \"turnout\"]; rho = 1.01; },\n"
        "{ between = [\"turnout\", \"actions.gate.called\"]; rho = -2; },\n"
        "{ between = [\"actions.gate.called\", \"inputs.turnout\"]; rho = \"0.1\"; },\n"
        "{ between = [\"actions.all out.participation\", "
        "\"strategies.targeted.actions.gate.called\"]; rho = 0.1; },\n"
        "{ between = [\"turnout\"]; rho = 0.1; },\n"
        "{ between = (\"turnout\", 3); grade = \"E\"; },\n"
        "{ betwen = [\"turnout\", \"actions.gate.called\"]; rho = 0.1; },\n"
        "{ between = [\"fund.minimum_balance\", \"everything\"]; rho = 0.1; }\n",
        NULL, 0);
    static const struct {
        int line;
        const char *words;
    } expected[] = {
        {7,
         "'correlations.1.between.1': there is no uncertain number 'turnuot'; did you "
         "mean 'turnout'?"},
        {7, "'correlations.1.between.2': there is no uncertain number 'levies.campain "
            "levy.notpay'; did you mean 'levies.campaign levy.notpay'?"},
        {8, "'correlations.2.between.1': 'members.leave' is a fixed number, 0.008, so "
            "nothing can go together with it; give it a distribution"},
        {8,
         "'correlations.2.between.2': 'fund.opening' is a fixed number, 173000.5, so "
         "nothing can go together with it; give it a distribution"},
        {9, "'correlations.3.rho' is 1.01; it must be from -1 to 1 (Spearman's rank "
            "correlation)"},
        {9, "'correlations.3.between' has 'turnout' twice; a number always goes "
            "together with itself"},
        {10, "'correlations.4.rho' is -2; it must be from -1 to 1 (Spearman's rank "
             "correlation)"},
        {11, "'correlations.5.rho' is a text; it must be a number (Spearman's rank "
             "correlation); write it without quotes, £, % or thousands commas"},
        {11, "'correlations.5.between': the pair of 'actions.gate.called' and "
             "'inputs.turnout' is there twice, first on line 10; keep one of them"},
        {12, "'correlations.6.between.1': 'actions.all out.participation' takes its "
             "number from 'inputs'; write \"turnout\""},
        {12, "'correlations.6.between.2': there is no uncertain number "
             "'strategies.targeted.actions.gate.called'; did you mean "
             "'actions.gate.called'?"},
        {13, "'correlations.7.between' must name two uncertain numbers: between = "
             "[\"levies.NAME.notpay\", \"members.leave\"]"},
        {14, "'correlations.8' has no 'rho': 1: highest together, 0: not linked, -1: "
             "one high where the other is low (Spearman's rank correlation)"},
        {14, "'correlations.8.grade' is \"E\"; it must be one of \"A\", \"B\", \"C\", "
             "\"D\", \"J\"; did you mean 'A'?"},
        {14, "'correlations.8.between.2' is a number; it must be the name of an "
             "uncertain number (in quotes)"},
        {15, "'correlations.9' has no 'between': entries of inputs, or where a number "
             "stands: \"levies.NAME.notpay\" (two names)"},
        {15, "unknown setting 'correlations.9.betwen'; did you mean 'between'?"},
        {16, "'correlations.10.between.1': there is no uncertain number "
             "'fund.minimum_balance'; write an entry of 'inputs', or where the number "
             "stands: \"levies.NAME.notpay\", \"actions.NAME.called\""},
        {16, "'correlations.10.between.2': there is no uncertain number 'everything'; "
             "write an entry of 'inputs', or where the number stands: "
             "\"levies.NAME.notpay\", \"actions.NAME.called\""},
    };
    const size_t n = sizeof(expected) / sizeof(expected[0]);
    cr_assert_eq(attempt.status, SF_ERR_SCENARIO);
    cr_expect_eq(attempt.faults.n_errors, n);
    for (size_t i = 0; i < n; i++) {
        expect_error(&attempt, i, expected[i].line, expected[i].words);
    }
    attempt_free(&attempt);
}

Test(correlations, a_number_with_a_fault_of_its_own_is_not_said_to_be_missing)
{
    char *text = base_with("seed = \"17\";",
                           "seed = \"17\"; correlations = ( { between = [\"turnout\", "
                           "\"members.leave\"]; rho = 0.5; } );",
                           NULL);
    const char *sd = strstr(text, "sd = 0.08");
    cr_assert_not_null(sd);
    text[sd - text + 5] = '9'; /* sd = 0.98 and so too wide: sd = 9.08 */
    char *leave = strstr(text, "leave = 0.008");
    leave[8] = '7';
    struct attempt attempt = attempt_read(text, NULL);
    cr_assert_eq(attempt.status, SF_ERR_SCENARIO);
    for (size_t i = 0; i < attempt.faults.n; i++) {
        cr_expect_null(strstr(attempt.faults.fault[i].words, "correlations.1.between"),
                       "%s", attempt.faults.fault[i].words);
    }
    cr_expect_eq(attempt.faults.n_errors, 2); /* the sd, and leave */
    attempt_free(&attempt);
    free(text);
}

Test(correlations, that_contradict_one_another_are_named_with_what_would_do)
{
    struct attempt attempt = read_with(
        "{ between = [\"turnout\", \"actions.gate.called\"]; rho = 0.9; },\n"
        "{ between = [\"levies.campaign levy.notpay\", \"turnout\"]; rho = 0.8; }",
        NULL, 0);
    cr_assert_eq(attempt.status, SF_ERR_SCENARIO);
    cr_assert_eq(attempt.faults.n_errors, 1);
    expect_error(&attempt, 0, FIRST_LINE,
                 "these correlations cannot all hold; multiplied by 0.81 they could: "
                 "'actions.gate.called' with 'turnout' 0.9, 'actions.gate.called' with "
                 "'levies.campaign levy.notpay' 0 (none is given), 'turnout' with "
                 "'levies.campaign levy.notpay' 0.8");
    attempt_free(&attempt);
    /* 0.9 and 0.8 times 0.82 do not; times 0.81 do. */
    attempt = read_with(
        "{ between = [\"turnout\", \"actions.gate.called\"]; rho = 0.738; },\n"
        "{ between = [\"levies.campaign levy.notpay\", \"turnout\"]; rho = 0.656; }",
        NULL, 0);
    cr_expect_eq(attempt.faults.n_errors, 1);
    cr_expect_not_null(strstr(first_error(&attempt)->words, "multiplied by 0.98 "));
    attempt_free(&attempt);
    attempt = read_with(
        "{ between = [\"turnout\", \"actions.gate.called\"]; rho = 0.729; },\n"
        "{ between = [\"levies.campaign levy.notpay\", \"turnout\"]; rho = 0.648; }",
        NULL, 0);
    cr_expect_eq(attempt.faults.n_errors, 0);
    attempt_free(&attempt);
}

Test(correlations, only_those_in_conflict_are_named)
{
    char *text = text_with(
        "{ between = [\"fund.donations\", \"levies.campaign levy.notpay\"]; rho = 0.2; "
        "},\n"
        "{ between = [\"turnout\", \"actions.gate.called\"]; rho = 1; },\n"
        "{ between = [\"levies.campaign levy.notpay\", \"turnout\"]; rho = 0.5; },\n"
        "{ between = [\"levies.campaign levy.notpay\", \"actions.gate.called\"]; rho = "
        "0.49; }");
    char *donations = strstr(text, "value = 250.0;");
    memcpy(donations, "dist =\"gamma\";", 14);
    struct sf_override set[] = {{"fund.donations.mean", "250"},
                                {"fund.donations.sd", "100"}};
    struct attempt attempt = attempt_read_bytes(text, strlen(text), NULL, set, 2);
    cr_assert_eq(attempt.faults.n_errors, 1, "%s", first_error(&attempt)->words);
    const struct sf_fault *fault = first_error(&attempt);
    cr_expect_eq(fault->line, FIRST_LINE + 1);
    cr_expect_str_eq(
        fault->words,
        "these correlations cannot all hold; multiplied by 0.99, with all "
        "others that are linked to them, they could: 'actions.gate.called' "
        "with 'turnout' 1, 'actions.gate.called' with 'levies.campaign "
        "levy.notpay' 0.49, 'turnout' with 'levies.campaign levy.notpay' "
        "0.5");
    attempt_free(&attempt);
    free(text);
}

Test(correlations, without_source_and_grade_count_as_judgements)
{
    struct attempt attempt =
        read_with("{ between = [\"turnout\", \"actions.gate.called\"]; rho = 0.5; "
                  "grade = \"A\"; },\n"
                  "{ between = [\"turnout\", \"levies.campaign levy.notpay\"]; rho = "
                  "0.5; source = \"us\"; grade = \"J\"; }",
                  NULL, 0);
    cr_assert_eq(attempt.status, SF_OK);
    expect_words(
        nth(&attempt, true, 1), FIRST_LINE - 1,
        "1 of 2 correlations have no source and grade; they count as judgements "
        "(J)");
    attempt_free(&attempt);
}

Test(correlations, go_round_and_are_told_in_words)
{
    char *text = text_with(TURNOUT_TO_GATE
                           ",\n{ between = [\"levies.campaign levy.notpay\", "
                           "\"inputs.turnout\"]; rho = -0.125; source = \"us\"; },\n"
                           "{ between = [\"levies.campaign levy.notpay\", "
                           "\"actions.gate.called\"]; rho = 0; grade = \"B\"; }");
    struct attempt first = attempt_read(text, NULL);
    char *once = NULL;
    char *twice = NULL;
    char *words = NULL;
    cr_assert_eq(first.status, SF_OK);
    cr_assert_eq(sf_scenario_resolved(first.scenario, &once), SF_OK);
    cr_expect_not_null(strstr(
        once,
        "correlations = (\n"
        "  {\n    between = [\"turnout\", \"actions.gate.called\"];\n    rho = 0.35;\n"
        "    source = \"a survey\";\n    grade = \"D\";\n  },\n"
        "  {\n    between = [\"levies.campaign levy.notpay\", \"turnout\"];\n"
        "    rho = -0.125;\n    source = \"us\";\n    grade = \"J\";\n  },\n"
        "  {\n    between = [\"levies.campaign levy.notpay\", "
        "\"actions.gate.called\"];\n    rho = 0.0;\n    grade = \"B\";\n  }\n);\n"));
    struct attempt second = attempt_read(once, NULL);
    cr_assert_eq(second.status, SF_OK);
    cr_assert_eq(sf_scenario_resolved(second.scenario, &twice), SF_OK);
    cr_expect_str_eq(once, twice);
    cr_assert_eq(sf_scenario_words(second.scenario, &words), SF_OK);
    cr_expect_not_null(strstr(words, "\nLinked    where turnout is high, "
                                     "actions.gate.called tends to be high (rank "
                                     "correlation 0.35)\n"
                                     "          where levies.campaign levy.notpay is "
                                     "high, turnout tends to be low "
                                     "(rank correlation -0.125, a judgement)\n"
                                     "          levies.campaign levy.notpay and "
                                     "actions.gate.called are not linked "
                                     "(rank correlation 0)\n"),
                       "%s", words);
    free(words);
    free(twice);
    free(once);
    attempt_free(&second);
    attempt_free(&first);
    free(text);
}

Test(correlations, that_are_perfect_are_told_as_always)
{
    struct attempt attempt = read_with(
        "{ between = [\"turnout\", \"actions.gate.called\"]; rho = -1.0; }", NULL, 0);
    char *words = NULL;
    cr_assert_eq(attempt.status, SF_OK);
    cr_assert_eq(sf_scenario_words(attempt.scenario, &words), SF_OK);
    cr_expect_not_null(strstr(words, "\nLinked    where turnout is high, "
                                     "actions.gate.called always is low (rank "
                                     "correlation -1, a judgement)\n"));
    free(words);
    attempt_free(&attempt);
}

Test(correlations, are_changed_from_the_command_line_by_their_number)
{
    const struct sf_override good[] = {{"correlations.1.rho", "-0.6"}};
    const struct sf_override bad[] = {{"correlations.2.rho", "-0.6"},
                                      {"correlations.01.rho", "0.5"},
                                      {"correlations.1x.rho", "0.5"},
                                      {"correlations.0.rho", "0.5"}};
    struct attempt attempt = read_with(TURNOUT_TO_GATE, good, 1);
    cr_assert_eq(attempt.status, SF_OK);
    cr_expect_eq(attempt.scenario->correlation[0].rho, -0.6);
    attempt_free(&attempt);
    attempt = read_with(TURNOUT_TO_GATE, bad, 4);
    cr_assert_eq(attempt.faults.n_errors, 4);
    expect_error(&attempt, 0, 0,
                 "correlations.2.rho: there is no '2' in 'correlations'");
    attempt_free(&attempt);
}

Test(correlations, of_a_number_fixed_from_the_command_line_have_no_effect)
{
    const struct sf_override set[] = {
        {"strategies.targeted.actions.gate.called", "31"}};
    struct attempt attempt = read_with(TURNOUT_TO_GATE, set, 1);
    cr_assert_eq(attempt.status, SF_OK);
    cr_expect_eq(attempt.scenario->n_correlations, 0);
    bool is_told = false;
    for (size_t i = 0; i < attempt.faults.n; i++) {
        is_told |= strcmp(attempt.faults.fault[i].words,
                          "'correlations.1.between.2': 'actions.gate.called' is fixed "
                          "by --set, so this correlation has no effect") == 0;
    }
    cr_expect(is_told);
    attempt_free(&attempt);
}

Test(correlations, are_not_without_limit)
{
    struct sf_text entries = {0};
    for (int i = 0; i <= SF_MAX_CORRELATIONS; i++) {
        sf_text_add(&entries, "%s%s", i > 0 ? ",\n" : "", TURNOUT_TO_GATE);
    }
    struct attempt attempt = read_with(entries.chars, NULL, 0);
    cr_assert_eq(attempt.faults.n_errors, 1);
    cr_expect_str_eq(first_error(&attempt)->words,
                     "'correlations' has 201 members; at most 200 are possible");
    attempt_free(&attempt);
    sf_text_free(&entries);
    attempt = read_with("", NULL, 0);
    cr_expect_eq(attempt.status, SF_OK);
    attempt_free(&attempt);
}

Test(correlations, are_explained)
{
    static const char *const KEY[] = {"rho", "correlations.rho", "correlations.1.rho"};
    for (size_t i = 0; i < sizeof(KEY) / sizeof(KEY[0]); i++) {
        char *text = NULL;
        cr_assert_eq(sf_scenario_explain(KEY[i], &text), SF_OK);
        cr_expect_str_eq(
            text, "correlations.NUMBER.rho\n"
                  "  Means     1: highest together, 0: not linked, -1: one high where "
                  "the other is low\n"
                  "  Type      a number\n"
                  "  Unit      Spearman's rank correlation\n"
                  "  Range     -1 to 1\n"
                  "  Default   none: it must be given\n"
                  "  Stands    in a correlation\n");
        free(text);
    }
}
