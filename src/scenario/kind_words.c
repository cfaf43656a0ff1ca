#include "scenario/kind_words.h"

#include "scenario/reckon.h"

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
    if (action->kind == SF_KIND_SHORT) {
        tell_short(text, scenario, action);
    }
    if (action->when.written != NULL) {
        sf_text_add(text, "; only where docking%s%s is %s %.3g %%",
                    action->when.of != NULL ? " of " : "",
                    action->when.of != NULL ? action->when.of : "",
                    action->when.is_below ? "below" : "at least",
                    100.0 * action->when.limit);
    }
}
