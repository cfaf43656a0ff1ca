/* Channels of a levy: what may be written, how it is said and written back (M5.5). */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "unit/scenario/texts.h"

#define CHECK(list) check_mistakes(list, sizeof(list) / sizeof((list)[0]))

#define NOTPAY      "    notpay = 0.08;"
#define WITH(terms) "    channels = ( " terms " ); notpay = 0.08;"
#define DEBIT       "{ name = \"direct debit\"; share = 0.57; fail = 0.015; recover = 0.8; }"
#define PAYROLL     "{ name = \"check-off\"; share = 0.43; collection_lag = 2; }"

/* M5.5 */
Test(channels, that_cannot_be_are_told)
{
    static const struct mistake list[] = {
        {NOTPAY, WITH(DEBIT ", { name = \"check-off\"; share = 0.4; }"),
         "'levies.campaign levy.channels': the shares of the channels sum to 0.97; "
         "they "
         "must sum to 1"},
        {NOTPAY, WITH(DEBIT ", { name = \"check-off\"; share = 0.43000001; }"),
         "sum to 1.00000001"},
        {NOTPAY, WITH(DEBIT ", { name = \"check-off\"; }"), "has no 'share'"},
        {NOTPAY, WITH(DEBIT ", { name = \"check-off\"; share = 43; }"),
         "write 0.43 for 43 %"},
        {NOTPAY, WITH(DEBIT ", { share = 0.43; }"), "has no 'name'"},
        {NOTPAY, WITH(DEBIT ", { name = \"direct debit\"; share = 0.43; }"),
         "the channel 'direct debit' is there twice"},
        {NOTPAY,
         WITH("{ name = \"costarring\"; share = 0.5; },\n"
              "@@{ name = \"liquid\"; share = 0.5; }"),
         "'costarring' and 'liquid' would share their random numbers"},
        {NOTPAY, WITH(DEBIT ", { name = \"check-off\"; share = 0.43; lag = 2; }"),
         "unknown setting 'levies.campaign levy.channels.check-off.lag'"},
        {NOTPAY, WITH(DEBIT ", { name = \"check-off\"; share = 0.43; failed = 0.1; }"),
         "did you mean 'fail'?"},
        {NOTPAY,
         WITH(DEBIT ", { name = \"check-off\"; share = 0.43; collection_lag = 13; }"),
         "it must be from 0 to 12 (months)"},
        {NOTPAY, WITH(DEBIT ", " PAYROLL) " fail = 0.01;",
         "'levies.campaign levy.fail' is left to the levy's channels; write it in one "
         "of them: levies.campaign levy.channels.direct debit.fail"},
        {NOTPAY, WITH(DEBIT ", " PAYROLL) " collection_lag = 1;",
         "levies.campaign levy.channels.direct debit.collection_lag"},
        {NOTPAY, WITH(DEBIT ", " PAYROLL) " recover = 0.0;",
         "is left to the levy's channels"},
        {NOTPAY,
         WITH(DEBIT ", " PAYROLL) " refund : { promised = \"2023-09\"; @@paid = "
                                  "\"2023-11\"; };",
         "the first month possible is \"2023-12\""},
        {NOTPAY, "channels = \"debit\"; notpay = 0.08;", "must be a list"},
        {NOTPAY, "chanels = ( " DEBIT " ); notpay = 0.08;", "did you mean 'channels'?"},
    };
    CHECK(list);
}

static char *text_with_channels(void)
{
    return base_with(NOTPAY, WITH(DEBIT ", " PAYROLL), NULL);
}

/* M5.5 */
Test(channels, are_said_by_check)
{
    char *text = text_with_channels();
    struct attempt attempt = attempt_read(text, NULL);
    char *words = NULL;
    cr_assert_eq(attempt.status, SF_OK);
    cr_assert_eq(sf_scenario_words(attempt.scenario, &words), SF_OK);
    cr_expect_not_null(strstr(words, "          collected in 2 ways:\n"
                                     "          - 57 % by direct debit, in the month "
                                     "it is due; fails for 1.5 %, of whom 80 % pay a "
                                     "month later\n"
                                     "          - 43 % by check-off, 2 months after it "
                                     "is due\n"),
                       "%s", words);
    free(words);
    free(text);
    attempt_free(&attempt);
}

Test(channels, a_lag_without_them_is_said_too)
{
    char *text = base_with(NOTPAY, "    collection_lag = 1; notpay = 0.08;", NULL);
    struct attempt attempt = attempt_read(text, NULL);
    char *words = NULL;
    cr_assert_eq(attempt.status, SF_OK);
    cr_assert_eq(sf_scenario_words(attempt.scenario, &words), SF_OK);
    cr_expect_not_null(
        strstr(words, "          collected 1 month after it is due\nLevy "), "%s",
        words);
    free(words);
    free(text);
    attempt_free(&attempt);
}

Test(channels, are_written_back_as_they_are)
{
    char *text = text_with_channels();
    struct attempt again = attempt_round(text);
    const struct sf_levy *levy = &again.scenario->levy[0];
    cr_assert_eq(levy->n_channels, 2);
    cr_expect_str_eq(levy->channel[0].name, "direct debit");
    cr_expect_eq(levy->channel[0].share, 0.57);
    cr_expect_eq(again.scenario->input[levy->channel[0].fail].parameter[0], 0.015);
    cr_expect_eq(again.scenario->input[levy->channel[0].recover].parameter[0], 0.8);
    cr_expect_str_eq(again.scenario->input[levy->channel[0].fail].name,
                     "levies.campaign levy.channels.direct debit.fail");
    cr_expect_eq(levy->channel[1].collection_lag, 2);
    cr_expect_eq(again.scenario->levy[1].n_channels, 0);
    free(text);
    attempt_free(&again);
}

/** Reads the text with channels and one key set. */
static struct attempt read_with_set(const char *key, const char *value)
{
    const struct sf_override set = {key, value};
    char *text = text_with_channels();
    struct attempt attempt = attempt_read_bytes(text, strlen(text), NULL, &set, 1);
    free(text);
    return attempt;
}

Test(channels, have_keys_that_can_be_set)
{
    struct attempt attempt =
        read_with_set("levies.campaign levy.channels.check-off.collection_lag", "1");
    cr_assert_eq(attempt.status, SF_OK);
    cr_expect_eq(attempt.scenario->levy[0].channel[1].collection_lag, 1);
    attempt_free(&attempt);
    attempt = read_with_set("levies.campaign levy.channels.checkoff.share", "0.5");
    cr_assert_eq(attempt.status, SF_ERR_SCENARIO);
    cr_expect_not_null(strstr(first_error(&attempt)->words,
                              "there is no 'checkoff' in 'levies.campaign "
                              "levy.channels'; did you mean 'check-off'?"));
    attempt_free(&attempt);
    attempt = read_with_set("levies.campaign levy.collection_lag", "1");
    cr_assert_eq(attempt.status, SF_ERR_SCENARIO);
    cr_expect_not_null(strstr(first_error(&attempt)->words,
                              "levies.campaign levy.channels.direct debit."
                              "collection_lag"));
    attempt_free(&attempt);
}

#define FAIL_OF_DEBIT "levies.campaign levy.channels.direct debit.fail"
#define LINKED                                                                         \
    "correlations = ( { between = [\"turnout\", \"" FAIL_OF_DEBIT                      \
    "\"]; rho = 0.5; } );\nstrategies = ("

Test(channels, fail_together_with_other_uncertain_numbers)
{
    char *one = base_with("strategies = (", LINKED, NULL);
    char *at = strstr(one, NOTPAY);
    char *text = calloc(1, strlen(one) + 400);
    cr_assert_not_null(at);
    cr_assert_not_null(text);
    strncat(text, one, (size_t)(at - one));
    strcat(text, WITH("{ name = \"direct debit\"; share = 1.0; fail = { dist = "
                      "\"uniform\"; low = 0.005; high = 0.03; }; }"));
    strcat(text, at + strlen(NOTPAY));
    struct attempt attempt = attempt_read(text, NULL);
    const struct sf_fault *fault = first_error(&attempt);
    cr_assert_eq(attempt.status, SF_OK, "%s", fault != NULL ? fault->words : "");
    cr_expect_eq(attempt.scenario->n_correlations, 1);
    attempt_free(&attempt);
    /* Fixed by --set, the correlation has no effect: that is no fault. */
    const struct sf_override set = {FAIL_OF_DEBIT, "0.02"};
    attempt = attempt_read_bytes(text, strlen(text), NULL, &set, 1);
    cr_expect_eq(attempt.status, SF_OK);
    cr_expect_eq(attempt.scenario->n_correlations, 0);
    attempt_free(&attempt);
    free(text);
    free(one);
}

Test(channels, are_explained)
{
    char *text = NULL;
    cr_assert_eq(sf_scenario_explain(FAIL_OF_DEBIT, &text), SF_OK);
    cr_expect_not_null(strstr(text, "levies.NAME.channels.NAME.fail\n"));
    cr_expect_not_null(strstr(text, "collections that fail"));
    free(text);
    cr_assert_eq(sf_scenario_explain("levies.x.channels.y.shar", &text), SF_ERR_USAGE);
    cr_expect_not_null(strstr(text, "did you mean 'share'?"), "%s", text);
    free(text);
}
