#include "output/titles.h"

#include <math.h>
#include <string.h>

#include "output/bands.h"
#include "output/closing.h"
#include "output/figures.h"
#include "output/kinds.h"
#include "output/say.h"
#include "output/spread.h"

const char *sf_chart_name(enum sf_chart chart)
{
    switch (chart) {
    case SF_CHART_BALANCE:
        return "balance";
    case SF_CHART_MONEY:
        return "money";
    case SF_CHART_SHORTFALL:
        return "shortfall";
    case SF_CHART_COSTS:
        return "costs";
    case SF_CHART_CLOSING:
        return "closing";
    case SF_CHART_MEMBERS:
        return "members";
    case SF_CHART_SPREAD:
        return "spread";
    case SF_CHART_DAYS:
        return "days";
    case SF_N_CHARTS:
        break;
    }
    SF_BUG_ON(true);
}

/** "£0.2m to £2.1m", or one sum where both are said alike. */
static void add_range(struct sf_text *text, double low, double high)
{
    char from[SF_SAY_CHARS];
    char to[SF_SAY_CHARS];
    sf_say_pounds(low, from);
    sf_say_pounds(high, to);
    if (strcmp(from, to) == 0) {
        sf_text_add(text, "%s", from);
    } else {
        sf_text_add(text, "%s to %s", from, to);
    }
}

static void add_sum(struct sf_text *text, double pence)
{
    add_range(text, pence, pence);
}

/** What opens each title, and the range of a total's means over all strategies. */
static void add_spread(const struct sf_view *view, enum sf_total total,
                       struct sf_text *text)
{
    double low = INFINITY;
    double high = -INFINITY;
    for (size_t i = 0; i < view->n_strategies; i++) {
        const double mean = sf_view_total(view, i, total).mean;
        low = fmin(low, mean);
        high = fmax(high, mean);
    }
    add_range(text, low, high);
}

/** The range of what is left per member over the bands of strategies first .. end - 1:
 *  of those called out, then of those not. */
static void add_nets(const struct sf_view *view, size_t first, size_t end,
                     struct sf_text *text)
{
    for (int is_called = 1; is_called >= 0; is_called--) {
        double low = INFINITY;
        double high = -INFINITY;
        for (size_t i = first; i < end; i++) {
            for (size_t band = 0; band < view->scenario->n_bands; band++) {
                const struct sf_member_pence member =
                    sf_bands_member(view, i, band, is_called == 1);
                if (member.is_defined) {
                    low = fmin(low, (double)member.net);
                    high = fmax(high, (double)member.net);
                }
            }
        }
        if (low <= high) {
            add_range(text, low, high);
        } else {
            sf_text_add(text, "nobody");
        }
        sf_text_add(text, "%s", is_called == 1 ? ", " : "");
    }
}

/** "96,200" or "1,210 to 8,400": two numbers, or one where both are said alike. */
static void add_numbers(struct sf_text *text, double low, double high)
{
    char from[SF_SAY_CHARS];
    char to[SF_SAY_CHARS];
    sf_say_number(low, from);
    sf_say_number(high, to);
    sf_text_add(text, "%s", from);
    if (strcmp(from, to) != 0) {
        sf_text_add(text, " to %s", to);
    }
}

/** The strike-days of strategies first .. end - 1; beside them, where there is any,
 *  action short of strike. */
static void add_days(const struct sf_view *view, size_t first, size_t end,
                     struct sf_text *text)
{
    double low[2] = {INFINITY, INFINITY};
    double high[2] = {-INFINITY, -INFINITY};
    for (size_t i = first; i < end; i++) {
        const double days[2] = {sf_view_total(view, i, SF_T_STRIKE_DAYS).mean,
                                sf_kinds_short_days(view, i)};
        for (int k = 0; k < 2; k++) {
            low[k] = fmin(low[k], days[k]);
            high[k] = fmax(high[k], days[k]);
        }
    }
    add_numbers(text, low[0], high[0]);
    if (high[1] > 0.0) {
        sf_text_add(text, " (and short of strike ");
        add_numbers(text, low[1], high[1]);
        sf_text_add(text, " member-days)");
    }
}

static void add_opening(const struct sf_view *view, enum sf_chart chart,
                        struct sf_text *text)
{
    char end[SF_SAY_CHARS];
    sf_say_month_briefly(sf_view_month(view, view->n_months), end);
    switch (chart) {
    case SF_CHART_BALANCE:
        sf_text_add(text, "Fund in %s (90 in 100): ", end);
        return;
    case SF_CHART_MONEY:
        sf_text_add(text, "Strike pay paid by %s, on average: ", end);
        return;
    case SF_CHART_SHORTFALL:
        sf_text_add(text, "Campaigns below zero by %s: ", end);
        return;
    case SF_CHART_COSTS:
        sf_text_add(text, "Cost to the fund, own pay lost: ");
        return;
    case SF_CHART_CLOSING:
        sf_text_add(text, "Campaigns below zero at the end of %s: ", end);
        return;
    case SF_CHART_MEMBERS:
        sf_text_add(text, "Net per member, called out and not: ");
        return;
    case SF_CHART_SPREAD:
        sf_text_add(text, "Width of range in %s, and from rates alone: ", end);
        return;
    case SF_CHART_DAYS:
        sf_text_add(text, "Strike-days by %s, on average: ", end);
        return;
    case SF_N_CHARTS:
        return;
    }
}

/** What a title says of one strategy. */
static void add_figure(const struct sf_view *view, enum sf_chart chart, size_t i,
                       struct sf_text *text)
{
    char chance[SF_SAY_CHARS];
    double width;
    const struct sf_statistic closing = sf_view_total(view, i, SF_T_CLOSING_BALANCE);
    switch (chart) {
    case SF_CHART_BALANCE:
        add_range(text, closing.q05, closing.q95);
        return;
    case SF_CHART_MONEY:
        add_sum(text, sf_view_total(view, i, SF_T_STRIKE_PAY_PAID).mean);
        return;
    case SF_CHART_SHORTFALL:
        sf_say_chance_briefly(sf_view_chance(view, i, SF_SHORTFALL), chance);
        sf_text_add(text, "%s", chance);
        return;
    case SF_CHART_COSTS:
        add_sum(text, sf_view_total(view, i, SF_T_FUND_COST).mean);
        sf_text_add(text, ", ");
        add_sum(text, sf_view_total(view, i, SF_T_MEMBERS_COST).mean);
        return;
    case SF_CHART_CLOSING:
        sf_closing_say_below_zero_briefly(view, i, chance);
        sf_text_add(text, "%s", chance);
        return;
    case SF_CHART_MEMBERS:
        add_nets(view, i, i + 1, text);
        return;
    case SF_CHART_SPREAD:
        add_sum(text, sf_spread_width(view, i, view->n_months));
        width = sf_spread_width_alone(view, i, view->n_months, SF_FROM_RATES).pence;
        sf_text_add(text, isfinite(width) ? ", " : ", not known");
        if (isfinite(width)) {
            add_sum(text, width);
        }
        return;
    case SF_CHART_DAYS:
        add_days(view, i, i + 1, text);
        return;
    case SF_N_CHARTS:
        return;
    }
}

/** "<4 in 10,000 to 83 of 100": the least and the largest chance. */
static void add_chances(const struct sf_view *view, struct sf_text *text)
{
    struct sf_chance low = sf_view_chance(view, 0, SF_SHORTFALL);
    struct sf_chance high = low;
    for (size_t i = 1; i < view->n_strategies; i++) {
        const struct sf_chance chance = sf_view_chance(view, i, SF_SHORTFALL);
        low = chance.count < low.count ? chance : low;
        high = chance.count > high.count ? chance : high;
    }
    char words[SF_SAY_CHARS];
    sf_say_chance_briefly(low, words);
    sf_text_add(text, "%s", words);
    if (high.count > low.count) {
        sf_say_chance_briefly(high, words);
        sf_text_add(text, " to %s", words);
    }
}

/** The same of the campaigns that end below zero. */
static void add_closings(const struct sf_view *view, struct sf_text *text)
{
    size_t low = 0;
    size_t high = 0;
    for (size_t i = 1; i < view->n_strategies; i++) {
        const uint64_t count = sf_view_ends_below_zero(view, i).count;
        low = count < sf_view_ends_below_zero(view, low).count ? i : low;
        high = count > sf_view_ends_below_zero(view, high).count ? i : high;
    }
    char from[SF_SAY_CHARS];
    char to[SF_SAY_CHARS];
    sf_closing_say_below_zero_briefly(view, low, from);
    sf_closing_say_below_zero_briefly(view, high, to);
    sf_text_add(text, "%s", from);
    if (strcmp(from, to) != 0) {
        sf_text_add(text, " to %s", to);
    }
}

/** The range of the widths at the end, and of those from unknown rates alone. */
static void add_widths(const struct sf_view *view, struct sf_text *text)
{
    double low[2] = {INFINITY, INFINITY};
    double high[2] = {-INFINITY, -INFINITY};
    for (size_t i = 0; i < view->n_strategies; i++) {
        const double width[2] = {
            sf_spread_width(view, i, view->n_months),
            sf_spread_width_alone(view, i, view->n_months, SF_FROM_RATES).pence};
        for (int k = 0; k < 2; k++) {
            low[k] = fmin(low[k], width[k]);
            high[k] = fmax(high[k], width[k]);
        }
    }
    add_range(text, low[0], high[0]);
    if (high[1] >= low[1]) {
        sf_text_add(text, ", ");
        add_range(text, low[1], high[1]);
    } else {
        sf_text_add(text, ", not known");
    }
}

/** What a title says of all strategies together. */
static void add_shared_figure(const struct sf_view *view, enum sf_chart chart,
                              struct sf_text *text)
{
    double low = INFINITY;
    double high = -INFINITY;
    switch (chart) {
    case SF_CHART_BALANCE:
        for (size_t i = 0; i < view->n_strategies; i++) {
            const struct sf_statistic end =
                sf_view_total(view, i, SF_T_CLOSING_BALANCE);
            low = fmin(low, end.q05);
            high = fmax(high, end.q95);
        }
        add_range(text, low, high);
        break;
    case SF_CHART_MONEY:
        add_spread(view, SF_T_STRIKE_PAY_PAID, text);
        break;
    case SF_CHART_SHORTFALL:
        add_chances(view, text);
        break;
    case SF_CHART_COSTS:
        add_spread(view, SF_T_FUND_COST, text);
        sf_text_add(text, ", ");
        add_spread(view, SF_T_MEMBERS_COST, text);
        break;
    case SF_CHART_CLOSING:
        add_closings(view, text);
        break;
    case SF_CHART_MEMBERS:
        add_nets(view, 0, view->n_strategies, text);
        break;
    case SF_CHART_SPREAD:
        add_widths(view, text);
        break;
    case SF_CHART_DAYS:
        add_days(view, 0, view->n_strategies, text);
        break;
    case SF_N_CHARTS:
        break;
    }
    sf_text_add(text, ", by strategy");
}

enum sf_status sf_titles_add(const struct sf_view *view, enum sf_chart chart,
                             struct sf_text *text)
{
    struct sf_text title = {0};
    add_opening(view, chart, &title);
    for (size_t i = 0; i < view->n_strategies; i++) {
        sf_text_add(&title, "%s%s ", i == 0 ? "" : "; ", sf_view_strategy(view, i));
        add_figure(view, chart, i, &title);
    }
    enum sf_status status = sf_figures_status(&title);
    if (status == SF_OK && sf_say_columns(title.chars) > SF_TITLE_COLUMNS) {
        sf_text_free(&title);
        add_opening(view, chart, &title);
        add_shared_figure(view, chart, &title);
        status = sf_figures_status(&title);
    }
    if (status == SF_OK) {
        sf_text_add_bytes(text, title.chars, title.length);
        status = sf_figures_status(text);
    }
    sf_text_free(&title);
    return status;
}
