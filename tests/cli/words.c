#include "cli/words.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

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

char *unknown_directory(void)
{
    static const char KNOWN[] = "{ value = 0.9;";
    const char *at = strstr(TINY, KNOWN);
    char *directory = process_directory();
    char *text = NULL;
    cr_assert_gt(asprintf(&text, "%.*s{ dist = \"beta\"; mean = 0.8; sd = 0.07;%s",
                          (int)(at - TINY), TINY, at + strlen(KNOWN)),
                 0);
    process_write(directory, "tiny.cfg", text);
    free(text);
    return directory;
}

bool is_same_directory(const char *here, const char *a, const char *b)
{
    char *const word[] = {strdup("diff"),
                          strdup("-r"),
                          strdup("-x"),
                          strdup("build.json"),
                          strdup("-x"),
                          strdup(".*.tmp"),
                          strdup(a),
                          strdup(b),
                          NULL};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addchdir_np(&actions, here);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    cr_assert_eq(posix_spawnp(&child, "diff", &actions, NULL, word, environ), 0);
    posix_spawn_file_actions_destroy(&actions);
    int ended = 0;
    cr_assert_eq(waitpid(child, &ended, 0), child);
    for (size_t i = 0; word[i] != NULL; i++) {
        free(word[i]);
    }
    return WIFEXITED(ended) && WEXITSTATUS(ended) == 0;
}

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

pid_t start_in(const char *directory, const char *line)
{
    enum { MAX_WORDS = 20 };
    const char *named = getenv("STRIKEFUND");
    char *program = realpath(named != NULL ? named : "build/strikefund", NULL);
    cr_assert_not_null(program);
    char *word[MAX_WORDS + 2] = {program};
    char *copy = strdup(line);
    char *rest = copy;
    for (int i = 1; (word[i] = strtok_r(rest, " ", &rest)) != NULL; i++) {
        cr_assert(i <= MAX_WORDS);
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addchdir_np(&actions, directory);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    cr_assert_eq(posix_spawn(&child, program, &actions, NULL, word, environ), 0);
    posix_spawn_file_actions_destroy(&actions);
    free(copy);
    free(program);
    return child;
}

int end_of(pid_t child)
{
    int ended = 0;
    cr_assert_eq(waitpid(child, &ended, 0), child);
    return WIFSIGNALED(ended) ? -WTERMSIG(ended) : WEXITSTATUS(ended);
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
