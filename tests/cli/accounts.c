/* The accounts as a treasurer checks them: from the files alone, every line against
 * the months of the series, the plan's totals and the ledgers of the runs named. */
#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/sheet.h"
#include "cli/words.h"
#include "support/everything.h"
#include "support/works.h"

#define ACCRUALS "income and expenditure (accruals)"
#define CASH     "receipts and payments (cash)"
#define POSITION "balance sheet at year end"

enum { MAX_MONTHS = 24 };

enum flow {
    BALANCE,
    NET_POSITION,
    CLAIMS,
    LEVY,
    OTHER_INCOME,
    DUE,
    CLAIMED,
    PAID,
    UNPAID,
    LAPSED,
    HARDSHIP,
    OTHER_OUTGO,
    N_FLOWS
};

static const char *const MEASURE[N_FLOWS] = {"balance",
                                             "net_position",
                                             "claims",
                                             "levy_income",
                                             "other_income",
                                             "strike_pay_due",
                                             "strike_pay_claimed",
                                             "strike_pay_paid",
                                             "strike_pay_unpaid",
                                             "claims_lapsed",
                                             "hardship",
                                             "other_outgo"};

/** One strategy's months in pence, 0 .. n_months, and the year each belongs to. */
struct months {
    size_t n_months;
    int year[MAX_MONTHS + 1]; /* in which the accounting year begins */
    int64_t pence[N_FLOWS][MAX_MONTHS + 1];
};

/** What the files say of one strategy. */
struct books {
    const char *directory, *strategy;
    int year_starts;
    struct sheet accounts, series, summary;
    struct months mean;
};

static void read_months(struct books *books)
{
    const struct sheet *series = &books->series;
    for (size_t row = 1; row < series->n_rows; row++) {
        if (strcmp(sheet_cell(series, row, "strategy"), books->strategy) != 0) {
            continue;
        }
        const size_t month = (size_t)atoi(sheet_cell(series, row, "month"));
        cr_assert_leq(month, MAX_MONTHS);
        int year;
        int of_year;
        cr_assert_eq(sscanf(sheet_cell(series, row, "date"), "%d-%d", &year, &of_year),
                     2);
        books->mean.year[month] = of_year >= books->year_starts ? year : year - 1;
        books->mean.n_months = month;
        for (int flow = 0; flow < N_FLOWS; flow++) {
            if (strcmp(sheet_cell(series, row, "measure"), MEASURE[flow]) == 0) {
                books->mean.pence[flow][month] =
                    sheet_pence(sheet_cell(series, row, "mean"));
            }
        }
    }
}

static struct books open_books(const char *directory, const char *strategy,
                               int year_starts)
{
    struct books books = {
        .directory = directory, .strategy = strategy, .year_starts = year_starts};
    books.accounts = sheet_read(directory, "out/accounts.csv");
    books.series = sheet_read(directory, "out/series.csv");
    books.summary = sheet_read(directory, "out/summary.csv");
    read_months(&books);
    return books;
}

static void close_books(struct books *books)
{
    sheet_free(&books->accounts);
    sheet_free(&books->series);
    sheet_free(&books->summary);
}

/** The accounts' cell of a year, statement and line; it must be there. */
static const char *account_cell(const struct books *books, int year,
                                const char *statement, const char *line,
                                const char *column)
{
    char label[16];
    if (books->year_starts == 1) {
        snprintf(label, sizeof(label), "%d", year);
    } else {
        snprintf(label, sizeof(label), "%d/%02d", year, (year + 1) % 100);
    }
    const struct sheet *accounts = &books->accounts;
    for (size_t row = 1; row < accounts->n_rows; row++) {
        if (strcmp(sheet_cell(accounts, row, "strategy"), books->strategy) == 0 &&
            strcmp(sheet_cell(accounts, row, "year"), label) == 0 &&
            strcmp(sheet_cell(accounts, row, "statement"), statement) == 0 &&
            strcmp(sheet_cell(accounts, row, "line"), line) == 0) {
            return sheet_cell(accounts, row, column);
        }
    }
    cr_assert_fail("%s has no %s, %s, %s", books->strategy, label, statement, line);
    return "";
}

static int64_t sum_of(const struct months *months, enum flow flow, int year)
{
    int64_t sum = 0;
    for (size_t month = 1; month <= months->n_months; month++) {
        sum += months->year[month] == year ? months->pence[flow][month] : 0;
    }
    return sum;
}

/** A stock at the end of a year, or of the year before. */
static int64_t stock_of(const struct months *months, enum flow flow, int year,
                        int is_before)
{
    size_t at = 0;
    for (size_t month = 1; month <= months->n_months; month++) {
        if (is_before ? months->year[month] < year : months->year[month] <= year) {
            at = month;
        }
    }
    return months->pence[flow][at];
}

static int64_t levy_due_of(const struct months *months, int year, int is_before)
{
    return stock_of(months, NET_POSITION, year, is_before) -
           stock_of(months, BALANCE, year, is_before) +
           stock_of(months, CLAIMS, year, is_before);
}

#define EXPECT(statement, line, expected)                                              \
    expect_line(books, year, statement, line, column, expected)

static void expect_line(const struct books *books, int year, const char *statement,
                        const char *line, const char *column, int64_t expected)
{
    const int64_t found =
        sheet_pence(account_cell(books, year, statement, line, column));
    cr_expect_eq(found, expected,
                 "%s, %d, %s, %s, %s: %" PRId64 " pence, by month %" PRId64,
                 books->strategy, year, statement, line, column, found, expected);
}

/** Every line that the months tell, but for what is said of levy due. */
static void expect_year(const struct books *books, const struct months *months,
                        int year, const char *column)
{
    EXPECT(ACCRUALS, "other income", sum_of(months, OTHER_INCOME, year));
    EXPECT(ACCRUALS, "strike pay due", sum_of(months, DUE, year));
    EXPECT(ACCRUALS, "less lapsed: never claimed", -sum_of(months, LAPSED, year));
    EXPECT(ACCRUALS, "strike pay claimed", sum_of(months, CLAIMED, year));
    EXPECT(ACCRUALS, "less refused for want of money", -sum_of(months, UNPAID, year));
    EXPECT(ACCRUALS, "hardship grants", sum_of(months, HARDSHIP, year));
    EXPECT(ACCRUALS, "other outgo", sum_of(months, OTHER_OUTGO, year));
    EXPECT(CASH, "opening cash", stock_of(months, BALANCE, year, 1));
    EXPECT(CASH, "levy collected", sum_of(months, LEVY, year));
    EXPECT(CASH, "other income", sum_of(months, OTHER_INCOME, year));
    EXPECT(CASH, "strike pay paid", sum_of(months, PAID, year));
    EXPECT(CASH, "hardship grants", sum_of(months, HARDSHIP, year));
    EXPECT(CASH, "other outgo", sum_of(months, OTHER_OUTGO, year));
    EXPECT(CASH, "closing cash", stock_of(months, BALANCE, year, 0));
    EXPECT(POSITION, "cash", stock_of(months, BALANCE, year, 0));
    EXPECT(POSITION, "less strike pay claimed and not yet paid",
           -stock_of(months, CLAIMS, year, 0));
}

static void expect_levy_due(const struct books *books, int year, const char *column)
{
    const struct months *months = &books->mean;
    const int64_t due = levy_due_of(months, year, 0);
    EXPECT(ACCRUALS, "levy income",
           sum_of(months, LEVY, year) + due - levy_due_of(months, year, 1));
    EXPECT(POSITION, "levy due and not yet collected", due);
    EXPECT(POSITION, "net assets", stock_of(months, NET_POSITION, year, 0));
}

#define PENCE(statement, line)                                                         \
    sheet_pence(account_cell(books, year, statement, line, column))

/** Every total is that of its lines. Gives the surplus and the net assets. */
static void expect_sums(const struct books *books, int year, const char *column,
                        int64_t *surplus, int64_t *net)
{
    EXPECT(ACCRUALS, "total income",
           PENCE(ACCRUALS, "levy income") + PENCE(ACCRUALS, "other income"));
    EXPECT(ACCRUALS, "strike pay claimed",
           PENCE(ACCRUALS, "strike pay due") +
               PENCE(ACCRUALS, "less lapsed: never claimed"));
    EXPECT(ACCRUALS, "total expenditure",
           PENCE(ACCRUALS, "strike pay claimed") +
               PENCE(ACCRUALS, "less refused for want of money") +
               PENCE(ACCRUALS, "hardship grants") + PENCE(ACCRUALS, "other outgo"));
    EXPECT(ACCRUALS, "surplus",
           PENCE(ACCRUALS, "total income") - PENCE(ACCRUALS, "total expenditure"));
    EXPECT(CASH, "total receipts",
           PENCE(CASH, "levy collected") + PENCE(CASH, "other income"));
    EXPECT(CASH, "total payments",
           PENCE(CASH, "strike pay paid") + PENCE(CASH, "hardship grants") +
               PENCE(CASH, "other outgo"));
    EXPECT(CASH, "closing cash",
           PENCE(CASH, "opening cash") + PENCE(CASH, "total receipts") -
               PENCE(CASH, "total payments"));
    EXPECT(POSITION, "cash", PENCE(CASH, "closing cash"));
    EXPECT(POSITION, "net assets",
           PENCE(POSITION, "cash") + PENCE(POSITION, "levy due and not yet collected") +
               PENCE(POSITION, "less strike pay claimed and not yet paid"));
    *surplus = PENCE(ACCRUALS, "surplus");
    *net = PENCE(POSITION, "net assets");
}

static int first_year(const struct books *books)
{
    return books->mean.year[1];
}

static int last_year(const struct books *books)
{
    return books->mean.year[books->mean.n_months];
}

/** A column by itself: sums, and each year from the close of the one before. */
static void expect_column_adds_up(const struct books *books, const char *column)
{
    int64_t net_before = 0;
    for (int year = first_year(books); year <= last_year(books); year++) {
        int64_t surplus = 0;
        int64_t net = 0;
        expect_sums(books, year, column, &surplus, &net);
        if (year > first_year(books)) {
            EXPECT(CASH, "opening cash",
                   sheet_pence(
                       account_cell(books, year - 1, CASH, "closing cash", column)));
            cr_expect_eq(net - net_before, surplus, "%s, %d", column, year);
        } else {
            cr_expect_eq(net - PENCE(CASH, "opening cash"), surplus, "%s", column);
        }
        net_before = net;
    }
}

static void expect_summary(const struct books *books)
{
    static const struct {
        const char *measure, *statement, *line;
        int sign;
    } TOTAL[] = {
        {"levy_income", CASH, "levy collected", 1},
        {"other_income", CASH, "other income", 1},
        {"strike_pay_due", ACCRUALS, "strike pay due", 1},
        {"strike_pay_claimed", ACCRUALS, "strike pay claimed", 1},
        {"strike_pay_paid", CASH, "strike pay paid", 1},
        {"strike_pay_unpaid", ACCRUALS, "less refused for want of money", -1},
        {"claims_lapsed", ACCRUALS, "less lapsed: never claimed", -1},
        {"hardship", CASH, "hardship grants", 1},
        {"other_outgo", CASH, "other outgo", 1},
        {"closing_balance", POSITION, "cash", 0},
        {"closing_net_position", POSITION, "net assets", 0},
    };
    size_t n_tied = 0;
    for (size_t row = 1; row < books->summary.n_rows; row++) {
        for (size_t i = 0; i < sizeof(TOTAL) / sizeof(TOTAL[0]); i++) {
            if (strcmp(sheet_cell(&books->summary, row, "strategy"), books->strategy) !=
                    0 ||
                strcmp(sheet_cell(&books->summary, row, "measure"), TOTAL[i].measure) !=
                    0) {
                continue;
            }
            int64_t sum = 0;
            for (int year = first_year(books); year <= last_year(books); year++) {
                const int64_t pence = sheet_pence(account_cell(
                    books, year, TOTAL[i].statement, TOTAL[i].line, "mean"));
                sum = TOTAL[i].sign == 0 ? pence : sum + TOTAL[i].sign * pence;
            }
            cr_expect_eq(sum, sheet_pence(sheet_cell(&books->summary, row, "mean")),
                         "%s, %s", books->strategy, TOTAL[i].measure);
            n_tied++;
        }
    }
    cr_expect_eq(n_tied, sizeof(TOTAL) / sizeof(TOTAL[0]));
}

/** The ledger of a run as `trace` prints it: figures after each month's name. */
static void read_ledger(const char *ledger, struct months *months)
{
    static const struct {
        const char *title;
        int n_columns;
        enum flow column[7];
    } TABLE[] = {
        {"The fund, pounds\n",
         7,
         {N_FLOWS, LEVY, OTHER_INCOME, PAID, HARDSHIP, OTHER_OUTGO, BALANCE}},
        {"Claims: strike pay asked for and not yet paid, pounds\n",
         7,
         {N_FLOWS, CLAIMED, N_FLOWS, UNPAID, CLAIMS, DUE, LAPSED}},
    };
    for (size_t t = 0; t < sizeof(TABLE) / sizeof(TABLE[0]); t++) {
        const char *at = strstr(ledger, TABLE[t].title);
        cr_assert_not_null(at);
        at = strchr(strchr(at, '\n') + 1, '\n') + 1; /* behind the heading */
        for (size_t month = 1; month <= months->n_months; month++) {
            at += strlen("Nov 2022");
            for (int c = 0; c < TABLE[t].n_columns; c++) {
                char plain[32];
                size_t n = 0;
                for (at += strspn(at, " "); strchr(" \n", *at) == NULL; at++) {
                    if (*at != ',') {
                        plain[n++] = *at;
                    }
                }
                plain[n] = '\0';
                if (TABLE[t].column[c] != N_FLOWS) {
                    months->pence[TABLE[t].column[c]][month] = sheet_pence(plain);
                } else if (t == 0 && month == 1) {
                    months->pence[BALANCE][0] = sheet_pence(plain);
                }
            }
            at = strchr(at, '\n') + 1;
        }
    }
}

/** The column is the ledger of the run that it names, and says so in every year. */
static void expect_run(const struct books *books, const char *column)
{
    const char *run =
        account_cell(books, first_year(books), "run",
                     "number of the run whose books are in the column", column);
    const char *const line[] = {"trace", "x.cfg", "--strategy", books->strategy,
                                "--run", run,     NULL};
    const struct process_place place = {.directory = books->directory};
    struct process process = process_run(&place, line);
    cr_assert_eq(process.code, 0, "%s", process.err);
    struct months months = books->mean;
    memset(months.pence, 0, sizeof(months.pence));
    read_ledger(process.out, &months);
    process_free(&process);
    for (int year = first_year(books); year <= last_year(books); year++) {
        expect_year(books, &months, year, column);
        cr_expect_str_eq(account_cell(books, year, "run",
                                      "number of the run whose books are in the column",
                                      column),
                         run);
    }
}

static void expect_everything_ties(const char *scenario, const char *const *strategy,
                                   int year_starts, int n_years)
{
    char *here = process_directory();
    process_write(here, "x.cfg", scenario);
    expect_words(run_in(here, "run x.cfg -o out --quiet --runs 300"), 0, NULL, NULL);
    for (; *strategy != NULL; strategy++) {
        struct books books = open_books(here, *strategy, year_starts);
        cr_expect_eq(last_year(&books) - first_year(&books) + 1, n_years);
        for (int year = first_year(&books); year <= last_year(&books); year++) {
            expect_year(&books, &books.mean, year, "mean");
            expect_levy_due(&books, year, "mean");
        }
        static const char *const COLUMN[] = {"mean", "q10", "q90"};
        for (size_t c = 0; c < 3; c++) {
            expect_column_adds_up(&books, COLUMN[c]);
        }
        expect_summary(&books);
        expect_run(&books, "q10");
        expect_run(&books, "q90");
        close_books(&books);
    }
    process_directory_end(here);
}

#define FORMAT "format = \"strikefund-1\"; "

static const char *const EVERY_STRATEGY[] = {"pickets", "days", "both", NULL};

Test(cli_accounts, tie_to_the_months_of_one_year)
{
    static const char *const STRATEGY[] = {"depot", "nothing", NULL};
    expect_everything_ties(TINY, STRATEGY, 1, 1);
}

Test(cli_accounts, tie_across_the_end_of_a_calendar_year_with_hardship_and_late_claims)
{
    expect_everything_ties(FORMAT EVERYTHING, EVERY_STRATEGY, 1, 2);
}

Test(cli_accounts, tie_across_the_end_of_a_financial_year)
{
    expect_everything_ties(FORMAT "year_starts = 4; " EVERYTHING, EVERY_STRATEGY, 4, 2);
}

Test(cli_accounts, tie_where_a_levy_is_due_in_one_year_and_collected_in_the_next)
{
    static const char *const STRATEGY[] = {"levy alone", NULL};
    expect_everything_ties(
        FORMAT "year_starts = 4; law = \"none\"; seed = \"29\";\n" WORKS WORKS_LEVY(
            "notpay = { dist = \"uniform\"; low = 0.1; high = 0.6; };\n"
            "collection_lag = 2; fail = 0.07; recover = 0.6;") LEVY_ALONE,
        STRATEGY, 4, 2);
}
