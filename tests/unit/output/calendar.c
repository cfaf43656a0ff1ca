/* The calendar: rows, spans of days, and the same in words. */
#include <criterion/criterion.h>
#include <string.h>

#include "output/calendar_chart.h"
#include "unit/output/seen.h"

/* February 2026 begins on a Sunday and has 28 days; January and March have 31. The
   wave's first week is north's, 26 to 30 January; the second south's, of which the 4th
   is a holiday; the third north's again. */
#define CALENDAR                                                                       \
    WORKS_HEAD WORKS_FUND WORKS_BANDS                                                  \
        "holidays = [\"2026-02-04\"];\n"                                               \
        "employers : { list = (\n"                                                     \
        "  { name = \"Works\"; group = \"north\"; members = 100; shares = [0.6, "      \
        "0.4]; salaries = [26000.0, 39000.0]; },\n"                                    \
        "  { name = \"Mill\"; group = \"say \\\"south\\\"\"; members = 50; shares = "  \
        "[0.6, 0.4]; salaries = [26000.0, 39000.0]; } ); };\n"                         \
        "strategies = ( { name = \"wave\"; actions = (\n"                              \
        "  { name = \"Winter\"; groups = \"all\"; wave = \"week\"; from = "            \
        "\"2026-01-26\"; to = \"2026-02-13\"; },\n"                                    \
        "  { name = \"Ban\"; kind = \"short of strike\"; employer = \"Mill\"; "        \
        "docking = 0.5; from = \"2026-02-02\"; to = \"2026-03-31\"; "                  \
        "days_per_month = 3; },\n"                                                     \
        "  { name = \"Then\"; days = [\"2026-03-02\", \"2026-03-06\", "                \
        "\"2026-03-11\"]; "                                                            \
        "when = \"docking < 0.5\"; } ); },\n"                                          \
        "  { name = \"nothing\"; } );\n"

Test(calendar, has_a_row_an_action_or_a_turn_and_a_bar_for_days_on_end)
{
    struct seen seen;
    look(&seen, 3, CALENDAR);
    expect_text(&seen.view, sf_calendar_labels_write,
                "# row kind name note\n"
                "1 4 \"Winter: north\" \"rolling, 10 days\"\n"
                "2 4 \"Winter: say ”south”\" \"rolling, 4 days\"\n"
                "3 5 \"Ban\" \"short of strike, 6 days\"\n"
                "4 2 \"Then\" \"national, not always, 3 days\"\n"
                "\n\n# row kind name note\n"
                "1 0 \"nobody is called out\" \" \"\n");
    expect_text(&seen.view, sf_calendar_dat_write,
                "# row kind from to\n"
                "1 4 0.8065 0.9677\n"
                "1 4 1.2857 1.4643\n"
                "2 4 1.0357 1.2143\n"
                "3 5 1.0357 1.1786\n"
                "3 5 2.0323 2.1290\n"
                "4 2 2.0323 2.1935\n"
                "4 2 2.3226 2.3548\n"
                "\n\n# row kind from to\n"
                "1 0 0 0\n");
    expect_text(&seen.view, sf_calendar_words_write,
                "Who is to be out when, as planned. wave: Winter: north (rolling) 10 "
                "days, 26 January 2026 to 13 February 2026; Winter: say ”south” "
                "(rolling) 4 days, 2 February 2026 to 6 February 2026; Ban (short of "
                "strike) 6 days, 2 February 2026 to 4 March 2026; Then (national) 3 "
                "days, 2 March 2026 to 11 March 2026, where docking < 0.5. nothing: "
                "nobody is called out.\n");
    look_away(&seen);
}

Test(calendar, leaves_out_days_without_a_mandate)
{
    struct seen seen;
    look(&seen, 3,
         WORKS
         "law = \"tua2016\";\n"
         "ballots = ( { name = \"b\"; closes = \"2026-03-05\"; result = "
         "\"passed\"; } );\n"
         "strategies = ( { name = \"s\"; actions = (\n"
         "  { name = \"early\"; employers = \"mandated\"; days = "
         "[\"2026-02-05\"]; },\n"
         "  { name = \"spring\"; employers = \"mandated\"; from = \"2026-03-02\"; "
         "to = \"2026-03-06\"; } ); } );\n");
    expect_text(&seen.view, sf_calendar_dat_write,
                "# row kind from to\n"
                "1 2 2.1290 2.1935\n");
    look_away(&seen);
}

Test(calendar, puts_what_is_left_of_many_actions_in_one_row)
{
    struct seen seen;
    struct sf_text text = {0};
    sf_text_add(&text, "%sstrategies = ( { name = \"s\"; actions = (\n", WORKS);
    for (int i = 0; i < 33; i++) {
        sf_text_add(&text,
                    "%s{ name = \"no. %d\"; called = 3; employer = \"Works\"; days = "
                    "[\"2026-03-%02d\"]; }",
                    i > 0 ? ", " : "", i, i % 28 + 1);
    }
    sf_text_add(&text, " ); } );\n");
    look(&seen, 3, text.chars);
    sf_text_free(&text);
    cr_assert_eq(sf_calendar_labels_write(&seen.view, &text), SF_OK);
    cr_expect_not_null(strstr(text.chars, "\n29 1 \"no. 28\" \"targeted, 1 day\"\n"));
    cr_expect_not_null(strstr(text.chars, "\n30 1 \"4 more\" \"\"\n"));
    sf_text_free(&text);
    cr_assert_eq(sf_calendar_dat_write(&seen.view, &text), SF_OK);
    size_t n = 0;
    for (const char *at = text.chars; (at = strstr(at, "\n30 1 ")) != NULL; at++) {
        n++;
    }
    cr_expect_eq(n, 4);
    cr_expect_null(strstr(text.chars, "\n31 "));
    sf_text_free(&text);
    look_away(&seen);
}
