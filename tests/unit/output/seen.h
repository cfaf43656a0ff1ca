/** A campaign that has been run, as the files and charts see it. */
#ifndef STRIKEFUND_TESTS_UNIT_OUTPUT_SEEN_H
#define STRIKEFUND_TESTS_UNIT_OUTPUT_SEEN_H

#include "output/view.h"
#include "support/campaign.h"
#include "support/works.h"

/** A campaign, its results and a view on both. */
struct seen {
    struct campaign campaign;
    struct sf_results *results;
    struct sf_run_record record;
    struct sf_view view;
};

/** Runs a scenario given as text (see campaign_open) and views it. */
void look(struct seen *seen, uint64_t runs, const char *text);

/** Frees it all. */
void look_away(struct seen *seen);

/** Expects a file, as its writer adds it, to be this text. */
void expect_text(const struct sf_view *view,
                 enum sf_status (*write)(const struct sf_view *view,
                                         struct sf_text *text),
                 const char *expected);

/* The fund opens anywhere between £0 and £1,000; £65 of costs take 6.5 in 100 below. */
#define UNCERTAIN                                                                      \
    WORKS_HEAD WORKS_PLACE                                                             \
        "fund : { opening = { dist = \"uniform\"; low = 0.0; high = 1000.0; };\n"      \
        "  minimum_balance = 100.0; };\n"                                              \
        "strategies = ( { name = \"free\"; },\n"                                       \
        "  { name = \"cheap\"; campaign_cost = 8.125; },\n"                            \
        "  { name = \"dear\"; campaign_cost = 173.0; } );\n"

/** Sixteen strategies of long names that end further and further down; freed by the
 *  caller. */
char *many_strategies(void);

#endif
