#include "strikefund/status.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <string.h>

static const enum sf_status ALL[] = {
#define NAME(name, exit_code, words) name,
    SF_STATUS_LIST(NAME)
#undef NAME
};
enum { N_STATUSES = sizeof(ALL) / sizeof(ALL[0]) };

Test(status, every_outcome_has_words_of_its_own_without_a_full_stop)
{
    for (size_t i = 0; i < N_STATUSES; i++) {
        const char *words = sf_status_words(ALL[i]);
        cr_assert_not_null(words);
        cr_expect_gt(strlen(words), 0);
        cr_expect_neq(words[strlen(words) - 1], '.');
        for (size_t j = 0; j < i; j++) {
            cr_expect_str_neq(words, sf_status_words(ALL[j]));
        }
    }
    cr_expect_not_null(sf_status_words((enum sf_status)4711));
}

Test(status, exit_codes_are_those_of_sysexits)
{
    cr_expect_eq(sf_status_exit_code(SF_OK), 0);
    cr_expect_eq(sf_status_exit_code(SF_ERR_USAGE), 64);
    cr_expect_eq(sf_status_exit_code(SF_ERR_SCENARIO), 65);
    cr_expect_eq(sf_status_exit_code(SF_ERR_PART), 65);
    cr_expect_eq(sf_status_exit_code(SF_ERR_MISSING), 66);
    cr_expect_eq(sf_status_exit_code(SF_ERR_PROGRAM), 69);
    cr_expect_eq(sf_status_exit_code(SF_ERR_BUG), 70);
    cr_expect_eq(sf_status_exit_code(SF_ERR_RANGE), 70);
    cr_expect_eq(sf_status_exit_code(SF_ERR_CREATE), 73);
    cr_expect_eq(sf_status_exit_code(SF_ERR_WRITE), 74);
    cr_expect_eq(sf_status_exit_code(SF_ERR_MEMORY), 75);
    cr_expect_eq(sf_status_exit_code(SF_ERR_INTERRUPTED), 130);
    cr_expect_eq(sf_status_exit_code((enum sf_status)4711), 70);
}

Test(status, only_success_exits_with_nought)
{
    for (size_t i = 0; i < N_STATUSES; i++) {
        cr_expect_eq(sf_status_exit_code(ALL[i]) == 0, ALL[i] == SF_OK);
    }
}

Test(status, a_broken_assumption_stops_the_program, .signal = SIGABRT)
{
    SF_BUG_ON(1 + 1 == 2);
}
