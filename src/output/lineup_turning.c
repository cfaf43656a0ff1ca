#include "output/lineup_turning.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output/key_words.h"
#include "output/lines.h"
#include "output/lineup_pairs.h"
#include "output/say.h"

const char SF_TURNING_COLUMNS[] =
    "key,strategy_a,strategy_b,measure,value,lower95,upper95,more_below,more_above,"
    "runs";

enum { VALUE_DECIMALS = 6 };

/** The value of a place, to as many figures as its interval bears. */
static void say_value(const struct sf_turning *turning, double place, double width,
                      char words[SF_SAY_CHARS], struct sf_text *text)
{
    double step = 1.0;
    while (step * 10.0 <= width / 4.0) {
        step *= 10.0;
    }
    char *value =
        sf_key_range_text(turning->span, (int64_t)(step * rint(place / step)));
    text->is_out_of_memory |= value == NULL;
    snprintf(words, SF_SAY_CHARS, "%.40s", value != NULL ? value : "");
    free(value);
}

static double width_of(const struct sf_turning *turning, const struct sf_turn *turn)
{
    return turn->has_low && turn->has_high
               ? turn->high - turn->low
               : 0.01 * (double)(turning->span->high - turning->span->low);
}

static const char *name_of(enum sf_total wanted)
{
    enum sf_total total;
    const char *name = "";
    for (size_t i = 0; sf_comparison_measure(i, &total, &name) && total != wanted;) {
        i++;
    }
    return name;
}

/** "strike-days: turns at 0.42 (95 % interval 0.39 to 0.46); strategy 1 has more below
 *  it, strategy 2 above." */
static void add_turn(const struct sf_turning *turning, const struct sf_turn *turn,
                     struct sf_text *text)
{
    const double width = width_of(turning, turn);
    const size_t below = turn->is_a_more_below ? turn->a : turn->b;
    const size_t above = turn->is_a_more_below ? turn->b : turn->a;
    char value[SF_SAY_CHARS];
    char low[SF_SAY_CHARS];
    char high[SF_SAY_CHARS];
    const struct sf_key_range *span = turning->span;
    say_value(turning, turn->place, width, value, text);
    say_value(turning, turn->has_low ? turn->low : (double)span->low, width, low, text);
    say_value(turning, turn->has_high ? turn->high : (double)span->high, width, high,
              text);
    char interval[4 * SF_SAY_CHARS] = "";
    if (strcmp(low, high) != 0) {
        snprintf(interval, sizeof(interval), " (95%% interval %s%s to %s%s)", low,
                 turn->has_low ? "" : " or less", high,
                 turn->has_high ? "" : " or more");
    }
    sf_say_paragraph(text, 2 * SF_LINEUP_INDENT, SF_LINEUP_COLUMNS,
                     "%zu and %zu, %s: turns at %s%s; strategy %zu has more below, "
                     "strategy %zu above.",
                     turn->a + 1, turn->b + 1, name_of(turn->total), value, interval,
                     below + 1, above + 1);
}

static void add_range(const struct sf_turning *turning, struct sf_text *words)
{
    char low[SF_SAY_CHARS];
    char high[SF_SAY_CHARS];
    say_value(turning, (double)turning->span->low, 0.0, low, words);
    say_value(turning, (double)turning->span->high, 0.0, high, words);
    sf_text_add(words, "%s from %s to %s", turning->span->key, low, high);
    sf_key_add_meaning(turning->span->key, words);
}

/** How many pairs and measures there are of each kind. */
static void add_rest(const struct sf_turning *turning, struct sf_text *text)
{
    const size_t n_same = turning->n_orders[SF_ORDER_SAME];
    const size_t n_kept = turning->n_orders[SF_ORDER_KEPT];
    const size_t n_unknown = turning->n_orders[SF_ORDER_UNKNOWN];
    struct sf_text words = {0};
    sf_text_add(
        &words, "%sOf %zu orders (two strategies by one measure) %zu keep all along",
        turning->n_turns == 0 ? "No order turns in this range. " : "",
        n_same + n_kept + n_unknown + turning->n_orders[SF_ORDER_TURNS], n_kept);
    if (n_same > 0) {
        sf_text_add(&words, ", %zu %s the same figure on both sides", n_same,
                    n_same == 1 ? "has" : "have");
    }
    if (n_unknown > 0) {
        sf_text_add(&words, ", %zu %s within simulation error at every value",
                    n_unknown, n_unknown == 1 ? "is" : "are");
    }
    if (words.is_out_of_memory) {
        text->is_out_of_memory = true;
    } else {
        sf_say_paragraph(text, 2 * SF_LINEUP_INDENT, SF_LINEUP_COLUMNS, "%s.",
                         words.chars);
    }
    sf_text_free(&words);
}

static void add_key(const struct sf_turning *turning, struct sf_text *text)
{
    char runs[SF_NUMBER_CHARS];
    sf_count_say((int64_t)turning->runs, runs);
    struct sf_text words = {0};
    add_range(turning, &words);
    if (words.is_out_of_memory) {
        text->is_out_of_memory = true;
    } else {
        sf_say_paragraph(text, SF_LINEUP_INDENT, SF_LINEUP_COLUMNS,
                         "%s. %zu values, %s campaigns at each%s.", words.chars,
                         turning->n_values, runs,
                         turning->is_unasked
                             ? "; --turning KEY=LO:HI takes other keys and all "
                               "campaigns"
                             : "");
    }
    sf_text_free(&words);
    for (size_t i = 0; i < turning->n_turns; i++) {
        add_turn(turning, &turning->turn[i], text);
    }
    add_rest(turning, text);
}

void sf_lineup_turning_add(const struct sf_lineup *lineup, struct sf_text *text)
{
    const struct sf_comparison *comparison = lineup->comparison;
    if (comparison->n_turnings == 0) {
        return;
    }
    sf_text_add(text, "\n");
    sf_say_paragraph(text, 0, SF_LINEUP_COLUMNS,
                     "At which value the order of two turns, on average (intervals are "
                     "simulation error)");
    for (size_t i = 0; i < comparison->n_turnings; i++) {
        add_key(&comparison->turning[i], text);
    }
}

static void add_place(const struct sf_turning *turning, bool is_there, double place,
                      struct sf_table *table)
{
    sf_table_add_decimal(table,
                         is_there ? sf_key_range_value(turning->span, place) : NAN,
                         VALUE_DECIMALS);
}

void sf_lineup_turning_add_rows(const struct sf_lineup *lineup, struct sf_table *table)
{
    for (size_t i = 0; i < lineup->comparison->n_turnings; i++) {
        const struct sf_turning *turning = &lineup->comparison->turning[i];
        for (size_t t = 0; t < turning->n_turns; t++) {
            const struct sf_turn *turn = &turning->turn[t];
            const size_t below = turn->is_a_more_below ? turn->a : turn->b;
            const size_t above = turn->is_a_more_below ? turn->b : turn->a;
            sf_table_open_row(table);
            sf_table_add_text(table, turning->span->key);
            sf_table_add_text(table, lineup->name[turn->a]);
            sf_table_add_text(table, lineup->name[turn->b]);
            sf_table_add_text(table, sf_total_name(turn->total));
            add_place(turning, true, turn->place, table);
            add_place(turning, turn->has_low, turn->low, table);
            add_place(turning, turn->has_high, turn->high, table);
            sf_table_add_text(table, lineup->name[below]);
            sf_table_add_text(table, lineup->name[above]);
            sf_table_add_count(table, turning->runs);
            sf_table_close_row(table);
        }
    }
}
