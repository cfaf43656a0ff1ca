/**
 * The CSV files of a run (see the interface page). Each adds its whole text; a failed
 * allocation is kept in the text.
 */
#ifndef STRIKEFUND_OUTPUT_TABLES_H
#define STRIKEFUND_OUTPUT_TABLES_H

#include "output/table.h"
#include "output/view.h"

/* The rows that other documents share with these files, and their columns. */
extern const char SF_SUMMARY_COLUMNS[], SF_RISK_COLUMNS[], SF_DIFFERENCES_COLUMNS[];

/** One strategy's rows of summary.csv. */
void sf_summary_add(const struct sf_view *view, size_t strategy,
                    struct sf_table *table);

/** One strategy's rows of risk.csv for a month, 0..M. */
void sf_risk_add(const struct sf_view *view, size_t strategy, size_t month,
                 struct sf_table *table);

/** One strategy's rows of both for a document: the arrays `summary`, and `risk` by the
 *  plan's end. */
void sf_tables_add_ends(struct sf_json *json, const struct sf_view *view,
                        size_t strategy);

/** All rows of differences.csv. */
void sf_differences_add(const struct sf_view *view, struct sf_table *table);

/** The same for the strategies of several experiments, numbered through as in the
 *  pairs. */
void sf_differences_add_pairs(const char *const *name, size_t n_strategies,
                              const struct sf_pairs *pairs, struct sf_table *table);

/** series.csv: every strategy, month 0..M and measure. */
SF_MUST_USE enum sf_status sf_series_write(const struct sf_view *view,
                                           struct sf_text *text);

/** summary.csv: every strategy and whole-plan measure. */
SF_MUST_USE enum sf_status sf_summary_write(const struct sf_view *view,
                                            struct sf_text *text);

/** risk.csv: every strategy, month and event, by the end of that month. */
SF_MUST_USE enum sf_status sf_risk_write(const struct sf_view *view,
                                         struct sf_text *text);

/** differences.csv: every pair of strategies in the file's order. */
SF_MUST_USE enum sf_status sf_differences_write(const struct sf_view *view,
                                                struct sf_text *text);

/** bands.csv: pounds per member over the plan, called out and not called. */
SF_MUST_USE enum sf_status sf_bands_write(const struct sf_view *view,
                                          struct sf_text *text);

/**
 * employers.csv: every strategy and employer, in the file's order. Behind the fixed
 * columns come two for each ballot: the chance of a mandate by it, and its error.
 */
SF_MUST_USE enum sf_status sf_employers_write(const struct sf_view *view,
                                              struct sf_text *text);

/** spread.csv: where the spread of every strategy's balance comes from, by month. */
SF_MUST_USE enum sf_status sf_spread_write(const struct sf_view *view,
                                           struct sf_text *text);

/**
 * accounts.csv: the books by financial year. The mean column is of the reconciled
 * means. q10 and q90 are each the books of one run: the one whose closing balance is
 * the 10 % or 90 % quantile; quantiles of single lines would not add up to a total.
 * Each year's first row gives the numbers of these runs, for `trace`.
 */
SF_MUST_USE enum sf_status sf_accounts_write(const struct sf_view *view,
                                             struct sf_text *text);

#endif
