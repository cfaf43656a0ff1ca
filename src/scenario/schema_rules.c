/* The table of keys: strike-pay rules. */
#include "scenario/schema_rows.h"
#include "strikefund/scenario.h"

#define OWNER sf_rule
static const struct sf_key rule_keys[] = {
    ROW("basis", SF_KEY_WORD, true, .offset = AT(basis),
        .words = "none|net|gross|flat|tiers", .unit = "word",
        .help = "what strike pay is reckoned from"),
    NUMBER("rate", rate, 0, 2, "1", "share of the day's pay",
           "strike pay of a net or gross rule", MONEY),
    SPECIAL("amounts", false, "pounds a day", "strike pay of a flat rule", MONEY),
    SPECIAL("amounts_by_salary", false, "list",
            "strike pay of a flat rule by full-time salary, instead of amounts", MONEY),
    SPECIAL("tiers", false, "list", "strike pay by the share of the day docked", MONEY),
    SPECIAL("steps", false, "list", "what is paid instead from later days on", MONEY),
    WHOLE("from_day", from_day, 1, 1000, "1", "day",
          "first day of a strike that is paid", MONEY),
    WHOLE("max_days", max_days, 0, 10000, "0", "days", "days paid; 0 for no limit",
          MONEY),
    NUMBER("max_amount", max_amount, 0, 1e7, "0", "pounds a striker",
           "most one striker gets; 0 for no limit", MONEY),
    PLAIN("cap_group", SF_KEY_NAME, cap_group, NULL, "text",
          "actions of one cap group share max_amount and max_days", MONEY),
    PLAIN("from_calendar_day", SF_KEY_TRUTH, from_calendar_day, "false",
          "true or false", "whether from_day counts calendar days", MONEY),
    PLAIN("allow_above_loss", SF_KEY_TRUTH, allow_above_loss, "false", "true or false",
          "whether strike pay may be above the net pay lost", MONEY),
    INPUT("take_up", take_up, 0, 1, "1", SHARE,
          "part of the strike pay due ever claimed", MONEY),
    NUMERIC("claim_lag", SF_KEY_NUMBERS, false, claim_lag, 0, 1, "1", "shares",
            "part paid in the same month, one later, two later, ...", MONEY),
    SPECIAL("paid_from", false, "names of pots",
            "the pots its strike pay is paid from, instead of the fund's", MONEY),
    WORD("unpaid_claims", SF_KEY_WORD_TRUTH, is_written_off, "carried|written off",
         "carried",
         "what becomes of the part of a claim that the fund cannot pay under "
         "on_shortfall = \"scale\": paid later, or never",
         .is_quiet = true, MONEY),
    INPUT("hardship_share", hardship_share, 0, 1, "0", SHARE,
          "unpaid strikers who get a hardship grant"),
    INPUT("hardship_grant", hardship_grant, 0, 1e5, "0", GBP, "one hardship grant",
          MONEY),
    NUMBER("hardship_cap", hardship_cap, 0, 1e9, "0", MONTHLY,
           "most spent on hardship; 0 for no limit", MONEY),
};
#undef OWNER

#define OWNER sf_tier
static const struct sf_key tier_keys[] = {
    R_NUMBER("from", docked_from, 0, 1, SHARE, "share of the day docked, or more",
             MONEY),
    R_NUMBER("amount", pounds, 0, 10000, "pounds a day", "strike pay", MONEY),
};
#undef OWNER

#define OWNER sf_salary_amount
static const struct sf_key by_salary_keys[] = {
    R_NUMBER("from", salary_from, 0, 1e7, "pounds a year", "full-time salary, or more",
             MONEY),
    R_NUMBER("amount", pounds, 0, 10000, "pounds a day", "strike pay", MONEY),
};
#undef OWNER

#define OWNER sf_step
static const struct sf_key step_keys[] = {
    R_WHOLE("from_day", from_day, 2, 1000, "day",
            "first day of a strike that is paid so", MONEY),
    SPECIAL("rate", false, "share of the day's pay",
            "strike pay of a net or gross rule from that day on", MONEY),
    SPECIAL("amounts", false, "pounds a day",
            "strike pay of a flat rule from that day on", MONEY),
};
#undef OWNER

const struct sf_schema *sf_schema_of_rules(enum sf_group group)
{
    static const struct sf_schema rule = SCHEMA("a rule", rule_keys);
    static const struct sf_schema tier = SCHEMA("a tier", tier_keys);
    static const struct sf_schema by_salary =
        SCHEMA("an amount by salary", by_salary_keys);
    static const struct sf_schema step = SCHEMA("a step", step_keys);
    return group == SF_GROUP_RULE        ? &rule
           : group == SF_GROUP_TIER      ? &tier
           : group == SF_GROUP_BY_SALARY ? &by_salary
           : group == SF_GROUP_STEP      ? &step
                                         : NULL;
}
