/**
 * Rules by which people look at the fund (M3.3, M5.6, M7.3): paid action that is
 * suspended, a levy that waits. They read the last close, each run its own.
 */
#ifndef STRIKEFUND_MODEL_SHORTAGE_H
#define STRIKEFUND_MODEL_SHORTAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sf_block;

/** Paid action suspended for want of money. Nothing is there where none may be. */
struct sf_suspension {
    int32_t *is_on;       /* [stride] this month; 0 or 1 */
    int32_t *bites;       /* [stride] planned days are lost this month; 0 or 1 */
    int64_t *lost;        /* [stride] strike-days not held this month */
    int64_t *months;      /* [stride] in which it has bitten, as SF_HELD_MONTH each */
    int64_t *strike_days; /* [stride] not held so far */
};

/** A levy that waits for the fund: due in some runs and not in others. Nothing is there
 *  where none does. */
struct sf_waiting {
    int32_t *is_due;  /* [stride] this month; 0 or 1 */
    int32_t *was_due; /* [stride] last month */
    int64_t *months;  /* [stride] so far in which one that waits was due, as
                         SF_HELD_MONTH each */
    bool is_waiting;  /* this month's levy waits */
};

/** Finds in which runs paid action is suspended this month. */
void sf_suspend_step(struct sf_block *block, size_t month);
/** Nothing has been suspended. */
void sf_suspend_open(struct sf_block *block);
/** Adds up what an employer's call-outs lose by it, the parts first .. end - 1; wants
 *  the month's first days not yet gone through. */
void sf_suspend_note(struct sf_block *block, size_t first, size_t end, size_t month);
/** Adds the month to what is lost over the plan. */
void sf_suspend_close(struct sf_block *block);

/** No levy is due yet. */
void sf_waiting_open(struct sf_block *block);
/** Finds in which runs a levy is due this month, where one may wait for the fund. */
void sf_waiting_step(struct sf_block *block, size_t month);

#endif
