#include <criterion/criterion.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/document.h"
#include "cli/sheet.h"
#include "cli/words.h"

#define HELP "For help: strikefund forecast --help\n"

/** Four months of which nobody knows how many come out or how many pay. */
static const char TOWN[] =
    "format = \"strikefund-1\"; title = \"Town\"; start = \"2026-09\"; months = 4;\n"
    "law = \"none\"; seed = \"23\"; runs = 6000;\n"
    "fund : { opening = { value = 9000.0; " SAID " }; minimum_balance = 500.0; };\n"
    "bands = ( { name = \"all\"; net_ratio = 0.77; subscription = 13.0; } );\n"
    "employers : { divisor = 260.0; list = ( { name = \"Council\"; members = 240;\n"
    "  shares = [1.0]; salaries = [26000.0]; } ); };\n"
    "levies = ( { name = \"levy\"; from = \"2026-09\"; to = \"2026-12\"; rates = { all "
    "= 4.0; };\n"
    "  notpay = { dist = \"beta\"; mean = 0.3; sd = 0.12; " SAID " }; } );\n"
    "rules : { paid = { basis = \"net\"; rate = 1.0; }; };\n"
    "strategies = ( { name = \"depot\"; levy = \"levy\"; actions = ( { name = "
    "\"Depot\";\n"
    "    employer = \"Council\"; rule = \"paid\"; called = { value = 60.0; " SAID
    " };\n"
    "    days = [\"2026-09-08\", \"2026-10-06\", \"2026-11-10\", \"2026-12-01\"];\n"
    "    participation = { dist = \"beta\"; mean = 0.6; sd = 0.15; " SAID " }; } ); "
    "},\n"
    "  { name = \"nothing\"; } );\n";

static const char HAPPENED[] = "month,measure,value,sd,source,grade\n"
                               "2026-09,strikers,47,3,\"register, kept\",A\n"
                               "2026-10,levy_income,815,35,bank,B\n"
                               "2026-10,balance,4321.98,0,bank,A\n";

static char *town_directory(const char *happened)
{
    char *here = process_directory();
    process_write(here, "town.cfg", TOWN);
    process_write(here, "happened.csv", happened);
    return here;
}

#define FORECAST "forecast town.cfg --actuals happened.csv --strategy depot --quiet "

Test(cli_forecast, says_what_held_what_is_to_come_and_what_was_learnt)
{
    char *here = town_directory(HAPPENED);
    expect_words(
        run_in(here, FORECAST), 0,
        "Town\n"
        "Forecast of depot with what is known up to the end of October 2026: 3 "
        "figures.\n"
        "6,000 simulated campaigns, seed 23, each counted by how well it agrees with "
        "what happened: together\n"
        "  they are worth 389 evenly counted ones.\n"
        "\n"
        "How earlier bands held, those of 90 in 100 campaigns\n"
        "                                       give or       expected at    did it    "
        "      with all  did it\n"
        "                        grade  figure     take        the outset     hold?    "
        "  known before   hold?\n"
        "  strikers Sep 2026         A      47        3          19 to 51       yes    "
        "      the same     yes\n"
        "  levy_income Oct 2026      B    £815      £35      £460 to £848       yes    "
        "  £456 to £848     yes\n"
        "  balance Oct 2026          A  £4,322    exact  £2,500 to £7,392  yes (50)  "
        "£2,442 to £4,058      no\n"
        "  At the outset: 3 of 3 held. With what was known before each: 2 of 3 held. "
        "So few figures say\n"
        "    little about how good the bands are.\n"
        "  Yes (50): among the middle 50 of 100. Just not: outside by no more than the "
        "figure's own give or\n"
        "    take.\n"
        "\n"
        "The plan, as expected then and now\n"
        "                                           expected at the outset             "
        "     expected now\n"
        "  left at the end of the plan            £484 (-£4,001 to £5,783)    -£1,146 "
        "(-£1,890 to -£449)\n"
        "  lowest month end still to come         £484 (-£4,001 to £5,783)    -£1,146 "
        "(-£1,890 to -£449)\n"
        "  cost to the fund, whole plan        £11,100 (£5,850 to £15,700)  £14,200 "
        "(£12,600 to £15,700)\n"
        "  levy from members, whole plan         £2,736 (£1,840 to £3,393)     £3,232 "
        "(£3,008 to £3,440)\n"
        "  members' own pay lost, whole plan                 £0 (£0 to £0)             "
        "    £0 (£0 to £0)\n"
        "  strike-days, whole plan                         144 (76 to 204)             "
        " 184 (164 to 204)\n"
        "  members involved, at least                        36 (19 to 51)             "
        "    46 (41 to 51)\n"
        "  a shortfall still to come                             44 of 100             "
        "       387 of 389\n"
        "  below the minimum balance, to come                    50 of 100             "
        "      >385 in 389\n"
        "  overcommitted, to come                                50 of 100             "
        "      >385 in 389\n"
        "  Sums and counts are medians, with 90 in 100 campaigns between the figures "
        "in brackets.\n"
        "  Chances now are as sure as 389 evenly counted campaigns make them.\n"
        "  From the end of October 2026 every campaign goes on from the balance of "
        "£4,322. What the simulated\n"
        "    balances lacked of it (in 90 of 100 campaigns £84 to £1,534) is left "
        "unexplained.\n"
        "\n"
        "What this says about the unknown rates\n"
        "                                then       90 in 100    now       90 in 100\n"
        "  levies.levy.notpay           0.289  0.121 to 0.517  0.166  0.104 to 0.233\n"
        "  actions.Depot.participation  0.607  0.344 to 0.833  0.742  0.639 to 0.856\n"
        "  The middle, and 90 in 100 campaigns between. 2 of 2 moved by a quarter of "
        "their spread or became a\n"
        "    fifth narrower; all are in learnt.csv. Figures that depend on several "
        "rates at once do not say\n"
        "    which of them was otherwise.\n"
        "\n"
        "How sure is this? 4 of the 4 inputs given are judgements, and 0 of the 3 "
        "figures are partisan,\n"
        "  second-hand or judged (grades C and J). How far each may be off is a "
        "judgement too: with others\n"
        "  the forecast is another.\n",
        "");
    process_directory_end(here);
}

Test(cli_forecast, files_add_up_and_say_what_was_known)
{
    char *here = town_directory(HAPPENED);
    expect_words(run_in(here, FORECAST "-o out"), 0, NULL, "");
    struct sheet months = sheet_read(here, "out/forecast.csv");
    int64_t change = 0;
    size_t n = 0;
    int64_t last = 0;
    for (size_t i = 1; i < months.n_rows; i++) {
        const char *known = sheet_cell(&months, i, "known_to");
        const char *measure = sheet_cell(&months, i, "measure");
        const char *month = sheet_cell(&months, i, "month");
        cr_expect_str_neq(measure, "cover_months");
        if (strcmp(known, "2026-10") != 0 || strcmp(month, "2") != 0 ||
            strcmp(sheet_cell(&months, i, "unit"), "gbp") != 0) {
            if (strcmp(known, "2026-10") == 0 && strcmp(month, "1") == 0 &&
                strcmp(measure, "balance") == 0) {
                last = sheet_pence(sheet_cell(&months, i, "mean"));
            }
            continue;
        }
        const int64_t mean = sheet_pence(sheet_cell(&months, i, "mean"));
        if (strcmp(measure, "balance") == 0) {
            cr_expect_eq(mean, 432198);
            n++;
        } else if (strcmp(measure, "levy_income") == 0 ||
                   strcmp(measure, "other_income") == 0 ||
                   strcmp(measure, "unexplained") == 0) {
            change += mean;
            n++;
        } else if (strcmp(measure, "strike_pay_paid") == 0 ||
                   strcmp(measure, "hardship") == 0 ||
                   strcmp(measure, "other_outgo") == 0) {
            change -= mean;
            n++;
        }
    }
    cr_expect_eq(n, 7);
    cr_expect(llabs(432198 - last - change) <= 3, "pence: %ld",
              (long)(432198 - last - change));
    sheet_free(&months);
    struct sheet score = sheet_read(here, "out/score.csv");
    /* The first was known to nobody before; each of the others has two bands. */
    cr_assert_eq(score.n_rows, 1 + 1 + 2 + 2);
    cr_expect_str_eq(sheet_cell(&score, 1, "place"), "inside_90");
    cr_expect_str_eq(sheet_cell(&score, 1, "source"), "register, kept");
    cr_expect_str_eq(sheet_cell(&score, 3, "known_to"), "2026-09");
    sheet_free(&score);
    struct sheet risk = sheet_read(here, "out/risk.csv");
    cr_expect_str_eq(sheet_cell(&risk, 1, "month"), "3");
    sheet_free(&risk);
    static const char *const FILES[] = {
        "out/summary.csv",   "out/learnt.csv",       "out/backtest.csv",
        "out/manifest.json", "out/dat/forecast.dat", "out/dat/backtest.dat",
        "out/dat/words.gp",  "out/dat/forecast.txt", "out/dat/backtest.txt"};
    for (size_t i = 0; i < sizeof(FILES) / sizeof(FILES[0]); i++) {
        cr_expect(process_has(here, FILES[i]), "%s is missing", FILES[i]);
    }
    process_directory_end(here);
}

Test(cli_forecast, threads_change_no_byte)
{
    char *here = town_directory(HAPPENED);
    expect_words(run_in(here, FORECAST "-o a --threads 1"), 0, NULL, "");
    expect_words(run_in(here, FORECAST "-o b --threads 3"), 0, NULL, "");
    cr_expect(is_same_directory(here, "a", "b"));
    process_directory_end(here);
}

Test(cli_forecast, is_drawn_in_words_and_text)
{
    char *here = town_directory(HAPPENED);
    expect_words(run_in(here, FORECAST "-o out"), 0, NULL, "");
    const struct process drawn = run_in(here, "plot out --format dumb --quiet");
    cr_expect_not_null(strstr(drawn.out, "known up to here"));
    cr_expect_not_null(strstr(drawn.out, "Known up to Sep 2026"));
    expect_words(drawn, 0, NULL, "");
    cr_expect(process_has(here, "out/forecast.txt"));
    cr_expect(process_has(here, "out/backtest.txt"));
    process_directory_end(here);
}

Test(cli_forecast, the_document_has_the_same_figures)
{
    char *here = town_directory(HAPPENED);
    json_t *document = document_of(run_in(here, FORECAST "--json -o out"), 0);
    cr_expect_str_eq(document_text(document, "strategy"), "depot");
    cr_expect_str_eq(document_text(document, "known_to"), "2026-10");
    cr_expect_str_eq(document_text(document, "actuals.name"), "happened.csv");
    cr_expect_eq(json_integer_value(document_at(document, "held.at_the_outset.held")),
                 3);
    cr_expect_eq(json_array_size(document_at(document, "score")), 5);
    cr_expect_eq(json_array_size(document_at(document, "learnt")), 2);
    cr_expect_eq(json_array_size(document_at(document, "risk")), 8);
    struct sheet summary = sheet_read(here, "out/summary.csv");
    cr_expect_eq(json_array_size(document_at(document, "summary")), summary.n_rows - 1);
    char mean[40];
    snprintf(mean, sizeof(mean), "%.2f",
             json_number_value(document_at(document, "summary.22.mean")));
    cr_expect_str_eq(mean, sheet_cell(&summary, 23, "mean"));
    cr_expect_str_eq(sheet_cell(&summary, 23, "known_to"), "2026-10");
    sheet_free(&summary);
    /* A mean is as sure as the campaigns are worth, not as many as there are. */
    const double sd = json_number_value(document_at(document, "summary.22.sd"));
    const double se = json_number_value(document_at(document, "summary.22.se"));
    const double worth = json_number_value(document_at(document, "effective_runs"));
    cr_expect(worth < 1000.0 && sd > 0.0);
    cr_expect_float_eq(se, sd / sqrt(worth), 0.0005 * se);
    json_decref(document);
    process_directory_end(here);
}

Test(cli_forecast, what_is_needed_is_said)
{
    char *here = town_directory(HAPPENED);
    expect_words(run_in(here, "forecast"), 64, "",
                 "strikefund: forecast needs a scenario file\n" HELP);
    expect_words(run_in(here, "forecast town.cfg"), 64, "",
                 "strikefund: forecast needs --actuals FILE, a CSV file of what has "
                 "happened (month,measure,value,sd)\n" HELP);
    expect_words(run_in(here, "forecast town.cfg --actuals happened.csv"), 64, "",
                 "strikefund: forecast needs the one strategy that was followed, as in "
                 "--strategy 'depot'\n" HELP);
    expect_words(run_in(here, "forecast town.cfg --actuals x.csv --strategy depot"), 66,
                 "",
                 "x.csv: cannot be read: No such file or directory\n"
                 "1 mistake; nothing was forecast\n");
    process_directory_end(here);
}

Test(cli_forecast, mistakes_and_refusals_are_told_by_line_and_end_with_65)
{
    char *here = town_directory("month,measure,value,sd\n2026-10,levy,815,35\n"
                                "2027-10,balance,1,1\n");
    expect_words(
        run_in(here, FORECAST "-o out"), 65, "",
        "happened.csv:2: unknown measure 'levy'; a measure is a word of series.csv, "
        "such as balance, levy_income or strikers\n"
        "happened.csv:3: 2027-10 is not a month of the plan, which runs from September "
        "2026 to December 2026 (and opens at the end of August 2026)\n"
        "2 mistakes; nothing was forecast\n");
    cr_expect(!process_has(here, "out"));
    process_write(here, "happened.csv",
                  "month,measure,value,sd\n2026-10,balance,15000,90\n");
    expect_words(
        run_in(here, FORECAST "-o out"), 65, "",
        "happened.csv:2: too few of the scenario's campaigns agree with what happened: "
        "6,000 are worth 1 evenly weighed ones, and 200 are needed. Furthest off is "
        "balance of October 2026, £15,000 give or take £90: 90 in 100 campaigns have "
        "£2,500 to £7,392, and 0 of 6,000 come within twice the give or take. What may "
        "help: a larger sd where the figure is less certain than that; inputs that "
        "allow for what happened\n"
        "1 mistake; nothing was forecast\n");
    json_t *document = document_of(run_in(here, FORECAST "--json"), 65);
    cr_expect_eq(json_array_size(document_at(document, "faults")), 1);
    json_decref(document);
    cr_expect(!process_has(here, "out"));
    process_directory_end(here);
}

Test(cli_forecast, results_of_another_command_are_left_alone)
{
    char *here = town_directory(HAPPENED);
    expect_words(run_in(here, "run town.cfg -o out --quiet --runs 20"), 0, NULL, NULL);
    expect_words(
        run_in(here, FORECAST "-o out"), 73, "",
        "strikefund: out holds other results; give the forecast a directory of "
        "its own with -o DIR\n");
    expect_words(run_in(here, FORECAST "-o new"), 0, NULL, "");
    expect_words(run_in(here, FORECAST "-o new"), 0, NULL, "");
    expect_words(run_in(here, "compare town.cfg --quiet --runs 20 -o new"), 73, "",
                 "strikefund: new holds other results; give the comparison a directory "
                 "of its own with -o DIR\n");
    process_directory_end(here);
}
