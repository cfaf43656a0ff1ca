#include "strikefund/calendar_rows.h"

#include <stdlib.h>

#include "scenario/action_dates.h"
#include "scenario/mandates.h"
#include "scenario/waves.h"

/** Days from one working day to the next over a weekend with a holiday. */
enum { LONG_WEEKEND = 4 };

/** A calendar under construction. */
struct draft {
    const struct sf_scenario *scenario;
    const struct sf_strategy *strategy;
    struct sf_calendar made;
    size_t row_room, span_room;
};

static bool add_span(struct draft *draft, int32_t day)
{
    struct sf_calendar *made = &draft->made;
    if (made->n_spans == draft->span_room) {
        const size_t wanted = 2 * draft->span_room + 32;
        struct sf_span *grown = realloc(made->span, wanted * sizeof(*grown));
        if (grown == NULL) {
            return false;
        }
        made->span = grown;
        draft->span_room = wanted;
    }
    made->span[made->n_spans++] = (struct sf_span){day, day};
    made->row[made->n_rows - 1].n_spans++;
    return true;
}

/** Opens a row; it is taken back when it stays empty. */
static bool add_row(struct draft *draft, size_t action, const char *turn)
{
    struct sf_calendar *made = &draft->made;
    if (made->n_rows == draft->row_room) {
        const size_t wanted = 2 * draft->row_room + 8;
        struct sf_calendar_row *grown = realloc(made->row, wanted * sizeof(*grown));
        if (grown == NULL) {
            return false;
        }
        made->row = grown;
        draft->row_room = wanted;
    }
    made->row[made->n_rows++] = (struct sf_calendar_row){
        .action = action, .turn = turn, .first_span = made->n_spans};
    return true;
}

/** Whether an employer of the turn (SF_NONE: any) is to be out on a day. */
static bool is_out(const struct draft *draft, const struct sf_action *action,
                   size_t turn, size_t ordinal, int32_t day)
{
    for (size_t i = 0; i < action->employers.n; i++) {
        if ((turn == SF_NONE || action->turns.turn.index[i] == turn) &&
            sf_wave_is_turn(action, i, ordinal, day) &&
            sf_action_may_happen(draft->scenario, action, action->employers.index[i],
                                 day) &&
            sf_strategy_may_act(draft->scenario, draft->strategy,
                                action->employers.index[i], day)) {
            return true;
        }
    }
    return false;
}

static bool fill_row(struct draft *draft, size_t index, size_t turn)
{
    const struct sf_action *action = &draft->scenario->action[index];
    struct sf_calendar *made = &draft->made;
    /* Dates one by one, or so many a month, may lie weeks apart. */
    const bool is_range = action->days.n == 0 && action->days_per_month == 0;
    int32_t in_month = 0;
    int32_t day = SF_NO_DAY;
    int32_t before = SF_NO_DAY; /* the action's day before, if the row is out on it */
    for (size_t n = 0;; n++) {
        day = sf_action_next_day(draft->scenario, action, day, &in_month);
        if (day == SF_NO_DAY) {
            return true;
        }
        if (!is_out(draft, action, turn, n, day)) {
            before = SF_NO_DAY;
            continue;
        }
        const bool goes_on =
            before != SF_NO_DAY && (is_range || day - before <= LONG_WEEKEND);
        if (!goes_on && !add_span(draft, day)) {
            return false;
        }
        made->span[made->n_spans - 1].last = day;
        made->row[made->n_rows - 1].n_days++;
        before = day;
    }
}

static const char *name_of_turn(const struct sf_scenario *scenario,
                                const struct sf_action *action, size_t turn)
{
    return action->turns.groups.n > 0
               ? action->turns.groups.name[turn]
               : scenario->employer[action->employers.index[turn]].name;
}

static bool add_action(struct draft *draft, size_t index)
{
    const struct sf_action *action = &draft->scenario->action[index];
    const bool rolls =
        action->turns.wave != SF_WAVE_NONE && action->turns.n <= SF_CALENDAR_TURNS;
    for (size_t t = 0; t < (rolls ? action->turns.n : 1); t++) {
        const char *name = rolls ? name_of_turn(draft->scenario, action, t) : NULL;
        if (!add_row(draft, index, name) ||
            !fill_row(draft, index, rolls ? t : SF_NONE)) {
            return false;
        }
        draft->made.n_rows -= draft->made.row[draft->made.n_rows - 1].n_days == 0;
    }
    return true;
}

enum sf_status sf_calendar_init(const struct sf_scenario *scenario, size_t strategy,
                                struct sf_calendar *calendar)
{
    const struct sf_indexes *actions = &scenario->strategy[strategy].actions;
    struct draft draft = {.scenario = scenario,
                          .strategy = &scenario->strategy[strategy]};
    for (size_t i = 0; i < actions->n; i++) {
        if (!add_action(&draft, actions->index[i])) {
            sf_calendar_free(&draft.made);
            return SF_ERR_MEMORY;
        }
    }
    *calendar = draft.made;
    return SF_OK;
}

void sf_calendar_free(struct sf_calendar *calendar)
{
    if (calendar != NULL) {
        free(calendar->row);
        free(calendar->span);
        *calendar = (struct sf_calendar){0};
    }
}
