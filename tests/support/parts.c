#include "support/parts.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/sha256.h"

struct sf_text parts_encode(const struct campaign *campaign,
                            const struct sf_results *results)
{
    const struct sf_scenario *scenario = campaign->scenario;
    struct sf_part *part = calloc(1, sizeof(*part));
    cr_assert_not_null(part);
    *part = (struct sf_part){.version = "0.17.3",
                             .contract_version = SF_CONTRACT_VERSION,
                             .seed = scenario->seed,
                             .first_run = sf_results_first_run(results),
                             .n_runs = sf_results_runs(results),
                             .scenario = "campaign.cfg",
                             .n_strategies = sf_results_n_strategies(results),
                             .results = (struct sf_results *)(uintptr_t)results};
    strcpy(part->plan_hash, sf_experiment_plan_hash(campaign->experiment));
    strcpy(part->scenario_sha256, scenario->sha256);
    sf_sha256_hex("resolved", 8, part->resolved_sha256);
    for (size_t s = 0; s < part->n_strategies; s++) {
        strcpy(part->strategy[s], scenario->strategy[s].name);
    }
    struct sf_text text = {0};
    sf_part_encode(part, &text);
    cr_assert(!text.is_out_of_memory);
    free(part);
    return text;
}

struct sf_part *parts_decode(const struct sf_text *text)
{
    struct sf_part *part = NULL;
    const char *why = "";
    const enum sf_status status =
        sf_part_decode(text->chars, text->length, &part, &why);
    cr_assert_eq(status, SF_OK, "refused: it %s", why);
    return part;
}

void parts_seal(struct sf_text *text)
{
    char digest[SF_SHA256_CHARS];
    const size_t n = SF_SHA256_CHARS - 1;
    cr_assert_geq(text->length, n);
    sf_sha256_hex(text->chars, text->length - n, digest);
    memcpy(text->chars + text->length - n, digest, n);
}
