#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/text.h"
#include "scenario/collection_words.h"
#include "scenario/ending_words.h"
#include "scenario/kind_words.h"
#include "scenario/pot_words.h"
#include "scenario/reckon.h"
#include "scenario/refunds.h"
#include "scenario/resolved_values.h"
#include "scenario/rule_words.h"
#include "scenario/scope.h"
#include "strikefund/ballots.h"

enum {
    MAX_ACTION_LINES = 24,
    MAX_BALLOT_LINES = 8,
    MAX_LEVY_LINES = 6,
    MAX_LINKED_LINES = 8
};

struct telling {
    struct sf_text text;
    const struct sf_scenario *scenario;
    size_t actions_left; /* lines that may still be spent on actions */
};

static const char *count(int64_t number, char words[SF_NUMBER_CHARS])
{
    sf_count_say(number, words);
    return words;
}

static const char *pounds(double number, char words[SF_NUMBER_CHARS])
{
    sf_pounds_say(number, words);
    return words;
}

/* Whole pounds: what is reckoned roughly should not show pence. */
static const char *about(double number, char words[SF_NUMBER_CHARS])
{
    sf_pounds_say(round(number), words);
    return words;
}

/* Where the 40 % rule asks for more than a turnout. */
static void tell_services(struct telling *t)
{
    const struct sf_scenario *s = t->scenario;
    size_t n = 0;
    for (size_t i = 0; i < s->n_employers; i++) {
        n += s->employer[i].is_important_service ? 1 : 0;
    }
    if (n > 0 && s->law.yes_of_members > 0.0) {
        sf_text_add(
            &t->text,
            "          and in important services, at %zu employer%s, %.4g %% of "
            "all members must vote yes\n",
            n, n == 1 ? "" : "s", s->law.yes_of_members * 100.0);
    }
}

static void tell_plan(struct telling *t)
{
    const struct sf_scenario *s = t->scenario;
    char first[24];
    char last[24];
    sf_month_say(s->start, first);
    sf_month_say(s->start + s->n_months - 1, last);
    sf_text_add(&t->text, "%s\n\n", s->title);
    sf_text_add(&t->text, "Plan      %d month%s, %s to %s\n", s->n_months,
                s->n_months == 1 ? "" : "s", first, last);
    if (s->law.law == SF_LAW_NONE && s->n_ballots == 0) {
        sf_text_add(&t->text,
                    "Law       none: action needs neither notice nor ballot\n");
        return;
    }
    static const char *const laws[] = {"no law", "the Trade Union Act 2016",
                                       "the Employment Rights Act 2025"};
    sf_text_add(&t->text,
                "Law       %s: %d days' notice, mandates of %d months, a turnout of "
                "%.4g %% needed\n",
                laws[s->law.law], s->law.notice_days, s->law.mandate_months,
                s->law.threshold * 100.0);
    tell_services(t);
}

static void tell_fund(struct telling *t)
{
    const struct sf_scenario *s = t->scenario;
    const struct sf_fund_terms *fund = &s->fund;
    char money[SF_NUMBER_CHARS];
    char opening[SF_INPUT_CHARS];
    sf_input_say(&s->input[fund->opening], SF_SAY_POUNDS, opening);
    sf_text_add(&t->text, "Fund      opens with %s; not to go below %s\n", opening,
                pounds(fund->minimum_balance, money));
    if (fund->on_shortfall != SF_OVERDRAW) {
        sf_shortfall_tell(&t->text, fund->on_shortfall);
    }
    const struct sf_input *donations = &s->input[fund->donations];
    if (fund->subscription_share > 0.0 || donations->is_given) {
        sf_input_say(donations, SF_SAY_POUNDS, opening);
        sf_text_add(&t->text,
                    "          receives %s of each member's subscription and %s of "
                    "donations a month\n",
                    pounds(fund->subscription_share, money), opening);
    }
    if (fund->n_one_offs > 0) {
        double sum = 0.0;
        for (size_t i = 0; i < fund->n_one_offs; i++) {
            sum += fund->one_off[i].amount;
        }
        sf_text_add(&t->text, "          %zu single sum%s, %s in all\n",
                    fund->n_one_offs, fund->n_one_offs == 1 ? "" : "s",
                    pounds(sum, money));
    }
    sf_pots_tell(&t->text, s);
}

static void tell_members(struct telling *t)
{
    const struct sf_scenario *s = t->scenario;
    char members[SF_NUMBER_CHARS];
    char others[SF_NUMBER_CHARS];
    const double total = sf_members_reckon(s, SF_NONE);
    sf_text_add(&t->text, "Members   %s at %zu employer%s",
                count((int64_t)total, members), s->n_employers,
                s->n_employers == 1 ? "" : "s");
    if (s->other_payers > 0) {
        sf_text_add(&t->text, ", and %s elsewhere who pay",
                    count(s->other_payers, others));
    }
    sf_text_add(&t->text, "\n          ");
    for (size_t b = 0; b < s->n_bands; b++) {
        sf_text_add(&t->text, "%s%s %.0f %%", b > 0 ? ", " : "", s->band[b].name,
                    100.0 * sf_members_reckon(s, b) / total);
    }
    sf_text_add(&t->text, "\n");
}

static void tell_levy(struct telling *t, const struct sf_levy *levy)
{
    const struct sf_scenario *s = t->scenario;
    char from[24];
    char to[24];
    char money[SF_NUMBER_CHARS];
    char share[SF_INPUT_CHARS];
    sf_month_say(levy->from, from);
    sf_month_say(levy->to, to);
    sf_text_add(&t->text, "Levy      %s: %s to %s, ", levy->name, from, to);
    if (levy->n_rates == 0) {
        sf_text_add(&t->text, "%.4g %% of pay", levy->share_of_pay * 100.0);
    }
    for (size_t i = 0; i < levy->n_rates; i++) {
        sf_text_add(&t->text, "%s%s %s", i > 0 ? ", " : "", levy->rate[i].levy_class,
                    pounds(levy->rate[i].pounds, money));
    }
    sf_input_say(&s->input[levy->notpay], SF_SAY_SHARE, share);
    sf_text_add(&t->text, " a month; at most %s a month on paper\n",
                about(sf_levy_reckon(s, levy), money));
    sf_text_add(&t->text, "          not paid by %s of members\n", share);
    if (levy->trigger != SF_TRIGGER_NONE) {
        char off[SF_NUMBER_CHARS];
        sf_text_add(
            &t->text,
            "          waits for the fund: due from a %s below %s until one above "
            "%s\n",
            levy->trigger == SF_TRIGGER_BALANCE ? "balance" : "net position",
            pounds(levy->on_below, money), pounds(levy->off_above, off));
    }
    sf_scope_tell(&t->text, s, levy);
    sf_collection_tell(&t->text, s, levy);
    sf_refund_tell(&t->text, levy);
}

static void tell_levies(struct telling *t)
{
    const struct sf_scenario *s = t->scenario;
    for (size_t i = 0; i < s->n_levies && i < MAX_LEVY_LINES; i++) {
        tell_levy(t, &s->levy[i]);
    }
    if (s->n_levies > MAX_LEVY_LINES) {
        sf_text_add(&t->text, "          and %zu more levies\n",
                    s->n_levies - MAX_LEVY_LINES);
    }
}

/* "about 52 %", or whose it is. */
static void tell_rate(struct telling *t, const char *what, size_t input)
{
    char share[SF_INPUT_CHARS];
    if (input == SF_NONE) {
        sf_text_add(&t->text, "%s as each employer's own", what);
        return;
    }
    sf_input_say(&t->scenario->input[input], SF_SAY_SHARE, share);
    sf_text_add(&t->text, "%s %s", what, share);
}

/* How members vote in a ballot whose result is left to chance. */
static void tell_votes(struct telling *t, const struct sf_ballot *ballot)
{
    const struct sf_scenario *s = t->scenario;
    const bool asks_strike = ballot->asks[SF_QUESTION_STRIKE];
    char members[SF_NUMBER_CHARS];
    double n_members = 0.0;
    for (size_t i = 0; i < ballot->employers.n; i++) {
        n_members += s->employer[ballot->employers.index[i]].members;
    }
    sf_text_add(&t->text, "left to chance at %zu employer%s, with %s members%s\n",
                ballot->employers.n, ballot->employers.n == 1 ? "" : "s",
                count((int64_t)n_members, members),
                ballot->is_aggregated ? ", counted together" : "");
    sf_text_add(&t->text, "          ");
    tell_rate(t, "turnout", ballot->turnout);
    if (asks_strike) {
        tell_rate(t, "; yes to a strike", ballot->yes[SF_QUESTION_STRIKE]);
    }
    if (ballot->asks[SF_QUESTION_SHORT]) {
        tell_rate(t, "; yes to action short of a strike",
                  ballot->yes[SF_QUESTION_SHORT]);
    }
    if (ballot->bad_records != SF_NONE) {
        tell_rate(t, "; cannot reach", ballot->bad_records);
    }
    sf_text_add(&t->text, "\n");
}

/* Who is sure to have a mandate. */
static void tell_passed(struct telling *t, const struct sf_ballot *ballot)
{
    char members[SF_NUMBER_CHARS];
    double n_members = 0.0;
    const size_t n = sf_ballot_reckon(t->scenario, ballot, &n_members);
    sf_text_add(&t->text, "%zu of %zu employer%s pass, with %s members\n", n,
                ballot->employers.n, ballot->employers.n == 1 ? "" : "s",
                count((int64_t)n_members, members));
}

static void tell_ballots(struct telling *t)
{
    const struct sf_scenario *s = t->scenario;
    for (size_t i = 0; i < s->n_ballots && i < MAX_BALLOT_LINES; i++) {
        const struct sf_ballot *ballot = &s->ballot[i];
        char date[24];
        sf_day_say(ballot->closes, date);
        sf_text_add(&t->text, "Ballot    %s, closes %s: ", ballot->name, date);
        if (ballot->is_random) {
            tell_votes(t, ballot);
        } else {
            tell_passed(t, ballot);
        }
        if (ballot->is_consultative) {
            sf_text_add(&t->text, "          consultative: it gives no mandate\n");
        } else if (!ballot->asks[SF_QUESTION_STRIKE]) {
            sf_text_add(&t->text,
                        "          on action short of a strike: it gives no mandate to "
                        "strike\n");
        }
    }
    if (s->n_ballots > MAX_BALLOT_LINES) {
        sf_text_add(&t->text, "          and %zu more ballots\n",
                    s->n_ballots - MAX_BALLOT_LINES);
    }
}

static void tell_who(struct telling *t, const struct sf_action *action)
{
    const struct sf_scenario *s = t->scenario;
    char number[SF_INPUT_CHARS];
    const size_t n = action->employers.n;
    if (action->called != SF_NONE) {
        sf_input_say(&s->input[action->called], SF_SAY_COUNT, number);
        sf_text_add(&t->text, "%s members at ", number);
    } else if (action->called_share != SF_NONE) {
        sf_input_say(&s->input[action->called_share], SF_SAY_SHARE, number);
        sf_text_add(&t->text, "%s of members at ", number);
    } else {
        sf_text_add(&t->text, "all members at ");
    }
    if (action->is_mandated_only_list) {
        sf_text_add(&t->text, "every employer with a mandate");
    } else if (n == 1) {
        sf_text_add(&t->text, "%s", s->employer[action->employers.index[0]].name);
    } else {
        sf_text_add(&t->text, "%zu employers", n);
    }
    if (action->turns.groups.n > 0) {
        sf_text_add(&t->text, " in %zu groups", action->turns.groups.n);
    }
}

static void tell_action(struct telling *t, const struct sf_action *action)
{
    const struct sf_scenario *s = t->scenario;
    const struct sf_reckoned reckoned = sf_action_reckon(s, action);
    char first[24];
    char last[24];
    char money[SF_NUMBER_CHARS];
    sf_day_say(reckoned.first, first);
    sf_day_say(reckoned.last, last);
    sf_text_add(&t->text, "          - %s: ", action->name);
    tell_who(t, action);
    if (action->days_per_member > 0.0) {
        sf_text_add(&t->text, ", %.3g days each of %zu", action->days_per_member,
                    reckoned.n_days);
    } else {
        sf_text_add(&t->text, ", %zu day%s", reckoned.n_days,
                    reckoned.n_days == 1 ? "" : "s");
    }
    if (reckoned.n_days == 1) {
        sf_text_add(&t->text, ", %s", first);
    } else {
        sf_text_add(&t->text, ", %s to %s", first, last);
    }
    sf_kind_tell(&t->text, s, action);
    const bool is_short = action->kind == SF_KIND_SHORT;
    if (s->rule[action->rule].basis == SF_BASIS_NONE) {
        sf_text_add(&t->text, is_short ? "; no strike pay\n" : "; unpaid\n");
    } else {
        sf_text_add(&t->text, "; strike pay %s if all %s\n",
                    about(reckoned.strike_pay, money),
                    is_short ? "took part and were docked most" : "came out");
    }
}

static void tell_strategy(struct telling *t, const struct sf_strategy *strategy)
{
    const struct sf_scenario *s = t->scenario;
    char money[SF_NUMBER_CHARS];
    double sum = 0.0;
    for (size_t i = 0; i < strategy->actions.n; i++) {
        sum += sf_action_reckon(s, &s->action[strategy->actions.index[i]]).strike_pay;
    }
    sf_text_add(&t->text, "Strategy  %s: ", strategy->name);
    for (size_t i = 0; i < strategy->levies.n; i++) {
        sf_text_add(&t->text, "%s%s", i > 0 ? ", then " : "levy ",
                    s->levy[strategy->levies.index[i]].name);
    }
    sf_text_add(&t->text, "%s; %zu action%s; strike pay %s if all came out%s\n",
                strategy->levies.n == 0 ? "no levy" : "", strategy->actions.n,
                strategy->actions.n == 1 ? "" : "s", about(sum, money),
                sf_shares_caps(s, strategy) ? ", before the caps that actions share"
                                            : "");
    for (size_t i = 0; i < strategy->include.n; i++) {
        sf_text_add(&t->text, "%s%s", i > 0 ? ", " : "          with all actions of ",
                    s->strategy[strategy->include.index[i]].name);
    }
    sf_text_add(&t->text, strategy->include.n > 0 ? "\n" : "");
    if (strategy->on_shortfall != SF_AS_THE_FUND) {
        sf_shortfall_tell(
            &t->text, sf_strategy_on_shortfall(s, (size_t)(strategy - s->strategy)));
    }
    sf_ending_tell(&t->text, s, strategy);
    size_t n_told = 0;
    for (; n_told < strategy->n_own_actions && t->actions_left > 0; n_told++) {
        tell_action(t, &s->action[strategy->actions.index[n_told]]);
        t->actions_left--;
    }
    if (n_told < strategy->n_own_actions) {
        sf_text_add(&t->text, "          - %s%zu more\n", n_told > 0 ? "and " : "",
                    strategy->n_own_actions - n_told);
    }
    sf_shared_days_tell(&t->text, s, strategy);
}

static void tell_inputs(struct telling *t)
{
    size_t n_given = 0;
    size_t n_judgements = 0;
    sf_scenario_count_inputs(t->scenario, &n_given, &n_judgements);
    sf_text_add(&t->text,
                "Inputs    %zu uncertain number%s given, %zu of them judgements\n",
                n_given, n_given == 1 ? "" : "s", n_judgements);
}

static void tell_linked(struct telling *t, const struct sf_correlation *linked)
{
    const struct sf_input *input = t->scenario->input;
    const char *first = sf_input_file_name(&input[linked->input[0]]);
    const char *second = sf_input_file_name(&input[linked->input[1]]);
    if (linked->rho == 0.0) {
        sf_text_add(&t->text, "%s and %s are not linked", first, second);
    } else {
        sf_text_add(&t->text, "where %s is high, %s %s %s", first, second,
                    fabs(linked->rho) < 1.0 ? "tends to be" : "always is",
                    linked->rho > 0.0 ? "high" : "low");
    }
    sf_text_add(&t->text, " (rank correlation %.4g%s)\n", linked->rho,
                linked->grade == SF_GRADE_J ? ", a judgement" : "");
}

static void tell_correlations(struct telling *t)
{
    const struct sf_scenario *s = t->scenario;
    for (size_t i = 0; i < s->n_correlations && i < MAX_LINKED_LINES; i++) {
        sf_text_add(&t->text, "%-10s", i == 0 ? "Linked" : "");
        tell_linked(t, &s->correlation[i]);
    }
    if (s->n_correlations > MAX_LINKED_LINES) {
        sf_text_add(&t->text, "          - and %zu more\n",
                    s->n_correlations - MAX_LINKED_LINES);
    }
}

enum sf_status sf_scenario_words(const struct sf_scenario *scenario, char **text)
{
    struct telling t = {.scenario = scenario, .actions_left = MAX_ACTION_LINES};
    tell_plan(&t);
    tell_fund(&t);
    tell_members(&t);
    tell_levies(&t);
    tell_ballots(&t);
    sf_rules_tell(&t.text, scenario);
    for (size_t i = 0; i < scenario->n_settlements; i++) {
        sf_settlement_tell(&t.text, scenario, &scenario->settlement[i]);
    }
    for (size_t i = 0; i < scenario->n_strategies; i++) {
        tell_strategy(&t, &scenario->strategy[i]);
    }
    tell_inputs(&t);
    tell_correlations(&t);
    char *taken = sf_text_take(&t.text);
    if (taken == NULL) {
        return SF_ERR_MEMORY;
    }
    *text = taken;
    return SF_OK;
}
