#include "scenario/schema_rows.h"

#include <string.h>

#include "strikefund/ballots.h"

#define OWNER sf_scenario
static const struct sf_key scenario_keys[] = {
    SPECIAL("format", true, "text", "always \"strikefund-1\""),
    R_PLAIN("title", SF_KEY_NAME, title, "text", "what the scenario is about"),
    PLAIN("source", SF_KEY_TEXT, source, NULL, "text", "where its numbers come from"),
    R_PLAIN("start", SF_KEY_MONTH, start, MONTH, "the first month of the plan"),
    R_WHOLE("months", n_months, 1, SF_MAX_MONTHS, "months", "how long the plan is"),
    WORD("law", SF_KEY_WORD, law.law, "none|tua2016|era2025", "none",
         "which law sets notice, mandates and turnout"),
    WHOLE("notice_days", law.notice_days, 0, 365, NULL, "days",
          "between notice and the first day of action; by default the law's"),
    WHOLE("mandate_months", law.mandate_months, 1, 240, NULL, "months",
          "how long a ballot's mandate lasts; by default the law's"),
    NUMBER("threshold", law.threshold, 0, 1, NULL, SHARE,
           "share of the members who must vote; by default the law's"),
    NUMBER("yes_of_members", law.yes_of_members, 0, 1, NULL, SHARE,
           "share of the members in important services who must vote yes; by default "
           "the law's"),
    PLAIN("seed", SF_KEY_SEED, seed, "1", "digits in quotes",
          "where the random numbers start"),
    NUMERIC("runs", SF_KEY_COUNT, false, runs, 1, SF_MAX_RUNS, "10000", "runs",
            "how many futures are simulated"),
    PLAIN("confidential", SF_KEY_TRUTH, is_confidential, "false", "true or false",
          "whether results are readable by their owner alone"),
    WHOLE("year_starts", year_starts, 1, 12, "1", "month of the year",
          "in which the union's accounting year begins"),
    PLAIN("holidays", SF_KEY_DAYS, holidays, NULL, "dates",
          "weekdays on which nobody works"),
    SPECIAL("inputs", false, "group", "uncertain numbers used by name"),
    SPECIAL("fund", true, "group", "the strike fund"),
    SPECIAL("bands", true, "list", "pay bands"),
    SPECIAL("employers", true, "group", "bargaining units"),
    SPECIAL("members", false, "group", "how members come and go"),
    SPECIAL("levies", false, "list", "levy phases"),
    SPECIAL("rules", false, "group", "strike-pay rules by name"),
    SPECIAL("ballots", false, "list", "ballots, with their results or left to chance"),
    SPECIAL("settlements", false, "list", "how a dispute may end"),
    SPECIAL("strategies", true, "list", "plans to compare"),
    SPECIAL("correlations", false, "list", "uncertain numbers that go together"),
    LATER("stress"),
};
#undef OWNER

#define OWNER sf_correlation
static const struct sf_key correlation_keys[] = {
    SPECIAL("between", true, "two names",
            "entries of inputs, or where a number stands: \"levies.NAME.notpay\""),
    R_NUMBER("rho", rho, -1, 1, "Spearman's rank correlation",
             "1: highest together, 0: not linked, -1: one high where the other is low"),
    PLAIN("source", SF_KEY_TEXT, source, NULL, "text", "where it comes from"),
    WORD("grade", SF_KEY_WORD, grade, "A|B|C|D|J", "J", "how well it is known"),
};
#undef OWNER

#define OWNER sf_fund_terms
static const struct sf_key fund_keys[] = {
    R_INPUT("opening", opening, -1e9, 1e9, GBP, "cash before the first month", MONEY),
    NUMBER("minimum_balance", minimum_balance, -1e9, 1e9, "0", GBP,
           "cash the union will not go below", MONEY),
    WORD("on_shortfall", SF_KEY_WORD, on_shortfall, "overdraw|suspend|scale",
         "overdraw",
         "what happens when money runs short: the fund goes below the minimum balance, "
         "paid action is suspended, or claims share the cash there is"),
    NUMBER("subscription_share", subscription_share, 0, 1000, "0",
           "pounds per member a month",
           "part of the subscription that goes to the fund", MONEY),
    INPUT("donations", donations, 0, 1e9, "0", MONTHLY, "gifts to the fund", MONEY),
    NUMBER("interest", interest, 0, 1, "0", "share a year",
           "interest on a positive balance", MONEY),
    NUMBER("overdraft_interest", overdraft_interest, 0, 10, "0", "share a year",
           "interest on a negative balance", MONEY),
    SPECIAL("one_offs", false, "list", "single sums received or paid", MONEY),
    SPECIAL("pots", false, "list", "parts of the fund kept for some things", MONEY),
    SPECIAL("paid_from", false, "group",
            "the pots from which things are paid, in the order they are drawn on",
            MONEY),
    SPECIAL("subscriptions_to", false, "a pot", "where subscriptions go", MONEY),
    SPECIAL("donations_to", false, "a pot", "where donations go", MONEY),
    SPECIAL("loans", false, "list", "what pots may borrow from one another", MONEY),
};
#undef OWNER

#define OWNER sf_one_off
static const struct sf_key one_off_keys[] = {
    R_PLAIN("name", SF_KEY_NAME, name, "text", "what the sum is"),
    R_PLAIN("month", SF_KEY_MONTH, month, MONTH, "when it comes", MONEY),
    R_NUMBER("amount", amount, -1e9, 1e9, GBP, "how much; negative for a sum paid out",
             MONEY),
    SPECIAL("pot", false, "a pot", "where the sum goes, or comes from", MONEY),
};
#undef OWNER

#define OWNER sf_band
static const struct sf_key band_keys[] = {
    R_PLAIN("name", SF_KEY_NAME, name, "text", "the band's name"),
    PLAIN("column", SF_KEY_NAME, column, NULL, "text",
          "ending of its columns in the employers' file: share_..., salary_..."),
    PLAIN("levy_class", SF_KEY_NAME, levy_class, NULL, "text",
          "which of a levy's rates its members pay; by default the band's name"),
    R_NUMBER("net_ratio", net_ratio, 0, 1, SHARE,
             "net pay lost for each pound of gross pay lost", MONEY),
    NUMBER("subscription", subscription, 0, 1000, "0", MONTHLY,
           "what a member pays the union"),
};
#undef OWNER

#define OWNER sf_scenario
static const struct sf_key employers_keys[] = {
    SPECIAL("file", false, "text",
            "a CSV file beside the scenario, one row an employer"),
    NUMBER("divisor", divisor, 1, 366, "260", "days",
           "working days a year by which a day's pay is reckoned", MONEY),
    WHOLE("other_payers", other_payers, 0, SF_MAX_MEMBERS, "0", "members",
          "members elsewhere who pay but are never called"),
    NUMERIC("other_shares", SF_KEY_NUMBERS, false, other_shares, 0, 1, NULL, "shares",
            "share of them in each band, where a levy has them in scope; by default as "
            "the members here"),
    SPECIAL("list", false, "list", "the employers, instead of a file"),
};
#undef OWNER

#define OWNER sf_employer
static const struct sf_key employer_keys[] = {
    R_PLAIN("name", SF_KEY_NAME, name, "text", "the employer's name"),
    PLAIN("group", SF_KEY_NAME, group, NULL, "text", "a group that actions may name"),
    R_WHOLE("members", members, 1, SF_MAX_MEMBERS, "members", "members at the start"),
    SPECIAL("shares", true, "shares", "share of the members in each band"),
    SPECIAL("salaries", true, "pounds a year", "full-time salary in each band"),
    NUMBER("divisor", divisor, 1, 366, NULL, "days",
           "working days a year by which a day's pay is reckoned", MONEY),
    NUMBER("weight", weight, 0, 1000, "1", "number",
           "how much a pound of its work not done counts", MONEY),
    PLAIN("important_service", SF_KEY_TRUTH, is_important_service, "false",
          "true or false", "whether a ballot here needs yes_of_members"),
    SPECIAL("turnout", false, SHARE,
            "share of the members who voted, or are likely to where a ballot says so"),
    SPECIAL("yes", false, SHARE,
            "share of those votes that were yes, or are likely to be"),
    SPECIAL("result", false, "word", "\"met\" or \"missed\": the ballot threshold"),
};
#undef OWNER

#define OWNER sf_members_terms
static const struct sf_key members_keys[] = {
    INPUT("leave", leave, 0, 1, "0", "share a month", "members who leave"),
    INPUT("join", join, 0, 1, "0", "share of opening members a month",
          "members who join"),
    INPUT("join_in_action", join_in_action, 0, 1, "0",
          "share of opening members a month",
          "more who join where somebody struck last month"),
    INPUT("elasticity", elasticity, 0, 100, "0", "number",
          "share who leave for a levy as large as the subscription"),
    NUMBER("real_terms_cut", real_terms_cut, 0, 1, "0", "share of salary a year",
           "pay at stake in the dispute", MONEY),
    O_INPUT("momentum", momentum, -20, 20, "on the logit for a share of 1",
            "how far strikes of the last three months move votes, participation and "
            "joining; by default 0"),
    O_INPUT("momentum_reference", momentum_reference, 0, 1, SHARE,
            "members on strike in three months at which momentum moves nothing; by "
            "default 0"),
};
#undef OWNER

#define OWNER sf_levy
static const struct sf_key levy_keys[] = {
    R_PLAIN("name", SF_KEY_NAME, name, "text", "the levy's name"),
    R_PLAIN("from", SF_KEY_MONTH, from, MONTH, "first month it is due"),
    R_PLAIN("to", SF_KEY_MONTH, to, MONTH, "last month it is due"),
    SPECIAL("rates", false, MONTHLY, "what a member of each levy class pays"),
    NUMBER("share_of_pay", share_of_pay, 0, 1, "0", "share of gross monthly pay",
           "what a member pays, instead of rates"),
    SPECIAL("reference_rates", false, MONTHLY, "rates at which notpay was estimated"),
    INPUT("notpay", notpay, 0, 1, "0", SHARE, "members who do not pay"),
    NUMBER("spread", spread, 0, 10, "0", LOGIT, "sd of notpay between employers"),
    NUMBER("month_spread", month_spread, 0, 10, "0", LOGIT,
           "sd of notpay from month to month"),
    INPUT("rate_response", rate_response, -10, 10, "0", "logit per pound",
          "more who do not pay for a pound above the reference"),
    PLAIN("consulted", SF_KEY_TRUTH, is_consulted, "false", "true or false",
          "whether members were asked first"),
    INPUT("consultation_effect", consultation_effect, -10, 10, "0", LOGIT,
          "fewer who do not pay when they were asked"),
    INPUT("lapse", lapse, 0, 1, "0", "share of payers a month", "payers who stop"),
    INPUT("fail", fail, 0, 1, "0", SHARE, "collections that fail"),
    INPUT("recover", recover, 0, 1, "0", SHARE,
          "failed collections that succeed a month later"),
    PLAIN("exempt_on_paid_strike", SF_KEY_TRUTH, exempt_on_paid_strike, "false",
          "true or false", "whether members out on strike pay are let off"),
    WORD("trigger", SF_KEY_WORD, trigger, "none|balance|net position", "none",
         "what of the fund it waits for, within its months: due from a close below "
         "on_below until one above off_above",
         .is_quiet = true),
    NUMBER("on_below", on_below, -1e9, 1e9, NULL, GBP,
           "close of the month before below which it becomes due; with a trigger",
           .is_quiet = true),
    NUMBER("off_above", off_above, -1e9, 1e9, NULL, GBP,
           "close of the month before above which it ends; by default on_below",
           .is_quiet = true),
    WHOLE("collection_lag", collection_lag, 0, 12, "0", "months",
          "from due to collected"),
    SPECIAL("channels", false, "list",
            "ways of collecting it, instead of its own collection_lag, fail and "
            "recover"),
    SPECIAL("scope", false, "names",
            "who is levied: employers, groups of them, \"all\", \"other payers\"; by "
            "default all employers and no other payers"),
    SPECIAL("refund", false, "group", "what of it is given back, and when", MONEY),
    SPECIAL("pot", false, "a pot", "where the levy goes", MONEY),
};
#undef OWNER

#define OWNER sf_channel
static const struct sf_key channel_keys[] = {
    R_PLAIN("name", SF_KEY_NAME, name, "text",
            "how it is collected: \"direct debit\", \"check-off\""),
    R_NUMBER("share", share, 0, 1, "a share of the payers",
             "those it collects from; a levy's channels' shares sum to 1"),
    WHOLE("collection_lag", collection_lag, 0, 12, "0", "months",
          "from due to collected"),
    INPUT("fail", fail, 0, 1, "0", SHARE, "collections that fail"),
    INPUT("recover", recover, 0, 1, "0", SHARE,
          "failed collections that succeed a month later"),
};
#undef OWNER

#define OWNER sf_refund
static const struct sf_key refund_keys[] = {
    WHOLE("months", months, 0, SF_MAX_MONTHS, NULL, "months",
          "how many of its last months are given back: what was paid of the levy due "
          "in them; by default all",
          MONEY),
    R_PLAIN("promised", SF_KEY_MONTH, promised, MONTH, "from which month on it is owed",
            MONEY),
    R_PLAIN("paid", SF_KEY_MONTH, paid, MONTH,
            "when it is paid: a month after the last collection, or later", MONEY),
};
#undef OWNER

#define OWNER sf_ballot
static const struct sf_key ballot_keys[] = {
    R_PLAIN("name", SF_KEY_NAME, name, "text", "the ballot's name"),
    R_PLAIN("closes", SF_KEY_DAY, closes, DATE, "the day it closes"),
    SPECIAL("employers", false, "names", "who is balloted; \"all\" by default"),
    WORD("kind", SF_KEY_WORD_TRUTH, is_consultative, "statutory|consultative",
         "statutory", "a consultative ballot gives no mandate"),
    SPECIAL("questions", false, "words",
            "\"strike\", \"short\" (of a strike) or both; \"strike\" by default"),
    WORD("mode", SF_KEY_WORD_TRUTH, is_aggregated, "disaggregated|aggregated",
         "disaggregated", "counted employer by employer or all together"),
    WORD("result", SF_KEY_WORD, result, "given|passed|failed", "given",
         "given: as the employers' turnout and yes, or met_threshold, say"),
    SPECIAL("passed", false, "names", "employers that passed, whatever `result` says"),
    SPECIAL("failed", false, "names", "employers that failed, whatever `result` says"),
    NUMBER("cost_per_member", cost_per_member, 0, 1000, "0", GBP,
           "cost of the ballot per member balloted", MONEY),
    PLAIN("source", SF_KEY_TEXT, source, NULL, "text", "where the result is from"),
    SPECIAL(
        "turnout", false, SHARE_OR_THEIRS,
        "leaves the result to chance: members who vote, of those it reaches, at the "
        "median employer"),
    SPECIAL("yes", false, SHARE_OR_THEIRS, "votes that are yes, likewise"),
    INPUT("yes_short", yes[SF_QUESTION_SHORT], 0, 1, NULL, SHARE,
          "votes that are yes on action short of a strike, likewise"),
    NUMBER("spread", spread, 0, 10, "0", LOGIT, "sd of turnout between employers"),
    NUMBER("yes_spread", yes_spread, 0, 10, "0", LOGIT, "sd of yes between employers"),
    NUMBER("month_spread", month_spread, 0, 10, "0", LOGIT,
           "sd of turnout from month to month, the same for all employers"),
    INPUT("bad_records", bad_records, 0, 1, NULL, SHARE,
          "members the ballot cannot reach: entitled, but without a vote"),
};
#undef OWNER

#define OWNER sf_settlement
static const struct sf_key settlement_keys[] = {
    R_PLAIN("name", SF_KEY_NAME, name, "text", "the settlement's name"),
    ROW("kind", SF_KEY_WORD, true, .offset = AT(kind), .words = "date|weibull",
        .unit = "word",
        .help = "settled on a date, or by chance in any month after the first action"),
    PLAIN("date", SF_KEY_DAY, date, NULL, DATE, "the first day without action"),
    O_INPUT("scale", scale, 0.01, 10000, "months",
            "weibull: months since the first action by which 63 in 100 have settled"),
    O_INPUT("shape", shape, 0.05, 20, "number",
            "weibull: 1, the default, when each month is as likely as the one before; "
            "above 1 when ever more"),
    O_INPUT(
        "pressure_effect", pressure_effect, -1000, 1000, "on the log",
        "weibull: how far work not done that is worth a year's pay moves the chance; "
        "by default 0"),
    WHOLE("wind_down", wind_down, 0, SF_MAX_MONTHS, "0", "months",
          "how long the levy goes on after it"),
    INPUT("lump_sum", lump_sum, 0, 1e6, "0", "pounds a member", "paid once", MONEY),
    INPUT("pay_rise", pay_rise, 0, 1, "0", "share of salary a year",
          "on pay, above what was offered without action", MONEY),
    SPECIAL("gains", false, "list", "what else it brings each member", MONEY),
};
#undef OWNER

#define OWNER sf_gain
static const struct sf_key gain_keys[] = {
    R_PLAIN("name", SF_KEY_NAME, name, "text", "what is gained"),
    R_INPUT("amount", amount, 0, 1e6, "pounds a member", "what it is worth", MONEY),
};
#undef OWNER

#define OWNER sf_pause
static const struct sf_key pause_keys[] = {
    R_PLAIN("from", SF_KEY_DAY, from, DATE, "the first day of rest"),
    R_PLAIN("to", SF_KEY_DAY, to, DATE, "the last day of rest"),
    SPECIAL("ballot", false, "name",
            "a consultative ballot: it rests where that has passed"),
};
#undef OWNER

#define OWNER sf_strategy
static const struct sf_key strategy_keys[] = {
    R_PLAIN("name", SF_KEY_NAME, name, "text", "the strategy's name"),
    SPECIAL("levy", false, "names", "its levy, or levies one after the other"),
    SPECIAL("include", false, "names", "strategies whose actions it takes over"),
    NUMBER("campaign_cost", campaign_cost, 0, 1e9, "0", MONTHLY, "cost of campaigning",
           MONEY),
    SPECIAL("settlement", false, "name",
            "how the dispute may end under it; by default it runs to its end"),
    SPECIAL("pause", false, "group", "when it rests"),
    SPECIAL("actions", false, "list", "who is called out, when and how paid"),
    WORD("on_shortfall", SF_KEY_WORD, on_shortfall, "fund|overdraw|suspend|scale",
         "fund", "what happens when money runs short; \"fund\": as the fund says",
         .is_quiet = true),
};
#undef OWNER

#define OWNER sf_action
static const struct sf_key action_keys[] = {
    R_PLAIN("name", SF_KEY_NAME, name, "text", "the action's name"),
    WORD("kind", SF_KEY_WORD, kind,
         "targeted|national|selective|rolling|short of strike", NULL,
         "by default rolling with a wave, national when no head-count or share is "
         "called, else targeted"),
    SPECIAL("employer", false, "name", "the one employer where it happens"),
    SPECIAL("employers", false, "names", "\"all\", \"mandated\" or a list of names"),
    SPECIAL(
        "groups", false, "names",
        "groups of employers where it happens; \"all\" for each in the file's order"),
    SPECIAL("wave", false, "\"week\", \"month\" or days",
            "how long each group, or employer, is out before the next has its turn"),
    SPECIAL("called", false, "members", "how many are called out, or \"all\""),
    SPECIAL("called_share", false, SHARE, "share of the members called out"),
    NUMERIC("bands", SF_KEY_NUMBERS, false, bands, 0, 1, NULL, "shares",
            "share of the called in each band; by default as the members"),
    PLAIN("days", SF_KEY_DAYS, days, NULL, "dates", "the days, one by one, or ..."),
    PLAIN("from", SF_KEY_DAY, from, NULL, DATE, "... the first day of a range"),
    PLAIN("to", SF_KEY_DAY, to, NULL, DATE, "the last day of the range"),
    WORD("pattern", SF_KEY_WORD, pattern, "weekdays|all days", "weekdays",
         "which days of the range; weekdays leave out the holidays"),
    WHOLE("days_per_month", days_per_month, 0, 31, "0", "days",
          "only the first so many of the pattern in each month; 0 for all"),
    NUMBER("days_per_member", days_per_member, 0, 10000, "0", "days",
           "days each striker is out in a rota; 0 for every day"),
    SPECIAL("part_of_day", false, "a share of the day, 0.5 for a half",
            "how much of each day strikers are out, and docked; by default all of it",
            MONEY),
    SPECIAL("rule", false, "name", "its strike-pay rule; unpaid by default"),
    INPUT("participation", participation, 0, 1, "1", SHARE,
          "those called who come out"),
    NUMBER("spread", spread, 0, 10, "0", LOGIT,
           "sd of participation between employers"),
    NUMBER("month_spread", month_spread, 0, 10, "0", LOGIT,
           "sd of participation from month to month"),
    INPUT("fatigue", fatigue, 0, 1, "0", "share a day",
          "strikers who go back each day"),
    INPUT("rostered", rostered, 0, 1, "1", SHARE,
          "days a striker would have worked, of the days called"),
    PLAIN("notice", SF_KEY_DAY, notice, NULL, DATE, "the day notice was given", MONEY),
    NUMBER("prepared_max", prepared_max, 0, 1, "0", SHARE,
           "most of the work an employer can cover with warning enough", MONEY),
    NUMBER("prepared_scale", prepared_scale, 0.001, 10000, "10", "days",
           "extra warning by which it covers 63 % of that", MONEY),
    NUMBER("cost_per_day", cost_per_day, 0, 1e7, "0", "pounds a day",
           "campaign cost of a day of it", MONEY),
    PLAIN("source", SF_KEY_TEXT, source, NULL, "text",
          "where dates and numbers are from"),
    O_INPUT("docking", docking, 0, 1, "a share of the day's pay",
            "short of strike: pay withheld from those who take part; by default 0"),
    O_INPUT("overtime_share", overtime_share, 0, 1, "a share of the day's pay",
            "short of strike: pay for overtime that is not worked; by default 0"),
    O_INPUT("backlog", backlog, 0, 10, "a share of the day's pay",
            "short of strike: work not done by a member in a day; by default 0"),
    PLAIN("when", SF_KEY_NAME, when.written, NULL, "a condition",
          "the runs in which it happens: \"docking >= 0.5\" or, where several are "
          "docked, \"docking of NAME >= 0.5\"; or with <; or \"no settlement by "
          "2023-06-01\""),
};
#undef OWNER

const struct sf_schema *sf_schema_of(enum sf_group group)
{
    static const struct sf_schema schemas[SF_N_GROUPS] = {
        [SF_GROUP_SCENARIO] = SCHEMA("the scenario", scenario_keys),
        [SF_GROUP_CORRELATION] = SCHEMA("a correlation", correlation_keys),
        [SF_GROUP_FUND] = SCHEMA("the fund", fund_keys),
        [SF_GROUP_ONE_OFF] = SCHEMA("a one-off sum", one_off_keys),
        [SF_GROUP_BAND] = SCHEMA("a band", band_keys),
        [SF_GROUP_EMPLOYERS] = SCHEMA("employers", employers_keys),
        [SF_GROUP_EMPLOYER] = SCHEMA("an employer", employer_keys),
        [SF_GROUP_MEMBERS] = SCHEMA("members", members_keys),
        [SF_GROUP_LEVY] = SCHEMA("a levy", levy_keys),
        [SF_GROUP_CHANNEL] = SCHEMA("a channel", channel_keys),
        [SF_GROUP_REFUND] = SCHEMA("a refund", refund_keys),
        [SF_GROUP_BALLOT] = SCHEMA("a ballot", ballot_keys),
        [SF_GROUP_SETTLEMENT] = SCHEMA("a settlement", settlement_keys),
        [SF_GROUP_GAIN] = SCHEMA("a gain", gain_keys),
        [SF_GROUP_STRATEGY] = SCHEMA("a strategy", strategy_keys),
        [SF_GROUP_PAUSE] = SCHEMA("a pause", pause_keys),
        [SF_GROUP_ACTION] = SCHEMA("an action", action_keys),
    };
    const struct sf_schema *of_rules = sf_schema_of_rules(group);
    const struct sf_schema *of_pots = sf_schema_of_pots(group);
    return of_rules != NULL ? of_rules : of_pots != NULL ? of_pots : &schemas[group];
}

const struct sf_key *sf_schema_find(enum sf_group group, const char *name)
{
    const struct sf_schema *schema = sf_schema_of(group);
    for (size_t i = 0; i < schema->n_keys; i++) {
        if (strcmp(schema->key[i].name, name) == 0) {
            return &schema->key[i];
        }
    }
    return NULL;
}
