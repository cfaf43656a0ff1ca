#include "cli/words.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

const char TINY[] =
    "format = \"strikefund-1\";\n"
    "title = \"Tiny\";\n"
    "start = \"2026-09\";\n"
    "months = 3;\n"
    "law = \"none\";\n"
    "seed = \"17\";\n"
    "runs = 300;\n"
    "fund : { opening = { value = 9000.0; source = \"bank\"; grade = \"A\"; };\n"
    "  minimum_balance = 500.0; };\n"
    "bands = ( { name = \"all\"; net_ratio = 0.77; subscription = 13.0; } );\n"
    "employers : { divisor = 260.0; list = ( { name = \"Council\"; members = 240;\n"
    "  shares = [1.0]; salaries = [26000.0]; } ); };\n"
    "rules : { paid = { basis = \"net\"; rate = 1.0; }; };\n"
    "strategies = (\n"
    "  { name = \"depot\"; actions = ( { name = \"Depot\"; kind = \"targeted\";\n"
    "      employer = \"Council\"; rule = \"paid\";\n"
    "      called = { value = 40.0; source = \"list\"; grade = \"A\"; };\n"
    "      days = [\"2026-10-06\", \"2026-10-07\"];\n"
    "      participation = { value = 0.9; source = \"guess\"; grade = \"J\"; }; } ); "
    "},\n"
    "  { name = \"nothing\"; } );\n";

struct process run_in(const char *directory, const char *line)
{
    enum { MAX_WORDS = 20 };
    const char *word[MAX_WORDS + 1] = {NULL};
    char *copy = strdup(line);
    char *rest = copy;
    for (int i = 0; (word[i] = strtok_r(rest, " ", &rest)) != NULL; i++) {
        cr_assert(i < MAX_WORDS);
    }
    const struct process_place place = {.directory = directory};
    const struct process process = process_run(&place, word);
    free(copy);
    return process;
}

void expect_words(struct process process, int code, const char *out, const char *err)
{
    cr_expect_eq(process.code, code, "exit code %d, not %d; it said:\n%s", process.code,
                 code, process.err);
    if (out != NULL) {
        cr_expect_str_eq(process.out, out);
    }
    if (err != NULL) {
        cr_expect_str_eq(process.err, err);
    }
    process_free(&process);
}
