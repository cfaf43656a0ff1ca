#include "output/json.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>

static void expect(struct sf_json *json, const char *document)
{
    char *made = NULL;
    cr_assert_eq(sf_json_take(json, &made), SF_OK);
    cr_expect_str_eq(made, document);
    free(made);
}

Test(output_json, members_stand_in_the_order_they_were_added)
{
    struct sf_json json = {0};
    sf_json_open_object(&json, NULL);
    sf_json_add_text(&json, "zebra", "first");
    sf_json_open_array(&json, "list");
    sf_json_add_whole(&json, NULL, -17);
    sf_json_open_object(&json, NULL);
    sf_json_add_truth(&json, "is_in", true);
    sf_json_close(&json);
    sf_json_close(&json);
    sf_json_open_array(&json, "empty");
    sf_json_close(&json);
    sf_json_open_object(&json, "bare");
    sf_json_close(&json);
    sf_json_add_null(&json, "apple");
    sf_json_close(&json);
    expect(&json, "{\n  \"zebra\": \"first\",\n  \"list\": [\n    -17,\n    {\n"
                  "      \"is_in\": true\n    }\n  ],\n  \"empty\": [],\n"
                  "  \"bare\": {},\n  \"apple\": null\n}\n");
}

Test(output_json, money_has_its_two_decimals_and_no_noise)
{
    struct sf_json json = {0};
    sf_json_open_array(&json, NULL);
    sf_json_add_value(&json, NULL, SF_UNIT_GBP, 123450.0);
    sf_json_add_value(&json, NULL, SF_UNIT_GBP, 10.0 + 20.0);
    sf_json_add_held(&json, NULL, SF_UNIT_GBP, -7);
    sf_json_add_held(&json, NULL, SF_UNIT_GBP, INT64_MIN);
    sf_json_add_held(&json, NULL, SF_UNIT_MEMBERS, 1733);
    sf_json_add_mean(&json, NULL, SF_UNIT_DAYS, 2.5);
    sf_json_add_value(&json, NULL, SF_UNIT_MONTHS, 1234.0);
    sf_json_close(&json);
    expect(&json, "[\n  1234.50,\n  0.30,\n  -0.07,\n  -92233720368547758.08,\n"
                  "  1733,\n  2.5000,\n  12.34\n]\n");
}

Test(output_json, what_is_not_finite_is_null)
{
    struct sf_json json = {0};
    sf_json_open_array(&json, NULL);
    sf_json_add_value(&json, NULL, SF_UNIT_GBP, INFINITY);
    sf_json_add_mean(&json, NULL, SF_UNIT_GBP, NAN);
    sf_json_add_decimal(&json, NULL, -INFINITY, 6);
    sf_json_add_number(&json, NULL, NAN);
    sf_json_add_number(&json, NULL, INFINITY);
    sf_json_close(&json);
    expect(&json, "[\n  null,\n  null,\n  null,\n  null,\n  null\n]\n");
}

Test(output_json, numbers_are_as_typed)
{
    struct sf_json json = {0};
    sf_json_open_array(&json, NULL);
    sf_json_add_number(&json, NULL, 0.001);
    sf_json_add_number(&json, NULL, 1e9);
    sf_json_add_number(&json, NULL, -10.0);
    sf_json_add_number(&json, NULL, 0.1 + 0.2);
    sf_json_add_count(&json, NULL, UINT64_MAX);
    sf_json_add_seed(&json, NULL, UINT64_MAX);
    sf_json_close(&json);
    expect(&json, "[\n  0.001,\n  1000000000,\n  -10,\n  0.30000000000000004,\n"
                  "  18446744073709551615,\n  \"18446744073709551615\"\n]\n");
}

Test(output_json, hostile_text_comes_back_as_it_was)
{
    static const char *const CASE[] = {
        "",
        "quote \" and back\\slash/",
        "\x01\x1b[31m\n\t\x7f",
        "\xe2\x80\xae right to left \xe2\x81\xa6",
        "line\xe2\x80\xa8separator",
        "\xf0\x9f\xaa\xa7 \xc2\xa3",
    };
    struct sf_json json = {0};
    sf_json_open_array(&json, NULL);
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        sf_json_add_text(&json, NULL, CASE[i]);
    }
    sf_json_close(&json);
    char *made = NULL;
    cr_assert_eq(sf_json_take(&json, &made), SF_OK);
    json_t *read = json_loads(made, JSON_REJECT_DUPLICATES, NULL);
    cr_assert_eq(json_array_size(read), sizeof(CASE) / sizeof(CASE[0]));
    for (size_t i = 0; i < sizeof(CASE) / sizeof(CASE[0]); i++) {
        cr_expect_str_eq(json_string_value(json_array_get(read, i)), CASE[i]);
    }
    json_decref(read);
    free(made);
}

Test(output_json, bytes_that_are_not_utf8_are_shown_as_such)
{
    struct sf_json json = {0};
    sf_json_open_array(&json, NULL);
    sf_json_add_text(&json, NULL, "a\xff\xc3");
    sf_json_add_text(&json, NULL, "\xed\xa0\x80\xc2\xa3");
    sf_json_close(&json);
    expect(&json, "[\n  \"a\xef\xbf\xbd\xef\xbf\xbd\",\n"
                  "  \"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xc2\xa3\"\n]\n");
}

Test(output_json, a_document_moves_into_a_text)
{
    struct sf_json json = {0};
    struct sf_text text = {0};
    sf_json_open_object(&json, NULL);
    sf_json_close(&json);
    cr_expect_eq(sf_json_move(&json, &text), SF_OK);
    cr_expect_str_eq(text.chars, "{}\n");
    sf_text_free(&text);
}

Test(output_json, a_refusal_of_memory_is_an_error_and_no_document)
{
    for (int i = 0; i < 2; i++) {
        struct sf_json json = {0};
        struct sf_text text = {0};
        char *made = NULL;
        sf_json_open_array(&json, NULL);
        json.text.is_out_of_memory = true;
        sf_json_add_text(&json, NULL, "late");
        sf_json_close(&json);
        cr_expect_eq(i == 0 ? sf_json_take(&json, &made) : sf_json_move(&json, &text),
                     SF_ERR_MEMORY);
        cr_expect_null(made);
        cr_expect_null(text.chars);
    }
}

Test(output_json, a_document_left_open_is_a_bug, .signal = SIGABRT)
{
    struct sf_json json = {0};
    char *made = NULL;
    sf_json_open_object(&json, NULL);
    cr_expect_eq(sf_json_take(&json, &made), SF_OK);
}

Test(output_json, a_member_without_a_name_is_a_bug, .signal = SIGABRT)
{
    struct sf_json json = {0};
    sf_json_open_object(&json, NULL);
    sf_json_add_whole(&json, NULL, 17);
}
