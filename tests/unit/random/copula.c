/* Correlated inputs: the factor against GSL's, and draws against their definition. */
#include "random/copula.h"

#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_sf_trig.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/maths.h"
#include "strikefund/scenario.h"
#include "support/campaign.h"

enum { MOST = 9 };

/** A plain generator for test matrices: numbers between -1 and 1. */
static double next_number(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) * 0x1p-52 - 1.0;
}

static void fill(double *rho, size_t n, double strength, uint64_t *state)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < i; j++) {
            rho[i * n + j] = rho[j * n + i] = strength * next_number(state);
        }
        rho[i * n + i] = 1.0;
    }
}

static gsl_matrix *deviates_of(const double *rho, size_t n)
{
    gsl_matrix *matrix = gsl_matrix_alloc(n, n);
    for (size_t i = 0; i < n * n; i++) {
        gsl_matrix_set(matrix, i / n, i % n,
                       2.0 * gsl_sf_sin(M_PI * rho[i] / 6.0)); /* 1 at rho = 1 */
    }
    return matrix;
}

/* M2.3 */
Test(copula, deviates_correlate_a_little_more_than_ranks_do)
{
    cr_expect_eq(sf_copula_deviates(1.0), 1.0);
    cr_expect_eq(sf_copula_deviates(-1.0), -1.0);
    cr_expect_eq(sf_copula_deviates(0.0), 0.0);
    cr_expect_float_eq(sf_copula_deviates(0.4), 0.41582338163551863, 3e-10);
    for (double rho = -0.99; rho < 1.0; rho += 0.0173) {
        const double r = sf_copula_deviates(rho);
        cr_expect_float_eq(r, 2.0 * gsl_sf_sin(M_PI * rho / 6.0), 2e-10);
        cr_expect_eq(r * 0x1p32, nearbyint(r * 0x1p32));
        cr_expect_eq(sf_copula_deviates(-rho), -r);
        cr_expect_geq(fabs(r), fabs(rho) - 2e-10);
    }
}

Test(copula, the_factor_is_choleskys)
{
    double rho[MOST * MOST];
    double factor[MOST * MOST];
    uint64_t state = 2385;
    for (size_t n = 1; n <= MOST; n++) {
        fill(rho, n, 0.25, &state);
        gsl_matrix *matrix = deviates_of(rho, n);
        cr_assert_eq(gsl_linalg_cholesky_decomp1(matrix), 0);
        cr_assert(sf_copula_factor(rho, n, factor));
        for (size_t i = 0; i < n; i++) {
            for (size_t j = 0; j < n; j++) {
                cr_expect_float_eq(factor[i * n + j],
                                   j <= i ? gsl_matrix_get(matrix, i, j) : 0.0, 1e-8);
            }
        }
        gsl_matrix_free(matrix);
    }
}

Test(copula, there_is_a_factor_exactly_when_no_eigenvalue_is_negative)
{
    double rho[16];
    double factor[16];
    uint64_t state = 99;
    size_t n_good = 0;
    size_t n_bad = 0;
    for (size_t k = 0; k < 2000; k++) {
        const size_t n = 2 + k % 3;
        fill(rho, n, 1.0, &state);
        gsl_matrix *matrix = deviates_of(rho, n);
        gsl_vector *eigenvalue = gsl_vector_alloc(n);
        gsl_eigen_symm_workspace *work = gsl_eigen_symm_alloc(n);
        gsl_eigen_symm(matrix, eigenvalue, work);
        const double least = gsl_vector_min(eigenvalue);
        if (fabs(least) > 1e-7) {
            cr_assert_eq(sf_copula_factor(rho, n, factor), least > 0.0, "%zu: %g", k,
                         least);
            n_good += least > 0.0;
            n_bad += least < 0.0;
        }
        gsl_eigen_symm_free(work);
        gsl_vector_free(eigenvalue);
        gsl_matrix_free(matrix);
    }
    cr_expect_gt(n_good, 500);
    cr_expect_gt(n_bad, 300);
}

static void expect_product(const double *rho, const double *factor, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            double sum = 0.0;
            for (size_t k = 0; k < n; k++) {
                sum += factor[i * n + k] * factor[j * n + k];
            }
            cr_expect_float_eq(sum, sf_copula_deviates(rho[i * n + j]), 1e-9);
        }
    }
}

Test(copula, one_and_minus_one_leave_no_freedom)
{
    double factor[9];
    const double together[9] = {1, 1, 0.37, 1, 1, 0.37, 0.37, 0.37, 1};
    const double against[9] = {1, -1, 0.37, -1, 1, -0.37, 0.37, -0.37, 1};
    const double torn[9] = {1, 1, 0.37, 1, 1, 0.36, 0.37, 0.36, 1};
    const double torn_by_nothing[9] = {1, -1, 0.37, -1, 1, 0, 0.37, 0, 1};
    cr_assert(sf_copula_factor(together, 3, factor));
    expect_product(together, factor, 3);
    cr_expect_eq(factor[3], 1.0);
    cr_expect_eq(factor[4], 0.0);
    cr_assert(sf_copula_factor(against, 3, factor));
    expect_product(against, factor, 3);
    cr_expect_eq(factor[3], -1.0);
    cr_expect_not(sf_copula_factor(torn, 3, factor));
    cr_expect_not(sf_copula_factor(torn_by_nothing, 3, factor));
}

#define HEAD                                                                           \
    "title = \"Linked\"; start = \"2026-01\"; months = 4; seed = \"4711\";\n"          \
    "fund : { opening = { dist = \"lognormal\"; mean = 9000.0; sd = 1700.0; };\n"      \
    "  donations = { dist = \"gamma\"; mean = 300.0; sd = 150.0; }; };\n"              \
    "bands = ( { name = \"all\"; net_ratio = 0.8; } );\n"                              \
    "employers : { list = ( { name = \"Yard\"; members = 120; shares = [1.0]; "        \
    "salaries = [26000.0]; } ); };\n"                                                  \
    "members : { leave = { dist = \"beta\"; mean = 0.1; sd = 0.04; };\n"               \
    "  join = { dist = \"discrete\"; values = [0.001, 0.01, 0.03]; weights = [0.2, "   \
    "0.5, 0.3]; }; };\n"                                                               \
    "strategies = ( { name = \"one\"; actions = ( { name = \"out\"; days = "           \
    "[\"2026-02-02\"]; employer = \"Yard\"; called_share = { dist = \"uniform\"; low " \
    "= 0.5; high = 0.8; }; participation = { dist = \"uniform\"; "                     \
    "low = 0.3; high = 0.9; }; } ); },\n"                                              \
    "  { name = \"two\"; actions = ( { name = \"out\"; days = [\"2026-02-03\"]; "      \
    "employer = \"Yard\"; participation = { dist = \"pert\"; low = 0.2; mode = 0.7; "  \
    "high = 0.8; }; } ); } );\n"
#define PAIR(a, b, rho) "{ between = [\"" a "\", \"" b "\"]; rho = " rho "; }"
#define OUT             "actions.out.participation"

/** The tables of a scenario, correlated. */
struct linked {
    struct sf_scenario *scenario;
    struct sf_input_table *table;
};

static struct linked linked_open(const char *correlations)
{
    struct linked linked = {
        .scenario = campaign_scenario(HEAD "correlations = ( %s );\n", correlations)};
    const size_t n = linked.scenario->n_inputs;
    linked.table = calloc(n, sizeof(*linked.table));
    for (size_t i = 0; i < n; i++) {
        cr_assert_eq(sf_input_table_init(&linked.scenario->input[i], &linked.table[i]),
                     SF_OK);
    }
    cr_assert_eq(sf_copula_apply(linked.scenario, linked.table), SF_OK);
    return linked;
}

static void linked_close(struct linked *linked)
{
    for (size_t i = 0; i < linked->scenario->n_inputs; i++) {
        sf_input_table_free(&linked->table[i]);
    }
    free(linked->table);
    sf_scenario_free(linked->scenario);
}

/** The n-th input of a name. */
static const struct sf_input_table *table_of(const struct linked *linked,
                                             const char *name, size_t n)
{
    for (size_t i = 0; i < linked->scenario->n_inputs; i++) {
        if (strcmp(linked->scenario->input[i].name, name) == 0 && n-- == 0) {
            return &linked->table[i];
        }
    }
    cr_assert_fail("no input '%s'", name);
    return NULL;
}

static double deviate(const char *name, uint64_t run)
{
    const struct sf_stream stream = {.kernels = sf_kernels_best(), .seed = 4711};
    const struct sf_path path = {.family = SF_FAMILY_INPUT,
                                 .subject = sf_name_hash(name)};
    double uniform;
    sf_stream_uniform(&stream, &path, run, 1, &uniform);
    return sf_normal_quantile(uniform);
}

static double draw(const struct sf_input_table *table, uint64_t run)
{
    const struct sf_stream stream = {.kernels = sf_kernels_best(), .seed = 4711};
    double value;
    sf_input_table_draw(table, &stream, run, 1, &value);
    return value;
}

Test(copula, a_correlated_draw_is_its_quantile_at_the_sum_of_the_deviates)
{
    struct linked linked = linked_open(PAIR("fund.donations", OUT, "-0.45"));
    const double r = 2.0 * sin(-0.45 * M_PI / 6.0);
    for (uint64_t run = 1; run <= 60; run++) {
        /* "actions..." comes before "fund...": it keeps its own, in both strategies. */
        const double first = deviate(OUT, run);
        const double second =
            r * first + sqrt(1.0 - r * r) * deviate("fund.donations", run);
        cr_expect_float_eq(draw(table_of(&linked, OUT, 0), run),
                           0.3 + 0.6 * gsl_cdf_ugaussian_P(first), 1e-6);
        cr_expect_float_eq(draw(table_of(&linked, "fund.donations", 0), run),
                           gsl_cdf_gamma_Pinv(gsl_cdf_ugaussian_P(second), 4.0, 75.0),
                           1e-4);
    }
    cr_expect_eq(table_of(&linked, OUT, 0)->n_terms, 0);
    cr_expect_eq(table_of(&linked, OUT, 1)->n_terms, 0);
    cr_expect_eq(table_of(&linked, "fund.donations", 0)->n_terms, 2);
    cr_expect_eq(table_of(&linked, "fund.opening", 0)->n_terms, 0);
    linked_close(&linked);
}

Test(copula, every_input_of_a_name_goes_along)
{
    struct linked linked = linked_open(PAIR("actions.out.called_share", OUT, "0.5"));
    const struct sf_input_table *one = table_of(&linked, OUT, 0);
    const struct sf_input_table *two = table_of(&linked, OUT, 1);
    cr_assert_eq(one->n_terms, 2);
    cr_assert_eq(two->n_terms, 2);
    for (size_t t = 0; t < 2; t++) {
        cr_expect_eq(one->term[t].subject, two->term[t].subject);
        cr_expect_eq(one->term[t].weight, two->term[t].weight);
    }
    cr_expect_eq(one->term[0].subject, sf_name_hash("actions.out.called_share"));
    cr_expect_eq(one->term[1].subject, sf_name_hash(OUT));
    cr_expect_float_eq(one->term[0].weight, 2.0 * sin(M_PI / 12.0), 1e-9);
    linked_close(&linked);
}

Test(copula, a_discrete_number_jumps_where_its_weights_say)
{
    struct linked linked = linked_open(PAIR("members.join", "fund.opening", "0.7"));
    const struct sf_input_table *join = table_of(&linked, "members.join", 0);
    const double at[] = {-38.0, -3.1, -0.8417, -0.8416, 0.3, 0.5243, 0.5245, 2.6, 40.0};
    const double expected[] = {0.001, 0.001, 0.001, 0.01, 0.01, 0.01, 0.03, 0.03, 0.03};
    for (size_t i = 0; i < sizeof(at) / sizeof(at[0]); i++) {
        cr_expect_eq(sf_input_table_at(join, at[i]), expected[i], "at %g", at[i]);
    }
    size_t n_moved = 0;
    for (uint64_t run = 1; run <= 300; run++) {
        const double own = sf_input_table_at(join, deviate("members.join", run));
        double sum = 0.0;
        for (size_t t = 0; t < join->n_terms; t++) {
            sum += join->term[t].weight *
                   deviate(join->term[t].subject == sf_name_hash("members.join")
                               ? "members.join"
                               : "fund.opening",
                           run);
        }
        cr_expect_eq(draw(join, run), sf_input_table_at(join, sum));
        n_moved += draw(join, run) != own;
    }
    cr_expect_gt(n_moved, 50);
    linked_close(&linked);
}

Test(copula, of_one_two_inputs_are_drawn_at_one_deviate)
{
    struct linked linked =
        linked_open(PAIR("fund.donations", "fund.opening", "-1") ", " PAIR(
            "members.leave", "fund.donations", "1") ", " PAIR("members.leave",
                                                              "fund.opening", "-1"));
    const struct sf_input_table *opening = table_of(&linked, "fund.opening", 0);
    const struct sf_input_table *leave = table_of(&linked, "members.leave", 0);
    for (uint64_t run = 1; run <= 40; run++) {
        const double z = deviate("fund.donations", run);
        cr_expect_eq(draw(opening, run), sf_input_table_at(opening, -z));
        cr_expect_eq(draw(leave, run), sf_input_table_at(leave, z));
    }
    linked_close(&linked);
}

Test(copula, a_correlation_of_nothing_touches_nothing)
{
    struct linked linked = linked_open(PAIR("fund.donations", "fund.opening", "0"));
    for (size_t i = 0; i < linked.scenario->n_inputs; i++) {
        cr_expect_null(linked.table[i].term);
    }
    linked_close(&linked);
}

Test(copula, what_cannot_hold_is_refused_before_the_first_run)
{
    struct sf_scenario *scenario = campaign_scenario(HEAD "correlations = ( " PAIR(
        "fund.donations", "fund.opening",
        "0.6") ", " PAIR("fund.donations", "members.leave", "0.6") " );\n");
    scenario->correlation[0].rho = 0.9;
    scenario->correlation[1].rho = 0.8;
    const size_t strategy = 0;
    struct sf_experiment *experiment = NULL;
    cr_expect_eq(sf_experiment_init(scenario, &strategy, 1, &experiment), SF_ERR_RANGE);
    cr_expect_null(experiment);
    sf_scenario_free(scenario);
}
