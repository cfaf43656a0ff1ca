/**
 * Where a curve crosses a line, when it is known at some places only and each time with
 * an error: the place, and the 95 % interval in which it may as well lie.
 *
 * The same runs lie behind every place, so that the curve is smooth and its error is
 * much the same all along it. A crossing's interval is where the bounds of the curve
 * cross the line: every place in it has bounds on both sides.
 */
#ifndef STRIKEFUND_STUDY_CROSSING_H
#define STRIKEFUND_STUDY_CROSSING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** The curve at one place, less the line. */
struct sf_height {
    int64_t place;
    double lower, value, upper; /* lower and upper: 95 % bounds, INFINITY allowed */
    bool is_above;              /* of the value; the caller says which nought is */
};

/**
 * A change of side that stays: from heights that are clearly on one side to heights
 * that are clearly on the other. Where the heights between waver, as simulation error
 * makes them, it is the last change of a rising one and the first of a falling one: all
 * that lies beyond is above.
 */
struct sf_crossing {
    size_t before;  /* the first of the two heights between which it lies */
    bool is_rising; /* from below to above */
    double place;   /* by a straight line between them */
    /* The ends of the interval: between the last clear height before and the first
       behind, and their neighbours. Not where no height is clear out to the range's
       end.
     */
    bool has_low, has_high;
    double low, high; /* NAN where they are not */
    size_t low_before, high_before;
};

/** Whether both bounds are on the side of the value. */
bool sf_height_is_clear(const struct sf_height *height);

/** The crossings of n heights in the order of their places, at most room. Returns how
 *  many. */
size_t sf_crossings_find(const struct sf_height *height, size_t n,
                         struct sf_crossing *crossing, size_t room);

/** A rising list of places, without two of a kind. Start from {0}. */
struct sf_places {
    int64_t *place;
    size_t n, room;
    bool is_out_of_memory;
};

void sf_places_add(struct sf_places *places, int64_t place);
void sf_places_free(struct sf_places *places);

/**
 * Adds places to be looked at for a crossing to be known better: n_inside, evenly,
 * within the steps that hold it and each end of its interval, unless these are narrow
 * already beside the interval. None: it is known well enough.
 */
void sf_crossing_refine(const struct sf_height *height, size_t n,
                        const struct sf_crossing *crossing, size_t n_inside,
                        struct sf_places *places);

/** Adds the one place where a straight line has the crossing, or the middle; none where
 *  the steps that hold it are narrow beside the interval, or one of their ends is as
 *  good as on the line. */
void sf_crossing_aim(const struct sf_height *height, size_t n,
                     const struct sf_crossing *crossing, bool is_middle,
                     struct sf_places *places);

#endif
