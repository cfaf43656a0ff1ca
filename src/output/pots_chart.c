/* The chart of pots: its areas and its words. */
#include <math.h>

#include "output/dat.h"
#include "output/figures.h"
#include "output/pots.h"
#include "output/say.h"
#include "output/titles.h"

static double mean_of(const struct sf_view *view, size_t strategy, size_t month,
                      size_t pot)
{
    return (double)sf_ledger_pot(&view->mean[strategy], month, pot, SF_P_BALANCE);
}

static const char *name_of(const struct sf_view *view, size_t pot)
{
    return view->scenario->fund.pots.pot[pot].name;
}

static void add_pounds(struct sf_text *text, double pence)
{
    sf_text_add(text, " ");
    sf_figures_add_pounds(text, pence);
}

/** Each pot stands on those before it, or hangs from them where it is below zero. */
static void add_edges(const struct sf_view *view, size_t strategy, size_t month,
                      struct sf_text *text)
{
    double top = 0.0;
    double bottom = 0.0;
    for (size_t pot = 0; pot < sf_results_n_pots(view->results); pot++) {
        const double mean = mean_of(view, strategy, month, pot);
        double *edge = mean < 0.0 ? &bottom : &top;
        const double from = *edge;
        *edge += mean;
        add_pounds(text, fmin(from, *edge));
        add_pounds(text, fmax(from, *edge));
    }
}

enum sf_status sf_pots_dat_write(const struct sf_view *view, struct sf_text *text)
{
    for (size_t i = 0; i < view->n_strategies; i++) {
        sf_dat_add_name(view, i, text);
        sf_text_add(text, "# month fund");
        for (size_t pot = 1; pot <= sf_results_n_pots(view->results); pot++) {
            sf_text_add(text, " lower%zu upper%zu", pot, pot);
        }
        sf_text_add(text, "\n");
        for (size_t month = 0; month <= view->n_months; month++) {
            sf_text_add(text, "%zu", month);
            add_pounds(text,
                       (double)sf_ledger_value(&view->mean[i], month, SF_BALANCE));
            add_edges(view, i, month, text);
            sf_text_add(text, "\n");
        }
    }
    return sf_figures_status(text);
}

/** "£1,200", or of all strategies "£1,200 to £3,400": a pot at the plan's end. */
static void add_range(const struct sf_view *view, size_t pot, size_t first, size_t end,
                      struct sf_text *text)
{
    double low = INFINITY;
    double high = -INFINITY;
    char sum[SF_SAY_CHARS];
    for (size_t i = first; i < end; i++) {
        const double mean = mean_of(view, i, view->n_months, pot);
        low = fmin(low, mean);
        high = fmax(high, mean);
    }
    sf_say_pounds(low, sum);
    sf_text_add(text, "%s %s", name_of(view, pot), sum);
    if (high > low) {
        sf_say_pounds(high, sum);
        sf_text_add(text, " to %s", sum);
    }
}

/** What strategies first .. end - 1 leave in each pot. */
static void add_pots(const struct sf_view *view, size_t first, size_t end,
                     struct sf_text *text)
{
    for (size_t pot = 0; pot < sf_results_n_pots(view->results); pot++) {
        sf_text_add(text, "%s", pot == 0 ? "" : ", ");
        add_range(view, pot, first, end, text);
    }
}

/** "Pot levy below zero: plan A 2 of 100, plan B 31 of 100": of the pot that is so in
 *  most campaigns of a strategy; or the range over the strategies. */
static void add_most_overdrawn(const struct sf_view *view, bool is_range,
                               struct sf_text *text)
{
    size_t most = 0;
    struct sf_chance high = {0};
    char words[SF_SAY_CHARS];
    const size_t n_pots = sf_results_n_pots(view->results);
    for (size_t i = 0; i < n_pots * view->n_strategies; i++) {
        const struct sf_chance chance =
            sf_pots_overdrawn(view, i % view->n_strategies, i / view->n_strategies);
        if (i == 0 || chance.count > high.count) {
            most = i / view->n_strategies;
            high = chance;
        }
    }
    if (high.count == 0) {
        sf_say_chance(high, words);
        sf_text_add(text,
                    "Each of %zu pots is below zero at a month's end in %s campaigns",
                    n_pots, words);
        return;
    }
    sf_text_add(text, "Pot %s below zero: ", name_of(view, most));
    struct sf_chance low = high;
    for (size_t i = 0; i < view->n_strategies; i++) {
        const struct sf_chance chance = sf_pots_overdrawn(view, i, most);
        low = chance.count < low.count ? chance : low;
        sf_say_chance_briefly(chance, words);
        if (!is_range) {
            sf_text_add(text, "%s%s %s", i == 0 ? "" : ", ", sf_view_strategy(view, i),
                        words);
        }
    }
    if (is_range) {
        sf_say_chance_briefly(low, words);
        sf_text_add(text, "%s to ", words);
        sf_say_chance_briefly(high, words);
        sf_text_add(text, "%s campaigns, by strategy", words);
    }
}

/** A title says as much as there is room for: every strategy's pots, their range over
 *  the strategies, or the pot that is below zero most often. */
static void add_title(const struct sf_view *view, int room, struct sf_text *text)
{
    char end[SF_SAY_CHARS];
    sf_say_month_briefly(sf_view_month(view, view->n_months), end);
    if (room <= 1) {
        add_most_overdrawn(view, room == 0, text);
        return;
    }
    sf_text_add(text, "Pots in %s, on average: ", end);
    if (room == 2) {
        add_pots(view, 0, view->n_strategies, text);
        sf_text_add(text, ", by strategy");
        return;
    }
    for (size_t i = 0; i < view->n_strategies; i++) {
        sf_text_add(text, "%s%s ", i == 0 ? "" : "; ", sf_view_strategy(view, i));
        add_pots(view, i, i + 1, text);
    }
}

enum sf_status sf_pots_gp_add(const struct sf_view *view, struct sf_text *text)
{
    const size_t n = sf_results_n_pots(view->results);
    if (n == 0) {
        return SF_OK;
    }
    struct sf_text title = {0};
    for (int room = 3; room >= 0; room--) {
        sf_text_free(&title);
        add_title(view, room, &title);
        if (title.is_out_of_memory || sf_say_columns(title.chars) <= SF_TITLE_COLUMNS) {
            break;
        }
    }
    sf_text_add(text, "title_pots = ");
    sf_dat_add_quoted(text, title.chars != NULL ? title.chars : "");
    text->is_out_of_memory |= title.is_out_of_memory;
    sf_text_free(&title);
    sf_text_add(text, "\narray pot[%zu] = [", n);
    for (size_t pot = 0; pot < n; pot++) {
        sf_text_add(text, "%s", pot == 0 ? "" : ", ");
        sf_dat_add_quoted(text, name_of(view, pot));
    }
    sf_text_add(text, "]\n");
    return sf_figures_status(text);
}

enum sf_status sf_pots_txt_write(const struct sf_view *view, struct sf_text *text)
{
    char first[24];
    char last[24];
    sf_month_say(sf_view_month(view, 0), first);
    sf_month_say(sf_view_month(view, view->n_months), last);
    sf_text_add(text,
                "What each pot of the fund holds at each month's end, on average, %s "
                "to %s",
                first, last);
    for (size_t i = 0; i < view->n_strategies; i++) {
        sf_text_add(text, "%s %s: ", i == 0 ? ":" : ";", sf_view_strategy(view, i));
        for (size_t pot = 0; pot < sf_results_n_pots(view->results); pot++) {
            char from[SF_SAY_CHARS];
            char to[SF_SAY_CHARS];
            char chance[SF_SAY_CHARS];
            sf_say_pounds(mean_of(view, i, 0, pot), from);
            sf_say_pounds(mean_of(view, i, view->n_months, pot), to);
            sf_say_chance(sf_pots_overdrawn(view, i, pot), chance);
            sf_text_add(text, "%s%s from %s to %s, below zero at some month end in %s",
                        pot == 0 ? "" : ", ", name_of(view, pot), from, to, chance);
        }
    }
    sf_text_add(text, ".\n");
    return sf_figures_status(text);
}
