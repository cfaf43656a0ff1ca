#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output/chart_words.h"
#include "strikefund/output.h"

Test(output_plot, the_words_of_charts_are_numbers_and_texts)
{
    static const char *const GOOD[] = {
        "",
        "n_strategies = 3\nn_months = 14\n",
        "minimum_balance = -500000.00\n",
        "title = ''\n",
        "title = 'it''s `date` $(date) \"x\" %s \\ # @runs'\n",
        "title = 'the members'''\n",
        "array strategy[2] = ['paid, [all] of it', 'o''b']\n",
    };
    for (size_t i = 0; i < sizeof(GOOD) / sizeof(GOOD[0]); i++) {
        size_t line = 0;
        cr_expect(sf_chart_words_are_harmless(GOOD[i], &line), "%s", GOOD[i]);
    }
}

Test(output_plot, a_program_is_not_words)
{
    static const char *const BAD[] = {
        "system('date')\n",
        "x = system('date')\n",
        "x = 1; y = 2\n",
        "x = 1 + 2\n",
        "x = `date`\n",
        "x = \"text\"\n",
        "x = 'one' . 'two'\n",
        "x = 'one\n'\n",
        "x = '''one'\n",
        "x = 'one''''two'\n",
        "x = ''''\n",
        "x = 'one' # more\n",
        "f(x) = 1\n",
        "load 'more.gp'\n",
        "!date\n",
        "array x[1] = [date]\n",
        "array x[system('date')] = ['one']\n",
        "x = 1",
    };
    for (size_t i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++) {
        char text[200];
        size_t line = 0;
        snprintf(text, sizeof(text), "runs = 300\n%s", BAD[i]);
        cr_expect(!sf_chart_words_are_harmless(text, &line), "%s", BAD[i]);
        cr_expect_eq(line, 2, "%s: line %zu", BAD[i], line);
    }
}

Test(output_plot, formats_are_named_exactly)
{
    static const char *const WRONG[] = {"", "PNG", "png,", ",png", "png;svg", "pn"};
    for (size_t i = 0; i < sizeof(WRONG) / sizeof(WRONG[0]); i++) {
        char *message = NULL;
        cr_expect_eq(sf_output_plot("/nowhere", WRONG[i], "plots", &message),
                     SF_ERR_USAGE);
        cr_expect_not_null(strstr(message, "there are png, svg, pdf and dumb"));
        free(message);
    }
}

Test(output_plot, results_that_are_not_there_are_missing)
{
    char *message = NULL;
    cr_expect_eq(sf_output_plot("/nowhere", "png,svg", "plots", &message),
                 SF_ERR_MISSING);
    cr_expect_str_eq(message,
                     "/nowhere: No such file or directory; write results first: "
                     "strikefund run SCENARIO -o DIR");
    free(message);
}
