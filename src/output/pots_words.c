/* Pots in the words of a run. */
#include <math.h>

#include "output/pots.h"
#include "output/say.h"

static struct sf_statistic at_the_end(const struct sf_view *view, size_t strategy,
                                      size_t pot, enum sf_pot_measure measure)
{
    return sf_results_pot(view->results, strategy, view->n_months, pot, measure);
}

/** " It then owes other pots £1,200 on average.": what stands between the pots. */
static void add_loans(const struct sf_view *view, size_t strategy, size_t pot,
                      struct sf_text *text)
{
    static const struct {
        enum sf_pot_measure measure;
        const char *words;
    } LOAN[] = {{SF_P_LOANS_OWED, "It then owes other pots"},
                {SF_P_LOANS_MADE, "Other pots then owe it"}};
    for (size_t i = 0; i < sizeof(LOAN) / sizeof(LOAN[0]); i++) {
        const int64_t pence =
            sf_ledger_pot(&view->mean[strategy], view->n_months, pot, LOAN[i].measure);
        char sum[SF_SAY_CHARS];
        if (pence != 0) {
            sf_say_pounds((double)pence, sum);
            sf_text_add(text, " %s %s on average.", LOAN[i].words, sum);
        }
    }
}

static void add_pot(const struct sf_view *view, size_t strategy, size_t pot,
                    struct sf_text *text)
{
    char end[24];
    char sum[SF_SAY_CHARS];
    char chance[SF_SAY_CHARS];
    const struct sf_statistic balance = at_the_end(view, strategy, pot, SF_P_BALANCE);
    sf_month_say(sf_view_month(view, view->n_months), end);
    sf_say_chance(sf_pots_overdrawn(view, strategy, pot), chance);
    sf_say_pounds(balance.q50, sum);
    sf_text_add(text,
                "The pot '%s' is below zero at some month end in %s simulated "
                "campaigns. It holds at the end of %s: %s ",
                view->scenario->fund.pots.pot[pot].name, chance, end, sum);
    if (balance.sd > 0.0) {
        sf_say_pounds(balance.q05, sum);
        sf_text_add(text, "(median); 90 in 100 campaigns between %s", sum);
        sf_say_pounds(balance.q95, sum);
        sf_text_add(text, " and %s.", sum);
    } else {
        sf_text_add(text, "in each campaign simulated.");
    }
    add_loans(view, strategy, pot, text);
}

struct sf_chance sf_pots_overdrawn(const struct sf_view *view, size_t strategy,
                                   size_t pot)
{
    const struct sf_statistic ever = at_the_end(view, strategy, pot, SF_P_OVERDRAWN);
    return sf_chance_of((uint64_t)llround(ever.mean * (double)ever.runs), ever.runs);
}

void sf_pots_add_words(const struct sf_view *view, size_t strategy, int columns,
                       struct sf_text *text)
{
    for (size_t pot = 0; pot < sf_results_n_pots(view->results); pot++) {
        struct sf_text words = {0};
        if (!sf_pots_is_used(view, strategy, pot)) {
            continue;
        }
        add_pot(view, strategy, pot, &words);
        sf_say_paragraph(text, 2, columns, "%s",
                         words.chars != NULL ? words.chars : "");
        text->is_out_of_memory |= words.is_out_of_memory;
        sf_text_free(&words);
    }
}
