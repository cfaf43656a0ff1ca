/**
 * The one table of a scenario's keys: for each its group, type, unit, range, default
 * and meaning, and where in the scenario it is kept. Reading, checking, writing back
 * and explaining all work from it.
 */
#ifndef STRIKEFUND_SCENARIO_SCHEMA_H
#define STRIKEFUND_SCENARIO_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

enum sf_group {
    SF_GROUP_SCENARIO,
    SF_GROUP_CORRELATION,
    SF_GROUP_FUND,
    SF_GROUP_ONE_OFF,
    SF_GROUP_POT,
    SF_GROUP_LOAN,
    SF_GROUP_PAID_FROM,
    SF_GROUP_BAND,
    SF_GROUP_EMPLOYERS,
    SF_GROUP_EMPLOYER,
    SF_GROUP_MEMBERS,
    SF_GROUP_LEVY,
    SF_GROUP_CHANNEL,
    SF_GROUP_REFUND,
    SF_GROUP_RULE,
    SF_GROUP_TIER,
    SF_GROUP_BY_SALARY,
    SF_GROUP_STEP,
    SF_GROUP_BALLOT,
    SF_GROUP_SETTLEMENT,
    SF_GROUP_GAIN,
    SF_GROUP_STRATEGY,
    SF_GROUP_PAUSE,
    SF_GROUP_ACTION,
    SF_N_GROUPS
};

/** What a key holds, and the type of its place in the scenario. */
enum sf_key_type {
    SF_KEY_INPUT,      /* (u): size_t, index of an input */
    SF_KEY_NUMBER,     /* double */
    SF_KEY_WHOLE,      /* int32_t */
    SF_KEY_COUNT,      /* uint64_t */
    SF_KEY_SEED,       /* uint64_t, written as a text of digits */
    SF_KEY_TRUTH,      /* bool */
    SF_KEY_TEXT,       /* char *, NULL when not given */
    SF_KEY_NAME,       /* char *, as SF_KEY_TEXT but short and on one line */
    SF_KEY_DAY,        /* int32_t, SF_NO_DAY when not given */
    SF_KEY_MONTH,      /* int32_t, SF_NO_MONTH when not given */
    SF_KEY_DAYS,       /* struct sf_days, sorted */
    SF_KEY_NUMBERS,    /* struct sf_numbers */
    SF_KEY_WORD,       /* an enum whose enumerators are in the order of `words` */
    SF_KEY_WORD_TRUTH, /* bool: false is the first word, true the second */
    SF_KEY_SPECIAL,    /* read and written by code of its own */
    SF_KEY_LATER       /* in the model, not in this version */
};

struct sf_key {
    const char *name;
    enum sf_key_type type;
    bool is_required;
    size_t offset;       /* in the structure of its group */
    double low, high;    /* of numbers */
    const char *initial; /* default as it would be typed; NULL: none */
    const char *words;   /* SF_KEY_WORD: "overdraw|..."; those this version does not
                            know yet after a second '|': "a|b||c" */
    const char *unit;
    const char *help; /* one sentence without full stop */
    bool is_money;    /* affects money alone: people do the same whatever it is */
    bool is_quiet;    /* the first word, and no number, are not written back */
};

struct sf_schema {
    const char *noun; /* "a levy" */
    const struct sf_key *key;
    size_t n_keys;
};

/** The keys of a group. Never NULL. */
const struct sf_schema *sf_schema_of(enum sf_group group);

/** The key of that name; NULL when the group has none. */
const struct sf_key *sf_schema_find(enum sf_group group, const char *name);

#endif
