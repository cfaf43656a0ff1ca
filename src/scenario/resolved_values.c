#include "scenario/resolved_values.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "scenario/inputs_read.h"
#include "scenario/words_read.h"

void sf_quoted_write(struct sf_text *text, const char *string)
{
    sf_text_add_bytes(text, "\"", 1);
    for (const char *c = string; *c != '\0'; c++) {
        if (*c == '"' || *c == '\\') {
            sf_text_add(text, "\\%c", *c);
        } else if (*c == '\n') {
            sf_text_add(text, "\\n");
        } else if (*c == '\t') {
            sf_text_add(text, "\\t");
        } else if ((unsigned char)*c < 0x20 || *c == 0x7f) {
            sf_text_add(text, "\\x%02x", (unsigned)*c);
        } else {
            sf_text_add_bytes(text, c, 1);
        }
    }
    sf_text_add_bytes(text, "\"", 1);
}

void sf_real_write(struct sf_text *text, double number)
{
    char digits[SF_NUMBER_CHARS];
    sf_number_write(number, digits);
    sf_text_add(text, "%s", digits);
}

void sf_reals_write(struct sf_text *text, const double *number, size_t n)
{
    sf_text_add(text, "[");
    for (size_t i = 0; i < n; i++) {
        sf_text_add(text, i > 0 ? ", " : "");
        sf_real_write(text, number[i]);
    }
    sf_text_add(text, "]");
}

void sf_texts_write(struct sf_text *text, const struct sf_names *names)
{
    sf_text_add(text, "[");
    for (size_t i = 0; i < names->n; i++) {
        sf_text_add(text, i > 0 ? ", " : "");
        sf_quoted_write(text, names->name[i]);
    }
    sf_text_add(text, "]");
}

void sf_wave_write(struct sf_text *text, const struct sf_turns *turns)
{
    if (turns->wave == SF_WAVE_DAYS) {
        sf_text_add(text, "%" PRId32, turns->days);
    } else {
        sf_text_add(text, turns->wave == SF_WAVE_WEEK ? "\"week\"" : "\"month\"");
    }
}

bool sf_input_is_shared(const struct sf_input *input, const char **key)
{
    const size_t skip = strlen("inputs.");
    *key = input->name + skip;
    return strncmp(input->name, "inputs.", skip) == 0;
}

const char *sf_input_file_name(const struct sf_input *input)
{
    const char *key;
    return sf_input_is_shared(input, &key) ? key : input->name;
}

void sf_input_body_write(struct sf_text *text, const struct sf_input *input)
{
    const struct sf_distribution_words *words =
        sf_distribution_words(input->distribution);
    const bool has_grade = input->is_graded || input->grade != SF_GRADE_J;
    const bool is_fixed = input->distribution == SF_FIXED;
    if (is_fixed && input->source == NULL && !has_grade) {
        sf_real_write(text, input->parameter[0]);
        return;
    }
    sf_text_add(text, "{ ");
    if (!is_fixed) {
        sf_text_add(text, "dist = \"%s\"; ", words->word);
    }
    for (size_t i = 0; i < words->n; i++) {
        sf_text_add(text, "%s = ", words->parameter[i]);
        if (input->distribution == SF_DISCRETE) {
            sf_reals_write(text, i == 0 ? input->point : input->weight,
                           input->n_points);
        } else {
            sf_real_write(text, input->parameter[i]);
        }
        sf_text_add(text, "; ");
    }
    if (input->source != NULL) {
        sf_text_add(text, "source = ");
        sf_quoted_write(text, input->source);
        sf_text_add(text, "; ");
    }
    if (has_grade) {
        sf_text_add(text, "grade = \"%s\"; ", sf_grade_word(input->grade));
    }
    sf_text_add(text, "}");
}

void sf_input_write(struct sf_text *text, const struct sf_scenario *scenario,
                    size_t index)
{
    const struct sf_input *input = &scenario->input[index];
    const char *key;
    if (sf_input_is_shared(input, &key)) {
        sf_text_add(text, "\"%s\"", key);
    } else {
        sf_input_body_write(text, input);
    }
}

static void write_date(struct sf_text *text, int32_t day)
{
    char date[11];
    sf_day_format(day, date);
    sf_text_add(text, "\"%s\"", date);
}

static void write_word(struct sf_text *text, const struct sf_key *key, const void *at)
{
    char word[64];
    unsigned n = 0;
    if (key->type == SF_KEY_WORD_TRUTH) {
        n = *(const bool *)at ? 1 : 0;
    } else {
        memcpy(&n, at, sizeof(n));
    }
    sf_word_copy(key, n, word, sizeof(word));
    sf_text_add(text, "\"%s\"", word);
}

static bool write_dates(struct sf_text *text, const struct sf_days *days)
{
    if (days->n == 0) {
        return false;
    }
    sf_text_add(text, "[");
    for (size_t i = 0; i < days->n; i++) {
        sf_text_add(text, i > 0 ? ", " : "");
        write_date(text, days->day[i]);
    }
    sf_text_add(text, "]");
    return true;
}

static bool write_date_or_month(struct sf_text *text, bool is_month, int32_t date)
{
    if (date == (is_month ? SF_NO_MONTH : SF_NO_DAY)) {
        return false;
    }
    if (is_month) {
        char month[8];
        sf_month_format(date, month);
        sf_text_add(text, "\"%s\"", month);
    } else {
        write_date(text, date);
    }
    return true;
}

/** Whether a key that is left out where it says nothing does so. */
static bool is_left_out(const struct sf_key *key, const void *at)
{
    int word = 0;
    if (!key->is_quiet) {
        return false;
    }
    if (key->type == SF_KEY_NUMBER) {
        return isnan(*(const double *)at);
    }
    if (key->type == SF_KEY_WORD_TRUTH) {
        return !*(const bool *)at;
    }
    memcpy(&word, at, sizeof(word));
    return word == 0;
}

bool sf_value_write(struct sf_text *text, const struct sf_scenario *scenario,
                    const struct sf_key *key, const void *at)
{
    if (is_left_out(key, at)) {
        return false;
    }
    switch (key->type) {
    case SF_KEY_INPUT:
        if (*(const size_t *)at == SF_NONE) {
            return false;
        }
        sf_input_write(text, scenario, *(const size_t *)at);
        return true;
    case SF_KEY_NUMBER:
        sf_real_write(text, *(const double *)at);
        return true;
    case SF_KEY_WHOLE:
        sf_text_add(text, "%" PRId32, *(const int32_t *)at);
        return true;
    case SF_KEY_COUNT:
        sf_text_add(text, "%" PRIu64, *(const uint64_t *)at);
        return true;
    case SF_KEY_SEED:
        sf_text_add(text, "\"%" PRIu64 "\"", *(const uint64_t *)at);
        return true;
    case SF_KEY_TRUTH:
        sf_text_add(text, *(const bool *)at ? "true" : "false");
        return true;
    case SF_KEY_TEXT:
    case SF_KEY_NAME:
        if (*(char *const *)at == NULL) {
            return false;
        }
        sf_quoted_write(text, *(char *const *)at);
        return true;
    case SF_KEY_DAY:
    case SF_KEY_MONTH:
        return write_date_or_month(text, key->type == SF_KEY_MONTH,
                                   *(const int32_t *)at);
    case SF_KEY_DAYS:
        return write_dates(text, at);
    case SF_KEY_NUMBERS: {
        const struct sf_numbers *numbers = at;
        if (numbers->n == 0) {
            return false;
        }
        sf_reals_write(text, numbers->value, numbers->n);
        return true;
    }
    case SF_KEY_WORD:
    case SF_KEY_WORD_TRUTH:
        write_word(text, key, at);
        return true;
    case SF_KEY_SPECIAL:
    case SF_KEY_LATER:
        break;
    }
    return false;
}

/** The questions of a ballot, as a list. */
static void write_questions(struct sf_text *text, const struct sf_ballot *ballot)
{
    const char *before = "[";
    for (int q = 0; q < SF_N_QUESTIONS; q++) {
        if (ballot->asks[q]) {
            sf_text_add(text, "%s\"%s\"", before,
                        sf_question_name((enum sf_question)q));
            before = ", ";
        }
    }
    sf_text_add(text, "]");
}

bool sf_vote_write(struct sf_text *text, const struct sf_scenario *scenario,
                   const char *key, const struct sf_ballot *ballot)
{
    const bool is_yes = strcmp(key, "yes") == 0;
    const size_t rate = is_yes ? ballot->yes[SF_QUESTION_STRIKE] : ballot->turnout;
    if (strcmp(key, "questions") == 0) {
        write_questions(text, ballot);
    } else if (!ballot->is_random || (is_yes && !ballot->asks[SF_QUESTION_STRIKE])) {
        return false;
    } else if (rate == SF_NONE) {
        sf_quoted_write(text, "employers");
    } else {
        sf_input_write(text, scenario, rate);
    }
    return true;
}

bool sf_is_key(const char *name)
{
    const char *letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ*";
    const size_t length = strlen(name);
    return length > 0 && strchr(letters, name[0]) != NULL &&
           strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ*-_"
                        "0123456789") == length;
}
