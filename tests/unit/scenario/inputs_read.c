#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "unit/scenario/texts.h"

static struct attempt read_opening(const char *value)
{
    char *text = base_with("173000.5", value, NULL);
    struct attempt attempt = attempt_read(text, NULL);
    free(text);
    return attempt;
}

Test(inputs_read, every_distribution)
{
    static const struct {
        const char *text;
        enum sf_distribution distribution;
        double parameter[3];
    } list[] = {
        {"17", SF_FIXED, {17, 0, 0}},
        {"5000000L", SF_FIXED, {5e6, 0, 0}},
        {"{ value = 17.25; }", SF_FIXED, {17.25, 0, 0}},
        {"{ dist = \"uniform\"; low = 2; high = 3.5; }", SF_UNIFORM, {2, 3.5, 0}},
        {"{ dist = \"triangular\"; low = 2; mode = 2; high = 3.5; }",
         SF_TRIANGULAR,
         {2, 2, 3.5}},
        {"{ dist = \"pert\"; low = 2.5; mode = 3; high = 3.5; }",
         SF_PERT,
         {2.5, 3, 3.5}},
        {"{ dist = \"normal\"; mean = -2.5; sd = 3; }", SF_NORMAL, {-2.5, 3, 0}},
        {"{ dist = \"lognormal\"; mean = 2.5; sd = 3; }", SF_LOGNORMAL, {2.5, 3, 0}},
        {"{ dist = \"beta\"; mean = 0.25; sd = 0.1; }", SF_BETA, {0.25, 0.1, 0}},
        {"{ dist = \"gamma\"; mean = 2.5; sd = 3; }", SF_GAMMA, {2.5, 3, 0}},
        {"{ dist = \"logitnormal\"; median = 0.3; sd = 3; }",
         SF_LOGITNORMAL,
         {0.3, 3, 0}},
    };
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        struct attempt attempt = read_opening(list[i].text);
        cr_assert_eq(attempt.status, SF_OK, "%s", list[i].text);
        const struct sf_scenario *s = attempt.scenario;
        const struct sf_input *input = &s->input[s->fund.opening];
        cr_expect_str_eq(input->name, "fund.opening");
        cr_expect_eq(input->distribution, list[i].distribution);
        cr_expect_arr_eq(input->parameter, list[i].parameter, sizeof(input->parameter));
        cr_expect_eq(input->low, -1e9);
        cr_expect_eq(input->high, 1e9);
        cr_expect(input->is_given && !input->is_graded && input->grade == SF_GRADE_J);
        attempt_free(&attempt);
    }
}

Test(inputs_read, a_discrete_one_is_sorted_and_its_weights_sum_to_one)
{
    struct attempt attempt = read_opening(
        "{ dist = \"discrete\"; values = [7.5, 2.5, 5.0]; weights = (1, 2.0, 1); }");
    cr_assert_eq(attempt.status, SF_OK);
    const struct sf_scenario *s = attempt.scenario;
    const struct sf_input *input = &s->input[s->fund.opening];
    const double points[] = {2.5, 5.0, 7.5};
    const double weights[] = {0.5, 0.25, 0.25};
    cr_assert_eq(input->n_points, 3);
    cr_assert_arr_eq(input->point, points, sizeof(points));
    cr_assert_arr_eq(input->weight, weights, sizeof(weights));
    attempt_free(&attempt);
}

Test(inputs_read, what_is_wrong_with_a_distribution)
{
    static const struct mistake list[] = {
        {"173000.5", "{ }", "neither 'value' nor 'dist'"},
        {"173000.5", "{ dist = \"normall\"; }", "did you mean 'normal'?"},
        {"173000.5", "{ dist = 5; }", "must be a word"},
        {"173000.5", "{ dist = \"uniform\"; low = 3; high = 3; }",
         "low must be below high"},
        {"173000.5", "{ dist = \"uniform\"; low = 3; }",
         "no 'high', which uniform needs"},
        {"173000.5", "{ dist = \"triangular\"; low = 3; mode = 2; high = 4; }",
         "low <= mode <= high"},
        {"173000.5", "{ dist = \"pert\"; low = 3; mode = 3; high = 3; }", "low < high"},
        {"173000.5", "{ dist = \"normal\"; mean = 3; sd = 0; }",
         "else write a plain number"},
        {"173000.5", "{ dist = \"normal\"; mean = 3; sd = -1; }", "sd must be above 0"},
        {"173000.5", "{ dist = \"lognormal\"; mean = 0; sd = 1; }",
         "mean and sd must be"},
        {"173000.5", "{ dist = \"gamma\"; mean = 1; sd = 0; }", "mean and sd must be"},
        {"173000.5", "{ dist = \"beta\"; mean = 1.0; sd = 0.1; }", "between 0 and 1"},
        {"173000.5", "{ dist = \"beta\"; mean = 0.5; sd = 0.5; }", "sd is too large"},
        {"173000.5", "{ dist = \"logitnormal\"; median = 0; sd = 1; }",
         "the median must"},
        {"173000.5", "{ dist = \"discrete\"; values = [1]; weights = [1, 2]; }",
         "as many"},
        {"173000.5", "{ dist = \"discrete\"; values = [1]; weights = [-1]; }",
         "below 0"},
        {"173000.5", "{ dist = \"discrete\"; values = [1]; weights = [0]; }", "all 0"},
        {"173000.5", "{ dist = \"discrete\"; values = [1, 1]; weights = [1, 1]; }",
         "given once"},
        {"173000.5", "{ dist = \"normal\"; mean = \"x\"; sd = 1; }",
         "must be a number"},
        {"173000.5", "{ dist = \"normal\"; mean = 1e400; sd = 1; }", "too large"},
        {"173000.5", "{ value = 3; grade = \"E\"; }", "one of \"A\", \"B\""},
        {"173000.5", "{ value = 3; source = 5; }", "must be a text"},
        {"173000.5", "{ value = 3; dist = \"normal\"; mean = 1; sd = 1; }",
         "unknown setting 'fund.opening.value'"},
        {"173000.5", "{ dist = \"normal\"; mean = 2e9; sd = 1; }",
         "its mean is 2000000000"},
        {"leave = 0.008", "leave = { dist = \"uniform\"; low = 1.5; high = 2; }",
         "all outside its range"},
        {"leave = 0.008",
         "leave = { dist = \"discrete\"; values = [0.1, 1.1]; weights = "
         "[0.5, 0.5]; }",
         "one of its values is 1.1"},
        {"leave = 0.008", "leave = \"turnuot\"", "did you mean 'turnout'?"},
        {"turnout = {", "turnout = \"x\"; other = {", "must be a number or { dist"},
    };
    check_mistakes(list, sizeof(list) / sizeof(list[0]));
}

Test(inputs_read, a_shared_one_has_the_range_of_all_its_keys)
{
    char *text = base_with("opening = 173000.5", "opening = \"turnout\"", NULL);
    struct attempt attempt = attempt_read(text, NULL);
    cr_assert_eq(attempt.status, SF_OK);
    const struct sf_scenario *s = attempt.scenario;
    cr_assert_eq(s->fund.opening, s->action[2].participation);
    cr_assert_eq(s->input[s->fund.opening].low, 0.0);
    cr_assert_eq(s->input[s->fund.opening].high, 1.0);
    attempt_free(&attempt);
    free(text);
}

Test(inputs_read, the_ungraded_make_one_warning)
{
    struct attempt attempt = attempt_read(base_text, NULL);
    cr_assert_eq(attempt.faults.n, 2); /* the other is of a missing mandate */
    cr_assert(attempt.faults.fault[0].is_warning);
    cr_assert_eq(attempt.faults.fault[0].line, 0);
    cr_assert_not_null(strstr(attempt.faults.fault[0].words,
                              "5 of 7 uncertain numbers have no source"),
                       "%s", attempt.faults.fault[0].words);
    size_t n_given = 0;
    size_t n_judgements = 0;
    sf_scenario_count_inputs(attempt.scenario, &n_given, &n_judgements);
    cr_assert_eq(n_given, 7);
    cr_assert_eq(n_judgements, 5);
    attempt_free(&attempt);
}

Test(inputs_read, one_that_nobody_uses_is_warned_of)
{
    char *text = base_with("turnout = {", "idle = 5; turnout = {", NULL);
    struct attempt attempt = attempt_read(text, NULL);
    cr_assert_eq(attempt.status, SF_OK);
    cr_assert_eq(attempt.faults.n, 3); /* the others: ungraded inputs, no mandate */
    cr_assert_not_null(
        strstr(attempt.faults.fault[1].words, "'inputs.idle' is used nowhere"));
    attempt_free(&attempt);
    free(text);
}

Test(inputs_read, defaults_are_inputs_that_were_not_given)
{
    struct attempt attempt = attempt_read(base_text, NULL);
    const struct sf_scenario *s = attempt.scenario;
    cr_assert_not_null(s);
    cr_assert_eq(s->input[s->rule[0].take_up].parameter[0], 1.0);
    cr_assert_not(s->input[s->rule[0].take_up].is_given);
    cr_assert_str_eq(s->input[s->levy[0].notpay].name, "levies.campaign levy.notpay");
    cr_assert_str_eq(s->input[s->action[0].called].name, "actions.desk.called");
    attempt_free(&attempt);
}

Test(inputs_read, a_share_cut_off_by_the_range_is_said)
{
    /* A normal of mean 0.1 and sd 0.1 is below 0 in 15.87 % of draws. */
    int line;
    char *text =
        base_with("notpay = 0.08;",
                  "@@notpay = { dist = \"normal\"; mean = 0.1; sd = 0.1; };", &line);
    struct attempt attempt = attempt_read(text, NULL);
    cr_assert_eq(attempt.status, SF_OK);
    bool is_found = false;
    for (size_t i = 0; i < attempt.faults.n; i++) {
        is_found |= attempt.faults.fault[i].line == line &&
                    strstr(attempt.faults.fault[i].words,
                           "16 % of the distribution lies outside 0 to 1") != NULL;
    }
    cr_expect(is_found);
    attempt_free(&attempt);
    free(text);
}
