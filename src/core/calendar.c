#include "strikefund/calendar.h"

#include <stdio.h>
#include <string.h>

static const char *const MONTH_NAME[12] = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

static int32_t floor_divide(int32_t a, int32_t b)
{
    return a / b - (a % b != 0 && (a % b < 0) != (b < 0));
}

int sf_days_in_month(int32_t month)
{
    static const int DAYS[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const int32_t year = floor_divide(month, 12);
    const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    const int32_t m = month - year * 12;
    return DAYS[m] + (m == 1 && is_leap);
}

int32_t sf_day_of(int32_t month, int d)
{
    /* Count years from March, so that the leap day is the year's last. */
    const int32_t shifted = month - 2;
    const int32_t year = floor_divide(shifted, 12);
    const int32_t from_march = shifted - year * 12;
    const int32_t days_before_month = (153 * from_march + 2) / 5;
    const int32_t days_before_year = 365 * year + floor_divide(year, 4) -
                                     floor_divide(year, 100) + floor_divide(year, 400);
    return days_before_year + days_before_month + (d - 1) - 719468;
}

int32_t sf_month_of_day(int32_t day)
{
    /* Estimate within a month, then correct. */
    int32_t month = 1970 * 12 + floor_divide(day * 12, 366);
    while (sf_day_of(month + 1, 1) <= day) {
        month++;
    }
    while (sf_day_of(month, 1) > day) {
        month--;
    }
    return month;
}

int sf_day_of_month(int32_t day)
{
    return day - sf_day_of(sf_month_of_day(day), 1) + 1;
}

int32_t sf_week_of_day(int32_t day)
{
    return floor_divide(day + 3, 7); /* 1 January 1970 was a Thursday */
}

bool sf_day_is_weekday(int32_t day)
{
    return day + 3 - 7 * sf_week_of_day(day) < 5; /* Monday is 0 */
}

int32_t sf_day_add_months(int32_t day, int32_t n)
{
    const int32_t month = sf_month_of_day(day) + n;
    const int d = sf_day_of_month(day);
    const int last = sf_days_in_month(month);
    return sf_day_of(month, d < last ? d : last);
}

static bool parse_digits(const char *text, int n_digits, int *value)
{
    int sum = 0;
    for (int i = 0; i < n_digits; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return false;
        }
        sum = sum * 10 + (text[i] - '0');
    }
    *value = sum;
    return true;
}

static bool parse_year_month(const char *text, int32_t *month)
{
    int year;
    int m;
    if (strnlen(text, 7) < 7 || !parse_digits(text, 4, &year) || text[4] != '-' ||
        !parse_digits(text + 5, 2, &m) || year < 1900 || year > 2199 || m < 1 ||
        m > 12) {
        return false;
    }
    *month = year * 12 + m - 1;
    return true;
}

bool sf_month_parse(const char *text, int32_t *month)
{
    return strnlen(text, 8) == 7 && parse_year_month(text, month);
}

bool sf_day_parse(const char *text, int32_t *day)
{
    int32_t month;
    int d;
    if (strnlen(text, 11) != 10 || !parse_year_month(text, &month) || text[7] != '-' ||
        !parse_digits(text + 8, 2, &d) || d < 1 || d > sf_days_in_month(month)) {
        return false;
    }
    *day = sf_day_of(month, d);
    return true;
}

void sf_month_format(int32_t month, char text[8])
{
    const int32_t year = floor_divide(month, 12);
    snprintf(text, 8, "%04u-%02u", (unsigned)year % 10000u,
             (unsigned)(month - year * 12 + 1) % 100u);
}

void sf_day_format(int32_t day, char text[11])
{
    sf_month_format(sf_month_of_day(day), text);
    snprintf(text + 7, 4, "-%02u", (unsigned)sf_day_of_month(day) % 100u);
}

void sf_month_say(int32_t month, char text[24])
{
    const int32_t year = floor_divide(month, 12);
    snprintf(text, 24, "%s %d", MONTH_NAME[month - year * 12], year);
}

void sf_day_say(int32_t day, char text[24])
{
    char month[24];
    sf_month_say(sf_month_of_day(day), month);
    snprintf(text, 24, "%u %.14s", (unsigned char)sf_day_of_month(day), month);
}
