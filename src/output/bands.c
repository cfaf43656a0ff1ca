#include "output/bands.h"

#include <math.h>

#include "output/csv.h"
#include "output/figures.h"
#include "output/tables.h"

/** Mean salary of a band's members, pounds a year; NaN when it has none. */
static double mean_salary(const struct sf_scenario *scenario, size_t band)
{
    double members = 0.0;
    double pay = 0.0;
    for (size_t i = 0; i < scenario->n_employers; i++) {
        const struct sf_employer *employer = &scenario->employer[i];
        const double n = employer->members * employer->share[band];
        members += n;
        pay += n * employer->salary[band];
    }
    return members > 0.0 ? pay / members : NAN;
}

static int64_t pence_of(double pounds)
{
    return (int64_t)rint(pounds * 100.0);
}

struct sf_member_pence sf_bands_member(const struct sf_view *view, size_t strategy,
                                       size_t band, bool is_called)
{
    const struct sf_member_view member =
        sf_results_member_view(view->results, strategy, band, is_called);
    /* Rounded first, so that the net shown is that of the parts shown. */
    struct sf_member_pence pence = {
        .is_defined = member.is_defined,
        .part = {[SF_MEMBER_LEVY] = pence_of(member.levy_paid),
                 [SF_MEMBER_PAY_LOST] = pence_of(member.pay_lost),
                 [SF_MEMBER_STRIKE_PAY] = pence_of(member.strike_pay),
                 [SF_MEMBER_HARDSHIP] = pence_of(member.hardship)}};
    pence.net = pence.part[SF_MEMBER_STRIKE_PAY] + pence.part[SF_MEMBER_HARDSHIP] -
                pence.part[SF_MEMBER_LEVY] - pence.part[SF_MEMBER_PAY_LOST];
    return pence;
}

const char *sf_bands_part_name(enum sf_member_part part)
{
    switch (part) {
    case SF_MEMBER_LEVY:
        return "levy";
    case SF_MEMBER_PAY_LOST:
        return "pay lost";
    case SF_MEMBER_STRIKE_PAY:
        return "strike pay";
    case SF_MEMBER_HARDSHIP:
        return "hardship";
    case SF_N_MEMBER_PARTS:
        break;
    }
    SF_BUG_ON(true);
}

double sf_bands_at_stake(const struct sf_view *view, size_t band)
{
    const double share = view->scenario->members.real_terms_cut;
    return share > 0.0 ? share * mean_salary(view->scenario, band) : NAN;
}

/** Months of more pay that repay what a member is out of pocket, after what comes at
 *  once; INFINITY: never; NaN: there is no settlement, or no such member. */
static double months_to_repay(const struct sf_worth *worth,
                              const struct sf_member_pence *member)
{
    if (!worth->is_known || !member->is_defined) {
        return NAN;
    }
    const double owed = -(double)member->net / 100.0 - worth->at_once;
    return owed > 0.0 ? owed / (worth->per_year / 12.0) : 0.0;
}

static void add_worth(const struct sf_view *view, size_t strategy, size_t band,
                      const struct sf_member_pence *member, struct sf_text *text)
{
    const struct sf_worth worth = sf_view_worth(view, strategy, band);
    const double months = months_to_repay(&worth, member);
    sf_text_add(text, ",");
    if (isinf(months)) {
        sf_text_add(text, "inf");
    } else {
        sf_figures_add_decimal(text, months, 1);
    }
    sf_text_add(text, ",");
    sf_figures_add_decimal(text, worth.is_known ? worth.at_once : NAN, 2);
    sf_text_add(text, ",");
    sf_figures_add_decimal(text, worth.is_known ? worth.per_year : NAN, 2);
    sf_text_add(text, "\n");
}

static void add_row(const struct sf_view *view, size_t strategy, size_t band,
                    bool is_called, struct sf_text *text)
{
    const struct sf_member_pence member =
        sf_bands_member(view, strategy, band, is_called);
    sf_csv_add_text(text, sf_view_strategy(view, strategy));
    sf_text_add(text, ",");
    sf_csv_add_text(text, view->scenario->band[band].name);
    sf_text_add(text, ",%s", is_called ? "called out" : "not called");
    for (int part = 0; part <= SF_N_MEMBER_PARTS; part++) {
        sf_text_add(text, ",");
        if (member.is_defined) {
            sf_figures_add_pence(text, part < SF_N_MEMBER_PARTS ? member.part[part]
                                                                : member.net);
        }
    }
    sf_text_add(text, ",");
    sf_figures_add_decimal(text, sf_bands_at_stake(view, band), 2);
    add_worth(view, strategy, band, &member, text);
}

enum sf_status sf_bands_write(const struct sf_view *view, struct sf_text *text)
{
    sf_text_add(text, "strategy,band,member,levy_paid_gbp,pay_lost_gbp,strike_pay_gbp,"
                      "hardship_gbp,net_gbp,at_stake_per_year_gbp,months_to_repay,"
                      "settlement_at_once_gbp,settlement_per_year_gbp\n");
    for (size_t i = 0; i < view->n_strategies; i++) {
        for (size_t band = 0; band < view->scenario->n_bands; band++) {
            add_row(view, i, band, true, text);
            add_row(view, i, band, false, text);
        }
    }
    return sf_figures_status(text);
}
