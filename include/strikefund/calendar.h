/**
 * Months and days. A day is a count of days since 1 January 1970; a month is
 * year * 12 + (month - 1). Proleptic Gregorian, no time zones, no clock.
 */
#ifndef STRIKEFUND_CALENDAR_H
#define STRIKEFUND_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#define SF_NO_DAY   INT32_MIN /* no date given */
#define SF_NO_MONTH INT32_MIN /* no month given */

/** Reads "2023-02-01". True on success; false leaves *day untouched. Years
 *  1900 to 2199; the day must exist. */
bool sf_day_parse(const char *text, int32_t *day);

/** Reads "2023-02". As sf_day_parse. */
bool sf_month_parse(const char *text, int32_t *month);

/** The day numbered d (1..31) of a month; d must exist there. */
int32_t sf_day_of(int32_t month, int d);

int32_t sf_month_of_day(int32_t day);
int sf_day_of_month(int32_t day); /* 1..31 */
int sf_days_in_month(int32_t month);
bool sf_day_is_weekday(int32_t day); /* Monday to Friday */
int32_t sf_week_of_day(int32_t day); /* weeks begin on Monday; numbered without gaps */

/** The same day n months later, or that month's last day where it does not exist. */
int32_t sf_day_add_months(int32_t day, int32_t n);

/** Writes "2023-02-01" and its final zero. */
void sf_day_format(int32_t day, char text[11]);

/** Writes "2023-02" and its final zero. */
void sf_month_format(int32_t month, char text[8]);

/** Writes "1 February 2023" for people; text holds at least 24 bytes. */
void sf_day_say(int32_t day, char text[24]);

/** Writes "February 2023" for people; text holds at least 24 bytes. */
void sf_month_say(int32_t month, char text[24]);

#endif
