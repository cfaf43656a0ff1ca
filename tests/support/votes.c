#include "support/votes.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#include "core/text.h"
#include "engine/experiment.h"
#include "engine/replay.h"
#include "strikefund/ballots.h"
#include "support/sameness.h"

uint64_t *votes_passed(const struct campaign *c, size_t strategy, uint64_t run)
{
    struct sf_ledger ledger;
    uint64_t *passed = calloc(c->scenario->n_employers, sizeof(*passed));
    cr_assert_not_null(passed);
    cr_assert_eq(sf_replay(c->experiment, strategy, run, NULL, NULL, passed, &ledger),
                 SF_OK);
    sf_ledger_free(&ledger);
    return passed;
}

bool vote_passed(const uint64_t *passed, size_t vote, size_t employer)
{
    return (passed[employer] >> vote & 1) != 0;
}

/** Adds a list of the employers of a ballot: all, or those at which a vote of it has
 *  passed. */
static void add_employers(const struct campaign *c, const struct sf_ballot *ballot,
                          const char *key, size_t vote, const uint64_t *passed,
                          struct sf_text *text)
{
    const char *before = "";
    sf_text_add(text, "%s = [", key);
    for (size_t k = 0; k < ballot->employers.n; k++) {
        const size_t e = ballot->employers.index[k];
        if (passed == NULL || vote_passed(passed, vote, e)) {
            sf_text_add(text, "%s\"%s\"", before, c->scenario->employer[e].name);
            before = ", ";
        }
    }
    sf_text_add(text, "]; ");
}

/** The ballots of a campaign with the results that they have in one run: a ballot for
 *  each question, the first of which costs what the ballot did. */
static char *given_ballots(const struct campaign *c, const uint64_t *passed)
{
    struct sf_text text = {0};
    struct sf_votes votes;
    sf_votes_find(c->scenario, &votes);
    sf_text_add(&text, "ballots = (");
    for (size_t v = 0; v < votes.n; v++) {
        const struct sf_vote *vote = &votes.vote[v];
        const struct sf_ballot *ballot = &c->scenario->ballot[vote->ballot];
        const bool is_second = v > 0 && votes.vote[v - 1].ballot == vote->ballot;
        const bool first_passed = vote_passed(passed, v, ballot->employers.index[0]);
        const char *question = sf_question_name(vote->question);
        char closes[11];
        sf_day_format(ballot->closes, closes);
        sf_text_add(&text,
                    "%s{ name = \"%s on %s\"; questions = \"%s\"; closes = \"%s\"; "
                    "kind = \"%s\"; cost_per_member = %.2f; result = \"%s\"; "
                    "mode = \"%s\"; ",
                    v > 0 ? ", " : "", ballot->name, question, question, closes,
                    ballot->is_consultative ? "consultative" : "statutory",
                    is_second ? 0.0 : ballot->cost_per_member,
                    ballot->is_aggregated && first_passed ? "passed" : "failed",
                    ballot->is_aggregated ? "aggregated" : "disaggregated");
        add_employers(c, ballot, "employers", v, NULL, &text);
        if (!ballot->is_aggregated) {
            add_employers(c, ballot, "passed", v, passed, &text);
        }
        sf_text_add(&text, "}");
    }
    sf_text_add(&text, ");\n");
    return sf_text_take(&text);
}

/** One run of one strategy, beside the run of that number with its results given. */
static void expect_run_as_given(const struct campaign *c, const char *before,
                                const char *after, size_t strategy, uint64_t run)
{
    uint64_t *passed = votes_passed(c, strategy, run);
    char *given = given_ballots(c, passed);
    struct campaign as_given = campaign_open("%s%s%s", before, given, after);
    struct sf_ledger x = campaign_replay(c, strategy, run);
    struct sf_ledger y = campaign_replay(&as_given, strategy, run);
    expect_same_ledgers(&x, &y);
    sf_ledger_free(&x);
    sf_ledger_free(&y);
    campaign_close(&as_given);
    free(given);
    free(passed);
}

void votes_expect_as_given(const char *before, const char *ballots, const char *after,
                           uint64_t n_runs)
{
    struct campaign c = campaign_open("%s%s%s", before, ballots, after);
    for (uint64_t run = 1; run <= n_runs; run++) {
        for (size_t s = 0; s < c.scenario->n_strategies; s++) {
            expect_run_as_given(&c, before, after, s, run);
        }
    }
    campaign_close(&c);
}
