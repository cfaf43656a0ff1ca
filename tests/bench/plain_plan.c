/* Reads a plan as export.c writes it. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "bench/plain.h"

/* Rules of the document's `uses` that are modelled here. */
static const char *const MODELLED[] = {"strikers exempt from the levy"};

static void refuse(const char *format, const char *what)
{
    fputs("plain: ", stderr);
    fprintf(stderr, format, what);
    fputs("\n", stderr);
    exit(65);
}

static void *zeros(size_t n, size_t size)
{
    void *made = calloc(n + 1, size);
    if (made == NULL) {
        refuse("%s", "out of memory");
    }
    return made;
}

static const json_t *get(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (value == NULL) {
        refuse("the plan has no '%s'", key);
    }
    return value;
}

static double number(const json_t *object, const char *key)
{
    return json_number_value(get(object, key));
}

static int whole(const json_t *object, const char *key)
{
    const json_t *value = get(object, key);
    return json_is_null(value) ? -1 : (int)json_integer_value(value);
}

static bool yes(const json_t *object, const char *key)
{
    return json_is_true(get(object, key));
}

static int length(const json_t *object, const char *key)
{
    return (int)json_array_size(get(object, key));
}

static const json_t *item(const json_t *object, const char *key, int i)
{
    return json_array_get(get(object, key), (size_t)i);
}

static double *numbers(const json_t *object, const char *key)
{
    const int n = length(object, key);
    double *list = zeros((size_t)n + 1, sizeof(*list));
    for (int i = 0; i < n; i++) {
        list[i] = json_number_value(item(object, key, i));
    }
    return list;
}

static struct input read_input(const json_t *from)
{
    static const char *const NAMES[N_DISTRIBUTIONS] = {
        "fixed",     "uniform", "triangular", "pert",        "normal",
        "lognormal", "beta",    "gamma",      "logitnormal", "discrete"};
    const char *name = json_string_value(get(from, "distribution"));
    struct input input = {.low = -INFINITY, .high = INFINITY};
    while (input.distribution < N_DISTRIBUTIONS &&
           strcmp(NAMES[input.distribution], name) != 0) {
        input.distribution++;
    }
    if (input.distribution == N_DISTRIBUTIONS) {
        refuse("does not know the distribution '%s'", name);
    }
    for (int i = 0; i < length(from, "parameters"); i++) {
        input.parameter[i] = json_number_value(item(from, "parameters", i));
    }
    input.n_points = length(from, "points");
    input.point = numbers(from, "points");
    input.weight = numbers(from, "weights");
    if (!json_is_null(get(from, "low"))) {
        input.low = number(from, "low");
    }
    if (!json_is_null(get(from, "high"))) {
        input.high = number(from, "high");
    }
    return input;
}

static struct levy read_levy(const json_t *from)
{
    return (struct levy){.first = whole(from, "first"),
                         .last = whole(from, "last"),
                         .exempt_on_paid_strike = yes(from, "exempt_on_paid_strike"),
                         .is_consulted = yes(from, "is_consulted"),
                         .rate = numbers(from, "rate"),
                         .above_reference = numbers(from, "above_reference"),
                         .rise = numbers(from, "rise"),
                         .spread = number(from, "spread"),
                         .notpay = whole(from, "notpay"),
                         .rate_response = whole(from, "rate_response"),
                         .consultation_effect = whole(from, "consultation_effect"),
                         .lapse = whole(from, "lapse"),
                         .fail = whole(from, "fail"),
                         .recover = whole(from, "recover")};
}

static struct rule read_rule(const json_t *from)
{
    const struct rule rule = {.pays = yes(from, "pays"),
                              .take_up = whole(from, "take_up"),
                              .hardship_share = whole(from, "hardship_share"),
                              .hardship_grant = whole(from, "hardship_grant"),
                              .hardship_cap = (int64_t)number(from, "hardship_cap"),
                              .n_lags = length(from, "claim_lag"),
                              .claim_lag = numbers(from, "claim_lag")};
    if (rule.n_lags > MAX_CLAIM_LAG) {
        refuse("%s", "claims paid later than it knows");
    }
    return rule;
}

static struct action read_action(const json_t *from)
{
    const char *called = json_string_value(get(from, "called"));
    return (struct action){.rule = whole(from, "rule"),
                           .called = strcmp(called, "all") == 0     ? ALL
                                     : strcmp(called, "share") == 0 ? SHARE
                                                                    : HEAD_COUNT,
                           .number = whole(from, "number"),
                           .bands = length(from, "bands") > 0 ? numbers(from, "bands")
                                                              : NULL,
                           .spread = number(from, "spread"),
                           .participation = whole(from, "participation"),
                           .fatigue = whole(from, "fatigue"),
                           .rostered = whole(from, "rostered")};
}

static struct overlap *read_overlaps(const json_t *from, const char *key, int *n)
{
    *n = length(from, key);
    struct overlap *list = zeros((size_t)*n, sizeof(*list));
    for (int i = 0; i < *n; i++) {
        const json_t *one = item(from, key, i);
        list[i] = (struct overlap){whole(one, "callout"), number(one, "weight")};
    }
    return list;
}

static struct callout read_callout(const json_t *from)
{
    struct callout callout = {.action = whole(from, "action"),
                              .employer = whole(from, "employer")};
    callout.pay = zeros((size_t)length(from, "day_pay"), sizeof(*callout.pay));
    for (int b = 0; b < length(from, "day_pay"); b++) {
        const json_t *pay = item(from, "day_pay", b);
        const int days = whole(pay, "days");
        callout.pay[b] = (struct day_pay){
            number(pay, "pence"), days < 0 ? 1 << 30 : days, number(pay, "part_pence")};
    }
    callout.before = read_overlaps(from, "called_before", &callout.n_before);
    return callout;
}

static struct part read_part(const json_t *from)
{
    struct part part = {.callout = whole(from, "callout"),
                        .starts = yes(from, "starts"),
                        .n_days = length(from, "days")};
    part.day = zeros((size_t)part.n_days, sizeof(*part.day));
    for (int d = 0; d < part.n_days; d++) {
        const json_t *day = item(from, "days", d);
        part.day[d] = (struct day){.weight = number(day, "weight"),
                                   .paid_ordinal = whole(day, "paid_ordinal")};
        part.day[d].elsewhere =
            read_overlaps(day, "called_elsewhere", &part.day[d].n_elsewhere);
    }
    return part;
}

static struct month read_month(const json_t *from)
{
    struct month month = {.n_parts = (int)json_array_size(from)};
    month.part = zeros((size_t)month.n_parts, sizeof(*month.part));
    for (int i = 0; i < month.n_parts; i++) {
        month.part[i] = read_part(json_array_get(from, (size_t)i));
    }
    return month;
}

static struct ballot read_ballot(const json_t *from)
{
    struct ballot ballot = {.month = whole(from, "month"),
                            .pence_a_member = number(from, "pence_a_member"),
                            .n_employers = length(from, "employers")};
    ballot.employer = zeros((size_t)ballot.n_employers, sizeof(*ballot.employer));
    for (int i = 0; i < ballot.n_employers; i++) {
        ballot.employer[i] = (int)json_integer_value(item(from, "employers", i));
    }
    return ballot;
}

static struct fund read_fund(const json_t *from)
{
    struct fund fund = {.opening = whole(from, "opening"),
                        .donations = whole(from, "donations"),
                        .subscription_share = number(from, "subscription_share"),
                        .interest = number(from, "interest"),
                        .overdraft_interest = number(from, "overdraft_interest"),
                        .received = numbers(from, "received"),
                        .paid_out = numbers(from, "paid_out"),
                        .campaign_cost = numbers(from, "campaign_cost"),
                        .n_ballots = length(from, "ballots")};
    fund.ballot = zeros((size_t)fund.n_ballots, sizeof(*fund.ballot));
    for (int i = 0; i < fund.n_ballots; i++) {
        fund.ballot[i] = read_ballot(item(from, "ballots", i));
    }
    return fund;
}

static void check_uses(const json_t *from)
{
    for (int i = 0; i < length(from, "uses"); i++) {
        const char *what = json_string_value(item(from, "uses", i));
        bool is_modelled = false;
        for (size_t k = 0; k < sizeof(MODELLED) / sizeof(MODELLED[0]); k++) {
            is_modelled |= strcmp(MODELLED[k], what) == 0;
        }
        if (!is_modelled) {
            refuse("does not model: %s", what);
        }
    }
}

#define READ_LIST(plan, field, count, from, key, read)                                 \
    do {                                                                               \
        (plan)->count = length(from, key);                                             \
        (plan)->field = zeros((size_t)(plan)->count, sizeof(*(plan)->field));          \
        for (int i = 0; i < (plan)->count; i++) {                                      \
            (plan)->field[i] = read(item(from, key, i));                               \
        }                                                                              \
    } while (0)

struct plan *plan_read(const char *path)
{
    json_error_t error;
    json_t *from = json_load_file(path, 0, &error);
    if (from == NULL) {
        refuse("cannot read the plan: %s", error.text);
    }
    check_uses(from);
    struct plan *plan = zeros(1, sizeof(*plan));
    plan->n_months = whole(from, "months");
    plan->n_employers = whole(from, "n_employers");
    plan->n_bands = whole(from, "n_bands");
    plan->n_cells = plan->n_employers * plan->n_bands;
    if (plan->n_bands > MAX_BANDS) {
        refuse("%s", "more bands than it knows");
    }
    plan->opening = numbers(from, "opening");
    plan->opening[plan->n_cells] = number(from, "other_payers");
    plan->gross_day = numbers(from, "gross_day");
    plan->net_day = numbers(from, "net_day");
    plan->subscription = numbers(from, "subscriptions");
    READ_LIST(plan, input, n_inputs, from, "inputs", read_input);
    READ_LIST(plan, rule, n_rules, from, "rules", read_rule);
    READ_LIST(plan, action, n_actions, from, "actions", read_action);
    READ_LIST(plan, callout, n_callouts, from, "callouts", read_callout);
    READ_LIST(plan, month, n_months, from, "schedule", read_month);
    const json_t *members = get(from, "members");
    plan->leave = whole(members, "leave");
    plan->join = whole(members, "join");
    plan->join_in_action = whole(members, "join_in_action");
    plan->elasticity = whole(members, "elasticity");
    plan->has_levy = length(from, "levies") > 0;
    if (plan->has_levy) {
        plan->levy = read_levy(item(from, "levies", 0));
    }
    plan->fund = read_fund(get(from, "fund"));
    json_decref(from);
    return plan;
}
