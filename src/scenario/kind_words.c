#include "scenario/kind_words.h"

#include <stdlib.h>

#include "scenario/check.h"
#include "scenario/mandates.h"
#include "scenario/reckon.h"
#include "scenario/waves.h"

enum { MAX_POINTS = 4 };

static void tell_turns(struct sf_text *text, const struct sf_turns *turns)
{
    switch (turns->wave) {
    case SF_WAVE_NONE:
        break;
    case SF_WAVE_WEEK:
        sf_text_add(text, "; in turns of a week");
        break;
    case SF_WAVE_MONTH:
        sf_text_add(text, "; in turns of a month");
        break;
    case SF_WAVE_DAYS:
        sf_text_add(text, "; in turns of %d day%s", turns->days,
                    turns->days == 1 ? "" : "s");
        break;
    }
}

/** "0 %, 50 % or 100 %", or as any input is said. */
static void tell_share(struct sf_text *text, const struct sf_input *input)
{
    char words[SF_INPUT_CHARS];
    if (input->distribution != SF_DISCRETE || input->n_points > MAX_POINTS) {
        sf_input_say(input, SF_SAY_SHARE, words);
        sf_text_add(text, "%s", words);
        return;
    }
    for (size_t i = 0; i < input->n_points; i++) {
        sf_text_add(text, "%s%.3g %%",
                    i == 0                     ? ""
                    : i + 1 == input->n_points ? " or "
                                               : ", ",
                    100.0 * input->point[i]);
    }
}

static void tell_short(struct sf_text *text, const struct sf_scenario *scenario,
                       const struct sf_action *action)
{
    sf_text_add(text, "; short of strike");
    if (action->docking != SF_NONE) {
        sf_text_add(text, ", ");
        tell_share(text, &scenario->input[action->docking]);
        sf_text_add(text, " of pay docked");
    }
    if (action->overtime_share != SF_NONE) {
        sf_text_add(text, ", ");
        tell_share(text, &scenario->input[action->overtime_share]);
        sf_text_add(text, " of pay lost with overtime");
    }
}

void sf_kind_tell(struct sf_text *text, const struct sf_scenario *scenario,
                  const struct sf_action *action)
{
    tell_turns(text, &action->turns);
    if (action->part_of_day < 1.0) {
        sf_text_add(text, "; for %.4g %% of the day", 100.0 * action->part_of_day);
    }
    if (action->kind == SF_KIND_SHORT) {
        tell_short(text, scenario, action);
    }
    if (action->when.written != NULL && action->when.asks_settlement) {
        char date[24];
        sf_day_say(action->when.settled_by, date);
        sf_text_add(text, "; only where there is no settlement by %s", date);
    } else if (action->when.written != NULL) {
        sf_text_add(text, "; only where docking%s%s is %s %.3g %%",
                    action->when.of != NULL ? " of " : "",
                    action->when.of != NULL ? action->when.of : "",
                    action->when.is_below ? "below" : "at least",
                    100.0 * action->when.limit);
    }
}

/** Days by employers, a bit each. */
struct board {
    unsigned char *bit;
    int32_t first; /* day */
    size_t n_days, n_employers;
};

/** Whether it is new. */
static bool mark(struct board *board, size_t employer, int32_t day)
{
    const size_t at = (size_t)(day - board->first) * board->n_employers + employer;
    const unsigned char bit = (unsigned char)(1u << at % 8);
    const bool is_new = (board->bit[at / 8] & bit) == 0;
    board->bit[at / 8] |= bit;
    return is_new;
}

/** Marks who is to be out, and counts the employers of each day. */
static void mark_action(struct board *board, const struct sf_scenario *scenario,
                        const struct sf_action *action, size_t *count)
{
    for (size_t i = 0; i < action->employers.n; i++) {
        const size_t employer = action->employers.index[i];
        struct sf_walk walk = SF_WALK_START;
        while (sf_walk_next(scenario, action, i, &walk)) {
            if (sf_action_may_happen(scenario, action, employer, walk.day) &&
                mark(board, employer, walk.day)) {
                count[walk.day - board->first]++;
            }
        }
    }
}

static void tell_counts(struct sf_text *text, const struct board *board,
                        const size_t *count)
{
    size_t n = 0;
    size_t most = 0;
    for (size_t d = 0; d < board->n_days; d++) {
        n += count[d] > 1;
        most = count[d] > count[most] ? d : most;
    }
    if (n > 0) {
        char day[24];
        sf_day_say(board->first + (int32_t)most, day);
        sf_text_add(
            text,
            "          %zu day%s with more than one employer out; most, %zu, on "
            "%s\n",
            n, n == 1 ? "" : "s", count[most], day);
    }
}

void sf_shared_days_tell(struct sf_text *text, const struct sf_scenario *scenario,
                         const struct sf_strategy *strategy)
{
    struct board board = {.n_employers = scenario->n_employers};
    int32_t last = 0;
    if (!sf_plan_days(scenario, &board.first, &last)) {
        return;
    }
    board.n_days = (size_t)(last - board.first) + 1;
    board.bit = calloc(board.n_days * board.n_employers / 8 + 1, 1);
    size_t *count = calloc(board.n_days, sizeof(*count));
    if (board.bit == NULL || count == NULL) {
        text->is_out_of_memory = true;
    }
    for (size_t i = 0; i < strategy->actions.n && !text->is_out_of_memory; i++) {
        const struct sf_action *action = &scenario->action[strategy->actions.index[i]];
        if (action->kind != SF_KIND_SHORT) {
            mark_action(&board, scenario, action, count);
        }
    }
    if (!text->is_out_of_memory) {
        tell_counts(text, &board, count);
    }
    free(board.bit);
    free(count);
}
