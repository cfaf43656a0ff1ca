#include "output/dat.h"

#include <criterion/criterion.h>

Test(dat, words_for_gnuplot_can_neither_end_the_string_nor_run_a_command)
{
    static const char *const CASE[][2] = {
        {"targeted", "'targeted'"},
        {"the union's", "'the union\u2019s'"},
        {"`date` \"x\" \\n", "'`date` \"x\" \\n'"},
        {"one\ntwo\x1b", "'onetwo'"},
        {"'", "'\u2019'"},
        {"", "''"},
    };
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        struct sf_text text = {0};
        sf_dat_add_quoted(&text, CASE[i][0]);
        cr_expect_str_eq(text.chars, CASE[i][1]);
        sf_text_free(&text);
    }
}
