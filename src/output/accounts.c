#include "output/tables.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "output/csv.h"
#include "output/figures.h"
#include "strikefund/limits.h"

/** What one column says of one financial year, in pence. */
struct year_books {
    int64_t opening_cash;
    int64_t levy_collected, other_income;
    int64_t due, lapsed, unpaid, paid;
    int64_t hardship, other_outgo;        /* without refunds */
    int64_t promised, refunded;           /* levy given back: come to be owed, paid */
    int64_t cash, levy_due, claims, owed; /* at the year's end */
    int64_t levy_due_before;
};

enum { N_COLUMNS = 3 }; /* mean, q10, q90 */

/** A strategy's books by column, and the runs that q10 and q90 are the books of. */
struct books {
    struct sf_ledger column[N_COLUMNS];
    uint64_t low, high;
};

static int64_t levy_due_at(const struct sf_ledger *books, size_t month)
{
    return sf_ledger_value(books, month, SF_NET_POSITION) -
           sf_ledger_value(books, month, SF_BALANCE) +
           sf_ledger_value(books, month, SF_CLAIMS) +
           sf_ledger_value(books, month, SF_REFUNDS_OWED);
}

/** The year from its first to its last month of the plan, both included. */
static struct year_books year_of(const struct sf_ledger *books, size_t first,
                                 size_t last)
{
    struct year_books year = {
        .opening_cash = sf_ledger_value(books, first - 1, SF_BALANCE),
        .levy_due_before = levy_due_at(books, first - 1),
        .cash = sf_ledger_value(books, last, SF_BALANCE),
        .levy_due = levy_due_at(books, last),
        .claims = sf_ledger_value(books, last, SF_CLAIMS),
        .owed = sf_ledger_value(books, last, SF_REFUNDS_OWED),
    };
    for (size_t month = first; month <= last; month++) {
        year.levy_collected += sf_ledger_value(books, month, SF_LEVY_INCOME);
        year.other_income += sf_ledger_value(books, month, SF_OTHER_INCOME);
        year.due += sf_ledger_value(books, month, SF_STRIKE_PAY_DUE);
        year.lapsed += sf_ledger_value(books, month, SF_CLAIMS_LAPSED);
        year.unpaid += sf_ledger_value(books, month, SF_STRIKE_PAY_UNPAID);
        year.paid += sf_ledger_value(books, month, SF_STRIKE_PAY_PAID);
        year.hardship += sf_ledger_value(books, month, SF_HARDSHIP);
        year.promised += sf_ledger_value(books, month, SF_REFUNDS_PROMISED);
        year.refunded += sf_ledger_value(books, month, SF_REFUNDS_PAID);
        year.other_outgo += sf_ledger_value(books, month, SF_OTHER_OUTGO) -
                            sf_ledger_value(books, month, SF_REFUNDS_PAID);
    }
    return year;
}

static int64_t levy_earned(const struct year_books *y)
{
    return y->levy_collected + y->levy_due - y->levy_due_before;
}

static int64_t spent(const struct year_books *y)
{
    return y->due - y->lapsed - y->unpaid + y->hardship + y->promised + y->other_outgo;
}

#define ACCRUALS "income and expenditure (accruals)"
#define CASH     "receipts and payments (cash)"
#define POSITION "balance sheet at year end"

/* Lines of strategies with a refund alone. */
#define LEVY_REFUNDED "levy refunded"
#define LESS_REFUNDS  "less refunds promised and not yet paid"

/* The one list of lines: statement, line, its pence from a year's books y. A "less"
   line is negative, so that the lines above a total add up to it. */
#define LINES(X)                                                                       \
    X(ACCRUALS, "levy income", levy_earned(y))                                         \
    X(ACCRUALS, "other income", y->other_income)                                       \
    X(ACCRUALS, "total income", levy_earned(y) + y->other_income)                      \
    X(ACCRUALS, "strike pay due", y->due)                                              \
    X(ACCRUALS, "less lapsed: never claimed", -y->lapsed)                              \
    X(ACCRUALS, "strike pay claimed", y->due - y->lapsed)                              \
    X(ACCRUALS, "less refused for want of money", -y->unpaid)                          \
    X(ACCRUALS, "hardship grants", y->hardship)                                        \
    X(ACCRUALS, LEVY_REFUNDED, y->promised)                                            \
    X(ACCRUALS, "other outgo", y->other_outgo)                                         \
    X(ACCRUALS, "total expenditure", spent(y))                                         \
    X(ACCRUALS, "surplus", levy_earned(y) + y->other_income - spent(y))                \
    X(CASH, "opening cash", y->opening_cash)                                           \
    X(CASH, "levy collected", y->levy_collected)                                       \
    X(CASH, "other income", y->other_income)                                           \
    X(CASH, "total receipts", y->levy_collected + y->other_income)                     \
    X(CASH, "strike pay paid", y->paid)                                                \
    X(CASH, "hardship grants", y->hardship)                                            \
    X(CASH, LEVY_REFUNDED, y->refunded)                                                \
    X(CASH, "other outgo", y->other_outgo)                                             \
    X(CASH, "total payments", y->paid + y->hardship + y->refunded + y->other_outgo)    \
    X(CASH, "closing cash", y->cash)                                                   \
    X(POSITION, "cash", y->cash)                                                       \
    X(POSITION, "levy due and not yet collected", y->levy_due)                         \
    X(POSITION, "less strike pay claimed and not yet paid", -y->claims)                \
    X(POSITION, LESS_REFUNDS, -y->owed)                                                \
    X(POSITION, "net assets", y->cash + y->levy_due - y->claims - y->owed)

#define COUNT_ONE(statement, line, pence) +1
enum { N_LINES = 0 LINES(COUNT_ONE) };

static void lines_of(const struct year_books *y, int64_t pence[N_LINES])
{
    size_t i = 0;
#define SET_LINE(statement, line, expression) pence[i++] = (expression);
    LINES(SET_LINE)
}

/** The accounting year a calendar month lies in, by the year it begins in. */
static int32_t year_begun(const struct sf_scenario *scenario, int32_t month)
{
    return (month - (scenario->year_starts - 1)) / 12;
}

/** One line of a statement: what it is called, and its pence by column. */
static void add_line(const struct sf_view *view, size_t strategy, const char *label,
                     const char *statement, const char *line,
                     const int64_t pence[N_COLUMNS], struct sf_text *text)
{
    sf_csv_add_text(text, sf_view_strategy(view, strategy));
    sf_text_add(text, ",%s,%s,", label, statement);
    sf_csv_add_text(text, line);
    for (int i = 0; i < N_COLUMNS; i++) {
        sf_text_add(text, ",");
        sf_figures_add_pence(text, pence[i]);
    }
    sf_text_add(text, "\n");
}

/** Whether a pot may lend or, to it, others may. */
static bool has_loans(const struct sf_pots *pots, size_t pot, bool lends)
{
    bool has_any = false;
    for (size_t k = 0; k < pots->n_loans; k++) {
        has_any |= (lends ? pots->loan[k].from : pots->loan[k].to) == pot;
    }
    return has_any;
}

/** What the cash lies in, and what pots have lent one another, which comes to nothing:
 *  the lines of one measure for all pots. */
static void add_pots(const struct sf_view *view, size_t strategy, const char *label,
                     const struct books *books, size_t last,
                     enum sf_pot_measure measure, struct sf_text *text)
{
    for (size_t pot = 0; pot < books->column[0].n_pots; pot++) {
        if (measure != SF_P_BALANCE &&
            !has_loans(&view->scenario->fund.pots, pot, measure == SF_P_LOANS_MADE)) {
            continue;
        }
        int64_t pence[N_COLUMNS];
        char line[SF_MAX_NAME + 16];
        snprintf(line, sizeof(line), "%s%s",
                 measure == SF_P_BALANCE      ? "pot: "
                 : measure == SF_P_LOANS_MADE ? "lent by "
                                              : "less owed by ",
                 view->scenario->fund.pots.pot[pot].name);
        for (int i = 0; i < N_COLUMNS; i++) {
            pence[i] = sf_ledger_pot(&books->column[i], last, pot, measure);
            pence[i] = measure == SF_P_LOANS_OWED ? -pence[i] : pence[i];
        }
        add_line(view, strategy, label, POSITION, line, pence, text);
    }
}

static void add_year(const struct sf_view *view, size_t strategy,
                     const struct books *books, size_t first, size_t last,
                     struct sf_text *text)
{
    const int32_t begun = year_begun(view->scenario, sf_view_month(view, first));
    char label[24];
    if (view->scenario->year_starts == 1) {
        snprintf(label, sizeof(label), "%d", begun);
    } else {
        snprintf(label, sizeof(label), "%d/%02d", begun, (begun + 1) % 100);
    }
    int64_t column[N_COLUMNS][N_LINES];
    for (int i = 0; i < N_COLUMNS; i++) {
        const struct year_books year = year_of(&books->column[i], first, last);
        lines_of(&year, column[i]);
    }
    sf_csv_add_text(text, sf_view_strategy(view, strategy));
    sf_text_add(text,
                ",%s,run,number of the run whose books are in the column,,%" PRIu64
                ",%" PRIu64 "\n",
                label, books->low, books->high);
#define NAME_LINE(statement, line, expression) {statement, line},
    static const char *const NAME[N_LINES][2] = {LINES(NAME_LINE)};
    const bool has_refund = sf_strategy_has_refund(
        view->scenario, sf_experiment_strategy(view->experiment, strategy));
    for (size_t line = 0; line < N_LINES; line++) {
        const char *name = NAME[line][1];
        if (!has_refund &&
            (strcmp(name, LEVY_REFUNDED) == 0 || strcmp(name, LESS_REFUNDS) == 0)) {
            continue;
        }
        const int64_t pence[N_COLUMNS] = {column[0][line], column[1][line],
                                          column[2][line]};
        add_line(view, strategy, label, NAME[line][0], name, pence, text);
        if (strcmp(name, "cash") == 0) {
            add_pots(view, strategy, label, books, last, SF_P_BALANCE, text);
            add_pots(view, strategy, label, books, last, SF_P_LOANS_MADE, text);
            add_pots(view, strategy, label, books, last, SF_P_LOANS_OWED, text);
        }
    }
}

static enum sf_status add_strategy(const struct sf_view *view, size_t strategy,
                                   struct sf_text *text)
{
    /* The first is lent by the view; the others are ours to free. */
    struct books books = {
        .column = {view->mean[strategy]},
        .low = sf_results_run_at(view->results, strategy, 0.10),
        .high = sf_results_run_at(view->results, strategy, 0.90),
    };
    enum sf_status status =
        sf_experiment_replay(view->experiment, strategy, books.low, &books.column[1]);
    if (status == SF_OK) {
        status = sf_experiment_replay(view->experiment, strategy, books.high,
                                      &books.column[2]);
    }
    for (size_t first = 1; status == SF_OK && first <= view->n_months;) {
        const int32_t year = year_begun(view->scenario, sf_view_month(view, first));
        size_t last = first;
        while (last < view->n_months &&
               year_begun(view->scenario, sf_view_month(view, last + 1)) == year) {
            last++;
        }
        add_year(view, strategy, &books, first, last, text);
        first = last + 1;
    }
    sf_ledger_free(&books.column[1]);
    sf_ledger_free(&books.column[2]);
    return status;
}

enum sf_status sf_accounts_write(const struct sf_view *view, struct sf_text *text)
{
    sf_text_add(text, "strategy,year,statement,line,mean,q10,q90\n");
    for (size_t i = 0; i < view->n_strategies; i++) {
        const enum sf_status status = add_strategy(view, i, text);
        if (status != SF_OK) {
            return status;
        }
    }
    return sf_figures_status(text);
}
