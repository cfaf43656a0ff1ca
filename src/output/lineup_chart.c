#include "output/lineup_chart.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "output/dat.h"
#include "output/figures.h"
#include "output/say.h"
#include "output/titles.h"

enum { MAX_PAIRS = 21 }; /* that fit the page */

/* ---- series ------------------------------------------------------------------ */

static void add_held(struct sf_text *text, enum sf_total total, double held)
{
    sf_text_add(text, " ");
    if (sf_total_unit(total) == SF_UNIT_GBP) {
        sf_figures_add_pounds(text, held);
    } else {
        sf_figures_add_decimal(text, held, 2);
    }
}

static void add_strategy(const struct sf_lineup *lineup, size_t i, struct sf_text *text)
{
    static const enum sf_total TOTAL[] = {SF_T_FUND_COST, SF_T_MEMBERS_COST,
                                          SF_T_STRIKE_DAYS, SF_T_MEMBERS_INVOLVED};
    const struct sf_statistic end = sf_lineup_total(lineup, i, SF_T_CLOSING_BALANCE);
    const struct sf_chance chance = sf_lineup_chance(lineup, i, SF_SHORTFALL);
    const double quantile[] = {end.q05, end.q25, end.q50, end.q75, end.q95};
    const double share[] = {chance.probability, chance.lower, chance.upper};
    sf_text_add(text, "%zu", i + 1);
    for (size_t q = 0; q < sizeof(quantile) / sizeof(quantile[0]); q++) {
        add_held(text, SF_T_CLOSING_BALANCE, quantile[q]);
    }
    for (size_t s = 0; s < sizeof(share) / sizeof(share[0]); s++) {
        sf_text_add(text, " ");
        sf_figures_add_decimal(text, share[s], 6);
    }
    for (size_t t = 0; t < sizeof(TOTAL) / sizeof(TOTAL[0]); t++) {
        const struct sf_statistic found = sf_lineup_total(lineup, i, TOTAL[t]);
        add_held(text, TOTAL[t], found.mean);
        add_held(text, TOTAL[t], found.q05);
        add_held(text, TOTAL[t], found.q95);
    }
    sf_text_add(text, "\n");
}

static void add_pair(const struct sf_lineup *lineup, size_t n, struct sf_text *text)
{
    static const enum sf_total TOTAL[] = {SF_T_CLOSING_BALANCE, SF_T_FUND_COST,
                                          SF_T_MEMBERS_COST};
    size_t a;
    size_t b;
    sf_lineup_pair(lineup, n, &a, &b);
    sf_text_add(text, "%zu %zu %zu", n + 1, a + 1, b + 1);
    for (size_t t = 0; t < sizeof(TOTAL) / sizeof(TOTAL[0]); t++) {
        const struct sf_difference found =
            sf_pairs_difference(lineup->pairs, a, b, TOTAL[t]);
        add_held(text, TOTAL[t], found.mean);
        add_held(text, TOTAL[t], found.lower);
        add_held(text, TOTAL[t], found.upper);
    }
    sf_text_add(text, "\n");
}

enum sf_status sf_lineup_dat_write(const struct sf_lineup *lineup, struct sf_text *text)
{
    sf_text_add(text,
                "# number end_q05 end_q25 end_q50 end_q75 end_q95 shortfall lower "
                "upper fund_mean fund_q05 fund_q95 members_mean members_q05 "
                "members_q95 days_mean days_q05 days_q95 involved_mean "
                "involved_q05 involved_q95\n");
    for (size_t i = 0; i < lineup->n_strategies; i++) {
        add_strategy(lineup, i, text);
    }
    sf_text_add(text, "\n\n# pair a b end lower upper fund lower upper members lower "
                      "upper\n");
    for (size_t n = 0; n < sf_lineup_pairs_shown(lineup, MAX_PAIRS); n++) {
        add_pair(lineup, n, text);
    }
    return sf_figures_status(text);
}

/* ---- words ------------------------------------------------------------------- */

static void add_range(struct sf_text *text, double low, double high)
{
    char from[SF_SAY_CHARS];
    char to[SF_SAY_CHARS];
    sf_say_pounds(low, from);
    sf_say_pounds(high, to);
    sf_text_add(text, "%s to %s", from, to);
}

/** What each strategy leaves, or where that is too long for a title the range. */
static void add_title(const struct sf_lineup *lineup, struct sf_text *title)
{
    static const char OPENING[] = "Left in the fund at the end (90 in 100): ";
    double low = INFINITY;
    double high = -INFINITY;
    sf_text_add(title, "%s", OPENING);
    for (size_t i = 0; i < lineup->n_strategies; i++) {
        const struct sf_statistic end =
            sf_lineup_total(lineup, i, SF_T_CLOSING_BALANCE);
        low = fmin(low, end.q05);
        high = fmax(high, end.q95);
        sf_text_add(title, "%s%s ", i == 0 ? "" : "; ", lineup->name[i]);
        add_range(title, end.q05, end.q95);
    }
    if (!title->is_out_of_memory && sf_say_columns(title->chars) > SF_TITLE_COLUMNS) {
        sf_text_free(title);
        sf_text_add(title, "%s", OPENING);
        add_range(title, low, high);
        sf_text_add(title, ", by strategy");
    }
}

/** The scenarios' titles, each after its name where there are several. */
static void add_scenarios(const struct sf_lineup *lineup, struct sf_text *text)
{
    for (size_t v = 0; v < lineup->n_views; v++) {
        const char *title = lineup->view[v].scenario->title;
        if (lineup->n_views == 1) {
            sf_text_add(text, "%s", title != NULL ? title : "");
            return;
        }
        char *name = sf_lineup_view_name(lineup, v);
        text->is_out_of_memory |= name == NULL;
        sf_text_add(text, "%s%s%s%s", v == 0 ? "" : "; ", name != NULL ? name : "",
                    title != NULL ? ": " : "", title != NULL ? title : "");
        free(name);
    }
}

static void add_caption(const struct sf_lineup *lineup, struct sf_text *text)
{
    char runs[SF_NUMBER_CHARS];
    sf_count_say((int64_t)lineup->runs, runs);
    sf_text_add(text,
                "%s simulated campaign%s, the same futures for each strategy, exact "
                "method, seed %" PRIu64 ". Intervals of chances and differences are "
                "95 %% simulation error.",
                runs, lineup->runs == 1 ? "" : "s", lineup->view[0].scenario->seed);
    for (size_t v = 0; v < lineup->n_views; v++) {
        size_t n_given;
        size_t n_judgements;
        sf_scenario_count_inputs(lineup->view[v].scenario, &n_given, &n_judgements);
        char *name = lineup->n_views > 1 ? sf_lineup_view_name(lineup, v) : NULL;
        text->is_out_of_memory |= lineup->n_views > 1 && name == NULL;
        sf_text_add(text, " %s%s%zu input%s, %zu of them judgements.",
                    name != NULL ? name : "", name != NULL ? ": " : "", n_given,
                    n_given == 1 ? "" : "s", n_judgements);
        free(name);
    }
    if (!sf_lineup_is_of_one_span(lineup)) {
        sf_text_add(text, " The plans do not cover the same months: each figure is "
                          "over the strategy's own plan.");
    }
}

/** One assignment, its words made by a writer. */
static void add_words(const struct sf_lineup *lineup, const char *variable,
                      void (*add)(const struct sf_lineup *, struct sf_text *),
                      struct sf_text *text)
{
    struct sf_text words = {0};
    add(lineup, &words);
    sf_text_add(text, "%s = ", variable);
    sf_dat_add_quoted(text, words.chars != NULL ? words.chars : "");
    sf_text_add(text, "\n");
    text->is_out_of_memory |= words.is_out_of_memory;
    sf_text_free(&words);
}

static const char *own_name(const struct sf_lineup *lineup, size_t i)
{
    const struct sf_view *view = lineup->entry[i].view;
    const size_t own =
        sf_experiment_strategy(view->experiment, lineup->entry[i].strategy);
    return view->scenario->strategy[own].name;
}

/** "" where there is one scenario only. A new string; NULL without memory. */
static char *name_of_scenario(const struct sf_lineup *lineup, size_t i)
{
    return lineup->n_views == 1
               ? strdup("")
               : sf_lineup_view_name(lineup,
                                     (size_t)(lineup->entry[i].view - lineup->view));
}

enum sf_status sf_lineup_gp_write(const struct sf_lineup *lineup, struct sf_text *text)
{
    const size_t n = lineup->n_strategies;
    sf_text_add(
        text,
        "n_strategies = %zu\nn_months = 1\nn_pairs = %zu\nn_pairs_in_all = %zu\n"
        "array strategy[%zu] = [",
        n, sf_lineup_pairs_shown(lineup, MAX_PAIRS), sf_lineup_pairs(lineup), n);
    for (size_t i = 0; i < n; i++) {
        sf_text_add(text, "%s", i == 0 ? "" : ", ");
        sf_dat_add_quoted(text, own_name(lineup, i));
    }
    sf_text_add(text, "]\narray scenario[%zu] = [", n);
    for (size_t i = 0; i < n; i++) {
        char *name = name_of_scenario(lineup, i);
        sf_text_add(text, "%s", i == 0 ? "" : ", ");
        sf_dat_add_quoted(text, name != NULL ? name : "");
        text->is_out_of_memory |= name == NULL;
        free(name);
    }
    sf_text_add(text, "]\n");
    add_words(lineup, "title_compare", add_title, text);
    add_words(lineup, "title_scenario", add_scenarios, text);
    add_words(lineup, "caption", add_caption, text);
    return sf_figures_status(text);
}

/* ---- in place of the chart --------------------------------------------------- */

static const char *say_mean(const struct sf_lineup *lineup, size_t i,
                            enum sf_total total, char words[SF_SAY_CHARS])
{
    const double mean = sf_lineup_total(lineup, i, total).mean;
    if (sf_total_unit(total) == SF_UNIT_GBP) {
        sf_say_pounds(mean, words);
    } else {
        sf_say_number(mean, words);
    }
    return words;
}

static void tell_strategy(const struct sf_lineup *lineup, size_t i,
                          struct sf_text *text)
{
    char median[SF_SAY_CHARS];
    char low[SF_SAY_CHARS];
    char high[SF_SAY_CHARS];
    char chance[SF_SAY_CHARS];
    char fund[SF_SAY_CHARS];
    char own[SF_SAY_CHARS];
    char days[SF_SAY_CHARS];
    char involved[SF_SAY_CHARS];
    const struct sf_statistic end = sf_lineup_total(lineup, i, SF_T_CLOSING_BALANCE);
    const struct sf_lineup_entry *entry = &lineup->entry[i];
    const bool has_short = sf_view_has_short(entry->view, entry->strategy);
    sf_say_pounds(end.q50, median);
    sf_say_chance(sf_lineup_chance(lineup, i, SF_SHORTFALL), chance);
    sf_text_add(text, "%zu, %s, leaves %s (median; 90 in 100 campaigns between ", i + 1,
                lineup->name[i], median);
    sf_say_pounds(end.q05, low);
    sf_say_pounds(end.q95, high);
    sf_text_add(text,
                "%s and %s), has a month end below zero in %s, and on average costs "
                "the fund %s "
                "and members %s of their own pay, over %s strike-days %s at least %s "
                "members%s.\n",
                low, high, chance, say_mean(lineup, i, SF_T_FUND_COST, fund),
                say_mean(lineup, i, SF_T_MEMBERS_COST, own),
                say_mean(lineup, i, SF_T_STRIKE_DAYS, days), has_short ? "with" : "by",
                say_mean(lineup, i, SF_T_MEMBERS_INVOLVED, involved),
                has_short ? " in strikes or in action short of strike" : "");
}

static void tell_pair(const struct sf_lineup *lineup, size_t n, struct sf_text *text)
{
    static const struct {
        enum sf_total total;
        const char *words;
    } PART[] = {{SF_T_CLOSING_BALANCE, " left at the end"},
                {SF_T_FUND_COST, " of cost to the fund"},
                {SF_T_MEMBERS_COST, " of members' own pay lost"}};
    size_t a;
    size_t b;
    sf_lineup_pair(lineup, n, &a, &b);
    sf_text_add(text, "%zu less %zu:", a + 1, b + 1);
    for (size_t i = 0; i < sizeof(PART) / sizeof(PART[0]); i++) {
        char mean[SF_SAY_CHARS];
        char margin[SF_SAY_CHARS];
        const struct sf_difference found =
            sf_pairs_difference(lineup->pairs, a, b, PART[i].total);
        sf_say_pounds(found.mean, mean);
        sf_say_pounds(found.upper - found.mean, margin);
        sf_text_add(text, "%s %s%s, give or take %s", i == 0 ? "" : ";", mean,
                    PART[i].words, margin);
    }
    sf_text_add(text, ".\n");
}

enum sf_status sf_lineup_alternative_write(const struct sf_lineup *lineup,
                                           struct sf_text *text)
{
    sf_text_add(text, "%zu strategies side by side on the same simulated campaigns.\n",
                lineup->n_strategies);
    for (size_t i = 0; i < lineup->n_strategies; i++) {
        tell_strategy(lineup, i, text);
    }
    sf_text_add(text, "%s differences, campaign by campaign and on average:\n",
                sf_lineup_pairs(lineup) <= MAX_PAIRS ? "The" : "The first strategy's");
    for (size_t n = 0; n < sf_lineup_pairs_shown(lineup, MAX_PAIRS); n++) {
        tell_pair(lineup, n, text);
    }
    return sf_figures_status(text);
}
