#include "output/formats.h"
#include "output/json.h"
#include "strikefund/json.h"
#include "strikefund/output.h"

/** Adds the name of a chart's file within the directory. */
static void add_file(struct sf_json *json, const char *chart, const char *ending)
{
    struct sf_text name = {0};
    sf_text_add(&name, "%s.%s", chart, ending);
    if (name.is_out_of_memory) {
        json->text.is_out_of_memory = true;
    } else {
        sf_json_add_text(json, NULL, name.chars);
    }
    sf_text_free(&name);
}

enum sf_status sf_json_of_plot(const char *directory, const char *formats, char **text)
{
    bool is_chosen[SF_N_FORMATS] = {false};
    struct sf_json json = {0};
    SF_BUG_ON(sf_formats_choose(formats, is_chosen, NULL) != SF_OK);
    sf_json_open_object(&json, NULL);
    sf_json_add_text(&json, "directory", directory);
    sf_json_open_array(&json, "files");
    const char *chart;
    for (size_t i = 0; (chart = sf_output_chart(directory, i)) != NULL; i++) {
        for (int f = 0; f < SF_N_FORMATS; f++) {
            if (is_chosen[f]) {
                add_file(&json, chart, sf_format_ending(f));
            }
        }
        add_file(&json, chart, "txt");
    }
    sf_json_close(&json);
    sf_json_close(&json);
    return sf_json_take(&json, text);
}
