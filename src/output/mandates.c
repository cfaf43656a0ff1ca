#include "output/mandates.h"

#include "output/figures.h"

/* The measures in the order of SF_MANDATE_MEASURE_LIST. */
const char SF_MANDATES_COLUMNS[] =
    "strategy,employer,ballot,question,kind,closes,turnout,yes,runs,passed,chance,"
    "lower95,upper95,"
    "strike_days_there_if_passed,strike_days_there_if_passed_se,strike_days_there_if_"
    "failed,strike_days_there_if_failed_se,"
    "strike_days_if_passed,strike_days_if_passed_se,strike_days_if_failed,strike_days_"
    "if_failed_se,"
    "members_involved_if_passed,members_involved_if_passed_se,members_involved_if_"
    "failed,members_involved_if_failed_se,"
    "strike_pay_claimed_if_passed_gbp,strike_pay_claimed_if_passed_se_gbp,strike_pay_"
    "claimed_if_failed_gbp,strike_pay_claimed_if_failed_se_gbp,"
    "fund_cost_if_passed_gbp,fund_cost_if_passed_se_gbp,fund_cost_if_failed_gbp,fund_"
    "cost_if_failed_se_gbp,"
    "members_cost_if_passed_gbp,members_cost_if_passed_se_gbp,members_cost_if_failed_"
    "gbp,members_cost_if_failed_se_gbp,"
    "work_not_done_if_passed_gbp,work_not_done_if_passed_se_gbp,work_not_done_if_"
    "failed_gbp,work_not_done_if_failed_se_gbp";

bool sf_mandates_find(const struct sf_view *view, const struct sf_ballot *ballot,
                      enum sf_question question, size_t employer, size_t *cell)
{
    for (size_t v = 0; v < view->votes.n; v++) {
        const struct sf_vote *vote = &view->votes.vote[v];
        if (&view->scenario->ballot[vote->ballot] != ballot ||
            vote->question != question) {
            continue;
        }
        for (size_t k = 0; k < ballot->employers.n; k++) {
            if (ballot->employers.index[k] == employer) {
                *cell = vote->first_cell + k;
                return true;
            }
        }
    }
    return false;
}

static void add_row(const struct sf_view *view, size_t strategy,
                    const struct sf_vote *vote, size_t k, struct sf_table *table)
{
    const struct sf_ballot *ballot = &view->scenario->ballot[vote->ballot];
    const struct sf_mandate mandate =
        sf_results_mandate(view->results, strategy, vote->first_cell + k);
    char closes[11];
    sf_day_format(ballot->closes, closes);
    sf_table_open_row(table);
    sf_table_add_text(table, sf_view_strategy(view, strategy));
    sf_table_add_text(table, view->scenario->employer[ballot->employers.index[k]].name);
    sf_table_add_text(table, ballot->name);
    sf_table_add_text(table, sf_question_name(vote->question));
    sf_table_add_text(table, ballot->is_consultative ? "consultative" : "statutory");
    sf_table_add_text(table, closes);
    sf_table_add_decimal(table, mandate.turnout, 6);
    sf_table_add_decimal(table, mandate.yes, 6);
    sf_table_add_count(table, mandate.chance.runs);
    sf_table_add_count(table, mandate.chance.count);
    sf_table_add_decimal(table, mandate.chance.probability, 6);
    sf_table_add_decimal(table, mandate.chance.lower, 6);
    sf_table_add_decimal(table, mandate.chance.upper, 6);
    for (int m = 0; m < SF_N_MANDATE_MEASURES; m++) {
        const enum sf_unit unit = sf_mandate_measure_unit((enum sf_mandate_measure)m);
        sf_table_add_mean(table, unit, mandate.if_passed[m].mean);
        sf_table_add_mean(table, unit, mandate.if_passed[m].se);
        sf_table_add_mean(table, unit, mandate.if_failed[m].mean);
        sf_table_add_mean(table, unit, mandate.if_failed[m].se);
    }
    sf_table_close_row(table);
}

void sf_mandates_add_rows(const struct sf_view *view, size_t strategy,
                          struct sf_table *table)
{
    for (size_t v = 0; v < view->votes.n; v++) {
        const struct sf_vote *vote = &view->votes.vote[v];
        const size_t n = view->scenario->ballot[vote->ballot].employers.n;
        for (size_t k = 0; k < n; k++) {
            add_row(view, strategy, vote, k, table);
        }
    }
}

enum sf_status sf_mandates_write(const struct sf_view *view, struct sf_text *text)
{
    struct sf_table table = sf_table_csv(SF_MANDATES_COLUMNS, text);
    for (size_t i = 0; i < view->n_strategies; i++) {
        sf_mandates_add_rows(view, i, &table);
    }
    return sf_figures_status(text);
}

void sf_mandates_name(const struct sf_view *view, const struct sf_vote *vote,
                      struct sf_text *text)
{
    const struct sf_ballot *ballot = &view->scenario->ballot[vote->ballot];
    char closes[24];
    sf_day_say(ballot->closes, closes);
    sf_text_add(text, "%s, %s%s%s%s", ballot->name, closes,
                vote->question == SF_QUESTION_SHORT ? ", action short of a strike" : "",
                ballot->is_aggregated ? ", counted together" : "",
                ballot->is_consultative ? ", consultative" : "");
}

bool sf_mandates_differ(const struct sf_view *view)
{
    return view->n_strategies > 1 &&
           sf_input_is_other(view->scenario, view->scenario->members.momentum, 0.0);
}
