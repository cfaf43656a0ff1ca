/**
 * A scenario: one text file, read, checked and held in memory. It says what the
 * file says, no more: dates are not yet months of the plan, names are resolved to
 * indexes, and every uncertain number is an input of its own.
 *
 * Money typed into a file is in pounds and is held in pounds here, as a double;
 * the plan turns it into pence. Shares and rates are 0..1, never percent.
 */
#ifndef STRIKEFUND_SCENARIO_H
#define STRIKEFUND_SCENARIO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "strikefund/action.h"
#include "strikefund/calendar.h"
#include "strikefund/faults.h"
#include "strikefund/levy.h"
#include "strikefund/limits.h"
#include "strikefund/lists.h"
#include "strikefund/pots.h"
#include "strikefund/rule.h"
#include "strikefund/settlement.h"
#include "strikefund/status.h"

/** How well a number is known (model rule M2.2). */
enum sf_grade { SF_GRADE_A, SF_GRADE_B, SF_GRADE_C, SF_GRADE_D, SF_GRADE_J };

enum sf_distribution {
    SF_FIXED,       /* parameter: value */
    SF_UNIFORM,     /* low, high */
    SF_TRIANGULAR,  /* low, mode, high */
    SF_PERT,        /* low, mode, high; lambda 4 */
    SF_NORMAL,      /* mean, sd */
    SF_LOGNORMAL,   /* mean, sd of the variable itself */
    SF_BETA,        /* mean, sd of the variable itself, on 0..1 */
    SF_GAMMA,       /* mean, sd of the variable itself */
    SF_LOGITNORMAL, /* median (0..1), sd on the logit scale */
    SF_DISCRETE     /* points and weights */
};

/**
 * One uncertain number (u). A fixed number is an input too, of distribution
 * SF_FIXED. The name fixes the random number it is drawn from: inputs of one name
 * share their uniform. In-place names: "fund.opening", "members.leave",
 * "levies.<levy>.notpay", "rules.<rule>.take_up", "actions.<action>.called".
 */
struct sf_input {
    char *name;
    enum sf_distribution distribution;
    double parameter[3]; /* in the order listed at sf_distribution */
    double *point;       /* discrete only: n_points values, rising */
    double *weight;      /* discrete only: n_points weights, summing to 1 */
    size_t n_points;
    double low, high; /* range of its key(s); draws are truncated to it */
    char *source;     /* NULL when the file gives none */
    enum sf_grade grade;
    bool is_given;  /* written in the file (or an override); false: a default */
    bool is_graded; /* the file gives source and grade */
    const char *file;
    int line;
};

/**
 * Two inputs whose draws go together (M2.3): Spearman's rank correlation. It holds for
 * every input of either name, as the random number behind it does.
 */
struct sf_correlation {
    struct sf_place place;
    size_t input[2]; /* the first input of either name, as written */
    double rho;      /* -1..1; 0 is as if the entry were not there */
    char *source;    /* NULL when the file gives none */
    enum sf_grade grade;
};

/** A one-off sum received by the fund in a month (M5.7). */
struct sf_one_off {
    struct sf_place place;
    char *name;
    int32_t month;
    double amount; /* pounds, may be negative: a sum paid out */
    size_t pot;    /* that it goes to or comes from; SF_NONE where the fund is one */
};

/** What happens when money runs short (M7.3). */
enum sf_on_shortfall {
    SF_OVERDRAW, /* all is paid, and the balance shows the hole */
    SF_SUSPEND,  /* no paid action while the last close is below the minimum balance */
    SF_SCALE     /* claims share the cash above the minimum balance */
};

/** What a strategy says of it. */
enum sf_own_shortfall { SF_AS_THE_FUND, SF_OWN_OVERDRAW, SF_OWN_SUSPEND, SF_OWN_SCALE };

struct sf_fund_terms {
    size_t opening;         /* input: pounds at the end of month 0 */
    double minimum_balance; /* pounds */
    enum sf_on_shortfall on_shortfall;
    double subscription_share; /* pounds per member per month that reach the fund */
    size_t donations;          /* input: pounds a month */
    double interest;           /* a year, on a positive last close */
    double overdraft_interest; /* a year, on a negative last close */
    struct sf_one_off *one_off;
    size_t n_one_offs;
    struct sf_pots pots;
};

struct sf_band {
    struct sf_place place;
    char *name;
    char *column;        /* CSV suffix: share_<column>, salary_<column>; default is the
                            name in lower case with every other character as '_' */
    char *levy_class;    /* key of a levy's rates; default is the name */
    double net_ratio;    /* net pay lost / gross pay lost on a strike day */
    double subscription; /* pounds a month */
};

/** One bargaining unit. shares and salaries have one entry a band. */
struct sf_employer {
    struct sf_place place; /* the CSV row or the list entry */
    char *name;
    char *group; /* NULL when none; named by `groups` of an action */
    int32_t members;
    double *share;  /* of members by band, sums to 1 within 0.005; normalised */
    double *salary; /* pounds a year, full-time equivalent */
    double divisor; /* working days a year of the docking rule: 260, 365, 235 */
    double weight;  /* of work not done, default 1 (M6.9) */
    bool is_important_service; /* the 40 % rule applies (M9.2) */
    bool has_turnout;
    double turnout, yes;            /* shares, for ballots that take theirs from here */
    bool has_result, met_threshold; /* CSV column met_threshold: met / missed */
};

struct sf_members_terms {
    size_t leave;          /* input, share a month */
    size_t join;           /* input, share of opening members a month */
    size_t join_in_action; /* input, added where somebody struck last month */
    size_t elasticity;     /* input, M4.4 */
    size_t momentum, momentum_reference; /* inputs, or SF_NONE: 0 (M4.5) */
    double real_terms_cut;               /* share of salary at stake a year, M10.4 */
};

struct sf_ballot; /* strikefund/ballots.h */

enum sf_law { SF_LAW_NONE, SF_LAW_TUA2016, SF_LAW_ERA2025 };

struct sf_law_terms {
    enum sf_law law;
    int32_t notice_days;    /* between notice and the first day of action */
    int32_t mandate_months; /* M9.4 */
    double threshold;       /* share of members who must vote */
    double yes_of_members;  /* share who must vote yes in important services; or 0 */
};

struct sf_strategy {
    struct sf_place place;
    char *name;
    struct sf_indexes levies; /* phases, in time order, not overlapping */
    double campaign_cost;     /* pounds a month */
    enum sf_own_shortfall on_shortfall;
    struct sf_indexes actions; /* of the scenario's actions: own ones, then included */
    struct sf_indexes include; /* strategies included, for scenario.resolved.cfg */
    size_t settlement;         /* of the scenario's; SF_NONE: it runs to its end */
    bool has_pause;
    struct sf_pause pause;
    size_t n_own_actions;
};

struct sf_scenario {
    char *file;   /* as the user named it; messages only */
    char *sha256; /* of the file's bytes, 64 hex digits */
    char *title, *source;
    int32_t start; /* month 1 */
    int32_t n_months;
    struct sf_law_terms law;
    uint64_t seed;
    uint64_t runs;
    bool is_confidential;
    int32_t year_starts; /* month of the year, 1..12, in which accounts begin */
    struct sf_days holidays;
    int32_t other_payers;
    struct sf_numbers other_shares; /* of them by band, normalised; none: as the
                                       employers' members */
    double divisor;                 /* default of the employers */

    struct sf_fund_terms fund;
    struct sf_members_terms members;
    struct sf_input *input;
    size_t n_inputs;
    struct sf_correlation *correlation;
    size_t n_correlations;
    struct sf_band *band;
    size_t n_bands;
    struct sf_employer *employer;
    size_t n_employers;
    struct sf_levy *levy;
    size_t n_levies;
    struct sf_rule *rule;
    size_t n_rules;
    struct sf_ballot *ballot;
    size_t n_ballots;
    struct sf_settlement *settlement;
    size_t n_settlements;
    struct sf_action *action; /* of all strategies, in the file's order */
    size_t n_actions;
    struct sf_strategy *strategy;
    size_t n_strategies;

    char **file_name; /* every file read, for the places above */
    size_t n_file_names;
};

/** A key given on the command line, "--set levies.campaign levy.rates.higher=4". */
struct sf_override {
    const char *key;
    const char *value;
};

/** What the caller adds to a scenario's text. */
struct sf_reading_options {
    const struct sf_override *override;
    size_t n_overrides;
    const char *const
        *folder; /* n_folders from which @include and employers.file may
                    read, with all below them, beside the scenario's own */
    size_t n_folders;
};

/**
 * Reads and checks a scenario.
 *
 * Everything wrong is put in faults in one go (a syntax fault comes first and
 * alone), sorted by place, each with file:line, what is wrong and what to write
 * instead. On SF_OK there may still be warnings.
 *
 * The files it names (@include, employers.file) are sought beside it. A file is read
 * only if it is a plain file and, with all links followed, lies in the scenario's
 * folder or below, or in a folder that the options allow.
 *
 * @param path        of the scenario file
 * @param options     keys that replace what the file says, folders that are allowed
 * @param[out] scenario  owned by the caller, freed with sf_scenario_free; untouched
 *                       on error
 * @return SF_OK; SF_ERR_MISSING when the file cannot be read; SF_ERR_SCENARIO with at
 *         least one error in faults; SF_ERR_MEMORY
 */
SF_MUST_USE enum sf_status
sf_scenario_read_with(const char *path, const struct sf_reading_options *options,
                      struct sf_faults *faults, struct sf_scenario **scenario);

/** The same with n_overrides keys and no folder but the scenario's own. */
SF_MUST_USE enum sf_status sf_scenario_read(const char *path,
                                            const struct sf_override *override,
                                            size_t n_overrides,
                                            struct sf_faults *faults,
                                            struct sf_scenario **scenario);

/** Frees a scenario and all it owns; NULL is allowed. */
void sf_scenario_free(struct sf_scenario *scenario);

/**
 * The scenario as text with every default, override, include and employer row
 * explicit. Reading it back and writing it again gives the same bytes.
 *
 * @param[out] text  a new string, freed by the caller with free()
 */
SF_MUST_USE enum sf_status sf_scenario_resolved(const struct sf_scenario *scenario,
                                                char **text);

/**
 * What the file means, in plain words, for `check`: the fund, the members, each levy,
 * ballot and strategy, and how many inputs are judgements.
 *
 * @param[out] text  a new string, freed by the caller with free()
 */
SF_MUST_USE enum sf_status sf_scenario_words(const struct sf_scenario *scenario,
                                             char **text);

/**
 * What a key of a scenario file means: type, unit, range, default and where it stands.
 *
 * @param key  a path as in an override, "levies.campaign levy.notpay", with or without
 *             names, or a key or a distribution alone: "notpay", "triangular"; NULL:
 *             every key, group by group
 * @param[out] text  a new string, freed by the caller with free(); on SF_ERR_USAGE one
 *             sentence that says what is wrong with the key and what was probably meant
 * @return SF_OK; SF_ERR_USAGE when there is no such key; SF_ERR_MEMORY
 */
SF_MUST_USE enum sf_status sf_scenario_explain(const char *key, char **text);

/**
 * The words of a key that holds a number, for an axis or a heading: "a share, 0.10 for
 * 10 %", "members who do not pay". The strings last as long as the program.
 *
 * @return false when the key holds no number or the table of keys has no words for it
 * (an entry of `inputs`); then both are untouched
 */
bool sf_scenario_key_words(const char *key, const char **meaning, const char **unit);

/** What happens under a strategy when money runs short: as it says, or else the fund.
 */
enum sf_on_shortfall sf_strategy_on_shortfall(const struct sf_scenario *scenario,
                                              size_t strategy);

/** Whether one of the strategy's levies waits for the fund (M5.6). */
bool sf_strategy_has_trigger(const struct sf_scenario *scenario, size_t strategy);

/** Whether one of the strategy's levies is given back (M5.6). */
bool sf_strategy_has_refund(const struct sf_scenario *scenario, size_t strategy);

/** Whether some strategy's is. */
bool sf_scenario_has_refund(const struct sf_scenario *scenario);

/** Whether a rule of the strategy reads the fund's cash or position, so that another
 *  opening would change more than the level of the balance (M3.3, M10.3). */
bool sf_strategy_reads_fund(const struct sf_scenario *scenario, size_t strategy);

/** Whether an input is, in any run, something else than a number; not where there is no
 *  input (SF_NONE), which stands for that number. */
bool sf_input_is_other(const struct sf_scenario *scenario, size_t input, double number);

/** How many inputs the file gives, and how many of them are judgements (grade J or
 *  no grade). */
void sf_scenario_count_inputs(const struct sf_scenario *scenario, size_t *n_given,
                              size_t *n_judgements);

#endif
