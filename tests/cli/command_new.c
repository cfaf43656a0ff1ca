#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/words.h"

Test(cli_new, the_new_scenario_passes_its_check_and_has_the_name_for_a_title)
{
    char *here = process_directory();
    expect_words(run_in(here, "new my-branch"), 0, "",
                 "Open my-branch.cfg in any editor and put in your own numbers; then: "
                 "strikefund check my-branch.cfg\n");
    const struct process check = run_in(here, "check my-branch.cfg");
    cr_expect_eq(strncmp(check.out, "my-branch\n\nPlan ", strlen("my-branch\n\nPlan ")),
                 0, "%s", check.out);
    expect_words(check, 0, NULL, "");
    free(here);
}

/** Reads a whole small file. */
static void read_file(const char *path, char *text, size_t room)
{
    FILE *stream = fopen(path, "r");
    cr_assert_not_null(stream, "%s", path);
    const size_t n = fread(text, 1, room - 1, stream);
    text[n] = '\0';
    cr_assert_eq(fclose(stream), 0);
}

Test(cli_new, but_for_its_title_it_is_the_first_scenario)
{
    char *here = process_directory();
    expect_words(run_in(here, "new ours.cfg"), 0, "", NULL);
    char path[4096];
    snprintf(path, sizeof(path), "%s/ours.cfg", here);
    static char made[1 << 16];
    static char first[1 << 16];
    read_file(path, made, sizeof(made));
    read_file("scenarios/first.cfg", first, sizeof(first));
    const char *title = strstr(first, "title  = \"A first scenario\";\n");
    cr_assert_not_null(title);
    const size_t before = (size_t)(title - first);
    cr_expect_eq(strncmp(made, first, before), 0);
    const char *rest = made + before;
    cr_expect_eq(strncmp(rest, "title  = \"ours\";\n", 17), 0);
    cr_expect_str_eq(rest + 17, title + strlen("title  = \"A first scenario\";\n"));
    free(here);
}

Test(cli_new, a_file_that_is_there_is_left_alone)
{
    char *here = process_directory();
    process_write(here, "ours.cfg", TINY);
    expect_words(run_in(here, "new ours"), 73, "",
                 "strikefund: ours.cfg is there already and was left alone\n");
    const struct process check = run_in(here, "check ours.cfg");
    cr_expect_eq(strncmp(check.out, "Tiny\n", 5), 0);
    expect_words(check, 0, NULL, NULL);
    free(here);
}

Test(cli_new, odd_names_are_quoted_or_refused)
{
    char *here = process_directory();
    const struct process_place place = {.directory = here};
    const char *const odd[] = {"new", "a \"b\\c", NULL};
    const char *const check[] = {"check", "a \"b\\c.cfg", NULL};
    expect_words(process_run(&place, odd), 0, "", NULL);
    const struct process checked = process_run(&place, check);
    cr_expect_eq(strncmp(checked.out, "a \"b\\c\n", 7), 0, "%s", checked.out);
    expect_words(checked, 0, NULL, "");
    const char *const broken[] = {"new", "a\nb", NULL};
    expect_words(process_run(&place, broken), 64, "",
                 "strikefund: the name must be one line of plain text\n"
                 "For help: strikefund new --help\n");
    expect_words(run_in(here, "new no/place"), 73, "",
                 "strikefund: cannot write no/place.cfg: No such file or directory\n");
    expect_words(run_in(here, "new"), 64, "",
                 "strikefund: new needs a name for the scenario\n"
                 "For help: strikefund new --help\n");
    expect_words(run_in(here, "new here/"), 64, "",
                 "strikefund: new needs the name of a file, not of a directory\n"
                 "For help: strikefund new --help\n");
    free(here);
}
