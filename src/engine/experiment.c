#include "engine/experiment.h"

#include <stdlib.h>
#include <string.h>

#include "engine/replay.h"
#include "random/copula.h"
#include "random/kernels.h"

/** The inputs' tables and the strategies' plans as one fingerprint. */
static enum sf_status hash_experiment(struct sf_experiment *experiment)
{
    struct sf_text text = {0};
    for (size_t i = 0; i < experiment->scenario->n_inputs; i++) {
        sf_input_table_put(&experiment->table[i], &text);
    }
    for (size_t i = 0; i < experiment->n; i++) {
        sf_text_add_bytes(&text, experiment->plan[i]->hash,
                          strlen(experiment->plan[i]->hash));
    }
    const enum sf_status status = text.is_out_of_memory ? SF_ERR_MEMORY : SF_OK;
    if (status == SF_OK) {
        sf_sha256_hex(text.chars, text.length, experiment->hash);
    }
    sf_text_free(&text);
    return status;
}

static enum sf_status fill(struct sf_experiment *experiment, const size_t *strategy)
{
    const struct sf_scenario *scenario = experiment->scenario;
    for (size_t i = 0; i < scenario->n_inputs; i++) {
        const enum sf_status status =
            sf_input_table_init(&scenario->input[i], &experiment->table[i]);
        if (status != SF_OK) {
            return status;
        }
    }
    const enum sf_status correlated = sf_copula_apply(scenario, experiment->table);
    if (correlated != SF_OK) {
        return correlated;
    }
    for (size_t i = 0; i < experiment->n; i++) {
        experiment->strategy[i] = strategy[i];
        enum sf_status status =
            sf_plan_init(scenario, strategy[i], &experiment->plan[i]);
        if (status == SF_OK) {
            status = sf_plan_people_hash(experiment->plan[i], experiment->table,
                                         experiment->people[i]);
        }
        if (status != SF_OK) {
            return status;
        }
    }
    return hash_experiment(experiment);
}

enum sf_status sf_experiment_init(const struct sf_scenario *scenario,
                                  const size_t *strategy, size_t n_strategies,
                                  struct sf_experiment **experiment)
{
    struct sf_experiment *made = calloc(1, sizeof(*made));
    if (made == NULL) {
        return SF_ERR_MEMORY;
    }
    *made = (struct sf_experiment){
        .scenario = scenario,
        .n = n_strategies,
        .kernels = sf_kernels_best(),
        .strategy = calloc(n_strategies + 1, sizeof(*made->strategy)),
        .plan = calloc(n_strategies + 1, sizeof(*made->plan)),
        .people = calloc(n_strategies + 1, sizeof(*made->people)),
        .table = calloc(scenario->n_inputs + 1, sizeof(*made->table))};
    enum sf_status status = SF_ERR_MEMORY;
    if (made->strategy != NULL && made->plan != NULL && made->people != NULL &&
        made->table != NULL) {
        status = fill(made, strategy);
    }
    if (status != SF_OK) {
        sf_experiment_free(made);
        return status;
    }
    *experiment = made;
    return SF_OK;
}

void sf_experiment_free(struct sf_experiment *experiment)
{
    if (experiment == NULL) {
        return;
    }
    for (size_t i = 0; experiment->table != NULL && i < experiment->scenario->n_inputs;
         i++) {
        sf_input_table_free(&experiment->table[i]);
    }
    for (size_t i = 0; experiment->plan != NULL && i < experiment->n; i++) {
        sf_plan_free(experiment->plan[i]);
    }
    free(experiment->strategy);
    free(experiment->plan);
    free(experiment->people);
    free(experiment->table);
    free(experiment);
}

const char *sf_experiment_plan_hash(const struct sf_experiment *experiment)
{
    return experiment->hash;
}

const char *sf_experiment_instruction_set(void)
{
    return sf_kernels_best()->name;
}

const struct sf_scenario *sf_experiment_scenario(const struct sf_experiment *experiment)
{
    return experiment->scenario;
}

size_t sf_experiment_n_strategies(const struct sf_experiment *experiment)
{
    return experiment->n;
}

size_t sf_experiment_strategy(const struct sf_experiment *experiment, size_t i)
{
    SF_BUG_ON(i >= experiment->n);
    return experiment->strategy[i];
}

bool sf_experiments_share_people(const struct sf_experiment *a,
                                 const struct sf_experiment *b)
{
    bool is_same = a->n == b->n;
    for (size_t s = 0; is_same && s < a->n; s++) {
        is_same = strcmp(a->people[s], b->people[s]) == 0;
    }
    return is_same;
}

struct sf_results_shape sf_experiment_shape(const struct sf_experiment *experiment,
                                            uint64_t first_run,
                                            size_t levy_months[SF_MAX_STRATEGIES])
{
    SF_BUG_ON(experiment->n > SF_MAX_STRATEGIES);
    bool has_shortages = experiment->scenario->fund.pots.n > 0;
    bool has_refunds = false;
    for (size_t s = 0; s < experiment->n; s++) {
        const struct sf_plan *plan = experiment->plan[s];
        has_shortages |=
            sf_strategy_reads_fund(experiment->scenario, experiment->strategy[s]);
        has_refunds |=
            sf_strategy_has_refund(experiment->scenario, experiment->strategy[s]);
        levy_months[s] = 0;
        for (size_t m = 1; m <= plan->n_months; m++) {
            const size_t phase = plan->phase_of_month[m];
            levy_months[s] +=
                phase != SF_NONE && plan->phase[phase].levy->trigger == SF_TRIGGER_NONE;
        }
    }
    return (struct sf_results_shape){.n_strategies = experiment->n,
                                     .n_months = (size_t)experiment->scenario->n_months,
                                     .n_bands = experiment->scenario->n_bands,
                                     .n_employers = experiment->scenario->n_employers,
                                     .n_mandates = experiment->plan[0]->votes.n_cells,
                                     .n_pots = experiment->scenario->fund.pots.n,
                                     .first_run = first_run,
                                     .has_shortages = has_shortages,
                                     .has_refunds = has_refunds,
                                     .levy_months = levy_months};
}

enum sf_status sf_experiment_replay(const struct sf_experiment *experiment,
                                    size_t strategy, uint64_t run,
                                    struct sf_ledger *ledger)
{
    if (strategy >= experiment->n || run == 0) {
        return SF_ERR_RANGE;
    }
    return sf_replay(experiment, strategy, run, NULL, NULL, NULL, ledger);
}

enum sf_status sf_experiment_trace(const struct sf_experiment *experiment,
                                   size_t strategy, uint64_t run,
                                   struct sf_trace *trace)
{
    if (strategy >= experiment->n || run == 0) {
        return SF_ERR_RANGE;
    }
    return sf_replay_traced(experiment, strategy, run, trace);
}
