/**
 * Pieces of scenario text that tests of the model share. The Works: 100 members, 60 of
 * band "low" (gross day £100, net £80, subscription £10) and 40 of band "high" (gross
 * day £150, net £112.50, subscription £20). Eight months from January 2026; a fund of
 * £10,000; no ballot law. Nothing is uncertain unless the test says so.
 */
#ifndef STRIKEFUND_TESTS_WORKS_H
#define STRIKEFUND_TESTS_WORKS_H

#define WORKS_HEAD "title = \"Works\"; start = \"2026-01\"; months = 8;\n"
#define WORKS_FUND "fund : { opening = 10000.0; };\n"
#define WORKS_BANDS                                                                    \
    "bands = ( { name = \"low\"; net_ratio = 0.8; subscription = 10.0; },\n"           \
    "          { name = \"high\"; net_ratio = 0.75; subscription = 20.0; } );\n"
#define WORKS_EMPLOYERS                                                                \
    "employers : { divisor = 260; list = ( { name = \"Works\"; members = 100;\n"       \
    "  shares = [0.6, 0.4]; salaries = [26000.0, 39000.0]; } ); };\n"
#define WORKS_PLACE WORKS_BANDS WORKS_EMPLOYERS
#define WORKS       WORKS_HEAD WORKS_FUND WORKS_PLACE

/** A levy of £3 and £5 a month, February to April. */
#define WORKS_LEVY(terms)                                                              \
    "levies = ( { name = \"levy\"; from = \"2026-02\"; to = \"2026-04\";\n"            \
    "  rates = { low = 3.0; high = 5.0; }; " terms " } );\n"
#define LEVY_ALONE "strategies = ( { name = \"levy alone\"; levy = \"levy\"; } );\n"

/** Pickets: ten called, 6 low and 4 high, on 2, 3 and 4 March and on 1 April. */
#define PICKETS(terms)                                                                 \
    "{ name = \"pickets\"; employer = \"Works\"; called = 10; days = "                 \
    "[\"2026-03-02\",\n"                                                               \
    "  \"2026-03-03\", \"2026-03-04\", \"2026-04-01\"]; " terms " }"

#endif
