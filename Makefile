# headway: progress on public improvement plans, told plainly.
#
#   make site    publish content/ to public/
#   make test    run every test
#   make help    the other targets
#
# Settings may be put in config.mk, which is not tracked.

-include config.mk

VERSION := 0.1.0
PREFIX  ?= /usr/local
# Where the layouts of sites that have none of their own are found.
DATADIR ?= $(CURDIR)
VARIANT ?= release
OUT     := build/$(VARIANT)

# Lists of English words by how common they are, for `headway check`: without
# them it says so, and judges no word. The lowest level holds the commonest.
SCOWL    ?= /usr/share/dict/scowl
FAMILIAR := build/words/familiar.en.txt

PACKAGES := libcmark-gfm yaml-0.1 libgit2 zlib libbrotlienc libbrotlidec \
	jansson icu-i18n icu-uc libmicrohttpd nettle
CC       ?= cc
MAKEFLAGS += -j$(shell nproc 2>/dev/null || echo 1)
# Commands are shown with V=1.
QUIET    := $(if $(V),,@)
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wvla -Wformat=2 \
	-Wstrict-prototypes -Wmissing-prototypes
OPTIMISE_release  := -O2 -g
OPTIMISE_sanitize := -O1 -g -fsanitize=address,undefined \
	-fno-omit-frame-pointer -fno-sanitize-recover=undefined
OPTIMISE_thread   := -O1 -g -fsanitize=thread
BASE_FLAGS = -std=c11 -D_GNU_SOURCE $(OPTIMISE_$(VARIANT)) $(WARNINGS) \
	$(if $(CI),-Werror) -Igenerator -DHW_VERSION='"$(VERSION)"' -MMD -MP
PACKAGE_FLAGS = $(shell pkg-config --cflags $(PACKAGES))
LIBRARIES = -lm -lcmark-gfm-extensions $(shell pkg-config --libs $(PACKAGES)) \
	-lpthread

SOURCES := $(sort $(wildcard generator/*/*.c))
OBJECTS := $(SOURCES:generator/%.c=$(OUT)/%.o)
UNIT_SOURCES := $(sort $(wildcard tests/unit/test_*.c))
UNIT_TESTS   := $(UNIT_SOURCES:tests/unit/%.c=$(OUT)/unit/%)
UNIT_SHARED  := $(patsubst tests/unit/%.c,$(OUT)/unit/%.o, \
	$(filter-out $(UNIT_SOURCES),$(wildcard tests/unit/*.c)))

.PHONY: all site test check unit-tests lint format clean help deps-build \
	deps-test golden-update bench demo shots audit
.SECONDARY:

# A target in the words of a goal, so that the tool is built with its parts
# installed first, on a bare machine too.
all: build/headway $(FAMILIAR)

build/headway: $(OUT)/headway
	@ln -sf $(VARIANT)/headway $@
# By its time alone the link to another variant would look up to date.
ifneq ($(shell readlink build/headway),$(VARIANT)/headway)
.PHONY: build/headway
endif

$(OUT)/headway: $(OBJECTS)
	@echo '  CC  $@'
	$(QUIET)$(CC) $(BASE_FLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $(OBJECTS) $(LIBRARIES)

# Familiar words, and names: those never written with a small letter.
$(FAMILIAR): generator/rules/familiar.sh | deps-build
	@mkdir -p $(@D)
	@echo '  GEN $@'
	$(QUIET)generator/rules/familiar.sh $(SCOWL) >$@.new
	@mv $@.new $@

$(OUT)/%.o: generator/%.c Makefile | deps-build
	@mkdir -p $(@D)
	@echo '  CC  $@'
	$(QUIET)$(CC) $(BASE_FLAGS) $(PACKAGE_FLAGS) -include generator/base/banned.h \
		$(CFLAGS) $(CPPFLAGS) -c -o $@ $<

$(OUT)/cli/datadir.o: CPPFLAGS += -DHW_DATADIR='"$(DATADIR)"'
# Units read the layouts that stand here.
$(OUT)/unit/%.o: CPPFLAGS += -DHW_DATADIR='"$(CURDIR)"'

# What history is made by: a cache that other sources made is not taken.
HISTORY_SOURCES := $(sort $(foreach layer,base model input assemble, \
	$(wildcard generator/$(layer)/*)))
$(OUT)/cli/cachefolder.o: $(HISTORY_SOURCES)
$(OUT)/cli/cachefolder.o: CPPFLAGS += -DHW_SOURCES='"$(shell \
	cat $(HISTORY_SOURCES) | cksum | tr ' ' -)"'

$(OUT)/unit/%.o: tests/unit/%.c Makefile | deps-test
	@mkdir -p $(@D)
	@echo '  CC  $@'
	$(QUIET)$(CC) $(BASE_FLAGS) $(PACKAGE_FLAGS) $(CFLAGS) $(CPPFLAGS) -c -o $@ $<

# Everything below the command line, for the unit tests.
$(OUT)/libheadway.a: $(filter-out $(OUT)/cli/%,$(OBJECTS))
	@rm -f $@
	$(QUIET)ar rcs $@ $^

$(OUT)/unit/test_%: $(OUT)/unit/test_%.o $(UNIT_SHARED) $(OUT)/libheadway.a
	@echo '  CC  $@'
	$(QUIET)$(CC) $(BASE_FLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBRARIES) -lcmocka

# The corpus of the fuzzers, as a test that every compiler can build.
FUZZ_TESTS := $(patsubst tests/fuzz/fuzz_%.c,$(OUT)/fuzz/replay_%, \
	$(wildcard tests/fuzz/fuzz_*.c))

$(OUT)/fuzz/replay_%: tests/fuzz/fuzz_%.c tests/fuzz/replay.c \
		$(OUT)/libheadway.a | deps-test
	@mkdir -p $(@D)
	@echo '  CC  $@'
	$(QUIET)$(CC) $(BASE_FLAGS) $(PACKAGE_FLAGS) \
		-include generator/base/banned.h $(CFLAGS) $(LDFLAGS) -o $@ \
		$(filter %.c,$^) $(OUT)/libheadway.a $(LIBRARIES)

site: all
	build/headway build

# A made-up site with everything in it, as on the last day of its history.
demo: all
	@rm -rf build/demo
	@tests/fixtures/demo.sh build/demo
	build/headway -C build/demo build --today 2026-10-31
	@echo 'To look at it: python3 -m http.server --bind 127.0.0.1' \
		'--directory build/demo/public 8000'

# Pictures of each layout, for a person to look through.
shots: deps-test all
	tests/browser/shots.sh build/shots

# Lighthouse's marks for home, an area and its easy-read page.
audit: deps-build all
	@$(SETUP) audit
	build/headway build --out build/audit
	node tests/audit/run.mjs build/audit

unit-tests: $(UNIT_TESTS) $(FUZZ_TESTS)

check: all unit-tests
	tests/run check

test: deps-test all unit-tests
	tests/run all

# What the history costs beside git, check beside build, and a build beside
# Hugo's, in pairs; FULL=1 with 10,000 pages.
bench: $(OUT)/bench/history all
	.ci/setup bench
	tests/bench/history.sh $< $(if $(FULL),-n 10000 -c 20000 -r 5)
	tests/bench/check.sh $(if $(FULL),-n 10000)
	tests/bench/build.sh $(if $(FULL),-n 10000 -c 20000 -r 3)

$(OUT)/bench/%: tests/bench/%.c $(OUT)/libheadway.a | deps-build
	@mkdir -p $(@D)
	@echo '  CC  $@'
	$(QUIET)$(CC) $(BASE_FLAGS) $(PACKAGE_FLAGS) $(CFLAGS) $(LDFLAGS) \
		-o $@ $^ $(LIBRARIES)

golden-update: build/headway
	tests/golden/run.sh --update

lint: build/headway
	.ci/setup lint
	tests/lint/run.sh

format:
	clang-format -i $(wildcard generator/*/*.[ch] tests/unit/*.[ch])

SETUP ?= .ci/setup

deps-build:
	@$(SETUP) build

# After the build's own parts, so that two of them never run at a time.
deps-test: deps-build
	@$(SETUP) test

clean:
	rm -rf build

help:
	@sed -n 's/^#  //p' Makefile
	@echo '  make check   the quick tests'
	@echo '  make demo    a made-up site with two years of history, in build/demo'
	@echo '  make shots   pictures of each layout, in build/shots'
	@echo '  make audit   Lighthouse on three pages, as a telephone sees them'
	@echo '  make lint    style, static checks and the layer rule'
	@echo '  make bench   processor time beside git's and Hugo's; FULL=1: 10,000 pages'
	@echo '  make golden-update   accept new expected pages, showing them'
	@echo '  make install, uninstall   PREFIX=/usr/local DESTDIR='
	@echo '  make dist, deb            an archive, a Debian package'
	@echo '  make clean   remove build/'

include .ci/install.mk

-include $(OBJECTS:.o=.d) $(UNIT_TESTS:=.d) $(UNIT_SHARED:.o=.d)
