/** Peak memory of this program, from the kernel. Not getrusage's, which remembers what
 *  started it. */
#ifndef STRIKEFUND_TESTS_BENCH_PEAK_H
#define STRIKEFUND_TESTS_BENCH_PEAK_H

#include <stdio.h>

/** In KiB; 0 where the kernel does not say. */
static inline long peak_kib(void)
{
    char line[256];
    long kib = 0;
    FILE *file = fopen("/proc/self/status", "r");
    while (file != NULL && fgets(line, sizeof(line), file) != NULL &&
           sscanf(line, "VmHWM: %ld", &kib) != 1) {
    }
    if (file != NULL) {
        fclose(file);
    }
    return kib;
}

#endif
