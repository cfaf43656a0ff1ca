/** The employers' table: a CSV file (RFC 4180) with one row an employer. */
#ifndef STRIKEFUND_SCENARIO_EMPLOYERS_CSV_H
#define STRIKEFUND_SCENARIO_EMPLOYERS_CSV_H

#include "scenario/reading.h"

/**
 * Reads the file that a setting names into reading->table, a list that looks as if its
 * rows had been written in the scenario; so they are checked by the same code. Needs
 * the bands. On a fault that leaves nothing to read the table stays NULL.
 */
void sf_employers_csv_read(struct sf_reading *reading, const struct sf_setting *file);

#endif
