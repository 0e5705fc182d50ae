# Installing and packing headway; a part of the Makefile.
#
# PREFIX is where it will be, DESTDIR where it is put for now.

DESTDIR ?=
BINDIR  ?= $(PREFIX)/bin
MANDIR  ?= $(PREFIX)/share/man
DOCDIR  ?= $(PREFIX)/share/doc/headway
LAYOUTS ?= $(PREFIX)/share/headway/layouts
WORDS   ?= $(PREFIX)/share/headway/words
BASHDIR ?= $(PREFIX)/share/bash-completion/completions
ZSHDIR  ?= $(PREFIX)/share/zsh/site-functions
FISHDIR ?= $(PREFIX)/share/fish/vendor_completions.d

# The list of words is made from SCOWL, whose notice goes with it.
SCOWL_NOTICE := /usr/share/doc/scowl/copyright

READY := $(OUT)/install
NAME  := headway-$(VERSION)

.PHONY: install install-files uninstall dist distcheck deb test-package force

# The same program, but for where it looks for its layouts.
$(READY)/headway: $(OBJECTS) force
	@mkdir -p $(@D)
	@echo '  CC  $@'
	$(QUIET)$(CC) $(BASE_FLAGS) -DHW_DATADIR='"$(PREFIX)/share/headway"' \
		$(CFLAGS) $(CPPFLAGS) -c -o $(@D)/datadir.o \
		generator/cli/datadir.c
	$(QUIET)$(CC) $(BASE_FLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $(@D)/datadir.o \
		$(filter-out %/cli/datadir.o,$(OBJECTS)) $(LIBRARIES)

install-files: $(READY)/headway $(FAMILIAR)
	@for shell in bash zsh fish; do \
		$(READY)/headway completions $$shell >$(READY)/$$shell || exit; \
	done
	@for page in 1 5; do \
		.ci/manual $(READY)/headway docs/man/headway.$$page \
			>$(READY)/headway.$$page || exit; \
	done

install: install-files
	install -d '$(DESTDIR)$(BINDIR)' '$(DESTDIR)$(MANDIR)/man1' \
		'$(DESTDIR)$(MANDIR)/man5' '$(DESTDIR)$(DOCDIR)' \
		'$(DESTDIR)$(BASHDIR)' '$(DESTDIR)$(ZSHDIR)' \
		'$(DESTDIR)$(FISHDIR)' '$(DESTDIR)$(LAYOUTS)' \
		'$(DESTDIR)$(WORDS)'
	install -m 755 $(READY)/headway '$(DESTDIR)$(BINDIR)'
	install -m 644 $(READY)/headway.1 '$(DESTDIR)$(MANDIR)/man1'
	install -m 644 $(READY)/headway.5 '$(DESTDIR)$(MANDIR)/man5'
	install -m 644 $(READY)/bash '$(DESTDIR)$(BASHDIR)/headway'
	install -m 644 $(READY)/zsh '$(DESTDIR)$(ZSHDIR)/_headway'
	install -m 644 $(READY)/fish '$(DESTDIR)$(FISHDIR)/headway.fish'
	install -m 644 $(FAMILIAR) '$(DESTDIR)$(WORDS)'
	! [ -r $(SCOWL_NOTICE) ] || install -m 644 $(SCOWL_NOTICE) \
		'$(DESTDIR)$(WORDS)/copyright'
	install -m 644 LICENSE README.md docs/*.md '$(DESTDIR)$(DOCDIR)'
	cd layouts && find . -type d -exec install -d \
		'$(DESTDIR)$(LAYOUTS)/{}' ';'
	cd layouts && find . -type f -exec install -m 644 '{}' \
		'$(DESTDIR)$(LAYOUTS)/{}' ';'

uninstall:
	rm -f '$(DESTDIR)$(BINDIR)/headway' \
		'$(DESTDIR)$(MANDIR)/man1/headway.1' \
		'$(DESTDIR)$(MANDIR)/man5/headway.5' \
		'$(DESTDIR)$(BASHDIR)/headway' \
		'$(DESTDIR)$(ZSHDIR)/_headway' \
		'$(DESTDIR)$(FISHDIR)/headway.fish'
	rm -rf '$(DESTDIR)$(LAYOUTS)' '$(DESTDIR)$(WORDS)' '$(DESTDIR)$(DOCDIR)'
	-rmdir '$(DESTDIR)$(PREFIX)/share/headway'

# What is committed, and nothing else: the same commit, the same bytes.
dist: build/$(NAME).tar.gz
build/$(NAME).tar.gz: force
	@mkdir -p build
	git archive --format=tar --prefix=$(NAME)/ HEAD >build/$(NAME).tar
	gzip -9nf build/$(NAME).tar

# The archive builds, installs, publishes a site, and goes again.
distcheck: dist
	.ci/distcheck build/$(NAME).tar.gz

deb: dist
	.ci/setup package
	.ci/debian/build build/$(NAME).tar.gz build/deb

# Slow, needs the administrator and the network: not a part of `make test`.
test-package: deb
	tests/package/run.sh build/deb
