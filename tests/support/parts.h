/** Parts of a campaign's runs, as bytes. */
#ifndef STRIKEFUND_TESTS_PARTS_H
#define STRIKEFUND_TESTS_PARTS_H

#include "core/text.h"
#include "results/part.h"
#include "support/campaign.h"

/** The bytes of the part that holds these results; freed by sf_text_free. */
struct sf_text parts_encode(const struct campaign *campaign,
                            const struct sf_results *results);

/** Takes bytes that must be good. */
struct sf_part *parts_decode(const struct sf_text *text);

/** Makes the checksum at the end agree with the bytes before it. */
void parts_seal(struct sf_text *text);

#endif
