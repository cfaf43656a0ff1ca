#include "strikefund/calendar.h"

#include <criterion/criterion.h>
#include <string.h>

static int32_t day(const char *text)
{
    int32_t parsed = SF_NO_DAY;
    cr_assert(sf_day_parse(text, &parsed), "%s was refused", text);
    return parsed;
}

static void expect_months_later(const char *from, int32_t n, const char *to)
{
    char text[11];
    sf_day_format(sf_day_add_months(day(from), n), text);
    cr_expect_str_eq(text, to, "%s and %d months: %s", from, n, text);
}

Test(calendar, days_are_counted_from_the_first_of_january_1970)
{
    cr_expect_eq(day("1970-01-01"), 0);
    cr_expect_eq(day("1969-12-31"), -1);
    cr_expect_eq(day("2000-03-01"), 11017);
    cr_expect_eq(day("1900-01-01"), -25567);
    cr_expect_eq(day("2199-12-31"), 84005);
}

Test(calendar, every_day_of_three_centuries_follows_the_one_before)
{
    int32_t expected = day("1900-01-01");
    for (int32_t month = 1900 * 12; month < 2200 * 12; month++) {
        for (int d = 1; d <= sf_days_in_month(month); d++) {
            const int32_t found = sf_day_of(month, d);
            cr_assert_eq(found, expected, "day %d of month %d", d, month);
            cr_assert_eq(sf_month_of_day(found), month);
            cr_assert_eq(sf_day_of_month(found), d);
            expected++;
        }
    }
}

Test(calendar, leap_years_follow_the_gregorian_rule)
{
    const struct {
        int32_t year;
        int days;
    } february[] = {{1900, 28}, {2000, 29}, {2023, 28}, {2024, 29},
                    {2026, 28}, {2100, 28}, {2196, 29}, {2199, 28}};
    for (size_t i = 0; i < sizeof(february) / sizeof(february[0]); i++) {
        cr_expect_eq(sf_days_in_month(february[i].year * 12 + 1), february[i].days,
                     "February %d", february[i].year);
    }
}

Test(calendar, months_later_keep_the_day_or_end_the_month)
{
    expect_months_later("2022-11-07", 6, "2023-05-07");
    expect_months_later("2023-08-31", 6, "2024-02-29");
    expect_months_later("2022-08-31", 6, "2023-02-28");
    expect_months_later("2024-02-29", 12, "2025-02-28");
    expect_months_later("2024-01-31", 1, "2024-02-29");
    expect_months_later("2023-03-30", -1, "2023-02-28");
    expect_months_later("2023-12-15", 1, "2024-01-15");
    expect_months_later("2023-05-17", 0, "2023-05-17");
}

Test(calendar, weekdays_of_known_dates)
{
    cr_expect(sf_day_is_weekday(day("1970-01-01")));     /* Thursday */
    cr_expect(sf_day_is_weekday(day("2023-02-01")));     /* Wednesday */
    cr_expect(sf_day_is_weekday(day("2023-04-28")));     /* Friday */
    cr_expect_not(sf_day_is_weekday(day("2023-04-29"))); /* Saturday */
    cr_expect_not(sf_day_is_weekday(day("2023-04-30"))); /* Sunday */
    cr_expect(sf_day_is_weekday(day("2023-05-01")));     /* Monday */
    cr_expect_not(sf_day_is_weekday(day("1900-01-07"))); /* Sunday, before 1970 */
    cr_expect(sf_day_is_weekday(day("1900-01-08")));
}

Test(calendar, what_is_not_a_date_is_refused_and_nothing_is_written)
{
    const char *const wrong[] = {
        "",           "2023",        "2023-02",    "2023-02-29", "2023-13-01",
        "2023-00-01", "2023-01-00",  "2023-01-32", "2023-04-31", "1899-12-31",
        "2200-01-01", "2023-1-01",   "2023-01-1",  "2023/01/01", "2023-01-011",
        " 2023-01-1", "2023-01-01 ", "+023-01-01", "20a3-01-01", "2023-01-0x"};
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        int32_t untouched = 4711;
        cr_expect_not(sf_day_parse(wrong[i], &untouched), "\"%s\"", wrong[i]);
        cr_expect_eq(untouched, 4711);
    }
}

Test(calendar, what_is_not_a_month_is_refused_and_nothing_is_written)
{
    const char *const wrong[] = {"",        "2023",       "2023-00", "2023-13",
                                 "2023-1",  "2023-02-01", "1899-12", "2200-01",
                                 "2023 02", "2023-02 ",   "-023-02", "2o23-02"};
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        int32_t untouched = 4711;
        cr_expect_not(sf_month_parse(wrong[i], &untouched), "\"%s\"", wrong[i]);
        cr_expect_eq(untouched, 4711);
    }
    int32_t month = SF_NO_MONTH;
    cr_expect(sf_month_parse("2023-02", &month));
    cr_expect_eq(month, 2023 * 12 + 1);
}

Test(calendar, dates_are_written_as_they_are_read)
{
    for (int32_t d = day("1996-01-01"); d < day("2031-01-01"); d++) {
        char text[11];
        sf_day_format(d, text);
        cr_assert_eq(day(text), d, "%s", text);
    }
    char month[8];
    sf_month_format(2026 * 12 + 8, month);
    cr_expect_str_eq(month, "2026-09");
}

Test(calendar, dates_are_said_in_full)
{
    char text[24];
    sf_day_say(day("2023-02-01"), text);
    cr_expect_str_eq(text, "1 February 2023");
    sf_day_say(day("2022-09-30"), text);
    cr_expect_str_eq(text, "30 September 2022");
    sf_month_say(2023 * 12 + 11, text);
    cr_expect_str_eq(text, "December 2023");
}
