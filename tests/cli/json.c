#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/document.h"
#include "strikefund/output.h"

/** A directory with the tiny scenario in it. */
static char *tiny_directory(void)
{
    char *directory = process_directory();
    process_write(directory, "tiny.cfg", TINY);
    return directory;
}

Test(cli_json, check_says_what_the_scenario_means)
{
    char *here = tiny_directory();
    expect_words(
        run_in(here, "check tiny.cfg --json"), 0,
        "{\n"
        "  \"faults\": [],\n"
        "  \"more_faults\": false,\n"
        "  \"scenario\": {\n"
        "    \"file\": \"tiny.cfg\",\n"
        "    \"title\": \"Tiny\",\n"
        "    \"sha256\": "
        "\"6b50da3842c35c29cb804b0ce04e0920ac7cbc1b515571c8314cbea68adb42dc\",\n"
        "    \"source\": null,\n"
        "    \"start\": \"2026-09\",\n"
        "    \"end\": \"2026-11\",\n"
        "    \"months\": 3,\n"
        "    \"law\": \"none\",\n"
        "    \"seed\": \"17\",\n"
        "    \"runs\": 300,\n"
        "    \"confidential\": false,\n"
        "    \"employers\": [\n"
        "      {\n"
        "        \"name\": \"Council\",\n"
        "        \"group\": null,\n"
        "        \"members\": 240\n"
        "      }\n"
        "    ],\n"
        "    \"members\": 240,\n"
        "    \"other_payers\": 0,\n"
        "    \"strategies\": [\n"
        "      {\n"
        "        \"name\": \"depot\",\n"
        "        \"levies\": [],\n"
        "        \"actions\": [\n"
        "          \"Depot\"\n"
        "        ]\n"
        "      },\n"
        "      {\n"
        "        \"name\": \"nothing\",\n"
        "        \"levies\": [],\n"
        "        \"actions\": []\n"
        "      }\n"
        "    ],\n"
        "    \"inputs\": {\n"
        "      \"given\": 3,\n"
        "      \"judgements\": 1\n"
        "    },\n"
        "    \"words\": \"Tiny\\n\\nPlan      3 months, September 2026 to November "
        "2026\\nLaw       none: action needs neither notice nor ballot\\nFund      "
        "opens with \xc2\xa3"
        "9,000; not to go below \xc2\xa3"
        "500\\nMembers   240 at 1 employer\\n          all 100 %\\nRule      "
        "paid: 100 % of the net pay lost\\nStrategy  depot: no "
        "levy; 1 action; strike pay \xc2\xa3"
        "6,160 if all came out\\n          - Depot: 40 members at Council, 2 days, 6 "
        "October 2026 to 7 October 2026; strike pay \xc2\xa3"
        "6,160 if all came out\\nStrategy  nothing: no levy; 0 actions; strike pay "
        "\xc2\xa3"
        "0 if all came out\\nInputs    3 uncertain numbers given, 1 of them "
        "judgements\\n\"\n"
        "  }\n"
        "}\n",
        "");
    process_directory_end(here);
}

#define TWO_FAULTS                                                                     \
    "{\n"                                                                              \
    "  \"faults\": [\n"                                                                \
    "    {\n"                                                                          \
    "      \"file\": \"--set\",\n"                                                     \
    "      \"line\": null,\n"                                                          \
    "      \"severity\": \"error\",\n"                                                 \
    "      \"words\": \"'months' is 0; it must be from 1 to 240 (months)\"\n"          \
    "    },\n"                                                                         \
    "    {\n"                                                                          \
    "      \"file\": \"--set\",\n"                                                     \
    "      \"line\": null,\n"                                                          \
    "      \"severity\": \"error\",\n"                                                 \
    "      \"words\": \"unknown setting 'fund.minimum_balnce'; did you mean "          \
    "'minimum_balance'?\"\n"                                                           \
    "    }\n"                                                                          \
    "  ],\n"                                                                           \
    "  \"more_faults\": false\n"                                                       \
    "}\n"

Test(cli_json, the_faults_of_a_scenario_are_in_the_document_and_on_stderr)
{
    static const char *const LINE[][2] = {
        {"check tiny.cfg", "correct what is listed and check again"},
        {"run tiny.cfg -o out", "nothing was written"},
        {"trace tiny.cfg --run 1", "no run was traced"}};
    char *here = tiny_directory();
    for (size_t i = 0; i < sizeof(LINE) / sizeof(LINE[0]); i++) {
        char line[256];
        char words[512];
        snprintf(line, sizeof(line),
                 "%s --json --set months=0 --set fund.minimum_balnce=4", LINE[i][0]);
        snprintf(words, sizeof(words),
                 "--set: 'months' is 0; it must be from 1 to 240 (months)\n"
                 "--set: unknown setting 'fund.minimum_balnce'; did you mean "
                 "'minimum_balance'?\n2 mistakes; %s\n",
                 LINE[i][1]);
        expect_words(run_in(here, line), 65, TWO_FAULTS, words);
    }
    cr_expect(!process_has(here, "out"));
    process_directory_end(here);
}

Test(cli_json, a_fault_has_its_file_and_line_and_a_warning_stops_nothing)
{
    char *here = tiny_directory();
    process_write(here, "wrong.cfg", "format = \"strikefund-1\";\ntitel = \"\";\n");
    json_t *wrong = document_of(run_in(here, "check wrong.cfg --json"), 65);
    cr_expect_str_eq(document_text(wrong, "faults.0.file"), "wrong.cfg");
    cr_expect_str_eq(document_text(wrong, "faults.0.severity"), "error");
    bool is_told = false;
    for (size_t i = 0; i < json_array_size(document_at(wrong, "faults")); i++) {
        const json_t *fault = json_array_get(document_at(wrong, "faults"), i);
        is_told |= strstr(document_text(fault, "words"), "'titel'") != NULL &&
                   json_integer_value(document_at(fault, "line")) == 2;
    }
    cr_expect(is_told);
    cr_expect_null(json_object_get(wrong, "scenario"));
    json_decref(wrong);
    char *idle = NULL;
    cr_assert_geq(asprintf(&idle, "%sinputs : { idle = { value = 17.3; }; };\n", TINY),
                  0);
    process_write(here, "idle.cfg", idle);
    free(idle);
    json_t *warned = document_of(run_in(here, "check idle.cfg --json"), 0);
    cr_expect_str_eq(document_text(warned, "faults.0.severity"), "warning");
    cr_expect_str_eq(document_text(warned, "scenario.title"), "Tiny");
    json_decref(warned);
    process_directory_end(here);
}

Test(cli_json, a_missing_scenario_is_66_with_its_document)
{
    char *here = process_directory();
    json_t *document = document_of(run_in(here, "run none.cfg -o out --json"), 66);
    cr_expect_str_eq(document_text(document, "faults.0.file"), "none.cfg");
    cr_expect_str_eq(document_text(document, "faults.0.words"),
                     "cannot be read: No such file or directory");
    json_decref(document);
    process_directory_end(here);
}

Test(cli_json, usage_faults_are_lines_on_stderr_and_no_document)
{
    static const char *const LINE[] = {
        "check --json",
        "run tiny.cfg --json",
        "run tiny.cfg -o out --json=yes",
        "run tiny.cfg -o out --json --strategy depto",
        "trace tiny.cfg --run 1 --json",
        "explain notpya --json",
        "plot out --format gif --json",
    };
    char *here = tiny_directory();
    for (size_t i = 0; i < sizeof(LINE) / sizeof(LINE[0]); i++) {
        const struct process process = run_in(here, LINE[i]);
        cr_expect_neq(process.err[0], '\0');
        expect_words(process, 64, "", NULL);
    }
    process_directory_end(here);
}

Test(cli_json, hostile_names_give_a_document_all_the_same)
{
    char *here = process_directory();
    char text[4096];
    snprintf(text, sizeof(text), "%s", TINY);
    char *title = strstr(text, "\"Tiny\"");
    snprintf(title, sizeof(text) - (size_t)(title - text),
             "\"a \\\"b\\\" \\\\u0000 =1+1\"%s", strstr(TINY, "\"Tiny\"") + 6);
    process_write(here, "t\xff\"\\\n\xe2\x80\xae.cfg", text);
    const struct process_place place = {.directory = here};
    const char *const check[] = {"check", "t\xff\"\\\n\xe2\x80\xae.cfg", "--json",
                                 NULL};
    json_t *document = document_of(process_run(&place, check), 0);
    cr_expect_str_eq(document_text(document, "scenario.file"),
                     "t\xef\xbf\xbd\"\\\n\xe2\x80\xae.cfg");
    cr_expect_str_eq(document_text(document, "scenario.title"), "a \"b\" \\u0000 =1+1");
    json_decref(document);
    const char *const run[] = {"run",    check[1], "-o", "o\xfe\x01",
                               "--json", "--runs", "17", NULL};
    document = document_of(process_run(&place, run), 0);
    cr_expect_str_eq(document_text(document, "directory"), "o\xef\xbf\xbd\x01");
    json_decref(document);
    const char *const wrong[] = {
        "check", check[1],     "--json", "--set", "title=\xe2\x80\xae",
        "--set", "\xff\x1b=4", NULL};
    document = document_of(process_run(&place, wrong), 65);
    cr_expect_eq(json_array_size(document_at(document, "faults")), 2);
    json_decref(document);
    process_directory_end(here);
}

Test(cli_json, a_key_is_explained_with_all_its_facts)
{
    expect_words(run_in(NULL, "explain notpay --json"), 0,
                 "{\n"
                 "  \"keys\": [\n"
                 "    {\n"
                 "      \"path\": \"levies.NAME.notpay\",\n"
                 "      \"key\": \"notpay\",\n"
                 "      \"stands_in\": \"a levy\",\n"
                 "      \"in_this_version\": true,\n"
                 "      \"help\": \"members who do not pay\",\n"
                 "      \"type\": \"uncertain_number\",\n"
                 "      \"unit\": \"a share, 0.10 for 10 %\",\n"
                 "      \"affects_money_alone\": false,\n"
                 "      \"low\": 0,\n"
                 "      \"high\": 1,\n"
                 "      \"choices\": [],\n"
                 "      \"choices_later\": [],\n"
                 "      \"required\": false,\n"
                 "      \"default\": 0\n"
                 "    }\n"
                 "  ],\n"
                 "  \"distributions\": [],\n"
                 "  \"grades\": []\n"
                 "}\n",
                 "");
}

/** Whether a default is of its key's type. */
static bool is_fitting(const json_t *key)
{
    const char *type = document_text(key, "type");
    const json_t *initial = json_object_get(key, "default");
    if (json_is_null(initial)) {
        return true;
    }
    if (strcmp(type, "truth") == 0) {
        return json_is_boolean(initial);
    }
    if (strcmp(type, "numbers") == 0) {
        return json_is_array(initial);
    }
    if (strstr(type, "number") != NULL) {
        return json_is_number(initial) &&
               json_number_value(initial) >=
                   json_number_value(document_at(key, "low")) &&
               json_number_value(initial) <=
                   json_number_value(document_at(key, "high"));
    }
    return json_is_string(initial);
}

Test(cli_json, all_keys_are_explained_each_once)
{
    json_t *document = document_of(run_in(NULL, "explain --json"), 0);
    const json_t *keys = document_at(document, "keys");
    const size_t n = json_array_size(keys);
    json_t *paths = json_object();
    size_t n_now = 0;
    for (size_t i = 0; i < n; i++) {
        json_t *key = json_array_get(keys, i);
        json_object_set(paths, document_text(key, "path"), key);
        if (json_is_true(document_at(key, "in_this_version"))) {
            cr_expect(is_fitting(key), "%s", document_text(key, "path"));
            cr_expect_neq(document_text(key, "help")[0], '\0');
            cr_expect_neq(document_text(key, "unit")[0], '\0');
            n_now++;
        }
    }
    cr_expect_eq(json_object_size(paths), n);
    cr_expect(n_now > 100 && n_now < n);
    const json_t *shortfall = json_object_get(paths, "fund.on_shortfall");
    cr_expect_str_eq(document_text(shortfall, "choices.0"), "overdraw");
    cr_expect_str_eq(document_text(shortfall, "choices.2"), "scale");
    cr_expect_str_eq(document_text(shortfall, "default"), "overdraw");
    cr_expect_str_eq(
        document_text(json_object_get(paths, "levies.NAME.consulted"), "type"),
        "truth");
    cr_expect_str_eq(document_text(json_object_get(paths, "levies"), "type"), "list");
    cr_expect_str_eq(document_text(document, "distributions.1.dist"), "triangular");
    cr_expect_str_eq(document_text(document, "distributions.1.parameters.1"), "mode");
    cr_expect_str_eq(document_text(document, "grades.4.help"), "a judgement");
    json_decref(paths);
    json_decref(document);
}

Test(cli_json, a_group_is_the_key_that_opens_it_and_its_keys)
{
    json_t *document = document_of(run_in(NULL, "explain rules.x.tiers --json"), 0);
    cr_expect_str_eq(document_text(document, "keys.0.path"), "rules.NAME.tiers");
    cr_expect_str_eq(document_text(document, "keys.1.path"),
                     "rules.NAME.tiers.NUMBER.from");
    cr_expect_str_eq(document_text(document, "keys.2.path"),
                     "rules.NAME.tiers.NUMBER.amount");
    cr_expect_eq(json_array_size(document_at(document, "keys")), 3);
    json_decref(document);
}

Test(cli_json, the_doctor_lists_what_is_missing_with_its_remedy)
{
    const struct process_place place = {.variable = "PATH=/nowhere"};
    const char *const line[] = {"doctor", "--json", NULL};
    json_t *document = document_of(process_run(&place, line), 69);
    const json_t *items = document_at(document, "items");
    size_t n_missing = 0;
    for (size_t i = 0; i < json_array_size(items); i++) {
        const json_t *item = json_array_get(items, i);
        const bool is_found = json_is_true(document_at(item, "found"));
        n_missing += !is_found;
        cr_expect_eq(json_is_null(document_at(item, "fix")), is_found);
        if (strcmp(document_text(item, "item"), "gnuplot") == 0) {
            cr_expect_not(is_found);
            cr_expect(json_is_null(document_at(item, "version")));
            cr_expect_str_eq(document_text(item, "fix"),
                             "sudo apt-get install gnuplot-nox fonts-dejavu-core");
        }
    }
    cr_expect_geq(n_missing, 1);
    cr_expect_eq((size_t)json_integer_value(document_at(document, "missing")),
                 n_missing);
    json_decref(document);
}

Test(cli_json, plot_lists_the_files_it_has_drawn_and_draws_none_on_stdout)
{
    char *here = tiny_directory();
    expect_words(run_in(here, "run tiny.cfg -o out --quiet --runs 17"), 0, NULL, "");
    const struct process process = run_in(here, "plot out --format dumb,svg --json");
    if (process.code == 69) {
        expect_words(process, 69, "", NULL); /* no gnuplot here, and no document */
        process_directory_end(here);
        return;
    }
    json_t *document = document_of(process, 0);
    const json_t *files = document_at(document, "files");
    size_t n_charts = 0;
    char out[256];
    snprintf(out, sizeof(out), "%.200s/out", here);
    while (sf_output_chart(out, n_charts) != NULL) {
        n_charts++;
    }
    cr_expect_eq(json_array_size(files), 3 * n_charts); /* text, picture, words */
    for (size_t i = 0; i < json_array_size(files); i++) {
        char name[128];
        snprintf(name, sizeof(name), "out/%s",
                 json_string_value(json_array_get(files, i)));
        cr_expect(process_has(here, name), "%s", name);
    }
    json_decref(document);
    process_directory_end(here);
}

Test(cli_json, new_gives_the_path_it_has_written)
{
    char *here = process_directory();
    expect_words(run_in(here, "new ours --json"), 0, "{\n  \"path\": \"ours.cfg\"\n}\n",
                 NULL);
    expect_words(run_in(here, "new ours --json"), 73, "",
                 "strikefund: ours.cfg is there already and was left alone\n");
    process_directory_end(here);
}
