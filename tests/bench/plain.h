/**
 * The model of strikefund as one would write it with GSL: one run after another, month
 * by month, employer by employer, plain loops. It shares no code with the library and
 * reads nothing of its but the document that export.c writes. It is slow and meant to
 * be read: a second opinion on the rules of the model (M4.2 and so on), and the
 * yardstick of `make bench`.
 */
#ifndef STRIKEFUND_TESTS_BENCH_PLAIN_H
#define STRIKEFUND_TESTS_BENCH_PLAIN_H

#include <stdbool.h>
#include <stdint.h>

#include <gsl/gsl_rng.h>

enum { MAX_BANDS = 16, MAX_CLAIM_LAG = 24 };

/* ---- the plan: the document of export.c, in the same words ---------------------- */

enum distribution {
    FIXED,
    UNIFORM,
    TRIANGULAR,
    PERT,
    NORMAL,
    LOGNORMAL,
    BETA,
    GAMMA,
    LOGITNORMAL,
    DISCRETE,
    N_DISTRIBUTIONS
};

struct input {
    enum distribution distribution;
    double parameter[3];
    int n_points;
    double *point, *weight; /* discrete only */
    double low, high;       /* draws outside are drawn again */
};

struct levy {
    int first, last; /* months */
    bool exempt_on_paid_strike, is_consulted;
    double *rate;            /* by band, pence */
    double *above_reference; /* by band, pounds */
    double *rise;            /* by band, pounds */
    double spread;
    int notpay, rate_response, consultation_effect, lapse, fail, recover; /* inputs */
};

struct rule {
    bool pays;
    int take_up, hardship_share, hardship_grant; /* inputs */
    int64_t hardship_cap;                        /* pence a month; 0: none */
    int n_lags;
    double *claim_lag;
};

enum called { ALL, SHARE, HEAD_COUNT };

struct action {
    int rule;
    enum called called;
    int number;    /* input: the share or head-count called; -1: all */
    double *bands; /* shares of those called; NULL: pro rata */
    double spread;
    int participation, fatigue, rostered; /* inputs */
};

/** Others who have called some of the same employer's members. */
struct overlap {
    int callout;
    double weight;
};

struct day_pay {
    double pence;
    int days; /* paid in full */
    double part_pence;
};

struct callout {
    int action, employer;
    struct day_pay *pay; /* by band */
    int n_before;
    struct overlap *before;
};

struct day {
    double weight;
    int paid_ordinal;
    int n_elsewhere;
    struct overlap *elsewhere;
};

/** The days of a call-out in one month. */
struct part {
    int callout;
    bool starts;
    int n_days;
    struct day *day;
};

struct month {
    int n_parts;
    struct part *part;
};

struct ballot {
    int month;
    double pence_a_member;
    int n_employers, *employer;
};

struct fund {
    int opening, donations; /* inputs */
    double subscription_share, interest, overdraft_interest;
    double *received, *paid_out, *campaign_cost; /* by month, pence */
    int n_ballots;
    struct ballot *ballot;
};

struct plan {
    int n_months, n_employers, n_bands;
    int n_cells;     /* employers times bands; other payers are one more */
    double *opening; /* [n_cells + 1] members */
    double *gross_day, *net_day;
    double *subscription; /* by band, pounds */
    int n_inputs;
    struct input *input;
    int leave, join, join_in_action, elasticity; /* inputs */
    bool has_levy;
    struct levy levy;
    int n_rules, n_actions, n_callouts;
    struct rule *rule;
    struct action *action;
    struct callout *callout;
    struct month *month; /* [n_months + 1], from 1 */
    struct fund fund;
};

/** Reads a plan. Stops the program, with a message, where the document is not one or
 *  asks for a rule that is not modelled here. */
struct plan *plan_read(const char *path);

/* ---- random numbers -------------------------------------------------------------- */

double draw_input(gsl_rng *rng, const struct input *input);
int draw_binomial(gsl_rng *rng, int n, double p);
int draw_poisson(gsl_rng *rng, double mean);

/** With COUNT_DRAWS: how many counts were drawn, by the mean number of the rarer
 *  outcome: below 1, 8, 100, 1000, and above. */
enum { N_SIZES = 5 };
extern uint64_t n_binomial[N_SIZES], n_poisson[N_SIZES];

/* ---- measures -------------------------------------------------------------------- */

#define MEASURES(X)                                                                    \
    X(BALANCE, "balance")                                                              \
    X(NET_POSITION, "net_position")                                                    \
    X(CLAIMS, "claims")                                                                \
    X(LEVY_INCOME, "levy_income")                                                      \
    X(OTHER_INCOME, "other_income")                                                    \
    X(STRIKE_PAY_DUE, "strike_pay_due")                                                \
    X(STRIKE_PAY_CLAIMED, "strike_pay_claimed")                                        \
    X(STRIKE_PAY_PAID, "strike_pay_paid")                                              \
    X(HARDSHIP, "hardship")                                                            \
    X(OTHER_OUTGO, "other_outgo")                                                      \
    X(MEMBERS, "members")                                                              \
    X(PAYERS, "payers")                                                                \
    X(STRIKERS, "strikers")                                                            \
    X(STRIKE_DAYS, "strike_days")                                                      \
    X(PAY_LOST, "pay_lost")

enum measure {
#define ENUMERATOR(name, word) name,
    MEASURES(ENUMERATOR)
#undef ENUMERATOR
        N_MEASURES
};

/** One month of a run: whole numbers. */
struct books {
    double value[N_MEASURES];
};

/* ---- a run ----------------------------------------------------------------------- */

/** One run in the making. */
struct run {
    const struct plan *plan;
    gsl_rng *rng;
    double *x;              /* [n_inputs] this run's unknown rates */
    double odds[MAX_BANDS]; /* of not paying, at the median employer */
    double *own_odds;       /* [n_employers] of not paying, times the median's */
    double *own_turnout;    /* [n_employers] standard normal */
    int *payers, *others;   /* [n_cells + 1] */
    int *joiners;           /* [n_cells + 1] this month's, among others */
    int *called, *out;      /* [n_callouts * n_bands] */
    int *called_total;      /* [n_callouts] */
    int *paid_strikers;     /* [n_cells] this month's */
    int *unpaid_strikers;   /* [n_actions * n_bands] this month's */
    bool *has_struck;       /* [n_employers] this month, then last month */
    int failed[MAX_BANDS];  /* collections that failed last month */
    double *claimed;        /* [n_rules] this month's, pence */
    double *payable;        /* [n_months + MAX_CLAIM_LAG + 1] by month */
    struct books *ledger;   /* [n_months + 1] */
};

/** Draws one run: fills its ledger. */
void simulate(struct run *run);

/* ---- what is found --------------------------------------------------------------- */

/** Sums over runs of powers of x less its value in the first run. */
struct moments {
    double first, sum[4];
};

struct found {
    int n_months;
    int64_t runs;
    double cpu_seconds, wall_seconds;
    struct moments *moments; /* [n_months + 1][N_MEASURES] */
};

void found_add(struct found *found, const struct books *ledger);

/** Prints what was found as JSON: for each measure, by month, mean, standard deviation
 *  and kurtosis (m4 / m2^2). */
void found_say(const struct found *found);

#endif
