#include "scenario/ending_words.h"

#include "scenario/endings.h"
#include "scenario/reckon.h"

static void tell_chance(struct sf_text *text, const struct sf_scenario *scenario,
                        const struct sf_settlement *settlement)
{
    sf_text_add(text,
                "by chance: 63 in 100 such disputes have ended %.3g months after "
                "the first action",
                sf_input_middle(&scenario->input[settlement->scale]));
    if (sf_input_is_other(scenario, settlement->shape, 1.0)) {
        sf_text_add(text, " (shape %.3g)",
                    sf_input_middle(&scenario->input[settlement->shape]));
    }
    if (sf_input_is_other(scenario, settlement->pressure_effect, 0.0)) {
        sf_text_add(text, "; work not done moves it");
    }
    sf_text_add(text, "\n");
}

static void tell_worth(struct sf_text *text, const struct sf_scenario *scenario,
                       const struct sf_settlement *settlement)
{
    char words[SF_INPUT_CHARS];
    const char *before = "          worth";
    if (sf_input_is_other(scenario, settlement->lump_sum, 0.0)) {
        sf_input_say(&scenario->input[settlement->lump_sum], SF_SAY_POUNDS, words);
        sf_text_add(text, "%s %s a member at once", before, words);
        before = ",";
    }
    if (sf_input_is_other(scenario, settlement->pay_rise, 0.0)) {
        sf_input_say(&scenario->input[settlement->pay_rise], SF_SAY_SHARE, words);
        sf_text_add(text, "%s %s of salary a year", before, words);
        before = ",";
    }
    for (size_t i = 0; i < settlement->n_gains; i++) {
        const struct sf_gain *gain = &settlement->gain[i];
        sf_input_say(&scenario->input[gain->amount], SF_SAY_POUNDS, words);
        sf_text_add(text, "%s %s a member: %s", before, words, gain->name);
        before = ",";
    }
    sf_text_add(text, before[0] == ',' ? "\n" : "");
}

void sf_settlement_tell(struct sf_text *text, const struct sf_scenario *scenario,
                        const struct sf_settlement *settlement)
{
    char date[24];
    sf_text_add(text, "Ends      %s: ", settlement->name);
    if (settlement->kind == SF_SETTLES_ON_DATE) {
        sf_day_say(settlement->date, date);
        sf_text_add(text, "settled on %s; no action from that day on\n", date);
    } else {
        tell_chance(text, scenario, settlement);
    }
    if (settlement->wind_down > 0) {
        sf_text_add(text, "          the levy goes on for %d month%s\n",
                    settlement->wind_down, settlement->wind_down == 1 ? "" : "s");
    }
    tell_worth(text, scenario, settlement);
}

void sf_ending_tell(struct sf_text *text, const struct sf_scenario *scenario,
                    const struct sf_strategy *strategy)
{
    const struct sf_settlement *settlement = sf_settlement_of(scenario, strategy);
    if (settlement != NULL) {
        sf_text_add(text, "          may end as '%s'\n", settlement->name);
    }
    if (!strategy->has_pause) {
        return;
    }
    const struct sf_pause *pause = &strategy->pause;
    char from[24];
    char to[24];
    sf_day_say(pause->from, from);
    sf_day_say(pause->to, to);
    sf_text_add(text, "          rests from %s to %s", from, to);
    if (pause->ballot != SF_NONE) {
        sf_text_add(text, " where the ballot '%s' has passed",
                    scenario->ballot[pause->ballot].name);
    }
    sf_text_add(text, "; the levy goes on\n");
}
