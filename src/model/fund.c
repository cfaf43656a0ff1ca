/* Other income and outgo, claims, and the close of the month (M3.2-M3.4, M5.7, M7.2).
 */
#include <string.h>

#include "core/money.h"
#include "model/steps.h"
#include "strikefund/ballots.h"

/* Cover of ten years or more counts as not falling: it says no more to anybody, and the
   quantiles of what is near would be the coarser for it. In hundredths of a month. */
enum { MONTHS_OF_COVER = 3, MOST_COVER = 12000 };

/** Ballots that close this month, at so much a member balloted. */
static void ballot_costs(struct sf_block *block, const struct sf_books *books,
                         size_t month, int64_t *cost)
{
    const struct sf_plan *plan = books->plan;
    const int32_t this_month = plan->scenario->start + (int32_t)month - 1;
    for (size_t k = 0; k < plan->scenario->n_ballots; k++) {
        const struct sf_ballot *ballot = &plan->scenario->ballot[k];
        const double rate = sf_pence_rate(ballot->cost_per_member);
        if (!(rate > 0.0) || sf_month_of_day(ballot->closes) != this_month) {
            continue;
        }
        int32_t *balloted = block->count_a;
        memset(balloted, 0, block->n * sizeof(*balloted));
        for (size_t e = 0; e < ballot->employers.n * plan->n_bands; e++) {
            const size_t cell =
                ballot->employers.index[e / plan->n_bands] * plan->n_bands +
                e % plan->n_bands;
            for (size_t i = 0; i < block->n; i++) {
                balloted[i] += sf_block_present(block, cell, i);
            }
        }
        for (size_t i = 0; i < block->n; i++) {
            cost[i] += sf_pence_round((double)balloted[i] * rate);
        }
    }
}

/** Donations, subscriptions, interest and one-off sums, where the fund is one. */
static void own_flows(struct sf_books *books, size_t month)
{
    const struct sf_plan *plan = books->plan;
    const struct sf_fund_terms *fund = &plan->scenario->fund;
    const double *donations = sf_price_row(books, fund->donations);
    const int64_t *members = sf_ledger_row(books, month, SF_MEMBERS);
    const int64_t *last = sf_ledger_row(books, month - 1, SF_BALANCE);
    int64_t *income = sf_ledger_row(books, month, SF_OTHER_INCOME);
    int64_t *outgo = sf_ledger_row(books, month, SF_OTHER_OUTGO);
    for (size_t i = 0; i < books->n; i++) {
        outgo[i] += plan->paid_out[month];
        income[i] += plan->received[month] +
                     sf_pence_round((double)members[i] * plan->subscription_share) +
                     sf_pence_round(sf_pence_rate(donations[i]));
        if (last[i] > 0) {
            income[i] += sf_month_interest(fund->interest, last[i]);
        } else {
            outgo[i] += sf_month_interest(fund->overdraft_interest, -last[i]);
        }
    }
}

/** What the campaign and its ballots cost. */
static void campaign_costs(struct sf_block *block, struct sf_books *books, size_t month)
{
    const struct sf_plan *plan = books->plan;
    const int64_t *hardship = sf_ledger_row(books, month, SF_HARDSHIP);
    const int64_t *claimed = sf_ledger_row(books, month, SF_STRIKE_PAY_CLAIMED);
    int64_t *outgo = sf_ledger_row(books, month, SF_OTHER_OUTGO);
    ballot_costs(block, books, month, outgo);
    if (plan->pots != NULL) {
        memcpy(SF_ROW(books, pot_due, SF_OUTGO_BALLOTS), outgo,
               books->n * sizeof(*outgo));
    }
    sf_gated_costs(block, books, month, outgo);
    sf_when_costs(block, books, month, outgo);
    for (size_t i = 0; i < books->n; i++) {
        outgo[i] += sf_has_settled(block, i, month) ? 0 : plan->campaign_cost[month];
        books->fund_cost[i] += claimed[i] + hardship[i] + outgo[i];
    }
    if (plan->pots != NULL) {
        const int64_t *ballots = SF_ROW(books, pot_due, SF_OUTGO_BALLOTS);
        int64_t *campaign = SF_ROW(books, pot_due, SF_OUTGO_CAMPAIGN);
        for (size_t i = 0; i < books->n; i++) {
            campaign[i] = outgo[i] - ballots[i];
        }
    }
}

static void close_month(struct sf_books *books, size_t month)
{
    const int64_t *last = sf_ledger_row(books, month - 1, SF_BALANCE);
    const int64_t *levy = sf_ledger_row(books, month, SF_LEVY_INCOME);
    const int64_t *income = sf_ledger_row(books, month, SF_OTHER_INCOME);
    const int64_t *paid = sf_ledger_row(books, month, SF_STRIKE_PAY_PAID);
    const int64_t *hardship = sf_ledger_row(books, month, SF_HARDSHIP);
    const int64_t *outgo = sf_ledger_row(books, month, SF_OTHER_OUTGO);
    const int64_t *claims = sf_ledger_row(books, month, SF_CLAIMS);
    int64_t *balance = sf_ledger_row(books, month, SF_BALANCE);
    int64_t *low = sf_ledger_row(books, month, SF_LOW_IN_MONTH);
    int64_t *position = sf_ledger_row(books, month, SF_NET_POSITION);
    for (size_t i = 0; i < books->n; i++) {
        const int64_t spent = paid[i] + hardship[i] + outgo[i];
        low[i] = last[i] - spent;
        balance[i] = last[i] + levy[i] + income[i] - spent;
        /* The levy step has put what is due and not collected here. */
        position[i] += balance[i] - claims[i];
    }
}

/** Months the balance lasts at the net outgo of the last three (or fewer, at first),
 *  in hundredths; INT64_MAX when it is not falling. */
static void cover(struct sf_books *books, size_t month)
{
    const size_t back = month < MONTHS_OF_COVER ? month : MONTHS_OF_COVER;
    const int64_t *then = sf_ledger_row(books, month - back, SF_BALANCE);
    const int64_t *now = sf_ledger_row(books, month, SF_BALANCE);
    int64_t *months = sf_ledger_row(books, month, SF_COVER_MONTHS);
    for (size_t i = 0; i < books->n; i++) {
        const int64_t fall = then[i] - now[i];
        if (now[i] <= 0) {
            months[i] = 0;
        } else if (fall <= 0) {
            months[i] = INT64_MAX;
        } else {
            const double hundredths =
                100.0 * (double)now[i] * (double)back / (double)fall;
            months[i] =
                hundredths < MOST_COVER ? sf_pence_round(hundredths) : INT64_MAX;
        }
    }
}

/** Notes the month as the first of an event, where it is. */
static void note_first(const struct sf_books *books, size_t run, enum sf_event event,
                       bool happens, size_t month)
{
    int32_t *first = &SF_ROW(books, first_month, event)[run];
    if (happens && *first == (int32_t)books->plan->n_months + 1) {
        *first = (int32_t)month;
    }
}

static void note_events(struct sf_books *books, size_t month)
{
    const int64_t minimum = books->plan->minimum_balance;
    const int64_t *balance = sf_ledger_row(books, month, SF_BALANCE);
    const int64_t *position = sf_ledger_row(books, month, SF_NET_POSITION);
    const int64_t *low = sf_ledger_row(books, month, SF_LOW_IN_MONTH);
    for (size_t i = 0; i < books->n; i++) {
        note_first(books, i, SF_SHORTFALL, balance[i] < 0, month);
        note_first(books, i, SF_BREACH, balance[i] < minimum, month);
        note_first(books, i, SF_OVERCOMMITTED, position[i] < minimum, month);
        note_first(books, i, SF_LOW, low[i] < 0, month);
    }
}

/** What money running short has done this month, where a rule says it does. */
static void note_shortages(const struct sf_block *block, struct sf_books *books,
                           size_t month)
{
    const struct sf_suspension *suspension = &block->suspension;
    for (size_t i = 0; i < books->n && books->overdue != NULL; i++) {
        note_first(books, i, SF_UNPAID, books->is_cut[i] != 0, month);
    }
    for (size_t i = 0; i < books->n && books->plan->has_suspension; i++) {
        note_first(books, i, SF_SUSPENDED, suspension->bites[i] != 0, month);
    }
    for (size_t i = 0; i < books->n && block->waiting.is_waiting; i++) {
        note_first(books, i, SF_TRIGGERED, block->waiting.is_due[i] != 0, month);
    }
    if (block->shortage != NULL) {
        struct sf_shortage *sums = &block->shortage[month];
        sums->is_levy_due = block->waiting.is_waiting && block->waiting.is_due[0];
        sums->is_suspended = books->plan->has_suspension && suspension->bites[0];
        sums->strike_days = books->plan->has_suspension ? suspension->lost[0] : 0;
        sums->paid = sf_ledger_row(books, month, SF_STRIKE_PAY_PAID)[0];
        sums->refused = sf_ledger_row(books, month, SF_STRIKE_PAY_UNPAID)[0];
        sums->carried = books->overdue != NULL ? books->overdue[0] : 0;
        sums->payable = sums->paid + sums->refused + sums->carried;
    }
}

void sf_fund_step(struct sf_block *block, struct sf_books *books, size_t month)
{
    int64_t *members = sf_ledger_row(books, month, SF_MEMBERS);
    int64_t *payers = sf_ledger_row(books, month, SF_PAYERS);
    const bool has_pots = books->plan->pots != NULL;
    for (size_t i = 0; i < books->n; i++) {
        members[i] = block->members[i];
        payers[i] = block->all_payers[i];
    }
    if (has_pots) {
        sf_pots_begin(books, month);
    }
    campaign_costs(block, books, month);
    sf_refunds_step(books, month);
    if (has_pots) {
        sf_pots_flows(books, month);
    } else {
        own_flows(books, month);
    }
    if (books->has_own_strike_pay) {
        sf_claims_step(books, month);
    } else {
        sf_books_copy(block, books, month, SF_CLAIMS_LAPSED);
        sf_books_copy(block, books, month, SF_STRIKE_PAY_PAID);
        sf_books_copy(block, books, month, SF_CLAIMS);
    }
    if (has_pots) {
        sf_pots_pay(books, month);
    }
    close_month(books, month);
    cover(books, month);
    note_events(books, month);
    note_shortages(block, books, month);
    sf_books_add_month(books, month);
}
