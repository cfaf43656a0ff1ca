#include <criterion/criterion.h>
#include <string.h>

#include "cli/words.h"

Test(cli_explain, a_key_is_explained_on_stdout)
{
    expect_words(run_in(NULL, "explain levies.notpay"), 0,
                 "levies.NAME.notpay\n"
                 "  Means     members who do not pay\n"
                 "  Type      a number, certain or not (strikefund explain inputs)\n"
                 "  Unit      a share, 0.10 for 10 %\n"
                 "  Range     0 to 1\n"
                 "  Default   0\n"
                 "  Stands    in a levy\n",
                 "");
}

Test(cli_explain, without_a_key_all_are_listed)
{
    const struct process process = run_in(NULL, "explain");
    cr_expect_not_null(
        strstr(process.out, "\nstrategies.NAME.actions.NAME: an action\n"));
    expect_words(process, 0, NULL, "");
}

Test(cli_explain, an_unknown_key_is_64_with_the_nearest)
{
    expect_words(run_in(NULL, "explain notpya"), 64, "",
                 "strikefund: there is no key 'notpya'; did you mean 'notpay'?\n"
                 "For help: strikefund explain --help\n");
}
