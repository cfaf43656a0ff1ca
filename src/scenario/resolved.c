#include <math.h>
#include <string.h>

#include "scenario/channels_read.h"
#include "scenario/keyed.h"
#include "scenario/resolved_values.h"
#include "scenario/scope.h"

/* What is being written: the text, its scenario and how far it is indented. */
struct writer {
    struct sf_text text;
    const struct sf_scenario *scenario;
    int indent;
};

static void write_group(struct writer *w, enum sf_group group, const void *from);

static void start_key(struct writer *w, const char *key)
{
    sf_text_add(&w->text, "%*s%s = ", w->indent, "", key);
}

static void end_key(struct writer *w)
{
    sf_text_add(&w->text, ";\n");
}

static void write_value(struct writer *w, const char *key, const struct sf_text *value)
{
    start_key(w, key);
    sf_text_add_bytes(&w->text, value->chars != NULL ? value->chars : "",
                      value->length);
    end_key(w);
    w->text.is_out_of_memory |= value->is_out_of_memory;
}

static void write_text_key(struct writer *w, const char *key, const char *value)
{
    start_key(w, key);
    sf_quoted_write(&w->text, value);
    end_key(w);
}

static void write_number(struct writer *w, const char *key, double number)
{
    start_key(w, key);
    sf_real_write(&w->text, number);
    end_key(w);
}

static void open_group(struct writer *w, const char *key)
{
    sf_text_add(&w->text, "%*s%s : {\n", w->indent, "", key);
    w->indent += 2;
}

static void close_group(struct writer *w)
{
    w->indent -= 2;
    sf_text_add(&w->text, "%*s};\n", w->indent, "");
}

/* A list of groups: n structures of a kind. */
static void write_list(struct writer *w, const char *key, enum sf_group group,
                       const void *first, size_t n, size_t stride)
{
    if (n == 0) {
        return;
    }
    sf_text_add(&w->text, "%*s%s = (\n", w->indent, "", key);
    for (size_t i = 0; i < n; i++) {
        w->indent += 2;
        sf_text_add(&w->text, "%*s{\n", w->indent, "");
        w->indent += 2;
        write_group(w, group, (const char *)first + i * stride);
        w->indent -= 2;
        sf_text_add(&w->text, "%*s}%s\n", w->indent, "", i + 1 < n ? "," : "");
        w->indent -= 2;
    }
    sf_text_add(&w->text, "%*s);\n", w->indent, "");
}

static void write_head(struct writer *w, const char *key)
{
    const struct sf_scenario *s = w->scenario;
    if (strcmp(key, "format") == 0) {
        write_text_key(w, key, "strikefund-1");
    } else if (strcmp(key, "inputs") == 0) {
        const char *name;
        const bool has_shared =
            s->n_inputs > 0 && sf_input_is_shared(&s->input[0], &name);
        if (has_shared) {
            open_group(w, key);
        }
        for (size_t i = 0; i < s->n_inputs && sf_input_is_shared(&s->input[i], &name);
             i++) {
            start_key(w, name);
            sf_input_body_write(&w->text, &s->input[i]);
            end_key(w);
        }
        if (has_shared) {
            close_group(w);
        }
    } else if (strcmp(key, "fund") == 0) {
        open_group(w, key);
        write_group(w, SF_GROUP_FUND, &s->fund);
        close_group(w);
    } else if (strcmp(key, "bands") == 0) {
        write_list(w, key, SF_GROUP_BAND, s->band, s->n_bands, sizeof(*s->band));
    } else if (strcmp(key, "employers") == 0) {
        open_group(w, key);
        write_group(w, SF_GROUP_EMPLOYERS, s);
        close_group(w);
    } else if (strcmp(key, "members") == 0) {
        open_group(w, key);
        write_group(w, SF_GROUP_MEMBERS, &s->members);
        close_group(w);
    } else if (strcmp(key, "levies") == 0) {
        write_list(w, key, SF_GROUP_LEVY, s->levy, s->n_levies, sizeof(*s->levy));
    } else if (strcmp(key, "rules") == 0 && s->n_rules > 0) {
        open_group(w, key);
        for (size_t i = 0; i < s->n_rules; i++) {
            open_group(w, s->rule[i].name);
            write_group(w, SF_GROUP_RULE, &s->rule[i]);
            close_group(w);
        }
        close_group(w);
    } else if (strcmp(key, "ballots") == 0) {
        write_list(w, key, SF_GROUP_BALLOT, s->ballot, s->n_ballots,
                   sizeof(*s->ballot));
    } else if (strcmp(key, "settlements") == 0) {
        write_list(w, key, SF_GROUP_SETTLEMENT, s->settlement, s->n_settlements,
                   sizeof(*s->settlement));
    } else if (strcmp(key, "strategies") == 0) {
        write_list(w, key, SF_GROUP_STRATEGY, s->strategy, s->n_strategies,
                   sizeof(*s->strategy));
    } else if (strcmp(key, "correlations") == 0) {
        write_list(w, key, SF_GROUP_CORRELATION, s->correlation, s->n_correlations,
                   sizeof(*s->correlation));
    }
}

static void write_employer(struct writer *w, const char *key,
                           const struct sf_employer *employer)
{
    const size_t n_bands = w->scenario->n_bands;
    if (strcmp(key, "shares") == 0 || strcmp(key, "salaries") == 0) {
        start_key(w, key);
        sf_reals_write(&w->text, key[1] == 'h' ? employer->share : employer->salary,
                       n_bands);
        end_key(w);
    } else if (strcmp(key, "result") == 0 && employer->has_result) {
        write_text_key(w, key, employer->met_threshold ? "met" : "missed");
    } else if (strcmp(key, "result") != 0 && employer->has_turnout) {
        write_number(w, key, key[0] == 't' ? employer->turnout : employer->yes);
    }
}

static void write_rates(struct writer *w, const char *key, const struct sf_rate *rate,
                        size_t n)
{
    struct sf_text value = {0};
    if (n > 0) {
        sf_rates_write(&value, rate, n);
        write_value(w, key, &value);
    }
    sf_text_free(&value);
}

static void write_amounts(struct writer *w, const char *key,
                          const struct sf_amount *amount, size_t n)
{
    struct sf_text value = {0};
    if (n > 0) {
        sf_amounts_write(&value, w->scenario, amount, n);
        write_value(w, key, &value);
    }
    sf_text_free(&value);
}

/* Where the fund is one, no pot is named. */
static void write_pot(struct writer *w, const char *key, size_t pot)
{
    if (pot != SF_NONE) {
        write_text_key(w, key, w->scenario->fund.pots.pot[pot].name);
    }
}

static void write_levy(struct writer *w, const char *key, const struct sf_levy *levy)
{
    if (strcmp(key, "rates") == 0) {
        write_rates(w, key, levy->rate, levy->n_rates);
    } else if (strcmp(key, "channels") == 0) {
        write_list(w, key, SF_GROUP_CHANNEL, levy->channel, levy->n_channels,
                   sizeof(*levy->channel));
    } else if (strcmp(key, "scope") == 0) {
        struct sf_text value = {0};
        if (sf_scope_write(&value, w->scenario, levy)) {
            write_value(w, key, &value);
        }
        sf_text_free(&value);
    } else if (strcmp(key, "reference_rates") == 0) {
        write_rates(w, key, levy->reference_rate, levy->n_reference_rates);
    } else if (strcmp(key, "pot") == 0) {
        write_pot(w, key, levy->pot);
    } else if (levy->has_refund) {
        open_group(w, key);
        write_group(w, SF_GROUP_REFUND, &levy->refund);
        close_group(w);
    }
}

static void write_rule(struct writer *w, const char *key, const struct sf_rule *rule)
{
    if (strcmp(key, "amounts") == 0) {
        write_amounts(w, key, rule->amount, rule->n_amounts);
    } else if (strcmp(key, "amounts_by_salary") == 0) {
        write_list(w, key, SF_GROUP_BY_SALARY, rule->by_salary, rule->n_by_salary,
                   sizeof(*rule->by_salary));
    } else if (strcmp(key, "steps") == 0) {
        write_list(w, key, SF_GROUP_STEP, rule->step, rule->n_steps,
                   sizeof(*rule->step));
    } else {
        write_list(w, key, SF_GROUP_TIER, rule->tier, rule->n_tiers,
                   sizeof(*rule->tier));
    }
}

static void write_step(struct writer *w, const char *key, const struct sf_step *step)
{
    if (strcmp(key, "amounts") == 0) {
        write_amounts(w, key, step->amount, step->n_amounts);
    } else if (!isnan(step->rate)) {
        write_number(w, key, step->rate);
    }
}

/* The n names at the start of structures that lie `stride` apart; the caller says where
 * a name is by giving the address of the first. */
static void write_names(struct writer *w, const char *key,
                        const struct sf_indexes *indexes, const void *first_name,
                        size_t stride)
{
    start_key(w, key);
    sf_text_add(&w->text, "[");
    for (size_t i = 0; i < indexes->n; i++) {
        char *name;
        memcpy(&name, (const char *)first_name + indexes->index[i] * stride,
               sizeof(name));
        sf_text_add(&w->text, i > 0 ? ", " : "");
        sf_quoted_write(&w->text, name);
    }
    sf_text_add(&w->text, "]");
    end_key(w);
}

static void write_fund(struct writer *w, const char *key)
{
    const struct sf_fund_terms *fund = &w->scenario->fund;
    const struct sf_pots *pots = &fund->pots;
    if (strcmp(key, "one_offs") == 0) {
        write_list(w, key, SF_GROUP_ONE_OFF, fund->one_off, fund->n_one_offs,
                   sizeof(*fund->one_off));
    } else if (pots->n == 0) {
        return;
    } else if (strcmp(key, "pots") == 0) {
        write_list(w, key, SF_GROUP_POT, pots->pot, pots->n, sizeof(*pots->pot));
    } else if (strcmp(key, "paid_from") == 0) {
        open_group(w, key);
        write_group(w, SF_GROUP_PAID_FROM, pots);
        close_group(w);
    } else if (strcmp(key, "loans") == 0) {
        write_list(w, key, SF_GROUP_LOAN, pots->loan, pots->n_loans,
                   sizeof(*pots->loan));
    } else {
        write_pot(w, key, key[0] == 's' ? pots->subscriptions : pots->donations);
    }
}

static void write_paid_from(struct writer *w, const char *key,
                            const struct sf_pots *pots)
{
    static const char *const OUTGO[] = {
#define OUTGO_KEY(outgo, its_key, what) [outgo] = its_key,
        SF_OUTGO_LIST(OUTGO_KEY)
#undef OUTGO_KEY
    };
    for (size_t i = 0; i < SF_N_OUTGOES; i++) {
        if (strcmp(key, OUTGO[i]) == 0) {
            write_names(w, key, &pots->paid_from[i], &pots->pot[0].name,
                        sizeof(*pots->pot));
        }
    }
}

static void write_loan(struct writer *w, const char *key, const struct sf_loan *loan)
{
    write_pot(w, key, key[0] == 'f' ? loan->from : loan->to);
}

static void write_employers_named(struct writer *w, const char *key,
                                  const struct sf_indexes *employers)
{
    const struct sf_scenario *s = w->scenario;
    bool is_all = employers->n == s->n_employers;
    for (size_t i = 0; i < employers->n; i++) {
        is_all &= employers->index[i] == i;
    }
    if (is_all) {
        write_text_key(w, key, "all");
    } else {
        write_names(w, key, employers, &s->employer[0].name, sizeof(*s->employer));
    }
}

static void write_ballot(struct writer *w, const char *key,
                         const struct sf_ballot *ballot)
{
    struct sf_text value = {0};
    if (strcmp(key, "employers") == 0) {
        write_employers_named(w, key, &ballot->employers);
    } else if (strcmp(key, "passed") == 0 || strcmp(key, "failed") == 0) {
        const struct sf_indexes *exceptions =
            key[0] == 'p' ? &ballot->passed : &ballot->failed;
        if (exceptions->n > 0) {
            write_employers_named(w, key, exceptions);
        }
    } else if (sf_vote_write(&value, w->scenario, key, ballot)) {
        write_value(w, key, &value);
    }
    sf_text_free(&value);
}

static void write_gains(struct writer *w, const char *key,
                        const struct sf_settlement *settlement)
{
    write_list(w, key, SF_GROUP_GAIN, settlement->gain, settlement->n_gains,
               sizeof(*settlement->gain));
}

static void write_pause(struct writer *w, const char *key, const struct sf_pause *pause)
{
    if (pause->ballot != SF_NONE) {
        write_text_key(w, key, w->scenario->ballot[pause->ballot].name);
    }
}

static void write_strategy(struct writer *w, const char *key,
                           const struct sf_strategy *strategy)
{
    const struct sf_scenario *s = w->scenario;
    if (strcmp(key, "levy") == 0 && strategy->levies.n > 0) {
        write_names(w, key, &strategy->levies, &s->levy[0].name, sizeof(*s->levy));
    } else if (strcmp(key, "include") == 0 && strategy->include.n > 0) {
        write_names(w, key, &strategy->include, &s->strategy[0].name,
                    sizeof(*s->strategy));
    } else if (strcmp(key, "settlement") == 0 && strategy->settlement != SF_NONE) {
        write_text_key(w, key, s->settlement[strategy->settlement].name);
    } else if (strcmp(key, "pause") == 0 && strategy->has_pause) {
        open_group(w, key);
        write_group(w, SF_GROUP_PAUSE, &strategy->pause);
        close_group(w);
    } else if (strcmp(key, "actions") == 0 && strategy->n_own_actions > 0) {
        /* Own actions lie one after the other, in the order they were read. */
        write_list(w, key, SF_GROUP_ACTION, &s->action[strategy->actions.index[0]],
                   strategy->n_own_actions, sizeof(*s->action));
    }
}

static void write_action(struct writer *w, const char *key,
                         const struct sf_action *action)
{
    const struct sf_scenario *s = w->scenario;
    const struct sf_turns *turns = &action->turns;
    if (strcmp(key, "employers") == 0 && turns->groups.n == 0) {
        if (action->is_mandated_only_list) {
            write_text_key(w, key, "mandated");
        } else {
            write_employers_named(w, key, &action->employers);
        }
    } else if (strcmp(key, "called") == 0) {
        if (action->called != SF_NONE) {
            start_key(w, key);
            sf_input_write(&w->text, s, action->called);
            end_key(w);
        } else if (action->called_share == SF_NONE) {
            write_text_key(w, key, "all");
        }
    } else if (strcmp(key, "called_share") == 0 && action->called_share != SF_NONE) {
        start_key(w, key);
        sf_input_write(&w->text, s, action->called_share);
        end_key(w);
    } else if (strcmp(key, "part_of_day") == 0 && action->part_of_day < 1.0) {
        write_number(w, key, action->part_of_day);
    } else if (strcmp(key, "rule") == 0) {
        write_text_key(w, key, s->rule[action->rule].name);
    } else if (strcmp(key, "groups") == 0 && turns->groups.n > 0) {
        start_key(w, key);
        sf_texts_write(&w->text, &turns->groups);
        end_key(w);
    } else if (strcmp(key, "wave") == 0 && turns->wave != SF_WAVE_NONE) {
        start_key(w, key);
        sf_wave_write(&w->text, turns);
        end_key(w);
    }
}

static void write_between(struct writer *w, const char *key,
                          const struct sf_correlation *correlation)
{
    start_key(w, key);
    sf_text_add(&w->text, "[");
    for (size_t i = 0; i < 2; i++) {
        sf_text_add(&w->text, i > 0 ? ", " : "");
        sf_quoted_write(&w->text,
                        sf_input_file_name(&w->scenario->input[correlation->input[i]]));
    }
    sf_text_add(&w->text, "]");
    end_key(w);
}

static void write_special(struct writer *w, enum sf_group group, const char *key,
                          const void *from)
{
    const struct sf_scenario *s = w->scenario;
    switch (group) {
    case SF_GROUP_SCENARIO:
        write_head(w, key);
        break;
    case SF_GROUP_CORRELATION:
        write_between(w, key, from);
        break;
    case SF_GROUP_FUND:
        write_fund(w, key);
        break;
    case SF_GROUP_ONE_OFF:
        write_pot(w, key, ((const struct sf_one_off *)from)->pot);
        break;
    case SF_GROUP_PAID_FROM:
        write_paid_from(w, key, from);
        break;
    case SF_GROUP_LOAN:
        write_loan(w, key, from);
        break;
    case SF_GROUP_EMPLOYERS:
        if (strcmp(key, "list") == 0) {
            write_list(w, key, SF_GROUP_EMPLOYER, s->employer, s->n_employers,
                       sizeof(*s->employer));
        }
        break;
    case SF_GROUP_EMPLOYER:
        write_employer(w, key, from);
        break;
    case SF_GROUP_LEVY:
        write_levy(w, key, from);
        break;
    case SF_GROUP_RULE:
        write_rule(w, key, from);
        break;
    case SF_GROUP_STEP:
        write_step(w, key, from);
        break;
    case SF_GROUP_BALLOT:
        write_ballot(w, key, from);
        break;
    case SF_GROUP_SETTLEMENT:
        write_gains(w, key, from);
        break;
    case SF_GROUP_PAUSE:
        write_pause(w, key, from);
        break;
    case SF_GROUP_STRATEGY:
        write_strategy(w, key, from);
        break;
    case SF_GROUP_ACTION:
        write_action(w, key, from);
        break;
    case SF_GROUP_POT:
    case SF_GROUP_BAND:
    case SF_GROUP_MEMBERS:
    case SF_GROUP_CHANNEL:
    case SF_GROUP_REFUND:
    case SF_GROUP_TIER:
    case SF_GROUP_BY_SALARY:
    case SF_GROUP_GAIN:
    case SF_N_GROUPS:
        break;
    }
}

static void write_group(struct writer *w, enum sf_group group, const void *from)
{
    const struct sf_schema *schema = sf_schema_of(group);
    for (size_t i = 0; i < schema->n_keys; i++) {
        const struct sf_key *key = &schema->key[i];
        if (key->type == SF_KEY_SPECIAL) {
            write_special(w, group, key->name, from);
            continue;
        }
        if (group == SF_GROUP_LEVY && sf_is_left_to_channels(from, key->name)) {
            continue;
        }
        struct sf_text value = {0};
        if (sf_value_write(&value, w->scenario, key,
                           (const char *)from + key->offset)) {
            write_value(w, key->name, &value);
        }
        sf_text_free(&value);
    }
}

enum sf_status sf_scenario_resolved(const struct sf_scenario *scenario, char **text)
{
    struct writer writer = {.scenario = scenario};
    write_group(&writer, SF_GROUP_SCENARIO, scenario);
    char *taken = sf_text_take(&writer.text);
    if (taken == NULL) {
        return SF_ERR_MEMORY;
    }
    *text = taken;
    return SF_OK;
}
