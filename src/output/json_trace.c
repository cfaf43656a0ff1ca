#include "output/books.h"
#include "output/json_scenario.h"
#include "strikefund/json.h"

static void add_choice(struct sf_json *json, const struct sf_run_choice *choice)
{
    static const char *const HOW[] = {[SF_RUN_BY_NUMBER] = "number",
                                      [SF_RUN_WORST] = "worst",
                                      [SF_RUN_MEDIAN] = "median"};
    sf_json_open_object(json, "chosen_by");
    sf_json_add_text(json, "how", HOW[choice->how]);
    if (choice->how == SF_RUN_BY_NUMBER) {
        sf_json_add_null(json, "runs");
        sf_json_add_null(json, "within_gbp");
    } else {
        sf_json_add_count(json, "runs", choice->runs);
        sf_json_add_value(json, "within_gbp", SF_UNIT_GBP,
                          choice->within_pence > 1.0 ? choice->within_pence : 0.0);
    }
    sf_json_close(json);
}

static void add_units(struct sf_json *json, size_t n_measures)
{
    sf_json_open_object(json, "units");
    for (size_t k = 0; k < n_measures; k++) {
        const enum sf_measure measure = (enum sf_measure)k;
        sf_json_add_text(json, sf_measure_name(measure),
                         sf_unit_name(sf_measure_unit(measure)));
    }
    sf_json_close(json);
}

static void add_employers(struct sf_json *json, const char *key,
                          const struct sf_scenario *scenario,
                          const struct sf_indexes *employers)
{
    sf_json_open_array(json, key);
    for (size_t i = 0; i < employers->n; i++) {
        sf_json_add_text(json, NULL, scenario->employer[employers->index[i]].name);
    }
    sf_json_close(json);
}

static void add_action(struct sf_json *json, const struct sf_scenario *scenario,
                       const struct sf_action_month *at)
{
    const struct sf_action *action = &scenario->action[at->action];
    sf_json_open_object(json, NULL);
    sf_json_add_text(json, "action", action->name);
    sf_json_add_count(json, "days", at->n_days);
    sf_json_add_count(json, "employers", at->n_employers);
    sf_json_add_count(json, "employers_of_action", action->employers.n);
    sf_json_add_held(json, "strikers", SF_UNIT_MEMBERS, at->strikers);
    sf_json_add_held(json, "strike_days", SF_UNIT_DAYS, at->strike_days);
    if (action->kind == SF_KIND_SHORT) {
        sf_json_add_held(json, "short_of_strike", SF_UNIT_MEMBERS, at->short_of_strike);
    }
    sf_json_add_held(json, "pay_lost", SF_UNIT_GBP, at->pay_lost);
    sf_json_add_held(json, "strike_pay_due", SF_UNIT_GBP, at->strike_pay_due);
    add_employers(json, "without_mandate", scenario, &at->without);
    add_employers(json, "mandate_on_some_days", scenario, &at->partly);
    sf_json_close(json);
}

/** What money running short has done in a month, where a rule looks at the fund. */
static void add_shortage(struct sf_json *json, const struct sf_shortage *shortage)
{
    sf_json_open_object(json, "shortage");
    sf_json_add_truth(json, "levy_triggered", shortage->is_levy_due);
    sf_json_add_truth(json, "suspended", shortage->is_suspended);
    sf_json_add_held(json, "strike_days_suspended", SF_UNIT_DAYS,
                     shortage->strike_days);
    sf_json_add_held(json, "claims_payable", SF_UNIT_GBP, shortage->payable);
    sf_json_add_held(json, "paid", SF_UNIT_GBP, shortage->paid);
    sf_json_add_held(json, "refused", SF_UNIT_GBP, shortage->refused);
    sf_json_add_held(json, "carried", SF_UNIT_GBP, shortage->carried);
    sf_json_close(json);
}

static void add_pot_units(struct sf_json *json)
{
    sf_json_open_object(json, "pot_units");
    for (int k = 0; k < SF_N_POT_MEASURES; k++) {
        const enum sf_pot_measure measure = (enum sf_pot_measure)k;
        sf_json_add_text(json, sf_pot_measure_name(measure),
                         sf_unit_name(sf_pot_measure_unit(measure)));
    }
    sf_json_close(json);
}

/** The pots of a month, where the fund has any. */
static void add_pots(struct sf_json *json, const struct sf_scenario *scenario,
                     const struct sf_ledger *ledger, size_t month)
{
    sf_json_open_array(json, "pots");
    for (size_t pot = 0; pot < ledger->n_pots; pot++) {
        sf_json_open_object(json, NULL);
        sf_json_add_text(json, "pot", scenario->fund.pots.pot[pot].name);
        for (int k = 0; k < SF_N_POT_MEASURES; k++) {
            const enum sf_pot_measure measure = (enum sf_pot_measure)k;
            sf_json_add_held(json, sf_pot_measure_name(measure),
                             sf_pot_measure_unit(measure),
                             sf_ledger_pot(ledger, month, pot, measure));
        }
        sf_json_close(json);
    }
    sf_json_close(json);
}

static void add_month(struct sf_json *json, const struct sf_scenario *scenario,
                      const struct sf_trace *trace, size_t n_measures, size_t month)
{
    char date[8];
    sf_month_format(scenario->start + (int32_t)month - 1, date);
    sf_json_open_object(json, NULL);
    sf_json_add_count(json, "month", month);
    sf_json_add_text(json, "date", date);
    for (size_t k = 0; k < n_measures; k++) {
        const enum sf_measure measure = (enum sf_measure)k;
        const int64_t held = sf_ledger_value(&trace->ledger, month, measure);
        if (held == INT64_MAX) { /* cover of a balance that is not falling */
            sf_json_add_null(json, sf_measure_name(measure));
        } else {
            sf_json_add_held(json, sf_measure_name(measure), sf_measure_unit(measure),
                             held);
        }
    }
    if (trace->shortage != NULL) {
        add_shortage(json, &trace->shortage[month]);
    }
    if (trace->ledger.n_pots > 0) {
        add_pots(json, scenario, &trace->ledger, month);
    }
    sf_json_open_array(json, "actions");
    for (size_t i = 0; i < trace->n_action_months; i++) {
        if (trace->action_month[i].month == month) {
            add_action(json, scenario, &trace->action_month[i]);
        }
    }
    sf_json_close(json);
    sf_json_close(json);
}

enum sf_status sf_json_of_trace(const struct sf_experiment *experiment, size_t strategy,
                                const struct sf_trace *trace,
                                const struct sf_run_choice *choice, char **text)
{
    const struct sf_scenario *scenario = sf_experiment_scenario(experiment);
    const size_t of_file = sf_experiment_strategy(experiment, strategy);
    const size_t n_measures =
        sf_strategy_has_refund(scenario, of_file) ? SF_N_MEASURES : SF_N_PLAIN_MEASURES;
    struct sf_json json = {0};
    sf_books_check(trace);
    sf_json_open_object(&json, NULL);
    sf_json_add_scenario(&json, scenario);
    sf_json_add_text(&json, "strategy", scenario->strategy[of_file].name);
    sf_json_add_seed(&json, "seed", scenario->seed);
    sf_json_add_count(&json, "run", trace->ledger.run);
    if (trace->ledger.settled > 0) {
        sf_json_add_count(&json, "settled_month", trace->ledger.settled);
    }
    add_choice(&json, choice);
    add_units(&json, n_measures);
    if (trace->ledger.n_pots > 0) {
        add_pot_units(&json);
    }
    sf_json_open_array(&json, "months");
    for (size_t month = 0; month <= trace->ledger.n_months; month++) {
        add_month(&json, scenario, trace, n_measures, month);
    }
    sf_json_close(&json);
    sf_json_close(&json);
    return sf_json_take(&json, text);
}
