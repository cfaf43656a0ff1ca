# strikefund. `make help` says what there is.
ifeq ($(origin CC),default)
CC := gcc
endif
BUILD    ?= build
OPTIMISE ?= -O3
WARNINGS := -std=c17 -Wall -Wextra -Wpedantic -Werror -Wconversion -Wshadow \
            -Wstrict-prototypes -Wmissing-prototypes -Wcast-qual -Wwrite-strings -Wvla
# -ffp-contract=off: a fused multiply-add would change last digits between machines.
NUMERICS := -ffp-contract=off -fno-math-errno -fno-trapping-math
CPPFLAGS += -Iinclude -Isrc -D_GNU_SOURCE $(DEFINES)
CFLAGS   += $(WARNINGS) $(OPTIMISE) -g $(NUMERICS) -fopenmp $(SANITIZE)
LDFLAGS  += -fopenmp $(SANITIZE)
LDLIBS   += -lconfig -lgsl -lgslcblas -ljansson -lmd -lm

# What the two commands need, as Debian and Ubuntu name it.
PACKAGES_BUILD := gcc libc6-dev libgsl-dev libconfig-dev libjansson-dev libmd-dev
PACKAGES_RUN   := gnuplot-nox fonts-dejavu-core
PACKAGES_TEST  := libcriterion-dev
# Layouts differ between versions of clang-format: this is Debian 12's.
PACKAGES_LINT  := clang-format-14 clang-tidy-14 libomp-14-dev python3
PACKAGES_RULES := python3
PACKAGES_SHOWN := python3 jq
# ThreadSanitizer cannot see gcc's OpenMP; it can see LLVM's.
PACKAGES_CLANG := clang-14 libclang-rt-14-dev libomp-14-dev
PACKAGES_COVER := gcovr
PACKAGES_BENCH := python3-numpy
PACKAGES_PROFILE := linux-perf

SOURCES := $(sort $(wildcard src/*/*.c))
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o) $(BUILD)/first_lines.o
# The inner loops once more for each instruction set; the program takes the best that
# the machine has (src/random/kernels.h). Levels as the x86-64 ABI names them;
# `make LEVELS=` builds none, which is quicker.
ifneq ($(filter x86_64-%,$(shell $(CC) -dumpmachine)),)
LEVELS  := v2 v3 v4
endif
ifneq ($(LEVELS),)
KERNELS := $(foreach level,$(LEVELS),\
             $(patsubst %.c,$(BUILD)/%.$(level).o,$(wildcard src/random/lanes*.c)))
OBJECTS += $(KERNELS)
$(BUILD)/src/random/kernels.o: CPPFLAGS += -DSF_HAS_X86_KERNELS
# The months of a plan likewise, but as a whole (src/model/dispatch.c): the objects of a
# level are joined, and all their names but the entrance's are kept inside.
ifeq ($(SANITIZE),)
MODEL   := $(filter-out src/model/dispatch.c,$(wildcard src/model/*.c))
OBJECTS += $(LEVELS:%=$(BUILD)/src/model.%.o)
$(BUILD)/src/model/dispatch.o: CPPFLAGS += -DSF_HAS_X86_MODELS
endif
endif
LIBRARY := $(filter-out $(BUILD)/src/cli/main.o,$(OBJECTS))
TESTS   := $(sort $(wildcard tests/unit/*/*.c tests/oracle/*.c tests/support/*.c \
                             tests/invariance/*.c tests/golden/*.c tests/cli/*.c) \
                  tests/fuzz/targets.c tests/fuzz/parts.c tests/fuzz/studies.c \
                  tests/fuzz/replay.c)
TEST_OBJECTS := $(TESTS:%.c=$(BUILD)/%.o)
VERIFY  := $(sort $(wildcard tests/statistical/*.c tests/support/*.c) \
                  tests/fault/disk.c tests/fault/interrupt.c tests/fault/resume.c \
                  tests/fault/sweep_kills.c tests/cli/words.c)
VERIFY_OBJECTS := $(VERIFY:%.c=$(BUILD)/%.o)

# Say what is built in a line each; `make V=1` shows the commands.
Q   := $(if $(V),,@)
say  = $(if $(V),,@echo "  $(1)" $@)

.PHONY: all run check rules shown verify bench profile same-bytes sanitize coverage fuzz lint \
        format clean \
        help setup-run setup-check setup-bench
all: $(BUILD)/strikefund ## build the program (build/strikefund)

run: setup-run ## simulate the real campaign, draw its charts, print the answer
	@$(MAKE) --no-print-directory all
	$(BUILD)/strikefund run scenarios/pcs-2022-as-it-happened.cfg -o results/pcs-2022
	$(BUILD)/strikefund plot results/pcs-2022 --format png,svg

check: setup-check ## build and run the tests
	@$(MAKE) --no-print-directory $(BUILD)/check $(BUILD)/memory $(BUILD)/strikefund
	@STRIKEFUND=$(BUILD)/strikefund tests/support/run-tests $(BUILD)/check
	@$(BUILD)/memory

rules: setup-check ## that each rule of the model has a test that fails without it
	@tests/support/install-packages "take rules away" $(PACKAGES_RULES)
	@tests/support/rules

shown: setup-run ## that what the README shows of a command is what it prints
	@tests/support/install-packages "type in what the README shows" $(PACKAGES_SHOWN)
	@$(MAKE) --no-print-directory $(BUILD)/strikefund
	@tests/support/shown

verify: setup-check setup-bench ## the slow suites: statistics, full disks, kills
	@$(MAKE) --no-print-directory $(BUILD)/verify $(BUILD)/strikefund \
	    $(BENCH)/export $(BENCH)/plain
	@STRIKEFUND=$(BUILD)/strikefund BENCH=$(BENCH) \
	    tests/support/run-tests $(BUILD)/verify

bench: setup-bench ## how fast it is beside plain C with GSL and numpy; RUNS=1000000 too
	@$(MAKE) --no-print-directory $(BENCH_PROGRAMS:%=$(BENCH)/%) \
	    $(BENCH)/campaign.json $(BENCH)/synthetic.json
	@$(BENCH)/counts
	@tests/bench/bench.py $(BENCH) $(if $(RUNS),--runs $(RUNS)) \
	    $(if $(ROUNDS),--rounds $(ROUNDS))

profile: setup-run ## where the time goes, as perf sees it
	@tests/support/install-packages "look where the time goes" $(PACKAGES_PROFILE)
	@$(MAKE) --no-print-directory $(BENCH)/ours $(BENCH)/synthetic.cfg
	@tests/bench/profile $(BENCH)

setup-run:
	@tests/support/install-packages "build and run" $(PACKAGES_BUILD) $(PACKAGES_RUN)

setup-check:
	@tests/support/install-packages "build, run and test" \
	    $(PACKAGES_BUILD) $(PACKAGES_RUN) $(PACKAGES_TEST)

setup-bench:
	@tests/support/install-packages "build and compare" \
	    $(PACKAGES_BUILD) $(PACKAGES_BENCH)

$(BUILD)/strikefund: $(OBJECTS)
	$(call say,link   )
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# Tests link the objects, not an archive, so that untested files still count.
$(BUILD)/check: $(LIBRARY) $(TEST_OBJECTS)
	$(call say,link   )
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ -lcriterion $(LDLIBS)

$(BUILD)/verify: $(LIBRARY) $(VERIFY_OBJECTS)
	$(call say,link   )
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ -lcriterion $(LDLIBS)

# The linker puts the test's malloc in the place of ours.
WRAPPED := malloc calloc realloc aligned_alloc strdup asprintf vasprintf free
$(BUILD)/memory: $(LIBRARY) $(BUILD)/tests/fault/memory.o \
                 $(BUILD)/tests/fault/memory_commands.o \
                 $(BUILD)/tests/fault/memory_files.o
	$(call say,link   )
	$(Q)$(CC) $(LDFLAGS) $(WRAPPED:%=-Wl,--wrap=%) -o $@ $^ $(LDLIBS)

# The yardsticks of `make bench`: the library, and the same model as a user of GSL and a
# user of numpy would write it. The last two read nothing of the library but a plan.
BENCH := $(BUILD)/bench
BENCH_LINKED   := counts export ours
BENCH_PROGRAMS := $(BENCH_LINKED) plain plain-counts
PLAIN := $(sort $(wildcard tests/bench/plain*.c))

$(BENCH_LINKED:%=$(BENCH)/%): $(BENCH)/%: $(LIBRARY) $(BUILD)/tests/bench/%.o
	@mkdir -p $(@D)
	$(call say,link   )
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BENCH)/plain $(BENCH)/plain-counts: $(PLAIN) tests/bench/plain.h tests/bench/peak.h
	@mkdir -p $(@D)
	$(call say,build  )
	$(Q)$(CC) -std=c17 -Wall -Wextra -Werror -O3 -march=native -g -D_GNU_SOURCE -Itests \
	    $(if $(findstring counts,$@),-DCOUNT_DRAWS) -o $@ $(PLAIN) \
	    -ljansson -lgsl -lgslcblas -lm

$(BENCH)/synthetic.cfg: tests/bench/make_synthetic.py
	@mkdir -p $(@D)
	$(call say,write  )
	$(Q)$< $(@D)

$(BENCH)/synthetic.json: $(BENCH)/synthetic.cfg $(BENCH)/export
	$(call say,write  )
	$(Q)$(BENCH)/export $< large >$@

$(BENCH)/campaign.json: scenarios/pcs-2022-as-it-happened.cfg $(BENCH)/export
	$(call say,write  )
	$(Q)$(BENCH)/export $< combined >$@

# One program of libFuzzer's for each kind of input; see tests/support/fuzz.
FUZZERS := scenario employers set part actuals goals
$(FUZZERS:%=$(BUILD)/%): $(BUILD)/%: tests/fuzz/entry.c $(LIBRARY) \
                         $(BUILD)/tests/fuzz/targets.o $(BUILD)/tests/fuzz/parts.o \
                         $(BUILD)/tests/fuzz/studies.o
	$(call say,link   )
	$(Q)$(CC) $(CPPFLAGS) -Itests $(CFLAGS) -fsanitize=fuzzer -DTARGET=fuzz_$* \
	    -o $@ $^ $(LDLIBS)

$(BUILD)/tests/%.o: CPPFLAGS += -Itests
$(BUILD)/tests/%.o: WARNINGS := $(filter-out -Wpedantic,$(WARNINGS))

# `strikefund new` carries scenarios/first.cfg with it: its lines as C strings.
$(BUILD)/first_lines.c: scenarios/first.cfg
	@mkdir -p $(@D)
	$(Q){ printf '#include "output/first_lines.h"\n'; \
	    printf 'const char *const SF_FIRST_LINES[] = {\n'; \
	    sed 's/[\\"?]/\\&/g; s/.*/"&\\n",/' $<; echo '0};'; } >$@

$(BUILD)/first_lines.o: $(BUILD)/first_lines.c
	$(call say,compile)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

define kernel_rule
$(BUILD)/%.$(1).o: %.c
	@mkdir -p $$(@D)
	$$(call say,compile)
	$$(Q)$$(CC) $$(CPPFLAGS) -DSF_ISA=$(1) $$(CFLAGS) -march=x86-64-$(1) -MMD -MP -c -o $$@ $$<
endef
$(foreach level,$(LEVELS),$(eval $(call kernel_rule,$(level))))

define model_rule
$(BUILD)/src/model.$(1).o: $(MODEL:%.c=$(BUILD)/%.$(1).o)
	$$(call say,join   )
	$$(Q)ld -r -o $$@ $$^
	$$(Q)objcopy --keep-global-symbol=sf_months_run_$(1) $$@
-include $(MODEL:%.c=$(BUILD)/%.$(1).d)
endef
$(foreach level,$(LEVELS),$(eval $(call model_rule,$(level))))

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(call say,compile)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

-include $(OBJECTS:.o=.d) $(TEST_OBJECTS:.o=.d) $(VERIFY_OBJECTS:.o=.d)
-include $(BUILD)/tests/fault/memory.d $(BUILD)/tests/fault/memory_commands.d \
         $(BUILD)/tests/fault/memory_files.d
-include $(BENCH_LINKED:%=$(BUILD)/tests/bench/%.d)

format: ## lay the code out as .clang-format says
	clang-format-14 -i $$(git ls-files '*.c' '*.h')

sanitize: setup-check ## the tests under ASan and UBSan, the threads under TSan
	@tests/support/install-packages "look for data races" $(PACKAGES_CLANG)
	@tests/support/sanitize

same-bytes: setup-check ## the same results from gcc and clang, 1 to 3 threads
	@tests/support/install-packages "build once more" $(PACKAGES_CLANG)
	@$(MAKE) --no-print-directory all
	@tests/support/same-bytes

coverage: setup-check ## how much of src/ the tests run, as lines
	@tests/support/install-packages "count covered lines" $(PACKAGES_COVER)
	@tests/support/coverage

fuzz: setup-check ## feed the readers nonsense, SECONDS=60 each
	@tests/support/install-packages "fuzz" $(PACKAGES_CLANG)
	@tests/support/fuzz $(or $(SECONDS),60)

lint: ## order of includes, layout, length of files, clang-tidy
	@tests/support/install-packages "check the source" $(PACKAGES_BUILD) $(PACKAGES_LINT)
	@tests/support/lint

clean: ## remove what was built
	rm -rf $(BUILD)

help: ## say this
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/make \1@\2/p' Makefile | \
	    awk -F@ '{ printf "  %-14s %s\n", $$1, $$2 }'
