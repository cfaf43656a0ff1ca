#include "core/text.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/sha256.h"

Test(text, grows_and_is_handed_over)
{
    struct sf_text text = {0};
    for (int i = 0; i < 1000; i++) {
        sf_text_add(&text, "%d,", i);
    }
    sf_text_add_bytes(&text, "end", 3);
    char *chars = sf_text_take(&text);
    cr_assert_not_null(chars);
    cr_assert_eq(strlen(chars), 10 * 2 + 90 * 3 + 900 * 4 + 3);
    cr_assert_str_eq(chars + strlen(chars) - 8, ",999,end");
    cr_assert_null(text.chars);
    free(chars);
    chars = sf_text_take(&text);
    cr_assert_str_eq(chars, "");
    free(chars);
}

Test(text, distances)
{
    static const struct {
        const char *a, *b;
        size_t distance;
    } list[] = {
        {"", "", 0},
        {"notpay", "notpay", 0},
        {"notpya", "notpay", 1},
        {"Notpay", "notpay", 0},
        {"notpa", "notpay", 1},
        {"kitten", "sitting", 3},
        {"abc", "", 3},
        {"levy", "rule", 4},
    };
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        cr_expect_eq(sf_text_distance(list[i].a, list[i].b, 9), list[i].distance, "%s",
                     list[i].a);
    }
    cr_assert_eq(sf_text_distance("kitten", "sitting", 2), 3);
    cr_assert_eq(sf_text_distance("a", "abcdefgh", 2), 3);
}

Test(text, the_nearest_of_several)
{
    struct sf_nearest nearest = {.wanted = "particpation"};
    sf_nearest_offer(&nearest, "pattern");
    sf_nearest_offer(&nearest, "participation");
    sf_nearest_offer(&nearest, "prepared_max");
    cr_assert_str_eq(nearest.name, "participation");
    nearest = (struct sf_nearest){.wanted = "x"};
    sf_nearest_offer(&nearest, "months");
    cr_assert_null(nearest.name);
}

Test(text, numbers_read_back_the_same)
{
    static const struct {
        double number;
        const char *text;
    } list[] = {
        {0.1, "0.1"},
        {3.0, "3.0"},
        {-12.5, "-12.5"},
        {1e300, "1e+300"},
        {1.0 / 3.0, "0.3333333333333333"},
        {0.1 + 0.2, "0.30000000000000004"},
        {1e15, "1e+15"},
        {123456789.0, "123456789.0"},
        {0.0, "0.0"},
        {5e-324, "4.94065645841247e-324"},
    };
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        char text[SF_NUMBER_CHARS];
        sf_number_write(list[i].number, text);
        cr_expect_str_eq(text, list[i].text, "%s", text);
        cr_expect_eq(strtod(text, NULL), list[i].number);
    }
}

Test(text, sums_are_said_with_thousands)
{
    char words[SF_NUMBER_CHARS];
    sf_pounds_say(3000000.0, words);
    cr_assert_str_eq(words, "£3,000,000");
    sf_pounds_say(-12.5, words);
    cr_assert_str_eq(words, "-£12.50");
    sf_pounds_say(-0.001, words);
    cr_assert_str_eq(words, "£0");
    sf_pounds_say(999.999, words);
    cr_assert_str_eq(words, "£1,000");
    sf_pounds_say(1e300, words);
    cr_assert_str_eq(words, "£1e+300");
    sf_count_say(-1234567, words);
    cr_assert_str_eq(words, "-1,234,567");
    sf_count_say(INT64_MIN, words);
    cr_assert_str_eq(words, "-9,223,372,036,854,775,808");
}

Test(text, what_is_utf_8_and_what_may_be_shown)
{
    size_t bad = 99;
    cr_assert(sf_text_is_utf8("a£€😀", 10, NULL));
    cr_assert_not(sf_text_is_utf8("ab\xc0\x80", 4, &bad)); /* an overlong zero */
    cr_assert_eq(bad, 2);
    cr_assert_not(sf_text_is_utf8("\xed\xa0\x80", 3, &bad)); /* a surrogate */
    cr_assert_not(sf_text_is_utf8("\xf4\x90\x80\x80", 4, &bad));
    cr_assert_not(sf_text_is_utf8("\xe2\x82", 2, &bad)); /* cut short */
    cr_assert(sf_text_is_showable("Café £5", false));
    cr_assert_not(sf_text_is_showable("a\nb", false));
    cr_assert(sf_text_is_showable("a\nb\tc", true));
    cr_assert_not(sf_text_is_showable("a\rb", true));
    cr_assert_not(sf_text_is_showable("\x1b[31m", true));
    cr_assert_not(sf_text_is_showable("\xc2\x9b", true));
    cr_assert_not(sf_text_is_showable("\xe2\x81\xa7", true));
}

Test(text, sha_256_of_known_bytes)
{
    char hex[SF_SHA256_CHARS];
    sf_sha256_hex("abc", 3, hex);
    cr_assert_str_eq(
        hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    sf_sha256_hex("", 0, hex);
    cr_assert_str_eq(
        hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}
