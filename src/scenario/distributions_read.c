#include "scenario/distributions_read.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/keys.h"
#include "scenario/words_read.h"

enum { N_DISTRIBUTIONS = SF_DISCRETE + 1 };

const struct sf_distribution_words *sf_distribution_words(enum sf_distribution of)
{
    static const struct sf_distribution_words words[N_DISTRIBUTIONS] = {
        [SF_FIXED] = {"fixed", {"value"}, 1},
        [SF_UNIFORM] = {"uniform", {"low", "high"}, 2},
        [SF_TRIANGULAR] = {"triangular", {"low", "mode", "high"}, 3},
        [SF_PERT] = {"pert", {"low", "mode", "high"}, 3},
        [SF_NORMAL] = {"normal", {"mean", "sd"}, 2},
        [SF_LOGNORMAL] = {"lognormal", {"mean", "sd"}, 2},
        [SF_BETA] = {"beta", {"mean", "sd"}, 2},
        [SF_GAMMA] = {"gamma", {"mean", "sd"}, 2},
        [SF_LOGITNORMAL] = {"logitnormal", {"median", "sd"}, 2},
        [SF_DISCRETE] = {"discrete", {"values", "weights"}, 2},
    };
    return &words[of];
}

void sf_input_clear(struct sf_input *input)
{
    free(input->name);
    free(input->source);
    free(input->point);
    free(input->weight);
    *input = (struct sf_input){0};
}

static const struct sf_key any_number = {.name = "parameter",
                                         .type = SF_KEY_NUMBER,
                                         .low = -1e12,
                                         .high = 1e12,
                                         .unit = "a number"};

static bool read_which(struct sf_reading *reading, const struct sf_setting *group,
                       enum sf_distribution *which)
{
    char path[SF_PATH_CHARS];
    const struct sf_setting *dist = sf_setting_find(group, "dist");
    if (dist == NULL) {
        if (sf_setting_find(group, "value") != NULL) {
            *which = SF_FIXED;
            return true;
        }
        sf_reading_fault(reading, group,
                         "'%s' has neither 'value' nor 'dist'; write { value = 3.0; } "
                         "or { dist = \"triangular\"; low = ...; mode = ...; high = "
                         "...; }",
                         sf_setting_path(group, path));
        return false;
    }
    if (dist->type != SF_SETTING_TEXT) {
        sf_type_fault(reading, dist, "a word", "in quotes, \"triangular\"");
        return false;
    }
    struct sf_nearest nearest = {.wanted = dist->text};
    for (int i = SF_UNIFORM; i < N_DISTRIBUTIONS; i++) {
        const char *word = sf_distribution_words((enum sf_distribution)i)->word;
        if (strcmp(dist->text, word) == 0) {
            *which = (enum sf_distribution)i;
            return true;
        }
        sf_nearest_offer(&nearest, word);
    }
    char words[SF_SUGGESTION_CHARS];
    sf_reading_fault(reading, dist,
                     "'%s' is \"%.40s\"; it must be uniform, triangular, pert, normal, "
                     "lognormal, beta, gamma, logitnormal or discrete%s",
                     sf_setting_path(dist, path), dist->text,
                     sf_nearest_words(&nearest, words));
    return false;
}

/* Unknown keys, and parameters of another distribution. */
static bool check_known(struct sf_reading *reading, const struct sf_setting *group,
                        const struct sf_distribution_words *words)
{
    bool is_good = true;
    for (size_t i = 0; i < group->n_children; i++) {
        const struct sf_setting *child = group->child[i];
        struct sf_nearest nearest = {.wanted = child->name};
        sf_nearest_offer(&nearest, "source");
        sf_nearest_offer(&nearest, "grade");
        for (size_t k = 0; k < words->n; k++) {
            sf_nearest_offer(&nearest, words->parameter[k]);
        }
        if (strcmp(words->word, "fixed") != 0) {
            sf_nearest_offer(&nearest, "dist");
        }
        if (nearest.name != NULL && nearest.distance == 0 &&
            strcmp(nearest.name, child->name) == 0) {
            continue;
        }
        char path[SF_PATH_CHARS];
        char suggestion[SF_SUGGESTION_CHARS];
        sf_reading_fault(
            reading, child,
            "unknown setting '%s': %s takes %s%s%s%s%s, source and grade%s",
            sf_setting_path(child, path), words->word, words->parameter[0],
            words->n > 1 ? ", " : "", words->n > 1 ? words->parameter[1] : "",
            words->n > 2 ? ", " : "", words->n > 2 ? words->parameter[2] : "",
            sf_nearest_words(&nearest, suggestion));
        is_good = false;
    }
    return is_good;
}

struct point {
    double value, weight;
};

static int compare_points(const void *a, const void *b)
{
    const double x = ((const struct point *)a)->value;
    const double y = ((const struct point *)b)->value;
    return (x > y) - (x < y);
}

/* Sorts the points and makes their weights sum to 1. NULL when good, else the fault. */
static const char *sort_points(struct sf_reading *reading, struct sf_input *input,
                               const struct sf_numbers *values,
                               const struct sf_numbers *weights)
{
    if (values->n == 0 || values->n != weights->n || values->n > SF_MAX_POINTS) {
        return "values and weights must be as many, from 1 to 1000";
    }
    double sum = 0.0;
    for (size_t i = 0; i < weights->n; i++) {
        if (!(weights->value[i] >= 0.0)) {
            return "no weight may be below 0";
        }
        sum += weights->value[i];
    }
    if (!(sum > 0.0)) {
        return "the weights are all 0";
    }
    struct point *point = sf_reading_alloc(reading, values->n, sizeof(*point));
    if (point == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < values->n; i++) {
        point[i] = (struct point){values->value[i], weights->value[i]};
    }
    qsort(point, values->n, sizeof(*point), compare_points);
    const char *words = NULL;
    for (size_t i = 0; i < values->n; i++) {
        values->value[i] = point[i].value;
        weights->value[i] =
            fabs(sum - 1.0) > 1e-12 ? point[i].weight / sum : point[i].weight;
        if (i > 0 && !(point[i].value > point[i - 1].value)) {
            words = "each value may be given once";
        }
    }
    free(point);
    input->point = values->value;
    input->weight = weights->value;
    input->n_points = values->n;
    return words;
}

static bool read_points(struct sf_reading *reading, const struct sf_setting *group,
                        struct sf_input *input)
{
    struct sf_numbers values = {0};
    struct sf_numbers weights = {0};
    const struct sf_setting *value = sf_setting_find(group, "values");
    const struct sf_setting *weight = sf_setting_find(group, "weights");
    bool is_good = sf_numbers_read(reading, value, &any_number, &values);
    is_good &= sf_numbers_read(reading, weight, &any_number, &weights);
    const char *words = is_good ? sort_points(reading, input, &values, &weights) : NULL;
    if (input->point == NULL) {
        free(values.value);
        free(weights.value);
    }
    if (words != NULL) {
        char path[SF_PATH_CHARS];
        sf_reading_fault(reading, group, "'%s': %s", sf_setting_path(group, path),
                         words);
    }
    return is_good && words == NULL && input->point != NULL;
}

/* What is wrong with the parameters, in words; NULL when nothing is. */
static const char *parameter_fault(enum sf_distribution distribution, const double *p)
{
    switch (distribution) {
    case SF_FIXED:
    case SF_DISCRETE:
        break;
    case SF_UNIFORM:
        return p[0] < p[1] ? NULL : "low must be below high";
    case SF_TRIANGULAR:
    case SF_PERT:
        return p[0] <= p[1] && p[1] <= p[2] && p[0] < p[2]
                   ? NULL
                   : "it must hold that low <= mode <= high and low < high";
    case SF_NORMAL:
        return p[1] > 0.0 ? NULL : "sd must be above 0; else write a plain number";
    case SF_LOGNORMAL:
    case SF_GAMMA:
        return p[0] > 0.0 && p[1] > 0.0 ? NULL : "mean and sd must be above 0";
    case SF_BETA:
        if (!(p[0] > 0.0 && p[0] < 1.0 && p[1] > 0.0)) {
            return "the mean must be between 0 and 1 and sd above 0";
        }
        return p[1] * p[1] < p[0] * (1.0 - p[0])
                   ? NULL
                   : "sd is too large: sd * sd must be below mean * (1 - mean)";
    case SF_LOGITNORMAL:
        return p[0] > 0.0 && p[0] < 1.0 && p[1] > 0.0
                   ? NULL
                   : "the median must be between 0 and 1 and sd above 0";
    }
    return NULL;
}

static bool read_parameters(struct sf_reading *reading, const struct sf_setting *group,
                            const struct sf_distribution_words *words,
                            struct sf_input *input)
{
    char path[SF_PATH_CHARS];
    bool is_good = true;
    for (size_t k = 0; k < words->n; k++) {
        const struct sf_setting *setting = sf_setting_find(group, words->parameter[k]);
        if (setting == NULL) {
            sf_reading_fault(reading, group, "'%s' has no '%s', which %s needs",
                             sf_setting_path(group, path), words->parameter[k],
                             words->word);
            is_good = false;
        } else if (input->distribution != SF_DISCRETE) {
            is_good &=
                sf_number_read(reading, setting, &any_number, &input->parameter[k]);
        }
    }
    if (!is_good) {
        return false;
    }
    if (input->distribution == SF_DISCRETE) {
        return read_points(reading, group, input);
    }
    const char *fault = parameter_fault(input->distribution, input->parameter);
    if (fault != NULL) {
        sf_reading_fault(reading, group, "'%s' (%s): %s", sf_setting_path(group, path),
                         words->word, fault);
    }
    return fault == NULL;
}

static bool read_provenance(struct sf_reading *reading, const struct sf_setting *group,
                            struct sf_input *input)
{
    static const struct sf_key source_key = {
        .name = "source", .type = SF_KEY_TEXT, .unit = "text"};
    static const struct sf_key grade_key = {
        .name = "grade", .type = SF_KEY_WORD, .words = "A|B|C|D|J", .unit = "word"};
    const struct sf_setting *source = sf_setting_find(group, "source");
    const struct sf_setting *grade = sf_setting_find(group, "grade");
    const size_t n_errors = reading->faults->n_errors;
    if (source != NULL) {
        sf_words_read(reading, source, &source_key, &input->source);
    }
    if (grade != NULL) {
        sf_words_read(reading, grade, &grade_key, &input->grade);
    }
    input->is_graded =
        input->source != NULL && input->source[0] != '\0' && grade != NULL;
    return reading->faults->n_errors == n_errors;
}

bool sf_distribution_read(struct sf_reading *reading, const struct sf_setting *group,
                          struct sf_input *input)
{
    if (!read_which(reading, group, &input->distribution)) {
        return false;
    }
    const struct sf_distribution_words *words =
        sf_distribution_words(input->distribution);
    bool is_good = check_known(reading, group, words);
    is_good &= read_provenance(reading, group, input);
    is_good &= read_parameters(reading, group, words, input);
    return is_good;
}
