#include "output/examination.h"
#include "output/json.h"
#include "strikefund/json.h"

static void add_finding(struct sf_json *json, const struct sf_finding *finding,
                        const char *plots)
{
    sf_json_open_object(json, NULL);
    sf_json_add_text(json, "item", finding->item);
    sf_json_add_truth(json, "found", finding->is_there);
    sf_json_add_text(json, "version",
                     finding->version[0] != '\0' ? finding->version : NULL);
    sf_json_add_text(json, "words", finding->words);
    if (finding->is_there) {
        sf_json_add_null(json, "fix");
    } else {
        struct sf_text fix = {0};
        sf_remedy_say(&fix, finding->remedy, plots);
        if (fix.is_out_of_memory) {
            json->text.is_out_of_memory = true;
        } else {
            sf_json_add_text(json, "fix", fix.chars);
        }
        sf_text_free(&fix);
    }
    sf_json_close(json);
}

enum sf_status sf_json_of_doctor(const char *plots, const char *version, char **text)
{
    struct sf_examination examination;
    if (sf_examine(plots, &examination) != SF_OK) {
        return SF_ERR_MEMORY;
    }
    struct sf_json json = {0};
    sf_json_open_object(&json, NULL);
    sf_json_add_text(&json, "program", "strikefund");
    sf_json_add_text(&json, "version", version);
    sf_json_add_whole(&json, "contract_version", SF_CONTRACT_VERSION);
    sf_json_open_array(&json, "items");
    for (size_t i = 0; i < examination.n; i++) {
        add_finding(&json, &examination.finding[i], plots);
    }
    sf_json_close(&json);
    sf_json_add_count(&json, "missing", examination.n_missing);
    sf_json_close(&json);
    const enum sf_status status = sf_json_take(&json, text);
    return status == SF_OK && examination.n_missing > 0 ? SF_ERR_PROGRAM : status;
}
