#include "output/closing.h"

#include <stdio.h>

enum { MOST_DOTS = 100 };

size_t sf_closing_n_dots(const struct sf_view *view)
{
    return view->runs < MOST_DOTS ? (size_t)view->runs : MOST_DOTS;
}

double sf_closing_dot(const struct sf_view *view, size_t strategy, size_t dot)
{
    const double p = ((double)dot - 0.5) / (double)sf_closing_n_dots(view);
    return sf_results_total_quantile(view->results, strategy, SF_T_CLOSING_BALANCE, p);
}

/** True when the dots say it: the words must not differ from what can be counted. */
static bool say_dots(const struct sf_view *view, size_t strategy,
                     char text[SF_SAY_CHARS])
{
    const size_t n = sf_closing_n_dots(view);
    size_t below = 0;
    while (below < n && sf_closing_dot(view, strategy, below + 1) < 0.0) {
        below++;
    }
    if (below < 2 || below + 2 > n) {
        return false;
    }
    snprintf(text, SF_SAY_CHARS, "%zu of %zu", below, n);
    return true;
}

void sf_closing_say_below_zero(const struct sf_view *view, size_t strategy,
                               char text[SF_SAY_CHARS])
{
    if (!say_dots(view, strategy, text)) {
        sf_say_chance(sf_view_ends_below_zero(view, strategy), text);
    }
}

void sf_closing_say_below_zero_briefly(const struct sf_view *view, size_t strategy,
                                       char text[SF_SAY_CHARS])
{
    if (!say_dots(view, strategy, text)) {
        sf_say_chance_briefly(sf_view_ends_below_zero(view, strategy), text);
    }
}
