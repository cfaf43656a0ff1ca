#include "study/solve.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_ROUNDS = 64 }; /* each makes the steps around an answer narrower */

enum sf_status sf_solve_init(const char *path, const struct sf_reading_options *reading,
                             const struct sf_key_range *span,
                             const struct sf_goal *goal,
                             const volatile sig_atomic_t *is_stopped,
                             struct sf_faults *faults, struct sf_solve **solve)
{
    struct sf_solve *made = calloc(1, sizeof(*made));
    if (made == NULL) {
        return SF_ERR_MEMORY;
    }
    *made =
        (struct sf_solve){.path = path, .reading = reading, .span = span, .goal = goal};
    int64_t place[SF_SOLVE_FIRST];
    const size_t n = sf_key_range_spread(span, SF_SOLVE_FIRST, place);
    enum sf_status status = sf_key_range_grid(span, place, n, &made->grid);
    if (status == SF_OK) {
        status =
            sf_sweep_init(path, reading, &made->grid, is_stopped, faults, &made->sweep);
    }
    if (status != SF_OK) {
        sf_solve_free(made);
        return status;
    }
    made->n_strategies = sf_sweep_n_strategies(made->sweep);
    for (size_t i = 0; i < made->n_strategies; i++) {
        made->strategy[i] = sf_sweep_strategy(made->sweep, i);
    }
    *solve = made;
    return SF_OK;
}

void sf_solve_choose(struct sf_solve *solve, const size_t *strategy, size_t n)
{
    sf_sweep_choose(solve->sweep, strategy, n);
    memcpy(solve->strategy, strategy, n * sizeof(*strategy));
    solve->n_strategies = n;
}

size_t sf_solve_find(const struct sf_solve *solve, int64_t place)
{
    size_t i = 0;
    while (i < solve->n_points && solve->point[i].place != place) {
        i++;
    }
    return i;
}

static struct sf_solve_costs costs_of(const struct sf_results *results, size_t i)
{
    return (struct sf_solve_costs){
        .fund_cost = sf_results_total(results, i, SF_T_FUND_COST).mean,
        .levy = sf_results_total(results, i, SF_T_LEVY_INCOME).mean,
        .members_cost = sf_results_total(results, i, SF_T_MEMBERS_COST).mean,
        .strike_days = sf_results_total(results, i, SF_T_STRIKE_DAYS).mean,
        .involved = sf_results_total(results, i, SF_T_MEMBERS_INVOLVED).mean};
}

/** Keeps what was found at a place, among the others in their order. */
static enum sf_status keep(struct sf_solve *solve, int64_t place,
                           const struct sf_evaluation *found)
{
    if (solve->n_points == solve->room) {
        const size_t room = 2 * solve->room + 32;
        struct sf_solve_point *grown =
            realloc(solve->point, room * sizeof(*solve->point));
        if (grown == NULL) {
            return SF_ERR_MEMORY;
        }
        solve->point = grown;
        solve->room = room;
    }
    size_t at = solve->n_points;
    for (; at > 0 && solve->point[at - 1].place > place; at--) {
        solve->point[at] = solve->point[at - 1];
    }
    solve->point[at] = (struct sf_solve_point){.place = place};
    for (size_t i = 0; i < solve->n_strategies; i++) {
        solve->point[at].of[i] = sf_goal_estimate(solve->goal, found->results, i);
        solve->point[at].costs[i] = costs_of(found->results, i);
    }
    solve->n_points++;
    return SF_OK;
}

/** What one call's progress needs to become that of all. */
struct told {
    const struct sf_experiment_options *options;
    uint64_t before, in_all;
};

static void tell_progress(void *context, uint64_t runs_done, uint64_t runs)
{
    const struct told *told = context;
    (void)runs;
    if (told->options->progress != NULL) {
        told->options->progress(told->options->progress_context,
                                told->before + runs_done, told->in_all);
    }
}

/** Simulates every point of a sweep and keeps them. */
static enum sf_status evaluate(struct sf_solve *solve, const struct sf_sweep *sweep,
                               const int64_t *place,
                               const struct sf_experiment_options *options)
{
    const size_t n_points = sf_sweep_grid_points(sf_sweep_grid(sweep));
    const uint64_t runs = sf_sweep_scenario(sweep)->runs;
    struct told told = {.options = options};
    struct sf_experiment_options how = *options;
    how.progress = tell_progress;
    how.progress_context = &told;
    told.in_all = solve->runs_done + n_points * runs;
    enum sf_status status = SF_OK;
    for (size_t done = 0; status == SF_OK && done < n_points;) {
        size_t point[SF_SWEEP_ABREAST];
        size_t n = 0;
        for (; n < SF_SWEEP_ABREAST && done + n < n_points; n++) {
            point[n] = done + n;
        }
        struct sf_evaluation found[SF_SWEEP_ABREAST];
        size_t n_done = 0;
        told.before = solve->runs_done;
        status = sf_sweep_evaluate(sweep, point, n, &how, found, &n_done);
        for (size_t i = 0; i < n_done; i++) {
            if (status == SF_OK) {
                status = keep(solve, place[found[i].point], &found[i]);
            }
            sf_evaluation_free(&found[i]);
        }
        solve->is_cheap |= n_done > 1;
        solve->runs_done += n_done * runs;
        done += n_done;
    }
    return status;
}

/** Looks at places that the search came to: a small sweep of their own. */
static enum sf_status look(struct sf_solve *solve, const struct sf_places *places,
                           const struct sf_experiment_options *options,
                           struct sf_faults *faults)
{
    struct sf_sweep_grid grid = {0};
    struct sf_sweep *sweep = NULL;
    enum sf_status status =
        sf_key_range_grid(solve->span, places->place, places->n, &grid);
    if (status == SF_OK) {
        status = sf_sweep_init(solve->path, solve->reading, &grid, options->is_stopped,
                               faults, &sweep);
    }
    if (status == SF_OK) {
        sf_sweep_choose(sweep, solve->strategy, solve->n_strategies);
        status = evaluate(solve, sweep, places->place, options);
    }
    sf_sweep_free(sweep);
    sf_sweep_grid_free(&grid);
    return status;
}

/** Concludes for every strategy, and gathers where to look next: for closer answers, or
 *  when all are close, at the rounded values. */
static enum sf_status think(struct sf_solve *solve, struct sf_places *next)
{
    enum sf_status status = SF_OK;
    for (size_t i = 0; status == SF_OK && i < solve->n_strategies; i++) {
        status = sf_solve_conclude(solve, i);
        if (status == SF_OK) {
            status = sf_solve_look_closer(solve, i, next);
        }
    }
    if (status == SF_OK && next->n == 0) {
        for (size_t i = 0; i < solve->n_strategies; i++) {
            sf_solve_round(solve, i, next);
        }
    }
    return status == SF_OK && next->is_out_of_memory ? SF_ERR_MEMORY : status;
}

enum sf_status sf_solve_run(struct sf_solve *solve,
                            const struct sf_experiment_options *options,
                            struct sf_faults *faults)
{
    int64_t place[SF_SOLVE_FIRST];
    const size_t n = sf_key_range_spread(solve->span, SF_SOLVE_FIRST, place);
    SF_BUG_ON(n != sf_sweep_grid_points(&solve->grid) || solve->n_points > 0);
    enum sf_status status = evaluate(solve, solve->sweep, place, options);
    bool is_done = false;
    for (int round = 0; status == SF_OK && !is_done && round < MAX_ROUNDS; round++) {
        struct sf_places next = {0};
        status = think(solve, &next);
        is_done = next.n == 0;
        if (status == SF_OK && !is_done) {
            status = look(solve, &next, options, faults);
        }
        sf_places_free(&next);
    }
    return status;
}

const struct sf_key_range *sf_solve_span(const struct sf_solve *solve)
{
    return solve->span;
}

const struct sf_goal *sf_solve_goal(const struct sf_solve *solve)
{
    return solve->goal;
}

const struct sf_sweep *sf_solve_sweep(const struct sf_solve *solve)
{
    return solve->sweep;
}

size_t sf_solve_n_points(const struct sf_solve *solve)
{
    return solve->n_points;
}

int64_t sf_solve_place(const struct sf_solve *solve, size_t point)
{
    return solve->point[point].place;
}

struct sf_estimate sf_solve_estimate(const struct sf_solve *solve, size_t point,
                                     size_t strategy)
{
    return solve->point[point].of[strategy];
}

struct sf_solve_costs sf_solve_costs(const struct sf_solve *solve, size_t point,
                                     size_t strategy)
{
    return solve->point[point].costs[strategy];
}

const struct sf_solution *sf_solve_solution(const struct sf_solve *solve,
                                            size_t strategy)
{
    return &solve->solution[strategy];
}

void sf_solve_free(struct sf_solve *solve)
{
    if (solve == NULL) {
        return;
    }
    sf_sweep_free(solve->sweep);
    sf_sweep_grid_free(&solve->grid);
    free(solve->point);
    free(solve);
}
