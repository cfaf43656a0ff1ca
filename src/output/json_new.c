#include "output/json.h"
#include "strikefund/json.h"

enum sf_status sf_json_of_new(const char *path, char **text)
{
    struct sf_json json = {0};
    sf_json_open_object(&json, NULL);
    sf_json_add_text(&json, "path", path);
    sf_json_close(&json);
    return sf_json_take(&json, text);
}
