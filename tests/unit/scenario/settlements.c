/* Settlements and pauses: what may be written, how it is said and written back (M8). */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "unit/scenario/texts.h"

#define CHECK(list) check_mistakes(list, sizeof(list) / sizeof((list)[0]))

#define STRATEGIES  "strategies = (\n"
#define WITH(terms) "settlements = ( { name = \"deal\"; " terms " } );\n" STRATEGIES

Test(settlements, that_cannot_be_are_told)
{
    static const struct mistake list[] = {
        {STRATEGIES, WITH("kind = \"date\";@@"),
         "'settlements.deal' is settled on a "
         "date and has none; write date = "},
        {STRATEGIES, WITH("kind = \"weibull\";@@"),
         "is settled by chance and has no 'scale'; write the months"},
        {STRATEGIES, WITH("kind = \"weibull\"; scale = 5.0; date = \"2023-06-02\";"),
         "is settled by chance and has a 'date'"},
        {STRATEGIES, WITH("kind = \"date\"; date = \"2023-06-02\"; shape = 1.2;"),
         "has 'shape', which only kind = \"weibull\" has"},
        {STRATEGIES, WITH("kind = \"date\"; date = \"2022-12-31\";"),
         "is settled before the plan begins, on 2023-01-01"},
        {STRATEGIES, WITH("kind = \"vote\";"), "date"},
        {STRATEGIES, WITH("kind = \"weibull\"; scale = 5.0; lumpsum = 3.0;"),
         "did you mean 'lump_sum'?"},
        {STRATEGIES, WITH("kind = \"weibull\"; scale = 0.0;"),
         "it must be from 0.01 to 10000 (months)"},
        {STRATEGIES,
         WITH("kind = \"weibull\"; scale = 5.0; gains = ( { name = \"x\"; } );"),
         "amount"},
        {"name = \"national\";", "name = \"national\"; settlement = \"deal\";",
         "no settlement 'deal'"},
    };
    CHECK(list);
}

#define NATIONAL     "name = \"national\";"
#define PAUSE(terms) NATIONAL " pause : { " terms " };"
#define ASK(terms)                                                                     \
    "  { name = \"winter\"; closes = \"2023-01-20\"; },\n"                             \
    "  { name = \"ask\"; closes = \"2023-03-01\"; " terms " }\n"
#define BALLOT "  { name = \"winter\"; closes = \"2023-01-20\"; }\n"

Test(settlements, pauses_that_cannot_be_are_told)
{
    static const struct mistake list[] = {
        {NATIONAL, PAUSE("from = \"2023-03-02\"; to = \"2023-03-01\";"),
         "ends before it begins"},
        {NATIONAL, PAUSE("from = \"2023-03-02\";"), "'to'"},
        {NATIONAL,
         PAUSE("from = \"2023-03-02\"; to = \"2023-04-01\"; ballot = \"ask\";"),
         "no ballot 'ask'"},
        {NATIONAL,
         PAUSE("from = \"2023-03-02\"; to = \"2023-04-01\"; ballot = \"winter\";"),
         "decided by one of kind = \"consultative\""},
    };
    CHECK(list);
}

/** The base with a settlement of each kind and a pause by ballot. */
static char *ending_text(void)
{
    char *one =
        base_with(BALLOT, ASK("kind = \"consultative\"; result = \"passed\";"), NULL);
    char *at = strstr(one, STRATEGIES);
    static const char more[] =
        "settlements = (\n"
        "  { name = \"deal\"; kind = \"weibull\"; scale = { dist = \"uniform\"; low = "
        "4.0; high = 8.0; };\n"
        "    shape = 1.5; pressure_effect = 3.0; wind_down = 2; lump_sum = 1500.0;\n"
        "    pay_rise = 0.045; gains = ( { name = \"no cuts\"; amount = 200.0; } ); "
        "},\n"
        "  { name = \"day\"; kind = \"date\"; date = \"2023-06-02\"; } );\n";
    static const char strategy[] =
        "  { name = \"rest\"; settlement = \"deal\"; include = [\"targeted\"];\n"
        "    pause : { from = \"2023-03-02\"; to = \"2023-04-01\"; ballot = \"ask\"; "
        "}; "
        "},\n"
        "  { name = \"dated\"; settlement = \"day\"; include = [\"targeted\"]; },\n";
    char *text = calloc(1, strlen(one) + sizeof(more) + sizeof(strategy));
    cr_assert_not_null(at);
    cr_assert_not_null(text);
    strncat(text, one, (size_t)(at - one));
    strcat(text, more);
    strcat(text, STRATEGIES);
    strcat(text, strategy);
    strcat(text, at + strlen(STRATEGIES));
    free(one);
    return text;
}

Test(settlements, are_said_by_check)
{
    char *text = ending_text();
    struct attempt attempt = attempt_read(text, NULL);
    const struct sf_fault *fault = first_error(&attempt);
    cr_assert_eq(attempt.status, SF_OK, "%s", fault != NULL ? fault->words : "");
    char *words = NULL;
    cr_assert_eq(sf_scenario_words(attempt.scenario, &words), SF_OK);
    static const char *const SAID[] = {
        "Ends      deal: by chance: 63 in 100 such disputes have ended 6 months after "
        "the first action (shape 1.5); work not done moves it\n"
        "          the levy goes on for 2 months\n"
        "          worth £1,500 a member at once, 4.5 % of salary a year, £200 a "
        "member: "
        "no cuts\n",
        "Ends      day: settled on 2 June 2023; no action from that day on\n",
        "          may end as 'deal'\n"
        "          rests from 2 March 2023 to 1 April 2023 where the ballot 'ask' has "
        "passed; the levy goes on\n",
    };
    for (size_t i = 0; i < sizeof(SAID) / sizeof(SAID[0]); i++) {
        cr_expect_not_null(strstr(words, SAID[i]), "%s\nis not in\n%s", SAID[i], words);
    }
    free(words);
    free(text);
    attempt_free(&attempt);
}

Test(settlements, are_written_back_as_they_are)
{
    char *text = ending_text();
    struct attempt again = attempt_round(text);
    cr_expect_eq(again.scenario->n_settlements, 2);
    cr_expect_eq(again.scenario->settlement[0].n_gains, 1);
    cr_expect_eq(again.scenario->strategy[0].settlement, 0);
    cr_expect_eq(again.scenario->strategy[1].settlement, 1);
    cr_expect_eq(again.scenario->strategy[2].settlement, SF_NONE);
    cr_expect_eq(again.scenario->strategy[0].pause.ballot, 1);
    free(text);
    attempt_free(&again);
}
