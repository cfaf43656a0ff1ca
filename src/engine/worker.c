#include "engine/worker.h"

#include <stdlib.h>
#include <string.h>

_Static_assert((int)SF_CELL_MEMBERS == SF_VOTE_MEMBERS &&
                   (int)SF_CELL_VOTES == SF_VOTE_VOTES &&
                   (int)SF_CELL_YES == SF_VOTE_YES &&
                   (int)SF_N_CELL_SUMS == SF_N_VOTE_SUMS,
               "the sums of votes are handed on as they are");

/* ---- who is simulated where ------------------------------------------------------ */

/** Strategies of all experiments, and whose people each has: its own, or those of one
 *  before it. */
struct casting {
    size_t n;
    const char **people;               /* [n] */
    const struct sf_plan **plan;       /* [n] */
    size_t *experiment, *lead;         /* [n] */
    const struct sf_plan **group_plan; /* [n] work: of one group */
    struct sf_future **group_future;   /* [n] work */
};

static void free_casting(struct casting *casting)
{
    free(casting->people);
    free(casting->plan);
    free(casting->experiment);
    free(casting->lead);
    free(casting->group_plan);
    free(casting->group_future);
}

static enum sf_status cast(const struct sf_experiment *const *experiment, size_t n,
                           struct casting *casting)
{
    *casting = (struct casting){0};
    for (size_t e = 0; e < n; e++) {
        casting->n += experiment[e]->n;
    }
    casting->people = calloc(casting->n, sizeof(*casting->people));
    casting->plan = calloc(casting->n, sizeof(*casting->plan));
    casting->experiment = calloc(casting->n, sizeof(*casting->experiment));
    casting->lead = calloc(casting->n, sizeof(*casting->lead));
    casting->group_plan = calloc(casting->n, sizeof(*casting->group_plan));
    casting->group_future = calloc(casting->n, sizeof(*casting->group_future));
    if (casting->people == NULL || casting->plan == NULL ||
        casting->experiment == NULL || casting->lead == NULL ||
        casting->group_plan == NULL || casting->group_future == NULL) {
        return SF_ERR_MEMORY;
    }
    size_t j = 0;
    for (size_t e = 0; e < n; e++) {
        for (size_t s = 0; s < experiment[e]->n; s++, j++) {
            casting->people[j] = experiment[e]->people[s];
            casting->plan[j] = experiment[e]->plan[s];
            casting->experiment[j] = e;
            while (strcmp(casting->people[casting->lead[j]], casting->people[j]) != 0) {
                casting->lead[j]++;
            }
        }
    }
    return SF_OK;
}

/** The strategies that have the people of one: their plans, and when there is a worker
 *  their futures and seats. */
static size_t gather(struct casting *casting, size_t lead, struct sf_worker *worker)
{
    size_t n = 0;
    for (size_t j = lead; j < casting->n; j++) {
        if (casting->lead[j] != lead) {
            continue;
        }
        casting->group_plan[n] = casting->plan[j];
        if (worker != NULL) {
            casting->group_future[n] = &worker->future[casting->experiment[j]];
            worker->seat[j].block = worker->n_blocks;
            worker->seat[j].books = n;
        }
        n++;
    }
    return n;
}

/* ---- making ---------------------------------------------------------------------- */

static enum sf_status init_block(struct casting *casting, size_t lead,
                                 struct sf_worker *worker)
{
    const size_t e = casting->experiment[lead];
    const size_t n = gather(casting, lead, worker);
    struct sf_block *block = &worker->block[worker->n_blocks];
    enum sf_status status = sf_block_init(casting->group_plan, casting->group_future, n,
                                          worker->stride, block);
    if (status != SF_OK) {
        return status;
    }
    worker->n_blocks++;
    worker->future[e].is_prices_only = false;
    for (size_t i = e + 1; i <= worker->n_experiments; i++) {
        worker->first_block[i] = worker->n_blocks;
    }
    return sf_block_liken(&worker->block[worker->first_block[e]],
                          worker->n_blocks - worker->first_block[e]);
}

static enum sf_status init_seat(const struct sf_worker *worker, bool has_twins,
                                struct sf_seat *seat, struct sf_outcome *outcome)
{
    const struct sf_block *block = &worker->block[seat->block];
    const struct sf_books *books = &block->books[seat->books];
    const size_t stride = worker->stride;
    seat->n_ends = books->plan->n_months + 1;
    seat->band = calloc(books->plan->n_bands * SF_N_BAND_SUMS, sizeof(*seat->band));
    if (has_twins) {
        seat->balance =
            calloc(SF_N_TWINS * seat->n_ends * stride, sizeof(*seat->balance));
        seat->twins = calloc(seat->n_ends * SF_TWIN_BATCHES, sizeof(*seat->twins));
    }
    *outcome = (struct sf_outcome){.stride = stride,
                                   .n_measures = books->plan->n_measures,
                                   .ledger = books->ledger,
                                   .first_month = books->first_month,
                                   .total = books->total,
                                   .band = seat->band,
                                   .pot = books->pot,
                                   .kind_row = books->plan->kind_row,
                                   .kind_days = books->kind_days,
                                   .employer_slot = block->employer_slot,
                                   .employer = books->employer,
                                   .cell_employer = books->plan->cell_employer,
                                   .cell_bit = books->plan->cell_bit,
                                   .vote = block->gates.vote,
                                   .passed = block->gates.passed};
    const bool has_all = seat->band != NULL &&
                         (!has_twins || (seat->balance != NULL && seat->twins != NULL));
    return has_all ? SF_OK : SF_ERR_MEMORY;
}

static enum sf_status fill(const struct sf_experiment *const *experiment,
                           struct casting *casting, bool has_twins,
                           struct sf_worker *worker)
{
    enum sf_status status = SF_OK;
    for (size_t e = 0; e < worker->n_experiments && status == SF_OK; e++) {
        status = sf_future_init(
            experiment[e]->scenario, experiment[e]->kernels, experiment[e]->table,
            experiment[e]->plan[0]->employer_hash, worker->stride, &worker->future[e]);
        worker->future[e].is_prices_only = true;
        if (status == SF_OK && e > 0) {
            status = sf_future_liken(&worker->future[e], &worker->future[0]);
        }
    }
    for (size_t j = 0; j < casting->n && status == SF_OK; j++) {
        if (casting->lead[j] == j) {
            status = init_block(casting, j, worker);
        }
    }
    for (size_t j = 0; j < casting->n && status == SF_OK; j++) {
        status = init_seat(worker, has_twins, &worker->seat[j], &worker->outcome[j]);
    }
    return status;
}

enum sf_status sf_worker_init(const struct sf_experiment *const *experiment, size_t n,
                              size_t block_runs, bool has_twins,
                              struct sf_worker *worker)
{
    struct casting casting;
    enum sf_status status = cast(experiment, n, &casting);
    *worker =
        (struct sf_worker){.stride = sf_whole_groups(block_runs),
                           .n_experiments = n,
                           .n_seats = casting.n,
                           .future = calloc(n, sizeof(*worker->future)),
                           .block = calloc(casting.n, sizeof(*worker->block)),
                           .first_block = calloc(n + 1, sizeof(*worker->first_block)),
                           .seat = calloc(casting.n, sizeof(*worker->seat)),
                           .outcome = calloc(casting.n, sizeof(*worker->outcome))};
    if (worker->future == NULL || worker->block == NULL ||
        worker->first_block == NULL || worker->seat == NULL ||
        worker->outcome == NULL) {
        status = SF_ERR_MEMORY;
    }
    if (status == SF_OK) {
        status = fill(experiment, &casting, has_twins, worker);
    }
    free_casting(&casting);
    return status;
}

size_t sf_worker_bytes(const struct sf_experiment *experiment, size_t block_runs,
                       bool has_twins)
{
    static const struct sf_worker *const W; /* for the sizes of its arrays */
    static const struct sf_seat *const SEAT;
    const size_t stride = sf_whole_groups(block_runs);
    const size_t n = experiment->n;
    size_t bytes =
        n * (sizeof(*W->block) + sizeof(*W->seat) + sizeof(*W->outcome) +
             experiment->scenario->n_bands * SF_N_BAND_SUMS * sizeof(*SEAT->band));
    bytes += sizeof(*W->future) + sf_future_bytes(experiment->scenario, stride);
    struct casting casting;
    if (cast(&experiment, 1, &casting) == SF_OK) {
        for (size_t j = 0; j < n; j++) {
            const size_t in_group =
                casting.lead[j] == j ? gather(&casting, j, NULL) : 0;
            bytes +=
                in_group > 0 ? sf_block_bytes(casting.group_plan, in_group, stride) : 0;
        }
    }
    free_casting(&casting);
    if (has_twins) {
        const size_t n_ends = n * (experiment->plan[0]->n_months + 1);
        bytes += n_ends * (SF_N_TWINS * stride * sizeof(*SEAT->balance) +
                           SF_TWIN_BATCHES * sizeof(*SEAT->twins));
    }
    return bytes;
}

/* ---- running --------------------------------------------------------------------- */

static void copy_bands(const struct sf_books *books, int64_t *sums)
{
    for (size_t b = 0; b < books->plan->n_bands; b++) {
        const struct sf_band_sums *band = &books->band[b];
        int64_t *to = sums + b * SF_N_BAND_SUMS;
        to[SF_BAND_LEVY] = band->levy_pence;
        to[SF_BAND_LEVY_DUE] = band->levy_due;
        to[SF_BAND_EXEMPT] = band->exempt;
        to[SF_BAND_PAY_LOST] = band->pay_lost_pence;
        to[SF_BAND_STRIKE_PAY] = band->strike_pay_pence;
        to[SF_BAND_HARDSHIP] = band->hardship_pence;
        to[SF_BAND_INVOLVED] = band->involved;
    }
}

static struct sf_books *books_of(const struct sf_worker *worker,
                                 const struct sf_seat *seat)
{
    return &worker->block[seat->block].books[seat->books];
}

/** All blocks on the futures as they have been drawn. */
static void run_blocks(struct sf_worker *worker)
{
    for (size_t e = 0; e < worker->n_experiments; e++) {
        const size_t first = worker->first_block[e];
        if (worker->first_block[e + 1] > first) {
            sf_blocks_run(&worker->block[first], worker->first_block[e + 1] - first);
        }
    }
}

/** A strategy's balances of a kind of twin at a month end. */
static int64_t *balances_of(const struct sf_worker *worker, const struct sf_seat *seat,
                            enum sf_twin twin, size_t month)
{
    return seat->balance + ((size_t)twin * seat->n_ends + month) * worker->stride;
}

/** Simulates one kind of twin of every run, and keeps their balances. */
static void run_twins(struct sf_worker *worker, enum sf_twin twin, uint64_t first_run,
                      size_t n)
{
    for (size_t e = 0; e < worker->n_experiments; e++) {
        sf_future_draw_twins(&worker->future[e], twin, first_run, n);
    }
    run_blocks(worker);
    for (size_t j = 0; j < worker->n_seats; j++) {
        const struct sf_seat *seat = &worker->seat[j];
        for (size_t m = 0; m < seat->n_ends; m++) {
            memcpy(balances_of(worker, seat, twin, m),
                   sf_ledger_row(books_of(worker, seat), m, SF_BALANCE),
                   n * sizeof(int64_t));
        }
    }
}

/** Where employers do not differ, a twin in rates is one in differences too. */
static void run_all_twins(struct sf_worker *worker, uint64_t first_run, size_t n)
{
    bool has_differences = false;
    for (size_t e = 0; e < worker->n_experiments; e++) {
        has_differences |= sf_future_has_differences(&worker->future[e]);
    }
    run_twins(worker, SF_TWIN_IN_DIFFERENCES, first_run, n);
    if (has_differences) {
        run_twins(worker, SF_TWIN_IN_RATES, first_run, n);
        return;
    }
    for (size_t j = 0; j < worker->n_seats; j++) {
        const struct sf_seat *seat = &worker->seat[j];
        memcpy(balances_of(worker, seat, SF_TWIN_IN_RATES, 0),
               balances_of(worker, seat, SF_TWIN_IN_DIFFERENCES, 0),
               seat->n_ends * worker->stride * sizeof(int64_t));
    }
}

/** Squared distances of the runs of a strategy, just simulated, from their twins. */
static void measure_twins(const struct sf_worker *worker, const struct sf_seat *seat,
                          uint64_t first_run, size_t n)
{
    memset(seat->twins, 0, seat->n_ends * SF_TWIN_BATCHES * sizeof(*seat->twins));
    for (size_t m = 0; m < seat->n_ends; m++) {
        const int64_t *balance = sf_ledger_row(books_of(worker, seat), m, SF_BALANCE);
        for (size_t i = 0; i < n; i++) {
            struct sf_twin_sums *batch =
                &seat->twins[m * SF_TWIN_BATCHES + (first_run + i) % SF_TWIN_BATCHES];
            batch->n++;
            for (int t = 0; t < SF_N_TWINS; t++) {
                const sf_int128 apart =
                    balance[i] - balances_of(worker, seat, (enum sf_twin)t, m)[i];
                batch->squares[t] += apart * apart;
            }
        }
    }
}

void sf_worker_run(struct sf_worker *worker, uint64_t first_run, size_t n)
{
    const bool has_twins = worker->seat[0].twins != NULL && sf_run_has_twins(first_run);
    if (has_twins) {
        SF_BUG_ON(!sf_run_has_twins(first_run + n - 1));
        run_all_twins(worker, first_run, n);
    }
    for (size_t e = 0; e < worker->n_experiments; e++) {
        sf_future_draw(&worker->future[e], first_run, n);
    }
    run_blocks(worker);
    for (size_t j = 0; j < worker->n_seats; j++) {
        const struct sf_seat *seat = &worker->seat[j];
        struct sf_outcome *outcome = &worker->outcome[j];
        outcome->n = n;
        outcome->first_run = first_run;
        outcome->twins = NULL;
        copy_bands(books_of(worker, seat), seat->band);
        if (has_twins) {
            measure_twins(worker, seat, first_run, n);
            outcome->twins = seat->twins;
        }
    }
}

void sf_worker_free(struct sf_worker *worker)
{
    if (worker == NULL) {
        return;
    }
    for (size_t k = 0; worker->block != NULL && k < worker->n_blocks; k++) {
        sf_block_free(&worker->block[k]);
    }
    for (size_t e = 0; worker->future != NULL && e < worker->n_experiments; e++) {
        sf_future_free(&worker->future[e]);
    }
    for (size_t j = 0; worker->seat != NULL && j < worker->n_seats; j++) {
        free(worker->seat[j].band);
        free(worker->seat[j].balance);
        free(worker->seat[j].twins);
    }
    free(worker->future);
    free(worker->block);
    free(worker->first_block);
    free(worker->seat);
    free(worker->outcome);
    *worker = (struct sf_worker){0};
}
