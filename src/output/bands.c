#include "output/tables.h"

#include <math.h>

#include "output/csv.h"
#include "output/figures.h"

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

static void add_row(const struct sf_view *view, size_t strategy, size_t band,
                    bool is_called, struct sf_text *text)
{
    const struct sf_scenario *scenario = view->scenario;
    const struct sf_member_view member =
        sf_results_member_view(view->results, strategy, band, is_called);
    sf_csv_add_text(text, sf_view_strategy(view, strategy));
    sf_text_add(text, ",");
    sf_csv_add_text(text, scenario->band[band].name);
    sf_text_add(text, ",%s", is_called ? "called out" : "not called");
    /* Rounded first, so that the net shown is that of the parts shown. */
    const int64_t levy = pence_of(member.levy_paid);
    const int64_t lost = pence_of(member.pay_lost);
    const int64_t strike_pay = pence_of(member.strike_pay);
    const int64_t hardship = pence_of(member.hardship);
    const int64_t pence[] = {levy, lost, strike_pay, hardship,
                             strike_pay + hardship - levy - lost};
    for (size_t i = 0; i < sizeof(pence) / sizeof(pence[0]); i++) {
        sf_text_add(text, ",");
        if (member.is_defined) {
            sf_figures_add_pence(text, pence[i]);
        }
    }
    sf_text_add(text, ",");
    sf_figures_add_decimal(
        text, scenario->members.real_terms_cut * mean_salary(scenario, band), 2);
    /* months_to_repay: a plan without a settlement has none. */
    sf_text_add(text, ",\n");
}

enum sf_status sf_bands_write(const struct sf_view *view, struct sf_text *text)
{
    sf_text_add(text, "strategy,band,member,levy_paid_gbp,pay_lost_gbp,strike_pay_gbp,"
                      "hardship_gbp,net_gbp,at_stake_per_year_gbp,months_to_repay\n");
    for (size_t i = 0; i < view->n_strategies; i++) {
        for (size_t band = 0; band < view->scenario->n_bands; band++) {
            add_row(view, i, band, true, text);
            add_row(view, i, band, false, text);
        }
    }
    return sf_figures_status(text);
}
