/* The scope of a levy: what may be written, how it is said and written back (M5.1). */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "unit/scenario/texts.h"

#define CHECK(list) check_mistakes(list, sizeof(list) / sizeof((list)[0]))

#define NOTPAY       "    notpay = 0.08;"
#define SCOPE(names) "    scope = " names "; notpay = 0.08;"

/* M5.1 */
Test(scope, that_cannot_be_is_told)
{
    static const struct mistake list[] = {
        {NOTPAY, SCOPE("[\"Pasports\"]"),
         "'levies.campaign levy.scope.1': there is no employer or group 'Pasports'; "
         "did "
         "you mean 'Passports'?"},
        {NOTPAY, SCOPE("[\"nort\"]"), "did you mean 'north'?"},
        {NOTPAY, SCOPE("\"other payer\""), "did you mean 'other payers'?"},
        {NOTPAY, SCOPE("[]"), "is empty, so nobody would be levied"},
        {NOTPAY, SCOPE("3"), "the name of an employer or a group"},
        {"other_payers = 200;", "other_payers = 200; other_shares = [0.5, 0.4];",
         "the shares must sum to 1"},
        {"other_payers = 200;", "other_payers = 200; other_shares = [1.0];",
         "has 1 numbers; it must have 2, one for each band"},
    };
    CHECK(list);
}

/** What is said first of a text with two places changed. */
static void expect_fault(const char *from, const char *to, const char *also,
                         const char *to_also, const char *words)
{
    char *one = base_with(from, to, NULL);
    char *at = strstr(one, also);
    cr_assert_not_null(at);
    char *text = calloc(1, strlen(one) + strlen(to_also) + 1);
    cr_assert_not_null(text);
    strncat(text, one, (size_t)(at - one));
    strcat(text, to_also);
    strcat(text, at + strlen(also));
    struct attempt attempt = attempt_read(text, NULL);
    const struct sf_fault *fault = first_error(&attempt);
    cr_assert_eq(attempt.status, SF_ERR_SCENARIO);
    cr_expect_not_null(strstr(fault->words, words), "%s", fault->words);
    attempt_free(&attempt);
    free(text);
    free(one);
}

/* M4.1 */
Test(scope, a_name_that_means_two_things_is_told)
{
    expect_fault("group = \"south\"", "group = \"Passports\"", NOTPAY,
                 SCOPE("[\"Passports\"]"),
                 "'Passports' is an employer and means a group too");
    expect_fault("name = \"Museums\"", "name = \"other payers\"", NOTPAY,
                 SCOPE("[\"other payers\"]"),
                 "'other payers' is an employer and means members elsewhere too");
}

#define YARD(name, rates)                                                              \
    "format = \"strikefund-1\"; title = \"X\"; start = \"2026-01\"; months = 2;\n"     \
    "fund : { opening = 1.0; };\n"                                                     \
    "bands = ( { name = \"low\"; net_ratio = 0.8; }, { name = \"high\"; net_ratio = "  \
    "0.7; } );\n"                                                                      \
    "employers : { other_payers = 9; other_shares = [0.5, 0.5]; list = (\n"            \
    "  { name = \"" name "\"; members = 5; shares = [1.0, 0.0];\n"                     \
    "    salaries = [20000.0, 0.0]; } ); };\n"                                         \
    "levies = ( { name = \"levy\"; from = \"2026-01\"; to = \"2026-02\"; " rates       \
    "\n  scope = [\"all\", \"other payers\"]; } );\n"                                  \
    "strategies = ( { name = \"s\"; levy = \"levy\"; } );\n"

/* M11.1 */
Test(scope, an_employer_with_the_numbers_of_other_payers_is_told)
{
    struct attempt attempt = attempt_read(
        YARD("(other payers)", "rates = { low = 1.0; high = 2.0; };"), NULL);
    cr_assert_eq(attempt.status, SF_ERR_SCENARIO);
    cr_expect_not_null(strstr(first_error(&attempt)->words,
                              "'(other payers)' and the other payers would share their "
                              "random numbers"));
    attempt_free(&attempt);
    attempt =
        attempt_read(YARD("other payer", "rates = { low = 1.0; high = 2.0; };"), NULL);
    cr_expect_eq(attempt.status, SF_OK);
    attempt_free(&attempt);
}

/* M4.1 */
Test(scope, a_share_of_pay_wants_the_pay_of_other_payers)
{
    struct attempt attempt = attempt_read(YARD("Yard", "share_of_pay = 0.01;"), NULL);
    cr_assert_eq(attempt.status, SF_ERR_SCENARIO);
    cr_expect_not_null(strstr(first_error(&attempt)->words,
                              "'levies.levy' is a share of pay, and of the other "
                              "payers in band 'high' no pay is known"));
    cr_expect_eq(first_error(&attempt)->line, 7);
    attempt_free(&attempt);
}

/** The base with the first levy of the coast and others; its resolved text. */
static char *scoped_text(const char *scope)
{
    char *to = calloc(1, strlen(scope) + 64);
    cr_assert_not_null(to);
    strcat(strcat(strcat(to, "    scope = "), scope), "; notpay = 0.08;");
    char *text = base_with(NOTPAY, to, NULL);
    free(to);
    return text;
}

/* M5.1 */
Test(scope, is_said_and_written_back_as_it_is)
{
    static const struct {
        const char *scope, *said, *written;
    } list[] = {
        {"[\"south\", \"other payers\"]",
         "          levied at 1 of 2 employers, and on 200 members elsewhere\n",
         "scope = [\"Museums\", \"other payers\"];"},
        {"\"other payers\"", "          levied on 200 members elsewhere\n",
         "scope = [\"other payers\"];"},
        {"[\"north\", \"Museums\"]", "          levied at 2 of 2 employers\n",
         "scope = [\"all\"];"},
    };
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        char *text = scoped_text(list[i].scope);
        struct attempt first = attempt_read(text, NULL);
        char *words = NULL;
        char *once = NULL;
        char *twice = NULL;
        cr_assert_eq(first.status, SF_OK);
        cr_assert_eq(sf_scenario_words(first.scenario, &words), SF_OK);
        cr_expect_not_null(strstr(words, list[i].said), "%s", words);
        cr_assert_eq(sf_scenario_resolved(first.scenario, &once), SF_OK);
        cr_expect_not_null(strstr(once, list[i].written), "%s", once);
        struct attempt again = attempt_read(once, NULL);
        cr_assert_eq(again.status, SF_OK);
        cr_assert_eq(sf_scenario_resolved(again.scenario, &twice), SF_OK);
        cr_expect_str_eq(once, twice);
        free(words);
        free(once);
        free(twice);
        free(text);
        attempt_free(&first);
        attempt_free(&again);
    }
}
