/* From the points that were looked at to answers, and where to look next. */
#include <math.h>
#include <stdlib.h>

#include "study/solve.h"

/* Values looked at inside the steps that hold an answer: where points differ in money
   alone, as many as are simulated in one go; else as few as make a round worth while.
 */
enum { CHEAP_INSIDE = SF_SWEEP_ABREAST - 1, DEAR_INSIDE = 3 };

enum { MOST_CROSSINGS = 8, ROUNDINGS = 4 };

/** How far the goal's figure is on the good side at each point; freed by the caller,
 *  NULL without memory. */
static struct sf_height *heights_of(const struct sf_solve *solve, size_t strategy)
{
    const struct sf_goal *goal = solve->goal;
    struct sf_height *height = calloc(solve->n_points, sizeof(*height));
    for (size_t i = 0; height != NULL && i < solve->n_points; i++) {
        const struct sf_estimate *found = &solve->point[i].of[strategy];
        const double sign = goal->is_at_least ? 1.0 : -1.0;
        const double low = goal->is_at_least ? found->lower : found->upper;
        const double high = goal->is_at_least ? found->upper : found->lower;
        height[i] = (struct sf_height){.place = solve->point[i].place,
                                       .lower = sign * (low - goal->bound),
                                       .value = sign * (found->value - goal->bound),
                                       .upper = sign * (high - goal->bound),
                                       .is_above = sf_goal_is_met(goal, found->value)};
    }
    return height;
}

static size_t lowest_of(const struct sf_height *height, size_t n, double sign)
{
    size_t lowest = 0;
    for (size_t i = 1; i < n; i++) {
        lowest = sign * height[i].value < sign * height[lowest].value ? i : lowest;
    }
    return lowest;
}

/** The crossing that answers: the one with both ends, or the only one. How many have
 *  both ends goes into n_clear. NULL: there is none. */
static const struct sf_crossing *choose(const struct sf_crossing *crossing, size_t n,
                                        size_t *n_clear)
{
    const struct sf_crossing *chosen = n == 1 ? crossing : NULL;
    *n_clear = 0;
    for (size_t i = 0; i < n; i++) {
        if (crossing[i].has_low && crossing[i].has_high) {
            chosen = &crossing[i];
            ++*n_clear;
        }
    }
    return chosen;
}

/** Between neighbouring places the answer is the one at which the goal is met. */
static double settle(const struct sf_height *height, size_t before, bool is_rising,
                     double place)
{
    const bool is_narrow = height[before + 1].place - height[before].place == 1;
    return is_narrow ? (double)height[before + is_rising].place : place;
}

/** By how many times more runs some height on one side would be clear; bounds shrink
 *  with the square root of the runs. */
static double count_for_end(const struct sf_height *height, size_t n, bool is_above)
{
    double least = INFINITY;
    for (size_t i = 0; i < n; i++) {
        if (height[i].is_above == is_above) {
            const double bound = is_above ? height[i].lower : height[i].upper;
            const double ratio = fabs(height[i].value - bound) / fabs(height[i].value);
            least = ratio < least ? ratio : least; /* NaN is no less */
        }
    }
    return least * least;
}

/** Runs that would put both ends of the interval within the range, and make it a
 *  quarter of that. */
static double count_needed(const struct sf_solve *solve, const struct sf_height *height,
                           const struct sf_crossing *crossing)
{
    const size_t n = solve->n_points;
    const double range = (double)(height[n - 1].place - height[0].place);
    double factor = 1.0;
    if (crossing->has_low && crossing->has_high) {
        const double ratio = (crossing->high - crossing->low) / (0.25 * range);
        factor = ratio * ratio;
    } else {
        factor = fmax(count_for_end(height, n, false), count_for_end(height, n, true));
    }
    const double needed = (double)sf_sweep_scenario(solve->sweep)->runs * factor;
    return needed < 1e15 ? needed : INFINITY;
}

static void answer(const struct sf_solve *solve, const struct sf_height *height,
                   const struct sf_crossing *crossing, struct sf_solution *solution)
{
    const double range = (double)(solve->span->high - solve->span->low);
    const bool is_rising = crossing->is_rising;
    solution->is_from = is_rising;
    solution->has_low = crossing->has_low;
    solution->has_high = crossing->has_high;
    solution->nearest = crossing->before + is_rising;
    solution->place = (double)height[solution->nearest].place;
    if (crossing->has_low) {
        solution->low = fmin(solution->place, settle(height, crossing->low_before,
                                                     is_rising, crossing->low));
    }
    if (crossing->has_high) {
        solution->high = fmax(solution->place, settle(height, crossing->high_before,
                                                      is_rising, crossing->high));
    }
    if (!crossing->has_low || !crossing->has_high ||
        crossing->high - crossing->low > 0.5 * range) {
        solution->outcome = SF_SOLVED_TOO_NOISY;
        solution->runs_needed = count_needed(solve, height, crossing);
    } else {
        solution->outcome = SF_SOLVED;
    }
}

enum sf_status sf_solve_conclude(struct sf_solve *solve, size_t strategy)
{
    struct sf_height *height = heights_of(solve, strategy);
    if (height == NULL) {
        return SF_ERR_MEMORY;
    }
    struct sf_crossing crossing[MOST_CROSSINGS];
    const size_t n =
        sf_crossings_find(height, solve->n_points, crossing, MOST_CROSSINGS);
    const size_t lowest = lowest_of(height, solve->n_points, 1.0);
    const size_t highest = lowest_of(height, solve->n_points, -1.0);
    size_t n_clear;
    const struct sf_crossing *chosen = choose(crossing, n, &n_clear);
    struct sf_solution solution = {.low = NAN, .high = NAN, .place = NAN};
    if (n_clear > 1) {
        solution.outcome = SF_SOLVED_SEVERAL;
    } else if (chosen != NULL) {
        answer(solve, height, chosen, &solution);
    } else if (height[lowest].is_above) {
        solution.outcome = SF_SOLVED_EVERYWHERE;
        solution.nearest = lowest;
    } else if (!height[highest].is_above) {
        solution.outcome = SF_SOLVED_NOWHERE;
        solution.nearest = highest;
    } else {
        solution.outcome = SF_SOLVED_TOO_NOISY;
        solution.runs_needed = INFINITY;
    }
    solve->solution[strategy] = solution;
    free(height);
    return SF_OK;
}

enum sf_status sf_solve_look_closer(const struct sf_solve *solve, size_t strategy,
                                    struct sf_places *places)
{
    if (solve->solution[strategy].outcome != SF_SOLVED) {
        return SF_OK;
    }
    struct sf_height *height = heights_of(solve, strategy);
    if (height == NULL) {
        return SF_ERR_MEMORY;
    }
    struct sf_crossing crossing[MOST_CROSSINGS];
    size_t n_clear;
    const size_t n =
        sf_crossings_find(height, solve->n_points, crossing, MOST_CROSSINGS);
    const struct sf_crossing *chosen = choose(crossing, n, &n_clear);
    SF_BUG_ON(chosen == NULL);
    sf_crossing_refine(height, solve->n_points, chosen,
                       solve->is_cheap ? CHEAP_INSIDE : DEAR_INSIDE, places);
    free(height);
    return SF_OK;
}

/** The largest power of ten that is two figures of the place and a tenth of the range,
 *  or less. */
static int64_t step_for(const struct sf_solve *solve, double place)
{
    const double range = (double)(solve->span->high - solve->span->low);
    const double size = fabs(place);
    int64_t step = 1;
    while ((double)step * 100.0 <= size && (double)step * 100.0 <= range) {
        step *= 10;
    }
    return step;
}

/** The next multiple of the step from a place on, in the direction. */
static int64_t round_out(double place, int64_t step, bool is_up)
{
    const double part = place / (double)step;
    return step * (int64_t)(is_up ? ceil(part - 1e-9) : floor(part + 1e-9));
}

void sf_solve_round(struct sf_solve *solve, size_t strategy, struct sf_places *places)
{
    struct sf_solution *solution = &solve->solution[strategy];
    const struct sf_key_range *span = solve->span;
    if (solution->outcome != SF_SOLVED) {
        return;
    }
    const bool is_up = solution->is_from;
    const double safe = is_up ? solution->high : solution->low;
    int64_t step = step_for(solve, safe);
    int64_t place = round_out(safe, step, is_up);
    while ((place < span->low || place > span->high) && step > 1) {
        step /= 10;
        place = round_out(safe, step, is_up);
    }
    for (int i = 0; i < ROUNDINGS && place >= span->low && place <= span->high; i++) {
        const size_t point = sf_solve_find(solve, place);
        if (point == solve->n_points) {
            sf_places_add(places, place);
            return;
        }
        const struct sf_estimate *found = &solve->point[point].of[strategy];
        if (sf_goal_is_met(solve->goal, found->lower) &&
            sf_goal_is_met(solve->goal, found->upper)) {
            solution->has_rounded = true;
            solution->rounded = place;
            solution->rounded_point = point;
            return;
        }
        place += is_up ? step : -step;
    }
}
