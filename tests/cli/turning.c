/* What `compare` says and writes of turning values. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/document.h"
#include "cli/sheet.h"
#include "support/works.h"

/* £3 and £3.37 a month of 60 members, three times: they bring in the same at £3.37. */
#define LEVIED                                                                         \
    "format = \"strikefund-1\"; runs = 130; seed = \"23\";\n" WORKS                    \
    "levies = ( { name = \"a\"; from = \"2026-02\"; to = \"2026-04\"; rates = { low "  \
    "= "                                                                               \
    "3.0; high = 5.0; }; },\n"                                                         \
    "  { name = \"b\"; from = \"2026-02\"; to = \"2026-04\"; rates = { low = 3.37; "   \
    "high = 5.0; }; } );\n"                                                            \
    "strategies = ( { name = \"=one\"; levy = \"a\"; },\n"                             \
    "  { name = \"two\"; levy = \"b\"; } );\n"
#define TURNING "compare turn.cfg --turning levies.a.rates.low=1.5:7.5 "

static char *levied_directory(void)
{
    char *directory = process_directory();
    process_write(directory, "turn.cfg", LEVIED);
    return directory;
}

Test(cli_turning, a_turn_is_said_without_a_winner)
{
    char *here = levied_directory();
    const struct process process = run_in(here, TURNING "--quiet");
    const char *said = strstr(process.out, "At which value");
    cr_assert_not_null(said);
    const char *end = strstr(said, "\n\n");
    cr_assert_not_null(end);
    char found[2000];
    snprintf(found, sizeof(found), "%.*s", (int)(end - said), said);
    cr_expect_str_eq(found,
                     "At which value the order of two turns, on average (intervals are "
                     "simulation error)\n"
                     "  levies.a.rates.low from 1.5 to 7.5: what a member of each levy "
                     "class pays (pounds a month). 10\n"
                     "    values, 130 campaigns at each.\n"
                     "    1 and 2, left in the fund at the end: turns at 3.37; "
                     "strategy 2 has more below, strategy 1\n"
                     "      above.\n"
                     "    1 and 2, levy from members: turns at 3.37; strategy 2 has "
                     "more below, strategy 1 above.\n"
                     "    Of 7 orders (two strategies by one measure) 0 keep all "
                     "along, 5 have the same figure on both\n"
                     "      sides.",
                     "%s", found);
    cr_expect_null(strstr(process.out, "best"));
    cr_expect_null(strstr(process.out, "better"));
    cr_expect_null(strstr(process.out, "momentum")); /* there is nothing to move */
    expect_words(process, 0, NULL, NULL);
    process_directory_end(here);
}

Test(cli_turning, rows_and_the_document_say_the_same)
{
    char *here = levied_directory();
    json_t *document = document_of(
        run_in(here, TURNING "--turning fund.opening=2000:9000 -o out --json --quiet"),
        0);
    struct sheet sheet = sheet_read(here, "out/turning.csv");
    const json_t *turns = document_at(document, "turns");
    cr_assert_eq(sheet.n_rows, 3);
    cr_assert_eq(json_array_size(turns), 2);
    static const char *const MEASURE[] = {"closing_balance", "levy_income"};
    for (size_t r = 1; r < sheet.n_rows; r++) {
        const json_t *row = json_array_get(turns, r - 1);
        cr_expect_str_eq(sheet_cell(&sheet, r, "key"), "levies.a.rates.low");
        cr_expect_str_eq(sheet_cell(&sheet, r, "strategy_a"), "'=one");
        cr_expect_str_eq(document_text(row, "strategy_a"), "=one");
        cr_expect_str_eq(sheet_cell(&sheet, r, "measure"), MEASURE[r - 1]);
        cr_expect_str_eq(document_text(row, "measure"), MEASURE[r - 1]);
        cr_expect_str_eq(sheet_cell(&sheet, r, "more_below"), "two");
        cr_expect_str_eq(document_text(row, "more_above"), "=one");
        const double value = strtod(sheet_cell(&sheet, r, "value"), NULL);
        cr_expect_float_eq(value, 3.37, 2e-4);
        cr_expect_float_eq(json_number_value(document_at(row, "value")), value, 0.0);
        cr_expect_str_eq(sheet_cell(&sheet, r, "runs"), "130");
    }
    cr_expect_eq(json_array_size(document_at(document, "turning")), 2);
    cr_expect_str_eq(document_text(document, "turning.1.key"), "fund.opening");
    sheet_free(&sheet);
    json_decref(document);
    process_directory_end(here);
}

Test(cli_turning, threads_move_no_byte)
{
    char *here = unknown_directory();
    expect_words(run_in(here, "compare tiny.cfg -o a --quiet --threads 1 --turning "
                              "members.leave=0:0.3"),
                 0, NULL, NULL);
    expect_words(run_in(here, "compare tiny.cfg -o b --quiet --threads 2 --turning "
                              "members.leave=0:0.3"),
                 0, NULL, NULL);
    cr_expect(is_same_directory(here, "a", "b"));
    process_directory_end(here);
}

Test(cli_turning, a_key_that_a_scenario_has_not_is_said_with_the_scenario)
{
    char *here = levied_directory();
    process_write(here, "tiny.cfg", TINY);
    struct process process = run_in(
        here, "compare turn.cfg tiny.cfg --turning levies.a.rates.low=1.5:7.5 -o out");
    cr_expect_not_null(strstr(process.err, "tiny.cfg with --turning: "), "%s",
                       process.err);
    cr_expect_null(strstr(process.err, "turn.cfg with --turning: "));
    cr_expect_not_null(strstr(process.err, "; nothing was simulated\n"));
    expect_words(process, 65, "", NULL);
    expect_words(run_in(here, "compare turn.cfg --turning fund.opening=3:1"), 64, "",
                 "strikefund: --turning fund.opening: '3:1' does not end above its "
                 "beginning\nFor help: strikefund compare --help\n");
    cr_expect(!process_has(here, "out"));
    process_directory_end(here);
}
