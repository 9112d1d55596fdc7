# SPDX-License-Identifier: ISC
# bt: backtesting tools.  GNU make; nothing recursive, one graph.
VERSION  = 0.1.0
PREFIX   = /usr/local
BINDIR   = $(PREFIX)/bin
MANDIR   = $(PREFIX)/share/man
SHAREDIR = $(PREFIX)/share/bt
BASHDIR  = $(PREFIX)/share/bash-completion/completions
ZSHDIR   = $(PREFIX)/share/zsh/site-functions
FISHDIR  = $(PREFIX)/share/fish/vendor_completions.d
DESTDIR  =

CC       = cc
CFLAGS   = -O2 -g
WARN     = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wvla -Wcast-align \
	   -Wstrict-prototypes -Wmissing-prototypes -Wundef
# Last digits must not depend on the machine: no contraction, no fast-math.
ALL_CFLAGS = -std=c11 -ffp-contract=off -fvisibility=hidden $(WARN) $(CFLAGS)
ALL_CPPFLAGS = -I. -D_POSIX_C_SOURCE=200809L -D_FILE_OFFSET_BITS=64 \
	   -DBT_VERSION='"$(VERSION)"' -DBT_SHARE='"$(SHAREDIR)"' $(CPPFLAGS)
# --as-needed: a tool loads only the libraries it calls.
ALL_LDFLAGS = -Wl,--as-needed $(LDFLAGS)
LDLIBS   = -lcsv -ljansson -lxlsxwriter -lz -lzstd -lpthread -lm

B        = build
names    = $(basename $(notdir $(wildcard $(1))))
TOOLS    = $(call names,cmd/*.c)
UNITS    = $(call names,tests/unit/*.c)
REFERENCES = $(call names,tests/reference/*.c)
CONFORMANCE = $(call names,tests/conformance/*.c)
FUZZERS  = $(call names,tests/fuzz/*.c)
BENCHES  = $(call names,tests/bench/*.c)
STRATEGIES = $(wildcard lib/signal/strategies/*.json)
# The parts of the HTML pages: style, script of an index, of a report in order.
PAGE     = $(addprefix lib/report/html/,style.css sort.js format.js axis.js \
	   chart.js zoom.js price.js bars.js table.js page.js)
LIBSRC   = $(wildcard lib/*/*.c)
LIBOBJ   = $(patsubst %.c,$(B)/%.o,$(LIBSRC)) \
	   $(B)/pow10.o $(B)/html_page.o $(if $(STRATEGIES),$(B)/strategies.o)
BINS     = $(TOOLS:%=$(B)/bin/%)
# Sweeps on many machines: scripts, and what they share.
SWEEPS   = bt-sweep-parallel bt-sweep-slurm

# Tests by kind.  Programs are built; the others are run as they are.
PROGRAMS = $(UNITS:%=$(B)/unit/%) $(REFERENCES:%=$(B)/reference/%) \
	   $(CONFORMANCE:%=$(B)/conformance/%)
TABLES   = $(wildcard tests/golden/*.tst)
SCRIPTS  = $(wildcard tests/conformance/*.t tests/reference/*.t \
	   tests/pipe/*.t tests/fault/*.t tests/export/*.t tests/sweep/*.t)
# Those that start other machines: they test scripts, not the programs.
MACHINES = tests/sweep/parallel.t tests/sweep/slurm.t
HOUSE    = $(wildcard tests/house/*.t)
TESTS    = $(HOUSE) $(SCRIPTS) $(TABLES) $(PROGRAMS)
# What runs under sanitizers, and what has threads.
SANE     = $(filter-out $(MACHINES),$(SCRIPTS)) $(TABLES) $(PROGRAMS)
THREADED = $(addprefix $(B)/unit/,base_pool sweep_sweep sweep_trial)

all: $(BINS)

$(B)/libbt.a: $(LIBOBJ)
	@rm -f $@
	@echo $(AR) qcs $@ && $(AR) qcs $@ $^

link     = @mkdir -p $(@D) && echo $(CC) -o $@ && \
	   $(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(1) $(LDLIBS)

$(B)/bin/%: $(B)/cmd/%.o $(B)/libbt.a
	$(call link)
$(B)/unit/%: $(B)/tests/unit/%.o $(B)/libbt.a
	$(call link,-lcmocka)
$(B)/reference/%: $(B)/tests/reference/%.o $(B)/libbt.a
	$(call link,-lcmocka)
$(B)/conformance/%: $(B)/tests/conformance/%.o $(B)/libbt.a
	$(call link,-lcmocka)
$(B)/bench/%: $(B)/tests/bench/%.o $(B)/libbt.a
	$(call link)
$(B)/fuzz/%: $(B)/tests/fuzz/%.o $(B)/libbt.a
	$(call link,-fsanitize=fuzzer)

$(B)/%.o: %.c $(B)/flags
	@mkdir -p $(@D)
	@echo $(CC) -c $<
	@$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# The shipped strategies travel inside the library: they work uninstalled.
$(B)/strategies.c: scripts/embed $(STRATEGIES)
	@mkdir -p $(@D)
	@scripts/embed $(STRATEGIES) >$@.tmp && mv $@.tmp $@
$(B)/strategies.o: $(B)/strategies.c $(B)/flags
	@$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

# So do the style sheet and the script of the HTML page.
$(B)/html_page.c: scripts/embed-page $(PAGE)
	@mkdir -p $(@D)
	@scripts/embed-page $(PAGE) >$@.tmp && mv $@.tmp $@
$(B)/html_page.o: $(B)/html_page.c lib/report/html_parts.h $(B)/flags
	@$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

# Powers of ten to 128 bits, for the reading and printing of numbers.
$(B)/pow10.c: scripts/pow10
	@mkdir -p $(@D)
	@scripts/pow10 >$@.tmp && mv $@.tmp $@
$(B)/pow10.o: $(B)/pow10.c lib/base/digits.h $(B)/flags
	@$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

# Rebuild when the flags change, and only then.
$(B)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS)' | cmp -s - $@ || \
	    echo '$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS)' >$@

# What these need is installed first, so the rest is made by another make.
JOBS     = $(if $(filter -j% --jobserver%,$(MAKEFLAGS)),,\
	   -j$(shell nproc 2>/dev/null || echo 1))
SUBMAKE  = $(MAKE) --no-print-directory $(JOBS)

demo:
	@scripts/install-deps build demo
	@$(SUBMAKE) all
	@scripts/demo $(B)/bin

check:
	@scripts/install-deps build check
	@$(SUBMAKE) check-run

# Every test there is: TESTS=tests/golden/bt-run.tst for one of them.
check-run: all $(PROGRAMS)
	@B=$(B) scripts/check $(TESTS)

SAN      = -fsanitize=address,undefined -fno-sanitize-recover=all
check-asan:
	@$(SUBMAKE) B=$(B)/asan CFLAGS='-O1 -g -fno-omit-frame-pointer $(SAN)' \
	    TESTS='$$(SANE)' check-run
check-tsan:
	@$(SUBMAKE) B=$(B)/tsan CFLAGS='-O1 -g -fsanitize=thread' \
	    PROGRAMS='$$(THREADED)' TESTS='$$(THREADED) tests/pipe/jobs.t' \
	    check-run

# Fuzz every reader for SECS seconds each.
SECS     = 30
fuzz:
	@$(SUBMAKE) B=$(B)/fuzzer CC=clang \
	    CFLAGS='-O1 -g -fsanitize=fuzzer-no-link $(SAN)' fuzz-build
	@scripts/fuzz $(B)/fuzzer $(SECS) $(FUZZERS)
fuzz-build: $(FUZZERS:%=$(B)/fuzz/%)

lint:
	@scripts/install-deps build check lint
	@$(SUBMAKE) all
	@B=$(B) scripts/lint

# The manuals' and completions' parts that follow from the option tables.
docs: all
	scripts/docs $(B)/bin $(TOOLS)
	scripts/definitions $(B)/bin
	scripts/expressions $(B)/bin

bench: all $(BENCHES:%=$(B)/bench/%)
	scripts/bench $(B)
bench-optimize: all $(BENCHES:%=$(B)/bench/%)
	scripts/bench-optimize $(B)

MAN1     = $(wildcard man/*.1)
MAN5     = $(wildcard man/*.5)
MAN7     = $(wildcard man/*.7)
install: all
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(MANDIR)/man1 \
	    $(DESTDIR)$(MANDIR)/man5 $(DESTDIR)$(MANDIR)/man7 \
	    $(DESTDIR)$(BASHDIR) $(DESTDIR)$(ZSHDIR) $(DESTDIR)$(FISHDIR) \
	    $(DESTDIR)$(SHAREDIR)/strategies
	install -m 755 $(BINS) $(SWEEPS:%=scripts/%) $(DESTDIR)$(BINDIR)
	install -m 644 scripts/sweep.sh $(DESTDIR)$(SHAREDIR)
	install -m 644 $(MAN1) $(DESTDIR)$(MANDIR)/man1
	install -m 644 $(MAN5) $(DESTDIR)$(MANDIR)/man5
	install -m 644 $(MAN7) $(DESTDIR)$(MANDIR)/man7
	install -m 644 $(STRATEGIES) $(DESTDIR)$(SHAREDIR)/strategies
	install -m 644 $(TOOLS:%=completions/_%) $(DESTDIR)$(ZSHDIR)
	install -m 644 $(TOOLS:%=completions/%.fish) $(DESTDIR)$(FISHDIR)
	for t in $(TOOLS); do install -m 644 completions/$$t.bash \
	    $(DESTDIR)$(BASHDIR)/$$t || exit 1; done

uninstall:
	cd $(DESTDIR)$(BINDIR) && rm -f $(TOOLS) $(SWEEPS)
	cd $(DESTDIR)$(MANDIR) && rm -f $(MAN1:man/%=man1/%) \
	    $(MAN5:man/%=man5/%) $(MAN7:man/%=man7/%)
	cd $(DESTDIR)$(BASHDIR) && rm -f $(TOOLS)
	cd $(DESTDIR)$(ZSHDIR) && rm -f $(TOOLS:%=_%)
	cd $(DESTDIR)$(FISHDIR) && rm -f $(TOOLS:%=%.fish)
	rm -rf $(DESTDIR)$(SHAREDIR)

dist:
	git archive --prefix=bt-$(VERSION)/ -o bt-$(VERSION).tar.gz HEAD

# The archive builds, passes its tests and installs by itself.
distcheck: dist
	rm -rf $(B)/dist && mkdir -p $(B)/dist
	tar -xzf bt-$(VERSION).tar.gz -C $(B)/dist
	$(MAKE) -C $(B)/dist/bt-$(VERSION) check
	rm -rf $(B)/dist

clean:
	rm -rf $(B)

FORCE:
.PHONY: all demo check check-run check-asan check-tsan fuzz fuzz-build lint \
	docs bench bench-optimize install uninstall dist distcheck clean FORCE
.SECONDARY:
.DELETE_ON_ERROR:
-include $(shell find $(B) -name '*.d' -type f 2>/dev/null)
