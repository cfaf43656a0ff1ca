/**
 * A fingerprint while it is put together: bytes of all that a plan comes to, in an
 * order of their own. Nothing that is new goes in where a plan does not have it, so
 * that the fingerprints of those before it stay what they are.
 */
#ifndef STRIKEFUND_PLAN_PRINT_H
#define STRIKEFUND_PLAN_PRINT_H

#include "core/text.h"
#include "plan/plan.h"
#include "random/inputs.h"
#include "random/stream.h"

/** What is being put together. */
struct print {
    struct sf_text text;
    const struct sf_plan *plan;
    const struct sf_input_table *table; /* NULL: inputs go by name, and all counts */
};

static inline void put(struct print *print, const void *bytes, size_t length)
{
    sf_text_add_bytes(&print->text, bytes, length);
}

/* Fields one by one: padding between them has no fixed content. */
#define PUT(print, value) put(print, &(value), sizeof(value))

/** An uncertain number: which of the scenario's inputs it is, and its law if known. */
static inline void put_input(struct print *print, size_t input)
{
    const uint32_t name =
        input == SF_NONE ? 0 : sf_name_hash(print->plan->scenario->input[input].name);
    PUT(print, name);
    if (input != SF_NONE && print->table != NULL) {
        sf_input_table_put(&print->table[input], &print->text);
    }
}

/** Whether an input is known to be 0 in every run: what it multiplies does not count.
 */
static inline bool is_zero(const struct print *print, size_t input)
{
    return print->table != NULL && sf_input_table_is_zero(&print->table[input]);
}

/** What people do: who joins, leaves, pays and strikes. */
void sf_print_people(struct print *print);

/** What they are paid for each day of strike. */
void sf_print_day_pay(struct print *print);

/** All that they earn, pay and are paid. */
void sf_print_prices(struct print *print);

#endif
