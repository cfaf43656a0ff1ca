/* What happens when money runs short (M7.3): whose rule holds, what it cannot do, and
 * how it is told. */
#include "scenario/check.h"
#include "scenario/kind_words.h"

enum sf_on_shortfall sf_strategy_on_shortfall(const struct sf_scenario *scenario,
                                              size_t strategy)
{
    switch (scenario->strategy[strategy].on_shortfall) {
    case SF_AS_THE_FUND:
        break;
    case SF_OWN_OVERDRAW:
        return SF_OVERDRAW;
    case SF_OWN_SUSPEND:
        return SF_SUSPEND;
    case SF_OWN_SCALE:
        return SF_SCALE;
    }
    return scenario->fund.on_shortfall;
}

bool sf_strategy_has_trigger(const struct sf_scenario *scenario, size_t strategy)
{
    const struct sf_indexes *levies = &scenario->strategy[strategy].levies;
    bool has = false;
    for (size_t i = 0; i < levies->n; i++) {
        has |= scenario->levy[levies->index[i]].trigger != SF_TRIGGER_NONE;
    }
    return has;
}

bool sf_strategy_reads_fund(const struct sf_scenario *scenario, size_t strategy)
{
    return sf_strategy_on_shortfall(scenario, strategy) != SF_OVERDRAW ||
           sf_strategy_has_trigger(scenario, strategy) ||
           scenario->fund.pots.is_hardship_limited;
}

/** Who takes part in action short of a strike is reckoned day by day for all runs
 *  alike: days that are lost in some runs are not. */
static void check_strategy(struct sf_reading *reading, size_t index)
{
    const struct sf_scenario *scenario = reading->scenario;
    const struct sf_strategy *strategy = &scenario->strategy[index];
    if (sf_strategy_on_shortfall(scenario, index) != SF_SUSPEND) {
        return;
    }
    for (size_t i = 0; i < strategy->actions.n; i++) {
        const size_t a = strategy->actions.index[i];
        const struct sf_action *action = &scenario->action[a];
        if (action->kind == SF_KIND_SHORT &&
            scenario->rule[action->rule].basis != SF_BASIS_NONE) {
            sf_reading_fault(
                reading, reading->action_setting[a],
                "'%s' is short of strike and paid, and strategy '%s' "
                "suspends paid action when money runs short: this version "
                "suspends strikes alone; write on_shortfall = \"scale\" or "
                "\"overdraw\"",
                action->name, strategy->name);
        }
    }
}

void sf_shortfall_check(struct sf_reading *reading)
{
    for (size_t i = 0; i < reading->scenario->n_strategies; i++) {
        check_strategy(reading, i);
    }
}

void sf_shortfall_tell(struct sf_text *text, enum sf_on_shortfall on_shortfall)
{
    switch (on_shortfall) {
    case SF_OVERDRAW:
        sf_text_add(text, "          when money runs short all is paid and the balance "
                          "falls below that\n");
        break;
    case SF_SUSPEND:
        sf_text_add(text, "          when money runs short paid action is suspended "
                          "until the fund is back above that\n");
        break;
    case SF_SCALE:
        sf_text_add(text, "          when money runs short claims share the cash above "
                          "that\n");
        break;
    }
}
