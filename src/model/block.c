#include "model/block.h"

#include <stdlib.h>
#include <string.h>

/** Makes a block's arrays, or only counts what they take. */
struct making {
    size_t stride;
    bool is_counted; /* nothing is made */
    bool is_short;   /* something could not be had */
    size_t bytes;
};

/** Zeroed rows on a cache line. */
static void *rows(struct making *making, size_t n, size_t size)
{
    const size_t bytes = ((n + 1) * making->stride * size + 63) / 64 * 64;
    making->bytes += bytes;
    void *made = making->is_counted ? NULL : aligned_alloc(64, bytes);
    if (made == NULL) {
        making->is_short = true;
        return NULL;
    }
    memset(made, 0, bytes);
    return made;
}

/** Chances of a row of runs. */
static struct sf_chances *chances(struct making *making)
{
    const size_t bytes = sf_chances_groups(making->stride) * sizeof(struct sf_chances);
    making->bytes += bytes;
    struct sf_chances *made = making->is_counted ? NULL : aligned_alloc(64, bytes);
    making->is_short |= made == NULL;
    return made;
}

static void *zeros(struct making *making, size_t n, size_t size)
{
    making->bytes += (n + 1) * size;
    void *made = making->is_counted ? NULL : calloc(n + 1, size);
    making->is_short |= made == NULL;
    return made;
}

static size_t longest_lag(const struct sf_plan *plan)
{
    size_t longest = 0;
    for (size_t i = 0; i < plan->n_phases; i++) {
        for (size_t c = 0; c < plan->phase[i].n_channels; c++) {
            const size_t lag = plan->phase[i].channel[c].lag;
            longest = lag > longest ? lag : longest;
        }
    }
    return longest;
}

static size_t most_groups(const struct sf_plan *plan)
{
    size_t most = 0;
    for (size_t i = 0; i < plan->n_phases; i++) {
        most = plan->phase[i].n_groups > most ? plan->phase[i].n_groups : most;
    }
    return most;
}

/** Numbers the employers whom the plan calls; made also when the rest is only counted,
 *  for the rows of those called are counted with it. */
static void number_called(const struct sf_plan *plan, struct making *making,
                          struct sf_block *block)
{
    making->bytes += (plan->n_employers + 1) * sizeof(*block->employer_slot);
    block->employer_slot = calloc(plan->n_employers + 1, sizeof(*block->employer_slot));
    if (block->employer_slot == NULL) {
        making->is_short = true;
        block->n_slots = plan->n_employers;
        return;
    }
    for (size_t e = 0; e < plan->n_employers; e++) {
        block->employer_slot[e] = SF_NONE;
    }
    for (size_t c = 0; c < plan->n_callouts; c++) {
        const size_t employer = plan->callout[c].employer;
        if (block->employer_slot[employer] == SF_NONE) {
            block->employer_slot[employer] = block->n_slots++;
        }
    }
}

#define ROWS(of, field, count) (of)->field = rows(making, (count), sizeof(*(of)->field))
#define ZEROS(of, field, count)                                                        \
    (of)->field = zeros(making, (count), sizeof(*(of)->field))

static void make_gates(const struct sf_plan *plan, struct making *making,
                       struct sf_gates *gates)
{
    if (plan->is_gated == NULL) {
        return;
    }
    ROWS(gates, passed, plan->n_employers);
    ROWS(gates, first_live, plan->n_callouts);
    ROWS(gates, live_days, plan->n_callouts);
    ROWS(gates, paid_days, plan->n_callouts);
    ROWS(gates, ordinal, plan->most_rows);
    const size_t n_capped = plan->has_mixed_cap ? plan->n_callouts * plan->n_bands : 0;
    ROWS(gates, cap_left, n_capped);
    ROWS(gates, cap_met, n_capped);
    ROWS(gates, cap_rest, n_capped);
    ROWS(gates, dates, 1);
    ROWS(gates, has_been, 1);
    ROWS(gates, together, SF_N_CELL_SUMS);
    ZEROS(gates, vote, plan->votes.n_cells * SF_N_CELL_SUMS);
}

static void make_suspension(const struct sf_plan *plan, struct making *making,
                            struct sf_suspension *suspension)
{
    if (!plan->has_suspension) {
        return;
    }
    ROWS(suspension, is_on, 1);
    ROWS(suspension, bites, 1);
    ROWS(suspension, lost, 1);
    ROWS(suspension, months, 1);
    ROWS(suspension, strike_days, 1);
}

static void make_people(const struct sf_plan *plan, struct making *making,
                        struct sf_block *block)
{
    const size_t n_rows = plan->n_callouts * plan->n_bands;
    const size_t groups = block->max_groups;
    const size_t n_levied = sf_plan_n_levied(plan);
    ROWS(block, payers, plan->n_all_cells);
    ROWS(block, others, plan->n_all_cells);
    ROWS(block, joiners, plan->n_bands);
    ROWS(block, members, 1);
    ROWS(block, all_payers, 1);
    ROWS(block, called, n_rows);
    ROWS(block, called_total, plan->n_callouts);
    ROWS(block, out, n_rows);
    ROWS(block, paid_out, plan->n_bands);
    ROWS(block, unpaid_out, plan->n_actions * plan->n_bands);
    ROWS(block, here, plan->n_bands);
    ROWS(block, busiest, plan->n_cells);
    ROWS(block, struck, plan->n_employers);
    ZEROS(block, struck_month, plan->n_employers);
    ROWS(block, struck_on, plan->has_short ? SF_DAYS_OF_MONTH * plan->n_bands : 0);
    ROWS(block, short_here, plan->has_short ? plan->n_bands : 0);
    ROWS(block, struck_past,
         plan->has_momentum ? SF_MOMENTUM_MONTHS * plan->n_employers : 0);
    ROWS(block, momentum, plan->has_momentum ? plan->n_employers : 0);
    ROWS(block, odds.base, groups);
    ROWS(block, odds.employer, plan->n_phases > 0 ? n_levied : 0);
    ROWS(block, odds_before.base, plan->n_phases > 1 ? groups : 0);
    ROWS(block, odds_before.employer, plan->n_phases > 1 ? n_levied : 0);
    ROWS(block, due, block->due_rows * groups);
    ROWS(block, failed, plan->n_channels * groups);
    ROWS(block, factor, 1);
    ROWS(block, count_a, 1);
    ROWS(block, count_b, 1);
    ROWS(block, count_c, 1);
    ROWS(block, rate, 1);
    ROWS(block, rate_b, 1);
    block->chances = chances(making);
    block->chances_b = chances(making);
    ROWS(block, sum_all, 1);
    ROWS(block, left, 1);
    make_gates(plan, making, &block->gates);
    make_suspension(plan, making, &block->suspension);
    if (plan->has_trigger) {
        ROWS(&block->waiting, is_due, 1);
        ROWS(&block->waiting, was_due, 1);
        ROWS(&block->waiting, months, 1);
    }
    if (plan->settles_by_chance) {
        ROWS(&block->ending, began, 1);
        ROWS(&block->ending, settled, 1);
        ROWS(&block->ending, work, 1);
    }
}

static void make_books(const struct sf_plan *plan, size_t n_slots,
                       struct making *making, struct sf_books *books)
{
    const size_t n_rules = plan->scenario->n_rules;
    const bool is_scaled = plan->on_shortfall == SF_SCALE;
    ROWS(books, claims_due, SF_CLAIM_ROWS * (sf_plan_keeps_rules(plan) ? n_rules : 1));
    if (is_scaled) {
        ROWS(books, overdue, 1);
        ROWS(books, is_cut, 1);
        ZEROS(books, share, n_rules);
        ZEROS(books, remainder, n_rules);
    }
    ROWS(books, rule_claims, n_rules);
    ROWS(books, hardship_left, n_rules);
    ROWS(books, fund_cost, 1);
    ROWS(books, ledger, (plan->n_months + 1) * plan->n_measures);
    if (plan->has_refund) {
        ROWS(books, refund, plan->n_phases);
    }
    if (plan->pots != NULL) {
        ROWS(books, pot_due, SF_N_OUTGOES);
        ROWS(books, pot_left, 1);
        ROWS(books, rule_paid, plan->has_own_orders ? n_rules : 0);
        ROWS(books, loan_owed, plan->pots->n_loans);
        ROWS(books, pot, (plan->n_months + 1) * plan->pots->n * SF_N_POT_MEASURES);
    }
    ROWS(books, kind_days, plan->n_kind_rows);
    ROWS(books, first_month, SF_N_EVENTS);
    ROWS(books, total, SF_N_TOTALS);
    ROWS(books, employer, n_slots * SF_N_EMPLOYER_MEASURES);
    ROWS(books, full_days, plan->has_short ? plan->n_amounts : 0);
    ROWS(books, sum_full, plan->n_amounts);
    ROWS(books, sum_part, plan->n_amounts);
    ZEROS(books, band, plan->n_bands);
}

/** Whether a day's pay, or its weight as work, is priced otherwise than in `first`, or
 *  goes by another kind of action. */
static bool has_own_pay(const struct sf_plan *plan, const struct sf_plan *first)
{
    const size_t bytes = plan->n_cells * sizeof(*plan->net_day);
    bool is_same = memcmp(plan->gross_day, first->gross_day, bytes) == 0 &&
                   memcmp(plan->net_day, first->net_day, bytes) == 0;
    for (size_t e = 0; e < plan->n_employers; e++) {
        is_same &=
            plan->scenario->employer[e].weight == first->scenario->employer[e].weight;
    }
    for (size_t a = 0; a < plan->n_actions; a++) {
        const struct sf_action *own = plan->action[a].action;
        const struct sf_action *theirs = first->action[a].action;
        is_same &= plan->action[a].unprepared == first->action[a].unprepared &&
                   own->kind == theirs->kind && own->part_of_day == theirs->part_of_day;
    }
    return !is_same || plan->has_short; /* what is docked is a price too */
}

/** Whether an input has the same values in two strategies' books. */
static bool is_same_price(const struct sf_books *a, const struct sf_books *b,
                          size_t input_a, size_t input_b)
{
    const bool is_like = a->future->like == b->future && a->future->is_like[input_a];
    return input_a == input_b && (a->future == b->future || is_like);
}

/** Whether the rule of an action is claimed, and paid after claiming, the same. */
static bool has_same_rule(const struct sf_books *a, const struct sf_books *b,
                          size_t action)
{
    const struct sf_plan_action *in_a = &a->plan->action[action];
    const struct sf_plan_action *in_b = &b->plan->action[action];
    const struct sf_numbers *lag_a = &in_a->rule->claim_lag;
    const struct sf_numbers *lag_b = &in_b->rule->claim_lag;
    return in_a->rule_index == in_b->rule_index && lag_a->n == lag_b->n &&
           memcmp(lag_a->value, lag_b->value, lag_a->n * sizeof(*lag_a->value)) == 0 &&
           is_same_price(a, b, in_a->rule->take_up, in_b->rule->take_up);
}

/** Whether strike pay is due, claimed or paid otherwise than in the first books. */
static bool has_own_strike_pay(const struct sf_books *books,
                               const struct sf_books *first)
{
    const struct sf_plan *plan = books->plan;
    bool is_same = !plan->has_short && /* what is docked is a price too */
                   plan->n_amounts == first->plan->n_amounts &&
                   !sf_plan_keeps_rules(plan) && !sf_plan_keeps_rules(first->plan);
    const size_t n_pays = plan->n_callouts * plan->n_bands * plan->n_amounts;
    for (size_t a = 0; a < plan->n_actions && is_same; a++) {
        is_same = has_same_rule(books, first, a);
    }
    for (size_t i = 0; i < n_pays && is_same; i++) {
        const struct sf_day_pay *x = &plan->day_pay[i];
        const struct sf_day_pay *y = &first->plan->day_pay[i];
        is_same = x->full_pence == y->full_pence && x->after_days == y->after_days &&
                  x->full_days == y->full_days && x->part_pence == y->part_pence;
    }
    for (size_t d = 0; d < plan->n_days && is_same; d++) {
        is_same = plan->day[d].paid_ordinal == first->plan->day[d].paid_ordinal;
    }
    return !is_same;
}

static void make(const struct sf_plan *const *plan, size_t n, struct making *making,
                 struct sf_block *block)
{
    struct sf_books counted = {0}; /* where there is nothing to make it in */
    *block = (struct sf_block){.plan = plan[0],
                               .stride = making->stride,
                               .n_books = n,
                               .max_groups = most_groups(plan[0]),
                               .due_rows = longest_lag(plan[0]) + 2};
    number_called(plan[0], making, block);
    make_people(plan[0], making, block);
    block->books = zeros(making, n, sizeof(*block->books));
    for (size_t k = 0; k < n && (block->books != NULL || making->is_counted); k++) {
        struct sf_books *books = block->books == NULL ? &counted : &block->books[k];
        make_books(plan[k], block->n_slots, making, books);
    }
}

enum sf_status sf_block_init(const struct sf_plan *const *plan,
                             struct sf_future *const *future, size_t n, size_t stride,
                             struct sf_block *block)
{
    struct making making = {.stride = stride};
    make(plan, n, &making, block);
    if (making.is_short) {
        sf_block_free(block);
        return SF_ERR_MEMORY;
    }
    block->future = future[0];
    for (size_t k = 0; k < n; k++) {
        block->books[k].plan = plan[k];
        block->books[k].future = future[k];
        block->books[k].stride = stride;
        block->books[k].has_own_pay = has_own_pay(plan[k], plan[0]);
        block->books[k].has_own_strike_pay =
            k == 0 || has_own_strike_pay(&block->books[k], &block->books[0]);
    }
    return SF_OK;
}

size_t sf_block_bytes(const struct sf_plan *const *plan, size_t n, size_t stride)
{
    struct making making = {.stride = stride, .is_counted = true};
    struct sf_block counted;
    make(plan, n, &making, &counted);
    sf_block_free(&counted);
    return making.bytes;
}

static void free_books(const struct sf_books *books)
{
    free(books->claims_due);
    free(books->overdue);
    free(books->is_cut);
    free(books->share);
    free(books->remainder);
    free(books->rule_claims);
    free(books->hardship_left);
    free(books->fund_cost);
    free(books->ledger);
    free(books->pot_due);
    free(books->pot_left);
    free(books->rule_paid);
    free(books->loan_owed);
    free(books->pot);
    free(books->refund);
    free(books->kind_days);
    free(books->first_month);
    free(books->total);
    free(books->employer);
    free(books->full_days);
    free(books->sum_full);
    free(books->sum_part);
    free(books->band);
}

void sf_block_free(struct sf_block *block)
{
    if (block == NULL) {
        return;
    }
    for (size_t k = 0; block->books != NULL && k < block->n_books; k++) {
        free_books(&block->books[k]);
    }
    void *const owned[] = {block->gates.passed,
                           block->gates.first_live,
                           block->gates.live_days,
                           block->gates.paid_days,
                           block->gates.ordinal,
                           block->gates.cap_left,
                           block->gates.cap_met,
                           block->gates.cap_rest,
                           block->gates.dates,
                           block->gates.has_been,
                           block->gates.together,
                           block->gates.vote,
                           block->suspension.is_on,
                           block->suspension.bites,
                           block->suspension.lost,
                           block->suspension.months,
                           block->suspension.strike_days,
                           block->waiting.is_due,
                           block->waiting.was_due,
                           block->waiting.months,
                           block->ending.began,
                           block->ending.settled,
                           block->ending.work,
                           block->books,
                           block->payers,
                           block->others,
                           block->joiners,
                           block->members,
                           block->all_payers,
                           block->called,
                           block->called_total,
                           block->out,
                           block->paid_out,
                           block->unpaid_out,
                           block->here,
                           block->busiest,
                           block->struck,
                           block->struck_month,
                           block->employer_slot,
                           block->struck_on,
                           block->short_here,
                           block->struck_past,
                           block->momentum,
                           block->odds.base,
                           block->odds.employer,
                           block->odds_before.base,
                           block->odds_before.employer,
                           block->due,
                           block->failed,
                           block->factor,
                           block->count_a,
                           block->count_b,
                           block->count_c,
                           block->rate,
                           block->rate_b,
                           block->chances,
                           block->chances_b,
                           block->sum_all,
                           block->left,
                           block->alike.action_differs};
    for (size_t i = 0; i < sizeof(owned) / sizeof(owned[0]); i++) {
        free(owned[i]);
    }
    *block = (struct sf_block){0};
}
