/* One program of libFuzzer's for each target: built with -DTARGET=fuzz_scenario etc. */
#include "fuzz/targets.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    TARGET(bytes, n);
    return 0;
}
