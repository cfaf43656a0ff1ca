/* An input's table as bytes, for fingerprints. */
#include "core/text.h"
#include "random/inputs.h"

void sf_input_table_put(const struct sf_input_table *table, struct sf_text *text)
{
    const double numbers[3] = {table->fixed, table->low, table->high};
    sf_text_add_bytes(text, (const char *)&table->subject, sizeof(table->subject));
    sf_text_add_bytes(text, (const char *)numbers, sizeof(numbers));
    for (size_t j = 0; j < table->n_points; j++) {
        const double pair[2] = {table->point[j], table->cumulated[j]};
        sf_text_add_bytes(text, (const char *)pair, sizeof(pair));
    }
    if (table->node != NULL) {
        sf_text_add_bytes(text, (const char *)table->node,
                          (SF_INPUT_CELLS + 3) * sizeof(*table->node));
    }
    for (size_t j = 0; j < table->n_terms; j++) {
        const struct sf_input_term *term = &table->term[j];
        sf_text_add_bytes(text, (const char *)&term->subject, sizeof(term->subject));
        sf_text_add_bytes(text, (const char *)&term->weight, sizeof(term->weight));
    }
}
