/* Which of the copies of the model runs; the one file of the folder that has no copies
 * (random/kernels.h). */
#include "model/block.h"

void sf_blocks_run(struct sf_block *block, size_t n)
{
#ifdef SF_HAS_X86_MODELS
#define SF_MONTHS_OF(isa) [SF_ISA_##isa] = sf_months_run_##isa,
    static sf_months_kernel *const MONTHS[SF_N_ISAS] = {SF_ISA_LIST(SF_MONTHS_OF)};
    MONTHS[block->future->stream.kernels->isa](block, n);
#else
    sf_months_run_plain(block, n);
#endif
}
