#include "study/crossing.h"

#include <math.h>
#include <stdlib.h>

/* How narrow the steps around a crossing must be beside its interval, and those around
   the interval's ends; and beside the whole range where it has no interval. */
enum { CROSSING_PART = 64, END_PART = 16, RANGE_PART = 512 };
enum { ON_THE_LINE = 16 };

bool sf_height_is_clear(const struct sf_height *height)
{
    return height->is_above ? height->lower >= 0.0 : height->upper <= 0.0;
}

/** Where a straight line between two heights meets the line, given their values. */
static double meet(const struct sf_height *a, const struct sf_height *b, double at_a,
                   double at_b)
{
    const double width = (double)(b->place - a->place);
    if (!isfinite(at_a) || !isfinite(at_b) || at_a == at_b) {
        return (double)a->place + 0.5 * width;
    }
    const double share = at_a / (at_a - at_b);
    return (double)a->place + width * fmin(1.0, fmax(0.0, share));
}

/** The bound that crosses the line on the way from a clear height to the crossing. */
static double doubtful_bound(const struct sf_height *height, bool is_above)
{
    return is_above ? height->lower : height->upper;
}

/** Where the bound of a clear height meets the line, on the way to or from the other.
 */
static double meet_bound(const struct sf_height *a, const struct sf_height *b,
                         bool is_above)
{
    return meet(a, b, doubtful_bound(a, is_above), doubtful_bound(b, is_above));
}

/* Changes of side among heights that are not clear, between two that are. */
struct stretch {
    size_t first, last; /* the heights before the first change and before the last */
    size_t n_changes;
};

enum { NO_HEIGHT = -1 };

/** The crossing that a stretch with an odd number of changes is. */
static struct sf_crossing cross(const struct sf_height *height,
                                const struct stretch *stretch, long clear_before,
                                long clear_behind)
{
    const bool is_rising = height[stretch->first + 1].is_above;
    const size_t before = is_rising ? stretch->last : stretch->first;
    struct sf_crossing found = {.before = before,
                                .is_rising = is_rising,
                                .place = meet(&height[before], &height[before + 1],
                                              height[before].value,
                                              height[before + 1].value),
                                .has_low = clear_before != NO_HEIGHT,
                                .has_high = clear_behind != NO_HEIGHT,
                                .low = NAN,
                                .high = NAN};
    /* Each end is by its own straight line; the crossing is never outside. */
    if (found.has_low) {
        const struct sf_height *clear = &height[clear_before];
        found.low_before = (size_t)clear_before;
        found.low = fmin(meet_bound(clear, clear + 1, !is_rising), found.place);
    }
    if (found.has_high) {
        const struct sf_height *clear = &height[clear_behind];
        found.high_before = (size_t)clear_behind - 1;
        found.high = fmax(meet_bound(clear - 1, clear, is_rising), found.place);
    }
    return found;
}

size_t sf_crossings_find(const struct sf_height *height, size_t n,
                         struct sf_crossing *crossing, size_t room)
{
    size_t n_found = 0;
    long clear_before = NO_HEIGHT;
    struct stretch stretch = {0};
    for (size_t i = 0; i <= n; i++) {
        if (i > 0 && i < n && height[i].is_above != height[i - 1].is_above) {
            stretch.first = stretch.n_changes == 0 ? i - 1 : stretch.first;
            stretch.last = i - 1;
            stretch.n_changes++;
        }
        if (i < n && !sf_height_is_clear(&height[i])) {
            continue;
        }
        if (stretch.n_changes % 2 == 1 && n_found < room) {
            crossing[n_found++] =
                cross(height, &stretch, clear_before, i < n ? (long)i : NO_HEIGHT);
        }
        stretch = (struct stretch){0};
        clear_before = (long)i;
    }
    return n_found;
}

void sf_places_add(struct sf_places *places, int64_t place)
{
    size_t at = 0;
    while (at < places->n && places->place[at] < place) {
        at++;
    }
    if (at < places->n && places->place[at] == place) {
        return;
    }
    if (places->n == places->room) {
        const size_t room = 2 * places->room + 16;
        int64_t *grown = realloc(places->place, room * sizeof(*grown));
        if (grown == NULL) {
            places->is_out_of_memory = true;
            return;
        }
        places->place = grown;
        places->room = room;
    }
    for (size_t i = places->n; i > at; i--) {
        places->place[i] = places->place[i - 1];
    }
    places->place[at] = place;
    places->n++;
}

void sf_places_free(struct sf_places *places)
{
    free(places->place);
    *places = (struct sf_places){0};
}

/** How wide the interval is, or as narrow a part of the range as stands for one. */
static double width_of(const struct sf_height *height, size_t n,
                       const struct sf_crossing *crossing, int *part)
{
    if (crossing->has_low && crossing->has_high) {
        *part = CROSSING_PART;
        return crossing->high - crossing->low;
    }
    *part = RANGE_PART;
    return (double)(height[n - 1].place - height[0].place);
}

static bool is_wide(const struct sf_height *height, size_t before, double most)
{
    const int64_t width = height[before + 1].place - height[before].place;
    return width > 1 && (double)width > most;
}

/** Divides the steps between two heights. */
static void divide(const struct sf_height *height, size_t before, size_t n_inside,
                   struct sf_places *places)
{
    const int64_t from = height[before].place;
    const int64_t width = height[before + 1].place - from;
    const int64_t n_parts = (int64_t)n_inside + 1;
    for (int64_t i = 1; i < n_parts; i++) {
        const int64_t inside = width / n_parts * i + width % n_parts * i / n_parts;
        if (inside > 0) {
            sf_places_add(places, from + inside);
        }
    }
}

void sf_crossing_refine(const struct sf_height *height, size_t n,
                        const struct sf_crossing *crossing, size_t n_inside,
                        struct sf_places *places)
{
    int part;
    const double width = width_of(height, n, crossing, &part);
    if (is_wide(height, crossing->before, width / part)) {
        divide(height, crossing->before, n_inside, places);
    }
    if (crossing->has_low && is_wide(height, crossing->low_before, width / END_PART)) {
        divide(height, crossing->low_before, n_inside, places);
    }
    if (crossing->has_high &&
        is_wide(height, crossing->high_before, width / END_PART)) {
        divide(height, crossing->high_before, n_inside, places);
    }
}

/** Whether a height is as good as on the line, beside its own error. */
static bool is_on_the_line(const struct sf_height *height)
{
    return fabs(height->value) * ON_THE_LINE <= 0.5 * (height->upper - height->lower);
}

void sf_crossing_aim(const struct sf_height *height, size_t n,
                     const struct sf_crossing *crossing, bool is_middle,
                     struct sf_places *places)
{
    int part;
    const double width = width_of(height, n, crossing, &part);
    const int64_t from = height[crossing->before].place;
    const int64_t to = height[crossing->before + 1].place;
    if (!is_wide(height, crossing->before, width / part) ||
        is_on_the_line(&height[crossing->before]) ||
        is_on_the_line(&height[crossing->before + 1])) {
        return;
    }
    int64_t place = (int64_t)llround(crossing->place);
    if (is_middle || place <= from || place >= to) {
        place = from + (to - from) / 2;
    }
    sf_places_add(places, place);
}
