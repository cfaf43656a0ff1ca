#include <signal.h>

#include <gsl/gsl_errno.h>

#include "cli/commands.h"
#include "cli/options.h"
#include "strikefund/status.h"

int main(int argc, char **argv)
{
    /* A reader who has had enough is a failed write like any other. */
    signal(SIGPIPE, SIG_IGN);
    gsl_set_error_handler_off();
    struct sf_options options;
    sf_options_parse(argc, argv, &options);
    int code = sf_status_exit_code(SF_ERR_BUG);
    switch (options.command) {
    case SF_COMMAND_RUN:
        code = sf_command_run(&options);
        break;
    case SF_COMMAND_COMPARE:
        code = sf_command_compare(&options);
        break;
    case SF_COMMAND_SWEEP:
        code = sf_command_sweep(&options);
        break;
    case SF_COMMAND_SOLVE:
        code = sf_command_solve(&options);
        break;
    case SF_COMMAND_FORECAST:
        code = sf_command_forecast(&options);
        break;
    case SF_COMMAND_CHECK:
        code = sf_command_check(&options);
        break;
    case SF_COMMAND_MERGE:
        code = sf_command_merge(&options);
        break;
    case SF_COMMAND_PLOT:
        code = sf_command_plot(&options);
        break;
    case SF_COMMAND_TRACE:
        code = sf_command_trace(&options);
        break;
    case SF_COMMAND_EXPLAIN:
        code = sf_command_explain(&options);
        break;
    case SF_COMMAND_NEW:
        code = sf_command_new(&options);
        break;
    case SF_COMMAND_DOCTOR:
        code = sf_command_doctor(&options);
        break;
    }
    sf_options_free(&options);
    sf_exit(code);
}
