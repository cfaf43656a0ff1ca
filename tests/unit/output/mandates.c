/* What is written of ballots that are left to chance. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "output/chart_words.h"
#include "output/dat.h"
#include "output/mandates.h"
#include "output/tables.h"
#include "support/campaign.h"
#include "support/everything.h"
#include "unit/output/place.h"

enum { RUNS = 50 };

/* Of 130 members of the Dock 37 come out for two days under a mandate that is sure to
   be won: £80 a day, of which the rule pays half. The Yard's ballot is sure to be lost.
   Both are asked for their opinion. */
#define QUAY                                                                           \
    "title = \"Quay\"; start = \"2026-01\"; months = 2; law = \"tua2016\";\n"          \
    "seed = \"20261122\";\n"                                                           \
    "bands = ( { name = \"all\"; net_ratio = 0.8; } );\n"                              \
    "fund : { opening = 9000.0; };\n"                                                  \
    "employers : { divisor = 260; list = (\n"                                          \
    "  { name = \"+Dock\"; members = 130; shares = [1.0]; salaries = [26000.0];\n"     \
    "    turnout = 1.0; yes = 1.0; },\n"                                               \
    "  { name = \"Yard, west\"; members = 57; shares = [1.0]; salaries = [21000.0];\n" \
    "    turnout = 1.0; yes = 0.0; } ); };\n"                                          \
    "ballots = ( { name = \"one, two\"; closes = \"2025-12-01\"; turnout = "           \
    "\"employers\"; yes = \"employers\"; },\n"                                         \
    "  { name = \"view\"; closes = \"2026-01-09\"; kind = \"consultative\"; mode = "   \
    "\"aggregated\"; turnout = 1.0; yes = 1.0; },\n"                                   \
    "  { name = \"late\"; closes = \"2026-03-01\"; turnout = 1.0; yes = 1.0; } );\n"   \
    "rules : { half : { basis = \"net\"; rate = 0.5; }; };\n"                          \
    "strategies = ( { name = \"out\"; actions = ( { name = \"out\"; employer = "       \
    "\"+Dock\"; rule = \"half\"; called = 37.0; participation = 1.0;\n"                \
    "    days = [\"2026-01-13\", \"2026-01-14\"]; notice = \"2025-12-20\"; } ); } "    \
    ");\n"

/** A campaign's results, ready to be written. */
struct seen {
    struct campaign campaign;
    struct sf_results *results;
    struct sf_view view;
};

static struct seen see(const char *scenario, uint64_t n_runs)
{
    struct seen seen = {.campaign = campaign_open("%s", scenario)};
    seen.results = campaign_run(&seen.campaign, n_runs);
    cr_assert_eq(sf_view_init(&seen.view, seen.campaign.experiment, seen.results, NULL),
                 SF_OK);
    return seen;
}

static void end(struct seen *seen)
{
    sf_view_free(&seen->view);
    sf_results_free(seen->results);
    campaign_close(&seen->campaign);
}

Test(output_mandates, are_as_worked_out_by_hand)
{
    struct seen seen = see(QUAY, RUNS);
    struct sf_text text = {0};
    cr_assert_eq(sf_mandates_write(&seen.view, &text), SF_OK);
    const char *rows = strchr(text.chars, '\n') + 1;
    cr_expect_eq(strncmp(text.chars, SF_MANDATES_COLUMNS, strlen(SF_MANDATES_COLUMNS)),
                 0);
    /* Wilson's interval of 50 in 50 begins at 50 / (50 + 1.96^2). */
    cr_expect_str_eq(
        rows,
        "out,'+Dock,\"one, two\",strike,statutory,2025-12-01,1.000000,1.000000,50,50,"
        "1.000000,0.928652,1.000000,74.0000,0.0000,,,74.0000,0.0000,,,37.0000,0.0000,,,"
        "2960.00,0.00,,,2960.00,0.00,,,2960.00,0.00,,,7400.00,0.00,,\n"
        "out,\"Yard, west\",\"one, "
        "two\",strike,statutory,2025-12-01,1.000000,0.000000,50,0,"
        "0.000000,0.000000,0.071348,,,0.0000,0.0000,,,74.0000,0.0000,,,37.0000,0.0000,,"
        ","
        "2960.00,0.00,,,2960.00,0.00,,,2960.00,0.00,,,7400.00,0.00\n"
        "out,'+Dock,view,strike,consultative,2026-01-09,1.000000,1.000000,50,50,"
        "1.000000,0.928652,1.000000,74.0000,0.0000,,,74.0000,0.0000,,,37.0000,0.0000,,,"
        "2960.00,0.00,,,2960.00,0.00,,,2960.00,0.00,,,7400.00,0.00,,\n"
        "out,\"Yard, "
        "west\",view,strike,consultative,2026-01-09,1.000000,1.000000,50,50,"
        "1.000000,0.928652,1.000000,0.0000,0.0000,,,74.0000,0.0000,,,37.0000,0.0000,,,"
        "2960.00,0.00,,,2960.00,0.00,,,2960.00,0.00,,,7400.00,0.00,,\n",
        "%s", rows);
    sf_text_free(&text);
    end(&seen);
}

Test(output_mandates, employers_have_their_measured_chance_and_its_error)
{
    struct seen seen = see(QUAY, RUNS);
    struct sf_text text = {0};
    cr_assert_eq(sf_employers_write(&seen.view, &text), SF_OK);
    /* A consultative ballot gives no mandate; one after the plan is not held. */
    cr_expect_not_null(strstr(text.chars, ",1.000000,0.000000,0.000000,0.000000,,\n"),
                       "%s", text.chars);
    sf_text_free(&text);
    end(&seen);
    seen = see(EVERYTHING_VOTED, 400);
    cr_assert_eq(sf_employers_write(&seen.view, &text), SF_OK);
    const struct sf_chance chance =
        sf_results_mandate(seen.results, 0, 0).chance; /* autumn at the Harbour */
    const double p = (double)chance.count / 400.0;
    char cells[64];
    snprintf(cells, sizeof(cells), ",%.6f,%.6f,", p, sqrt(p * (1.0 - p) / 400.0));
    cr_assert(p > 0.5 && p < 1.0);
    cr_expect_not_null(strstr(text.chars, cells), "%s in %s", cells, text.chars);
    sf_text_free(&text);
    end(&seen);
}

Test(output_mandates, words_are_natural_frequencies_and_what_is_lost)
{
    struct seen seen = see(QUAY, RUNS);
    struct sf_text text = {0};
    sf_mandates_add_words(&seen.view, 98, &text);
    cr_expect_str_eq(
        text.chars,
        "Who gets a mandate\n"
        "  one, two, 1 December 2025: +Dock passes in more than 46 in 50 simulated "
        "campaigns, Yard, west in\n    fewer than 4 in 50.\n"
        "  view, 9 January 2026, counted together, consultative: it passes in more "
        "than "
        "46 in 50 simulated\n    campaigns.\n"
        "Strike-days in campaigns in which a ballot is lost and in which it is won, on "
        "average, where most\n  turns on it (mandates.csv has all)\n"
        "  out: no strike-days turn on a ballot that is both lost and won\n\n",
        "%s", text.chars);
    sf_text_free(&text);
    end(&seen);
    seen = see(EVERYTHING_VOTED, 400);
    sf_mandates_add_words(&seen.view, 98, &text);
    const struct sf_mandate again = sf_results_mandate(seen.results, 0, 3);
    cr_assert(again.chance.count > 20 && again.chance.count < 380);
    cr_expect_not_null(strstr(text.chars, "again, 5 January 2023, counted together"));
    cr_expect_not_null(strstr(text.chars, "third, 8 March 2023, action short of a "
                                          "strike"));
    cr_expect_not_null(strstr(text.chars, "    Harbour: autumn "), "%s", text.chars);
    sf_text_free(&text);
    end(&seen);
}

/* The Dock's second ballot, which is won where it has struck before, and lost, by
   momentum, where it has not. */
#define MOMENTUM                                                                       \
    "title = \"Dock\"; start = \"2026-01\"; months = 3; law = \"tua2016\";\n"          \
    "bands = ( { name = \"all\"; net_ratio = 0.8; } );\n"                              \
    "fund : { opening = 9000.0; };\n"                                                  \
    "members : { momentum = 20.0; momentum_reference = 0.5; };\n"                      \
    "employers : { list = ( { name = \"Dock\"; members = 130; shares = [1.0];\n"       \
    "    salaries = [26000.0]; turnout = 0.5; yes = 0.5; } ); };\n"                    \
    "ballots = ( { name = \"first\"; closes = \"2025-12-01\"; result = "               \
    "\"passed\"; },\n"                                                                 \
    "  { name = \"second\"; closes = \"2026-02-20\"; turnout = \"employers\"; yes = "  \
    "\"employers\"; } );\n"                                                            \
    "strategies = ( { name = \"wait\"; }, { name = \"strike\"; actions = ( { name = "  \
    "\"out\"; employers = \"all\"; days = [\"2026-01-13\"]; } ); },\n"                 \
    "  { name = \"wait on\"; } );\n"

Test(output_mandates, words_say_under_which_strategy_where_momentum_moves_votes)
{
    struct seen seen = see(MOMENTUM, RUNS);
    struct sf_text text = {0};
    sf_mandates_add_words(&seen.view, 98, &text);
    cr_expect_not_null(
        strstr(
            text.chars,
            "  second, 20 February 2026: under wait Dock passes in fewer than 4 in 50 "
            "simulated campaigns;\n    under strike Dock passes in more than 46 in 50 "
            "simulated campaigns.\n"),
        "%s", text.chars);
    sf_text_free(&text);
    cr_assert_eq(sf_mandates_gp_add(&seen.view, &text), SF_OK);
    cr_expect_not_null(strstr(text.chars, "by employer, under wait'"), "%s",
                       text.chars);
    sf_text_free(&text);
    cr_assert_eq(sf_mandates_txt_write(&seen.view, &text), SF_OK);
    cr_expect_not_null(strstr(text.chars, "under others momentum moves the votes"),
                       "%s", text.chars);
    sf_text_free(&text);
    end(&seen);
}

/* Whoever wins the first ballot is likely to win the second, when all is over. The Pier
   hardly ever loses. */
#define AFTERWARDS                                                                     \
    "title = \"Dock\"; start = \"2026-01\"; months = 3; law = \"tua2016\"; seed = "    \
    "\"9\";\nbands = ( { name = \"all\"; net_ratio = 0.8; } );\n"                      \
    "fund : { opening = 9000.0; };\n"                                                  \
    "employers : { list = ( { name = \"Dock\"; members = 130; shares = [1.0];\n"       \
    "    salaries = [26000.0]; turnout = 0.5; yes = 0.9; },\n"                         \
    "  { name = \"Pier\"; members = 1000; shares = [1.0]; salaries = [26000.0];\n"     \
    "    turnout = 0.541; yes = 0.9; } ); };\n"                                        \
    "ballots = ( { name = \"first\"; closes = \"2025-12-01\"; turnout = "              \
    "\"employers\"; yes = \"employers\"; spread = 1.0; employers = [\"Dock\"]; },\n"   \
    "  { name = \"second\"; closes = \"2026-02-20\"; turnout = \"employers\"; yes = "  \
    "\"employers\"; spread = 1.0; employers = [\"Dock\"]; },\n"                        \
    "  { name = \"sure\"; closes = \"2025-12-01\"; turnout = \"employers\"; yes = "    \
    "\"employers\"; employers = [\"Pier\"]; } );\n"                                    \
    "strategies = ( { name = \"out\"; actions = ( { name = \"out\"; employers = "      \
    "\"all\"; days = [\"2026-01-13\"]; } ); } );\n"

Test(output_mandates, words_name_the_ballots_that_strikes_turn_on)
{
    struct seen seen = see(AFTERWARDS, 1000);
    struct sf_text text = {0};
    const struct sf_mandate second = sf_results_mandate(seen.results, 0, 1);
    const struct sf_mandate sure = sf_results_mandate(seen.results, 0, 2);
    cr_assert_gt(second.if_passed[SF_M_STRIKE_DAYS_THERE].mean,
                 20.0 + second.if_failed[SF_M_STRIKE_DAYS_THERE].mean);
    cr_assert_gt(sure.chance.probability, 0.99);
    cr_assert_lt(sure.chance.probability, 1.0);
    sf_mandates_add_words(&seen.view, 98, &text);
    cr_expect_not_null(strstr(text.chars, "    Dock: first "), "%s", text.chars);
    cr_expect_null(strstr(text.chars, "    Dock: second "), "%s", text.chars);
    cr_expect_null(strstr(text.chars, "    Pier: sure "), "%s", text.chars);
    sf_text_free(&text);
    end(&seen);
}

Test(output_mandates, nothing_is_said_where_results_are_given)
{
    struct seen seen = see(EVERYTHING, 20);
    struct sf_text text = {0};
    sf_mandates_add_words(&seen.view, 98, &text);
    cr_expect_eq(text.length, 0);
    cr_assert_eq(sf_mandates_gp_add(&seen.view, &text), SF_OK);
    cr_expect_eq(text.length, 0);
    end(&seen);
}

Test(output_mandates, the_chart_has_the_likeliest_first)
{
    struct seen seen = see(EVERYTHING_VOTED, 400);
    struct sf_text text = {0};
    cr_assert_eq(sf_mandates_dat_write(&seen.view, &text), SF_OK);
    size_t n_blocks = 0;
    size_t n_rows = 0;
    double before = 2.0;
    char *rest = text.chars;
    for (const char *line = strsep(&rest, "\n"); line != NULL;
         line = strsep(&rest, "\n")) {
        size_t bar;
        double chance;
        if (line[0] == '#') {
            n_blocks++;
            before = 2.0;
        } else if (sscanf(line, "%zu %lf", &bar, &chance) == 2) {
            cr_expect_eq(bar, ++n_rows);
            cr_expect_leq(chance, before);
            before = chance;
        }
    }
    /* autumn, again (together), third on two questions, opinion */
    cr_expect_eq(n_blocks, 5);
    cr_expect_eq(n_rows, 13);
    sf_text_free(&text);
    size_t line;
    cr_assert_eq(sf_mandates_gp_add(&seen.view, &text), SF_OK);
    cr_expect(sf_chart_words_are_harmless(text.chars, &line));
    cr_expect_not_null(strstr(text.chars, "n_votes = 5\nthreshold = 0.500000\n"));
    cr_expect_not_null(strstr(text.chars, "'all 2 employers together'"));
    sf_text_free(&text);
    end(&seen);
}

static bool is_there(const char *place, const char *name)
{
    char path[PATH_CHARS];
    struct stat found;
    place_path(place, name, path);
    return stat(path, &found) == 0;
}

Test(output_mandates, files_come_and_go_with_the_ballots)
{
    static const char *const NAME[] = {"mandates.csv", "dat/mandates.dat",
                                       "dat/mandates.txt"};
    const char *const scenario[] = {EVERYTHING_VOTED, EVERYTHING};
    char place[PATH_CHARS];
    place_make(place);
    for (size_t i = 0; i < 2; i++) {
        struct campaign c = campaign_open("%s", scenario[i]);
        struct sf_results *results = campaign_run(&c, RUNS);
        const struct sf_run_record record = {
            .version = "test", .first_run = 1, .n_runs = RUNS, .n_threads = 1};
        char *failed_path = NULL;
        cr_assert_eq(
            sf_output_write(place, c.experiment, results, &record, &failed_path),
            SF_OK);
        for (size_t k = 0; k < 3; k++) {
            cr_expect_eq(is_there(place, NAME[k]), i == 0, "%s", NAME[k]);
        }
        cr_expect_str_eq(sf_output_file(c.scenario, 0),
                         i == 0 ? "mandates.csv" : "series.csv");
        bool has_chart = false;
        for (size_t k = 0; sf_output_chart(place, k) != NULL; k++) {
            has_chart |= strcmp(sf_output_chart(place, k), "mandates") == 0;
        }
        cr_expect_eq(has_chart, i == 0);
        sf_results_free(results);
        campaign_close(&c);
    }
    place_remove(place);
}
