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
LDLIBS   = -lcsv -ljansson -lz -lzstd -lpthread -lm

B        = build
TOOLS    = $(basename $(notdir $(wildcard cmd/*.c)))
UNITS    = $(basename $(notdir $(wildcard tests/unit/*.c)))
FUZZERS  = $(basename $(notdir $(wildcard tests/fuzz/*.c)))
BENCHES  = $(basename $(notdir $(wildcard tests/bench/*.c)))
STRATEGIES = $(wildcard lib/signal/strategies/*.json)
LIBSRC   = $(wildcard lib/*/*.c)
LIBOBJ   = $(patsubst %.c,$(B)/%.o,$(LIBSRC)) $(B)/strategies.o
BINS     = $(TOOLS:%=$(B)/bin/%)

all: $(BINS)

$(B)/libbt.a: $(LIBOBJ)
	@rm -f $@
	$(AR) rcs $@ $^

$(B)/bin/%: $(B)/cmd/%.o $(B)/libbt.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LDLIBS)

$(B)/unit/%: $(B)/tests/unit/%.o $(B)/libbt.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ -lcmocka $(LDLIBS)

$(B)/bench/%: $(B)/tests/bench/%.o $(B)/libbt.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LDLIBS)

$(B)/%.o: %.c $(B)/flags
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# The shipped strategies travel inside the library: they work uninstalled.
$(B)/strategies.c: scripts/embed $(STRATEGIES)
	@mkdir -p $(@D)
	scripts/embed $(STRATEGIES) >$@.tmp && mv $@.tmp $@
$(B)/strategies.o: $(B)/strategies.c $(B)/flags
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

# Rebuild when the flags change, and only then.
$(B)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS)' | cmp -s - $@ || \
	    echo '$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS)' >$@

clean:
	rm -rf $(B)

FORCE:
.PHONY: all clean FORCE
.SECONDARY:
.DELETE_ON_ERROR:
-include $(shell find $(B) -name '*.d' -type f 2>/dev/null)
