#include "unit/output/place.h"

#include <criterion/criterion.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

void place_make(char place[PATH_CHARS])
{
    strcpy(place, "/tmp/strikefund-output-XXXXXX");
    cr_assert_not_null(mkdtemp(place));
}

static int remove_one(const char *path, const struct stat *found, int kind,
                      struct FTW *walk)
{
    (void)found;
    (void)kind;
    (void)walk;
    return remove(path);
}

void place_remove(const char *place)
{
    cr_expect_eq(nftw(place, remove_one, 8, FTW_DEPTH | FTW_PHYS), 0);
}

void place_path(const char *place, const char *name, char path[PATH_CHARS])
{
    snprintf(path, PATH_CHARS, "%.100s/%.100s", place, name);
}
