/* What is written and said of a fund's pots. */
#include "output/pots.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "output/chart_words.h"
#include "output/say.h"
#include "output/tables.h"
#include "output/titles.h"
#include "support/kept_apart.h"
#include "unit/output/place.h"
#include "unit/output/seen.h"

enum { RUNS = 50 };

/* ---- files ----------------------------------------------------------------------- */

/** What a writer adds; freed by the caller. */
static char *text_of(const struct sf_view *view,
                     enum sf_status (*write)(const struct sf_view *view,
                                             struct sf_text *text))
{
    struct sf_text text = {0};
    cr_assert_eq(write(view, &text), SF_OK);
    return sf_text_take(&text);
}

static void expect_part(const char *text, const char *part)
{
    cr_expect_not_null(strstr(text, part), "without\n%s\nin\n%s", part, text);
}

Test(output_pots, rows_are_as_worked_out_by_hand)
{
    struct seen seen;
    look(&seen, RUNS, PICKETS_KEPT_APART(A_LOAN));
    char *text = text_of(&seen.view, sf_pots_write);
    cr_expect_eq(strncmp(text, SF_POTS_COLUMNS, strlen(SF_POTS_COLUMNS)), 0);
    expect_part(text,
                "\ns,0,2025-12,general,balance,gbp,50,800.00,0.00,0.00,800.00,800.00,"
                "800.00,800.00,800.00\n");
#define SAME(x) "," x ",0.00,0.00," x "," x "," x "," x "," x "\n"
    expect_part(text,
                "\ns,4,2026-04,general,balance,gbp,50" SAME("1020.00")    //
                "s,4,2026-04,general,levy_income,gbp,50" SAME("0.00")     //
                "s,4,2026-04,general,other_income,gbp,50" SAME("150.00")  //
                "s,4,2026-04,general,strike_pay_paid,gbp,50" SAME("0.00") //
                "s,4,2026-04,general,hardship,gbp,50" SAME("0.00")        //
                "s,4,2026-04,general,other_outgo,gbp,50" SAME("20.00")    //
                "s,4,2026-04,general,loans_owed,gbp,50" SAME("0.00")      //
                "s,4,2026-04,general,loans_made,gbp,50" SAME("300.00")    //
                "s,4,2026-04,general,overdrawn,share,50,0.0000,0.0000,0.0000,0,0,0,0,"
                "0\n"                                                                //
                "s,4,2026-04,\"'=levy, kept\",balance,gbp,50" SAME("-360.00")        //
                "s,4,2026-04,\"'=levy, kept\",levy_income,gbp,50" SAME("380.00")     //
                "s,4,2026-04,\"'=levy, kept\",other_income,gbp,50" SAME("0.00")      //
                "s,4,2026-04,\"'=levy, kept\",strike_pay_paid,gbp,50" SAME("500.00") //
                "s,4,2026-04,\"'=levy, kept\",hardship,gbp,50" SAME("0.00")          //
                "s,4,2026-04,\"'=levy, kept\",other_outgo,gbp,50" SAME("0.00")       //
                "s,4,2026-04,\"'=levy, kept\",loans_owed,gbp,50" SAME("300.00")      //
                "s,4,2026-04,\"'=levy, kept\",loans_made,gbp,50" SAME("0.00")        //
                "s,4,2026-04,\"'=levy, kept\",overdrawn,share,50,1.0000,0.0000,"
                "0.0000,1,1,1,1,1\n"
                "s,5,2026-05,general,");
    size_t n_lines = 0;
    for (const char *c = text; *c != '\0'; c++) {
        n_lines += *c == '\n';
    }
    cr_expect_eq(n_lines, 1 + 9 * 2 * 9);
    free(text);
    look_away(&seen);
}

Test(output_pots, accounts_say_where_the_cash_lies_and_what_is_lent)
{
    struct seen seen;
    look(&seen, RUNS, PICKETS_KEPT_APART(A_LOAN));
    char *text = text_of(&seen.view, sf_accounts_write);
#define POSITION "s,2026,balance sheet at year end,"
    expect_part(text, POSITION
                "cash,1180.00,1180.00,1180.00\n" POSITION
                "pot: general,1540.00,1540.00,1540.00\n" POSITION
                "\"pot: =levy, kept\",-360.00,-360.00,-360.00\n" POSITION
                "lent by general,300.00,300.00,300.00\n" POSITION
                "\"less owed by =levy, kept\",-300.00,-300.00,-300.00\n" POSITION
                "levy due");
    free(text);
    look_away(&seen);
    look(&seen, RUNS, PICKETS_KEPT_APART(""));
    text = text_of(&seen.view, sf_accounts_write);
    expect_part(text, POSITION "\"pot: =levy, kept\",-660.00,-660.00,-660.00\n" POSITION
                               "levy due");
    free(text);
    look_away(&seen);
}

Test(output_pots, accounts_of_runs_and_of_means_add_up)
{
    struct seen seen;
    look(&seen, 317, KEPT_APART);
    char *text = text_of(&seen.view, sf_accounts_write);
    double cash[3] = {0.0};
    double pots[3] = {0.0};
    double lent[3] = {0.0};
    size_t n_years = 0;
    char *rest = text;
    for (const char *line = strsep(&rest, "\n"); line != NULL;
         line = strsep(&rest, "\n")) {
        const char *at = strstr(line, "balance sheet at year end,");
        double column[3];
        char name[64];
        if (at == NULL || sscanf(strchr(at, ',') + 1, "%63[^,],%lf,%lf,%lf", name,
                                 &column[0], &column[1], &column[2]) != 4) {
            continue;
        }
        for (int i = 0; i < 3; i++) {
            cash[i] += strcmp(name, "cash") == 0 ? column[i] : 0.0;
            pots[i] += strncmp(name, "pot: ", 5) == 0 ? column[i] : 0.0;
            lent[i] += strncmp(name, "lent by ", 8) == 0 ||
                               strncmp(name, "less owed by ", 13) == 0
                           ? column[i]
                           : 0.0;
            if (strncmp(name, "levy due", 8) == 0) {
                cr_expect_float_eq(cash[i], pots[i], 1e-6);
                cr_expect_float_eq(lent[i], 0.0, 1e-6);
                n_years++;
            }
        }
    }
    cr_expect_eq(n_years, 3 * 2 * 4);
    cr_expect_gt(fabs(cash[1]), 1.0);
    free(text);
    look_away(&seen);
}

static bool is_there(const char *place, const char *name)
{
    char path[PATH_CHARS];
    struct stat found;
    place_path(place, name, path);
    return stat(path, &found) == 0;
}

Test(output_pots, files_come_and_go_with_the_pots)
{
    static const char *const NAME[] = {"pots.csv", "dat/pots.dat", "dat/pots.txt"};
    const char *const scenario[] = {KEPT_APART, EVERYTHING};
    char place[PATH_CHARS];
    place_make(place);
    for (size_t i = 0; i < 2; i++) {
        struct seen seen;
        char *failed_path = NULL;
        look(&seen, RUNS, scenario[i]);
        cr_assert_eq(sf_output_write(place, seen.campaign.experiment, seen.results,
                                     &seen.record, &failed_path),
                     SF_OK);
        for (size_t k = 0; k < 3; k++) {
            cr_expect_eq(is_there(place, NAME[k]), i == 0, "%s", NAME[k]);
        }
        cr_expect_str_eq(sf_output_file(seen.campaign.scenario, 0),
                         i == 0 ? "pots.csv" : "series.csv");
        cr_expect(is_there(place, "manifest.json"));
        bool has_chart = false;
        for (size_t k = 0; sf_output_chart(place, k) != NULL; k++) {
            has_chart |= strcmp(sf_output_chart(place, k), "pots") == 0;
        }
        cr_expect_eq(has_chart, i == 0);
        look_away(&seen);
    }
    cr_expect_str_eq(sf_output_file(NULL, 0), "series.csv");
    place_remove(place);
}

/* ---- the chart ------------------------------------------------------------------- */

Test(output_pots, stand_on_one_another_and_hang_from_zero)
{
    struct seen seen;
    look(&seen, RUNS, PICKETS_KEPT_APART(""));
    char *text = text_of(&seen.view, sf_pots_dat_write);
    expect_part(text, "# strategy: s\n# month fund lower1 upper1 lower2 upper2\n"
                      "0 1000.00 0.00 800.00 800.00 1000.00\n"
                      "1 1130.00 0.00 930.00 930.00 1130.00\n");
    expect_part(text, "\n3 650.00 0.00 1190.00 -540.00 0.00\n");
    free(text);
    text = text_of(&seen.view, sf_pots_txt_write);
    cr_expect_str_eq(text,
                     "What each pot of the fund holds at each month's end, on average, "
                     "December 2025 to August 2026: s: general from £800 to £1,840, "
                     "below zero at some month end in fewer than 4 in 50, =levy, kept "
                     "from £200 to -£660, below zero at some month end in more than 46 "
                     "in 50.\n");
    free(text);
    text = text_of(&seen.view, sf_pots_gp_add);
    size_t line = 0;
    cr_expect(sf_chart_words_are_harmless(text, &line));
    cr_expect_str_eq(text,
                     "title_pots = 'Pots in Aug 2026, on average: s general £1,840, "
                     "=levy, kept -£660'\narray pot[2] = ['general', '=levy, kept']\n");
    free(text);
    look_away(&seen);
}

/** Expects the title of a strategy that is called so. */
static void expect_title(const char *name, const char *part)
{
    struct seen seen;
    look(&seen, RUNS, PICKETS_KEPT_APART(""));
    seen.view.name = &name;
    char *text = text_of(&seen.view, sf_pots_gp_add);
    expect_part(text, part);
    free(text);
    look_away(&seen);
}

Test(output_pots, a_title_says_as_much_as_there_is_room_for)
{
    expect_title("short", "average: short general £1,840, =levy, kept -£660'");
    expect_title("a strategy whose name alone fills most of a line, and then some more",
                 "average: general £1,840, =levy, kept -£660, by strategy'");
    struct seen seen;
    look(&seen, 317, KEPT_APART);
    struct sf_text text = {0};
    cr_assert_eq(sf_pots_gp_add(&seen.view, &text), SF_OK);
    *strchr(text.chars, '\n') = '\0';
    cr_expect_leq(sf_say_columns(text.chars),
                  SF_TITLE_COLUMNS + (int)strlen("title_pots = ''"));
    cr_expect_not_null(strstr(text.chars, "Pot general below zero: "), "%s",
                       text.chars);
    sf_text_free(&text);
    look_away(&seen);
}

/* ---- words ----------------------------------------------------------------------- */

Test(output_pots, words_are_natural_frequencies_and_what_is_owed)
{
    struct seen seen;
    struct sf_text text = {0};
    look(&seen, RUNS, PICKETS_KEPT_APART(A_LOAN));
    sf_pots_add_words(&seen.view, 0, 98, &text);
    cr_expect_str_eq(
        text.chars,
        "  The pot 'general' is below zero at some month end in fewer than 4 in 50 "
        "simulated campaigns. It\n    holds at the end of August 2026: £1,540 in each "
        "campaign simulated. Other pots then owe it\n    £300 on average.\n"
        "  The pot '=levy, kept' is below zero at some month end in more than 46 in 50 "
        "simulated campaigns.\n    It holds at the end of August 2026: -£360 in each "
        "campaign simulated. It then owes other pots\n    £300 on average.\n",
        "%s", text.chars);
    sf_text_free(&text);
    look_away(&seen);
    char *words = NULL;
    look(&seen, 317, KEPT_APART);
    cr_assert_eq(sf_output_words(seen.campaign.experiment, seen.results, &words),
                 SF_OK);
    const struct sf_chance ever = sf_pots_overdrawn(&seen.view, 2, 1);
    cr_assert(ever.count > 3 && ever.count < 314);
    char chance[SF_SAY_CHARS];
    char expected[2 * SF_SAY_CHARS];
    sf_say_chance(ever, chance);
    snprintf(expected, sizeof(expected), "in %s simulated", chance);
    expect_part(words, "  The pot 'hardship' is below zero");
    expect_part(words, "(median); 90 in 100 campaigns between");
    expect_part(words, expected);
    free(words);
    look_away(&seen);
}

Test(output_pots, nothing_is_said_of_one_that_is_not_used_or_where_the_fund_is_one)
{
    struct seen seen;
    struct sf_text text = {0};
    look(&seen, RUNS,
         WORKS_HEAD
         "fund : { opening = 10000.0; pots = ( { name = \"all\"; }, { name = "
         "\"idle\"; opening = 0.0; } ); };\n" WORKS_PLACE
         "strategies = ( { name = \"s\"; campaign_cost = 37.5; } );\n");
    cr_expect(sf_pots_is_used(&seen.view, 0, 0));
    cr_expect_not(sf_pots_is_used(&seen.view, 0, 1));
    sf_pots_add_words(&seen.view, 0, 98, &text);
    expect_part(text.chars, "The pot 'all'");
    cr_expect_null(strstr(text.chars, "idle"));
    sf_text_free(&text);
    look_away(&seen);
    look(&seen, RUNS, EVERYTHING);
    sf_pots_add_words(&seen.view, 0, 98, &text);
    cr_assert_eq(sf_pots_gp_add(&seen.view, &text), SF_OK);
    cr_expect_eq(text.length, 0);
    look_away(&seen);
}
