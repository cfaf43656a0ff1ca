/* Keys that affect money alone: people do the same whatever they are, and strategies
 * that differ in nothing else are simulated on one set of counts. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/experiment.h"
#include "engine/worker.h"
#include "scenario/schema.h"
#include "support/campaign.h"
#include "support/everything.h"
#include "support/process.h"
#include "support/sameness.h"

enum { BANDS = 2 };

/** Where the keys of each group stand in the scenario under test. */
static const char *const PREFIX[SF_N_GROUPS] = {
    [SF_GROUP_SCENARIO] = "",
    [SF_GROUP_FUND] = "fund.",
    [SF_GROUP_ONE_OFF] = "fund.one_offs.hall.",
    [SF_GROUP_BAND] = "bands.high.",
    [SF_GROUP_EMPLOYERS] = "employers.",
    [SF_GROUP_EMPLOYER] = "employers.list.Museum.",
    [SF_GROUP_MEMBERS] = "members.",
    [SF_GROUP_LEVY] = "levies.first.",
    [SF_GROUP_RULE] = "rules.paid.",
    [SF_GROUP_BALLOT] = "ballots.again.",
    [SF_GROUP_STRATEGY] = "strategies.pickets.",
    [SF_GROUP_ACTION] = "strategies.pickets.actions.paid pickets.",
};

/** A number in a key's range that is hardly any scenario's own. */
static double some_number(const struct sf_key *key)
{
    const double high = key->high < 7.0 ? key->high : 7.0;
    const double low = key->low > 0.0 ? key->low : 0.0;
    return key->type == SF_KEY_WHOLE ? 3.0 : low + 0.6180339 * (high - low);
}

static bool is_numeric(const struct sf_key *key)
{
    return key->type == SF_KEY_INPUT || key->type == SF_KEY_NUMBER ||
           key->type == SF_KEY_WHOLE;
}

/** The scenario with one number put in, as --set does; NULL when it is refused. */
static struct sf_scenario *with(const char *path, const char *prefix,
                                const struct sf_key *key)
{
    char name[120];
    char value[40];
    snprintf(name, sizeof(name), "%s%s", prefix, key->name);
    snprintf(value, sizeof(value), "%.6g", some_number(key));
    const struct sf_override override = {.key = name, .value = value};
    struct sf_faults faults = {0};
    struct sf_scenario *scenario = NULL;
    (void)!sf_scenario_read(path, &override, 1, &faults, &scenario);
    sf_faults_free(&faults);
    return scenario;
}

static struct sf_experiment *resolve(const struct sf_scenario *scenario)
{
    static const size_t STRATEGY[] = {0, 1, 2, 3};
    struct sf_experiment *experiment = NULL;
    cr_assert_eq(sf_experiment_init(scenario, STRATEGY, 4, &experiment), SF_OK);
    return experiment;
}

/** Runs both side by side; each must be as it is alone. */
static void expect_as_alone(const struct sf_experiment *a,
                            const struct sf_experiment *b, const char *name)
{
    const struct sf_experiment *const both[] = {a, b};
    const struct sf_experiment_options how = {
        .first_run = 5, .n_runs = 150, .n_threads = 1, .block_runs = 64};
    struct sf_results *beside[2];
    struct sf_results *alone = NULL;
    cr_assert_eq(sf_experiments_run(both, 2, &how, beside, NULL), SF_OK);
    cr_assert_eq(sf_experiment_run(b, &how, &alone), SF_OK, "%s", name);
    expect_same_results(alone, beside[1], BANDS);
    sf_results_free(beside[0]);
    sf_results_free(beside[1]);
    sf_results_free(alone);
}

Test(money, alone_is_what_its_keys_affect)
{
    char *here = process_directory();
    char path[256];
    snprintf(path, sizeof(path), "%s/s.cfg", here);
    process_write(here, "s.cfg", "format = \"strikefund-1\";\n" EVERYTHING);
    const struct sf_key none = {.name = "runs", .type = SF_KEY_WHOLE};
    struct sf_scenario *scenario = with(path, "", &none);
    cr_assert_not_null(scenario);
    struct sf_experiment *base = resolve(scenario);
    size_t n_money = 0;
    size_t n_people = 0;
    for (int group = 0; group < SF_N_GROUPS; group++) {
        const struct sf_schema *schema = sf_schema_of((enum sf_group)group);
        for (size_t k = 0; k < schema->n_keys && PREFIX[group] != NULL; k++) {
            const struct sf_key *key = &schema->key[k];
            struct sf_scenario *other =
                is_numeric(key) ? with(path, PREFIX[group], key) : NULL;
            if (other == NULL) {
                continue; /* no number, or refused beside the other keys */
            }
            struct sf_experiment *changed = resolve(other);
            const bool is_shared = sf_experiments_share_people(base, changed);
            cr_expect(is_shared || !key->is_money, "%s%s", PREFIX[group], key->name);
            expect_as_alone(base, changed, key->name);
            n_money += key->is_money;
            n_people += !is_shared;
            sf_experiment_free(changed);
            sf_scenario_free(other);
        }
    }
    cr_expect_geq(n_money, 20, "%zu", n_money);
    cr_expect_geq(n_people, 15, "%zu", n_people);
    sf_experiment_free(base);
    sf_scenario_free(scenario);
    process_directory_end(here);
}

/* The same pickets under two rules, and once with an earlier warning; more pickets; and
 * pickets whom nothing is paid: five strategies, and people of three kinds. */
#define STRATEGY(rule, notice, called)                                                 \
    "{ name = \"" rule notice called "\"; levy = \"levy\"; actions = (\n"              \
    "  { name = \"pickets\"; employer = \"Harbour\"; rule = \"" rule "\";\n"           \
    "    called = " called "; from = \"2022-12-19\"; to = \"2023-01-13\";\n"           \
    "    notice = \"" notice "\"; prepared_max = 0.3; participation = 0.8;\n"          \
    "    fatigue = 0.03; rostered = 0.93; } ); }"
#define NET     STRATEGY("net", "2022-11-25", "31")
#define FLAT    STRATEGY("flat", "2022-11-25", "31")
#define MORE    STRATEGY("net", "2022-11-25", "37")
#define WARNED  STRATEGY("net", "2022-11-14", "31")
#define NOTHING STRATEGY("nothing", "2022-11-25", "31")
#define UNDER_RULES                                                                    \
    "members : { leave = 0.02; join = 0.01; join_in_action = 0.02; };\n"               \
    "levies = ( { name = \"levy\"; from = \"2022-12\"; to = \"2023-05\"; spread = "    \
    "0.3;\n  rates = { low = 3.0; high = 5.0; }; notpay = 0.15; lapse = 0.02;\n"       \
    "  exempt_on_paid_strike = true; } );\n"                                           \
    "ballots = ( { name = \"autumn\"; closes = \"2022-11-07\"; } );\n"                 \
    "rules : { net : { basis = \"net\"; rate = 0.9; from_day = 2; max_amount = "       \
    "700.0; };\n"                                                                      \
    "  flat : { basis = \"flat\"; amounts = 41.5; max_days = 4; take_up = 0.7;\n"      \
    "    claim_lag = [0.5, 0.5]; };\n"                                                 \
    "  nothing : { basis = \"none\"; hardship_share = 0.2;\n"                          \
    "    hardship_grant = 50.0; }; };\n"
#define FIVE                                                                           \
    EVERYTHING_HEAD EVERYTHING_FUND("20000.0") EVERYTHING_BANDS EVERYTHING_EMPLOYERS(  \
        HARBOUR ", " MUSEUM) UNDER_RULES "strategies = ( " NET ",\n" FLAT ",\n" MORE   \
                                         ",\n" WARNED ",\n" NOTHING " );\n"

/** Expects a strategy's figures to be those of the only one of other results. */
static void expect_strategy(const struct sf_results *all, size_t strategy,
                            const struct sf_results *only)
{
    for (size_t month = 0; month <= 9; month++) {
        for (int m = 0; m < SF_N_MEASURES; m++) {
            const struct sf_statistic a =
                sf_results_monthly(all, strategy, month, (enum sf_measure)m);
            const struct sf_statistic b =
                sf_results_monthly(only, 0, month, (enum sf_measure)m);
            cr_expect(a.q05 == b.q05 && a.q50 == b.q50 && a.q95 == b.q95 &&
                          a.has_moments == b.has_moments && a.mean == b.mean &&
                          a.sd == b.sd,
                      "strategy %zu, month %zu, %s", strategy, month,
                      sf_measure_name((enum sf_measure)m));
        }
    }
    for (size_t b = 0; b < BANDS; b++) {
        for (int is_called = 0; is_called < 2; is_called++) {
            const struct sf_member_view x =
                sf_results_member_view(all, strategy, b, is_called);
            const struct sf_member_view y =
                sf_results_member_view(only, 0, b, is_called);
            cr_expect(x.levy_paid == y.levy_paid && x.pay_lost == y.pay_lost &&
                          x.strike_pay == y.strike_pay && x.hardship == y.hardship,
                      "strategy %zu, band %zu", strategy, b);
        }
    }
    for (size_t e = 0; e < 2; e++) {
        for (int m = 0; m < SF_N_EMPLOYER_MEASURES; m++) {
            const enum sf_employer_measure measure = (enum sf_employer_measure)m;
            cr_expect_eq(sf_results_employer(all, strategy, e, measure).mean,
                         sf_results_employer(only, 0, e, measure).mean);
        }
    }
}

Test(money, strategies_with_the_same_people_share_a_block)
{
    struct campaign c = campaign_open(FIVE);
    const struct sf_experiment *const five = c.experiment;
    struct sf_worker worker;
    cr_assert_eq(sf_worker_init(&five, 1, 64, true, &worker), SF_OK);
    cr_expect_eq(worker.n_blocks, 3);
    cr_expect_eq(worker.block[0].n_books, 3);
    cr_expect(!worker.block[0].books[1].has_own_pay);
    cr_expect(worker.block[0].books[2].has_own_pay, "less of the work is left undone");
    sf_worker_free(&worker);
    const struct sf_experiment_options how = {
        .first_run = 2, .n_runs = 300, .n_threads = 1};
    struct sf_results *all = NULL;
    cr_assert_eq(sf_experiment_run(c.experiment, &how, &all), SF_OK);
    for (size_t s = 0; s < 5; s++) {
        struct sf_experiment *only = NULL;
        struct sf_results *alone = NULL;
        cr_assert_eq(sf_experiment_init(c.scenario, &s, 1, &only), SF_OK);
        cr_assert_eq(sf_experiment_run(only, &how, &alone), SF_OK);
        expect_strategy(all, s, alone);
        sf_results_free(alone);
        sf_experiment_free(only);
    }
    sf_results_free(all);
    campaign_close(&c);
}
