#include "output/solve_say.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output/figures.h"

const char *sf_solve_strategy_name(const struct sf_solve *solve, size_t i)
{
    const struct sf_sweep *sweep = sf_solve_sweep(solve);
    return sf_sweep_scenario(sweep)->strategy[sf_sweep_strategy(sweep, i)].name;
}

void sf_solve_say_measure(const struct sf_goal *goal, char text[SF_SAY_CHARS])
{
    snprintf(text, SF_SAY_CHARS, "%.*s", (int)strcspn(goal->text, " "), goal->text);
}

static const char *event_help(enum sf_event event)
{
    switch (event) {
#define EVENT_HELP(name, column, help)                                                 \
    case name:                                                                         \
        return help;
        SF_EVENT_LIST(EVENT_HELP)
        SF_SHORTAGE_EVENT_LIST(EVENT_HELP)
        SF_POT_EVENT_LIST(EVENT_HELP)
#undef EVENT_HELP
    case SF_N_EVENTS:
        break;
    }
    return "";
}

static const char *total_help(enum sf_total total)
{
    switch (total) {
#define TOTAL_HELP(name, column, unit, help)                                           \
    case name:                                                                         \
        return help;
        SF_TOTAL_LIST(TOTAL_HELP)
        SF_SHORTAGE_TOTAL_LIST(TOTAL_HELP)
        SF_REFUND_TOTAL_LIST(TOTAL_HELP)
#undef TOTAL_HELP
    case SF_N_TOTALS:
        break;
    }
    return "";
}

static bool is_money(const struct sf_goal *goal)
{
    return !goal->is_chance && sf_total_unit(goal->total) == SF_UNIT_GBP;
}

/** A number with up to so many decimals and no noughts at its end. */
static void say_decimal(double number, int decimals, char text[SF_SAY_CHARS])
{
    snprintf(text, SF_SAY_CHARS, "%.*f", decimals, number);
    if (strchr(text, '.') != NULL) {
        size_t length = strlen(text);
        while (text[length - 1] == '0') {
            text[--length] = '\0';
        }
        if (text[length - 1] == '.') {
            text[length - 1] = '\0';
        }
    }
}

void sf_solve_add_goal(const struct sf_goal *goal, struct sf_text *text)
{
    char bound[SF_SAY_CHARS];
    const char *sign = goal->is_at_least ? goal->is_strict ? "more than" : "at least"
                       : goal->is_strict ? "less than"
                                         : "at most";
    if (goal->is_chance) {
        say_decimal(goal->bound * 100.0, 4, bound);
        sf_text_add(text, "%s: %s, in %s %s of 100 campaigns by the plan's end",
                    goal->text, event_help(goal->event), sign, bound);
        return;
    }
    if (is_money(goal)) {
        sf_pounds_say(goal->bound, bound);
    } else {
        say_decimal(goal->bound, 6, bound);
    }
    if (goal->p > 0.0) {
        sf_text_add(text,
                    "%s: of %s, the figure that %.0f of 100 campaigns are at or below "
                    "is %s %s",
                    goal->text, total_help(goal->total), goal->p * 100.0, sign, bound);
    } else {
        sf_text_add(text, "%s: on average, %s comes to %s %s", goal->text,
                    total_help(goal->total), sign, bound);
    }
}

void sf_solve_say_figure(const struct sf_solve *solve, double figure,
                         char text[SF_SAY_CHARS])
{
    const struct sf_goal *goal = sf_solve_goal(solve);
    const uint64_t runs = sf_sweep_scenario(sf_solve_sweep(solve))->runs;
    if (goal->is_chance) {
        const uint64_t count = (uint64_t)llround(figure * (double)runs);
        sf_say_chance_briefly(sf_chance_of(count, runs), text);
    } else if (is_money(goal) && fabs(figure) < 1e7) {
        sf_pounds_say(rint(figure), text); /* values next to each other differ */
    } else if (is_money(goal)) {
        sf_say_pounds(figure * 100.0, text);
    } else {
        sf_say_number(figure, text);
    }
}

/** Of a share as one of 100: more for small ones. */
static int decimals_of(double share)
{
    return share < 0.0095 ? 2 : 1;
}

void sf_solve_say_bound(const struct sf_solve *solve, double bound,
                        char text[SF_SAY_CHARS])
{
    if (!isfinite(bound)) {
        snprintf(text, SF_SAY_CHARS, "any");
    } else if (sf_solve_goal(solve)->is_chance) {
        snprintf(text, SF_SAY_CHARS, "%.*f in 100", decimals_of(bound), bound * 100.0);
    } else {
        sf_solve_say_figure(solve, bound, text);
    }
}

/** "shortfall in 4 of 100 campaigns (95 % interval 3.6 to 4.4 in 100)" */
static void add_chance(const struct sf_solve *solve, const char *measure,
                       const struct sf_estimate *estimate, struct sf_text *text)
{
    const uint64_t runs = sf_sweep_scenario(sf_solve_sweep(solve))->runs;
    const uint64_t count = (uint64_t)llround(estimate->value * (double)runs);
    char words[SF_SAY_CHARS];
    sf_say_chance(sf_chance_of(count, runs), words);
    sf_text_add(text, "%s in %s campaigns", measure, words);
    if (count > 0 && count < runs) {
        sf_text_add(text, " (95%% interval %.*f to %.*f in 100)",
                    decimals_of(estimate->lower), 100.0 * estimate->lower,
                    decimals_of(estimate->lower), 100.0 * estimate->upper);
    }
}

void sf_solve_add_estimate(const struct sf_solve *solve,
                           const struct sf_estimate *estimate, struct sf_text *text)
{
    char figure[SF_SAY_CHARS];
    char lower[SF_SAY_CHARS];
    char upper[SF_SAY_CHARS];
    char measure[SF_SAY_CHARS];
    sf_solve_say_measure(sf_solve_goal(solve), measure);
    if (sf_solve_goal(solve)->is_chance) {
        add_chance(solve, measure, estimate, text);
        return;
    }
    sf_solve_say_figure(solve, estimate->value, figure);
    sf_solve_say_bound(solve, estimate->lower, lower);
    sf_solve_say_bound(solve, estimate->upper, upper);
    sf_text_add(text, "%s is %s", measure, figure);
    if (strcmp(lower, upper) != 0) {
        sf_text_add(text, " (95%% interval %s to %s)", lower, upper);
    }
}

void sf_solve_add_digits(const struct sf_goal *goal, double figure,
                         struct sf_text *text)
{
    const int decimals = goal->is_chance ? 6 : is_money(goal) ? 2 : 4;
    sf_figures_add_decimal(text, figure, decimals);
}

void sf_solve_add_exact_place(const struct sf_solve *solve, double place,
                              struct sf_text *text)
{
    char *value = sf_key_range_text(sf_solve_span(solve), llround(place));
    if (value == NULL) {
        text->is_out_of_memory = true;
        return;
    }
    sf_text_add(text, "%s", value);
    free(value);
}

void sf_solve_add_place(const struct sf_solve *solve, double place, double width,
                        int direction, struct sf_text *text)
{
    double step = 1.0; /* of the span's own */
    while (step * 10.0 <= width / 4.0) {
        step *= 10.0;
    }
    const double part = place / step;
    const double whole = direction < 0   ? floor(part + 1e-9)
                         : direction > 0 ? ceil(part - 1e-9)
                                         : rint(part);
    sf_solve_add_exact_place(solve, step * whole, text);
}
