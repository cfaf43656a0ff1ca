#include "strikefund/output.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "output/comparison.h"
#include "output/figures.h"
#include "output/mandates.h"
#include "output/pots.h"
#include "output/refund_words.h"
#include "output/say.h"
#include "output/settlement_words.h"
#include "output/spread.h"
#include "output/view.h"

enum { COLUMNS = 98, MAX_PAIRS = 6 };

static void add_heading(const struct sf_view *view, struct sf_text *text)
{
    const struct sf_scenario *scenario = view->scenario;
    char runs[SF_NUMBER_CHARS];
    char first[24];
    char last[24];
    char opening[SF_SAY_CHARS];
    sf_count_say((int64_t)view->runs, runs);
    sf_month_say(sf_view_month(view, 1), first);
    sf_month_say(sf_view_month(view, view->n_months), last);
    sf_say_pounds(sf_view_balance(view, 0, 0).q50, opening);
    if (scenario->title != NULL) {
        sf_say_paragraph(text, 0, COLUMNS, "%s", scenario->title);
    }
    sf_say_paragraph(
        text, 0, COLUMNS,
        "%s simulated campaign%s of each strategy, %s to %s. The fund opens "
        "at %s%s.",
        runs, view->runs == 1 ? "" : "s", first, last, opening,
        sf_view_balance(view, 0, 0).sd > 0.0 ? " (median)" : "");
}

/** "£1.23m (median); 90 in 100 campaigns lie between £0.64m and £1.9m" */
static void say_band(const struct sf_statistic *statistic, const char *middle,
                     double centre, char *words, size_t size)
{
    char at[SF_SAY_CHARS];
    char low[SF_SAY_CHARS];
    char high[SF_SAY_CHARS];
    sf_say_pounds(centre, at);
    sf_say_pounds(statistic->q05, low);
    sf_say_pounds(statistic->q95, high);
    if (statistic->sd > 0.0) {
        snprintf(words, size, "%s %s; 90 in 100 campaigns between %s and %s", at,
                 middle, low, high);
    } else {
        snprintf(words, size, "%s in each campaign simulated", at);
    }
}

static void add_fund(const struct sf_view *view, size_t i, struct sf_text *text)
{
    const struct sf_statistic closing = sf_view_total(view, i, SF_T_CLOSING_BALANCE);
    const struct sf_statistic lowest = sf_view_total(view, i, SF_T_LOWEST_BALANCE);
    const size_t tightest = sf_view_tightest_month(view, i);
    char end[24];
    char tight[24];
    char band[4 * SF_SAY_CHARS];
    char low[SF_SAY_CHARS];
    sf_month_say(sf_view_month(view, view->n_months), end);
    say_band(&closing, "(median)", closing.q50, band, sizeof(band));
    sf_say_paragraph(text, 2, COLUMNS, "Leaves in the fund at the end of %s: %s.", end,
                     band);

    sf_month_say(sf_view_month(view, tightest), tight);
    sf_say_pounds(sf_view_balance(view, i, tightest).q05, low);
    say_band(&lowest, "(median)", lowest.q50, band, sizeof(band));
    sf_say_paragraph(text, 2, COLUMNS,
                     "Lowest month end of the plan, the opening included: %s. Tightest "
                     "month: %s, when 5 in 100 campaigns have %s or less.",
                     band, tight, low);
}

static void add_event(const struct sf_view *view, size_t i, enum sf_event event,
                      const char *what, struct sf_text *text)
{
    const size_t usual = sf_view_usual_month(view, i, event);
    char chance[SF_SAY_CHARS];
    sf_say_chance(sf_view_chance(view, i, event), chance);
    if (usual == 0) {
        sf_say_paragraph(text, 2, COLUMNS, "%s: in %s simulated campaigns.", what,
                         chance);
        return;
    }
    char month[24];
    sf_month_say(sf_view_month(view, usual), month);
    sf_say_paragraph(
        text, 2, COLUMNS,
        "%s: in %s simulated campaigns, most often for the first time in %s.", what,
        chance, month);
}

static void add_risk(const struct sf_view *view, size_t i, struct sf_text *text)
{
    add_event(view, i, SF_SHORTFALL, "Shortfall, a month end below zero", text);
    const double minimum = view->scenario->fund.minimum_balance * 100.0;
    if (minimum != 0.0) {
        char what[2 * SF_SAY_CHARS];
        char pounds[SF_SAY_CHARS];
        sf_say_pounds(minimum, pounds);
        snprintf(what, sizeof(what), "A month end below the minimum balance of %s",
                 pounds);
        add_event(view, i, SF_BREACH, what, text);
    }
    /* Claims run months behind the strikes: cash in hand may already be owed. */
    if (sf_strategy_has_refund(view->scenario,
                               sf_experiment_strategy(view->experiment, i))) {
        add_event(view, i, SF_OVERCOMMITTED,
                  minimum != 0.0
                      ? "The same, counting as spent the strike pay claimed and the "
                        "refunds promised, and not yet paid"
                      : "A month end at which strike pay claimed and refunds promised, "
                        "and not yet paid, come to more than the cash",
                  text);
    } else if (sf_view_total(view, i, SF_T_STRIKE_PAY_CLAIMED).mean > 0.0) {
        add_event(view, i, SF_OVERCOMMITTED,
                  minimum != 0.0
                      ? "The same, counting as spent the strike pay claimed "
                        "and not yet paid"
                      : "A month end at which strike pay claimed and not yet "
                        "paid comes to more than the cash",
                  text);
    }
}

/** "1.4 months" */
static void say_months(const struct sf_view *view, size_t i, enum sf_total total,
                       char words[SF_SAY_CHARS])
{
    const double months =
        sf_view_total(view, i, total).mean / sf_unit_divisor(sf_total_unit(total));
    snprintf(words, SF_SAY_CHARS, "%.2g month%s", months, months == 1.0 ? "" : "s");
}

/** How often the rule for money running short bites, when, and what it takes. */
static void add_suspensions(const struct sf_view *view, size_t i, struct sf_text *text)
{
    char months[SF_SAY_CHARS];
    char number[SF_SAY_CHARS];
    char days[2 * SF_SAY_CHARS] = "no";
    add_event(view, i, SF_SUSPENDED, "Paid action suspended for want of money", text);
    if (sf_view_chance(view, i, SF_SUSPENDED).count == 0) {
        return;
    }
    say_months(view, i, SF_T_MONTHS_SUSPENDED, months);
    const double lost = sf_view_total(view, i, SF_T_STRIKE_DAYS_SUSPENDED).mean;
    if (lost > 0.0) { /* action short of strike has none */
        sf_say_number(lost, number);
        snprintf(days, sizeof(days), "some %s planned", number);
    }
    sf_say_paragraph(text, 2, COLUMNS,
                     "That takes, on average over all campaigns, %s of paid action and "
                     "%s strike-days.",
                     months, days);
}

static void add_cuts(const struct sf_view *view, size_t i, struct sf_text *text)
{
    char months[SF_SAY_CHARS];
    char overdue[SF_SAY_CHARS];
    char refused[SF_SAY_CHARS];
    add_event(view, i, SF_UNPAID, "Strike pay cut to the cash there is", text);
    if (sf_view_chance(view, i, SF_UNPAID).count == 0) {
        return;
    }
    say_months(view, i, SF_T_MONTHS_UNPAID, months);
    sf_say_pounds(sf_view_total(view, i, SF_T_CLAIMS_OVERDUE).mean, overdue);
    sf_say_pounds(sf_view_total(view, i, SF_T_STRIKE_PAY_UNPAID).mean, refused);
    sf_say_paragraph(
        text, 2, COLUMNS,
        "On average over all campaigns in %s; of strike pay %s is refused, "
        "and %s still owed to members when the plan ends.",
        months, refused, overdue);
}

static void add_triggered(const struct sf_view *view, size_t i, struct sf_text *text)
{
    char months[SF_SAY_CHARS];
    add_event(view, i, SF_TRIGGERED, "A levy that waits for the fund becomes due",
              text);
    if (sf_view_chance(view, i, SF_TRIGGERED).count > 0) {
        say_months(view, i, SF_T_MONTHS_TRIGGERED, months);
        sf_say_paragraph(text, 2, COLUMNS,
                         "It is due in %s on average over all campaigns.", months);
    }
}

static void add_shortages(const struct sf_view *view, size_t i, struct sf_text *text)
{
    const size_t strategy = sf_experiment_strategy(view->experiment, i);
    const bool has_paid = sf_view_total(view, i, SF_T_STRIKE_PAY_CLAIMED).mean > 0.0 ||
                          sf_view_total(view, i, SF_T_MONTHS_SUSPENDED).mean > 0.0;
    if (sf_strategy_has_trigger(view->scenario, strategy)) {
        add_triggered(view, i, text);
    }
    if (!has_paid) {
        return;
    }
    switch (sf_strategy_on_shortfall(view->scenario, strategy)) {
    case SF_OVERDRAW:
        break;
    case SF_SUSPEND:
        add_suspensions(view, i, text);
        break;
    case SF_SCALE:
        add_cuts(view, i, text);
        break;
    }
}

static void add_costs(const struct sf_view *view, size_t i, struct sf_text *text)
{
    const struct sf_statistic fund = sf_view_total(view, i, SF_T_FUND_COST);
    char levy[SF_SAY_CHARS];
    char own[SF_SAY_CHARS];
    char days[SF_SAY_CHARS];
    char involved[SF_SAY_CHARS];
    char band[4 * SF_SAY_CHARS];
    const bool has_short = sf_view_has_short(view, i);
    sf_say_pounds(sf_view_total(view, i, SF_T_LEVY_INCOME).mean, levy);
    sf_say_pounds(sf_view_total(view, i, SF_T_MEMBERS_COST).mean, own);
    sf_say_number(sf_view_total(view, i, SF_T_STRIKE_DAYS).mean, days);
    sf_say_number(sf_view_total(view, i, SF_T_MEMBERS_INVOLVED).mean, involved);
    say_band(&fund, "on average", fund.mean, band, sizeof(band));
    sf_say_paragraph(
        text, 2, COLUMNS,
        "Asks of members, on average: %s of levy; %s of their own pay, lost "
        "after strike pay and hardship grants; %s strike-days%s at least %s members%s.",
        levy, own, days, has_short ? " with" : ", by", involved,
        has_short ? " in strikes or in action short of strike" : "");
    sf_say_paragraph(text, 2, COLUMNS,
                     "Costs the fund, in strike pay claimed, hardship grants, campaign "
                     "and ballots: %s.",
                     band);
}

/** How far the simulation itself may be off: half the widest Wilson interval. */
static double widest_error(const struct sf_view *view)
{
    double widest = 0.0;
    for (size_t i = 0; i < view->n_strategies; i++) {
        const struct sf_chance shortfall = sf_view_chance(view, i, SF_SHORTFALL);
        const struct sf_chance breach = sf_view_chance(view, i, SF_BREACH);
        widest = fmax(widest, (shortfall.upper - shortfall.lower) / 2.0);
        widest = fmax(widest, (breach.upper - breach.lower) / 2.0);
    }
    return widest;
}

static void add_certainty(const struct sf_view *view, struct sf_text *text)
{
    size_t n_given;
    size_t n_judgements;
    char runs[SF_NUMBER_CHARS];
    sf_scenario_count_inputs(view->scenario, &n_given, &n_judgements);
    sf_count_say((int64_t)view->runs, runs);
    sf_say_paragraph(text, 0, COLUMNS, "How sure is this?");
    sf_say_paragraph(
        text, 2, COLUMNS,
        "Simulation: with %s campaigns the chances above are within %.0f in "
        "100 of what any number of them would show, rare ones closer (95%% interval).",
        runs, fmax(1.0, ceil(widest_error(view) * 100.0)));
    sf_say_paragraph(
        text, 2, COLUMNS,
        "Inputs: %zu of the %zu given are judgements, not records. If they are "
        "wrong, the figures above are wrong, however "
        "many campaigns are simulated.",
        n_judgements, n_given);
}

static void add_difference(const struct sf_view *view, size_t a, size_t b,
                           struct sf_text *text)
{
    const struct sf_difference difference =
        sf_results_difference(view->results, a, b, SF_T_CLOSING_BALANCE);
    const char *name_a = sf_view_strategy(view, a);
    const char *name_b = sf_view_strategy(view, b);
    if (difference.mean == 0.0 && difference.se == 0.0) {
        sf_say_paragraph(text, 2, COLUMNS,
                         "'%s' and '%s' end with the same sum in each campaign.",
                         name_a, name_b);
        return;
    }
    const double share = difference.share_a_above_b * (double)difference.runs;
    const double error = difference.upper - difference.mean;
    char mean[SF_SAY_CHARS];
    char margin[SF_SAY_CHARS];
    char chance[SF_SAY_CHARS];
    sf_say_pounds(fabs(difference.mean), mean);
    sf_say_pounds(error, margin);
    sf_say_chance(sf_chance_of((uint64_t)llround(share), difference.runs), chance);
    if (fabs(difference.mean) <= error) {
        sf_say_paragraph(
            text, 2, COLUMNS,
            "'%s' and '%s': the average difference, %s, is within simulation "
            "error; '%s' ends above in %s campaigns.",
            name_a, name_b, mean, name_a, chance);
        return;
    }
    sf_say_paragraph(text, 2, COLUMNS,
                     "'%s' ends %s %s '%s' on average, give or take %s of simulation "
                     "error, and above it in %s campaigns.",
                     name_a, mean, difference.mean > 0.0 ? "above" : "below", name_b,
                     margin, chance);
}

static void add_differences(const struct sf_view *view, struct sf_text *text)
{
    const size_t n = view->n_strategies;
    if (n < 2) {
        return;
    }
    sf_say_paragraph(
        text, 0, COLUMNS,
        "The fund at the end, two strategies at a time on the same futures");
    if (n * (n - 1) / 2 > MAX_PAIRS) {
        sf_say_paragraph(text, 2, COLUMNS,
                         "There are %zu pairs: differences.csv has them all.",
                         n * (n - 1) / 2);
        return;
    }
    for (size_t a = 0; a < n; a++) {
        for (size_t b = a + 1; b < n; b++) {
            add_difference(view, a, b, text);
        }
    }
}

enum sf_status sf_output_words(const struct sf_experiment *experiment,
                               const struct sf_results *results, char **text)
{
    struct sf_view view;
    struct sf_text words = {0};
    enum sf_status status = sf_view_init(&view, experiment, results, NULL);
    if (status != SF_OK) {
        goto out;
    }
    add_heading(&view, &words);
    for (size_t i = 0; i < view.n_strategies; i++) {
        sf_text_add(&words, "\n");
        sf_say_paragraph(&words, 0, COLUMNS, "%s", sf_view_strategy(&view, i));
        add_fund(&view, i, &words);
        add_risk(&view, i, &words);
        sf_pots_add_words(&view, i, COLUMNS, &words);
        add_shortages(&view, i, &words);
        add_costs(&view, i, &words);
        sf_refund_add_words(&view, i, COLUMNS, &words);
        sf_settlement_add_words(&view, i, COLUMNS, &words);
    }
    sf_text_add(&words, "\n");
    status = sf_comparison_add(&view, COLUMNS, &words);
    if (status != SF_OK) {
        goto out;
    }
    sf_text_add(&words, view.n_strategies > 1 ? "\n" : "");
    add_differences(&view, &words);
    sf_text_add(&words, "\n");
    sf_mandates_add_words(&view, COLUMNS, &words);
    sf_spread_add_words(&view, COLUMNS, &words);
    sf_text_add(&words, "\n");
    add_certainty(&view, &words);
    status = sf_figures_status(&words);
    if (status == SF_OK) {
        *text = sf_text_take(&words);
    }
out:
    sf_text_free(&words);
    sf_view_free(&view);
    return status;
}
