/* The presets of unions' strike pay that come with the program: all are read without a
 * word of complaint. */
#include <criterion/criterion.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/words.h"

static void expect_quiet(const char *directory, const char *words)
{
    struct process process = run_in(directory, words);
    cr_expect_eq(process.code, 0, "%s", words);
    cr_expect_str_empty(process.err, "%s", words);
    process_free(&process);
}

/** The tiny scenario in a folder, with all presets among its rules. */
static void include_presets(const char *here, const char *folder, const glob_t *found)
{
    char text[8192];
    const char *rules = strstr(TINY, "rules : {");
    cr_assert_not_null(rules);
    rules += strlen("rules : {");
    int length = snprintf(text, sizeof(text), "%.*s\n", (int)(rules - TINY), TINY);
    for (size_t i = 0; i < found->gl_pathc; i++) {
        length += snprintf(text + length, sizeof(text) - (size_t)length,
                           "  @include \"%s%s\"\n", folder,
                           strrchr(found->gl_pathv[i], '/') + 1);
    }
    length += snprintf(text + length, sizeof(text) - (size_t)length, "%s", rules);
    cr_assert_lt(length, (int)sizeof(text));
    process_write(here, "x.cfg", text);
}

Test(presets, all_together_are_read_where_their_folder_is_allowed)
{
    char *here = process_directory();
    char *root = getcwd(NULL, 0);
    char folder[512];
    char words[600];
    glob_t found;
    cr_assert_not_null(root);
    cr_assert_eq(glob("scenarios/presets/*.cfg", 0, NULL, &found), 0);
    cr_expect_geq(found.gl_pathc, 12);
    snprintf(folder, sizeof(folder), "%s/scenarios/presets/", root);
    include_presets(here, folder, &found);
    snprintf(words, sizeof(words), "check x.cfg --allow-include %s", folder);
    expect_quiet(here, words);
    /* Without that it is refused, each by its line. */
    struct process process = run_in(here, "check x.cfg");
    cr_expect_eq(process.code, 65);
    cr_expect_not_null(strstr(process.err, "--allow-include"), "%s", process.err);
    process_free(&process);
    globfree(&found);
    free(root);
    process_directory_end(here);
}

Test(presets, copied_beside_a_scenario_need_no_leave)
{
    char *here = process_directory();
    char path[256];
    glob_t found;
    cr_assert_eq(glob("scenarios/presets/*.cfg", 0, NULL, &found), 0);
    snprintf(path, sizeof(path), "cp -r scenarios/presets %s/presets", here);
    cr_assert_eq(system(path), 0); /* NOLINT(cert-env33-c): as the README says */
    include_presets(here, "presets/", &found);
    expect_quiet(here, "check x.cfg");
    globfree(&found);
    process_directory_end(here);
}
