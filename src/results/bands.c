/* The member's view of a plan (M10.4): ratios of totals over all runs. */
#include "results/results.h"

static double sum_of(const struct sf_results *results, size_t strategy, size_t band,
                     enum sf_band_sum which)
{
    const size_t row = strategy * results->n_bands + band;
    return (double)results->band[row * SF_N_BAND_SUMS + (size_t)which];
}

/**
 * The levy of a payer who is there throughout: what a due month brought on average,
 * times the months due, on average where a levy waits for the fund. A striker's is less
 * by the share of those months spent on strike pay where that exempts. Losses, strike
 * pay and grants are per member who struck at all.
 */
struct sf_member_view sf_results_member_view(const struct sf_results *results,
                                             size_t strategy, size_t band,
                                             bool is_called)
{
    const double pounds = 0.01;
    const double due = sum_of(results, strategy, band, SF_BAND_LEVY_DUE);
    const double involved = sum_of(results, strategy, band, SF_BAND_INVOLVED);
    struct sf_member_view view = {.is_defined = !is_called || involved > 0.0};
    if (!view.is_defined) {
        return view;
    }
    const double levy = sum_of(results, strategy, band, SF_BAND_LEVY) * pounds;
    const struct sf_series *triggered =
        &results->total[strategy * SF_N_TOTALS + SF_T_MONTHS_TRIGGERED];
    const double months =
        (double)results->levy_months[strategy] +
        (double)triggered->sum / sf_unit_divisor(SF_UNIT_MONTHS) / (double)triggered->n;
    const double a_month = due > 0.0 ? levy / due : 0.0;
    view.levy_paid = a_month * months;
    if (is_called) {
        const double exempt =
            sum_of(results, strategy, band, SF_BAND_EXEMPT) / involved;
        view.levy_paid -= a_month * (exempt < months ? exempt : months);
        view.pay_lost =
            sum_of(results, strategy, band, SF_BAND_PAY_LOST) * pounds / involved;
        view.strike_pay =
            sum_of(results, strategy, band, SF_BAND_STRIKE_PAY) * pounds / involved;
        view.hardship =
            sum_of(results, strategy, band, SF_BAND_HARDSHIP) * pounds / involved;
    }
    view.net = view.strike_pay + view.hardship - view.levy_paid - view.pay_lost;
    return view;
}
