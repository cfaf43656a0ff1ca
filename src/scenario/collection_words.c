#include "scenario/collection_words.h"

#include "scenario/reckon.h"

static void tell_lag(struct sf_text *text, int32_t lag)
{
    if (lag == 0) {
        sf_text_add(text, "in the month it is due");
    } else {
        sf_text_add(text, "%d month%s after it is due", lag, lag == 1 ? "" : "s");
    }
}

static void tell_channel(struct sf_text *text, const struct sf_scenario *scenario,
                         const struct sf_channel *channel)
{
    const struct sf_input *fail = &scenario->input[channel->fail];
    char share[SF_INPUT_CHARS];
    sf_text_add(text, "          - %.4g %% by %s, ", channel->share * 100.0,
                channel->name);
    tell_lag(text, channel->collection_lag);
    if (sf_input_is_other(scenario, channel->fail, 0.0)) {
        sf_input_say(fail, SF_SAY_SHARE, share);
        sf_text_add(text, "; fails for %s", share);
        sf_input_say(&scenario->input[channel->recover], SF_SAY_SHARE, share);
        sf_text_add(text, ", of whom %s pay a month later", share);
    }
    sf_text_add(text, "\n");
}

void sf_collection_tell(struct sf_text *text, const struct sf_scenario *scenario,
                        const struct sf_levy *levy)
{
    if (levy->n_channels == 0 && levy->collection_lag == 0) {
        return;
    }
    sf_text_add(text, "          collected ");
    if (levy->n_channels == 0) {
        tell_lag(text, levy->collection_lag);
        sf_text_add(text, "\n");
        return;
    }
    sf_text_add(text, "in %zu way%s:\n", levy->n_channels,
                levy->n_channels == 1 ? "" : "s");
    for (size_t c = 0; c < levy->n_channels; c++) {
        tell_channel(text, scenario, &levy->channel[c]);
    }
}
