/**
 * The one list of what random numbers are for. A number is a pure function of
 * (seed, run, purpose, subject, employer, band, month, draw): model rule M11.1.
 *
 * One call of the generator gives four numbers. Purposes of one family that are
 * wanted together share a call: each has its word of the four. A family whose draws
 * are numbered (strikers by day) spends a word a draw instead and has one purpose.
 */
#ifndef STRIKEFUND_RANDOM_PURPOSES_H
#define STRIKEFUND_RANDOM_PURPOSES_H

/* Families: never renumber, only add. The number goes into the generator. */
enum sf_family {
    SF_FAMILY_INPUT = 1,   /* subject: input. 64 bits from words 0 and 1 */
    SF_FAMILY_EFFECT = 2,  /* subject: rate. employer, or month for a shared shock */
    SF_FAMILY_MEMBERS = 3, /* employer, band, month */
    SF_FAMILY_LEVY = 4,    /* subject: levy. employer, band, month */
    SF_FAMILY_COLLECT = 5, /* subject: levy. band (employer), month */
    SF_FAMILY_STRIKE = 6,  /* subject: action. employer, band; draw: live day */
    SF_FAMILY_HARDSHIP = 7 /* subject: action. band, month */
};

/* Purposes: enumerator, family, word of the four. */
#define SF_PURPOSE_LIST(X)                                                             \
    X(SF_DRAW_LEAVE_PAYERS, SF_FAMILY_MEMBERS, 0)                                      \
    X(SF_DRAW_LEAVE_OTHERS, SF_FAMILY_MEMBERS, 1)                                      \
    X(SF_DRAW_JOIN, SF_FAMILY_MEMBERS, 2)                                              \
    X(SF_DRAW_PAY_FIRST, SF_FAMILY_LEVY, 0)                                            \
    X(SF_DRAW_PAY_JOINERS, SF_FAMILY_LEVY, 1)                                          \
    X(SF_DRAW_LAPSE, SF_FAMILY_LEVY, 2)                                                \
    X(SF_DRAW_PRICE_LEAVERS, SF_FAMILY_LEVY, 3)                                        \
    X(SF_DRAW_FAIL, SF_FAMILY_COLLECT, 0)                                              \
    X(SF_DRAW_RECOVER, SF_FAMILY_COLLECT, 1)

enum sf_purpose_word {
#define SF_PURPOSE_ENUMERATOR(name, family, word) name = (word),
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
