/**
 * What has happened: published or counted figures of months of the plan, each with how
 * far it may be off. They are read from a CSV file with the columns month, measure,
 * value and sd, and where known source and grade.
 */
#ifndef STRIKEFUND_ACTUALS_H
#define STRIKEFUND_ACTUALS_H

#include <stddef.h>
#include <stdint.h>

#include "strikefund/faults.h"
#include "strikefund/measures.h"
#include "strikefund/scenario.h"
#include "strikefund/status.h"

/** One figure: a measure of one month, with a normal error. */
struct sf_actual {
    int line;     /* of the file */
    size_t month; /* of the plan; 0: the opening position */
    enum sf_measure measure;
    int64_t value; /* in the measure's held unit */
    double sd;     /* in the held unit; 0: known exactly, of a balance alone */
    char *source;  /* NULL when the file gives none */
    char grade;    /* 'A', 'B', 'C', 'D' or 'J': also where the file gives none */
};

struct sf_actuals {
    char *file; /* as the user named it; messages only */
    char *sha256;
    struct sf_actual *actual; /* by month, then in the file's order */
    size_t n;
};

/**
 * Reads and checks a file of actuals. Everything wrong is put in faults in one go, each
 * with file:line, what is wrong and what to write instead.
 *
 * @param scenario      whose months they are of
 * @param[out] actuals  freed with sf_actuals_free; untouched on error
 * @return SF_OK; SF_ERR_MISSING when the file cannot be read; SF_ERR_SCENARIO; either
 *         with at least one error in faults; SF_ERR_MEMORY
 */
SF_MUST_USE enum sf_status sf_actuals_read(const char *path,
                                           const struct sf_scenario *scenario,
                                           struct sf_faults *faults,
                                           struct sf_actuals *actuals);

/** Legal with {0}, and twice. */
void sf_actuals_free(struct sf_actuals *actuals);

#endif
