/* export SCENARIO STRATEGY: one strategy of a scenario as one JSON document on stdout,
 * resolved, with all that is needed to simulate it without this library. The readable
 * references (plain.c, numpy_model.py) read nothing else.
 *
 * A cell is one band of one employer, employer * number of bands + band; other payers
 * are one more. Months are 1..months. Money is pence, a subscription and a levy's rise
 * are pounds. A number that names an uncertain input is its place in `inputs`.
 *
 *   uses     rules of the model that are in play, in words; a reader that does not
 *            know one of them must refuse
 *   inputs   distribution, parameters (as struct sf_input has them), bounds that draws
 *            are truncated to (null: none)
 *   callouts an action at one employer: pay for a full day by band, for so many paid
 *            days (null: no cap), then part of a day's; earlier call-outs whose members
 *            it cannot call, each with a weight
 *   schedule for each month its call-outs in order, each with its days there: weight of
 *            a day, its number among the paid ones (0: unpaid), and other call-outs
 *            that have called some of the same employer's members that day
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/money.h"
#include "plan/plan.h"

struct export
{
    const struct sf_scenario *scenario;
    const struct sf_plan *plan;
    json_t *inputs, *rules, *uses;
    json_int_t *input_at, *rule_at; /* by the scenario's index; -1: not in use */
};

static void *kept(void *made)
{
    if (made == NULL) {
        fputs("export: out of memory, or a number that JSON cannot hold\n", stderr);
        exit(75);
    }
    return made;
}

static json_t *numbers(const double *value, size_t n)
{
    json_t *list = kept(json_array());
    for (size_t i = 0; i < n; i++) {
        json_array_append_new(list, kept(json_real(value[i])));
    }
    return list;
}

static json_t *counts(const int32_t *value, size_t n)
{
    json_t *list = kept(json_array());
    for (size_t i = 0; i < n; i++) {
        json_array_append_new(list, kept(json_integer(value[i])));
    }
    return list;
}

static json_t *sums(const int64_t *value, size_t n)
{
    json_t *list = kept(json_array());
    for (size_t i = 0; i < n; i++) {
        json_array_append_new(list, kept(json_integer(value[i])));
    }
    return list;
}

static json_t *bound(double value)
{
    return kept(isfinite(value) ? json_real(value) : json_null());
}

static void use(struct export *export, bool is_used, const char *what)
{
    if (is_used) {
        json_array_append_new(export->uses, kept(json_string(what)));
    }
}

/** Where an input stands in the document, put there when first named. */
static json_t *input(struct export *export, size_t index)
{
    static const char *const NAMES[] = {[SF_FIXED] = "fixed",
                                        [SF_UNIFORM] = "uniform",
                                        [SF_TRIANGULAR] = "triangular",
                                        [SF_PERT] = "pert",
                                        [SF_NORMAL] = "normal",
                                        [SF_LOGNORMAL] = "lognormal",
                                        [SF_BETA] = "beta",
                                        [SF_GAMMA] = "gamma",
                                        [SF_LOGITNORMAL] = "logitnormal",
                                        [SF_DISCRETE] = "discrete"};
    static const size_t N_PARAMETERS[] = {
        [SF_FIXED] = 1,       [SF_UNIFORM] = 2,   [SF_TRIANGULAR] = 3, [SF_PERT] = 3,
        [SF_NORMAL] = 2,      [SF_LOGNORMAL] = 2, [SF_BETA] = 2,       [SF_GAMMA] = 2,
        [SF_LOGITNORMAL] = 2, [SF_DISCRETE] = 0};
    if (export->input_at[index] < 0) {
        const struct sf_input *what = &export->scenario->input[index];
        for (size_t i = 0; i < export->scenario->n_inputs; i++) {
            use(export,
                export->input_at[i] >= 0 &&
                    strcmp(export->scenario->input[i].name, what->name) == 0,
                "two inputs of one name");
        }
        export->input_at[index] = (json_int_t)json_array_size(export->inputs);
        json_array_append_new(
            export->inputs,
            kept(json_pack("{ss ss so so so so so}", "name", what->name, "distribution",
                           NAMES[what->distribution], "parameters",
                           numbers(what->parameter, N_PARAMETERS[what->distribution]),
                           "points", numbers(what->point, what->n_points), "weights",
                           numbers(what->weight, what->n_points), "low",
                           bound(what->low), "high", bound(what->high))));
    }
    return kept(json_integer(export->input_at[index]));
}

static json_t *members(struct export *export)
{
    const struct sf_members_terms *terms = &export->scenario->members;
    return kept(json_pack("{so so so so}", "leave", input(export, terms->leave), "join",
                          input(export, terms->join), "join_in_action",
                          input(export, terms->join_in_action), "elasticity",
                          input(export, terms->elasticity)));
}

static json_t *levies(struct export *export)
{
    const struct sf_plan *plan = export->plan;
    json_t *list = kept(json_array());
    use(export, plan->n_phases > 1, "several levies");
    for (size_t i = 0; i < plan->n_phases; i++) {
        const struct sf_phase *phase = &plan->phase[i];
        const struct sf_levy *levy = phase->levy;
        use(export, phase->is_by_cell, "a levy that is a share of pay");
        use(export, levy->is_in_scope != NULL, "a levy of some members alone");
        use(export, levy->n_channels > 0, "a levy collected by channels");
        use(export, phase->channel[0].lag > 0, "levy collected later than due");
        use(export, levy->month_spread > 0.0, "a shock by month to who pays");
        use(export, phase->has_exemption, "strikers exempt from the levy");
        json_array_append_new(
            list,
            kept(json_pack(
                "{si si si sb sb so so so so sf sf so so sb so so so}", "first",
                (int)phase->first, "last", (int)phase->last, "lag",
                (int)phase->channel[0].lag, "follows_on", phase->is_continuing,
                "exempt_on_paid_strike", phase->has_exemption, "rate",
                numbers(phase->rate, phase->n_groups), "above_reference",
                numbers(phase->above, phase->n_groups), "rise",
                numbers(phase->rise, phase->n_groups), "notpay",
                input(export, levy->notpay), "spread", levy->spread, "month_spread",
                levy->month_spread, "rate_response", input(export, levy->rate_response),
                "consultation_effect", input(export, levy->consultation_effect),
                "is_consulted", levy->is_consulted, "lapse", input(export, levy->lapse),
                "fail", input(export, levy->fail), "recover",
                input(export, levy->recover))));
    }
    return list;
}

/** Where a rule stands in the document, put there when first named. */
static json_t *rule(struct export *export, size_t index)
{
    const struct sf_rule *what = &export->scenario->rule[index];
    if (export->rule_at[index] < 0) {
        export->rule_at[index] = (json_int_t)json_array_size(export->rules);
        json_array_append_new(
            export->rules,
            kept(json_pack(
                "{ss sb so so so so sI}", "name", what->name, "pays",
                what->basis != SF_BASIS_NONE, "take_up", input(export, what->take_up),
                "claim_lag", numbers(what->claim_lag.value, what->claim_lag.n),
                "hardship_share", input(export, what->hardship_share), "hardship_grant",
                input(export, what->hardship_grant), "hardship_cap",
                (json_int_t)sf_pence_round(sf_pence_rate(what->hardship_cap)))));
    }
    return kept(json_integer(export->rule_at[index]));
}

static json_t *actions(struct export *export)
{
    const struct sf_plan *plan = export->plan;
    json_t *list = kept(json_array());
    for (size_t i = 0; i < plan->n_actions; i++) {
        const struct sf_action *action = plan->action[i].action;
        const bool is_share = action->called == SF_NONE;
        const size_t called = is_share ? action->called_share : action->called;
        const bool is_all = plan->action[i].is_all_members;
        use(export, action->month_spread > 0.0, "a shock by month to who comes out");
        json_array_append_new(
            list, kept(json_pack(
                      "{ss so ss so so so sf sf so so}", "name", action->name, "rule",
                      rule(export, plan->action[i].rule_index), "called",
                      is_all     ? "all"
                      : is_share ? "share"
                                 : "head-count",
                      "number", is_all ? kept(json_null()) : input(export, called),
                      "bands", numbers(action->bands.value, action->bands.n),
                      "participation", input(export, action->participation), "spread",
                      action->spread, "month_spread", action->month_spread, "fatigue",
                      input(export, action->fatigue), "rostered",
                      input(export, action->rostered))));
    }
    return list;
}

static json_t *overlaps(const struct sf_plan *plan, size_t first, size_t n)
{
    json_t *list = kept(json_array());
    for (size_t i = first; i < first + n; i++) {
        json_array_append_new(
            list, kept(json_pack("{si sf}", "callout", (int)plan->overlap[i].callout,
                                 "weight", plan->overlap[i].weight)));
    }
    return list;
}

static json_t *callouts(const struct sf_plan *plan)
{
    json_t *list = kept(json_array());
    for (size_t i = 0; i < plan->n_callouts; i++) {
        const struct sf_callout *callout = &plan->callout[i];
        json_t *pay = kept(json_array());
        for (size_t b = 0; b < plan->n_bands; b++) {
            const struct sf_day_pay *day = sf_plan_day_pay(plan, i, b);
            json_array_append_new(
                pay, kept(json_pack("{sf so sf}", "pence", day->full_pence, "days",
                                    kept(day->full_days == INT32_MAX
                                             ? json_null()
                                             : json_integer(day->full_days)),
                                    "part_pence", day->part_pence)));
        }
        json_array_append_new(
            list,
            kept(json_pack("{si si so so}", "action", (int)callout->action, "employer",
                           (int)callout->employer, "day_pay", pay, "called_before",
                           overlaps(plan, callout->first_rival, callout->n_rivals))));
    }
    return list;
}

static json_t *days(const struct sf_plan *plan, const struct sf_callout_month *part)
{
    json_t *list = kept(json_array());
    for (size_t d = part->first_day; d < part->first_day + part->n_days; d++) {
        const struct sf_plan_day *day = &plan->day[d];
        json_array_append_new(
            list, kept(json_pack("{sf si so}", "weight", day->weight, "paid_ordinal",
                                 (int)day->paid_ordinal, "called_elsewhere",
                                 overlaps(plan, day->first_overlap, day->n_overlaps))));
    }
    return list;
}

static json_t *schedule(const struct sf_plan *plan)
{
    json_t *months = kept(json_array());
    for (size_t m = 1; m <= plan->n_months; m++) {
        json_t *parts = kept(json_array());
        for (size_t i = plan->month_start[m]; i < plan->month_start[m + 1]; i++) {
            const struct sf_callout_month *part = &plan->callout_month[i];
            json_array_append_new(
                parts,
                kept(json_pack("{si sb so}", "callout", (int)part->callout, "starts",
                               part->is_first_month, "days", days(plan, part))));
        }
        json_array_append_new(months, parts);
    }
    return months;
}

static json_t *ballots(const struct sf_scenario *scenario)
{
    json_t *list = kept(json_array());
    for (size_t i = 0; i < scenario->n_ballots; i++) {
        const struct sf_ballot *ballot = &scenario->ballot[i];
        const double rate = sf_pence_rate(ballot->cost_per_member);
        const int month = sf_month_of_day(ballot->closes) - scenario->start + 1;
        if (!(rate > 0.0) || month < 1 || month > scenario->n_months) {
            continue;
        }
        json_t *employers = kept(json_array());
        for (size_t e = 0; e < ballot->employers.n; e++) {
            json_array_append_new(
                employers, kept(json_integer((json_int_t)ballot->employers.index[e])));
        }
        json_array_append_new(
            list, kept(json_pack("{si sf so}", "month", month, "pence_a_member", rate,
                                 "employers", employers)));
    }
    return list;
}

static json_t *fund(struct export *export)
{
    const struct sf_plan *plan = export->plan;
    const struct sf_fund_terms *terms = &export->scenario->fund;
    const size_t n = plan->n_months + 1;
    return kept(json_pack(
        "{so sI sf so sf sf so so so so}", "opening", input(export, terms->opening),
        "minimum_balance", (json_int_t)plan->minimum_balance, "subscription_share",
        plan->subscription_share, "donations", input(export, terms->donations),
        "interest", terms->interest, "overdraft_interest", terms->overdraft_interest,
        "received", sums(plan->received, n), "paid_out", sums(plan->paid_out, n),
        "campaign_cost", sums(plan->campaign_cost, n), "ballots",
        ballots(export->scenario)));
}

static json_t *subscriptions(const struct sf_scenario *scenario)
{
    json_t *list = kept(json_array());
    for (size_t b = 0; b < scenario->n_bands; b++) {
        json_array_append_new(list, kept(json_real(scenario->band[b].subscription)));
    }
    return list;
}

static json_t *document(struct export *export)
{
    const struct sf_plan *plan = export->plan;
    use(export, export->scenario->n_correlations > 0, "correlated inputs");
    use(export, plan->is_gated != NULL, "days that happen in some runs only");
    use(export, plan->settlement != NULL, "a settlement");
    use(export, plan->has_short, "action short of strike");
    use(export, plan->has_momentum, "momentum");
    json_t *made = kept(
        json_pack("{ss ss si si si so so so si so so so so so so so}", "title",
                  export->scenario->title, "strategy", plan->strategy->name, "months",
                  (int)plan->n_months, "n_employers", (int)plan->n_employers, "n_bands",
                  (int)plan->n_bands, "opening", counts(plan->opening, plan->n_cells),
                  "gross_day", numbers(plan->gross_day, plan->n_cells), "net_day",
                  numbers(plan->net_day, plan->n_cells), "other_payers",
                  (int)export->scenario->other_payers, "subscriptions",
                  subscriptions(export->scenario), "members", members(export), "levies",
                  levies(export), "actions", actions(export), "callouts",
                  callouts(plan), "schedule", schedule(plan), "fund", fund(export)));
    json_object_set(made, "rules", export->rules);
    json_object_set(made, "inputs", export->inputs);
    json_object_set(made, "uses", export->uses);
    return made;
}

static int write_plan(const struct sf_scenario *scenario, const struct sf_plan *plan)
{
    struct export export = {
        .scenario = scenario,
        .plan = plan,
        .inputs = kept(json_array()),
        .rules = kept(json_array()),
        .uses = kept(json_array()),
        .input_at = kept(calloc(scenario->n_inputs + 1, sizeof(json_int_t))),
        .rule_at = kept(calloc(scenario->n_rules + 1, sizeof(json_int_t)))};
    memset(export.input_at, -1, scenario->n_inputs * sizeof(json_int_t));
    memset(export.rule_at, -1, scenario->n_rules * sizeof(json_int_t));
    json_t *made = document(&export);
    const int failed =
        json_dumpf(made, stdout, JSON_INDENT(1) | JSON_REAL_PRECISION(17));
    json_decref(made);
    json_decref(export.inputs);
    json_decref(export.rules);
    json_decref(export.uses);
    free(export.input_at);
    free(export.rule_at);
    return failed != 0 || puts("") < 0 ? 74 : 0;
}

int main(int argc, char **argv)
{
    struct sf_faults faults = {0};
    struct sf_scenario *scenario = NULL;
    struct sf_plan *plan = NULL;
    if (argc != 3) {
        fputs("usage: export SCENARIO STRATEGY\n", stderr);
        return 64;
    }
    enum sf_status status = sf_scenario_read(argv[1], NULL, 0, &faults, &scenario);
    for (size_t i = 0; i < faults.n && status != SF_OK; i++) {
        fprintf(stderr, "export: %s\n", faults.fault[i].words);
    }
    sf_faults_free(&faults);
    size_t s = 0;
    while (status == SF_OK && s < scenario->n_strategies &&
           strcmp(scenario->strategy[s].name, argv[2]) != 0) {
        s++;
    }
    if (status == SF_OK && s == scenario->n_strategies) {
        fprintf(stderr, "export: no strategy '%s'\n", argv[2]);
        status = SF_ERR_USAGE;
    }
    if (status == SF_OK) {
        status = sf_plan_init(scenario, s, &plan);
    }
    int code = sf_status_exit_code(status);
    if (status == SF_OK) {
        code = write_plan(scenario, plan);
    }
    sf_plan_free(plan);
    sf_scenario_free(scenario);
    return code;
}
