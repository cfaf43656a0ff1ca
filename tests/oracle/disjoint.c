/* One member, one call-out a day (M6.2), between call-outs of some members. */
#include <criterion/criterion.h>

#include "support/campaign.h"
#include "support/works.h"

/* 3 March: "first" calls 0.6 of 60 and of 40, 36 and 24; of the 24 and 16 left
 * "second", which wants as many, calls all. 4 March: "second" keeps its 40, so "third"
 * finds 60 and calls 50 of them. In April nobody else is out, and "last" calls 90. */
/* M6.2 */
Test(disjoint, a_later_call_out_finds_only_who_is_left)
{
    struct campaign c = campaign_open(
        WORKS "strategies = ( { name = \"s\"; actions = (\n"
              "  { name = \"first\"; employer = \"Works\"; called_share = 0.6;\n"
              "    days = [\"2026-03-03\"]; },\n"
              "  { name = \"second\"; employer = \"Works\"; called_share = 0.6;\n"
              "    days = [\"2026-03-03\", \"2026-03-04\"]; },\n"
              "  { name = \"third\"; employer = \"Works\"; called = 50;\n"
              "    days = [\"2026-03-04\"]; },\n"
              "  { name = \"last\"; employer = \"Works\"; called = 90;\n"
              "    days = [\"2026-04-01\"]; } ); } );\n");
    const int64_t days[] = {0, 0, 60 + 2 * 40 + 50, 90, 0};
    campaign_expect(&c, 0, SF_STRIKE_DAYS, days, 5);
    const int64_t strikers[] = {0, 0, 60 + 40 + 50, 90, 0};
    campaign_expect(&c, 0, SF_STRIKERS, strikers, 5);
    campaign_close(&c);
}

/* The order of the file decides who calls first in a month, not who strikes first. */
Test(disjoint, a_call_out_of_an_earlier_month_comes_first)
{
    struct campaign c = campaign_open(
        WORKS "strategies = ( { name = \"s\"; actions = (\n"
              "  { name = \"spring\"; employer = \"Works\"; called_share = 1.0;\n"
              "    days = [\"2026-03-03\"]; },\n"
              "  { name = \"winter\"; employer = \"Works\"; called = 70;\n"
              "    days = [\"2026-02-02\", \"2026-03-03\"]; } ); } );\n");
    const int64_t days[] = {0, 70, 70 + 30, 0};
    campaign_expect(&c, 0, SF_STRIKE_DAYS, days, 4);
    campaign_close(&c);
}

/* Everybody has left before the first call. */
Test(disjoint, nobody_is_called_twice_when_few_are_left)
{
    struct campaign c = campaign_open(
        WORKS "members : { leave = 1.0; };\n"
              "strategies = ( { name = \"s\"; actions = (\n"
              "  { name = \"a\"; employer = \"Works\"; called = 50; days = "
              "[\"2026-01-05\"]; },\n"
              "  { name = \"b\"; employer = \"Works\"; called = 50; days = "
              "[\"2026-01-05\"]; } ); } );\n");
    const int64_t days[] = {0, 0};
    campaign_expect(&c, 0, SF_STRIKE_DAYS, days, 2);
    campaign_close(&c);
}
