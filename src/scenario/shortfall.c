/* What happens when money runs short (M7.3): whose rule holds, and how it is told. */
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
