#include "support/campaign.h"

#include <criterion/criterion.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TEXT_CHARS = 1 << 16, PATH_CHARS = 64 };

static struct sf_scenario *read_file(const char *path)
{
    struct sf_faults faults = {0};
    struct sf_scenario *scenario = NULL;
    const enum sf_status status = sf_scenario_read(path, NULL, 0, &faults, &scenario);
    for (size_t i = 0; i < faults.n; i++) {
        if (!faults.fault[i].is_warning) {
            cr_log_error("%s:%d: %s\n", path, faults.fault[i].line,
                         faults.fault[i].words);
        }
    }
    sf_faults_free(&faults);
    cr_assert_eq(status, SF_OK, "reading: %s", sf_status_words(status));
    return scenario;
}

static struct sf_scenario *read_text(const char *format, va_list arguments)
{
    char *text = malloc(TEXT_CHARS);
    cr_assert_not_null(text);
    const int length = vsnprintf(text, TEXT_CHARS, format, arguments);
    cr_assert(length > 0 && length < TEXT_CHARS, "the scenario is too long");
    char place[PATH_CHARS] = "/tmp/strikefund-campaign-XXXXXX";
    char path[PATH_CHARS + 16];
    cr_assert_not_null(mkdtemp(place));
    snprintf(path, sizeof(path), "%s/campaign.cfg", place);
    FILE *file = fopen(path, "w");
    cr_assert_not_null(file);
    fprintf(file, "format = \"strikefund-1\";\n%s", text);
    cr_assert_eq(fclose(file), 0);
    free(text);
    struct sf_scenario *scenario = read_file(path);
    unlink(path);
    rmdir(place);
    return scenario;
}

struct sf_scenario *campaign_scenario(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct sf_scenario *scenario = read_text(format, arguments);
    va_end(arguments);
    return scenario;
}

static struct campaign open_all(struct sf_scenario *scenario)
{
    struct campaign campaign = {.scenario = scenario};
    size_t strategy[SF_MAX_STRATEGIES];
    for (size_t s = 0; s < scenario->n_strategies; s++) {
        strategy[s] = s;
    }
    cr_assert_eq(sf_experiment_init(scenario, strategy, scenario->n_strategies,
                                    &campaign.experiment),
                 SF_OK);
    return campaign;
}

struct campaign campaign_open(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct sf_scenario *scenario = read_text(format, arguments);
    va_end(arguments);
    return open_all(scenario);
}

struct campaign campaign_read(const char *path)
{
    return open_all(read_file(path));
}

void campaign_close(struct campaign *campaign)
{
    sf_experiment_free(campaign->experiment);
    sf_scenario_free(campaign->scenario);
    *campaign = (struct campaign){0};
}

struct sf_results *campaign_run_cut(const struct campaign *campaign, uint64_t first_run,
                                    uint64_t n_runs, int n_threads, size_t block_runs)
{
    const struct sf_experiment_options options = {.first_run = first_run,
                                                  .n_runs = n_runs,
                                                  .n_threads = n_threads,
                                                  .block_runs = block_runs};
    struct sf_results *results = NULL;
    cr_assert_eq(sf_experiment_run(campaign->experiment, &options, &results), SF_OK);
    return results;
}

struct sf_results *campaign_run(const struct campaign *campaign, uint64_t n_runs)
{
    return campaign_run_cut(campaign, 1, n_runs, 1, 0);
}

struct sf_ledger campaign_replay(const struct campaign *campaign, size_t strategy,
                                 uint64_t run)
{
    struct sf_ledger ledger = {0};
    cr_assert_eq(sf_experiment_replay(campaign->experiment, strategy, run, &ledger),
                 SF_OK);
    return ledger;
}

int64_t campaign_value(const struct campaign *campaign, size_t strategy, size_t month,
                       enum sf_measure measure)
{
    struct sf_ledger ledger = campaign_replay(campaign, strategy, 1);
    const int64_t value = sf_ledger_value(&ledger, month, measure);
    sf_ledger_free(&ledger);
    return value;
}

size_t campaign_strategy(const struct campaign *campaign, const char *name)
{
    for (size_t s = 0; s < campaign->scenario->n_strategies; s++) {
        if (strcmp(campaign->scenario->strategy[s].name, name) == 0) {
            return s;
        }
    }
    cr_assert_fail("no strategy is called %s", name);
    return SF_NONE;
}

void campaign_expect(const struct campaign *campaign, size_t strategy,
                     enum sf_measure measure, const int64_t *expected, size_t n)
{
    struct sf_ledger ledger = campaign_replay(campaign, strategy, 1);
    for (size_t m = 1; m <= n; m++) {
        const int64_t found = sf_ledger_value(&ledger, m, measure);
        cr_expect_eq(found, expected[m - 1], "%s of month %zu is %ld, not %ld",
                     sf_measure_name(measure), m, (long)found, (long)expected[m - 1]);
    }
    sf_ledger_free(&ledger);
}

static void check_month(const struct sf_ledger *ledger, size_t m, int64_t n_at_most)
{
#define AT(month, measure) sf_ledger_value(ledger, month, measure)
    const int64_t income = AT(m, SF_LEVY_INCOME) + AT(m, SF_OTHER_INCOME);
    const int64_t outgo =
        AT(m, SF_STRIKE_PAY_PAID) + AT(m, SF_HARDSHIP) + AT(m, SF_OTHER_OUTGO);
    cr_assert_eq(AT(m, SF_BALANCE), AT(m - 1, SF_BALANCE) + income - outgo);
    cr_assert_eq(AT(m, SF_CLAIMS), AT(m - 1, SF_CLAIMS) + AT(m, SF_STRIKE_PAY_CLAIMED) -
                                       AT(m, SF_STRIKE_PAY_PAID) -
                                       AT(m, SF_STRIKE_PAY_UNPAID));
    cr_assert_eq(AT(m, SF_STRIKE_PAY_DUE),
                 AT(m, SF_STRIKE_PAY_CLAIMED) + AT(m, SF_CLAIMS_LAPSED));
    cr_assert_eq(AT(m, SF_LOW_IN_MONTH), AT(m - 1, SF_BALANCE) - outgo);
    cr_assert_eq(AT(m, SF_REFUNDS_OWED), AT(m - 1, SF_REFUNDS_OWED) +
                                             AT(m, SF_REFUNDS_PROMISED) -
                                             AT(m, SF_REFUNDS_PAID));
    cr_assert_leq(AT(m, SF_REFUNDS_PAID), AT(m, SF_OTHER_OUTGO));
    /* Levy due and not collected is never negative. */
    cr_assert_geq(AT(m, SF_NET_POSITION),
                  AT(m, SF_BALANCE) - AT(m, SF_CLAIMS) - AT(m, SF_REFUNDS_OWED));
    cr_assert(AT(m, SF_PAYERS) >= 0 && AT(m, SF_PAYERS) <= AT(m, SF_MEMBERS));
    cr_assert(AT(m, SF_MEMBERS) <= n_at_most);
    const enum sf_measure never_negative[] = {
        SF_CLAIMS,        SF_LEVY_INCOME,        SF_STRIKE_PAY_DUE,
        SF_CLAIMS_LAPSED, SF_STRIKE_PAY_PAID,    SF_STRIKE_PAY_UNPAID,
        SF_HARDSHIP,      SF_STRIKERS,           SF_STRIKE_DAYS,
        SF_PAY_LOST,      SF_STRIKE_PAY_CLAIMED, SF_PAY_SAVED_BY_EMPLOYER,
        SF_WORK_NOT_DONE, SF_OTHER_INCOME,       SF_OTHER_OUTGO,
        SF_COVER_MONTHS,  SF_REFUNDS_OWED,       SF_REFUNDS_PROMISED,
        SF_REFUNDS_PAID};
    for (size_t i = 0; i < sizeof(never_negative) / sizeof(never_negative[0]); i++) {
        cr_assert_geq(AT(m, never_negative[i]), 0, "%s of month %zu",
                      sf_measure_name(never_negative[i]), m);
    }
#undef AT
}

void campaign_check_books(const struct campaign *campaign, uint64_t n_runs)
{
    const struct sf_scenario *scenario = campaign->scenario;
    for (size_t s = 0; s < scenario->n_strategies; s++) {
        for (uint64_t run = 1; run <= n_runs; run++) {
            struct sf_ledger ledger = campaign_replay(campaign, s, run);
            const int64_t at_first = sf_ledger_value(&ledger, 0, SF_MEMBERS);
            cr_assert_eq(sf_ledger_value(&ledger, 0, SF_NET_POSITION),
                         sf_ledger_value(&ledger, 0, SF_BALANCE));
            for (size_t m = 1; m <= ledger.n_months; m++) {
                check_month(&ledger, m, 3 * at_first + 1000);
            }
            sf_ledger_free(&ledger);
        }
    }
}
