/* The part of the table of keys about the pots of the fund (M7.4). */
#include "scenario/schema_rows.h"

#include "strikefund/pots.h"

#define OWNER sf_pot
static const struct sf_key pot_keys[] = {
    R_PLAIN("name", SF_KEY_NAME, name, "text", "the pot's name"),
    NUMBER("opening", opening, 0, 1e9, NULL, GBP,
           "what is in it before the first month; one pot has none, and holds what is "
           "left of the fund's",
           MONEY, .is_quiet = true),
};
#undef OWNER

#define OWNER sf_loan
static const struct sf_key loan_keys[] = {
    SPECIAL("from", true, "a pot", "which pot lends", MONEY),
    SPECIAL("to", true, "a pot", "which pot borrows", MONEY),
    R_NUMBER("up_to", up_to, 0, 1e9, GBP, "the most that is owed at once", MONEY),
    NUMBER("below", below, 0, 1e9, "0", GBP,
           "in the pot that borrows: brought up to it, and what is above it repays",
           MONEY),
    NUMBER("keep", keep, 0, 1e9, "0", GBP, "what stays in the pot that lends", MONEY),
};
#undef OWNER

static const struct sf_key paid_from_keys[] = {
#define PAID_FROM(outgo, key, what) SPECIAL(key, false, "names of pots", what, MONEY),
    SF_OUTGO_LIST(PAID_FROM)
#undef PAID_FROM
};

const char *sf_outgo_key(enum sf_outgo outgo)
{
    return paid_from_keys[outgo].name;
}

const struct sf_schema *sf_schema_of_pots(enum sf_group group)
{
    static const struct sf_schema pot = SCHEMA("a pot", pot_keys);
    static const struct sf_schema loan = SCHEMA("a loan", loan_keys);
    static const struct sf_schema paid_from =
        SCHEMA("what is paid from which pots", paid_from_keys);
    return group == SF_GROUP_POT         ? &pot
           : group == SF_GROUP_LOAN      ? &loan
           : group == SF_GROUP_PAID_FROM ? &paid_from
                                         : NULL;
}
