/* Ballots as the file has them: mistakes, laws, and what `check` says (M9). */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "scenario/mandates.h"
#include "support/mandated.h"
#include "unit/scenario/texts.h"

/* The base's one ballot, left to chance. */
#define VOTE(terms) "turnout = 0.52; " terms " closes ="

/** Each change of the base must be told with these words, among others or alone. */
static void expect_told(const struct mistake *mistake, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char *text = base_with(mistake[i].from, mistake[i].to, NULL);
        struct attempt attempt = attempt_read(text, NULL);
        const struct sf_fault *fault = first_error(&attempt);
        bool is_told = false;
        for (size_t f = 0; f < attempt.faults.n; f++) {
            is_told |= strstr(attempt.faults.fault[f].words, mistake[i].words) != NULL;
        }
        cr_expect(attempt.status == SF_ERR_SCENARIO && is_told, "'%s' gave '%s'",
                  mistake[i].to, fault != NULL ? fault->words : "nothing");
        attempt_free(&attempt);
        free(text);
    }
}

Test(ballots, mistakes_are_told)
{
    static const struct mistake list[] = {
        {"closes =", VOTE("yes = 1.2;"), "'ballots.winter.yes' is 1.2"},
        {"closes =", VOTE("yes = \"ys\";"),
         "neither a number nor an entry of 'inputs'"},
        {"closes =", VOTE("yes = 0.8; result = \"passed\";"),
         "has a result, and turnout or yes that leave it to chance"},
        {"closes =", VOTE("yes = 0.8; questions = [\"strike\", \"shrt\"];"),
         "must be one of \"strike\", \"short\"; did you mean 'short'?"},
        {"closes =", VOTE("yes = 0.8; questions = \"short\"; yes_short = 0.8;"),
         "does not ask \"strike\""},
        {"closes =", VOTE("yes = 0.8; yes_short = 0.8;"), "does not ask \"short\""},
        {"closes =", VOTE("yes = 0.8; kind = \"statutary\";"),
         "did you mean 'statutory'?"},
        {"closes =", VOTE("yes = 0.8; bad_records = 3;"), "write 0.03 for 3 %"},
        {"closes =", "spread = 0.2; closes =",
         "is for a ballot whose result is left to chance"},
        {"closes =", "bad_records = 0.02; closes =",
         "is for a ballot whose result is left to chance"},
        {"law =", "yes_of_members = 40; law =", "write 0.4 for 40 %"},
        {"result = \"missed\";", "important_service = \"yes\";",
         "'employers.list.Museums.important_service' is a text; it must be true or "
         "false"},
    };
    expect_told(list, sizeof(list) / sizeof(list[0]));
}

Test(ballots, a_question_without_its_own_yes_is_told)
{
    static const struct mistake list[] = {
        {"closes =",
         "turnout = 0.5; yes = 0.8; questions = [\"strike\", \"short\"]; "
         "closes =",
         "asks \"short\" and has no 'yes_short'"},
        {"closes =", "turnout = 0.5; yes = 0.8; questions = []; closes =",
         "write [\"strike\"], [\"short\"] or both"},
        /* The Museums have no turnout and yes of their own. */
        {"closes =", "turnout = \"employers\"; yes = 0.8; closes =",
         "turnout is to be each employer's own, but 1 of them have none, the first of "
         "them 'Museums'"},
        {"closes =", "turnout = 0.5; closes =", "yes is to be each employer's own"},
    };
    expect_told(list, sizeof(list) / sizeof(list[0]));
}

/** Reads the base text with one place changed, which must be good. */
static struct attempt good_base_with(const char *from, const char *to)
{
    char *text = base_with(from, to, NULL);
    struct attempt attempt = attempt_read(text, NULL);
    const struct sf_fault *fault = first_error(&attempt);
    cr_assert_eq(attempt.status, SF_OK, "%s", fault != NULL ? fault->words : "");
    free(text);
    return attempt;
}

/* M9.5 */
Test(ballots, laws_are_presets_of_which_each_number_can_be_another)
{
    static const struct {
        const char *law;
        struct sf_law_terms terms;
    } list[] = {
        {"law = \"tua2016\"", {SF_LAW_TUA2016, 14, 6, 0.5, 0.4}},
        {"law = \"era2025\"; threshold = 0.37", {SF_LAW_ERA2025, 10, 12, 0.37, 0.0}},
        {"law = \"none\"", {SF_LAW_NONE, 0, 240, 0.5, 0.0}},
        {"law = \"tua2016\"; notice_days = 7; mandate_months = 9; threshold = 0.45; "
         "yes_of_members = 0.33",
         {SF_LAW_TUA2016, 7, 9, 0.45, 0.33}},
    };
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        struct attempt attempt = good_base_with("law = \"tua2016\"", list[i].law);
        const struct sf_law_terms *found = &attempt.scenario->law;
        cr_expect_eq(found->law, list[i].terms.law);
        cr_expect_eq(found->notice_days, list[i].terms.notice_days);
        cr_expect_eq(found->mandate_months, list[i].terms.mandate_months);
        cr_expect_eq(found->threshold, list[i].terms.threshold);
        cr_expect_eq(found->yes_of_members, list[i].terms.yes_of_members);
        attempt_free(&attempt);
    }
}

/* M9.5 */
Test(ballots, the_law_says_how_long_notice_must_be)
{
    /* The base's first paid day is 3 April 2023; its notice 17 March, 17 days before.
     */
    static const struct mistake list[] = {
        {"law = \"tua2016\"", "law = \"tua2016\"; notice_days = 18",
         "notice on 2023-03-17 is 17 days before its first day, 2023-04-03; the law "
         "asks "
         "for 18, so the first lawful day is 2023-04-04"},
        {"notice = \"2023-03-17\"", "notice = \"2023-03-21\"",
         "the first lawful day is 2023-04-04"},
    };
    for (size_t i = 0; i < 2; i++) {
        char *text = base_with(list[i].from, list[i].to, NULL);
        struct attempt attempt = attempt_read(text, NULL);
        cr_assert_eq(attempt.faults.n_errors, 1);
        cr_expect_not_null(strstr(first_error(&attempt)->words, list[i].words));
        attempt_free(&attempt);
        free(text);
    }
    /* Thirteen days are enough under the later law, and any number under none. */
    char *later = base_with("notice = \"2023-03-17\"", "notice = \"2023-03-21\"", NULL);
    const struct sf_override laws[2] = {{"law", "era2025"}, {"law", "none"}};
    const struct sf_override half = {"threshold", "0.5"};
    for (size_t i = 0; i < 2; i++) {
        const struct sf_override override[2] = {laws[i], half};
        struct attempt attempt =
            attempt_read_bytes(later, strlen(later), NULL, override, 2);
        cr_expect_eq(attempt.status, SF_OK);
        attempt_free(&attempt);
    }
    free(later);
}

/* M9.2 */
Test(ballots, forty_per_cent_of_all_must_say_yes_in_important_services)
{
    const struct sf_ballot_rule plain = {.votes_per_million = 500000};
    const struct sf_ballot_rule important = {.votes_per_million = 500000,
                                             .yes_per_million = 400000};
    /* 55 of 110 vote; 44 yes are 40 %. */
    cr_expect(sf_ballot_rule_met(&important, 110, 55, 44));
    cr_expect_not(sf_ballot_rule_met(&important, 110, 55, 43));
    cr_expect(sf_ballot_rule_met(&plain, 110, 55, 28));
    cr_expect_not(sf_ballot_rule_met(&plain, 110, 54, 54));
    cr_expect_not(sf_ballot_rule_met(&plain, 110, 56, 28));
    /* 2/5 of 113 are 45.2. */
    cr_expect_not(sf_ballot_rule_met(&important, 113, 60, 45));
    cr_expect(sf_ballot_rule_met(&important, 113, 60, 46));
    cr_expect_not(sf_ballot_rule_met(&plain, 0, 0, 0));
}

/* M9.2 */
Test(ballots, the_forty_per_cent_rule_asks_for_the_law_and_the_service)
{
    static const struct {
        const char *from, *to;
        int64_t yes_per_million;
    } list[] = {
        {"turnout = 0.61;", "important_service = true; turnout = 0.61;", 400000},
        {"law = \"tua2016\"", "law = \"tua2016\"", 0},
        {"law = \"tua2016\"", "law = \"tua2016\"; yes_of_members = 0.25", 0},
    };
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        struct attempt attempt = good_base_with(list[i].from, list[i].to);
        const struct sf_scenario *s = attempt.scenario;
        cr_expect_eq(sf_ballot_rule_of(s, &s->ballot[0], 0).yes_per_million,
                     list[i].yes_per_million);
        attempt_free(&attempt);
    }
    /* All together: where most of those balloted are in such services. The Passports
       are 900 of 1,250. */
    struct attempt attempt = good_base_with(
        "closes =", "mode = \"aggregated\"; turnout = 0.5; yes = 0.7; closes =");
    struct sf_scenario *s = attempt.scenario;
    s->employer[0].is_important_service = true;
    cr_expect_eq(sf_ballot_rule_of(s, &s->ballot[0], 1).yes_per_million, 400000);
    s->employer[0].is_important_service = false;
    s->employer[1].is_important_service = true;
    cr_expect_eq(sf_ballot_rule_of(s, &s->ballot[0], 1).yes_per_million, 0);
    attempt_free(&attempt);
}

Test(ballots, given_numbers_are_under_the_forty_per_cent_rule_too)
{
    /* 900 members, 549 votes, 384 yes: more than 360. With 0.55: 302. */
    struct attempt attempt =
        good_base_with("turnout = 0.61; yes = 0.83;",
                       "important_service = true; turnout = 0.61; yes = 0.7;");
    cr_expect(sf_ballot_passed(attempt.scenario, &attempt.scenario->ballot[0], 0));
    attempt_free(&attempt);
    attempt = good_base_with("turnout = 0.61; yes = 0.83;",
                             "important_service = true; turnout = 0.61; yes = 0.55;");
    cr_expect_not(sf_ballot_passed(attempt.scenario, &attempt.scenario->ballot[0], 0));
    attempt_free(&attempt);
}

/* M9.1 */
Test(ballots, a_consultative_ballot_gives_no_mandate)
{
    struct attempt attempt = good_base_with(
        "closes =", "kind = \"consultative\"; result = \"passed\"; closes =");
    const struct sf_scenario *s = attempt.scenario;
    int32_t may = SF_NO_DAY;
    cr_assert(sf_day_parse("2023-05-03", &may));
    cr_expect_not(is_mandated(s, 0, may));
    cr_expect_eq(sf_ballot_chance(s, &s->ballot[0], 0), 0.0);
    attempt_free(&attempt);
    /* Where there is neither a law nor another ballot, nobody needs one. */
    char *text = base_with(
        "closes =", "kind = \"consultative\"; result = \"failed\"; closes =", NULL);
    const struct sf_override none = {"law", "none"};
    attempt = attempt_read_bytes(text, strlen(text), NULL, &none, 1);
    cr_assert_eq(attempt.status, SF_OK);
    cr_expect(is_mandated(attempt.scenario, 0, may));
    attempt_free(&attempt);
    free(text);
}

/* M9.3 */
Test(ballots, a_strike_needs_the_question_of_a_strike)
{
    int32_t may = SF_NO_DAY;
    cr_assert(sf_day_parse("2023-05-03", &may));
    struct attempt attempt = good_base_with(
        "closes =", "questions = \"short\"; result = \"passed\"; closes =");
    const struct sf_scenario *s = attempt.scenario;
    struct sf_votes votes;
    sf_votes_find(s, &votes);
    cr_expect_not(is_mandated(s, 0, may));
    cr_expect(sf_mandate_cover(s, &votes, SF_QUESTION_SHORT, 0, may).is_sure);
    cr_expect_eq(sf_ballot_chance(s, &s->ballot[0], 0), 0.0);
    attempt_free(&attempt);
    attempt = good_base_with("closes =",
                             VOTE("questions = [\"strike\", \"short\"]; yes = 0.8; "
                                  "yes_short = 0.7;"));
    s = attempt.scenario;
    sf_votes_find(s, &votes);
    cr_assert_eq(votes.n, 2);
    cr_expect_eq(votes.n_cells, 4);
    cr_expect_eq(sf_mandate_cover(s, &votes, SF_QUESTION_STRIKE, 0, may).gate, 1);
    cr_expect_eq(sf_mandate_cover(s, &votes, SF_QUESTION_SHORT, 0, may).gate, 2);
    attempt_free(&attempt);
}

/* M9.1 */
Test(ballots, a_day_may_turn_on_several)
{
    /* The first lasts from 20 January to 19 July 2023, the second from 1 May. */
    struct attempt attempt = good_base_with(
        "  { name = \"winter\"; closes = \"2023-01-20\"; }\n",
        "  { name = \"winter\"; closes = \"2023-01-20\"; turnout = 0.5; yes = 0.8; "
        "failed = [\"Museums\"]; },\n"
        "  { name = \"spring\"; closes = \"2023-05-01\"; turnout = 0.5; yes = 0.8; "
        "passed = [\"Museums\"]; },\n"
        "  { name = \"too late\"; closes = \"2024-01-01\"; turnout = 0.5; yes = 0.8; "
        "}");
    const struct sf_scenario *s = attempt.scenario;
    struct sf_votes votes;
    sf_votes_find(s, &votes);
    cr_assert_eq(votes.n, 2);
    static const struct {
        const char *date;
        uint64_t gate;
    } list[] = {{"2023-01-19", 0}, {"2023-01-20", 1}, {"2023-05-01", 3},
                {"2023-07-19", 3}, {"2023-07-20", 2}, {"2023-10-31", 2},
                {"2023-11-01", 0}};
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        int32_t day = SF_NO_DAY;
        cr_assert(sf_day_parse(list[i].date, &day));
        const struct sf_cover passports =
            sf_mandate_cover(s, &votes, SF_QUESTION_STRIKE, 0, day);
        const struct sf_cover museums =
            sf_mandate_cover(s, &votes, SF_QUESTION_STRIKE, 1, day);
        cr_expect_eq(passports.gate, list[i].gate, "%s", list[i].date);
        cr_expect_not(passports.is_sure);
        /* A result that is named is not left to chance. */
        cr_expect_eq(museums.gate, 0, "%s", list[i].date);
        cr_expect_eq(museums.is_sure, (list[i].gate & 2) != 0, "%s", list[i].date);
    }
    attempt_free(&attempt);
}

Test(ballots, check_says_what_is_left_to_chance)
{
    struct attempt attempt = good_base_with(
        "closes =", "turnout = { dist = \"uniform\"; low = 0.45; high = 0.55; }; yes = "
                    "0.83; bad_records = 0.02; mode = \"aggregated\"; closes =");
    char *words = NULL;
    cr_assert_eq(sf_scenario_words(attempt.scenario, &words), SF_OK);
    cr_expect_not_null(
        strstr(words, "Ballot    winter, closes 20 January 2023: left to chance at 2 "
                      "employers, with 1,250 members, counted together\n"
                      "          turnout 45 % to 55 %; yes to a strike 83 %; cannot "
                      "reach 2 %\n"),
        "%s", words);
    free(words);
    attempt_free(&attempt);
}

Test(ballots, at_most_64_questions_are_left_to_chance)
{
    static const char one[] =
        "{ name = \"%d\"; closes = \"2023-01-20\"; turnout = 0.5; "
        "yes = 0.8; yes_short = 0.8; questions = [\"strike\", "
        "\"short\"]; }%s";
    for (int n = 32; n <= 33; n++) {
        struct sf_text list = {0};
        for (int i = 0; i < n; i++) {
            sf_text_add(&list, one, i, i + 1 < n ? ", " : "");
        }
        char *text = base_with("  { name = \"winter\"; closes = \"2023-01-20\"; }\n",
                               list.chars, NULL);
        struct attempt attempt = attempt_read(text, NULL);
        if (n == 32) {
            cr_expect_eq(attempt.status, SF_OK);
        } else {
            cr_assert_eq(attempt.faults.n_errors, 1);
            cr_expect_not_null(strstr(first_error(&attempt)->words,
                                      "66 questions to chance; at most 64"));
        }
        attempt_free(&attempt);
        free(text);
        sf_text_free(&list);
    }
}
