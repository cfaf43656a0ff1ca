/** Ctrl-C and the like: the first stops in good order, a later one at once. */
#ifndef STRIKEFUND_CLI_STOP_H
#define STRIKEFUND_CLI_STOP_H

#include <signal.h>

/** From now on the first SIGINT or SIGTERM sets the flag. */
void sf_stop_listen(void);

/** Set to 1 once the program is to stop. */
const volatile sig_atomic_t *sf_stop_flag(void);

#endif
