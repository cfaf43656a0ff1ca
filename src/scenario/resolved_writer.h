/** A scenario while it is written back: for the files that write a part of it. */
#ifndef STRIKEFUND_SCENARIO_RESOLVED_WRITER_H
#define STRIKEFUND_SCENARIO_RESOLVED_WRITER_H

#include "core/text.h"
#include "scenario/resolved_values.h"
#include "scenario/schema.h"
#include "strikefund/scenario.h"

/** What is being written: the text, its scenario and how far it is indented. */
struct writer {
    struct sf_text text;
    const struct sf_scenario *scenario;
    int indent;
};

static inline void start_key(struct writer *w, const char *key)
{
    sf_text_add(&w->text, "%*s%s = ", w->indent, "", key);
}

static inline void end_key(struct writer *w)
{
    sf_text_add(&w->text, ";\n");
}

static inline void write_value(struct writer *w, const char *key,
                               const struct sf_text *value)
{
    start_key(w, key);
    sf_text_add_bytes(&w->text, value->chars != NULL ? value->chars : "",
                      value->length);
    end_key(w);
    w->text.is_out_of_memory |= value->is_out_of_memory;
}

static inline void write_text_key(struct writer *w, const char *key, const char *value)
{
    start_key(w, key);
    sf_quoted_write(&w->text, value);
    end_key(w);
}

static inline void write_number(struct writer *w, const char *key, double number)
{
    start_key(w, key);
    sf_real_write(&w->text, number);
    end_key(w);
}

static inline void open_group(struct writer *w, const char *key)
{
    sf_text_add(&w->text, "%*s%s : {\n", w->indent, "", key);
    w->indent += 2;
}

static inline void close_group(struct writer *w)
{
    w->indent -= 2;
    sf_text_add(&w->text, "%*s};\n", w->indent, "");
}

/** Writes all keys of a group, in the order of the table. */
void sf_write_group(struct writer *w, enum sf_group group, const void *from);

/** Writes a list of groups: n structures of a kind; nothing where n is 0. */
void sf_write_list(struct writer *w, const char *key, enum sf_group group,
                   const void *first, size_t n, size_t stride);

/** Writes the names of those whom indexes say: first_name is the address of the first
 *  structure's name, the others lie `stride` apart. */
void sf_write_names(struct writer *w, const char *key, const struct sf_indexes *indexes,
                    const void *first_name, size_t stride);

/* Write a key that has code of its own, where there is anything to write. */
void sf_write_ballot(struct writer *w, const char *key, const struct sf_ballot *ballot);
void sf_write_pause(struct writer *w, const char *key, const struct sf_pause *pause);
void sf_write_strategy(struct writer *w, const char *key,
                       const struct sf_strategy *strategy);
void sf_write_action(struct writer *w, const char *key, const struct sf_action *action);

#endif
