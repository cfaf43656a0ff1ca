#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/words.h"

/** Runs some of the 300 runs of tiny.cfg into a directory. */
static void make_part(const char *here, const char *name, int from, int to,
                      const char *more)
{
    char line[256];
    snprintf(line, sizeof(line),
             "run tiny.cfg -o %s --quiet --runs-from %d --runs-to %d%s", name, from, to,
             more);
    expect_words(run_in(here, line), 0, NULL, "");
}

static char *three_parts(void)
{
    char *here = unknown_directory();
    make_part(here, "one", 1, 77, " --threads 1");
    make_part(here, "two", 78, 213, " --threads 2");
    make_part(here, "three", 214, 300, "");
    return here;
}

Test(cli_merge, parts_in_any_order_are_one_run_in_files_and_words)
{
    char *here = three_parts();
    const struct process whole = run_in(here, "run tiny.cfg -o whole --quiet");
    expect_words(run_in(here, "merge three one two -o joined --quiet"), 0, whole.out,
                 "");
    cr_expect(is_same_directory(here, "whole", "joined"));
    expect_words(run_in(here, "merge one two three -o again/and --quiet"), 0, whole.out,
                 "");
    cr_expect(is_same_directory(here, "whole", "again/and"));
    expect_words(whole, 0, NULL, "");
    process_directory_end(here);
}

Test(cli_merge, the_result_may_take_the_place_of_a_part)
{
    char *here = three_parts();
    expect_words(run_in(here, "run tiny.cfg -o whole --quiet"), 0, NULL, "");
    expect_words(run_in(here, "merge one two three -o two --quiet"), 0, NULL, "");
    cr_expect(is_same_directory(here, "whole", "two"));
    /* What was joined is a part like any other. */
    make_part(here, "four", 301, 350, "");
    expect_words(run_in(here, "merge four two -o more --quiet"), 0, NULL, "");
    make_part(here, "of_one", 1, 350, "");
    cr_expect(is_same_directory(here, "of_one", "more"));
    process_directory_end(here);
}

Test(cli_merge, a_gap_is_filled_by_the_command_it_names)
{
    char *here = unknown_directory();
    expect_words(run_in(here, "run tiny.cfg -o whole --quiet --strategy depot"), 0,
                 NULL, "");
    make_part(here, "one", 1, 77, " --strategy depot");
    make_part(here, "three", 214, 300, " --strategy depot");
    struct process gap = run_in(here, "merge three one -o joined");
    static const char HEAD[] =
        "strikefund: runs 78 to 213 are missing; to make them:\n    ";
    cr_expect_eq(strncmp(gap.err, HEAD, strlen(HEAD)), 0, "%s", gap.err);
    char *command = strstr(gap.err, " run one/");
    cr_assert_not_null(command, "%s", gap.err);
    cr_expect_str_eq(command,
                     " run one/scenario.resolved.cfg -o runs-78-213 --runs-from 78 "
                     "--runs-to 213 --strategy depot\n");
    *strchr(command, '\n') = '\0';
    expect_words(run_in(here, command + 1), 0, NULL, NULL);
    expect_words(gap, 65, "", NULL);
    cr_expect(!process_has(here, "joined"));
    /* That part names the resolved scenario; the whole is named as the others are. */
    expect_words(run_in(here, "merge runs-78-213 three one -o joined --quiet"), 0, NULL,
                 "");
    cr_expect(is_same_directory(here, "whole", "joined"));
    process_directory_end(here);
}

Test(cli_merge, runs_that_are_there_twice_are_refused)
{
    char *here = unknown_directory();
    make_part(here, "one", 1, 77, "");
    make_part(here, "two", 60, 100, "");
    make_part(here, "all", 1, 300, "");
    expect_words(run_in(here, "merge two one -o joined"), 65, "",
                 "strikefund: runs 60 to 77 are in one/partial.sfp and in "
                 "two/partial.sfp\n");
    expect_words(run_in(here, "merge all two -o joined"), 65, "",
                 "strikefund: runs 60 to 100 are in all/partial.sfp and in "
                 "two/partial.sfp\n");
    cr_expect(!process_has(here, "joined"));
    process_directory_end(here);
}

Test(cli_merge, parts_of_other_experiments_are_refused_by_name)
{
    char *here = unknown_directory();
    make_part(here, "one", 1, 77, "");
    make_part(here, "seed", 78, 99, " --seed 18");
    make_part(here, "fewer", 78, 99, " --strategy nothing");
    make_part(here, "richer", 78, 99, " --set fund.opening=17000");
    expect_words(run_in(here, "merge one seed -o joined"), 65, "",
                 "strikefund: seed/partial.sfp is of seed 18, and one/partial.sfp of "
                 "seed 17\n");
    expect_words(run_in(here, "merge one fewer -o joined"), 65, "",
                 "strikefund: fewer/partial.sfp holds other strategies than "
                 "one/partial.sfp: give the same --strategy, or none, to each run\n");
    expect_words(
        run_in(here, "merge one richer -o joined"), 65, "",
        "strikefund: richer/partial.sfp was run with other settings than "
        "one/partial.sfp: give the same --set to each run, and --runs-from and "
        "--runs-to in place of --runs\n");
    process_write(here, "tiny.cfg", TINY);
    make_part(here, "known", 78, 99, "");
    struct process other = run_in(here, "merge one known -o joined");
    cr_expect_not_null(strstr(other.err, "known/partial.sfp is of another scenario "
                                         "(tiny.cfg, SHA-256 "));
    expect_words(other, 65, "", NULL);
    cr_expect(!process_has(here, "joined"));
    process_directory_end(here);
}

Test(cli_merge, missing_and_damaged_parts_are_named)
{
    char *here = three_parts();
    expect_words(run_in(here, "merge one two nowhere -o joined"), 66, "",
                 "strikefund: nowhere/partial.sfp: cannot be read: No such file or "
                 "directory\n");
    char path[512];
    snprintf(path, sizeof(path), "%s/two/partial.sfp", here);
    cr_assert_eq(truncate(path, 999), 0);
    expect_words(run_in(here, "merge one two three -o joined"), 65, "",
                 "strikefund: two/partial.sfp is damaged: it is cut short, or its "
                 "checksum does not agree\n");
    process_write(here, "two/partial.sfp", "runs\n");
    expect_words(run_in(here, "merge one two three -o joined"), 65, "",
                 "strikefund: two/partial.sfp is not a part of a run\n");
    cr_expect(!process_has(here, "joined"));
    process_directory_end(here);
}

Test(cli_merge, the_scenario_is_taken_from_whichever_directory_still_has_it)
{
    char *here = three_parts();
    expect_words(run_in(here, "run tiny.cfg -o whole --quiet"), 0, NULL, "");
    process_write(here, "one/scenario.resolved.cfg", TINY);
    expect_words(run_in(here, "merge one two three -o joined --quiet"), 0, NULL, "");
    cr_expect(is_same_directory(here, "whole", "joined"));
    process_write(here, "two/scenario.resolved.cfg", "nothing of it is left");
    process_write(here, "three/scenario.resolved.cfg", TINY);
    expect_words(run_in(here, "merge one two three -o again"), 65, "",
                 "strikefund: one/scenario.resolved.cfg is not the one that the run "
                 "wrote\n");
    cr_expect(!process_has(here, "again"));
    process_directory_end(here);
}

Test(cli_merge, it_needs_directories_and_a_place)
{
    char *here = process_directory();
    expect_words(run_in(here, "merge -o out"), 64, "",
                 "strikefund: merge needs the directories to join\n"
                 "For help: strikefund merge --help\n");
    expect_words(run_in(here, "merge a b"), 64, "",
                 "strikefund: merge needs -o DIR, the directory for the results\n"
                 "For help: strikefund merge --help\n");
    process_directory_end(here);
}
