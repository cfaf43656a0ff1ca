/**
 * What is tried with requests for memory refused: each does all that a command does
 * with scenario.cfg, writes into out/ and frees all it had.
 */
#ifndef STRIKEFUND_TESTS_FAULT_MEMORY_COMMANDS_H
#define STRIKEFUND_TESTS_FAULT_MEMORY_COMMANDS_H

#include "strikefund/status.h"

/** Writes what the commands read into the current directory; ends the program when it
 *  cannot. */
void commands_write_files(void);

/** Removes it, and the directories that commands leave, emptied by the caller. */
void commands_remove_files(void);

/** `run`, and the documents of --json. */
enum sf_status run_all(void);

/** `compare`, of the scenario with itself, with a turning value looked for at two
 *  values, and its document. */
enum sf_status compare_all(void);

/** Reading and simulating kinds.cfg, which has every kind of action; writes nothing. */
enum sf_status kinds_all(void);

/** `forecast`, from actuals.csv, and its document. */
enum sf_status forecast_all(void);

/** `sweep`, at two points, and its document. */
enum sf_status sweep_all(void);

/** `solve`, at two values, and its document. */
enum sf_status solve_all(void);

#endif
