#include "output/formats.h"
#include "output/json.h"
#include "output/titles.h"
#include "strikefund/json.h"

/** Adds the name of a chart's file within the directory. */
static void add_file(struct sf_json *json, enum sf_chart chart, const char *ending)
{
    struct sf_text name = {0};
    sf_text_add(&name, "%s.%s", sf_chart_name(chart), ending);
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
    for (int i = 0; i < SF_N_CHARTS; i++) {
        for (int f = 0; f < SF_N_FORMATS; f++) {
            if (is_chosen[f]) {
                add_file(&json, (enum sf_chart)i, sf_format_ending(f));
            }
        }
        add_file(&json, (enum sf_chart)i, "txt");
    }
    sf_json_close(&json);
    sf_json_close(&json);
    return sf_json_take(&json, text);
}
