/* The chart of mandates: its bars and its words. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "output/dat.h"
#include "output/figures.h"
#include "output/mandates.h"
#include "output/say.h"

/* Bars of all votes, and of each however many they are: more would not be told apart on
 * one page. */
enum { MAX_BARS = 60, MIN_BARS = 12 };

static size_t most_bars(const struct sf_view *view)
{
    const size_t each = view->votes.n > 0 ? MAX_BARS / view->votes.n : MAX_BARS;
    return each > MIN_BARS ? each : MIN_BARS;
}

/** Whose chances these are, where there is more than one strategy. */
static const char *others_note(const struct sf_view *view)
{
    if (view->n_strategies == 1) {
        return "";
    }
    return sf_mandates_differ(view)
               ? " Chances under the first strategy; under others momentum moves the "
                 "votes otherwise: mandates.csv has them."
               : " Chances under the first strategy; others differ only by who has "
                 "left "
                 "or joined by then.";
}

/** An employer of a vote, to be drawn. */
struct bar {
    size_t k; /* in the ballot's list */
    int32_t members;
    uint64_t n_passed;
};

/** The largest employer first. */
static int compare_members(const void *a_void, const void *b_void)
{
    const struct bar *a = a_void;
    const struct bar *b = b_void;
    if (a->members != b->members) {
        return a->members > b->members ? -1 : 1;
    }
    return (a->k > b->k) - (a->k < b->k);
}

/** The likeliest first; of equals, as the file has them. */
static int compare_chances(const void *a_void, const void *b_void)
{
    const struct bar *a = a_void;
    const struct bar *b = b_void;
    if (a->n_passed != b->n_passed) {
        return a->n_passed > b->n_passed ? -1 : 1;
    }
    return (a->k > b->k) - (a->k < b->k);
}

/**
 * The bars of a vote: one where all are counted together, else as many as there is
 * room for of the employers with the most members.
 *
 * @param[out] bar  freed by the caller; NULL without memory
 */
static size_t bars_of(const struct sf_view *view, const struct sf_vote *vote,
                      struct bar **bar)
{
    const struct sf_ballot *ballot = &view->scenario->ballot[vote->ballot];
    size_t n = ballot->employers.n;
    *bar = calloc(n + 1, sizeof(**bar));
    if (*bar == NULL) {
        return 0;
    }
    for (size_t k = 0; k < n; k++) {
        (*bar)[k] = (struct bar){
            .k = k,
            .members = view->scenario->employer[ballot->employers.index[k]].members,
            .n_passed = sf_results_mandate(view->results, 0, vote->first_cell + k)
                            .chance.count};
    }
    n = ballot->is_aggregated ? 1 : n;
    qsort(*bar, n, sizeof(**bar), compare_members);
    n = n < most_bars(view) ? n : most_bars(view);
    qsort(*bar, n, sizeof(**bar), compare_chances);
    return n;
}

/** Turnout over all who were balloted together: that of each cell, by its members. */
static double turnout_of(const struct sf_view *view, const struct sf_vote *vote,
                         size_t k)
{
    const struct sf_ballot *ballot = &view->scenario->ballot[vote->ballot];
    if (!ballot->is_aggregated) {
        return sf_results_mandate(view->results, 0, vote->first_cell + k).turnout;
    }
    double votes = 0.0;
    double members = 0.0;
    for (size_t i = 0; i < ballot->employers.n; i++) {
        const double of_employer =
            view->scenario->employer[ballot->employers.index[i]].members;
        votes += of_employer *
                 sf_results_mandate(view->results, 0, vote->first_cell + i).turnout;
        members += of_employer;
    }
    return votes / members;
}

static void add_share(struct sf_text *text, double share)
{
    sf_text_add(text, isfinite(share) ? " " : " NaN");
    sf_figures_add_decimal(text, share, 6);
}

static void add_bars(const struct sf_view *view, const struct sf_vote *vote,
                     const struct bar *bar, size_t n, size_t *n_bars,
                     struct sf_text *text)
{
    for (size_t i = 0; i < n; i++) {
        const struct sf_chance chance =
            sf_results_mandate(view->results, 0, vote->first_cell + bar[i].k).chance;
        sf_text_add(text, "%zu", ++*n_bars);
        add_share(text, chance.probability);
        add_share(text, chance.lower);
        add_share(text, chance.upper);
        add_share(text, turnout_of(view, vote, bar[i].k));
        sf_text_add(text, "\n");
    }
}

enum sf_status sf_mandates_dat_write(const struct sf_view *view, struct sf_text *text)
{
    size_t n_bars = 0;
    for (size_t v = 0; v < view->votes.n; v++) {
        const struct sf_vote *vote = &view->votes.vote[v];
        struct bar *bar;
        const size_t n = bars_of(view, vote, &bar);
        if (bar == NULL) {
            return SF_ERR_MEMORY;
        }
        sf_text_add(text, "%s# bar chance lower upper turnout\n", v > 0 ? "\n\n" : "");
        add_bars(view, vote, bar, n, &n_bars, text);
        free(bar);
    }
    return sf_figures_status(text);
}

/** Who a bar stands for. */
static void add_voter(const struct sf_view *view, const struct sf_vote *vote, size_t k,
                      struct sf_text *text)
{
    const struct sf_ballot *ballot = &view->scenario->ballot[vote->ballot];
    if (ballot->is_aggregated) {
        struct sf_text all = {0};
        sf_text_add(&all, "all %zu employers together", ballot->employers.n);
        sf_dat_add_quoted(text, all.chars != NULL ? all.chars : "");
        text->is_out_of_memory |= all.is_out_of_memory;
        sf_text_free(&all);
    } else {
        sf_dat_add_quoted(text,
                          view->scenario->employer[ballot->employers.index[k]].name);
    }
}

/** All bars by name, and how many each vote has. */
static enum sf_status add_voters(const struct sf_view *view, struct sf_text *text)
{
    struct sf_text names = {0};
    struct sf_text counts = {0};
    size_t n_bars = 0;
    for (size_t v = 0; v < view->votes.n; v++) {
        const struct sf_vote *vote = &view->votes.vote[v];
        struct bar *bar;
        const size_t n = bars_of(view, vote, &bar);
        if (bar == NULL) {
            names.is_out_of_memory = true;
            break;
        }
        for (size_t i = 0; i < n; i++) {
            sf_text_add(&names, "%s", n_bars++ > 0 ? ", " : "");
            add_voter(view, vote, bar[i].k, &names);
        }
        sf_text_add(&counts, "%s'%zu'", v > 0 ? ", " : "", n);
        free(bar);
    }
    enum sf_status status = sf_figures_status(&names);
    if (status == SF_OK) {
        status = sf_figures_status(&counts);
    }
    if (status == SF_OK) {
        sf_text_add(text, "array voter[%zu] = [%s]\narray n_voters[%zu] = [%s]\n",
                    n_bars, names.chars, view->votes.n, counts.chars);
    }
    sf_text_free(&names);
    sf_text_free(&counts);
    return status;
}

/** Campaigns of 100; never none, never all. */
static void add_of_100(double share, struct sf_text *text)
{
    if (share < 0.005) {
        sf_text_add(text, "<1");
    } else if (share > 0.995) {
        sf_text_add(text, ">99");
    } else {
        sf_figures_add_decimal(text, 100.0 * share, 0);
    }
}

/** "A ballot passes in 4 to 83 of 100 simulated campaigns, by employer" */
static void add_title(const struct sf_view *view, struct sf_text *text)
{
    double least = INFINITY;
    double most = -INFINITY;
    for (size_t c = 0; c < view->votes.n_cells; c++) {
        const double p = sf_results_mandate(view->results, 0, c).chance.probability;
        least = fmin(least, p);
        most = fmax(most, p);
    }
    sf_text_add(text, "A ballot passes in ");
    add_of_100(least, text);
    if (most > least) {
        sf_text_add(text, " to ");
        add_of_100(most, text);
    }
    sf_text_add(text, " of 100 simulated campaigns, by employer");
    if (sf_mandates_differ(view)) {
        sf_text_add(text, ", under %s", sf_view_strategy(view, 0));
    }
}

enum sf_status sf_mandates_gp_add(const struct sf_view *view, struct sf_text *text)
{
    if (view->votes.n == 0) {
        return SF_OK;
    }
    struct sf_text title = {0};
    add_title(view, &title);
    sf_text_add(text, "title_mandates = ");
    sf_dat_add_quoted(text, title.chars != NULL ? title.chars : "");
    text->is_out_of_memory |= title.is_out_of_memory;
    sf_text_free(&title);
    sf_text_add(text, "\nnote_mandates = ");
    sf_dat_add_quoted(text, others_note(view));
    sf_text_add(text, "\nn_votes = %zu\nthreshold = ", view->votes.n);
    sf_figures_add_decimal(text, view->scenario->law.threshold, 6);
    sf_text_add(text, "\narray vote[%zu] = [", view->votes.n);
    for (size_t v = 0; v < view->votes.n; v++) {
        struct sf_text name = {0};
        const struct sf_vote *vote = &view->votes.vote[v];
        const size_t n = view->scenario->ballot[vote->ballot].employers.n;
        sf_mandates_name(view, vote, &name);
        if (n > most_bars(view) &&
            !view->scenario->ballot[vote->ballot].is_aggregated) {
            sf_text_add(&name, " (the %zu largest of %zu employers)", most_bars(view),
                        n);
        }
        sf_text_add(text, "%s", v > 0 ? ", " : "");
        sf_dat_add_quoted(text, name.chars != NULL ? name.chars : "");
        text->is_out_of_memory |= name.is_out_of_memory;
        sf_text_free(&name);
    }
    sf_text_add(text, "]\n");
    return add_voters(view, text);
}

enum sf_status sf_mandates_txt_write(const struct sf_view *view, struct sf_text *text)
{
    sf_text_add(text,
                "In how many simulated campaigns each ballot passes, the likeliest "
                "employer first");
    for (size_t v = 0; v < view->votes.n; v++) {
        const struct sf_vote *vote = &view->votes.vote[v];
        const struct sf_ballot *ballot = &view->scenario->ballot[vote->ballot];
        struct bar *bar;
        const size_t n = bars_of(view, vote, &bar);
        if (bar == NULL) {
            return SF_ERR_MEMORY;
        }
        sf_text_add(text, v == 0 ? ": " : "; ");
        sf_mandates_name(view, vote, text);
        for (size_t i = 0; i < n; i++) {
            char chance[SF_SAY_CHARS];
            const size_t employer = ballot->employers.index[bar[i].k];
            sf_say_chance_briefly(
                sf_results_mandate(view->results, 0, vote->first_cell + bar[i].k)
                    .chance,
                chance);
            sf_text_add(text, "%s %s %s", i == 0 ? ":" : ",",
                        ballot->is_aggregated ? "all"
                                              : view->scenario->employer[employer].name,
                        chance);
        }
        free(bar);
    }
    sf_text_add(text, ".%s\n", others_note(view));
    return sf_figures_status(text);
}
