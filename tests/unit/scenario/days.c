/* Days on which an action cannot do what the file says. */
#include <criterion/criterion.h>
#include <string.h>

#include "texts.h"

Test(days, without_a_mandate_are_warned_of_and_do_not_stop)
{
    char *text = base_with("closes = \"2023-01-20\"", "closes = \"2022-11-01\"", NULL);
    struct attempt attempt = attempt_read(text, NULL);
    cr_assert_eq(attempt.status, SF_OK);
    size_t n_found = 0;
    for (size_t i = 0; i < attempt.faults.n; i++) {
        /* The mandate's last day is 30 April: 4 of the 24 weekdays are after it. */
        n_found += strstr(attempt.faults.fault[i].words,
                          "'desk' at 'Passports': 4 of 24 days are outside") != NULL;
        n_found += strstr(attempt.faults.fault[i].words,
                          "'gate' at 'Museums': 2 of 2 days are outside") != NULL;
    }
    cr_expect_eq(n_found, 2);
    attempt_free(&attempt);
    free(text);
}

Test(days, of_two_actions_of_all_members_are_a_mistake)
{
    int line;
    char *text = base_with(
        "participation = \"turnout\"; spread = 0.3; }",
        "participation = \"turnout\"; },\n"
        "@@{ name = \"again\"; employer = \"Passports\"; days = [\"2023-03-15\"]; }",
        &line);
    struct attempt attempt = attempt_read(text, NULL);
    cr_assert_eq(attempt.status, SF_ERR_SCENARIO);
    bool is_found = false;
    for (size_t i = 0; i < attempt.faults.n; i++) {
        is_found |= attempt.faults.fault[i].line == line &&
                    strstr(attempt.faults.fault[i].words,
                           "both 'all out' and 'again' call all members of 'Passports' "
                           "on 2023-03-15") != NULL;
    }
    cr_expect(is_found);
    attempt_free(&attempt);
    free(text);
}

Test(days, a_cap_group_of_two_rules_is_a_mistake)
{
    int line;
    char *text = base_with("  flat : { basis = \"flat\";",
                           "  one : { basis = \"net\"; cap_group = \"g\"; };\n"
                           "  @@flat : { cap_group = \"g\"; basis = \"flat\";",
                           &line);
    struct attempt attempt = attempt_read(text, NULL);
    cr_assert_eq(attempt.status, SF_ERR_SCENARIO);
    cr_assert_eq(attempt.faults.n_errors, 1);
    bool is_found = false;
    for (size_t i = 0; i < attempt.faults.n; i++) {
        is_found |=
            attempt.faults.fault[i].line == line &&
            strstr(attempt.faults.fault[i].words, "share the cap group 'g'") != NULL;
    }
    cr_expect(is_found);
    attempt_free(&attempt);
    free(text);
}
