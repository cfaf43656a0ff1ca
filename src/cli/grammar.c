#include "cli/grammar.h"

#include <stdlib.h>
#include <string.h>

#include "cli/nearest.h"

#define COLOUR_OPTION                                                                  \
    {                                                                                  \
        "color", KEY_COLOUR, "WHEN", 0, "Colour messages: auto, always or never", 8    \
    }
#define JSON_OPTION                                                                    \
    {                                                                                  \
        "json", KEY_JSON, NULL, 0, "One JSON document on stdout instead of words", 8   \
    }
#define FOLDER_OPTION                                                                  \
    {                                                                                  \
        "allow-include", KEY_FOLDER, "DIR", 0,                                         \
            "Let the scenario's @include and employers' file be read from this "       \
            "folder "                                                                  \
            "too (repeatable)",                                                        \
            2                                                                          \
    }
#define OUTPUT_OPTION                                                                  \
    {                                                                                  \
        "output", 'o', "DIR", 0, "Where to write the results; made if absent", 1       \
    }
#define STRATEGY_OPTION                                                                \
    {                                                                                  \
        "strategy", KEY_STRATEGY, "NAME", 0,                                           \
            "Only this strategy (repeatable; default: all)", 2                         \
    }
#define SET_OPTION                                                                     \
    {                                                                                  \
        "set", KEY_SET, "KEY=VALUE", 0,                                                \
            "Put a value in place of the scenario's (repeatable)", 2                   \
    }
#define SEED_OPTION                                                                    \
    {                                                                                  \
        "seed", KEY_SEED, "S", 0,                                                      \
            "Seed of the random numbers (default: the scenario's)", 3                  \
    }
#define THREADS_OPTION                                                                 \
    {                                                                                  \
        "threads", KEY_THREADS, "N", 0, "How many threads (default 0: all there are)", \
            3                                                                          \
    }
#define QUIET_OPTION                                                                   \
    {                                                                                  \
        "quiet", KEY_QUIET, NULL, 0, "No progress and no closing words on stderr", 8   \
    }
#define COMMON_OPTIONS                                                                 \
    {"help", 'h', NULL, 0, "Give this list", 9},                                       \
        {"version", KEY_VERSION, NULL, 0, "Give the version", 9},                      \
    {                                                                                  \
        0                                                                              \
    }

/* The last of every command that simulates with the scenario's own seed. */
#define SIMULATION_OPTIONS                                                             \
    SEED_OPTION, THREADS_OPTION, QUIET_OPTION, JSON_OPTION, COLOUR_OPTION,             \
        COMMON_OPTIONS

static const struct argp_option RUN_OPTIONS[] = {
    OUTPUT_OPTION,
    STRATEGY_OPTION,
    SET_OPTION,
    FOLDER_OPTION,
    {"runs", KEY_RUNS, "N", 0, "How many runs (default: the scenario's)", 3},
    {"runs-from", KEY_RUNS_FROM, "A", 0, "Only the runs from number A ...", 3},
    {"runs-to", KEY_RUNS_TO, "B", 0, "... to number B", 3},
    {"precision", KEY_PRECISION, "X", 0,
     "As many runs as it takes to know every chance at the plan's end to within X "
     "percentage points (95 %)",
     3},
    {"resume", KEY_RESUME, NULL, 0,
     "Go on from the runs in DIR, of a run that was interrupted or a shorter one", 4},
    {"checkpoint", KEY_CHECKPOINT, "SECONDS", 0,
     "How often to keep what is done, for --resume (default 30; 0: not at all)", 4},
    SIMULATION_OPTIONS};

static const struct argp_option COMPARE_OPTIONS[] = {
    {"output", 'o', "DIR", 0, "Write the figures into DIR too; made if absent", 1},
    {"strategy", KEY_STRATEGY, "NAME", 0,
     "Only this strategy, or 'SCENARIO: NAME' (repeatable; default: all)", 2},
    {"turning", KEY_TURNING, "KEY=LO:HI", 0,
     "Find the value of the key, from LO to HI, at which the order of two strategies "
     "turns (repeatable)",
     2},
    {"set", KEY_SET, "KEY=VALUE", 0,
     "Put a value in place of that of every scenario (repeatable)", 2},
    FOLDER_OPTION,
    {"runs", KEY_RUNS, "N", 0, "How many runs (default: the first scenario's)", 3},
    {"seed", KEY_SEED, "S", 0,
     "Seed of the random numbers (default: the first scenario's)", 3},
    THREADS_OPTION,
    QUIET_OPTION,
    JSON_OPTION,
    COLOUR_OPTION,
    COMMON_OPTIONS};

static const struct argp_option SWEEP_OPTIONS[] = {
    OUTPUT_OPTION,
    {"vary", KEY_VARY, "KEY=LO:HI:STEP", 0,
     "The key to vary, from LO to HI, or KEY=A,B,C; twice for a grid", 1},
    {"fresh", KEY_FRESH, NULL, 0,
     "Throw away the points that a stopped sweep has left in DIR", 1},
    STRATEGY_OPTION,
    SET_OPTION,
    FOLDER_OPTION,
    {"runs", KEY_RUNS, "N", 0, "How many runs at each point (default: the scenario's)",
     3},
    SIMULATION_OPTIONS};

static const struct argp_option SOLVE_OPTIONS[] = {
    {"vary", KEY_VARY, "KEY=LO:HI", 0, "The key to solve for, from LO to HI", 1},
    {"goal", KEY_GOAL, "GOAL", 0,
     "What is to be: 'shortfall <= 0.05', 'closing_balance.q05 >= 500000'", 1},
    {"output", 'o', "DIR", 0, "Write the figures into DIR too; made if absent", 1},
    STRATEGY_OPTION,
    SET_OPTION,
    FOLDER_OPTION,
    {"runs", KEY_RUNS, "N", 0, "How many runs at each value (default: the scenario's)",
     3},
    SIMULATION_OPTIONS};

static const struct argp_option FORECAST_OPTIONS[] = {
    {"actuals", KEY_ACTUALS, "FILE", 0,
     "What has happened: a CSV file with the columns month, measure, value and sd", 1},
    {"strategy", KEY_STRATEGY, "NAME", 0, "The strategy that was followed", 1},
    {"output", 'o', "DIR", 0, "Write the figures into DIR too; made if absent", 1},
    SET_OPTION,
    FOLDER_OPTION,
    {"runs", KEY_RUNS, "N", 0, "How many runs (default: the scenario's)", 3},
    SIMULATION_OPTIONS};

static const struct argp_option CHECK_OPTIONS[] = {
    SET_OPTION, FOLDER_OPTION, JSON_OPTION, COLOUR_OPTION, COMMON_OPTIONS};

static const struct argp_option MERGE_OPTIONS[] = {
    OUTPUT_OPTION,
    {"quiet", KEY_QUIET, NULL, 0, "No closing words on stderr", 8},
    JSON_OPTION,
    COMMON_OPTIONS};

static const struct argp_option PLOT_OPTIONS[] = {
    {"format", KEY_FORMAT, "LIST", 0,
     "png, svg, pdf, dumb (text on stdout), or several with commas (default: png,svg)",
     2},
    {"quiet", KEY_QUIET, NULL, 0, "No closing words on stderr", 8},
    JSON_OPTION,
    COMMON_OPTIONS};

static const struct argp_option TRACE_OPTIONS[] = {
    {"run", KEY_RUN, "RUN", 0,
     "Which run: its number, or worst or median, by closing balance", 1},
    {"strategy", KEY_STRATEGY, "NAME", 0, "Whose books", 1},
    SET_OPTION,
    FOLDER_OPTION,
    {"runs", KEY_RUNS, "N", 0,
     "Find the worst or median among so many (default: the scenario's)", 3},
    SEED_OPTION,
    THREADS_OPTION,
    {"quiet", KEY_QUIET, NULL, 0, "No progress on stderr", 8},
    JSON_OPTION,
    COLOUR_OPTION,
    COMMON_OPTIONS};

static const struct argp_option JSON_ALONE[] = {JSON_OPTION, COMMON_OPTIONS};

static const struct sf_grammar GRAMMAR[] = {
    {SF_COMMAND_RUN, "run", "SCENARIO -o DIR",
     "Simulate every strategy of a scenario, write the results into "
     "DIR and say what they mean.",
     RUN_OPTIONS},
    {SF_COMMAND_COMPARE, "compare", "SCENARIO [SCENARIO...]",
     "Put the strategies of one or several scenarios side by side, and say of each two "
     "how they differ in the same simulated campaigns. What has the same name in two "
     "scenarios has the same luck in both.",
     COMPARE_OPTIONS},
    {SF_COMMAND_SWEEP, "sweep", "SCENARIO --vary KEY=LO:HI:STEP -o DIR",
     "Simulate every strategy with one number of the scenario, or two, put through a "
     "range, on the same futures at every point. A sweep that was stopped goes on when "
     "the same command is given again.",
     SWEEP_OPTIONS},
    {SF_COMMAND_FORECAST, "forecast", "SCENARIO --actuals FILE",
     "Say what a strategy may still come to once some of its months have happened: the "
     "unknown rates are learnt from the figures of FILE, and how well they lay in what "
     "was expected is said beside it.",
     FORECAST_OPTIONS},
    {SF_COMMAND_SOLVE, "solve", "SCENARIO --vary KEY=LO:HI --goal GOAL",
     "Find the smallest or largest value of one number of the scenario with which a "
     "strategy meets a goal, with its interval and a round value on the safe side. A "
     "goal is a chance (shortfall, breach, overcommitted, low, unpaid) or a measure of "
     "summary.csv (with .mean, .q05, .q25, .q50, .q75 or .q95), then <= < >= or > and "
     "a number.",
     SOLVE_OPTIONS},
    {SF_COMMAND_CHECK, "check", "SCENARIO",
     "Read a scenario and say in plain words what it means, or "
     "everything that is wrong with it.",
     CHECK_OPTIONS},
    {SF_COMMAND_MERGE, "merge", "DIR... -o DIR",
     "Join results directories of run --runs-from A --runs-to B, made by several "
     "processes or machines in any order, into what one run would have written. "
     "Together they must hold every run from the first to the last once.",
     MERGE_OPTIONS},
    {SF_COMMAND_PLOT, "plot", "DIR", "Draw the charts of a results directory.",
     PLOT_OPTIONS},
    {SF_COMMAND_TRACE, "trace", "SCENARIO --strategy NAME --run RUN",
     "Say what happened in one run, month by month: the fund, the claims, the members "
     "and who was out. Each month balances to the penny.",
     TRACE_OPTIONS},
    {SF_COMMAND_EXPLAIN, "explain", "[KEY]",
     "Say what a scenario's key or a distribution means: its type, unit, range and "
     "default. KEY is a path as for --set, a key alone, or a word of a distribution; "
     "without it, every key there is.",
     JSON_ALONE},
    {SF_COMMAND_NEW, "new", "NAME",
     "Write NAME.cfg, a scenario with comments to start from. A file that is there "
     "already is left alone.",
     JSON_ALONE},
    {SF_COMMAND_DOCTOR, "doctor", NULL,
     "Say what is installed, what is missing and what to type to mend it.", JSON_ALONE},
};

enum { N_COMMANDS = sizeof(GRAMMAR) / sizeof(GRAMMAR[0]) };

/** The option of a long name, or NULL. */
static const struct argp_option *find_long(const struct sf_grammar *grammar,
                                           const char *name, size_t length)
{
    for (const struct argp_option *o = grammar->option; o->name != NULL; o++) {
        if (strlen(o->name) == length && strncmp(o->name, name, length) == 0) {
            return o;
        }
    }
    return NULL;
}

_Noreturn static void refuse_long(const struct sf_grammar *grammar, const char *name,
                                  size_t length)
{
    char *wanted = strndup(name, length);
    struct sf_guess guess = {.wanted = wanted != NULL ? wanted : ""};
    for (const struct argp_option *o = grammar->option; o->name != NULL; o++) {
        sf_guess_offer(&guess, o->name);
    }
    if (guess.name != NULL) {
        sf_usage_fault(grammar->name, "%s has no option '--%.*s'; did you mean '--%s'?",
                       grammar->name, (int)length, name, guess.name);
    }
    sf_usage_fault(grammar->name, "%s has no option '--%.*s'", grammar->name,
                   (int)length, name);
}

static const struct argp_option *find_short(const struct sf_grammar *grammar,
                                            char letter)
{
    for (const struct argp_option *o = grammar->option; o->name != NULL; o++) {
        if (o->key == letter) {
            return o;
        }
    }
    sf_usage_fault(grammar->name, "%s has no option '-%c'", grammar->name, letter);
}

void sf_grammar_check(const struct sf_grammar *grammar, int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        const char *text = argv[i];
        if (text[0] != '-' || text[1] == '\0') {
            continue;
        }
        const struct argp_option *option;
        bool has_value;
        if (text[1] == '-') {
            const size_t length = strcspn(text + 2, "=");
            option = find_long(grammar, text + 2, length);
            if (option == NULL) {
                refuse_long(grammar, text + 2, length);
            }
            has_value = text[2 + length] == '=';
        } else {
            option = find_short(grammar, text[1]);
            has_value = text[2] != '\0';
        }
        if (option->arg == NULL && has_value) {
            sf_usage_fault(grammar->name, "'--%s' takes no value", option->name);
        }
        if (option->arg != NULL && !has_value && ++i >= argc) {
            sf_usage_fault(grammar->name, "'--%s' needs a value: %s", option->name,
                           option->arg);
        }
    }
}

const struct sf_grammar *sf_grammar_find(const char *name)
{
    struct sf_guess guess = {.wanted = name};
    for (int i = 0; i < N_COMMANDS; i++) {
        if (strcmp(name, GRAMMAR[i].name) == 0) {
            return &GRAMMAR[i];
        }
        sf_guess_offer(&guess, GRAMMAR[i].name);
    }
    if (guess.name != NULL) {
        sf_usage_fault(NULL, "unknown command '%s'; did you mean '%s'?", name,
                       guess.name);
    }
    sf_usage_fault(
        NULL,
        "unknown command '%s'; there are run, compare, sweep, solve, forecast, check, "
        "merge, plot, trace, explain, new and doctor",
        name);
}
