#include "output/dat.h"

#include <inttypes.h>
#include <math.h>

#include "output/bands.h"
#include "output/closing.h"
#include "output/figures.h"
#include "output/mandates.h"
#include "output/pots.h"
#include "output/say.h"
#include "output/spread.h"
#include "output/titles.h"

enum { N_PATHS = 3 }; /* single runs drawn into the fan chart */

void sf_dat_add_name(const struct sf_view *view, size_t strategy, struct sf_text *text)
{
    sf_text_add(text, "%s# strategy: ", strategy == 0 ? "" : "\n\n");
    for (const char *c = sf_view_strategy(view, strategy); *c != '\0'; c++) {
        if ((unsigned char)*c >= 0x20 && *c != 0x7f) {
            sf_text_add_bytes(text, c, 1);
        }
    }
    sf_text_add(text, "\n");
}

/** A blank and a sum in pounds; NaN, which gnuplot skips, when there is none. */
static void add_pounds(struct sf_text *text, double pence)
{
    sf_text_add(text, isfinite(pence) ? " " : " NaN");
    sf_figures_add_pounds(text, pence);
}

static void add_share(struct sf_text *text, double share)
{
    sf_text_add(text, " ");
    sf_figures_add_decimal(text, share, 6);
}

static void add_balances(const struct sf_view *view, size_t strategy,
                         const struct sf_ledger path[N_PATHS], struct sf_text *text)
{
    sf_dat_add_name(view, strategy, text);
    sf_text_add(text, "# month mean q05 q25 q50 q75 q95 run1 run2 run3\n");
    for (size_t month = 0; month <= view->n_months; month++) {
        const struct sf_statistic balance = sf_view_balance(view, strategy, month);
        const double column[] = {
            (double)sf_ledger_value(&view->mean[strategy], month, SF_BALANCE),
            balance.q05,
            balance.q25,
            balance.q50,
            balance.q75,
            balance.q95,
        };
        sf_text_add(text, "%zu", month);
        for (size_t i = 0; i < sizeof(column) / sizeof(column[0]); i++) {
            add_pounds(text, column[i]);
        }
        for (int i = 0; i < N_PATHS; i++) {
            add_pounds(text, path[i].value == NULL ? NAN
                                                   : (double)sf_ledger_value(
                                                         &path[i], month, SF_BALANCE));
        }
        sf_text_add(text, "\n");
    }
}

enum sf_status sf_dat_balance_write(const struct sf_view *view, struct sf_text *text)
{
    enum sf_status status = SF_OK;
    for (size_t i = 0; status == SF_OK && i < view->n_strategies; i++) {
        struct sf_ledger path[N_PATHS] = {0};
        for (uint64_t n = 0; n < N_PATHS && n < view->record->n_runs; n++) {
            status = sf_experiment_replay(view->experiment, i,
                                          view->record->first_run + n, &path[n]);
            if (status != SF_OK) {
                break;
            }
        }
        if (status == SF_OK) {
            add_balances(view, i, path, text);
        }
        for (int n = 0; n < N_PATHS; n++) {
            sf_ledger_free(&path[n]);
        }
    }
    return status != SF_OK ? status : sf_figures_status(text);
}

static void add_month_of_money(const struct sf_view *view, size_t strategy,
                               size_t month, struct sf_text *text)
{
    const struct sf_ledger *mean = &view->mean[strategy];
    const struct sf_statistic levy =
        sf_results_monthly(view->results, strategy, month, SF_LEVY_INCOME);
    const struct sf_statistic paid =
        sf_results_monthly(view->results, strategy, month, SF_STRIKE_PAY_PAID);
    const double column[] = {
        (double)sf_ledger_value(mean, month, SF_LEVY_INCOME),
        levy.q05,
        levy.q95,
        (double)sf_ledger_value(mean, month, SF_STRIKE_PAY_PAID),
        paid.q05,
        paid.q95,
        (double)sf_ledger_value(mean, month, SF_STRIKE_PAY_CLAIMED),
        (double)sf_ledger_value(mean, month, SF_OTHER_INCOME),
        (double)sf_ledger_value(mean, month, SF_HARDSHIP),
        (double)sf_ledger_value(mean, month, SF_OTHER_OUTGO),
    };
    sf_text_add(text, "%zu", month);
    for (size_t i = 0; i < sizeof(column) / sizeof(column[0]); i++) {
        add_pounds(text, column[i]);
    }
    sf_text_add(text, "\n");
}

enum sf_status sf_dat_money_write(const struct sf_view *view, struct sf_text *text)
{
    for (size_t i = 0; i < view->n_strategies; i++) {
        sf_dat_add_name(view, i, text);
        sf_text_add(text, "# month levy_mean levy_q05 levy_q95 paid_mean paid_q05 "
                          "paid_q95 claimed_mean other_income_mean hardship_mean "
                          "other_outgo_mean\n");
        for (size_t month = 0; month <= view->n_months; month++) {
            add_month_of_money(view, i, month, text);
        }
    }
    return sf_figures_status(text);
}

enum sf_status sf_dat_shortfall_write(const struct sf_view *view, struct sf_text *text)
{
    for (size_t i = 0; i < view->n_strategies; i++) {
        sf_dat_add_name(view, i, text);
        sf_text_add(text, "# month shortfall lower upper breach lower upper\n");
        for (size_t month = 0; month <= view->n_months; month++) {
            const enum sf_event event[] = {SF_SHORTFALL, SF_BREACH};
            sf_text_add(text, "%zu", month);
            for (int n = 0; n < 2; n++) {
                const struct sf_chance chance =
                    sf_results_chance(view->results, i, month, event[n]);
                add_share(text, chance.probability);
                add_share(text, chance.lower);
                add_share(text, chance.upper);
            }
            sf_text_add(text, "\n");
        }
    }
    return sf_figures_status(text);
}

static void add_cost(const struct sf_view *view, size_t strategy, enum sf_total total,
                     struct sf_text *text)
{
    const struct sf_statistic cost = sf_view_total(view, strategy, total);
    const double column[] = {cost.mean, cost.q05, cost.q95};
    for (size_t i = 0; i < sizeof(column) / sizeof(column[0]); i++) {
        if (sf_total_unit(total) == SF_UNIT_GBP) {
            add_pounds(text, column[i]);
        } else {
            sf_text_add(text, " ");
            sf_figures_add_decimal(text, column[i], 2);
        }
    }
}

enum sf_status sf_dat_costs_write(const struct sf_view *view, struct sf_text *text)
{
    sf_text_add(text, "# strategy_number fund_mean fund_q05 fund_q95 members_mean "
                      "members_q05 members_q95 days_mean days_q05 days_q95 "
                      "involved_mean involved_q05 involved_q95 levy_mean levy_q05 "
                      "levy_q95\n");
    for (size_t i = 0; i < view->n_strategies; i++) {
        sf_text_add(text, "%zu", i + 1);
        add_cost(view, i, SF_T_FUND_COST, text);
        add_cost(view, i, SF_T_MEMBERS_COST, text);
        add_cost(view, i, SF_T_STRIKE_DAYS, text);
        add_cost(view, i, SF_T_MEMBERS_INVOLVED, text);
        add_cost(view, i, SF_T_LEVY_INCOME, text);
        sf_text_add(text, "\n");
    }
    return sf_figures_status(text);
}

enum sf_status sf_dat_closing_write(const struct sf_view *view, struct sf_text *text)
{
    for (size_t i = 0; i < view->n_strategies; i++) {
        sf_dat_add_name(view, i, text);
        sf_text_add(text, "# dot closing_balance\n");
        for (size_t dot = 1; dot <= sf_closing_n_dots(view); dot++) {
            sf_text_add(text, "%zu", dot);
            add_pounds(text, sf_closing_dot(view, i, dot));
            sf_text_add(text, "\n");
        }
    }
    return sf_figures_status(text);
}

enum sf_status sf_dat_members_write(const struct sf_view *view, struct sf_text *text)
{
    for (size_t i = 0; i < view->n_strategies; i++) {
        sf_dat_add_name(view, i, text);
        sf_text_add(text, "# band_number is_called levy_paid pay_lost strike_pay "
                          "hardship net\n");
        for (size_t row = 0; row < 2 * view->scenario->n_bands; row++) {
            const size_t band = row / 2;
            const bool is_called = row % 2 == 0;
            const struct sf_member_pence member =
                sf_bands_member(view, i, band, is_called);
            sf_text_add(text, "%zu %d", band + 1, is_called);
            for (int part = 0; part < SF_N_MEMBER_PARTS; part++) {
                add_pounds(text, member.is_defined ? (double)member.part[part] : NAN);
            }
            add_pounds(text, member.is_defined ? (double)member.net : NAN);
            sf_text_add(text, "\n");
        }
    }
    return sf_figures_status(text);
}

enum sf_status sf_dat_spread_write(const struct sf_view *view, struct sf_text *text)
{
    for (size_t i = 0; i < view->n_strategies; i++) {
        sf_dat_add_name(view, i, text);
        sf_text_add(text, "# month width rates lower upper differences lower upper "
                          "chance lower upper simulation\n");
        for (size_t month = 0; month <= view->n_months; month++) {
            sf_text_add(text, "%zu", month);
            add_pounds(text, sf_spread_width(view, i, month));
            for (int s = 0; s < SF_N_SOURCES; s++) {
                const struct sf_width alone =
                    sf_spread_width_alone(view, i, month, (enum sf_source)s);
                add_pounds(text, alone.pence);
                add_pounds(text, alone.lower);
                add_pounds(text, alone.upper);
            }
            add_pounds(text, 2.0 * sf_spread_simulation(view, i, month));
            sf_text_add(text, "\n");
        }
    }
    return sf_figures_status(text);
}

void sf_dat_add_quoted(struct sf_text *text, const char *words)
{
    sf_text_add(text, "'");
    for (const char *c = words; *c != '\0'; c++) {
        if (*c == '\'') {
            sf_text_add(text, "\u2019");
        } else if ((unsigned char)*c >= 0x20 && *c != 0x7f) {
            sf_text_add_bytes(text, c, 1);
        }
    }
    sf_text_add(text, "'");
}

static void add_names(const struct sf_view *view, struct sf_text *text)
{
    sf_text_add(text, "array strategy[%zu] = [", view->n_strategies);
    for (size_t i = 0; i < view->n_strategies; i++) {
        sf_text_add(text, "%s", i == 0 ? "" : ", ");
        sf_dat_add_quoted(text, sf_view_strategy(view, i));
    }
    sf_text_add(text, "]\narray month_label[%zu] = [", view->n_months + 1);
    for (size_t month = 0; month <= view->n_months; month++) {
        char label[SF_SAY_CHARS];
        sf_say_month_briefly(sf_view_month(view, month), label);
        sf_text_add(text, "%s", month == 0 ? "" : ", ");
        sf_dat_add_quoted(text, label);
    }
    sf_text_add(text, "]\n");
}

/** Bands and what is at stake in each: nothing where the scenario does not say. */
static void add_bands(const struct sf_view *view, struct sf_text *text)
{
    const size_t n = view->scenario->n_bands;
    sf_text_add(text, "array band[%zu] = [", n);
    for (size_t band = 0; band < n; band++) {
        sf_text_add(text, "%s", band == 0 ? "" : ", ");
        sf_dat_add_quoted(text, view->scenario->band[band].name);
    }
    sf_text_add(text, "]\narray at_stake[%zu] = [", n);
    for (size_t band = 0; band < n; band++) {
        const double pounds = sf_bands_at_stake(view, band);
        char stake[SF_SAY_CHARS] = "";
        if (isfinite(pounds)) {
            sf_say_pounds(pounds * 100.0, stake);
        }
        sf_text_add(text, "%s", band == 0 ? "" : ", ");
        sf_dat_add_quoted(text, stake);
    }
    sf_text_add(text, "]\n");
}

/** The dots of closing balances in words, and the line of the opening balance. */
static void add_closing(const struct sf_view *view, struct sf_text *text)
{
    const struct sf_statistic opening = sf_view_balance(view, 0, 0);
    sf_text_add(text, "n_dots = %zu\nopening_balance =", sf_closing_n_dots(view));
    add_pounds(text, opening.q50);
    sf_text_add(text, "\nis_opening_median = %d\narray below_zero[%zu] = [",
                opening.sd > 0.0, view->n_strategies);
    for (size_t i = 0; i < view->n_strategies; i++) {
        char below[SF_SAY_CHARS];
        sf_closing_say_below_zero(view, i, below);
        sf_text_add(text, "%s", i == 0 ? "" : ", ");
        sf_dat_add_quoted(text, below);
    }
    sf_text_add(text, "]\n");
}

static enum sf_status add_titles(const struct sf_view *view, struct sf_text *text)
{
    enum sf_status status = SF_OK;
    for (int chart = 0; status == SF_OK && chart < SF_N_CHARTS; chart++) {
        struct sf_text title = {0};
        status = sf_titles_add(view, (enum sf_chart)chart, &title);
        if (status == SF_OK) {
            sf_text_add(text, "title_%s = ", sf_chart_name((enum sf_chart)chart));
            sf_dat_add_quoted(text, title.chars);
            sf_text_add(text, "\n");
        }
        sf_text_free(&title);
    }
    return status;
}

enum sf_status sf_dat_words_write(const struct sf_view *view, struct sf_text *text)
{
    const struct sf_scenario *scenario = view->scenario;
    sf_text_add(text, "n_strategies = %zu\nn_months = %zu\n", view->n_strategies,
                view->n_months);
    add_names(view, text);
    add_bands(view, text);
    add_closing(view, text);
    sf_text_add(text, "minimum_balance =");
    add_pounds(text, scenario->fund.minimum_balance * 100.0);
    sf_text_add(text, "\nruns = %" PRIu64 "\ntitle_scenario = ", view->runs);
    sf_dat_add_quoted(text, scenario->title != NULL ? scenario->title : "");
    struct sf_text caption = {0};
    sf_titles_add_caption(view, &caption);
    enum sf_status status = sf_figures_status(&caption);
    if (status == SF_OK) {
        sf_text_add(text, "\ncaption = ");
        sf_dat_add_quoted(text, caption.chars);
        sf_text_add(text, "\n");
        status = add_titles(view, text);
    }
    if (status == SF_OK) {
        status = sf_mandates_gp_add(view, text);
    }
    if (status == SF_OK) {
        status = sf_pots_gp_add(view, text);
    }
    sf_text_free(&caption);
    return status != SF_OK ? status : sf_figures_status(text);
}
