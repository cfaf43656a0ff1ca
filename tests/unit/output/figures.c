#include "output/figures.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <math.h>

static void expect(struct sf_text *text, const char *words)
{
    cr_assert_eq(sf_figures_status(text), SF_OK);
    cr_expect_str_eq(text->chars == NULL ? "" : text->chars, words);
    sf_text_free(text);
}

Test(figures, pence_are_shown_as_pounds_with_two_decimals)
{
    static const struct {
        int64_t pence;
        const char *words;
    } CASE[] = {
        {0, "0.00"},
        {7, "0.07"},
        {-7, "-0.07"},
        {123456, "1234.56"},
        {-310000005, "-3100000.05"},
        {INT64_MAX, "92233720368547758.07"},
        {INT64_MIN, "-92233720368547758.08"},
    };
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        struct sf_text text = {0};
        sf_figures_add_pence(&text, CASE[i].pence);
        expect(&text, CASE[i].words);
    }
}

Test(figures, decimals_round_halves_to_even_and_never_show_minus_zero)
{
    static const struct {
        double value;
        int decimals;
        const char *words;
    } CASE[] = {
        {2.5, 0, "2"},         {3.5, 0, "4"},
        {-0.0004, 3, "0.000"}, {17.38529, 4, "17.3853"},
        {-2.375, 2, "-2.38"},  {1e21, 2, "1000000000000000000000"},
        {NAN, 2, ""},          {INFINITY, 2, ""},
        {-INFINITY, 0, ""},
    };
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        struct sf_text text = {0};
        sf_figures_add_decimal(&text, CASE[i].value, CASE[i].decimals);
        expect(&text, CASE[i].words);
    }
}

Test(figures, means_in_pence_are_rounded_before_they_become_pounds)
{
    struct sf_text text = {0};
    sf_figures_add_pounds(&text, 238551.5);
    expect(&text, "2385.52");
    sf_figures_add_pounds(&text, NAN);
    expect(&text, "");
}

Test(figures, a_locale_with_a_decimal_comma_changes_nothing)
{
    /* Where none is installed the test still holds, as it did before. */
    (void)(setlocale(LC_ALL, "de_DE.UTF-8") || setlocale(LC_ALL, "fr_FR.UTF-8"));
    struct sf_text text = {0};
    sf_figures_add_decimal(&text, 1234.5, 2);
    expect(&text, "1234.50");
}
