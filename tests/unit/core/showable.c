#include "strikefund/showable.h"

#include <criterion/criterion.h>
#include <string.h>

Test(showable, what_is_not_fit_is_named)
{
    static const struct {
        const char *string, *words;
        size_t at;
    } list[] = {
        {"ab\x1b[31m", "U+001B, a control character", 2},
        {"a\rb", "U+000D, a control character", 1},
        {"\x7f", "U+007F, a control character", 0},
        {"a\xc2\x80", "U+0080, a control character", 1},
        {"a\xc2\x9b", "U+009B, a control character", 1},
        {"\xc2\x9f", "U+009F, a control character", 0},
        {"two\nlines", "U+000A, which breaks the line", 3},
        {"a\tb", "U+0009, which breaks the line", 1},
        {"a\xe2\x80\xa8", "U+2028, which breaks the line", 1},
        {"a\xe2\x80\xa9", "U+2029, which breaks the line", 1},
        {"\xd8\x9c", "U+061C, which turns the direction of writing", 0},
        {"a\xe2\x80\x8e", "U+200E, which turns the direction of writing", 1},
        {"a\xe2\x80\x8f", "U+200F, which turns the direction of writing", 1},
        {"a\xe2\x80\xaa", "U+202A, which turns the direction of writing", 1},
        {"a\xe2\x80\xae", "U+202E, which turns the direction of writing", 1},
        {"a\xe2\x81\xa6", "U+2066, which turns the direction of writing", 1},
        {"a\xe2\x81\xa9", "U+2069, which turns the direction of writing", 1},
        {"a\xe2\x80\x8b", "U+200B, which cannot be seen", 1},
        {"a\xe2\x80\x8d", "U+200D, which cannot be seen", 1},
        {"a\xe2\x81\xa0", "U+2060, which cannot be seen", 1},
        {"\xef\xbb\xbf", "U+FEFF, which cannot be seen", 0},
        {"a\xc2\xad", "U+00AD, which cannot be seen", 1},
        {"a\xf3\xa0\x81\x81", "U+E0041, which cannot be seen", 1},
        {"Z\xcc\x80\xcc\x81\xcc\x82\xcc\x83\xcc\x84",
         "U+0304, one accent too many on a letter", 9},
        {"a\xff", "the byte 0xFF, which is not UTF-8", 1},
        {"a\xc0\xaf", "the byte 0xC0, which is not UTF-8", 1},
        {"ab\xed\xa0\x80", "the byte 0xED, which is not UTF-8", 2},
        {"\xe2\x82", "the byte 0xE2, which is not UTF-8", 0},
    };
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        struct sf_unfit unfit = {0};
        char words[SF_UNFIT_CHARS];
        cr_assert(sf_text_find_unfit(list[i].string, false, &unfit), "%zu", i);
        cr_expect_str_eq(sf_unfit_say(&unfit, words), list[i].words);
        cr_expect_eq(unfit.at, list[i].at, "%s at %zu", list[i].words, unfit.at);
    }
}

Test(showable, what_people_write_is_fit)
{
    static const char *const list[] = {
        "",
        "Undeb y Gweision – cangen Caerdydd",
        "£5 a month, “more or less” – 10 % off",
        "Việt Ngữ\xcc\x81\xcc\x80",
        "اتحاد العمال",
        "ਮਜ਼ਦੂਰ ਯੂਨੀਅਨ",
        "✊🏽 out!",
        "`touch x` $(touch x) '\\\" ; %s%n {/Symbol} _^&~ # @SUM =1+1 <b>",
    };
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        cr_expect(sf_text_is_showable(list[i], false), "%s", list[i]);
    }
    cr_expect(sf_text_is_showable("a\nb\tc", true));
    cr_expect_not(sf_text_is_showable("a\r\nb", true));
}

Test(showable, what_is_not_fit_becomes_a_question_mark)
{
    static const char *const list[][2] = {
        {"", ""},
        {"plain £", "plain £"},
        {"\x1b[31mred\x1b[0m", "?[31mred?[0m"},
        {"a\xe2\x80\xaetxt.exe", "a?txt.exe"},
        {"cut \xe2\x82", "cut ??"},
        {"\xff\xfe", "??"},
        {"one\ntwo", "one?two"},
        {"\xe2\x80\x8b", "?"},
    };
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        char string[64];
        strcpy(string, list[i][0]);
        sf_text_make_showable(string, false);
        cr_expect_str_eq(string, list[i][1]);
        cr_expect(sf_text_is_showable(string, false));
    }
    char lines[] = "one\n\ttwo\x07";
    sf_text_make_showable(lines, true);
    cr_expect_str_eq(lines, "one\n\ttwo?");
}

Test(showable, every_string_of_three_bytes_is_made_fit)
{
    /* Bytes at the edges of what the decoder tells apart. */
    static const unsigned char byte[] = {0x01, 0x0a, 0x1b, 0x41, 0x7f, 0x80, 0x8b, 0x9b,
                                         0xa8, 0xae, 0xbb, 0xbf, 0xc0, 0xc2, 0xcc, 0xe0,
                                         0xe2, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff};
    const size_t n = sizeof(byte);
    for (size_t i = 0; i < n * n * n; i++) {
        char string[4] = {(char)byte[i % n], (char)byte[i / n % n],
                          (char)byte[i / n / n], '\0'};
        sf_text_make_showable(string, i % 2 == 0);
        cr_expect(sf_text_is_showable(string, i % 2 == 0));
    }
}
