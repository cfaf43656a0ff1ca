/**
 * The one list of what random numbers are for. A number is a pure function of
 * (seed, run, purpose, subject, employer, band, month, draw): model rule M11.1.
 *
 * The draws of a family are numbered. One call of the generator makes two of them, a
 * pair: draws 2k and 2k + 1 are pair k. What is wanted at the same times shares a pair,
 * so that little is made which nobody uses. A family whose draws go on (strikers, a
 * draw a day) has no list of them.
 */
#ifndef STRIKEFUND_RANDOM_PURPOSES_H
#define STRIKEFUND_RANDOM_PURPOSES_H

/* Families: never renumber, only add. The number goes into the generator. */
enum sf_family {
    SF_FAMILY_INPUT = 1,    /* subject: input. One uniform from draws 0 and 1 */
    SF_FAMILY_EFFECT = 2,   /* subject: rate. employer, or month for a shared shock */
    SF_FAMILY_MEMBERS = 3,  /* employer, band, month */
    SF_FAMILY_LEVY = 4,     /* subject: levy. employer, band, month */
    SF_FAMILY_COLLECT = 5,  /* subject: levy. part: channel. band (employer), month */
    SF_FAMILY_STRIKE = 6,   /* subject: action. employer, band; draw: live day */
    SF_FAMILY_HARDSHIP = 7, /* subject: action. band, month */
    SF_FAMILY_BALLOT = 8,   /* subject: ballot. employer */
    SF_FAMILY_RESAMPLE = 9, /* month from which nothing is known; of run 1 alone. One
                               uniform from draws 0 and 1 */
    SF_FAMILY_SETTLE = 10   /* subject: settlement. month */
};

/* Purposes: enumerator, family, number of the draw. */
#define SF_PURPOSE_LIST(X)                                                             \
    X(SF_DRAW_LEAVE_OTHERS, SF_FAMILY_MEMBERS, 0)                                      \
    X(SF_DRAW_JOIN, SF_FAMILY_MEMBERS, 1)                                              \
    X(SF_DRAW_LEAVE_PAYERS, SF_FAMILY_MEMBERS, 2) /* a levy was due last month */      \
    X(SF_DRAW_LAPSE, SF_FAMILY_LEVY, 0)                                                \
    X(SF_DRAW_PAY_JOINERS, SF_FAMILY_LEVY, 1)                                          \
    X(SF_DRAW_PAY_FIRST, SF_FAMILY_LEVY, 2)     /* a levy's first month, */            \
    X(SF_DRAW_PRICE_LEAVERS, SF_FAMILY_LEVY, 3) /* or a new rate's: both */            \
    X(SF_DRAW_FAIL, SF_FAMILY_COLLECT, 0)                                              \
    X(SF_DRAW_RECOVER, SF_FAMILY_COLLECT, 1)                                           \
    X(SF_DRAW_GRANT, SF_FAMILY_HARDSHIP, 0)                                            \
    X(SF_DRAW_VOTES, SF_FAMILY_BALLOT, 0)                                              \
    X(SF_DRAW_YES_STRIKE, SF_FAMILY_BALLOT, 1)                                         \
    X(SF_DRAW_YES_SHORT, SF_FAMILY_BALLOT, 2) /* where it is asked */                  \
    X(SF_DRAW_SETTLE, SF_FAMILY_SETTLE, 0)

enum sf_purpose {
#define SF_PURPOSE_ENUMERATOR(name, family, draw) name = (draw),
    SF_PURPOSE_LIST(SF_PURPOSE_ENUMERATOR)
#undef SF_PURPOSE_ENUMERATOR
};

/* Subjects of SF_FAMILY_EFFECT: the rates that differ between employers (M2.3). */
enum sf_effect {
    SF_EFFECT_NOTPAY = 1,
    SF_EFFECT_PARTICIPATION = 2,
    SF_EFFECT_TURNOUT = 3,
    SF_EFFECT_YES = 4
};

#endif
