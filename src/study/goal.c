#include "strikefund/goal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "study/decimal.h"

enum { NAME_CHARS = 40 };

#define Z95 1.959963984540054 /* the 97.5 % quantile of the normal law */

static const struct {
    const char *name;
    double p;
} STATISTIC[] = {{"mean", 0.0}, {"q05", 0.05}, {"q25", 0.25},
                 {"q50", 0.5},  {"q75", 0.75}, {"q95", 0.95}};

enum { N_STATISTICS = sizeof(STATISTIC) / sizeof(STATISTIC[0]) };

/** The parts of a goal as they stand in the text. */
struct parts {
    char name[NAME_CHARS];      /* "closing_balance" */
    char statistic[NAME_CHARS]; /* "q05"; empty: none */
    char number[NAME_CHARS];
};

static void copy_part(const char *from, size_t length, char part[NAME_CHARS])
{
    snprintf(part, NAME_CHARS, "%.*s", (int)length, from);
}

/** Takes the text apart; false where it has no such parts. */
static bool split(const char *text, struct sf_goal *goal, struct parts *parts)
{
    const char *at = text + strspn(text, " ");
    const size_t length = strcspn(at, " <>=");
    const char *dot = memchr(at, '.', length);
    const size_t name_length = dot != NULL ? (size_t)(dot - at) : length;
    copy_part(at, name_length, parts->name);
    copy_part(dot != NULL ? dot + 1 : at, dot != NULL ? length - name_length - 1 : 0,
              parts->statistic);
    at += length;
    at += strspn(at, " ");
    if (length == 0 || (*at != '<' && *at != '>')) {
        return false;
    }
    goal->is_at_least = *at++ == '>';
    goal->is_strict = *at != '=';
    at += !goal->is_strict;
    at += strspn(at, " ");
    const size_t number_length = strcspn(at, " ");
    copy_part(at, number_length, parts->number);
    at += number_length;
    return number_length > 0 && at[strspn(at, " ")] == '\0';
}

static bool find_name(const char *name, struct sf_goal *goal,
                      struct sf_nearest *nearest)
{
    for (int e = 0; e < SF_N_EVENTS; e++) {
        sf_nearest_offer(nearest, sf_event_name((enum sf_event)e));
        if (strcmp(name, sf_event_name((enum sf_event)e)) == 0) {
            goal->is_chance = true;
            goal->event = (enum sf_event)e;
            return true;
        }
    }
    for (int t = 0; t < SF_N_TOTALS; t++) {
        sf_nearest_offer(nearest, sf_total_name((enum sf_total)t));
        if (strcmp(name, sf_total_name((enum sf_total)t)) == 0) {
            goal->total = (enum sf_total)t;
            return true;
        }
    }
    return false;
}

static void add_names(struct sf_text *fault)
{
    for (int e = 0; e < SF_N_EVENTS; e++) {
        sf_text_add(fault, "%s%s", e == 0 ? "" : ", ", sf_event_name((enum sf_event)e));
    }
    sf_text_add(fault, ", and of a whole plan ");
    for (int t = 0; t < SF_N_TOTALS; t++) {
        sf_text_add(fault, "%s%s", t == 0 ? "" : ", ", sf_total_name((enum sf_total)t));
    }
}

static void read_name(const struct parts *parts, struct sf_goal *goal,
                      struct sf_text *fault)
{
    struct sf_nearest nearest = {.wanted = parts->name};
    if (find_name(parts->name, goal, &nearest)) {
        return;
    }
    sf_text_add(fault, "--goal: unknown measure '%s'; ", parts->name);
    if (nearest.name != NULL) {
        sf_text_add(fault, "did you mean '%s'?", nearest.name);
    } else {
        sf_text_add(fault, "there are ");
        add_names(fault);
    }
}

static void read_statistic(const struct parts *parts, struct sf_goal *goal,
                           struct sf_text *fault)
{
    if (parts->statistic[0] == '\0') {
        return;
    }
    if (goal->is_chance) {
        sf_text_add(fault,
                    "--goal: '%s' is a chance and has no '%s'; write '%s <= 0.05'",
                    parts->name, parts->statistic, parts->name);
        return;
    }
    for (int i = 0; i < N_STATISTICS; i++) {
        if (strcmp(parts->statistic, STATISTIC[i].name) == 0) {
            goal->p = STATISTIC[i].p;
            return;
        }
    }
    sf_text_add(fault, "--goal: '%s' has mean, q05, q25, q50, q75 and q95, not '%s'",
                parts->name, parts->statistic);
}

static void read_bound(const struct parts *parts, struct sf_goal *goal,
                       struct sf_text *fault)
{
    struct sf_decimal number;
    if (!sf_decimal_read(parts->number, strlen(parts->number), &number)) {
        sf_text_add(fault,
                    "--goal needs a plain number after the sign, as in 0.05 for 5 in "
                    "100 or 500000 for half a million pounds, not '%s'",
                    parts->number);
        return;
    }
    goal->bound = sf_decimal_value(number);
    if (goal->is_chance && !(goal->bound > 0.0 && goal->bound < 1.0)) {
        sf_text_add(fault,
                    "--goal: a chance lies between 0 and 1, and no number of runs "
                    "shows it to be either; write 0.05 for 5 in 100, not '%s'",
                    parts->number);
    }
}

enum sf_status sf_goal_read(const char *text, struct sf_goal *goal, char **fault)
{
    struct sf_goal read = {.is_chance = false};
    struct parts parts;
    struct sf_text wrong = {0};
    if (strlen(text) >= NAME_CHARS + SF_GOAL_CHARS / 2 || !split(text, &read, &parts)) {
        sf_text_add(&wrong,
                    "--goal needs a measure, one of <= < >= > and a number, as in "
                    "'shortfall <= 0.05' or 'closing_balance.q05 >= 500000', not '%s'",
                    text);
    }
    if (wrong.length == 0 && !wrong.is_out_of_memory) {
        read_name(&parts, &read, &wrong);
    }
    if (wrong.length == 0 && !wrong.is_out_of_memory) {
        read_statistic(&parts, &read, &wrong);
    }
    if (wrong.length == 0 && !wrong.is_out_of_memory) {
        read_bound(&parts, &read, &wrong);
    }
    if (wrong.length == 0 && !wrong.is_out_of_memory) {
        snprintf(read.text, sizeof(read.text), "%.31s%s%.4s %s%s %.20s", parts.name,
                 parts.statistic[0] != '\0' ? "." : "", parts.statistic,
                 read.is_at_least ? ">" : "<", read.is_strict ? "" : "=", parts.number);
        *goal = read;
        return SF_OK;
    }
    char *words = sf_text_take(&wrong);
    sf_text_free(&wrong);
    *fault = words != NULL ? words : *fault;
    return words != NULL ? SF_ERR_USAGE : SF_ERR_MEMORY;
}

static struct sf_estimate estimate_quantile(const struct sf_goal *goal,
                                            const struct sf_results *results,
                                            size_t strategy)
{
    const struct sf_statistic found = sf_results_total(results, strategy, goal->total);
    const double margin = Z95 * sqrt(goal->p * (1.0 - goal->p) / (double)found.runs);
    const double half_a_bin =
        found.quantile_width > 1.0 ? 0.5 * found.quantile_width : 0.0;
    struct sf_estimate estimate = {
        .value = sf_results_total_quantile(results, strategy, goal->total, goal->p),
        .lower = -INFINITY,
        .upper = INFINITY};
    if (goal->p > margin) {
        estimate.lower = sf_results_total_quantile(results, strategy, goal->total,
                                                   goal->p - margin) -
                         half_a_bin;
    }
    if (goal->p + margin < 1.0) {
        estimate.upper = sf_results_total_quantile(results, strategy, goal->total,
                                                   goal->p + margin) +
                         half_a_bin;
    }
    return estimate;
}

struct sf_estimate sf_goal_estimate(const struct sf_goal *goal,
                                    const struct sf_results *results, size_t strategy)
{
    if (goal->is_chance) {
        const struct sf_chance chance = sf_results_chance(
            results, strategy, sf_results_n_months(results), goal->event);
        return (struct sf_estimate){chance.probability, chance.lower, chance.upper};
    }
    struct sf_estimate held;
    if (goal->p > 0.0) {
        held = estimate_quantile(goal, results, strategy);
    } else {
        const struct sf_statistic found =
            sf_results_total(results, strategy, goal->total);
        held = (struct sf_estimate){found.mean, found.mean - Z95 * found.se,
                                    found.mean + Z95 * found.se};
    }
    const double divisor = sf_unit_divisor(sf_total_unit(goal->total));
    return (struct sf_estimate){held.value / divisor, held.lower / divisor,
                                held.upper / divisor};
}

bool sf_goal_is_met(const struct sf_goal *goal, double value)
{
    if (goal->is_at_least) {
        return goal->is_strict ? value > goal->bound : value >= goal->bound;
    }
    return goal->is_strict ? value < goal->bound : value <= goal->bound;
}
