/** The pots of one run, month by month, as tables for people. */
#ifndef STRIKEFUND_OUTPUT_LEDGER_POTS_H
#define STRIKEFUND_OUTPUT_LEDGER_POTS_H

#include "core/text.h"
#include "strikefund/experiment.h"

/** One table a pot; nothing where the fund is one. Memory that runs out is marked in
 *  text. */
void sf_ledger_pots_add(struct sf_text *text, const struct sf_scenario *scenario,
                        const struct sf_ledger *ledger, int columns);

#endif
