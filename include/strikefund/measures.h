/**
 * The one list of what is measured. Each measure is a whole number in every run:
 * pence, members, days or hundredths of a month, or whether something is so.
 */
#ifndef STRIKEFUND_MEASURES_H
#define STRIKEFUND_MEASURES_H

#include <stdbool.h>

enum sf_unit {
    SF_UNIT_GBP,     /* held in pence, shown in pounds */
    SF_UNIT_MEMBERS, /* people */
    SF_UNIT_DAYS,    /* strike-days */
    SF_UNIT_MONTHS,  /* held in hundredths, shown in months */
    SF_UNIT_SHARE    /* 0 or 1 in a run: over runs, a share of them */
};

/**
 * Measures of one month: enumerator, column name, unit, what it is.
 * Stocks (balance, net_position, claims, members, payers, cover) are as at the close.
 */
#define SF_MEASURE_LIST(X)                                                             \
    X(SF_BALANCE, "balance", SF_UNIT_GBP, "cash at the month's end")                   \
    X(SF_NET_POSITION, "net_position", SF_UNIT_GBP,                                    \
      "balance, with levy due and not collected, less claims and refunds owed")        \
    X(SF_LOW_IN_MONTH, "low_in_month", SF_UNIT_GBP,                                    \
      "last close less this month's outgo: the low if all is paid before income")      \
    X(SF_CLAIMS, "claims", SF_UNIT_GBP, "strike pay claimed and not yet paid")         \
    X(SF_LEVY_INCOME, "levy_income", SF_UNIT_GBP, "levy collected")                    \
    X(SF_OTHER_INCOME, "other_income", SF_UNIT_GBP,                                    \
      "subscription share, donations, interest and one-off sums")                      \
    X(SF_STRIKE_PAY_DUE, "strike_pay_due", SF_UNIT_GBP,                                \
      "strike pay by the rule, in the month of the strike")                            \
    X(SF_STRIKE_PAY_CLAIMED, "strike_pay_claimed", SF_UNIT_GBP, "the part claimed")    \
    X(SF_STRIKE_PAY_PAID, "strike_pay_paid", SF_UNIT_GBP, "claims paid")               \
    X(SF_STRIKE_PAY_UNPAID, "strike_pay_unpaid", SF_UNIT_GBP,                          \
      "claims refused for want of money")                                              \
    X(SF_CLAIMS_LAPSED, "claims_lapsed", SF_UNIT_GBP, "strike pay due, never claimed") \
    X(SF_HARDSHIP, "hardship", SF_UNIT_GBP, "hardship grants paid")                    \
    X(SF_OTHER_OUTGO, "other_outgo", SF_UNIT_GBP,                                      \
      "campaign and ballot costs, overdraft interest, sums paid out, refunds paid")    \
    X(SF_MEMBERS, "members", SF_UNIT_MEMBERS, "members at the close")                  \
    X(SF_PAYERS, "payers", SF_UNIT_MEMBERS, "members who pay the levy at the close")   \
    X(SF_STRIKERS, "strikers", SF_UNIT_MEMBERS,                                        \
      "members out in the month, on their actions' first day there")                   \
    X(SF_STRIKE_DAYS, "strike_days", SF_UNIT_DAYS, "strike-days that cost pay")        \
    X(SF_PAY_LOST, "pay_lost", SF_UNIT_GBP, "net pay lost by strikers")                \
    X(SF_WORK_NOT_DONE, "work_not_done", SF_UNIT_GBP,                                  \
      "strike-days at gross pay, weighted: an index")                                  \
    X(SF_PAY_SAVED_BY_EMPLOYER, "pay_saved_by_employer", SF_UNIT_GBP,                  \
      "gross pay withheld from strikers")                                              \
    X(SF_COVER_MONTHS, "cover_months", SF_UNIT_MONTHS,                                 \
      "months the balance lasts at the net outgo of the last three")

/** Further ones, which are 0 and in no file where no strategy has a refund (M5.6). */
#define SF_REFUND_MEASURE_LIST(X)                                                      \
    X(SF_REFUNDS_OWED, "refunds_owed", SF_UNIT_GBP,                                    \
      "levy promised back and not yet paid, of what has come in")                      \
    X(SF_REFUNDS_PROMISED, "refunds_promised", SF_UNIT_GBP,                            \
      "levy that has come to be owed, or is paid back at once")                        \
    X(SF_REFUNDS_PAID, "refunds_paid", SF_UNIT_GBP,                                    \
      "levy paid back: a part of other_outgo")

enum sf_measure {
#define SF_MEASURE_ENUMERATOR(name, column, unit, help) name,
    SF_MEASURE_LIST(SF_MEASURE_ENUMERATOR) SF_N_PLAIN_MEASURES,
    SF_LAST_PLAIN_MEASURE = SF_N_PLAIN_MEASURES - 1,
    SF_REFUND_MEASURE_LIST(SF_MEASURE_ENUMERATOR)
#undef SF_MEASURE_ENUMERATOR
        SF_N_MEASURES
};

/**
 * Measures of a whole plan, for summary.csv and the paired differences:
 * enumerator, column name, unit, what it is. Flows are totals over the plan.
 */
#define SF_TOTAL_LIST(X)                                                               \
    X(SF_T_CLOSING_BALANCE, "closing_balance", SF_UNIT_GBP, "cash when the plan ends") \
    X(SF_T_CLOSING_NET_POSITION, "closing_net_position", SF_UNIT_GBP,                  \
      "net position when the plan ends")                                               \
    X(SF_T_LOWEST_BALANCE, "lowest_balance", SF_UNIT_GBP,                              \
      "lowest month-end balance, opening included")                                    \
    X(SF_T_OPENING_LESS_LOWEST, "opening_less_lowest", SF_UNIT_GBP,                    \
      "opening fund less the lowest balance: what the plan drew")                      \
    X(SF_T_LEVY_INCOME, "levy_income", SF_UNIT_GBP, "levy collected")                  \
    X(SF_T_OTHER_INCOME, "other_income", SF_UNIT_GBP, "all other income")              \
    X(SF_T_STRIKE_PAY_DUE, "strike_pay_due", SF_UNIT_GBP, "strike pay by the rule")    \
    X(SF_T_STRIKE_PAY_CLAIMED, "strike_pay_claimed", SF_UNIT_GBP, "the part claimed")  \
    X(SF_T_STRIKE_PAY_PAID, "strike_pay_paid", SF_UNIT_GBP, "paid within the plan")    \
    X(SF_T_STRIKE_PAY_UNPAID, "strike_pay_unpaid", SF_UNIT_GBP, "claims refused")      \
    X(SF_T_CLAIMS_LAPSED, "claims_lapsed", SF_UNIT_GBP, "due and never claimed")       \
    X(SF_T_HARDSHIP, "hardship", SF_UNIT_GBP, "hardship grants")                       \
    X(SF_T_OTHER_OUTGO, "other_outgo", SF_UNIT_GBP, "all other outgo")                 \
    X(SF_T_FUND_COST, "fund_cost", SF_UNIT_GBP,                                        \
      "cost to the fund: claimed and not refused, hardship, campaign and ballots")     \
    X(SF_T_PAY_LOST, "pay_lost", SF_UNIT_GBP, "net pay lost by strikers")              \
    X(SF_T_MEMBERS_COST, "members_cost", SF_UNIT_GBP,                                  \
      "members' own loss: pay lost, less strike pay not refused and hardship")         \
    X(SF_T_TOTAL_COST, "total_cost", SF_UNIT_GBP,                                      \
      "cost to the fund and members' own loss together")                               \
    X(SF_T_WORK_NOT_DONE, "work_not_done", SF_UNIT_GBP, "index, at pay value")         \
    X(SF_T_PAY_SAVED, "pay_saved_by_employer", SF_UNIT_GBP, "gross pay withheld")      \
    X(SF_T_STRIKE_DAYS, "strike_days", SF_UNIT_DAYS, "strike-days that cost pay")      \
    X(SF_T_MEMBERS_INVOLVED, "members_involved", SF_UNIT_MEMBERS,                      \
      "at least so many different members, out or short of it: each cell's busiest "   \
      "month")                                                                         \
    X(SF_T_CLOSING_MEMBERS, "closing_members", SF_UNIT_MEMBERS, "at the plan's end")   \
    X(SF_T_CLOSING_PAYERS, "closing_payers", SF_UNIT_MEMBERS,                          \
      "levy payers at the plan's end")                                                 \
    X(SF_T_SETTLED_AT_ONCE, "settlement_at_once", SF_UNIT_GBP,                         \
      "what a settlement brings all members at once; 0 where there is none")           \
    X(SF_T_SETTLED_PER_YEAR, "settlement_per_year", SF_UNIT_GBP,                       \
      "what it adds to their pay in a year; 0 where there is none")

/** Further ones, which are 0 and in no file where no strategy has a rule that looks at
 *  the fund (M7.3). */
#define SF_SHORTAGE_TOTAL_LIST(X)                                                      \
    X(SF_T_MONTHS_UNPAID, "months_claims_unpaid", SF_UNIT_MONTHS,                      \
      "months in which a claim payable was not paid in full")                          \
    X(SF_T_CLAIMS_OVERDUE, "claims_overdue", SF_UNIT_GBP,                              \
      "claims payable by the plan's end and still not paid, for want of money")        \
    X(SF_T_MONTHS_SUSPENDED, "months_suspended", SF_UNIT_MONTHS,                       \
      "months in which planned days of paid action were suspended")                    \
    X(SF_T_STRIKE_DAYS_SUSPENDED, "strike_days_suspended", SF_UNIT_DAYS,               \
      "strike-days of those days: of who was out, or was likely to come")              \
    X(SF_T_MONTHS_TRIGGERED, "months_levy_triggered", SF_UNIT_MONTHS,                  \
      "months in which a levy that waits for the fund was due")

/** One more, which is 0 and in no file where no strategy has a refund. */
#define SF_REFUND_TOTAL_LIST(X)                                                        \
    X(SF_T_REFUNDS, "refunds", SF_UNIT_GBP,                                            \
      "levy promised back within the plan, of what has come in: paid, or still owed")

enum sf_total {
#define SF_TOTAL_ENUMERATOR(name, column, unit, help) name,
    SF_TOTAL_LIST(SF_TOTAL_ENUMERATOR) SF_N_PLAIN_TOTALS,
    SF_T_LAST_PLAIN = SF_N_PLAIN_TOTALS - 1,
    SF_SHORTAGE_TOTAL_LIST(SF_TOTAL_ENUMERATOR) SF_N_SHORTAGE_TOTALS,
    SF_T_LAST_SHORTAGE = SF_N_SHORTAGE_TOTALS - 1,
    SF_REFUND_TOTAL_LIST(SF_TOTAL_ENUMERATOR)
#undef SF_TOTAL_ENUMERATOR
        SF_N_TOTALS
};

/**
 * Measures of one employer over the whole plan, for employers.csv: enumerator, column
 * name, unit, what it is.
 */
#define SF_EMPLOYER_MEASURE_LIST(X)                                                    \
    X(SF_E_CALLED, "called", SF_UNIT_MEMBERS,                                          \
      "members called, summed over the actions that call them")                        \
    X(SF_E_STRIKE_DAYS, "strike_days", SF_UNIT_DAYS, "strike-days that cost pay")      \
    X(SF_E_STRIKE_PAY, "strike_pay_claimed", SF_UNIT_GBP, "strike pay claimed")        \
    X(SF_E_PAY_LOST, "pay_lost", SF_UNIT_GBP, "net pay lost by strikers")

enum sf_employer_measure {
#define SF_EMPLOYER_ENUMERATOR(name, column, unit, help) name,
    SF_EMPLOYER_MEASURE_LIST(SF_EMPLOYER_ENUMERATOR)
#undef SF_EMPLOYER_ENUMERATOR
        SF_N_EMPLOYER_MEASURES
};

/**
 * What is told apart by whether a ballot has passed at an employer, for mandates.csv:
 * enumerator, column name, unit, what it is. All but the first are of the whole plan.
 */
#define SF_MANDATE_MEASURE_LIST(X)                                                     \
    X(SF_M_STRIKE_DAYS_THERE, "strike_days_there", SF_UNIT_DAYS,                       \
      "strike-days at the employer")                                                   \
    X(SF_M_STRIKE_DAYS, "strike_days", SF_UNIT_DAYS, "strike-days that cost pay")      \
    X(SF_M_MEMBERS_INVOLVED, "members_involved", SF_UNIT_MEMBERS,                      \
      "at least this many different members struck")                                   \
    X(SF_M_STRIKE_PAY, "strike_pay_claimed", SF_UNIT_GBP, "strike pay claimed")        \
    X(SF_M_FUND_COST, "fund_cost", SF_UNIT_GBP, "cost to the fund")                    \
    X(SF_M_MEMBERS_COST, "members_cost", SF_UNIT_GBP, "members' own loss")             \
    X(SF_M_WORK_NOT_DONE, "work_not_done", SF_UNIT_GBP, "index, at pay value")

enum sf_mandate_measure {
#define SF_MANDATE_ENUMERATOR(name, column, unit, help) name,
    SF_MANDATE_MEASURE_LIST(SF_MANDATE_ENUMERATOR)
#undef SF_MANDATE_ENUMERATOR
        SF_N_MANDATE_MEASURES
};

/**
 * Measures of one pot in one month, for pots.csv (M7.4): enumerator, name, unit, what
 * it is. Over the pots, those that have the name of a measure of the fund sum up to it.
 * In every run and month balance = last balance + levy_income + other_income -
 * strike_pay_paid - hardship - other_outgo + what loans_owed has risen by - what
 * loans_made has.
 */
#define SF_POT_MEASURE_LIST(X)                                                         \
    X(SF_P_BALANCE, "balance", SF_UNIT_GBP, "money in the pot at the month's end")     \
    X(SF_P_LEVY_INCOME, "levy_income", SF_UNIT_GBP, "levy collected")                  \
    X(SF_P_OTHER_INCOME, "other_income", SF_UNIT_GBP, "all other income")              \
    X(SF_P_STRIKE_PAY_PAID, "strike_pay_paid", SF_UNIT_GBP, "claims paid")             \
    X(SF_P_HARDSHIP, "hardship", SF_UNIT_GBP, "hardship grants paid")                  \
    X(SF_P_OTHER_OUTGO, "other_outgo", SF_UNIT_GBP, "all other outgo")                 \
    X(SF_P_LOANS_OWED, "loans_owed", SF_UNIT_GBP,                                      \
      "owed to other pots at the month's end")                                         \
    X(SF_P_LOANS_MADE, "loans_made", SF_UNIT_GBP, "owed to it by other pots")          \
    X(SF_P_OVERDRAWN, "overdrawn", SF_UNIT_SHARE,                                      \
      "whether the pot has been below zero at a month end so far")

enum sf_pot_measure {
#define SF_POT_ENUMERATOR(name, column, unit, help) name,
    SF_POT_MEASURE_LIST(SF_POT_ENUMERATOR)
#undef SF_POT_ENUMERATOR
        SF_N_POT_MEASURES
};

/** Events of risk.csv: enumerator, name, what it is (model rule M1). */
#define SF_EVENT_LIST(X)                                                               \
    X(SF_SHORTFALL, "shortfall", "a month end with balance below zero")                \
    X(SF_BREACH, "breach", "a month end with balance below the minimum balance")       \
    X(SF_OVERCOMMITTED, "overcommitted", "net position below the minimum balance")     \
    X(SF_LOW, "low", "below zero within a month, if all is paid before income")        \
    X(SF_UNPAID, "unpaid", "a claim payable that was not paid in full")                \
    X(SF_SETTLED, "settled", "the dispute has ended in a settlement")

/** Further ones, in no file where no strategy has a rule that looks at the fund. */
#define SF_SHORTAGE_EVENT_LIST(X)                                                      \
    X(SF_SUSPENDED, "suspended", "planned days of paid action were suspended")         \
    X(SF_TRIGGERED, "levy_triggered", "a levy that waits for the fund was due")

/** One more, in no file where the fund has no pots (M7.4). */
#define SF_POT_EVENT_LIST(X)                                                           \
    X(SF_POT_OVERDRAWN, "pot_overdrawn",                                               \
      "a month end with a pot of the fund below zero")

enum sf_event {
#define SF_EVENT_ENUMERATOR(name, column, help) name,
    SF_EVENT_LIST(SF_EVENT_ENUMERATOR) SF_N_PLAIN_EVENTS,
    SF_LAST_PLAIN_EVENT = SF_N_PLAIN_EVENTS - 1,
    SF_SHORTAGE_EVENT_LIST(SF_EVENT_ENUMERATOR) SF_N_SHORTAGE_EVENTS,
    SF_LAST_SHORTAGE_EVENT = SF_N_SHORTAGE_EVENTS - 1,
    SF_POT_EVENT_LIST(SF_EVENT_ENUMERATOR)
#undef SF_EVENT_ENUMERATOR
        SF_N_EVENTS
};

const char *sf_measure_name(enum sf_measure measure);
enum sf_unit sf_measure_unit(enum sf_measure measure);
const char *sf_total_name(enum sf_total total);
enum sf_unit sf_total_unit(enum sf_total total);
const char *sf_employer_measure_name(enum sf_employer_measure measure);
enum sf_unit sf_employer_measure_unit(enum sf_employer_measure measure);
const char *sf_mandate_measure_name(enum sf_mandate_measure measure);
enum sf_unit sf_mandate_measure_unit(enum sf_mandate_measure measure);
const char *sf_pot_measure_name(enum sf_pot_measure measure);
enum sf_unit sf_pot_measure_unit(enum sf_pot_measure measure);
const char *sf_event_name(enum sf_event event);

/** "gbp", "members", "days", "months" or "share". */
const char *sf_unit_name(enum sf_unit unit);

/** What a held whole number is divided by to be shown: 100, 1, 1, 100 or 1. */
double sf_unit_divisor(enum sf_unit unit);

#endif
