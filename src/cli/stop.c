#include "cli/stop.h"

#include <stddef.h>
#include <sys/time.h>
#include <time.h>

/* A signal handler has no argument of ours: the only variables of the program. */
static volatile sig_atomic_t is_stopped; /* for good */
static volatile sig_atomic_t is_paused;  /* for good, or to keep what there is */
static volatile time_t stopped_at;

/**
 * The first Ctrl-C stops in good order; a later one ends the program at once. One
 * Ctrl-C can arrive several times in a moment: from the terminal, from make, from
 * timeout.
 */
static void stop(int signal_number)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (is_stopped == 0) {
        stopped_at = now.tv_sec;
        is_stopped = 1;
        is_paused = 1;
    } else if (now.tv_sec - stopped_at > 1) {
        signal(signal_number, SIG_DFL);
        raise(signal_number);
    }
}

static void hold(int signal_number)
{
    (void)signal_number;
    is_paused = 1;
}

void sf_stop_listen(void)
{
    struct sigaction action = {.sa_handler = stop, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    action.sa_handler = hold;
    sigaction(SIGALRM, &action, NULL);
}

const volatile sig_atomic_t *sf_stop_flag(void)
{
    return &is_stopped;
}

const volatile sig_atomic_t *sf_stop_pause_flag(void)
{
    return &is_paused;
}

void sf_stop_pause_after(double seconds)
{
    const time_t whole = (time_t)seconds;
    const struct itimerval once = {
        .it_value = {.tv_sec = whole,
                     .tv_usec = (suseconds_t)((seconds - (double)whole) * 1e6)}};
    is_paused = 0;
    if (is_stopped != 0) { /* only now: it might have come between the two */
        is_paused = 1;
    }
    setitimer(ITIMER_REAL, &once, NULL);
}
