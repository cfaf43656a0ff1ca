/* The files that are read with requests for memory refused. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "fault/memory_commands.h"

static const char SCENARIO[] =
    "@include \"included.cfg\"\n"
    "format = \"strikefund-1\"; title = \"Small\"; start = \"2026-09\"; months = 2;\n"
    "law = \"none\"; seed = \"17\"; runs = 3;\n"
    "fund : { opening = { value = 9000.0; source = \"bank\"; grade = \"A\"; };\n"
    "  pots = ( { name = \"rest\"; }, { name = \"kept\"; opening = 234.5; } );\n"
    "  paid_from : { strike_pay = [\"kept\", \"rest\"]; };\n"
    "  loans = ( { from = \"rest\"; to = \"kept\"; up_to = 99.0; below = 2000.0; } "
    ");\n};\n"
    "bands = ( { name = \"all\"; net_ratio = 0.77; subscription = 13.0; } );\n"
    "employers : { file = \"employers.csv\"; };\n"
    "levies = ( { name = \"levy\"; from = \"2026-09\"; to = \"2026-10\";\n"
    "  rates = { all = 3.0; }; refund = { promised = \"2026-10\"; paid = "
    "\"2026-12\"; };\n"
    "  notpay = { dist = \"triangular\"; low = 0.05; mode = 0.1; high = 0.3;\n"
    "    source = \"guess\"; grade = \"J\"; };\n"
    "  channels = ( { name = \"debit\"; share = 0.5; fail = { value = 0.02;\n"
    "    source = \"bank\"; grade = \"A\"; }; },\n"
    "    { name = \"payroll\"; share = 0.5; collection_lag = 1; } );\n"
    "  scope = \"all\"; } );\n"
    "rules : { paid = { basis = \"net\"; rate = 1.0; cap_group = \"g\"; max_amount =\n"
    "    90.0; steps = ( { from_day = 2; rate = 0.5; } ); };\n"
    "  gate = { basis = \"flat\"; cap_group = \"g\"; max_amount = 90.0;\n"
    "    amounts_by_salary = ( { from = 0.0; amount = 50.0; } );\n"
    "    steps = ( { from_day = 3; amounts = { all = 61.5; }; } ); }; };\n"
    "ballots = ( { name = \"ballot\"; closes = \"2026-09-11\"; spread = 0.2;\n"
    "  yes_spread = 0.1; turnout = { value = 0.52; source = \"guess\"; grade =\n"
    "  \"J\"; }; yes = { value = 0.8; source = \"guess\"; grade = \"J\"; };\n"
    "  questions = [\"strike\"]; } );\n"
    "strategies = ( { name = \"depot\"; levy = \"levy\"; actions = (\n"
    "  { name = \"Depot\"; kind = \"targeted\"; employer = \"Council\";\n"
    "    rule = \"paid\"; called = { value = 40.0; source = \"list\"; grade = \"A\"; "
    "};\n"
    "    days = [\"2026-10-06\"];\n"
    "    participation = { dist = \"beta\"; mean = 0.9; sd = 0.05;\n"
    "      source = \"guess\"; grade = \"J\"; }; },\n"
    "  { name = \"Gate\"; employer = \"Council\"; rule = \"gate\"; part_of_day = 0.5;\n"
    "    called = { value = 20.0; source = \"list\"; grade = \"A\"; };\n"
    "    days = [\"2026-10-07\", \"2026-10-08\"]; } ); } );\n"
    "correlations = ( { between = [\"levies.levy.notpay\",\n"
    "    \"actions.Depot.participation\"]; rho = -0.3; source = \"guess\";\n"
    "    grade = \"J\"; } );\n";
static const char INCLUDED[] = "year_starts = 4;\n";
static const char EMPLOYERS[] = "employer,members,share_all,salary_all\n"
                                "\"Council\",240,1.0,26000\n";

static const char ACTUALS[] = "month,measure,value,sd,source,grade\n"
                              "2026-09,levy_income,610,90,bank,A\n"
                              "2026-10,balance,7200,0,bank,A\n";

/* A number whose source and grade are given brings no warning, whose words may be lost.
 */
#define GIVEN "source = \"s\"; grade = \"A\"; "
static const char KINDS[] =
    "format = \"strikefund-1\"; title = \"Kinds\"; start = \"2026-09\"; months = 2;\n"
    "fund : { opening = { value = 9000.0; " GIVEN "};\n"
    "  pots = ( { name = \"rest\"; }, { name = \"kept\"; opening = 71.0; } ); };\n"
    "bands = ( { name = \"all\"; net_ratio = 0.77; } );\n"
    "employers : { list = (\n"
    "  { name = \"Council\"; group = \"east\"; members = 240; shares = [1.0];\n"
    "    salaries = [26000.0]; },\n"
    "  { name = \"Works\"; group = \"west\"; members = 60; shares = [1.0];\n"
    "    salaries = [26000.0]; } ); };\n"
    "members : { momentum = { value = 0.3; " GIVEN "};\n"
    "  momentum_reference = { value = 0.1; " GIVEN "}; };\n"
    "strategies = ( { name = \"all\"; actions = (\n"
    "  { name = \"Wave\"; groups = \"all\"; wave = 1; from = \"2026-10-12\";\n"
    "    to = \"2026-10-14\"; when = \"docking of Ban < 0.9\"; },\n"
    "  { name = \"Ban\"; kind = \"short of strike\"; employers = \"all\";\n"
    "    docking = { value = 0.4; " GIVEN "}; from = \"2026-10-12\";\n"
    "    to = \"2026-10-14\"; } ); } );\n";

static void write_file(const char *name, const char *text)
{
    FILE *file = fopen(name, "w");
    if (file == NULL || fputs(text, file) < 0 || fclose(file) != 0) {
        perror(name);
        exit(1);
    }
}

void commands_write_files(void)
{
    write_file("scenario.cfg", SCENARIO);
    write_file("employers.csv", EMPLOYERS);
    write_file("included.cfg", INCLUDED);
    write_file("kinds.cfg", KINDS);
    write_file("actuals.csv", ACTUALS);
}

void commands_remove_files(void)
{
    unlink("scenario.cfg");
    unlink("employers.csv");
    unlink("included.cfg");
    unlink("kinds.cfg");
    unlink("actuals.csv");
    rmdir("out/dat");
    rmdir("out");
    rmdir("kept");
}

/** The documents of `check` and `explain`. */
