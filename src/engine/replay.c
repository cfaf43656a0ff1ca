#include "engine/replay.h"

#include <stdlib.h>

#include "engine/worker.h"
#include "plan/plan.h"

/** The first run of rows as books of their own; NULL without memory. */
static int64_t *first_of(const int64_t *rows, size_t n, size_t stride)
{
    int64_t *value = malloc((n + 1) * sizeof(*value));
    for (size_t i = 0; value != NULL && i < n; i++) {
        value[i] = rows[i * stride];
    }
    return value;
}

/** The same of the ledger; measures that a block does not keep are 0. */
static int64_t *first_of_ledger(const struct sf_outcome *outcome, size_t n_months)
{
    int64_t *value = calloc((n_months + 1) * SF_N_MEASURES, sizeof(*value));
    for (size_t m = 0; value != NULL && m <= n_months; m++) {
        for (size_t k = 0; k < outcome->n_measures; k++) {
            value[m * SF_N_MEASURES + k] =
                outcome->ledger[(m * outcome->n_measures + k) * outcome->stride];
        }
    }
    return value;
}

/** Takes the books from the only run of an outcome. */
static enum sf_status take_books(const struct sf_outcome *outcome, uint64_t run,
                                 size_t n_months, size_t n_pots,
                                 struct sf_ledger *ledger)
{
    const int32_t settled = outcome->first_month[SF_SETTLED * outcome->stride];
    struct sf_ledger made = {.run = run,
                             .n_months = n_months,
                             .settled =
                                 (size_t)settled <= n_months ? (size_t)settled : 0,
                             .value = first_of_ledger(outcome, n_months),
                             .n_pots = n_pots};
    if (n_pots > 0) {
        made.pot = first_of(outcome->pot, (n_months + 1) * n_pots * SF_N_POT_MEASURES,
                            outcome->stride);
    }
    if (made.value == NULL || (n_pots > 0 && made.pot == NULL)) {
        sf_ledger_free(&made);
        return SF_ERR_MEMORY;
    }
    *ledger = made;
    return SF_OK;
}

enum sf_status sf_replay(const struct sf_experiment *experiment, size_t strategy,
                         uint64_t run, struct sf_callout_sums *log,
                         struct sf_shortage *shortage, uint64_t *passed,
                         struct sf_ledger *ledger)
{
    /* An experiment of this strategy alone. */
    const struct sf_experiment alone = {.scenario = experiment->scenario,
                                        .strategy = experiment->strategy + strategy,
                                        .plan = experiment->plan + strategy,
                                        .people = experiment->people + strategy,
                                        .n = 1,
                                        .kernels = experiment->kernels,
                                        .table = experiment->table};
    const struct sf_experiment *const only = &alone;
    struct sf_worker worker;
    enum sf_status status = sf_worker_init(&only, 1, 1, false, &worker);
    if (status == SF_OK) {
        worker.block[0].log = log;
        worker.block[0].shortage = shortage;
        sf_worker_run(&worker, run, 1);
        status = take_books(&worker.outcome[0], run, alone.plan[0]->n_months,
                            experiment->scenario->fund.pots.n, ledger);
    }
    for (size_t e = 0;
         status == SF_OK && passed != NULL && e < alone.plan[0]->n_employers; e++) {
        const struct sf_block *block = &worker.block[0];
        passed[e] = alone.plan[0]->votes.n > 0 ? SF_ROW(block, gates.passed, e)[0] : 0;
    }
    sf_worker_free(&worker);
    return status;
}

/** Whether an action is to happen on a day somewhere, as far as the settlement of the
 *  run and the strategy's pause tell. */
static bool is_planned(const struct sf_plan *plan, const struct sf_action *action,
                       const struct sf_trace *trace, int32_t day)
{
    const int32_t month = sf_month_of_day(day) - plan->scenario->start + 1;
    const size_t settled = plan->settles_by_chance ? trace->ledger.settled : 0;
    bool is_open = false;
    for (size_t i = 0; i < action->employers.n && !is_open; i++) {
        is_open = sf_strategy_may_act(plan->scenario, plan->strategy,
                                      action->employers.index[i], day);
    }
    return is_open && month >= 1 && month <= plan->scenario->n_months &&
           (settled == 0 || (size_t)month < settled);
}

/** Lists the months in which one of the scenario's actions has planned days. */
static void add_action(const struct sf_plan *plan, size_t action,
                       const struct sf_days *days, struct sf_trace *trace)
{
    size_t last = 0;
    for (size_t d = 0; d < days->n; d++) {
        const int32_t month = sf_month_of_day(days->day[d]) - plan->scenario->start + 1;
        if (!is_planned(plan, &plan->scenario->action[action], trace, days->day[d])) {
            continue;
        }
        if ((size_t)month != last) {
            last = (size_t)month;
            trace->action_month[trace->n_action_months++] =
                (struct sf_action_month){.month = last, .action = action};
        }
        trace->action_month[trace->n_action_months - 1].n_days++;
    }
}

/** The scenario's index of a plan's action. */
static size_t index_of(const struct sf_plan *plan, size_t action)
{
    return (size_t)(plan->action[action].action - plan->scenario->action);
}

/** Days of an action's month on which an employer has no mandate, where these votes
 *  have passed.
 *  @param place         of the employer among the action's
 *  @param[out] n_turns  days of the month that are its turn */
static size_t days_without(const struct sf_plan *plan, const struct sf_days *days,
                           const struct sf_action *action, size_t place, int32_t month,
                           const uint64_t *passed, size_t *n_turns)
{
    const size_t employer = action->employers.index[place];
    size_t n = 0;
    *n_turns = 0;
    for (size_t d = 0; d < days->n; d++) {
        const int32_t day = days->day[d];
        if (sf_month_of_day(day) == month && sf_wave_is_turn(action, place, d, day)) {
            const struct sf_cover cover = sf_mandate_cover(
                plan->scenario, &plan->votes, sf_question_of(action), employer, day);
            *n_turns += 1;
            n += !cover.is_sure && (cover.gate & passed[employer]) == 0;
        }
    }
    return n;
}

/** Sorts the action's employers into those with every day covered, some, or none. */
static enum sf_status find_mandates(const struct sf_plan *plan, const uint64_t *passed,
                                    const struct sf_days *days,
                                    struct sf_action_month *at)
{
    const struct sf_action *action = &plan->scenario->action[at->action];
    const struct sf_indexes *employers = &action->employers;
    size_t n_resting = 0;
    const int32_t month = plan->scenario->start + (int32_t)at->month - 1;
    at->without = (struct sf_indexes){
        .index = calloc(employers->n + 1, sizeof(*at->without.index))};
    at->partly = (struct sf_indexes){
        .index = calloc(employers->n + 1, sizeof(*at->partly.index))};
    if (at->without.index == NULL || at->partly.index == NULL) {
        return SF_ERR_MEMORY;
    }
    for (size_t i = 0; i < employers->n; i++) {
        const size_t employer = employers->index[i];
        size_t n_turns;
        const size_t n = days_without(plan, days, action, i, month, passed, &n_turns);
        n_resting += n_turns == 0;
        if (n_turns > 0 && n == n_turns) {
            at->without.index[at->without.n++] = employer;
        } else if (n > 0) {
            at->partly.index[at->partly.n++] = employer;
        }
    }
    at->n_employers = employers->n - n_resting - at->without.n;
    return SF_OK;
}

/** Every action's months, in the strategy's order; no sums yet. */
static enum sf_status list_actions(const struct sf_plan *plan, const uint64_t *passed,
                                   struct sf_trace *trace)
{
    enum sf_status status = SF_OK;
    trace->action_month =
        calloc(plan->n_actions * plan->n_months + 1, sizeof(*trace->action_month));
    if (trace->action_month == NULL) {
        return SF_ERR_MEMORY;
    }
    for (size_t a = 0; a < plan->n_actions && status == SF_OK; a++) {
        struct sf_days days = {0};
        const size_t first = trace->n_action_months;
        status = sf_action_days(plan->scenario, plan->action[a].action, &days);
        if (status == SF_OK) {
            add_action(plan, index_of(plan, a), &days, trace);
        }
        for (size_t i = first; i < trace->n_action_months && status == SF_OK; i++) {
            status = find_mandates(plan, passed, &days, &trace->action_month[i]);
        }
        free(days.day);
    }
    return status;
}

static void add_sums(const struct sf_plan *plan, const struct sf_callout_sums *log,
                     struct sf_trace *trace)
{
    for (size_t i = 0; i < trace->n_action_months; i++) {
        struct sf_action_month *at = &trace->action_month[i];
        for (size_t p = plan->month_start[at->month];
             p < plan->month_start[at->month + 1]; p++) {
            const size_t action = plan->callout[plan->callout_month[p].callout].action;
            if (index_of(plan, action) == at->action) {
                at->strikers += log[p].strikers;
                at->strike_days += log[p].strike_days;
                at->short_of_strike += log[p].short_of_strike;
                at->pay_lost += log[p].pay_lost;
                at->strike_pay_due += log[p].strike_pay_due;
            }
        }
    }
}

static int compare_months(const void *a, const void *b)
{
    const struct sf_action_month *x = a;
    const struct sf_action_month *y = b;
    if (x->month != y->month) {
        return x->month < y->month ? -1 : 1;
    }
    return (x->action > y->action) - (x->action < y->action);
}

enum sf_status sf_replay_traced(const struct sf_experiment *experiment, size_t strategy,
                                uint64_t run, struct sf_trace *trace)
{
    const struct sf_plan *plan = experiment->plan[strategy];
    const size_t n_parts = plan->month_start[plan->n_months + 1];
    struct sf_trace made = {0};
    struct sf_callout_sums *log = calloc(n_parts + 1, sizeof(*log));
    uint64_t *passed = calloc(plan->n_employers + 1, sizeof(*passed));
    const bool has_shortage =
        sf_strategy_reads_fund(experiment->scenario, experiment->strategy[strategy]);
    if (has_shortage) {
        made.shortage = calloc(plan->n_months + 1, sizeof(*made.shortage));
    }
    enum sf_status status =
        log == NULL || passed == NULL || (has_shortage && made.shortage == NULL)
            ? SF_ERR_MEMORY
            : sf_replay(experiment, strategy, run, log, made.shortage, passed,
                        &made.ledger);
    if (status == SF_OK) {
        status = list_actions(plan, passed, &made);
    }
    if (status == SF_OK) {
        add_sums(plan, log, &made);
        qsort(made.action_month, made.n_action_months, sizeof(*made.action_month),
              compare_months);
        *trace = made;
    } else {
        sf_trace_free(&made);
    }
    free(passed);
    free(log);
    return status;
}

int64_t sf_ledger_value(const struct sf_ledger *ledger, size_t month,
                        enum sf_measure measure)
{
    SF_BUG_ON(month > ledger->n_months);
    return ledger->value[month * SF_N_MEASURES + (size_t)measure];
}

int64_t sf_ledger_pot(const struct sf_ledger *ledger, size_t month, size_t pot,
                      enum sf_pot_measure measure)
{
    SF_BUG_ON(month > ledger->n_months || pot >= ledger->n_pots);
    const size_t row = (month * ledger->n_pots + pot) * SF_N_POT_MEASURES;
    return ledger->pot[row + (size_t)measure];
}

void sf_ledger_free(struct sf_ledger *ledger)
{
    if (ledger != NULL) {
        free(ledger->value);
        free(ledger->pot);
        *ledger = (struct sf_ledger){0};
    }
}

void sf_trace_free(struct sf_trace *trace)
{
    if (trace == NULL) {
        return;
    }
    for (size_t i = 0; i < trace->n_action_months; i++) {
        free(trace->action_month[i].without.index);
        free(trace->action_month[i].partly.index);
    }
    free(trace->action_month);
    free(trace->shortage);
    sf_ledger_free(&trace->ledger);
    *trace = (struct sf_trace){0};
}
