#include "output/csv.h"

#include <criterion/criterion.h>

static void expect(struct sf_text *text, const char *words)
{
    cr_expect_str_eq(text->chars == NULL ? "" : text->chars, words);
    sf_text_free(text);
}

Test(output_csv, text_is_quoted_and_cannot_be_a_formula)
{
    static const char *const CASE[][2] = {
        {"targeted", "targeted"},
        {"", ""},
        {"targeted, paid", "\"targeted, paid\""},
        {"the \"long\" one", "\"the \"\"long\"\" one\""},
        {"=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"},
        {"+44", "'+44"},
        {"-1", "'-1"},
        {"@SUM(1,2)", "\"'@SUM(1,2)\""},
        {"\t=1+1", "'=1+1"},
        {"\r\n=1+1", "'=1+1"},
        {"two\nlines\x1b[31m\x7f", "twolines[31m"},
        {"a=b", "a=b"},
        {"  =1+1", "'  =1+1"},
        {" \t -1", "'  -1"},
        {"a;=1+1", "\"a;'=1+1\""},
        {"a; =1;b", "\"a;' =1;b\""},
        {"\xef\xbc\x9d"
         "1",
         "'\xef\xbc\x9d"
         "1"},
        {"\xef\xbc\x8b"
         "1",
         "'\xef\xbc\x8b"
         "1"},
        {"\xef\xbc\x8d"
         "1",
         "'\xef\xbc\x8d"
         "1"},
        {"\xef\xbc\xa0"
         "1",
         "'\xef\xbc\xa0"
         "1"},
        {"Llywodraeth Cymru \xc2\xa3", "Llywodraeth Cymru \xc2\xa3"},
    };
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        struct sf_text text = {0};
        sf_csv_add_text(&text, CASE[i][0]);
        expect(&text, CASE[i][1]);
    }
}
