/* What is said of ballots that are left to chance. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "output/aligned.h"
#include "output/mandates.h"
#include "output/say.h"
#include "strikefund/calendar_rows.h"

enum {
    MAX_VOTES = 6,     /* told one by one */
    MAX_EMPLOYERS = 5, /* of a ballot, named one by one */
    MAX_LOSSES = 3     /* of a strategy */
};

/** "Yard passes in 83 of 100 simulated campaigns, Dock in 7 of 1,000" */
static void add_each(const struct sf_view *view, size_t strategy,
                     const struct sf_vote *vote, size_t n, struct sf_text *text)
{
    const struct sf_ballot *ballot = &view->scenario->ballot[vote->ballot];
    for (size_t k = 0; k < n; k++) {
        const size_t employer = ballot->employers.index[k];
        char chance[SF_SAY_CHARS];
        sf_say_chance(
            sf_results_mandate(view->results, strategy, vote->first_cell + k).chance,
            chance);
        sf_text_add(
            text, "%s%s%s in %s%s", k == 0 ? "" : ", ",
            ballot->is_aggregated ? "it" : view->scenario->employer[employer].name,
            k == 0 ? " passes" : "", chance, k == 0 ? " simulated campaigns" : "");
    }
}

/** How many employers pass, and with how many members, on average. */
static void add_all(const struct sf_view *view, size_t strategy,
                    const struct sf_vote *vote, struct sf_text *text)
{
    const struct sf_ballot *ballot = &view->scenario->ballot[vote->ballot];
    double n = 0.0;
    double members = 0.0;
    double all_members = 0.0;
    char part[SF_SAY_CHARS];
    char whole[SF_SAY_CHARS];
    for (size_t k = 0; k < ballot->employers.n; k++) {
        const double of_employer =
            view->scenario->employer[ballot->employers.index[k]].members;
        const double p =
            sf_results_mandate(view->results, strategy, vote->first_cell + k)
                .chance.probability;
        n += p;
        members += p * of_employer;
        all_members += of_employer;
    }
    sf_say_number(members, part);
    sf_say_number(all_members, whole);
    sf_text_add(text,
                "on average %.3g of its %zu employers pass, with %s of its %s members",
                n, ballot->employers.n, part, whole);
}

/** How a vote goes under one strategy. */
static void add_outcome(const struct sf_view *view, size_t strategy,
                        const struct sf_vote *vote, struct sf_text *text)
{
    const struct sf_ballot *ballot = &view->scenario->ballot[vote->ballot];
    if (ballot->is_aggregated) {
        add_each(view, strategy, vote, 1, text);
    } else if (ballot->employers.n <= MAX_EMPLOYERS) {
        add_each(view, strategy, vote, ballot->employers.n, text);
    } else {
        add_all(view, strategy, vote, text);
    }
}

/** The strategies under which a vote goes otherwise than under the first, as said. */
static void add_others(const struct sf_view *view, const struct sf_vote *vote,
                       const char *first, struct sf_text *text)
{
    for (size_t i = 1; i < view->n_strategies; i++) {
        struct sf_text own = {0};
        add_outcome(view, i, vote, &own);
        text->is_out_of_memory |= own.is_out_of_memory;
        if (own.chars != NULL && strcmp(own.chars, first) != 0) {
            sf_text_add(text, "; under %s %s", sf_view_strategy(view, i), own.chars);
        }
        sf_text_free(&own);
    }
}

static void add_vote(const struct sf_view *view, const struct sf_vote *vote,
                     int columns, struct sf_text *text)
{
    struct sf_text words = {0};
    struct sf_text first = {0};
    struct sf_text others = {0};
    sf_mandates_name(view, vote, &words);
    add_outcome(view, 0, vote, &first);
    if (sf_mandates_differ(view) && first.chars != NULL) {
        add_others(view, vote, first.chars, &others);
    }
    if (words.is_out_of_memory || first.is_out_of_memory || others.is_out_of_memory) {
        text->is_out_of_memory = true;
    } else if (others.chars != NULL) {
        sf_say_paragraph(text, 2, columns, "%s: under %s %s%s.", words.chars,
                         sf_view_strategy(view, 0), first.chars, others.chars);
    } else {
        sf_say_paragraph(text, 2, columns, "%s: %s.", words.chars, first.chars);
    }
    sf_text_free(&words);
    sf_text_free(&first);
    sf_text_free(&others);
}

/* One run in a hundred. */
#define RARE 0.01

/** What is lost with one vote: strike-days at the employer, on average. */
struct loss {
    size_t vote, k;
    double days;
};

/** Strike-days that turn on a vote at an employer; where all are counted together, on
 *  the vote. NaN where it is hardly ever lost, or won: a mean of so few runs misleads.
 */
static double days_at_stake(const struct sf_view *view, size_t strategy,
                            const struct sf_vote *vote, size_t k)
{
    const bool is_together = view->scenario->ballot[vote->ballot].is_aggregated;
    const enum sf_mandate_measure days =
        is_together ? SF_M_STRIKE_DAYS : SF_M_STRIKE_DAYS_THERE;
    const struct sf_mandate mandate =
        sf_results_mandate(view->results, strategy, vote->first_cell + k);
    const double p = mandate.chance.probability;
    return p < RARE || p > 1.0 - RARE
               ? NAN
               : mandate.if_passed[days].mean - mandate.if_failed[days].mean;
}

/** Whether a strike of a plan at one of the employers of a vote may have its mandate
 *  from it: what else differs where it is won and lost only goes with it. */
static bool may_need(const struct sf_view *view, const struct sf_calendar *calendar,
                     const struct sf_ballot *ballot, size_t k)
{
    const struct sf_scenario *scenario = view->scenario;
    const int32_t end = sf_day_add_months(ballot->closes, scenario->law.mandate_months);
    for (size_t r = 0; r < calendar->n_rows; r++) {
        const struct sf_calendar_row *row = &calendar->row[r];
        const struct sf_action *action = &scenario->action[row->action];
        bool is_there = ballot->is_aggregated;
        bool is_then = false;
        for (size_t e = 0; e < action->employers.n; e++) {
            is_there |= action->employers.index[e] == ballot->employers.index[k];
        }
        for (size_t s = row->first_span; s < row->first_span + row->n_spans; s++) {
            is_then |= calendar->span[s].first < end &&
                       calendar->span[s].last >= ballot->closes;
        }
        if (is_there && is_then && action->kind != SF_KIND_SHORT) {
            return true;
        }
    }
    return false;
}

/** Puts a loss in its place among the largest. */
static size_t rank(const struct loss *here, struct loss loss[MAX_LOSSES], size_t n)
{
    size_t at = n;
    for (; at > 0 && loss[at - 1].days < here->days; at--) {
        if (at < MAX_LOSSES) {
            loss[at] = loss[at - 1];
        }
    }
    if (at < MAX_LOSSES) {
        loss[at] = *here;
        return n + (n < MAX_LOSSES ? 1 : 0);
    }
    return n;
}

/** The votes that cost a strategy most strike-days where they fail. */
static size_t find_losses(const struct sf_view *view, size_t strategy,
                          const struct sf_calendar *calendar,
                          struct loss loss[MAX_LOSSES])
{
    size_t n = 0;
    for (size_t v = 0; v < view->votes.n; v++) {
        const struct sf_vote *vote = &view->votes.vote[v];
        const struct sf_ballot *ballot = &view->scenario->ballot[vote->ballot];
        const bool is_on_strike =
            vote->question == SF_QUESTION_STRIKE && !ballot->is_consultative;
        const size_t n_counted = ballot->is_aggregated ? 1 : ballot->employers.n;
        for (size_t k = 0; k < n_counted && is_on_strike; k++) {
            const struct loss here = {v, k, days_at_stake(view, strategy, vote, k)};
            if (here.days > 0.5 && may_need(view, calendar, ballot, k)) {
                n = rank(&here, loss, n);
            }
        }
    }
    return n;
}

enum { N_CELLS = 4, N_HEADINGS = 2, NAME_CHARS = 2 * SF_MAX_NAME + 8 };

static const struct sf_row HEADING[N_HEADINGS] = {
    {"", {"", "in all:", "", "there:"}},
    {"", {"lost", "won", "lost", "won"}},
};

/** A lost ballot as a row; its name is kept in `name`. */
static void fill_row(const struct sf_view *view, size_t strategy,
                     const struct loss *loss, char name[NAME_CHARS], struct sf_row *row)
{
    const struct sf_vote *vote = &view->votes.vote[loss->vote];
    const struct sf_ballot *ballot = &view->scenario->ballot[vote->ballot];
    const struct sf_mandate mandate =
        sf_results_mandate(view->results, strategy, vote->first_cell + loss->k);
    snprintf(name, NAME_CHARS, "%s: %s",
             ballot->is_aggregated
                 ? "all together"
                 : view->scenario->employer[ballot->employers.index[loss->k]].name,
             ballot->name);
    row->name = name;
    sf_say_number(mandate.if_failed[SF_M_STRIKE_DAYS].mean, row->cell[0]);
    sf_say_number(mandate.if_passed[SF_M_STRIKE_DAYS].mean, row->cell[1]);
    if (!ballot->is_aggregated) {
        sf_say_number(mandate.if_failed[SF_M_STRIKE_DAYS_THERE].mean, row->cell[2]);
        sf_say_number(mandate.if_passed[SF_M_STRIKE_DAYS_THERE].mean, row->cell[3]);
    } else {
        memcpy(row->cell[2], "-", sizeof("-"));
        memcpy(row->cell[3], "-", sizeof("-"));
    }
}

static void add_losses(const struct sf_view *view, int columns, struct sf_text *text)
{
    sf_say_paragraph(text, 0, columns,
                     "Strike-days in campaigns in which a ballot is lost and in which "
                     "it is won, on average, where most turns on it (mandates.csv has "
                     "all)");
    for (size_t i = 0; i < view->n_strategies; i++) {
        struct loss loss[MAX_LOSSES];
        struct sf_row row[N_HEADINGS + MAX_LOSSES];
        char name[MAX_LOSSES][NAME_CHARS];
        struct sf_calendar calendar;
        if (sf_calendar_init(view->scenario,
                             sf_experiment_strategy(view->experiment, i),
                             &calendar) != SF_OK) {
            text->is_out_of_memory = true;
            return;
        }
        const size_t n = find_losses(view, i, &calendar, loss);
        sf_calendar_free(&calendar);
        memcpy(row, HEADING, sizeof(HEADING));
        for (size_t k = 0; k < n; k++) {
            fill_row(view, i, &loss[k], name[k], &row[N_HEADINGS + k]);
        }
        sf_say_paragraph(
            text, 2, columns, "%s%s", sf_view_strategy(view, i),
            n == 0 ? ": no strike-days turn on a ballot that is both lost and won"
                   : "");
        if (n > 0) {
            sf_aligned_add(text, row, N_HEADINGS + n, N_CELLS, 4, columns);
        }
    }
}

void sf_mandates_add_words(const struct sf_view *view, int columns,
                           struct sf_text *text)
{
    if (view->votes.n == 0) {
        return;
    }
    sf_say_paragraph(text, 0, columns, "Who gets a mandate");
    for (size_t v = 0; v < view->votes.n && v < MAX_VOTES; v++) {
        add_vote(view, &view->votes.vote[v], columns, text);
    }
    if (view->votes.n > MAX_VOTES) {
        sf_say_paragraph(text, 2, columns, "And %zu more: mandates.csv has them all.",
                         view->votes.n - MAX_VOTES);
    }
    add_losses(view, columns, text);
    sf_text_add(text, "\n");
}
