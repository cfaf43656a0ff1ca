#include "cli/commands.h"

#include "cli/answer.h"
#include "strikefund/json.h"
#include "strikefund/scenario.h"

int sf_command_explain(const struct sf_options *options)
{
    char *text = NULL;
    const enum sf_status status = options->is_json
                                      ? sf_json_of_keys(options->path, &text)
                                      : sf_scenario_explain(options->path, &text);
    if (status == SF_ERR_USAGE) {
        sf_usage_fault("explain", "%s", text);
    }
    return sf_answer(status, text, NULL);
}
