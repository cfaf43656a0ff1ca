#include "cli/options.h"

#include <argp.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/grammar.h"
#include "cli/options_check.h"
#include "cli/precision.h"
#include "cli/talk.h"
#include "cli/varying.h"
#include "strikefund/status.h"

static const char HELP[] =
    "Usage: strikefund COMMAND ...\n"
    "Will the strike fund last? Simulates a union's plans many times over.\n"
    "\n"
    "  run SCENARIO -o DIR   simulate every strategy, write the results, say what they "
    "mean\n"
    "  compare SCENARIO [SCENARIO...]\n"
    "                        strategies side by side, campaign by campaign\n"
    "  sweep SCENARIO --vary KEY=LO:HI:STEP -o DIR\n"
    "                        the same with one number, or two, put through a range\n"
    "  forecast SCENARIO --actuals FILE --strategy NAME\n"
    "                        what is likely still, with what has happened known\n"
    "  solve SCENARIO --vary KEY=LO:HI --goal GOAL\n"
    "                        the value of one number with which a goal is met\n"
    "  check SCENARIO        say what a scenario means, or what is wrong with it\n"
    "  merge DIR... -o DIR   join ranges of runs made by several processes\n"
    "  plot DIR              draw the charts of a results directory\n"
    "  trace SCENARIO --strategy NAME --run RUN\n"
    "                        the books of one run, month by month, and who was out\n"
    "  explain [KEY]         what a scenario's key means: type, unit, range, default\n"
    "  new NAME              write NAME.cfg, a scenario to start from\n"
    "  doctor                what is installed, what is missing and how to mend it\n"
    "\n"
    "With --json each gives one JSON document on stdout instead of words, for "
    "programs.\n"
    "strikefund COMMAND --help lists a command's options. strikefund --version gives\n"
    "the version. Exit codes: 0 good, 64 the command line, 65 the scenario, 66 a file\n"
    "is missing, 69 another program is missing, 73 and 74 cannot write, 130\n"
    "interrupted.\n";

void sf_usage_fault(const char *command, const char *format, ...)
{
    va_list words;
    va_start(words, format);
    fputs("strikefund: ", stderr);
    sf_talk_words(false, format, words);
    va_end(words);
    fprintf(stderr, "\nFor help: strikefund %s%s--help\n",
            command != NULL ? command : "", command != NULL ? " " : "");
    exit(sf_status_exit_code(SF_ERR_USAGE));
}

void sf_exit(int code)
{
    errno = 0;
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "strikefund: cannot write to standard output%s%s\n",
                errno != 0 ? ": " : "", errno != 0 ? strerror(errno) : "");
        exit(sf_status_exit_code(SF_ERR_WRITE));
    }
    exit(code);
}

_Noreturn static void say_version(void)
{
    puts("strikefund " SF_VERSION);
    sf_exit(0);
}

void sf_fail_for_memory(void)
{
    fprintf(stderr, "strikefund: %s\n", sf_status_words(SF_ERR_MEMORY));
    exit(sf_status_exit_code(SF_ERR_MEMORY));
}

/** A whole number with nothing around it, low to high. */
static uint64_t read_number(const struct sf_grammar *grammar, const char *name,
                            const char *text, uint64_t low, uint64_t high)
{
    char *end = NULL;
    errno = 0;
    const unsigned long long number = strtoull(text, &end, 10);
    /* strtoull takes blanks and signs, and turns -1 into a huge number. */
    if (text[0] < '0' || text[0] > '9' || *end != '\0' || errno != 0 || number < low ||
        number > high) {
        sf_usage_fault(grammar->name,
                       "%s must be a whole number from %llu to %llu, not '%s'", name,
                       (unsigned long long)low, (unsigned long long)high, text);
    }
    return number;
}

static void add_override(struct sf_options *options, const char *key, size_t key_length,
                         const char *value)
{
    struct sf_override *grown =
        realloc(options->override, (options->n_overrides + 1) * sizeof(*grown));
    char *copy = strndup(key, key_length);
    if (grown == NULL || copy == NULL) {
        sf_fail_for_memory();
    }
    options->override = grown;
    grown[options->n_overrides++] = (struct sf_override){.key = copy, .value = value};
}

/** KEY=VALUE, where a quoted part of the key may hold an equals sign. */
static void add_set(const struct sf_grammar *grammar, struct sf_options *options,
                    const char *text)
{
    bool is_quoted = false;
    size_t length = 0;
    for (; text[length] != '\0' && (is_quoted || text[length] != '='); length++) {
        is_quoted ^= text[length] == '"';
    }
    if (length == 0 || text[length] == '\0') {
        sf_usage_fault(grammar->name,
                       "--set needs KEY=VALUE, as in fund.minimum_balance=500000, not "
                       "'%s'",
                       text);
    }
    add_override(options, text, length, text + length + 1);
}

/** Adds a word to a list of n. */
static void add_word(const char ***list, size_t *n, const char *word)
{
    const char **grown = realloc(*list, (*n + 1) * sizeof(*grown));
    if (grown == NULL) {
        sf_fail_for_memory();
    }
    *list = grown;
    grown[(*n)++] = word;
}

/** A folder that is not there would only show when it is needed, as a refusal. */
static void add_folder(const struct sf_grammar *grammar, struct sf_options *options,
                       const char *folder)
{
    struct stat found;
    if (stat(folder, &found) != 0 || !S_ISDIR(found.st_mode)) {
        sf_usage_fault(grammar->name, "--allow-include needs a folder, not '%s'",
                       folder);
    }
    add_word(&options->folder, &options->n_folders, folder);
}

static enum sf_colour read_colour(const struct sf_grammar *grammar, const char *text)
{
    static const char *const WORD[] = {"auto", "always", "never"};
    for (int i = 0; i < 3; i++) {
        if (strcmp(text, WORD[i]) == 0) {
            return (enum sf_colour)i;
        }
    }
    sf_usage_fault(grammar->name, "--color must be auto, always or never, not '%s'",
                   text);
}

/** What argp hands from one option to the next. */
struct parsing {
    const struct sf_grammar *grammar;
    struct sf_options *options;
};

static error_t take_argument(const struct parsing *parsing, const char *argument)
{
    const bool takes_several = parsing->options->command == SF_COMMAND_COMPARE ||
                               parsing->options->command == SF_COMMAND_MERGE;
    if (takes_several) {
        if (parsing->options->command == SF_COMMAND_COMPARE &&
            parsing->options->n_paths == SF_MAX_SCENARIOS) {
            sf_usage_fault(parsing->grammar->name,
                           "compare takes up to %d scenarios; '%s' is one too many",
                           SF_MAX_SCENARIOS, argument);
        }
        add_word(&parsing->options->paths, &parsing->options->n_paths, argument);
        return 0;
    }
    if (parsing->options->path != NULL ||
        parsing->options->command == SF_COMMAND_DOCTOR) {
        sf_usage_fault(parsing->grammar->name, "one argument too many: '%s'", argument);
    }
    parsing->options->path = argument;
    return 0;
}

/** A run's number, or one of the words. */
static void take_run(const struct parsing *parsing, const char *argument)
{
    struct sf_options *options = parsing->options;
    options->run = argument;
    options->run_number = 0;
    if (strcmp(argument, "worst") == 0 || strcmp(argument, "median") == 0) {
        return;
    }
    if (argument[0] < '0' || argument[0] > '9') {
        sf_usage_fault(parsing->grammar->name,
                       "--run must be a run's number, worst or median, not '%s'",
                       argument);
    }
    options->run_number =
        read_number(parsing->grammar, "--run", argument, 1, SF_MAX_RUN_NUMBER);
}

/** A number of digits and at most one point. */
static double read_decimal(const struct sf_grammar *grammar, const char *name,
                           const char *text, double high, const char *unit)
{
    char *end = NULL;
    const double number = strtod(text, &end);
    if (strspn(text, "0123456789.") != strlen(text) || end == text || *end != '\0' ||
        !(number <= high)) {
        sf_usage_fault(grammar->name, "%s must be a number of %s up to %g, not '%s'",
                       name, unit, high, text);
    }
    return number;
}

static double read_precision(const struct sf_grammar *grammar, const char *text)
{
    const double points = read_decimal(grammar, "--precision", text, SF_PRECISION_MOST,
                                       "percentage points");
    if (points < SF_PRECISION_LEAST) {
        sf_usage_fault(grammar->name,
                       "--precision %s could take more than %d runs; the smallest that "
                       "can be reached is %g",
                       text, SF_MAX_RUNS, SF_PRECISION_LEAST);
    }
    return points;
}

static error_t take_number(const struct parsing *parsing, int key, const char *argument)
{
    const struct sf_grammar *grammar = parsing->grammar;
    struct sf_options *options = parsing->options;
    switch (key) {
    case KEY_RUNS:
        read_number(grammar, "--runs", argument, 1, SF_MAX_RUNS);
        add_override(options, "runs", strlen("runs"), argument);
        options->has_runs = true;
        return 0;
    case KEY_RUNS_FROM:
        options->runs_from =
            read_number(grammar, "--runs-from", argument, 1, SF_MAX_RUN_NUMBER);
        return 0;
    case KEY_RUNS_TO:
        options->runs_to =
            read_number(grammar, "--runs-to", argument, 1, SF_MAX_RUN_NUMBER);
        return 0;
    case KEY_PRECISION:
        options->precision = read_precision(grammar, argument);
        return 0;
    case KEY_CHECKPOINT:
        options->checkpoint =
            read_decimal(grammar, "--checkpoint", argument, 86400.0, "seconds");
        return 0;
    case KEY_SEED:
        read_number(grammar, "--seed", argument, 0, UINT64_MAX);
        add_override(options, "seed", strlen("seed"), argument);
        return 0;
    case KEY_THREADS:
        options->n_threads =
            (int)read_number(grammar, "--threads", argument, 0, SF_MAX_THREADS);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static error_t take_option(int key, char *argument, struct argp_state *state)
{
    const struct parsing *parsing = state->input;
    struct sf_options *options = parsing->options;
    switch (key) {
    case 'o':
        options->output = argument;
        return 0;
    case KEY_SET:
        add_set(parsing->grammar, options, argument);
        return 0;
    case KEY_FOLDER:
        add_folder(parsing->grammar, options, argument);
        return 0;
    case KEY_VARY:
        sf_varying_add(parsing->grammar, options, argument);
        return 0;
    case KEY_TURNING:
        sf_varying_add_turning(parsing->grammar, options, argument);
        return 0;
    case KEY_GOAL:
        sf_varying_take_goal(parsing->grammar, options, argument);
        return 0;
    case KEY_FRESH:
        options->is_fresh = true;
        return 0;
    case KEY_STRATEGY:
        add_word(&options->strategy, &options->n_strategies, argument);
        return 0;
    case KEY_RESUME:
        options->is_resumed = true;
        return 0;
    case KEY_QUIET:
        options->is_quiet = true;
        return 0;
    case KEY_JSON:
        options->is_json = true;
        return 0;
    case KEY_COLOUR:
        options->colour = read_colour(parsing->grammar, argument);
        return 0;
    case KEY_FORMAT:
        options->formats = argument;
        return 0;
    case KEY_ACTUALS:
        options->actuals = argument;
        return 0;
    case KEY_RUN:
        take_run(parsing, argument);
        return 0;
    case KEY_VERSION:
        say_version();
    case 'h':
        argp_state_help(state, stdout,
                        ARGP_HELP_SHORT_USAGE | ARGP_HELP_LONG | ARGP_HELP_DOC);
        sf_exit(0);
    case ARGP_KEY_ARG:
        return take_argument(parsing, argument);
    default:
        return take_number(parsing, key, argument);
    }
}

/** Leaves out argp's lecture on arguments of short options. */
static char *filter_help(int key, const char *text, void *input)
{
    (void)input;
    return key == ARGP_KEY_HELP_DUP_ARGS_NOTE ? NULL : (char *)(uintptr_t)text;
}

static void parse_command(const struct sf_grammar *grammar, int argc, char **argv,
                          struct sf_options *options)
{
    char program[] = "strikefund commands";
    snprintf(program, sizeof(program), "strikefund %.8s", grammar->name);
    argv[0] = program;
    const struct argp argp = {.options = grammar->option,
                              .parser = take_option,
                              .args_doc = grammar->argument,
                              .doc = grammar->help,
                              .help_filter = filter_help};
    struct parsing parsing = {.grammar = grammar, .options = options};
    argp_err_exit_status = sf_status_exit_code(SF_ERR_USAGE);
    sf_grammar_check(grammar, argc, argv);
    if (argp_parse(&argp, argc, argv, ARGP_NO_HELP, NULL, &parsing) != 0) {
        sf_usage_fault(grammar->name, "the command line is not understood");
    }
    sf_options_check(grammar, options);
}

void sf_options_parse(int argc, char **argv, struct sf_options *options)
{
    *options = (struct sf_options){.formats = "png,svg", .checkpoint = 30.0};
    if (argc < 2) {
        fputs(HELP, stderr);
        exit(sf_status_exit_code(SF_ERR_USAGE));
    }
    const char *first = argv[1];
    const bool is_help = strcmp(first, "help") == 0 || strcmp(first, "--help") == 0 ||
                         strcmp(first, "-h") == 0;
    if (is_help && argc == 2) {
        fputs(HELP, stdout);
        sf_exit(0);
    }
    if (strcmp(first, "--version") == 0 || strcmp(first, "-V") == 0) {
        say_version();
    }
    if (first[0] == '-' && !is_help) {
        sf_usage_fault(NULL, "'%s' before a command; the command comes first", first);
    }
    const struct sf_grammar *grammar = sf_grammar_find(is_help ? argv[2] : first);
    options->command = grammar->command;
    if (is_help) {
        char *help[] = {argv[0], (char[]){"--help"}, NULL};
        parse_command(grammar, 2, help, options);
    }
    parse_command(grammar, argc - 1, argv + 1, options);
}

struct sf_reading_options sf_options_reading(const struct sf_options *options)
{
    return (struct sf_reading_options){.override = options->override,
                                       .n_overrides = options->n_overrides,
                                       .folder = options->folder,
                                       .n_folders = options->n_folders};
}

void sf_options_free(struct sf_options *options)
{
    for (size_t i = 0; i < options->n_overrides; i++) {
        free((void *)(uintptr_t)options->override[i].key); /* our own copy */
    }
    free(options->override);
    free(options->folder);
    free(options->strategy);
    free(options->paths);
    sf_sweep_grid_free(&options->grid);
    sf_key_range_free(&options->span);
    for (size_t i = 0; i < options->n_turnings; i++) {
        sf_key_range_free(&options->turning[i]);
    }
    *options = (struct sf_options){0};
}
