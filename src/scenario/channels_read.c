#include "scenario/channels_read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "scenario/keys.h"

/* What each channel has of its own, where there are any. */
static const char *const OF_CHANNELS[] = {"collection_lag", "fail", "recover"};

enum { N_OF_CHANNELS = sizeof(OF_CHANNELS) / sizeof(OF_CHANNELS[0]) };

bool sf_is_left_to_channels(const struct sf_levy *levy, const char *key)
{
    bool is_left = false;
    for (size_t i = 0; i < N_OF_CHANNELS && levy->n_channels > 0; i++) {
        is_left |= strcmp(OF_CHANNELS[i], key) == 0;
    }
    return is_left;
}

int32_t sf_longest_lag(const struct sf_levy *levy)
{
    int32_t longest = levy->collection_lag; /* 0 where it is left to channels */
    for (size_t c = 0; c < levy->n_channels; c++) {
        const int32_t lag = levy->channel[c].collection_lag;
        longest = lag > longest ? lag : longest;
    }
    return longest;
}

/* Shares of hundredths add up to a hair less or more than 1. */
#define HAIR 1e-9

static void check_shares(struct sf_reading *reading, const struct sf_setting *list,
                         const struct sf_levy *levy)
{
    char path[SF_PATH_CHARS];
    double sum = 0.0;
    for (size_t c = 0; c < levy->n_channels; c++) {
        sum += levy->channel[c].share;
    }
    if (!(fabs(sum - 1.0) <= HAIR)) {
        sf_reading_fault(reading, list,
                         "'%s': the shares of the channels sum to %.10g; they must sum "
                         "to 1",
                         sf_setting_path(list, path), sum);
    }
}

/* A levy says how it is collected itself or by channel, not both. */
static void check_own(struct sf_reading *reading, const struct sf_setting *group,
                      const struct sf_levy *levy)
{
    char path[SF_PATH_CHARS];
    const char *first = levy->channel[0].name;
    for (size_t i = 0; i < N_OF_CHANNELS; i++) {
        const struct sf_setting *own = sf_setting_find(group, OF_CHANNELS[i]);
        if (own != NULL) {
            sf_reading_fault(reading, own,
                             "'%s' is left to the levy's channels; write it in one of "
                             "them: levies.%.100s.channels.%.100s.%s",
                             sf_setting_path(own, path),
                             levy->name != NULL ? levy->name : "NAME",
                             first != NULL ? first : "NAME", OF_CHANNELS[i]);
        }
    }
}

static void read_channel(struct sf_reading *reading, const struct sf_setting *group,
                         const char *prefix, struct sf_channel *channel)
{
    const char *name = sf_setting_given_name(group);
    struct sf_text path = {0};
    sf_text_add(&path, "%s.channels.%s", prefix, name != NULL ? name : "");
    channel->place = (struct sf_place){group->file, group->line};
    channel->share = NAN; /* told where it is missing */
    sf_keys_read(reading, group, SF_GROUP_CHANNEL, channel,
                 path.chars != NULL ? path.chars : "");
    reading->is_out_of_memory |= path.is_out_of_memory;
    sf_text_free(&path);
}

void sf_channels_read(struct sf_reading *reading, const struct sf_setting *group,
                      const char *prefix, struct sf_levy *levy)
{
    const struct sf_setting *list =
        sf_keys_list(reading, group, "channels", SF_MAX_CHANNELS);
    if (list == NULL) {
        return;
    }
    const size_t n_errors = reading->faults->n_errors;
    levy->channel = sf_reading_alloc(reading, list->n_children, sizeof(*levy->channel));
    if (levy->channel == NULL) {
        return;
    }
    for (size_t i = 0; i < list->n_children; i++) {
        read_channel(reading, list->child[i], prefix,
                     &levy->channel[levy->n_channels++]);
    }
    struct sf_name_table names = {0};
    sf_names_collect(reading, levy->channel, levy->n_channels, sizeof(*levy->channel),
                     "channel", &names);
    sf_names_free(&names);
    check_own(reading, group, levy);
    if (reading->faults->n_errors == n_errors) {
        check_shares(reading, list, levy);
    }
}

void sf_channels_free(struct sf_levy *levy)
{
    for (size_t c = 0; c < levy->n_channels; c++) {
        sf_keys_free(SF_GROUP_CHANNEL, &levy->channel[c]);
    }
    free(levy->channel);
}
