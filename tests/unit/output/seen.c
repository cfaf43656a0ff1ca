#include "unit/output/seen.h"

#include <criterion/criterion.h>
#include <stdio.h>

void look(struct seen *seen, uint64_t runs, const char *text)
{
    *seen = (struct seen){.campaign = campaign_open("%s", text)};
    seen->record = (struct sf_run_record){
        .version = "test", .first_run = 1, .n_runs = runs, .n_threads = 1};
    seen->results = campaign_run(&seen->campaign, runs);
    cr_assert_eq(sf_view_init(&seen->view, seen->campaign.experiment, seen->results,
                              &seen->record),
                 SF_OK);
}

void look_away(struct seen *seen)
{
    sf_view_free(&seen->view);
    sf_results_free(seen->results);
    campaign_close(&seen->campaign);
}

char *many_strategies(void)
{
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    cr_assert_not_null(stream);
    fprintf(stream, WORKS_HEAD WORKS_PLACE
            "fund : { opening = { dist = \"uniform\"; low = 0.0; high = 1000.0; }; };\n"
            "strategies = (");
    for (int i = 0; i < 16; i++) {
        fprintf(stream,
                "%s{ name = \"the %d. of the many plans\"; campaign_cost = %d.37; }",
                i == 0 ? "" : ",", i + 1, 7 * i);
    }
    fprintf(stream, ");\n");
    fclose(stream);
    return text;
}

void expect_text(const struct sf_view *view,
                 enum sf_status (*write)(const struct sf_view *view,
                                         struct sf_text *text),
                 const char *expected)
{
    struct sf_text text = {0};
    cr_assert_eq(write(view, &text), SF_OK);
    cr_expect_str_eq(text.chars, expected);
    sf_text_free(&text);
}
