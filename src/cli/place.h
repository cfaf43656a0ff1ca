/** The directory for results, before it is written and after. */
#ifndef STRIKEFUND_CLI_PLACE_H
#define STRIKEFUND_CLI_PLACE_H

/**
 * Whether results can be written into a directory, found out before a long simulation
 * and not after it. The nearest directory above that exists must let us write. 0, or
 * the exit code once it has been said why not.
 */
int sf_place_check(const char *directory);

/** Says where the files are and what to type for the charts. */
void sf_place_say(const char *directory);

#endif
