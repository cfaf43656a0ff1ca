#include "output/say.h"

#include <criterion/criterion.h>
#include <math.h>

Test(say, pounds_have_three_figures)
{
    static const struct {
        double pence;
        const char *words;
    } CASE[] = {
        {0.0, "£0"},
        {-20.0, "£0"},
        {123400.0, "£1,234"},
        {-523400.0, "-£5,234"},
        {999940.0, "£9,999"},
        {999960.0, "£10,000"},
        {64012300.0, "£640,000"},
        {99940000.0, "£999,000"},
        {99960000.0, "£1.00m"},
        {123456700.0, "£1.23m"},
        {-310000000.0, "-£3.10m"},
        {999600000.0, "£10.0m"},
        {1234567890.0, "£12.3m"},
        {23855000000.0, "£239m"},
        {123456789000.0, "£1,230m"},
        {NAN, "any sum"},
        {INFINITY, "any sum"},
    };
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        char text[SF_SAY_CHARS];
        sf_say_pounds(CASE[i].pence, text);
        cr_expect_str_eq(text, CASE[i].words);
    }
}

Test(say, people_and_days_have_three_figures)
{
    char text[SF_SAY_CHARS];
    sf_say_number(18234.4, text);
    cr_expect_str_eq(text, "18,200");
    sf_say_number(0.3, text);
    cr_expect_str_eq(text, "0");
    sf_say_number(-1750.0, text);
    cr_expect_str_eq(text, "-1,750");
}

Test(say, a_chance_is_a_natural_frequency_and_never_none_or_all)
{
    static const struct {
        uint64_t count, runs;
        const char *words, *brief;
    } CASE[] = {
        {8312, 10000, "83 of 100", "83 of 100"},
        {0, 10000, "fewer than 4 in 10,000", "<4 in 10,000"},
        {10000, 10000, "more than 9,996 in 10,000", ">9,996 in 10,000"},
        {0, 200, "fewer than 4 in 200", "<4 in 200"},
        {7, 10000, "7 of 10,000", "7 of 10,000"},
        {1, 10000, "1 of 10,000", "1 of 10,000"},
        {140, 10000, "14 of 1,000", "14 of 1,000"},
        {9993, 10000, "9,993 of 10,000", "9,993 of 10,000"},
        {17, 30, "17 of 30", "17 of 30"},
        {500000, 1000000, "50 of 100", "50 of 100"},
    };
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        const struct sf_chance chance = sf_chance_of(CASE[i].count, CASE[i].runs);
        char text[SF_SAY_CHARS];
        sf_say_chance(chance, text);
        cr_expect_str_eq(text, CASE[i].words);
        sf_say_chance_briefly(chance, text);
        cr_expect_str_eq(text, CASE[i].brief);
    }
}

Test(say, months_are_short_on_an_axis)
{
    char text[SF_SAY_CHARS];
    sf_say_month_briefly(2023 * 12 + 8, text);
    cr_expect_str_eq(text, "Sep 2023");
}

Test(say, a_paragraph_is_broken_between_words_at_columns_not_bytes)
{
    struct sf_text text = {0};
    sf_say_paragraph(&text, 2, 16, "%s", "ends at  ££££ or ££££ again");
    cr_expect_str_eq(text.chars, "  ends at ££££\n    or ££££\n    again\n");
    sf_text_free(&text);
    sf_say_paragraph(&text, 0, 4, "unbreakable");
    cr_expect_str_eq(text.chars, "unbreakable\n");
    sf_text_free(&text);
}
