/* Ballots whose result is left to chance: who votes, and what passes (M9.1-M9.3). */
#include <string.h>

#include "core/maths.h"
#include "model/steps.h"
#include "strikefund/ballots.h"

/** A vote at one of its employers. */
struct cell {
    const struct sf_vote *vote;
    const struct sf_ballot *ballot;
    size_t employer;
    size_t month;   /* of the plan in which the ballot closes; before it, wrapped */
    bool is_before; /* it closed before the plan */
};

/** The rate of the median employer, or each employer's own, in every run. */
static void median_rate(const struct sf_block *block, size_t input, double own,
                        double *rate)
{
    const double *median = input == SF_NONE ? NULL : sf_input_row(block, input);
    for (size_t i = 0; i < block->n; i++) {
        rate[i] = median == NULL ? own : median[i];
    }
}

/** Moves rates by spread * effect on the logit (M2.3). */
static void shift(const struct sf_block *block, double spread, const double *effect,
                  double *rate)
{
    for (size_t i = 0; i < block->n; i++) {
        const double odds_against = (1.0 - rate[i]) / rate[i];
        rate[i] = 1.0 / (1.0 + odds_against * sf_exp(-spread * effect[i]));
    }
}

/** Moves rates by an employer's momentum, if there is any (M4.5). What came before the
 *  plan is not known, and moves no ballot that closed before it. */
static void shift_by_momentum(const struct sf_block *block, const struct cell *cell,
                              double *rate)
{
    const double *momentum =
        cell->is_before ? NULL : sf_momentum_shift(block, cell->employer);
    for (size_t i = 0; i < block->n && momentum != NULL; i++) {
        const double odds_against = (1.0 - rate[i]) / rate[i];
        const double shifted = 1.0 / (1.0 + odds_against * sf_exp(-momentum[i]));
        rate[i] = momentum[i] == 0.0 ? rate[i] : shifted;
    }
}

static void turnout(struct sf_block *block, const struct cell *cell, double *rate)
{
    const struct sf_future *future = block->future;
    const struct sf_ballot *ballot = cell->ballot;
    const double own = block->plan->scenario->employer[cell->employer].turnout;
    median_rate(block, ballot->turnout, own, rate);
    if (ballot->spread > 0.0) {
        shift(block, ballot->spread, future->turnout + cell->employer * future->stride,
              rate);
    }
    if (ballot->month_spread > 0.0) {
        sf_future_month_shock(future, SF_EFFECT_TURNOUT, cell->month, block->rate_b);
        shift(block, ballot->month_spread, block->rate_b, rate);
    }
    shift_by_momentum(block, cell, rate);
}

static void yes(struct sf_block *block, const struct cell *cell, double *rate)
{
    const struct sf_future *future = block->future;
    const struct sf_ballot *ballot = cell->ballot;
    const double own = block->plan->scenario->employer[cell->employer].yes;
    median_rate(block, ballot->yes[cell->vote->question], own, rate);
    if (ballot->yes_spread > 0.0) {
        shift(block, ballot->yes_spread, future->yes + cell->employer * future->stride,
              rate);
    }
    shift_by_momentum(block, cell, rate);
}

/** Members of the employer, in count_a, and in `reached` those who can vote: bad
 *  records are members who cannot (M9.2). */
static void count_members(struct sf_block *block, const struct cell *cell,
                          int32_t *reached)
{
    int32_t *members = block->count_a;
    for (size_t i = 0; i < block->n; i++) {
        members[i] = sf_block_members(block, cell->employer, i);
    }
    memcpy(reached, members, block->n * sizeof(*reached));
    if (cell->ballot->bad_records != SF_NONE) {
        const double *bad = sf_input_row(block, cell->ballot->bad_records);
        for (size_t i = 0; i < block->n; i++) {
            reached[i] -= (int32_t)sf_round_half_even(bad[i] * (double)members[i]);
        }
    }
}

/** Holds the ballot at one employer: members, votes and yes in count_a, count_b and
 *  count_c. */
static void vote(struct sf_block *block, const struct cell *cell)
{
    const size_t draw = cell->vote->question == SF_QUESTION_STRIKE ? SF_DRAW_YES_STRIKE
                                                                   : SF_DRAW_YES_SHORT;
    struct sf_path path = {.family = SF_FAMILY_BALLOT,
                           .subject = sf_name_hash(cell->ballot->name),
                           .employer = block->plan->employer_hash[cell->employer],
                           .pair = SF_DRAW_VOTES / 2};
    count_members(block, cell, block->gates.has_been);
    turnout(block, cell, block->rate);
    sf_block_chances(block, block->rate, block->chances);
    sf_block_pair(block, &path);
    sf_block_binomial(block, SF_DRAW_VOTES, block->gates.has_been, block->chances,
                      block->count_b);
    yes(block, cell, block->rate);
    sf_block_chances(block, block->rate, block->chances);
    path.pair = (uint32_t)draw / 2;
    sf_block_pair(block, &path);
    sf_block_binomial(block, draw, block->count_b, block->chances, block->count_c);
}

static void note(struct sf_block *block, size_t index)
{
    int64_t *sums = block->gates.vote + index * SF_N_CELL_SUMS;
    for (size_t i = 0; i < block->n; i++) {
        sums[SF_CELL_MEMBERS] += block->count_a[i];
        sums[SF_CELL_VOTES] += block->count_b[i];
        sums[SF_CELL_YES] += block->count_c[i];
    }
}

/** Counts employer by employer. */
static void decide_each(struct sf_block *block, struct cell cell, uint64_t bit)
{
    const struct sf_scenario *scenario = block->plan->scenario;
    const struct sf_indexes *employers = &cell.ballot->employers;
    for (size_t k = 0; k < employers->n; k++) {
        cell.employer = employers->index[k];
        uint64_t *passed = SF_ROW(block, gates.passed, cell.employer);
        const enum sf_given given =
            sf_ballot_given(scenario, cell.ballot, cell.employer);
        const struct sf_ballot_rule rule =
            sf_ballot_rule_of(scenario, cell.ballot, cell.employer);
        if (given == SF_NOT_GIVEN) {
            vote(block, &cell);
            note(block, cell.vote->first_cell + k);
        }
        for (size_t i = 0; i < block->n; i++) {
            const bool has_passed =
                given == SF_NOT_GIVEN
                    ? sf_ballot_rule_met(&rule, block->count_a[i], block->count_b[i],
                                         block->count_c[i])
                    : given == SF_GIVEN_PASSED;
            passed[i] |= has_passed ? bit : 0;
        }
    }
}

/** Counts all employers together. */
static void decide_together(struct sf_block *block, struct cell cell, uint64_t bit)
{
    const struct sf_indexes *employers = &cell.ballot->employers;
    int64_t *members = SF_ROW(block, gates.together, SF_CELL_MEMBERS);
    int64_t *votes = SF_ROW(block, gates.together, SF_CELL_VOTES);
    int64_t *yes_votes = SF_ROW(block, gates.together, SF_CELL_YES);
    memset(members, 0, SF_N_CELL_SUMS * block->stride * sizeof(*members));
    for (size_t k = 0; k < employers->n; k++) {
        cell.employer = employers->index[k];
        vote(block, &cell);
        note(block, cell.vote->first_cell + k);
        for (size_t i = 0; i < block->n; i++) {
            members[i] += block->count_a[i];
            votes[i] += block->count_b[i];
            yes_votes[i] += block->count_c[i];
        }
    }
    const struct sf_ballot_rule rule =
        sf_ballot_rule_of(block->plan->scenario, cell.ballot, employers->index[0]);
    for (size_t k = 0; k < employers->n; k++) {
        uint64_t *passed = SF_ROW(block, gates.passed, employers->index[k]);
        for (size_t i = 0; i < block->n; i++) {
            const bool has_passed =
                sf_ballot_rule_met(&rule, members[i], votes[i], yes_votes[i]);
            passed[i] |= has_passed ? bit : 0;
        }
    }
}

/** Nobody has voted, and no call-out has begun. */
static void open_gates(struct sf_block *block)
{
    const struct sf_plan *plan = block->plan;
    struct sf_gates *gates = &block->gates;
    const size_t n_callouts = plan->n_callouts * block->stride;
    const size_t n_rows = n_callouts * plan->n_bands;
    memset(gates->passed, 0,
           plan->n_employers * block->stride * sizeof(*gates->passed));
    memset(gates->live_days, 0, n_callouts * sizeof(*gates->live_days));
    memset(gates->paid_days, 0, n_callouts * sizeof(*gates->paid_days));
    memset(gates->vote, 0, plan->votes.n_cells * SF_N_CELL_SUMS * sizeof(*gates->vote));
    memset(block->called, 0, n_rows * sizeof(*block->called));
    memset(block->called_total, 0, n_callouts * sizeof(*block->called_total));
    memset(block->out, 0, n_rows * sizeof(*block->out));
    for (size_t i = 0; i < n_callouts; i++) {
        gates->first_live[i] = SF_NO_DAY;
    }
    if (plan->has_mixed_cap) {
        sf_gated_open_caps(block);
    }
}

void sf_ballots_step(struct sf_block *block, size_t month)
{
    const struct sf_plan *plan = block->plan;
    if (plan->is_gated != NULL && month == 0) {
        open_gates(block);
    }
    for (size_t v = 0; v < plan->votes.n; v++) {
        const struct sf_vote *vote_at = &plan->votes.vote[v];
        const struct sf_ballot *ballot = &plan->scenario->ballot[vote_at->ballot];
        const int32_t closes =
            sf_month_of_day(ballot->closes) - plan->scenario->start + 1;
        if ((closes > 0 ? (size_t)closes : 0) != month) {
            continue;
        }
        /* A month of the path is below 2^16. */
        const struct cell cell = {.vote = vote_at,
                                  .ballot = ballot,
                                  .month = (uint32_t)closes & 0xffff,
                                  .is_before = month == 0};
        if (ballot->is_aggregated) {
            decide_together(block, cell, (uint64_t)1 << v);
        } else {
            decide_each(block, cell, (uint64_t)1 << v);
        }
    }
}
