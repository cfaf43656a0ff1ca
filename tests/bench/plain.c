/* The months of a run, rule by rule. See plain.h. */
#include <math.h>
#include <string.h>

#include <gsl/gsl_randist.h>

#include "bench/plain.h"

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int present(const struct run *run, int cell)
{
    return run->payers[cell] + run->others[cell];
}

/** Whole parts of a total, in proportion to weights: rounded down, then one by one to
 *  the largest remainders, ties to the first (M3.2). */
static void split(double total, const double *weight, int n, double *part)
{
    double sum = 0.0;
    double left = total;
    double rest[MAX_CLAIM_LAG];
    for (int i = 0; i < n; i++) {
        sum += weight[i];
    }
    for (int i = 0; i < n; i++) {
        const double exact = total * weight[i] / sum;
        part[i] = floor(exact + 1e-6);
        rest[i] = weight[i] > 0.0 ? exact - part[i] : -1.0;
        left -= part[i];
    }
    for (; left > 0.5; left--) {
        int largest = 0;
        for (int i = 1; i < n; i++) {
            largest = rest[i] > rest[largest] + 1e-6 ? i : largest;
        }
        part[largest]++;
        rest[largest]--;
    }
}

/* ---- members --------------------------------------------------------------------- */

/** M4.2, M4.3. */
static void members_come_and_go(struct run *run)
{
    const struct plan *plan = run->plan;
    const double leave = run->x[plan->leave];
    for (int c = 0; c <= plan->n_cells; c++) {
        run->payers[c] -= draw_binomial(run->rng, run->payers[c], leave);
        run->others[c] -= draw_binomial(run->rng, run->others[c], leave);
        double join = run->x[plan->join];
        if (c < plan->n_cells && run->has_struck[c / plan->n_bands]) {
            join += run->x[plan->join_in_action];
        }
        run->joiners[c] = draw_poisson(run->rng, plan->opening[c] * join);
        run->others[c] += run->joiners[c];
    }
}

/* ---- actions --------------------------------------------------------------------- */

/** M6.1, M6.2: who is called, when a call-out starts. */
static void call_out(struct run *run, int index)
{
    const struct plan *plan = run->plan;
    const struct callout *callout = &plan->callout[index];
    const struct action *action = &plan->action[callout->action];
    int *called = run->called + index * plan->n_bands;
    double weight[MAX_BANDS];
    double wanted[MAX_BANDS] = {0.0};
    int is_free[MAX_BANDS];
    int n_free = 0;
    double n_weight = 0.0;
    run->called_total[index] = 0;
    for (int b = 0; b < plan->n_bands; b++) {
        const int here = present(run, callout->employer * plan->n_bands + b);
        double taken = 0.0;
        for (int i = 0; i < callout->n_before; i++) {
            const struct overlap *before = &callout->before[i];
            taken += before->weight * run->called[before->callout * plan->n_bands + b];
        }
        is_free[b] = here - least(here, (int)rint(taken));
        n_free += is_free[b];
        weight[b] = action->bands != NULL ? action->bands[b] : is_free[b];
        n_weight += weight[b];
        if (action->called == ALL) {
            wanted[b] = here;
            is_free[b] = here;
        } else if (action->called == SHARE) {
            wanted[b] = rint(run->x[action->number] * here);
        }
    }
    if (action->called == HEAD_COUNT && n_weight > 0.0) {
        split(fmin(rint(run->x[action->number]), n_free), weight, plan->n_bands,
              wanted);
    }
    for (int b = 0; b < plan->n_bands; b++) {
        called[b] = least((int)wanted[b], is_free[b]);
        run->called_total[index] += called[b];
    }
}

/** M6.2: the share of an employer's members that no other call-out has called. */
static double share_left(const struct run *run, int employer, const struct day *day)
{
    double elsewhere = 0.0;
    int members = 0;
    for (int i = 0; i < day->n_elsewhere; i++) {
        elsewhere +=
            day->elsewhere[i].weight * run->called_total[day->elsewhere[i].callout];
    }
    for (int b = 0; b < run->plan->n_bands && elsewhere > 0.0; b++) {
        members += present(run, employer * run->plan->n_bands + b);
    }
    return members > 0 ? fmax(0.0, 1.0 - elsewhere / members) : 1.0;
}

/** M2.3: chance that one who is called comes out. */
static double turnout(const struct run *run, const struct action *action, int employer)
{
    const double median = run->x[action->participation];
    if (action->spread == 0.0) {
        return median;
    }
    return 1.0 / (1.0 + (1.0 - median) / median *
                            exp(-action->spread * run->own_turnout[employer]));
}

/** A call-out's strike-days in a month by band, and who is out on the first day. */
struct struck {
    double all[MAX_BANDS], full[MAX_BANDS], in_part[MAX_BANDS];
    int first_day[MAX_BANDS];
};

/** M6.4, M6.6: day by day. */
static void strike(struct run *run, const struct part *part, struct struck *struck)
{
    const struct plan *plan = run->plan;
    const struct callout *callout = &plan->callout[part->callout];
    const struct action *action = &plan->action[callout->action];
    const double q = part->starts ? turnout(run, action, callout->employer) : 0.0;
    const double stay = 1.0 - run->x[action->fatigue];
    for (int d = 0; d < part->n_days; d++) {
        const struct day *day = &part->day[d];
        const double left = share_left(run, callout->employer, day);
        for (int b = 0; b < plan->n_bands; b++) {
            const int row = part->callout * plan->n_bands + b;
            const struct day_pay *pay = &callout->pay[b];
            const int here = present(run, callout->employer * plan->n_bands + b);
            int *out = &run->out[row];
            *out = part->starts && d == 0 ? draw_binomial(run->rng, run->called[row], q)
                                          : draw_binomial(run->rng, *out, stay);
            *out = least(*out, here);
            const double days = day->weight * left * *out;
            struck->all[b] += days;
            if (day->paid_ordinal > 0 && day->paid_ordinal <= pay->days) {
                struck->full[b] += days;
            } else if (day->paid_ordinal == pay->days + 1) {
                struck->in_part[b] += days;
            }
            if (d == 0) {
                struck->first_day[b] = (int)rint(left * *out);
            }
        }
    }
}

/** M6.4 to M6.6: what the days cost members and the fund. */
static void book_strike(struct run *run, const struct part *part,
                        const struct struck *struck, double *books)
{
    const struct plan *plan = run->plan;
    const struct callout *callout = &plan->callout[part->callout];
    const struct action *action = &plan->action[callout->action];
    const struct rule *rule = &plan->rule[action->rule];
    const double rostered = run->x[action->rostered];
    for (int b = 0; b < plan->n_bands; b++) {
        const int cell = callout->employer * plan->n_bands + b;
        const double days = rint(rostered * struck->all[b]);
        const double due =
            rint(rint(rostered * struck->full[b]) * callout->pay[b].pence) +
            rint(rint(rostered * struck->in_part[b]) * callout->pay[b].part_pence);
        const double claimed = rint(due * run->x[rule->take_up]);
        books[STRIKE_DAYS] += days;
        books[PAY_LOST] += rint(days * plan->net_day[cell]);
        books[STRIKE_PAY_DUE] += due;
        books[STRIKE_PAY_CLAIMED] += claimed;
        run->claimed[action->rule] += claimed;
        books[STRIKERS] += struck->first_day[b];
        run->has_struck[callout->employer] |= struck->first_day[b] > 0;
        if (rule->pays) {
            run->paid_strikers[cell] += struck->first_day[b];
        } else {
            run->unpaid_strikers[callout->action * plan->n_bands + b] +=
                struck->first_day[b];
        }
    }
}

/** M6.8: grants to strikers whom no rule pays. */
static void hardship(struct run *run, double *books)
{
    const struct plan *plan = run->plan;
    for (int r = 0; r < plan->n_rules; r++) {
        const struct rule *rule = &plan->rule[r];
        const double grant = rint(100.0 * run->x[rule->hardship_grant]);
        double left = rule->hardship_cap > 0 ? (double)rule->hardship_cap : INFINITY;
        for (int i = 0; i < plan->n_actions * plan->n_bands && !rule->pays; i++) {
            if (plan->action[i / plan->n_bands].rule == r) {
                const int n = draw_binomial(run->rng, run->unpaid_strikers[i],
                                            run->x[rule->hardship_share]);
                const double granted = fmin(n * grant, left);
                books[HARDSHIP] += granted;
                left -= granted;
            }
        }
    }
}

static void act(struct run *run, int month, double *books)
{
    const struct plan *plan = run->plan;
    const struct month *now = &plan->month[month - 1];
    memset(run->has_struck, 0, (size_t)plan->n_employers * sizeof(*run->has_struck));
    memset(run->paid_strikers, 0, (size_t)plan->n_cells * sizeof(int));
    memset(run->unpaid_strikers, 0,
           (size_t)(plan->n_actions * plan->n_bands) * sizeof(int));
    for (int p = 0; p < now->n_parts; p++) {
        if (now->part[p].starts) {
            call_out(run, now->part[p].callout);
        }
    }
    for (int p = 0; p < now->n_parts; p++) {
        struct struck struck = {0};
        strike(run, &now->part[p], &struck);
        book_strike(run, &now->part[p], &struck, books);
    }
    hardship(run, books);
}

/* ---- levy ------------------------------------------------------------------------ */

/** M5.2, M4.4: who pays in one cell. */
static void decide(struct run *run, int month, int cell)
{
    const struct plan *plan = run->plan;
    const struct levy *levy = &plan->levy;
    const int band = cell % plan->n_bands;
    const double pay =
        1.0 / (1.0 + run->odds[band] * run->own_odds[cell / plan->n_bands]);
    int *payers = &run->payers[cell];
    int *others = &run->others[cell];
    if (month == levy->first) {
        const int here = *payers + *others;
        *payers = draw_binomial(run->rng, here, pay);
        *others = here - *payers;
        if (levy->rise[band] > 0.0 && plan->subscription[band] > 0.0) {
            *payers -= draw_binomial(run->rng, *payers,
                                     run->x[plan->elasticity] * levy->rise[band] /
                                         plan->subscription[band]);
        }
        return;
    }
    const int lapsed = draw_binomial(run->rng, *payers, run->x[levy->lapse]);
    const int joined = draw_binomial(run->rng, run->joiners[cell], pay);
    *payers += joined - lapsed;
    *others += lapsed - joined;
}

/** M5.4: those struck and paid this month owe no levy. */
static int exempt(const struct run *run, int cell)
{
    const int here = present(run, cell);
    return run->plan->levy.exempt_on_paid_strike && here > 0
               ? (int)rint((double)least(run->paid_strikers[cell], here) *
                           run->payers[cell] / here)
               : 0;
}

static void levy(struct run *run, int month, double *books)
{
    const struct plan *plan = run->plan;
    const struct levy *levy = &plan->levy;
    const bool is_due = plan->has_levy && month >= levy->first && month <= levy->last;
    int due[MAX_BANDS] = {0};
    for (int c = 0; c < plan->n_cells; c++) {
        if (is_due) {
            decide(run, month, c);
            due[c % plan->n_bands] += run->payers[c] - exempt(run, c);
        } else {
            run->others[c] += run->payers[c];
            run->payers[c] = 0;
        }
    }
    for (int b = 0; b < plan->n_bands && plan->has_levy; b++) { /* M5.5 */
        const int recovered =
            draw_binomial(run->rng, run->failed[b], run->x[levy->recover]);
        run->failed[b] = draw_binomial(run->rng, due[b], run->x[levy->fail]);
        books[LEVY_INCOME] +=
            rint((due[b] - run->failed[b] + recovered) * levy->rate[b]);
    }
}

/* ---- fund ------------------------------------------------------------------------ */

/** M7.1. */
static void pay_claims(struct run *run, int month, double *books)
{
    for (int r = 0; r < run->plan->n_rules; r++) {
        const struct rule *rule = &run->plan->rule[r];
        double part[MAX_CLAIM_LAG];
        if (run->claimed[r] == 0.0) {
            continue;
        }
        split(run->claimed[r], rule->claim_lag, rule->n_lags, part);
        for (int j = 0; j < rule->n_lags; j++) {
            run->payable[month + j] += part[j];
        }
        run->claimed[r] = 0.0;
    }
    books[STRIKE_PAY_PAID] = run->payable[month];
}

/** M7.2. */
static double ballot_costs(const struct run *run, int month)
{
    double cost = 0.0;
    for (int i = 0; i < run->plan->fund.n_ballots; i++) {
        const struct ballot *ballot = &run->plan->fund.ballot[i];
        int balloted = 0;
        for (int e = 0; e < ballot->n_employers && ballot->month == month; e++) {
            for (int b = 0; b < run->plan->n_bands; b++) {
                balloted += present(run, ballot->employer[e] * run->plan->n_bands + b);
            }
        }
        cost += rint(balloted * ballot->pence_a_member);
    }
    return cost;
}

/** M5.7, M7.2, M3.2: other flows, and the close. */
static void close_month(struct run *run, int month, const double *last, double *books)
{
    const struct plan *plan = run->plan;
    const struct fund *fund = &plan->fund;
    for (int c = 0; c <= plan->n_cells; c++) {
        books[MEMBERS] += present(run, c);
        books[PAYERS] += run->payers[c];
    }
    pay_claims(run, month, books);
    books[OTHER_INCOME] = fund->received[month] +
                          rint(books[MEMBERS] * fund->subscription_share) +
                          rint(100.0 * run->x[fund->donations]) +
                          rint(fund->interest / 12.0 * fmax(0.0, last[BALANCE]));
    books[OTHER_OUTGO] =
        fund->campaign_cost[month] + fund->paid_out[month] + ballot_costs(run, month) +
        rint(fund->overdraft_interest / 12.0 * fmax(0.0, -last[BALANCE]));
    books[BALANCE] = last[BALANCE] + books[LEVY_INCOME] + books[OTHER_INCOME] -
                     books[STRIKE_PAY_PAID] - books[HARDSHIP] - books[OTHER_OUTGO];
    books[CLAIMS] = last[CLAIMS] + books[STRIKE_PAY_CLAIMED] - books[STRIKE_PAY_PAID];
    books[NET_POSITION] = books[BALANCE] - books[CLAIMS];
}

/* ---- runs ------------------------------------------------------------------------ */

/** M2.3, M5.3: odds of not paying at the median employer, by band, and how many times
 *  that they are at each. */
static void draw_odds(struct run *run)
{
    const struct levy *levy = &run->plan->levy;
    const double notpay = run->x[levy->notpay];
    for (int b = 0; b < run->plan->n_bands; b++) {
        const double shift =
            run->x[levy->rate_response] * levy->above_reference[b] -
            (levy->is_consulted ? run->x[levy->consultation_effect] : 0.0);
        run->odds[b] = notpay / (1.0 - notpay) * exp(shift);
    }
    for (int e = 0; e < run->plan->n_employers; e++) {
        run->own_odds[e] = exp(gsl_ran_gaussian_ziggurat(run->rng, levy->spread));
    }
}

/** M2.1, M2.3, month 0. */
static void open_run(struct run *run)
{
    const struct plan *plan = run->plan;
    for (int i = 0; i < plan->n_inputs; i++) {
        run->x[i] = draw_input(run->rng, &plan->input[i]);
    }
    if (plan->has_levy) {
        draw_odds(run);
    }
    for (int e = 0; e < plan->n_employers; e++) {
        run->own_turnout[e] = gsl_ran_gaussian_ziggurat(run->rng, 1.0);
        run->has_struck[e] = false;
    }
    memset(run->ledger, 0, (size_t)(plan->n_months + 1) * sizeof(*run->ledger));
    memset(run->payable, 0,
           (size_t)(plan->n_months + MAX_CLAIM_LAG + 1) * sizeof(*run->payable));
    memset(run->failed, 0, sizeof(run->failed));
    double *books = run->ledger[0].value;
    for (int c = 0; c <= plan->n_cells; c++) {
        run->payers[c] = 0;
        run->others[c] = (int)plan->opening[c];
        books[MEMBERS] += plan->opening[c];
    }
    books[BALANCE] = rint(100.0 * run->x[plan->fund.opening]);
    books[NET_POSITION] = books[BALANCE];
}

void simulate(struct run *run)
{
    open_run(run);
    for (int month = 1; month <= run->plan->n_months; month++) { /* M3.1 */
        double *books = run->ledger[month].value;
        members_come_and_go(run);
        act(run, month, books);
        levy(run, month, books);
        close_month(run, month, run->ledger[month - 1].value, books);
    }
}
