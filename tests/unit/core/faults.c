#include "strikefund/faults.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

Test(faults, words_places_and_kinds_are_kept)
{
    struct sf_faults faults = {0};
    sf_faults_add(&faults, "plan.cfg", 12, "rate is %d; write %s", 17, "a share");
    sf_faults_warn(&faults, NULL, 0, "no source");
    cr_assert_eq(faults.n, 2);
    cr_expect_eq(faults.n_errors, 1);
    cr_expect_str_eq(faults.fault[0].file, "plan.cfg");
    cr_expect_eq(faults.fault[0].line, 12);
    cr_expect_not(faults.fault[0].is_warning);
    cr_expect_str_eq(faults.fault[0].words, "rate is 17; write a share");
    cr_expect_null(faults.fault[1].file);
    cr_expect(faults.fault[1].is_warning);
    cr_expect_not(faults.is_full);
    sf_faults_free(&faults);
    cr_expect_eq(faults.n, 0);
    cr_expect_null(faults.fault);
}

Test(faults, sorting_is_by_file_and_line_and_keeps_the_order_within_a_line)
{
    struct sf_faults faults = {0};
    sf_faults_add(&faults, "b.cfg", 1, "fifth");
    sf_faults_add(&faults, "a.cfg", 9, "third");
    sf_faults_add(&faults, "a.cfg", 2, "second");
    sf_faults_warn(&faults, "a.cfg", 9, "fourth");
    sf_faults_add(&faults, NULL, 0, "first");
    sf_faults_sort(&faults);
    const char *const expected[] = {"first", "second", "third", "fourth", "fifth"};
    for (size_t i = 0; i < 5; i++) {
        cr_expect_str_eq(faults.fault[i].words, expected[i]);
    }
    sf_faults_free(&faults);
}

Test(faults, control_characters_cannot_reach_a_terminal)
{
    struct sf_faults faults = {0};
    sf_faults_add(&faults, "x", 1, "name \"%s\"",
                  "a\x1b[31m\r\n\t\x7f"
                  "b\xc2\xa3");
    cr_expect_str_eq(faults.fault[0].words, "name \"a?[31m????b\xc2\xa3\"");
    sf_faults_free(&faults);
}

Test(faults, every_byte_that_is_no_plain_character_is_replaced)
{
    for (int c = 1; c < 256; c++) {
        struct sf_faults faults = {0};
        sf_faults_add(&faults, NULL, 0, "%c", c);
        const unsigned char found = (unsigned char)faults.fault[0].words[0];
        cr_expect_eq(found, c < 0x20 || c >= 0x7f ? '?' : c, "%d became %d", c, found);
        sf_faults_free(&faults);
    }
}

Test(faults, past_the_limit_errors_are_counted_but_not_kept)
{
    struct sf_faults faults = {0};
    for (int i = 0; i < 1500; i++) {
        sf_faults_add(&faults, "x", i, "number %d", i);
    }
    cr_expect_eq(faults.n, 1000);
    cr_expect_eq(faults.n_errors, 1500);
    cr_expect(faults.is_full);
    cr_expect_str_eq(faults.fault[999].words, "number 999");
    sf_faults_free(&faults);
}

Test(faults, very_long_words_are_cut_and_end_in_a_zero)
{
    struct sf_faults faults = {0};
    char many[5000];
    memset(many, 'a', sizeof(many) - 1);
    many[sizeof(many) - 1] = '\0';
    sf_faults_add(&faults, NULL, 0, "%s", many);
    cr_expect_gt(strlen(faults.fault[0].words), 400);
    cr_expect_lt(strlen(faults.fault[0].words), 1000);
    sf_faults_free(&faults);
}

Test(faults, freeing_twice_or_nothing_is_allowed)
{
    struct sf_faults faults = {0};
    sf_faults_free(&faults);
    sf_faults_add(&faults, "x", 1, "one");
    sf_faults_free(&faults);
    sf_faults_free(&faults);
    sf_faults_free(NULL);
}
