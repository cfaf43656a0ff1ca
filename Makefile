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
PACKAGES_LINT  := clang-format-14

SOURCES := $(sort $(wildcard src/*/*.c))
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o)
LIBRARY := $(filter-out $(BUILD)/src/cli/main.o,$(OBJECTS))
TESTS   := $(sort $(wildcard tests/unit/*/*.c tests/oracle/*.c tests/support/*.c \
                             tests/invariance/*.c tests/golden/*.c tests/cli/*.c))
TEST_OBJECTS := $(TESTS:%.c=$(BUILD)/%.o)
VERIFY  := $(sort $(wildcard tests/statistical/*.c tests/support/*.c))
VERIFY_OBJECTS := $(VERIFY:%.c=$(BUILD)/%.o)

# Say what is built in a line each; `make V=1` shows the commands.
Q   := $(if $(V),,@)
say  = $(if $(V),,@echo "  $(1)" $@)

.PHONY: all run check verify help clean format lint setup-run setup-check
all: $(BUILD)/strikefund ## build the program (build/strikefund)

run: setup-run ## simulate the real campaign, draw its charts, print the answer
	@$(MAKE) --no-print-directory all
	$(BUILD)/strikefund run scenarios/pcs-2022-as-it-happened.cfg -o results/pcs-2022
	$(BUILD)/strikefund plot results/pcs-2022 --format png,svg

check: setup-check ## build and run the tests
	@$(MAKE) --no-print-directory $(BUILD)/check $(BUILD)/strikefund
	@tests/support/run-tests $(BUILD)/check

verify: setup-check ## the slow statistical suite
	@$(MAKE) --no-print-directory $(BUILD)/verify
	@tests/support/run-tests $(BUILD)/verify

setup-run:
	@tests/support/install-packages "build and run" $(PACKAGES_BUILD) $(PACKAGES_RUN)

setup-check:
	@tests/support/install-packages "build, run and test" \
	    $(PACKAGES_BUILD) $(PACKAGES_RUN) $(PACKAGES_TEST)

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

$(BUILD)/tests/%.o: CPPFLAGS += -Itests
$(BUILD)/tests/%.o: WARNINGS := $(filter-out -Wpedantic,$(WARNINGS))

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(call say,compile)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

-include $(OBJECTS:.o=.d) $(TEST_OBJECTS:.o=.d) $(VERIFY_OBJECTS:.o=.d)

format: ## lay the code out as .clang-format says
	clang-format-14 -i $$(git ls-files '*.c' '*.h')

lint: ## order of includes, layout, length of files
	@tests/support/install-packages "check the layout" $(PACKAGES_LINT)
	@tests/support/lint

clean: ## remove what was built
	rm -rf $(BUILD)

help: ## say this
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/make \1@\2/p' Makefile | \
	    awk -F@ '{ printf "  %-14s %s\n", $$1, $$2 }'
