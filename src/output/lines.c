#include "output/lines.h"

enum { INDENT = 2, GAP = 2 };

static int wider(int a, int b)
{
    return a > b ? a : b;
}

void sf_lines_add(struct sf_text *text, const struct sf_line *line, size_t n_lines,
                  int n_cells)
{
    int width[SF_LINE_CELLS] = {0};
    int name_width = 0;
    for (size_t i = 0; i < n_lines; i++) {
        if (line[i].number == 0 && line[i].name != NULL) {
            name_width = wider(name_width, sf_say_columns(line[i].name));
        }
        for (int c = 0; c < n_cells; c++) {
            width[c] = wider(width[c], sf_say_columns(line[i].cell[c]));
        }
    }
    for (size_t i = 0; i < n_lines; i++) {
        if (line[i].number > 0) {
            sf_text_add(text, "%zu  %s\n", line[i].number, line[i].name);
            continue;
        }
        const char *name = line[i].name != NULL ? line[i].name : "";
        sf_text_add(text, "%*s%s%*s", INDENT, "", name,
                    name_width - sf_say_columns(name), "");
        for (int c = 0; c < n_cells; c++) {
            const char *cell = line[i].cell[c];
            const int gap = c > 0 || name_width > 0 ? GAP : 0;
            sf_text_add(text, "%*s%s", gap + width[c] - sf_say_columns(cell), "", cell);
        }
        sf_text_add(text, "\n");
    }
}
