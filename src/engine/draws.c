/* Random numbers of an experiment that are wanted outside its runs. */
#include "engine/experiment.h"
#include "engine/visit.h"
#include "random/stream.h"

static struct sf_stream stream_of(const struct sf_experiment *experiment)
{
    return (struct sf_stream){.kernels = experiment->kernels,
                              .seed = experiment->scenario->seed};
}

void sf_experiment_draw(const struct sf_experiment *experiment, size_t input,
                        uint64_t first_run, size_t n, double *value)
{
    const struct sf_stream stream = stream_of(experiment);
    SF_BUG_ON(input >= experiment->scenario->n_inputs || n > SF_BLOCK_MAX);
    sf_input_table_draw(&experiment->table[input], &stream, first_run, n, value);
}

bool sf_experiment_is_fixed(const struct sf_experiment *experiment, size_t input)
{
    SF_BUG_ON(input >= experiment->scenario->n_inputs);
    return experiment->table[input].is_fixed;
}

double sf_experiment_resampling(const struct sf_experiment *experiment, size_t month)
{
    const struct sf_stream stream = stream_of(experiment);
    const struct sf_path path = {.family = SF_FAMILY_RESAMPLE,
                                 .month = (uint32_t)month};
    double uniform;
    sf_stream_uniform(&stream, &path, 1, 1, &uniform);
    return uniform;
}
