/* What a settlement comes to, in words and files (M8.2, M10.4). */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "output/bands.h"
#include "output/tables.h"
#include "strikefund/output.h"
#include "unit/output/seen.h"

#define OUT                                                                            \
    " actions = ( { name = \"out\"; employer = \"Works\"; called = 10; days = [\n"     \
    "  \"2026-02-02\", \"2026-02-03\" ]; } ); }"
#define TEXT(terms)                                                                    \
    WORKS "settlements = ( { name = \"deal\"; " terms " } );\n"                        \
          "strategies = ( { name = \"ends\"; settlement = \"deal\";" OUT               \
          ", { name = \"goes on\"; include = [\"ends\"]; } );\n"

/* Ten of a hundred lose two days: 6 of £80, 4 of £112.50. A member called out loses
   £160 or £225, less the £30 at once; £26,000 and £39,000 at 2 % are £520 and £780 a
   year. */
#define DATED                                                                          \
    TEXT("kind = \"date\"; date = \"2026-03-02\"; lump_sum = 30.0; pay_rise = 0.02;")

Test(settlement_files, say_what_it_brings_a_member_and_when_that_repays)
{
    struct seen seen;
    look(&seen, 3, DATED);
    struct sf_text text = {0};
    cr_assert_eq(sf_bands_write(&seen.view, &text), SF_OK);
    static const char *const ROWS[] = {
        "ends,low,called out,0.00,160.00,0.00,0.00,-160.00,,3.0,30.00,520.00\n",
        "ends,low,not called,0.00,0.00,0.00,0.00,0.00,,0.0,30.00,520.00\n",
        "ends,high,called out,0.00,225.00,0.00,0.00,-225.00,,3.0,30.00,780.00\n",
        "goes on,low,called out,0.00,160.00,0.00,0.00,-160.00,,,,\n",
    };
    for (size_t i = 0; i < sizeof(ROWS) / sizeof(ROWS[0]); i++) {
        cr_expect_not_null(strstr(text.chars, ROWS[i]), "%s\n%s", ROWS[i], text.chars);
    }
    sf_text_free(&text);
    cr_assert_eq(sf_summary_write(&seen.view, &text), SF_OK);
    cr_expect_not_null(
        strstr(text.chars, "ends,settlement_at_once,gbp,3,3000.00,0.00"));
    cr_expect_not_null(
        strstr(text.chars, "goes on,settlement_per_year,gbp,3,0.00,0.00"));
    sf_text_free(&text);
    cr_assert_eq(sf_risk_write(&seen.view, &text), SF_OK);
    cr_expect_not_null(strstr(text.chars, "ends,2,settled,3,0,"));
    cr_expect_not_null(strstr(text.chars, "ends,3,settled,3,3,1.000000,"));
    cr_expect_not_null(strstr(text.chars, "goes on,8,settled,3,0,"));
    sf_text_free(&text);
    look_away(&seen);
}

Test(settlement_files, never_repay_what_brings_nothing)
{
    struct seen seen;
    struct sf_text text = {0};
    look(&seen, 3, TEXT("kind = \"date\"; date = \"2026-03-02\"; lump_sum = 30.0;"));
    cr_assert_eq(sf_bands_write(&seen.view, &text), SF_OK);
    cr_expect_not_null(strstr(text.chars, "-160.00,,inf,30.00,0.00\n"));
    sf_text_free(&text);
    look_away(&seen);
}

Test(settlement_files, say_nothing_where_no_strategy_may_settle)
{
    struct seen seen;
    struct sf_text text = {0};
    look(&seen, 3, UNCERTAIN);
    cr_assert_eq(sf_risk_write(&seen.view, &text), SF_OK);
    cr_expect_null(strstr(text.chars, "settled"));
    cr_assert_eq(sf_summary_write(&seen.view, &text), SF_OK);
    cr_expect_null(strstr(text.chars, "settlement"));
    sf_text_free(&text);
    look_away(&seen);
}

static void expect_words(const char *scenario, const char *expected)
{
    struct seen seen;
    char *words = NULL;
    look(&seen, 1000, scenario);
    cr_assert_eq(sf_output_words(seen.campaign.experiment, seen.results, &words),
                 SF_OK);
    cr_expect_not_null(strstr(words, expected), "%s\nis not in\n%s", expected, words);
    free(words);
    look_away(&seen);
}

Test(settlement_words, say_when_it_comes_and_what_it_brings)
{
    expect_words(DATED, "  Settles on 2 March 2026.\n"
                        "  It brings a member £30 at once and more pay: £520 a year "
                        "(low), £780 a year (high).\n");
    /* In the fifth month after the first 1 - exp(-(5/1000)^9) of them: none. */
    expect_words(TEXT("kind = \"weibull\"; scale = 1000.0; shape = 9.0;"),
                 "  A settlement within the plan: in fewer than 4 in 1,000 simulated "
                 "campaigns.\n");
    /* Nearly all in the fourth: (4/3.5)^20 is 14, (3/3.5)^20 is 0.05. */
    expect_words(TEXT("kind = \"weibull\"; scale = 3.5; shape = 20.0;"),
                 "simulated campaigns, half of them by the\n    end of June 2026. As "
                 "the file has it, more action brings it no nearer.\n");
    expect_words(TEXT("kind = \"weibull\"; scale = 3.5; pressure_effect = 2.0;"),
                 "How far action brings it nearer is the file's pressure_effect.");
}
