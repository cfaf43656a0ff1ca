/* The shipped presets of strike pay: what one striker has of fourteen days under each
 * rule, to the penny, by hand from what its comment says. Net days are £80 on £26,000 a
 * year and £112.50 on £39,000; of ten called six have the first and four the second. */
#include <criterion/criterion.h>
#include <glob.h>
#include <stdio.h>
#include <string.h>

#include "support/campaign.h"
#include "support/works.h"

enum { MAX_PRESET = 8192 };

/** Pence of a striker. */
struct expected {
    const char *file, *rule;
    int64_t low, high; /* of fourteen days */
    int64_t half;      /* of one half day, the first, to six low and four high */
    size_t paid_month; /* when all of it is paid, from 3: March; or 0 */
};

static const struct expected EXPECTED[] = {
    /* Eleven days of £50 are cut at £500. */
    {"ucu-2018", "ucu_2018", 50000, 50000, 0, 0},
    {"ucu-2019", "ucu_2019_from_30000", 12 * 5000, 12 * 5000, 0, 0},
    {"ucu-2019", "ucu_2019_below_30000", 13 * 7500, 13 * 7500, 0, 0},
    {"ucu-2022", "ucu_2022", 11 * 7500, 11 * 5000, 0, 0},
    {"ucu-2022", "ucu_2023", 13 * 7500, 13 * 5000, 0, 0},
    {"ucu-2022", "ucu_2023_docked", 13 * 5000, 13 * 5000, 0, 0},
    {"unite", "unite", 14 * 7000, 14 * 7000, 35000, 4},
    {"unison", "unison", 14 * 5000, 14 * 5000, 25000, 7},
    {"unison", "unison_earlier", 11 * 2500, 11 * 2500, 0, 7},
    /* £50 for half a day, which costs the low £40. */
    {"gmb", "gmb", 14 * 7000, 14 * 7000, 44000, 5},
    {"gmb", "gmb_third_day", 12 * 7000, 12 * 7000, 0, 5},
    {"rcn", "rcn_2022", 14 * 5000, 14 * 5000, 25000, 4},
    /* £120 from the fourth day is £80 and £112.50: never above the loss. */
    {"rcn", "rcn_2023", 14 * 8000, 3 * 8000 + 11 * 11250, 40000, 4},
    {"eis", "eis_2022", 14 * 8000, 14 * 11250, 46500, 4},
    {"eis", "eis_2024", 7 * 8000, 7 * 11250, 23250, 4},
    {"eis", "eis_2025", 14 * 6000, 118125, 34875, 4},
    {"pcs", "pcs_targeted", 14 * 8000, 14 * 11250, 46500, 4},
    {"pcs", "pcs_all_members", 0, 0, 0, 0},
    {"pcs", "pcs_2017", 7 * 8000, 7 * 11250, 23250, 4},
    {"rmt", "rmt", 0, 0, 0, 0},
    {"cwu", "cwu", 0, 0, 0, 0},
    {"neu", "neu", 0, 0, 0, 0},
};
enum { N_EXPECTED = sizeof(EXPECTED) / sizeof(EXPECTED[0]) };

static void read_preset(const char *path, char text[MAX_PRESET])
{
    FILE *stream = fopen(path, "r");
    cr_assert_not_null(stream, "%s", path);
    const size_t length = fread(text, 1, MAX_PRESET - 1, stream);
    cr_assert(length < MAX_PRESET - 1, "%s", path);
    text[length] = '\0';
    fclose(stream);
}

/** Ten of the Works out under a rule of a preset. */
static struct campaign open_under(const struct expected *expected, const char *when)
{
    char path[128];
    char text[MAX_PRESET];
    snprintf(path, sizeof(path), "scenarios/presets/%s.cfg", expected->file);
    read_preset(path, text);
    return campaign_open(WORKS "rules : {\n%s\n};\n"
                               "strategies = ( { name = \"s\"; actions = ( { name = "
                               "\"out\"; employer = \"Works\"; called = 10; rule = "
                               "\"%s\"; %s } ); } );\n",
                         text, expected->rule, when);
}

Test(presets, pay_what_their_comments_say_for_fourteen_days)
{
    for (size_t i = 0; i < N_EXPECTED; i++) {
        const struct expected *x = &EXPECTED[i];
        struct campaign c =
            open_under(x, "from = \"2026-03-02\"; to = \"2026-03-19\";");
        const int64_t due = 6 * x->low + 4 * x->high;
        cr_expect_eq(campaign_value(&c, 0, 3, SF_STRIKE_DAYS), 140);
        cr_expect_eq(campaign_value(&c, 0, 3, SF_STRIKE_PAY_DUE), due, "%s: %ld",
                     x->rule, (long)campaign_value(&c, 0, 3, SF_STRIKE_PAY_DUE));
        if (x->paid_month > 0) {
            cr_expect_eq(campaign_value(&c, 0, x->paid_month, SF_STRIKE_PAY_PAID), due,
                         "%s", x->rule);
        }
        campaign_check_books(&c, 1);
        campaign_close(&c);
    }
}

Test(presets, pay_for_half_a_day_what_it_is_worth)
{
    for (size_t i = 0; i < N_EXPECTED; i++) {
        const struct expected *x = &EXPECTED[i];
        struct campaign c =
            open_under(x, "part_of_day = 0.5; days = [\"2026-03-02\"];");
        const int64_t due = campaign_value(&c, 0, 3, SF_STRIKE_PAY_DUE);
        cr_expect_eq(due, x->half, "%s: %ld", x->rule, (long)due);
        campaign_close(&c);
    }
}

/** Whether a line opens a rule: "name : {". */
static bool opens_rule(const char *line, char name[64])
{
    char brace = '\0';
    return sscanf(line, "%63[a-z_0-9] : %c", name, &brace) == 2 && brace == '{';
}

Test(presets, are_all_worked_out_above)
{
    glob_t found;
    size_t n = 0;
    cr_assert_eq(glob("scenarios/presets/*.cfg", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        char text[MAX_PRESET];
        read_preset(found.gl_pathv[i], text);
        cr_expect_not_null(strstr(text, "# Source: "), "%s", found.gl_pathv[i]);
        for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n")) {
            char name[64];
            bool is_known = !opens_rule(line, name);
            for (size_t k = 0; k < N_EXPECTED && !is_known; k++) {
                char path[128];
                snprintf(path, sizeof(path), "scenarios/presets/%s.cfg",
                         EXPECTED[k].file);
                is_known = strcmp(EXPECTED[k].rule, name) == 0 &&
                           strcmp(path, found.gl_pathv[i]) == 0;
                n += is_known;
            }
            cr_expect(is_known, "%s: %s", found.gl_pathv[i], name);
        }
    }
    cr_expect_eq(n, N_EXPECTED);
    globfree(&found);
}
