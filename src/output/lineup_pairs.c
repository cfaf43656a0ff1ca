#include "output/lineup_pairs.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "output/figures.h"
#include "output/lines.h"
#include "output/say.h"

enum { MAX_TABLES = 6, MAX_LINES = 120 }; /* pairs shown at length, and shown at all */

/* ---- a table for each pair --------------------------------------------------- */

enum { N_LINES = 7 };

static const struct {
    enum sf_total total;
    const char *name;
} LINE[N_LINES] = {
    {SF_T_CLOSING_BALANCE, "left in the fund at the end"},
    {SF_T_LOWEST_BALANCE, "lowest month end"},
    {SF_T_FUND_COST, "cost to the fund"},
    {SF_T_MEMBERS_COST, "members' own pay lost"},
    {SF_T_STRIKE_DAYS, "strike-days"},
    {SF_T_MEMBERS_INVOLVED, "members involved"},
    {SF_T_LEVY_INCOME, "levy from members"},
};

bool sf_comparison_measure(size_t i, enum sf_total *total, const char **name)
{
    if (i >= N_LINES) {
        return false;
    }
    *total = LINE[i].total;
    *name = LINE[i].name;
    return true;
}

static void say_held(enum sf_total total, double held, char words[SF_SAY_CHARS])
{
    if (sf_total_unit(total) == SF_UNIT_GBP) {
        sf_say_pounds(held, words);
    } else {
        sf_say_number(held, words);
    }
}

/** Half the interval; one that is there is never said to be nought. */
static void say_margin(enum sf_total total, const struct sf_difference *difference,
                       char words[SF_SAY_CHARS])
{
    const double margin = difference->upper - difference->mean;
    const bool is_money = sf_total_unit(total) == SF_UNIT_GBP;
    if (margin > 0.0 && margin < (is_money ? 50.0 : 0.5)) {
        snprintf(words, SF_SAY_CHARS, is_money ? "<£1" : "<1");
    } else {
        say_held(total, margin, words);
    }
}

/** How many campaigns tell a difference from none; any number where it is the same in
 *  each. */
static void say_needed(const struct sf_difference *difference, char words[SF_SAY_CHARS])
{
    if (difference->se == 0.0) {
        snprintf(words, SF_SAY_CHARS, difference->mean == 0.0 ? "the same" : "any");
    } else if (difference->runs_to_separate > 1e12) {
        snprintf(words, SF_SAY_CHARS, "no number");
    } else {
        sf_say_number(difference->runs_to_separate, words);
    }
}

static bool is_told_apart(const struct sf_difference *difference)
{
    return difference->runs_to_separate <= (double)difference->runs;
}

static void say_above(const struct sf_difference *end, char words[SF_SAY_CHARS],
                      void (*say)(struct sf_chance, char *))
{
    const double share = end->share_a_above_b * (double)end->runs;
    say(sf_chance_of((uint64_t)llround(share), end->runs), words);
}

static void add_end(const struct sf_difference *end, size_t a, size_t b,
                    struct sf_text *text)
{
    char chance[SF_SAY_CHARS];
    if (end->mean == 0.0 && end->se == 0.0) {
        sf_say_paragraph(text, SF_LINEUP_INDENT, SF_LINEUP_COLUMNS,
                         "Both leave the same sum at the end of each campaign.");
        return;
    }
    say_above(end, chance, sf_say_chance);
    sf_say_paragraph(text, SF_LINEUP_INDENT, SF_LINEUP_COLUMNS,
                     "Strategy %zu ends above strategy %zu in %s simulated campaigns.",
                     a + 1, b + 1, chance);
}

/** Whether so many campaigns tell the two apart, in words. */
static void add_sufficiency(const struct sf_lineup *lineup, size_t a, size_t b,
                            struct sf_text *text)
{
    struct sf_text close = {0};
    bool has_difference = false;
    char runs[SF_NUMBER_CHARS];
    sf_count_say((int64_t)lineup->runs, runs);
    for (size_t i = 0; i < N_LINES; i++) {
        const struct sf_difference found =
            sf_pairs_difference(lineup->pairs, a, b, LINE[i].total);
        has_difference |= found.mean != 0.0;
        if (!is_told_apart(&found)) {
            sf_text_add(&close, "%s%s", close.length > 0 ? ", " : "", LINE[i].name);
        }
    }
    if (close.is_out_of_memory) {
        text->is_out_of_memory = true;
    } else if (close.length > 0) {
        sf_say_paragraph(text, SF_LINEUP_INDENT, SF_LINEUP_COLUMNS,
                         "%s campaigns are too few to tell them apart in: %s.", runs,
                         close.chars);
    } else if (has_difference) {
        sf_say_paragraph(text, SF_LINEUP_INDENT, SF_LINEUP_COLUMNS,
                         "%s campaigns are enough to tell them apart wherever they "
                         "differ.",
                         runs);
    }
    sf_text_free(&close);
}

static void add_pair(const struct sf_lineup *lineup, size_t a, size_t b,
                     struct sf_text *text)
{
    struct sf_line line[2 + N_LINES] = {
        {NULL, 0, {"", "give or take", "campaigns to"}},
        {NULL, 0, {"on average", "(95 %)", "tell them apart"}},
    };
    snprintf(line[0].cell[0], SF_SAY_CHARS, "%zu less %zu,", a + 1, b + 1);
    for (size_t i = 0; i < N_LINES; i++) {
        const enum sf_total total = LINE[i].total;
        const struct sf_difference found =
            sf_pairs_difference(lineup->pairs, a, b, total);
        line[2 + i].name = LINE[i].name;
        say_held(total, found.mean, line[2 + i].cell[0]);
        say_margin(total, &found, line[2 + i].cell[1]);
        say_needed(&found, line[2 + i].cell[2]);
    }
    const struct sf_difference end =
        sf_pairs_difference(lineup->pairs, a, b, SF_T_CLOSING_BALANCE);
    sf_text_add(text, "\n%zu  %s\n%zu  %s\n", a + 1, lineup->name[a], b + 1,
                lineup->name[b]);
    sf_lines_add(text, line, 2 + N_LINES, 3);
    add_end(&end, a, b, text);
    add_sufficiency(lineup, a, b, text);
}

static void add_tables(const struct sf_lineup *lineup, struct sf_text *text)
{
    sf_say_paragraph(
        text, SF_LINEUP_INDENT, SF_LINEUP_COLUMNS,
        "Each campaign's figure under the first of the two less the same campaign's "
        "under the second, averaged. \"Give or take\" is simulation error: it shrinks "
        "with more campaigns. The last column is how many tell such a difference from "
        "none, nine times in ten; \"any\" says that it is the same in each.");
    for (size_t i = 0; i < sf_lineup_pairs(lineup); i++) {
        size_t a;
        size_t b;
        sf_lineup_pair(lineup, i, &a, &b);
        add_pair(lineup, a, b, text);
    }
}

/* ---- many pairs: a line each ------------------------------------------------- */

enum { N_BRIEF = 7 };

static const struct sf_line BRIEF_HEADING[2] = {
    {NULL,
     0,
     {"left at", "give or", "cost to", "members' own", "strike-", "members",
      "ends above,"}},
    {NULL,
     0,
     {"the end", "take", "the fund", "pay lost", "days", "involved", "campaigns"}},
};

/** A mean difference; with a question mark where the campaigns do not tell it from
 *  none. */
static void say_briefly(const struct sf_lineup *lineup, size_t a, size_t b,
                        enum sf_total total, char words[SF_SAY_CHARS])
{
    const struct sf_difference found = sf_pairs_difference(lineup->pairs, a, b, total);
    char mean[SF_SAY_CHARS];
    say_held(total, found.mean, mean);
    snprintf(words, SF_SAY_CHARS, "%.60s%s", mean, is_told_apart(&found) ? "" : "?");
}

static void fill_brief(const struct sf_lineup *lineup, size_t a, size_t b,
                       struct sf_line *line)
{
    const struct sf_difference end =
        sf_pairs_difference(lineup->pairs, a, b, SF_T_CLOSING_BALANCE);
    say_briefly(lineup, a, b, SF_T_CLOSING_BALANCE, line->cell[0]);
    say_margin(SF_T_CLOSING_BALANCE, &end, line->cell[1]);
    say_briefly(lineup, a, b, SF_T_FUND_COST, line->cell[2]);
    say_briefly(lineup, a, b, SF_T_MEMBERS_COST, line->cell[3]);
    say_briefly(lineup, a, b, SF_T_STRIKE_DAYS, line->cell[4]);
    say_briefly(lineup, a, b, SF_T_MEMBERS_INVOLVED, line->cell[5]);
    if (end.mean == 0.0 && end.se == 0.0) {
        snprintf(line->cell[6], SF_SAY_CHARS, "the same");
    } else {
        say_above(&end, line->cell[6], sf_say_chance_briefly);
    }
}

static enum sf_status add_brief_lines(const struct sf_lineup *lineup,
                                      struct sf_text *text)
{
    const size_t n = sf_lineup_pairs_shown(lineup, MAX_LINES);
    struct sf_line *line = calloc(2 + n, sizeof(*line));
    char(*name)[SF_SAY_CHARS] = calloc(n, sizeof(*name));
    if (line == NULL || name == NULL) {
        free(line);
        free(name);
        return SF_ERR_MEMORY;
    }
    line[0] = BRIEF_HEADING[0];
    line[1] = BRIEF_HEADING[1];
    for (size_t i = 0; i < n; i++) {
        size_t a;
        size_t b;
        sf_lineup_pair(lineup, i, &a, &b);
        snprintf(name[i], SF_SAY_CHARS, "%zu less %zu", a + 1, b + 1);
        line[2 + i].name = name[i];
        fill_brief(lineup, a, b, &line[2 + i]);
    }
    sf_say_paragraph(
        text, SF_LINEUP_INDENT, SF_LINEUP_COLUMNS,
        "Each campaign's figure under the first of the two less the same campaign's "
        "under the second, averaged. \"Give or take\" (95%% interval) is simulation "
        "error. A question mark: so many campaigns do not tell this difference from "
        "none. The last column is in how many the first ends above the second.");
    if (n < sf_lineup_pairs(lineup)) {
        sf_say_paragraph(
            text, SF_LINEUP_INDENT, SF_LINEUP_COLUMNS,
            "There are %zu pairs; below are those with the first strategy.",
            sf_lineup_pairs(lineup));
    }
    sf_text_add(text, "\n");
    sf_lines_add(text, line, 2 + n, N_BRIEF);
    sf_say_paragraph(text, 0, SF_LINEUP_COLUMNS,
                     "-o DIR writes every pair and measure into differences.csv; with "
                     "--strategy fewer are told at length.");
    free(line);
    free(name);
    return sf_figures_status(text);
}

enum sf_status sf_lineup_pairs_add(const struct sf_lineup *lineup, struct sf_text *text)
{
    sf_say_paragraph(text, 0, SF_LINEUP_COLUMNS, "Two at a time, campaign by campaign");
    if (sf_lineup_pairs(lineup) > MAX_TABLES) {
        return add_brief_lines(lineup, text);
    }
    add_tables(lineup, text);
    return sf_figures_status(text);
}
