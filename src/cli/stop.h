/**
 * Ctrl-C and the like: the first stops in good order, a later one at once. And pauses,
 * in which a long simulation keeps what it has.
 */
#ifndef STRIKEFUND_CLI_STOP_H
#define STRIKEFUND_CLI_STOP_H

#include <signal.h>

/** From now on the first SIGINT or SIGTERM sets the flag. */
void sf_stop_listen(void);

/** Set to 1 once the program is to stop. */
const volatile sig_atomic_t *sf_stop_flag(void);

/** Set to 1 when the program is to stop, or a pause is due. */
const volatile sig_atomic_t *sf_stop_pause_flag(void);

/** Clears the pause, unless the program is to stop, and makes one due in so many
 *  seconds; 0: none, and none that was due. After sf_stop_listen. */
void sf_stop_pause_after(double seconds);

#endif
