/**
 * What is fuzzed: each takes any bytes at all as one kind of input and aborts when the
 * program does not keep its word about them. libFuzzer calls them through entry.c; the
 * corpus of hard cases is replayed by `make check` without it.
 */
#ifndef STRIKEFUND_TESTS_FUZZ_TARGETS_H
#define STRIKEFUND_TESTS_FUZZ_TARGETS_H

#include <stddef.h>
#include <stdint.h>

/**
 * The text of a scenario. Refused with an error told, or else: it resolves to a text
 * that resolves to itself, has words, and its first run can be simulated.
 */
void fuzz_scenario(const uint8_t *bytes, size_t n);

/** The employers' CSV file of a small scenario; as above. */
void fuzz_employers(const uint8_t *bytes, size_t n);

/** Lines KEY=VALUE, given with --set to a small scenario; as above. */
void fuzz_set(const uint8_t *bytes, size_t n);

/**
 * A part of a run, as it is and again with its last 64 bytes made the checksum of those
 * before. Refused with words, or else: it is written again to the same bytes, and all
 * that is reckoned from it, also when joined with itself, can be.
 */
void fuzz_part(const uint8_t *bytes, size_t n);

/**
 * The file of what has happened, for a forecast of a small scenario. Refused with
 * words, or else: its figures are sound, and there is a forecast from them or it is
 * said why there is none.
 */
void fuzz_actuals(const uint8_t *bytes, size_t n);

/**
 * Lines as typed after --goal and --vary, each tried as all of them. Refused with
 * words, or else: a goal is read again as itself, and a range or a sweep has values
 * that can be written.
 */
void fuzz_goals(const uint8_t *bytes, size_t n);

#endif
