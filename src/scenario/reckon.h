/** Rough sums by hand, for the words of `check`: no chance, everybody comes out. */
#ifndef STRIKEFUND_SCENARIO_RECKON_H
#define STRIKEFUND_SCENARIO_RECKON_H

#include "strikefund/scenario.h"

#define SF_INPUT_CHARS 160

enum sf_say { SF_SAY_POUNDS, SF_SAY_SHARE, SF_SAY_COUNT };

/** An input in words: "£3,000,000", "8 % (about)", "1,500 to 1,750". */
void sf_input_say(const struct sf_input *input, enum sf_say as,
                  char words[SF_INPUT_CHARS]);

/** The middle of an input: its number, mean, median or mode. */
double sf_input_middle(const struct sf_input *input);

/** Members at the start, in one band or (SF_NONE) in all. */
double sf_members_reckon(const struct sf_scenario *scenario, size_t band);

/** What a levy would bring in a month if every member paid. */
double sf_levy_reckon(const struct sf_scenario *scenario, const struct sf_levy *levy);

/** How many of a ballot's employers pass, and their members. */
size_t sf_ballot_reckon(const struct sf_scenario *scenario,
                        const struct sf_ballot *ballot, double *members);

struct sf_reckoned {
    size_t n_days;
    int32_t first, last;
    double called;     /* members */
    double strike_pay; /* pounds, if all called come out each day; or take part each
                          day, docked as much as can be */
};

/** What an action comes to if everybody called comes out on each of its days. */
struct sf_reckoned sf_action_reckon(const struct sf_scenario *scenario,
                                    const struct sf_action *action);

#endif
