#include "output/aligned.h"

enum { GAP = 2, SHORTEST_NAME = 8 };

static int larger(int a, int b)
{
    return a > b ? a : b;
}

/** A name in exactly width columns; a longer one ends in "...". */
static void add_name(struct sf_text *text, const char *name, int width)
{
    const int columns = sf_say_columns(name);
    if (columns <= width) {
        sf_text_add(text, "%s%*s", name, width - columns, "");
        return;
    }
    int left = width - 3;
    const char *end = name;
    while (left > 0) {
        end++;
        /* Step over the rest of a code point. */
        while (((unsigned char)*end & 0xc0) == 0x80) {
            end++;
        }
        left--;
    }
    sf_text_add_bytes(text, name, (size_t)(end - name));
    sf_text_add(text, "...");
}

void sf_aligned_add(struct sf_text *text, const struct sf_row *row, size_t n_rows,
                    size_t n_cells, int indent, int columns)
{
    int width[SF_ROW_CELLS] = {0};
    int name_width = 0;
    for (size_t i = 0; i < n_rows; i++) {
        name_width = larger(name_width, sf_say_columns(row[i].name));
        for (size_t c = 0; c < n_cells; c++) {
            width[c] = larger(width[c], sf_say_columns(row[i].cell[c]));
        }
    }
    int room = columns - indent;
    for (size_t c = 0; c < n_cells; c++) {
        room -= GAP + width[c];
    }
    room = larger(room, SHORTEST_NAME);
    name_width = name_width > room ? room : name_width;
    for (size_t i = 0; i < n_rows; i++) {
        sf_text_add(text, "%*s", indent, "");
        add_name(text, row[i].name, name_width);
        for (size_t c = 0; c < n_cells; c++) {
            sf_text_add(text, "%*s%s", GAP + width[c] - sf_say_columns(row[i].cell[c]),
                        "", row[i].cell[c]);
        }
        sf_text_add(text, "\n");
    }
}
