#include "output/titles.h"

#include <inttypes.h>
#include <math.h>

#include "output/bands.h"
#include "output/closing.h"
#include "output/figures.h"
#include "output/kinds.h"
#include "output/say.h"
#include "output/spread.h"

/** A mean over runs of a total of the plan, said as pounds or as a number. */
static const char *say_mean(const struct sf_view *view, size_t strategy,
                            enum sf_total total, char text[SF_SAY_CHARS])
{
    const double mean = sf_view_total(view, strategy, total).mean;
    if (sf_total_unit(total) == SF_UNIT_GBP) {
        sf_say_pounds(mean, text);
    } else {
        sf_say_number(mean, text);
    }
    return text;
}

static void add_balance(const struct sf_view *view, size_t i, struct sf_text *text)
{
    char median[SF_SAY_CHARS];
    char low[SF_SAY_CHARS];
    char high[SF_SAY_CHARS];
    char tight[24];
    const struct sf_statistic closing = sf_view_total(view, i, SF_T_CLOSING_BALANCE);
    sf_say_pounds(closing.q50, median);
    sf_say_pounds(closing.q05, low);
    sf_say_pounds(closing.q95, high);
    sf_month_say(sf_view_month(view, sf_view_tightest_month(view, i)), tight);
    sf_text_add(text,
                "ends at %s (median; 90 in 100 campaigns between %s and %s), its "
                "tightest month being %s",
                median, low, high, tight);
}

static void add_money(const struct sf_view *view, size_t i, struct sf_text *text)
{
    char levy[SF_SAY_CHARS];
    char other[SF_SAY_CHARS];
    char paid[SF_SAY_CHARS];
    char hardship[SF_SAY_CHARS];
    char outgo[SF_SAY_CHARS];
    sf_text_add(text,
                "takes %s of levy and %s of other income, and pays %s of strike pay, "
                "%s of hardship grants and %s of other costs",
                say_mean(view, i, SF_T_LEVY_INCOME, levy),
                say_mean(view, i, SF_T_OTHER_INCOME, other),
                say_mean(view, i, SF_T_STRIKE_PAY_PAID, paid),
                say_mean(view, i, SF_T_HARDSHIP, hardship),
                say_mean(view, i, SF_T_OTHER_OUTGO, outgo));
}

static void add_shortfall(const struct sf_view *view, size_t i, struct sf_text *text)
{
    char shortfall[SF_SAY_CHARS];
    char breach[SF_SAY_CHARS];
    char minimum[SF_SAY_CHARS];
    sf_say_chance(sf_view_chance(view, i, SF_SHORTFALL), shortfall);
    sf_say_chance(sf_view_chance(view, i, SF_BREACH), breach);
    sf_say_pounds(view->scenario->fund.minimum_balance * 100.0, minimum);
    sf_text_add(text, "below zero in %s, below the minimum balance of %s in %s",
                shortfall, minimum, breach);
}

static void add_costs(const struct sf_view *view, size_t i, struct sf_text *text)
{
    char fund[SF_SAY_CHARS];
    char own[SF_SAY_CHARS];
    char days[SF_SAY_CHARS];
    char involved[SF_SAY_CHARS];
    char levy[SF_SAY_CHARS];
    const bool has_short = sf_view_has_short(view, i);
    sf_text_add(
        text,
        "costs the fund %s and members %s of their own pay, over %s "
        "strike-days %s at least %s members%s, and takes %s of levy from members",
        say_mean(view, i, SF_T_FUND_COST, fund),
        say_mean(view, i, SF_T_MEMBERS_COST, own),
        say_mean(view, i, SF_T_STRIKE_DAYS, days), has_short ? "with" : "by",
        say_mean(view, i, SF_T_MEMBERS_INVOLVED, involved),
        has_short ? " in strikes or in action short of strike" : "",
        say_mean(view, i, SF_T_LEVY_INCOME, levy));
}

static void add_closing(const struct sf_view *view, size_t i, struct sf_text *text)
{
    char median[SF_SAY_CHARS];
    char low[SF_SAY_CHARS];
    char high[SF_SAY_CHARS];
    char below[SF_SAY_CHARS];
    const struct sf_statistic closing = sf_view_total(view, i, SF_T_CLOSING_BALANCE);
    sf_say_pounds(closing.q50, median);
    sf_say_pounds(closing.q05, low);
    sf_say_pounds(closing.q95, high);
    sf_closing_say_below_zero(view, i, below);
    sf_text_add(text,
                "leaves %s (median; 90 in 100 campaigns between %s and %s) and ends "
                "below zero in %s",
                median, low, high, below);
}

/** What is paid and received, for one kind of member of a band. */
static void add_member(const struct sf_member_pence *member, struct sf_text *text)
{
    if (!member->is_defined) {
        sf_text_add(text, "nobody");
        return;
    }
    char net[SF_SAY_CHARS];
    char part[SF_SAY_CHARS];
    for (int i = 0; i < SF_N_MEMBER_PARTS; i++) {
        if (member->part[i] != 0) {
            sf_say_pounds((double)member->part[i], part);
            sf_text_add(text, "%s %s, ", sf_bands_part_name((enum sf_member_part)i),
                        part);
        }
    }
    sf_say_pounds((double)member->net, net);
    sf_text_add(text, "net %s", net);
}

static void add_members(const struct sf_view *view, size_t i, struct sf_text *text)
{
    for (size_t band = 0; band < view->scenario->n_bands; band++) {
        const struct sf_member_pence called = sf_bands_member(view, i, band, true);
        const struct sf_member_pence other = sf_bands_member(view, i, band, false);
        sf_text_add(text, "%s%s called out: ", band == 0 ? "- " : "; ",
                    view->scenario->band[band].name);
        add_member(&called, text);
        sf_text_add(text, "; not called: ");
        add_member(&other, text);
    }
}

/** What is at stake, by band, after all strategies: it is the same for each. */
static void add_stakes(const struct sf_view *view, struct sf_text *text)
{
    bool is_first = true;
    for (size_t band = 0; band < view->scenario->n_bands; band++) {
        const double pounds = sf_bands_at_stake(view, band);
        if (isfinite(pounds)) {
            char stake[SF_SAY_CHARS];
            sf_say_pounds(pounds * 100.0, stake);
            sf_text_add(text, "%s %s %s",
                        is_first ? ". At stake in real pay a year:" : ",",
                        view->scenario->band[band].name, stake);
            is_first = false;
        }
    }
}

static void add_widths(const struct sf_view *view, size_t i, struct sf_text *text)
{
    static const char *const FROM[SF_N_SOURCES] = {
        [SF_FROM_RATES] = "from unknown rates",
        [SF_FROM_DIFFERENCES] = "from employers' differences",
        [SF_FROM_CHANCE] = "from chance",
    };
    char sum[SF_SAY_CHARS];
    sf_say_pounds(sf_spread_width(view, i, view->n_months), sum);
    sf_text_add(text, "%s wide", sum);
    for (int s = 0; s < SF_N_SOURCES; s++) {
        const double width =
            sf_spread_width_alone(view, i, view->n_months, (enum sf_source)s).pence;
        if (isfinite(width)) {
            sf_say_pounds(width, sum);
        }
        sf_text_add(text, ", %s %s", isfinite(width) ? sum : "not known", FROM[s]);
    }
    sf_say_pounds(sf_spread_simulation(view, i, view->n_months), sum);
    sf_text_add(text, "; the average is within %s of simulation error", sum);
}

static void add_opening(const struct sf_view *view, enum sf_chart chart,
                        struct sf_text *text)
{
    char first[24];
    char last[24];
    sf_month_say(sf_view_month(view, 0), first);
    sf_month_say(sf_view_month(view, view->n_months), last);
    switch (chart) {
    case SF_CHART_BALANCE:
        sf_text_add(text, "The fund at each month's end, %s to %s", first, last);
        return;
    case SF_CHART_MONEY:
        sf_text_add(text, "Money in and out by month, in all until %s and on average",
                    last);
        return;
    case SF_CHART_SHORTFALL:
        sf_text_add(text,
                    "Simulated campaigns in which a month has ended below a line by %s",
                    last);
        return;
    case SF_CHART_COSTS:
        sf_text_add(text, "What each strategy costs until %s, on average", last);
        return;
    case SF_CHART_CLOSING:
        sf_text_add(text, "What simulated campaigns leave in the fund at the end of %s",
                    last);
        return;
    case SF_CHART_MEMBERS:
        sf_text_add(text,
                    "What a member pays, loses and is paid until %s, on average, by "
                    "band",
                    last);
        return;
    case SF_CHART_SPREAD:
        sf_text_add(text,
                    "How wide the range that holds 90 in 100 campaigns is at the end "
                    "of %s, and would be from one source alone (widths do not add up)",
                    last);
        return;
    case SF_CHART_DAYS:
        sf_text_add(text,
                    "Strike-days until %s by kind of action, on average; action short "
                    "of strike has none",
                    last);
        return;
    case SF_N_CHARTS:
        return;
    }
}

enum sf_status sf_titles_add_alternative(const struct sf_view *view,
                                         enum sf_chart chart, struct sf_text *text)
{
    add_opening(view, chart, text);
    for (size_t i = 0; i < view->n_strategies; i++) {
        sf_text_add(text, "%s %s ", i == 0 ? ":" : ";", sf_view_strategy(view, i));
        switch (chart) {
        case SF_CHART_BALANCE:
            add_balance(view, i, text);
            break;
        case SF_CHART_MONEY:
            add_money(view, i, text);
            break;
        case SF_CHART_SHORTFALL:
            add_shortfall(view, i, text);
            break;
        case SF_CHART_COSTS:
            add_costs(view, i, text);
            break;
        case SF_CHART_CLOSING:
            add_closing(view, i, text);
            break;
        case SF_CHART_MEMBERS:
            add_members(view, i, text);
            break;
        case SF_CHART_SPREAD:
            add_widths(view, i, text);
            break;
        case SF_CHART_DAYS:
            sf_kinds_add_words(view, i, text);
            break;
        case SF_N_CHARTS:
            break;
        }
    }
    if (chart == SF_CHART_MEMBERS) {
        add_stakes(view, text);
    }
    sf_text_add(text, ".\n");
    return sf_figures_status(text);
}

void sf_titles_add_caption(const struct sf_view *view, struct sf_text *text)
{
    size_t n_given;
    size_t n_judgements;
    sf_scenario_count_inputs(view->scenario, &n_given, &n_judgements);
    char runs[SF_NUMBER_CHARS];
    sf_count_say((int64_t)view->runs, runs);
    sf_text_add(text,
                "%s simulated campaign%s, exact method, seed %" PRIu64
                ". %zu input%s, %zu of them judgements.",
                runs, view->runs == 1 ? "" : "s", view->scenario->seed, n_given,
                n_given == 1 ? "" : "s", n_judgements);
}
