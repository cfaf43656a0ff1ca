/* The finished points of a sweep: whole, and of this sweep, or not there. */
#include "output/points.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "unit/output/place.h"

#define ONE "{\n  \"runs\": 17,\n  \"seed\": \"238\"\n}\n"
#define TWO "{\n  \"runs\": 17,\n  \"seed\": \"239\"\n}\n"

static struct sf_text text_of(const char *words)
{
    struct sf_text text = {0};
    sf_text_add(&text, "%s", words);
    return text;
}

/** Opens the points of a place; the message goes into words. */
static enum sf_status open_points(struct sf_points *points, const char *place,
                                  const char *manifest, bool is_fresh, char words[500])
{
    struct sf_text text = text_of(manifest);
    struct sf_text message = {0};
    const enum sf_status status =
        sf_points_open(points, place, false, &text, is_fresh, &message);
    snprintf(words, 500, "%s", message.length > 0 ? message.chars : "");
    sf_text_free(&text);
    sf_text_free(&message);
    return status;
}

static void expect_point(const struct sf_points *points, size_t point,
                         const char *expected)
{
    struct sf_text found = {0};
    const enum sf_status status = sf_points_read(points, point, &found);
    cr_expect_eq(status, expected != NULL ? SF_OK : SF_ERR_MISSING);
    if (expected != NULL) {
        cr_expect_str_eq(found.chars, expected);
    }
    sf_text_free(&found);
}

static void add_point(struct sf_points *points, size_t point, const char *words)
{
    struct sf_text text = text_of(words);
    cr_expect_eq(sf_points_add(points, point, &text), SF_OK);
    sf_text_free(&text);
}

Test(points, what_is_kept_is_there_again)
{
    char place[PATH_CHARS];
    char words[500];
    struct sf_points points = {0};
    place_make(place);
    cr_assert_eq(open_points(&points, place, ONE, false, words), SF_OK, "%s", words);
    expect_point(&points, 17, NULL);
    add_point(&points, 17, "3.17 rows\n");
    sf_points_close(&points);
    sf_points_close(&points);
    cr_assert_eq(open_points(&points, place, ONE, false, words), SF_OK);
    expect_point(&points, 17, "3.17 rows\n");
    expect_point(&points, 16, NULL);
    sf_points_remove(&points);
    sf_points_close(&points);
    char path[PATH_CHARS];
    place_path(place, "points", path);
    cr_expect_neq(access(path, F_OK), 0);
    place_remove(place);
}

Test(points, half_a_point_and_a_changed_one_are_none)
{
    char place[PATH_CHARS];
    char path[PATH_CHARS];
    char words[500];
    struct sf_points points = {0};
    place_make(place);
    cr_assert_eq(open_points(&points, place, ONE, false, words), SF_OK);
    add_point(&points, 4, "the rows of a point\n");
    place_path(place, "points/000005.point", path);
    FILE *file = fopen(path, "r+");
    cr_assert_not_null(file);
    cr_assert_eq(fseek(file, -3, SEEK_END), 0);
    fputc('T', file);
    fclose(file);
    expect_point(&points, 4, NULL);
    for (long length = 200; length >= 0; length -= 13) {
        add_point(&points, 4, "the rows of a point\n");
        expect_point(&points, 4, "the rows of a point\n");
        if (truncate(path, length < 150 ? length : 158) == 0) {
            expect_point(&points, 4, NULL);
        }
    }
    sf_points_close(&points);
    place_remove(place);
}

Test(points, those_of_another_sweep_are_left_alone_until_thrown_away)
{
    char place[PATH_CHARS];
    char words[500];
    char expected[500];
    struct sf_points points = {0};
    place_make(place);
    cr_assert_eq(open_points(&points, place, ONE, false, words), SF_OK);
    add_point(&points, 0, "one\n");
    add_point(&points, 1, "two\n");
    sf_points_close(&points);
    cr_expect_eq(open_points(&points, place, TWO, false, words), SF_ERR_SCENARIO);
    snprintf(expected, sizeof(expected),
             "%s holds 2 points of another sweep, left as they are: another seed. Give "
             "another directory (-o), or --fresh to throw them away",
             place);
    cr_expect_str_eq(words, expected);
    sf_points_close(&points);
    cr_assert_eq(open_points(&points, place, ONE, false, words), SF_OK);
    expect_point(&points, 1, "two\n");
    sf_points_close(&points);
    cr_assert_eq(open_points(&points, place, TWO, true, words), SF_OK);
    expect_point(&points, 1, NULL);
    sf_points_close(&points);
    place_remove(place);
}

Test(points, two_cannot_have_them_at_once)
{
    char place[PATH_CHARS];
    char words[500];
    char expected[500];
    struct sf_points first = {0};
    struct sf_points second = {0};
    place_make(place);
    cr_assert_eq(open_points(&first, place, ONE, false, words), SF_OK);
    cr_expect_eq(open_points(&second, place, ONE, false, words), SF_ERR_CREATE);
    snprintf(expected, sizeof(expected),
             "another sweep is writing into %s: wait for its end, or give another "
             "directory (-o)",
             place);
    cr_expect_str_eq(words, expected);
    sf_points_close(&second);
    sf_points_close(&first);
    cr_expect_eq(open_points(&second, place, ONE, false, words), SF_OK);
    sf_points_close(&second);
    place_remove(place);
}

Test(points, points_without_a_manifest_are_nobodys)
{
    char place[PATH_CHARS];
    char path[PATH_CHARS];
    char words[500];
    struct sf_points points = {0};
    place_make(place);
    cr_assert_eq(open_points(&points, place, ONE, false, words), SF_OK);
    add_point(&points, 0, "one\n");
    sf_points_close(&points);
    place_path(place, "points/manifest.json", path);
    cr_assert_eq(unlink(path), 0);
    cr_assert_eq(open_points(&points, place, ONE, false, words), SF_OK);
    expect_point(&points, 0, NULL);
    sf_points_close(&points);
    place_remove(place);
}
