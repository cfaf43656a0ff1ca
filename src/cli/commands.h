/**
 * The commands: each takes the options, does its work and gives the exit code.
 */
#ifndef STRIKEFUND_CLI_COMMANDS_H
#define STRIKEFUND_CLI_COMMANDS_H

#include "cli/options.h"

int sf_command_run(const struct sf_options *options);
int sf_command_compare(const struct sf_options *options);
int sf_command_sweep(const struct sf_options *options);
int sf_command_forecast(const struct sf_options *options);
int sf_command_solve(const struct sf_options *options);
int sf_command_check(const struct sf_options *options);
int sf_command_merge(const struct sf_options *options);
int sf_command_plot(const struct sf_options *options);
int sf_command_trace(const struct sf_options *options);
int sf_command_explain(const struct sf_options *options);
int sf_command_new(const struct sf_options *options);
int sf_command_doctor(const struct sf_options *options);

/** Where the chart scripts are: beside the folder of the program, or where they were
 *  installed. A new string, or NULL without memory. */
char *sf_find_plots(void);

#endif
