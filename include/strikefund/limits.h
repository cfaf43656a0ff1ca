/**
 * How large things may be. Each limit has its own message where it is passed, and a
 * row in the README's table.
 */
#ifndef STRIKEFUND_LIMITS_H
#define STRIKEFUND_LIMITS_H

/* Of a plan. */
#define SF_MAX_MONTHS       240
#define SF_MAX_BANDS        16
#define SF_MAX_EMPLOYERS    5000
#define SF_MAX_MEMBERS      2000000 /* per employer, and other payers */
#define SF_MAX_STRATEGIES   16
#define SF_MAX_ACTIONS      500    /* per strategy, included ones counted */
#define SF_MAX_CALLOUT_DAYS 500000 /* per strategy: actions x employers x days */
#define SF_MAX_DATES        4000   /* in one list of dates */
#define SF_MAX_POINTS       1000   /* of a discrete distribution */
#define SF_MAX_CLAIM_LAG    24     /* months */
#define SF_MAX_STEPS        20     /* of a strike-pay rule */
#define SF_MAX_CHANNELS     16     /* of a levy */
#define SF_MAX_CORRELATIONS 200
#define SF_MAX_POTS         16
#define SF_MAX_LOANS        32 /* between pots */
#define SF_MAX_VOTES        64 /* questions of ballots whose result is left to chance */
#define SF_MAX_POUNDS       10000000000000 /* any sum that can arise, either way */

/* Of a file. */
#define SF_MAX_NAME       200  /* bytes in a name or a title */
#define SF_MAX_TEXT       4000 /* bytes in a source */
#define SF_MAX_FILE_BYTES (4 * 1024 * 1024)
#define SF_MAX_INCLUDES   8     /* depth of @include */
#define SF_MAX_FILES      64    /* the scenario and those it includes */
#define SF_MAX_DEPTH      24    /* brackets within brackets */
#define SF_MAX_KEYS       10000 /* settings in one group */
#define SF_MAX_CELLS      256   /* in a row of the employers' table */

/* Of a run. */
#define SF_MAX_RUNS       10000000
#define SF_MAX_SCENARIOS  16 /* compared with one another */
#define SF_MAX_RUN_NUMBER 1000000000000
#define SF_MAX_THREADS    1024

/* Of a forecast. */
#define SF_MAX_ACTUALS  500 /* figures of what has happened */
#define SF_MAX_TURNINGS 4   /* keys whose turning values a comparison looks for */

/* Of a sweep. */
#define SF_MAX_SWEEP_KEYS   2
#define SF_MAX_SWEEP_POINTS 10000

#endif
