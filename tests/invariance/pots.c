/* Pots of the fund (M7.4): whatever the numbers, books balance and no earmark is
 * broken; and pots alone change nothing of the fund. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/text.h"
#include "support/everything.h"
#include "support/pots.h"
#include "support/sameness.h"

enum { BANDS = 2, RUNS = 300 };

static unsigned drawn(unsigned *random, unsigned n)
{
    return (unsigned)rand_r(random) % n;
}

/** A list of one to three different pots of n. */
static void add_order(struct sf_text *text, const char *key, unsigned n,
                      unsigned *random)
{
    const unsigned first = drawn(random, n);
    const unsigned step = n > 2 ? 1 + drawn(random, n - 1) : 1;
    const unsigned length = 1 + drawn(random, n < 3 ? n : 3);
    sf_text_add(text, "%s = [", key);
    for (unsigned k = 0; k < length; k++) {
        if (k > 0 && (first + k * step) % n == first) {
            break;
        }
        if (k == 2 && (first + 2 * step) % n == (first + step) % n) {
            break;
        }
        sf_text_add(text, "%s\"P%u\"", k > 0 ? ", " : "", (first + k * step) % n);
    }
    sf_text_add(text, "]; ");
}

/** The pots of a fund that opens with £9,000. */
static void add_pots(struct sf_text *text, unsigned n, unsigned *random)
{
    const unsigned rest = drawn(random, n);
    sf_text_add(text, "pots = ( ");
    for (unsigned p = 0; p < n; p++) {
        sf_text_add(text, "%s{ name = \"P%u\"; ", p > 0 ? ", " : "", p);
        if (p != rest) {
            sf_text_add(text, "opening = %u.%02u; ", drawn(random, 9000 / n),
                        drawn(random, 100));
        }
        sf_text_add(text, "}");
    }
    sf_text_add(text, " );\n  paid_from : { ");
    add_order(text, "strike_pay", n, random);
    add_order(text, "hardship", n, random);
    add_order(text, "campaign", n, random);
    add_order(text, "ballots", n, random);
    sf_text_add(text, "};\n  subscriptions_to = \"P%u\"; donations_to = \"P%u\";\n",
                drawn(random, n), drawn(random, n));
    sf_text_add(text, "  loans = ( ");
    for (unsigned k = 0; k + 1 < n; k++) {
        const unsigned is_up = drawn(random, 2);
        sf_text_add(text,
                    "%s{ from = \"P%u\"; to = \"P%u\"; up_to = %u.0; keep = %u.%02u; "
                    "below = %u.0; }",
                    k > 0 ? ", " : "", k + is_up, k + 1 - is_up, drawn(random, 3000),
                    drawn(random, 2000), drawn(random, 100), drawn(random, 900));
    }
    sf_text_add(text, " );\n");
}

/** A scenario with or without the pots. */
static struct campaign open_any(const char *rule, const char *interest,
                                const char *pots, const char *levy_pot,
                                const char *sum_pot, const char *own)
{
    return campaign_open(
        EVERYTHING_HEAD
        "fund : { opening = 9000.0; minimum_balance = 700.0; subscription_share = "
        "0.37;\n"
        "  on_shortfall = \"%s\"; %s\n"
        "  donations = { dist = \"gamma\"; mean = 300.0; sd = 150.0; };\n"
        "  one_offs = ( { name = \"hall\"; month = \"2023-02\"; amount = -1234.56; %s "
        "}, "
        "{ name = \"gift\"; month = \"2023-05\"; amount = 3456.78; %s } );\n"
        "  %s };\n" EVERYTHING_BANDS EVERYTHING_EMPLOYERS(
            HARBOUR ", " LIBRARY ", " MUSEUM) EVERYTHING_BALLOTS
        "rules : { paid : { basis = \"net\"; rate = 0.9; take_up = 0.8; %s\n"
        "    claim_lag = [0.1, 0.4, 0.3, 0.2]; },\n"
        "  help : { basis = \"none\"; hardship_share = 0.3; hardship_grant = 41.0; }; "
        "};\n"
        "levies = ( { name = \"first\"; from = \"2022-12\"; to = \"2023-02\"; %s\n"
        "    rates = { low = 3.0; high = 5.0; }; notpay = 0.1; fail = 0.03; recover = "
        "0.7; },\n"
        "  { name = \"second\"; from = \"2023-03\"; to = \"2023-05\";\n"
        "    rates = { low = 4.0; high = 6.5; }; notpay = 0.2; } );\n" //
        EVERYTHING_STRATEGIES,
        rule, interest, sum_pot, sum_pot, pots, own, levy_pot);
}

/* M7.4 */
Test(pots, in_every_run_the_books_balance_and_no_earmark_is_broken)
{
    static const char *const rule[] = {"overdraw", "suspend", "scale"};
    static const char *const interest[] = {
        "", "interest = 0.05; overdraft_interest = 0.31;"};
    unsigned random = 74113;
    for (int i = 0; i < 30; i++) {
        struct sf_text pots = {0};
        char name[32];
        char other[32];
        const unsigned n = 2 + drawn(&random, 4);
        add_pots(&pots, n, &random);
        snprintf(name, sizeof(name), "pot = \"P%u\";", drawn(&random, n));
        snprintf(other, sizeof(other), "pot = \"P%u\";", drawn(&random, n));
        const unsigned shortfall = drawn(&random, 3);
        struct sf_text own = {0};
        if (shortfall < 2 && drawn(&random, 2) == 0) {
            add_order(&own, "paid_from", n, &random);
        }
        struct campaign c =
            open_any(rule[shortfall], interest[drawn(&random, 2)], pots.chars, name,
                     other, own.length > 0 ? own.chars : "");
        sf_text_free(&own);
        campaign_check_books(&c, 4);
        pots_check(&c, 4);
        campaign_close(&c);
        sf_text_free(&pots);
    }
}

/** Pots drawn at random under which grants do not stop. */
static struct campaign open_unlimited(unsigned *random)
{
    for (;;) {
        struct sf_text pots = {0};
        add_pots(&pots, 2 + drawn(random, 4), random);
        struct campaign c = open_any("overdraw", "", pots.chars, "pot = \"P1\";",
                                     "pot = \"P0\";", "paid_from = [\"P1\", \"P0\"];");
        sf_text_free(&pots);
        if (!c.scenario->fund.pots.is_hardship_limited) {
            return c;
        }
        campaign_close(&c);
    }
}

/* M7.4 */
Test(pots, alone_they_change_nothing_of_the_fund)
{
    unsigned random = 9241;
    struct campaign plain = open_any("overdraw", "", "", "", "", "");
    struct sf_results *expected = campaign_run(&plain, RUNS);
    for (int i = 0; i < 6; i++) {
        struct campaign c = open_unlimited(&random);
        struct sf_results *found = campaign_run(&c, RUNS);
        expect_same_results(expected, found, BANDS);
        sf_results_free(found);
        campaign_close(&c);
    }
    sf_results_free(expected);
    campaign_close(&plain);
}

Test(pots, threads_and_block_sizes_change_no_bit)
{
    unsigned random = 611;
    struct campaign c = open_unlimited(&random);
    struct sf_results *plain = campaign_run(&c, RUNS);
    const size_t block[] = {1, 7, 1024};
    for (size_t i = 0; i < sizeof(block) / sizeof(block[0]); i++) {
        struct sf_results *other = campaign_run_cut(&c, 1, RUNS, 2, block[i]);
        cr_assert_gt(sf_results_n_pots(other), 1);
        expect_same_results(plain, other, BANDS);
        sf_results_free(other);
    }
    sf_results_free(plain);
    campaign_close(&c);
}
