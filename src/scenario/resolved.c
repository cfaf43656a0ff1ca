#include <math.h>
#include <string.h>

#include "scenario/channels_read.h"
#include "scenario/resolved_writer.h"
#include "scenario/scope.h"

void sf_write_list(struct writer *w, const char *key, enum sf_group group,
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
        sf_write_group(w, group, (const char *)first + i * stride);
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
        sf_write_group(w, SF_GROUP_FUND, &s->fund);
        close_group(w);
    } else if (strcmp(key, "bands") == 0) {
        sf_write_list(w, key, SF_GROUP_BAND, s->band, s->n_bands, sizeof(*s->band));
    } else if (strcmp(key, "employers") == 0) {
        open_group(w, key);
        sf_write_group(w, SF_GROUP_EMPLOYERS, s);
        close_group(w);
    } else if (strcmp(key, "members") == 0) {
        open_group(w, key);
        sf_write_group(w, SF_GROUP_MEMBERS, &s->members);
        close_group(w);
    } else if (strcmp(key, "levies") == 0) {
        sf_write_list(w, key, SF_GROUP_LEVY, s->levy, s->n_levies, sizeof(*s->levy));
    } else if (strcmp(key, "rules") == 0 && s->n_rules > 0) {
        open_group(w, key);
        for (size_t i = 0; i < s->n_rules; i++) {
            open_group(w, s->rule[i].name);
            sf_write_group(w, SF_GROUP_RULE, &s->rule[i]);
            close_group(w);
        }
        close_group(w);
    } else if (strcmp(key, "ballots") == 0) {
        sf_write_list(w, key, SF_GROUP_BALLOT, s->ballot, s->n_ballots,
                      sizeof(*s->ballot));
    } else if (strcmp(key, "settlements") == 0) {
        sf_write_list(w, key, SF_GROUP_SETTLEMENT, s->settlement, s->n_settlements,
                      sizeof(*s->settlement));
    } else if (strcmp(key, "strategies") == 0) {
        sf_write_list(w, key, SF_GROUP_STRATEGY, s->strategy, s->n_strategies,
                      sizeof(*s->strategy));
    } else if (strcmp(key, "correlations") == 0) {
        sf_write_list(w, key, SF_GROUP_CORRELATION, s->correlation, s->n_correlations,
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
        sf_write_list(w, key, SF_GROUP_CHANNEL, levy->channel, levy->n_channels,
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
        sf_write_group(w, SF_GROUP_REFUND, &levy->refund);
        close_group(w);
    }
}

static void write_rule(struct writer *w, const char *key, const struct sf_rule *rule)
{
    if (strcmp(key, "amounts") == 0) {
        write_amounts(w, key, rule->amount, rule->n_amounts);
    } else if (strcmp(key, "amounts_by_salary") == 0) {
        sf_write_list(w, key, SF_GROUP_BY_SALARY, rule->by_salary, rule->n_by_salary,
                      sizeof(*rule->by_salary));
    } else if (strcmp(key, "paid_from") == 0) {
        if (rule->paid_from.n > 0) {
            sf_write_names(w, key, &rule->paid_from,
                           &w->scenario->fund.pots.pot[0].name,
                           sizeof(*w->scenario->fund.pots.pot));
        }
    } else if (strcmp(key, "steps") == 0) {
        sf_write_list(w, key, SF_GROUP_STEP, rule->step, rule->n_steps,
                      sizeof(*rule->step));
    } else {
        sf_write_list(w, key, SF_GROUP_TIER, rule->tier, rule->n_tiers,
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

static void write_fund(struct writer *w, const char *key)
{
    const struct sf_fund_terms *fund = &w->scenario->fund;
    const struct sf_pots *pots = &fund->pots;
    if (strcmp(key, "one_offs") == 0) {
        sf_write_list(w, key, SF_GROUP_ONE_OFF, fund->one_off, fund->n_one_offs,
                      sizeof(*fund->one_off));
    } else if (pots->n == 0) {
        return;
    } else if (strcmp(key, "pots") == 0) {
        sf_write_list(w, key, SF_GROUP_POT, pots->pot, pots->n, sizeof(*pots->pot));
    } else if (strcmp(key, "paid_from") == 0) {
        open_group(w, key);
        sf_write_group(w, SF_GROUP_PAID_FROM, pots);
        close_group(w);
    } else if (strcmp(key, "loans") == 0) {
        sf_write_list(w, key, SF_GROUP_LOAN, pots->loan, pots->n_loans,
                      sizeof(*pots->loan));
    } else {
        write_pot(w, key, key[0] == 's' ? pots->subscriptions : pots->donations);
    }
}

static void write_paid_from(struct writer *w, const char *key,
                            const struct sf_pots *pots)
{
    for (size_t i = 0; i < SF_N_OUTGOES; i++) {
        if (strcmp(key, sf_outgo_key((enum sf_outgo)i)) == 0) {
            sf_write_names(w, key, &pots->paid_from[i], &pots->pot[0].name,
                           sizeof(*pots->pot));
        }
    }
}

static void write_loan(struct writer *w, const char *key, const struct sf_loan *loan)
{
    write_pot(w, key, key[0] == 'f' ? loan->from : loan->to);
}

static void write_gains(struct writer *w, const char *key,
                        const struct sf_settlement *settlement)
{
    sf_write_list(w, key, SF_GROUP_GAIN, settlement->gain, settlement->n_gains,
                  sizeof(*settlement->gain));
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
            sf_write_list(w, key, SF_GROUP_EMPLOYER, s->employer, s->n_employers,
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
        sf_write_ballot(w, key, from);
        break;
    case SF_GROUP_SETTLEMENT:
        write_gains(w, key, from);
        break;
    case SF_GROUP_PAUSE:
        sf_write_pause(w, key, from);
        break;
    case SF_GROUP_STRATEGY:
        sf_write_strategy(w, key, from);
        break;
    case SF_GROUP_ACTION:
        sf_write_action(w, key, from);
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

void sf_write_group(struct writer *w, enum sf_group group, const void *from)
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
    sf_write_group(&writer, SF_GROUP_SCENARIO, scenario);
    char *taken = sf_text_take(&writer.text);
    if (taken == NULL) {
        return SF_ERR_MEMORY;
    }
    *text = taken;
    return SF_OK;
}
