/**
 * What is known of the keys of a scenario file, for forms and for people: the facts
 * behind `explain`, from the one table that reading and checking work from.
 */
#ifndef STRIKEFUND_FACTS_H
#define STRIKEFUND_FACTS_H

#include <stdbool.h>
#include <stddef.h>

#include "strikefund/status.h"

#define SF_KEY_PATH_CHARS 96

/** One key. Its texts live as long as the program. */
struct sf_key_facts {
    char path[SF_KEY_PATH_CHARS]; /* "levies.NAME.notpay"; NAME: a member's own name */
    const char *name;             /* "notpay" */
    const char *stands_in;        /* "a levy" */
    bool is_at_top;               /* it stands in the scenario itself */
    bool is_later; /* in the model, not in this version: a file with it is
                      refused, and all below is empty */
    /* "uncertain_number", "number", "whole_number", "seed", "truth", "text", "day",
       "month", "days", "numbers", "word", "group", "list"; "other": see unit */
    const char *type;
    const char *type_words; /* "a number"; NULL for a group, a list and the others */
    const char *unit;
    const char *help; /* one sentence without full stop */
    bool is_money; /* affects money alone: strategies and points of a sweep that differ
                      in it are simulated together, for people do the same */
    bool is_required;
    bool has_range;
    double low, high;
    const char *initial; /* the default as it would be typed, without quotes; NULL: none
                            or not one text */
    const char *words;   /* the words to choose from, "a|b", and after a second '|'
                            those that are for a later version: "a|b||c"; or NULL */
};

/** A distribution of an uncertain number. */
struct sf_distribution_facts {
    const char *word; /* "triangular" */
    const char *parameter[3];
    size_t n_parameters;
    const char *help; /* what they are of, where their names do not say it; or NULL */
};

/** How well a number is known. */
struct sf_grade_facts {
    const char *grade; /* "A" */
    const char *help;
};

struct sf_facts {
    struct sf_key_facts *key;
    size_t n_keys;
    struct sf_distribution_facts *distribution;
    size_t n_distributions;
    struct sf_grade_facts *grade;
    size_t n_grades;
};

/**
 * The facts of what sf_scenario_explain has words for.
 *
 * @param key           as for sf_scenario_explain; of a group, the key that opens it
 *                      and all its keys; NULL: all there is
 * @param[out] facts    freed by the caller with sf_facts_free
 * @param[out] message  on SF_ERR_USAGE, as for sf_scenario_explain; freed by the caller
 * @return SF_OK; SF_ERR_USAGE when there is no such key; SF_ERR_MEMORY
 */
SF_MUST_USE enum sf_status sf_scenario_facts(const char *key, struct sf_facts *facts,
                                             char **message);

/** Legal after a failure, and twice. */
void sf_facts_free(struct sf_facts *facts);

#endif
