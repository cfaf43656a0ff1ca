#include "scenario/pots_read.h"

#include <math.h>
#include <stdlib.h>

#include "scenario/keys.h"

static struct sf_pots *pots_of(const struct sf_reading *reading)
{
    return &reading->scenario->fund.pots;
}

/** Tells that a key speaks of pots and there are none. */
static void no_pots_fault(struct sf_reading *reading, const struct sf_setting *setting)
{
    char path[SF_PATH_CHARS];
    sf_reading_fault(reading, setting,
                     "'%s' speaks of pots and the fund has none; leave it out, or list "
                     "them in fund.pots",
                     sf_setting_path(setting, path));
}

size_t sf_pot_read(struct sf_reading *reading, const struct sf_setting *group,
                   const char *key)
{
    const struct sf_setting *setting = sf_setting_find(group, key);
    const struct sf_pots *pots = pots_of(reading);
    if (setting == NULL) {
        return pots->n > 0 ? pots->rest : SF_NONE;
    }
    if (pots->n == 0) {
        no_pots_fault(reading, setting);
        return SF_NONE;
    }
    return sf_reference_read(reading, &reading->pots, setting);
}

/** One pot takes what is left of the opening, and the others do not hold more than
 *  there is. */
static void check_openings(struct sf_reading *reading, const struct sf_setting *list)
{
    struct sf_pots *pots = pots_of(reading);
    const struct sf_scenario *scenario = reading->scenario;
    double sum = 0.0;
    size_t n_without = 0;
    pots->rest = 0;
    for (size_t p = 0; p < pots->n; p++) {
        const bool is_rest = sf_setting_find(list->child[p], "opening") == NULL;
        pots->rest = is_rest ? p : pots->rest;
        n_without += is_rest;
        sum += is_rest || isnan(pots->pot[p].opening) ? 0.0 : pots->pot[p].opening;
    }
    if (n_without == 0) {
        sf_reading_fault(reading, list,
                         "every pot has an 'opening'; leave out that of one, which "
                         "holds what is left of the fund's and takes all that names no "
                         "pot");
        return;
    }
    if (n_without > 1) {
        sf_reading_fault(reading, list,
                         "%zu pots have no 'opening'; write it for all but one, which "
                         "holds what is left of the fund's and takes all that names no "
                         "pot",
                         n_without);
        return;
    }
    const size_t opening = scenario->fund.opening;
    if (opening != SF_NONE && scenario->input[opening].distribution == SF_FIXED &&
        sum > scenario->input[opening].parameter[0]) {
        sf_reading_fault(reading, list,
                         "the pots open with £%.10g, which is more than the fund's "
                         "£%.10g",
                         sum, scenario->input[opening].parameter[0]);
    }
}

/** An order of pots, of which there must be one. */
static void read_order(struct sf_reading *reading, const struct sf_setting *setting,
                       struct sf_indexes *order)
{
    char path[SF_PATH_CHARS];
    sf_references_read(reading, &reading->pots, setting, order);
    if (order->n == 0) {
        sf_reading_fault(reading, setting, "'%s' names no pot",
                         sf_setting_path(setting, path));
    }
}

/** What is paid from which pots: all from the one that takes the rest, unless said. */
static void read_paid_from(struct sf_reading *reading, const struct sf_setting *fund)
{
    struct sf_pots *pots = pots_of(reading);
    const struct sf_setting *group =
        sf_keys_special(reading, fund, "paid_from", SF_SETTING_GROUP);
    if (group != NULL) {
        sf_keys_read(reading, group, SF_GROUP_PAID_FROM, pots, "");
    }
    for (size_t i = 0; i < SF_N_OUTGOES; i++) {
        const struct sf_setting *setting =
            sf_setting_find(group, sf_outgo_key((enum sf_outgo)i));
        struct sf_indexes *order = &pots->paid_from[i];
        if (setting != NULL) {
            read_order(reading, setting, order);
            continue;
        }
        order->index = sf_reading_alloc(reading, 1, sizeof(*order->index));
        if (order->index != NULL) {
            order->index[order->n++] = pots->rest;
        }
    }
    pots->is_hardship_limited = true;
    for (size_t i = 0; i < pots->paid_from[SF_OUTGO_HARDSHIP].n; i++) {
        pots->is_hardship_limited &=
            pots->paid_from[SF_OUTGO_HARDSHIP].index[i] != pots->rest;
    }
}

static void read_loan(struct sf_reading *reading, const struct sf_setting *group,
                      struct sf_pots *pots)
{
    struct sf_loan *loan = &pots->loan[pots->n_loans];
    char path[SF_PATH_CHARS];
    loan->place = (struct sf_place){group->file, group->line};
    sf_keys_read(reading, group, SF_GROUP_LOAN, loan, "");
    loan->from = sf_pot_read(reading, group, "from");
    loan->to = sf_pot_read(reading, group, "to");
    sf_setting_path(group, path);
    if (loan->from == loan->to && loan->from != SF_NONE) {
        sf_reading_fault(reading, group, "'%s': a pot does not lend to itself", path);
    }
    for (size_t i = 0; i < pots->n_loans; i++) {
        const struct sf_loan *other = &pots->loan[i];
        const bool is_same = other->from == loan->from && other->to == loan->to;
        const bool is_back = other->from == loan->to && other->to == loan->from;
        if ((is_same || is_back) && loan->from != SF_NONE && loan->to != SF_NONE) {
            sf_reading_fault(reading, group,
                             "'%s' is between the pots of the loan on line %d%s", path,
                             other->place.line,
                             is_back ? ", the other way: two pots do not lend each "
                                       "other"
                                     : "; write one");
        }
    }
    pots->n_loans++;
}

static void read_loans(struct sf_reading *reading, const struct sf_setting *fund)
{
    struct sf_pots *pots = pots_of(reading);
    const struct sf_setting *list = sf_keys_list(reading, fund, "loans", SF_MAX_LOANS);
    const size_t n = list != NULL ? list->n_children : 0;
    pots->loan = sf_reading_alloc(reading, n, sizeof(*pots->loan));
    for (size_t i = 0; pots->loan != NULL && i < n; i++) {
        read_loan(reading, list->child[i], pots);
    }
}

/** Keys of the fund that make sense only where it has pots. */
static void check_no_pots(struct sf_reading *reading, const struct sf_setting *fund)
{
    static const char *const KEY[] = {"paid_from", "subscriptions_to", "donations_to",
                                      "loans"};
    for (size_t i = 0; i < sizeof(KEY) / sizeof(KEY[0]); i++) {
        const struct sf_setting *setting = sf_setting_find(fund, KEY[i]);
        if (setting != NULL && setting->n_children + (i == 1 || i == 2) > 0) {
            no_pots_fault(reading, setting);
        }
    }
}

void sf_pots_read(struct sf_reading *reading, const struct sf_setting *fund)
{
    struct sf_pots *pots = pots_of(reading);
    const struct sf_setting *list = sf_keys_list(reading, fund, "pots", SF_MAX_POTS);
    const size_t n = list != NULL ? list->n_children : 0;
    pots->subscriptions = SF_NONE;
    pots->donations = SF_NONE;
    if (n == 0) {
        check_no_pots(reading, fund);
        return;
    }
    pots->pot = sf_reading_alloc(reading, n, sizeof(*pots->pot));
    for (size_t i = 0; pots->pot != NULL && i < n; i++) {
        struct sf_pot *pot = &pots->pot[pots->n++];
        pot->place = (struct sf_place){list->child[i]->file, list->child[i]->line};
        pot->opening = NAN;
        sf_keys_read(reading, list->child[i], SF_GROUP_POT, pot, "");
    }
    sf_names_collect(reading, pots->pot, pots->n, sizeof(*pots->pot), "pot",
                     &reading->pots);
    if (reading->is_out_of_memory) {
        return;
    }
    check_openings(reading, list);
    read_paid_from(reading, fund);
    pots->subscriptions = sf_pot_read(reading, fund, "subscriptions_to");
    pots->donations = sf_pot_read(reading, fund, "donations_to");
    read_loans(reading, fund);
}

void sf_rule_pots_read(struct sf_reading *reading, const struct sf_setting *group,
                       struct sf_rule *rule)
{
    const struct sf_setting *setting = sf_setting_find(group, "paid_from");
    char path[SF_PATH_CHARS];
    if (setting == NULL) {
        return;
    }
    if (pots_of(reading)->n == 0) {
        no_pots_fault(reading, setting);
    } else if (rule->basis == SF_BASIS_NONE) {
        sf_reading_fault(reading, setting,
                         "'%s' says what strike pay is paid from, of a rule that pays "
                         "none; grants are paid from fund.paid_from.hardship",
                         sf_setting_path(setting, path));
    } else {
        read_order(reading, setting, &rule->paid_from);
    }
}

/** Claims that share the cash share that of one order of pots. */
static void check_strategy(struct sf_reading *reading, size_t index)
{
    const struct sf_scenario *scenario = reading->scenario;
    const struct sf_strategy *strategy = &scenario->strategy[index];
    if (sf_strategy_on_shortfall(scenario, index) != SF_SCALE) {
        return;
    }
    for (size_t i = 0; i < strategy->actions.n; i++) {
        const size_t a = strategy->actions.index[i];
        const struct sf_rule *rule = &scenario->rule[scenario->action[a].rule];
        if (rule->paid_from.n > 0) {
            sf_reading_fault(reading, reading->action_setting[a],
                             "'%s' is paid from the pots of rule '%s', and under "
                             "strategy '%s' claims of all rules share the cash there "
                             "is: name the pots in fund.paid_from.strike_pay alone, or "
                             "write on_shortfall = \"overdraw\" or \"suspend\"",
                             scenario->action[a].name, rule->name, strategy->name);
        }
    }
}

void sf_pots_check(struct sf_reading *reading)
{
    for (size_t i = 0; i < reading->scenario->n_strategies; i++) {
        check_strategy(reading, i);
    }
}

void sf_pots_free(struct sf_pots *pots)
{
    for (size_t i = 0; i < pots->n; i++) {
        sf_keys_free(SF_GROUP_POT, &pots->pot[i]);
    }
    for (size_t i = 0; i < SF_N_OUTGOES; i++) {
        free(pots->paid_from[i].index);
    }
    free(pots->pot);
    free(pots->loan);
}
