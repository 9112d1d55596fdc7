#!/bin/sh
# SPDX-License-Identifier: ISC
# make install puts every tool, page, completion and strategy in its place
# below DESTDIR, they work from there, and make uninstall takes all away.
export LC_ALL=C
unset MAKEFLAGS MFLAGS MAKELEVEL
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
n=0
p=$tmp/usr/local

check() {
	n=$((n + 1))
	what=$1
	shift
	if "$@" >"$tmp.log" 2>&1; then
		echo "ok $n - $what"
	else
		echo "not ok $n - $what"
		tail -n 10 "$tmp.log" | sed 's/^/# /'
	fi
	rm -f "$tmp.log"
}

all_there() {
	for tool in $(basename -s .c cmd/*.c); do
		for f in bin/"$tool" share/man/man1/"$tool".1 \
		    share/bash-completion/completions/"$tool" \
		    share/zsh/site-functions/_"$tool" \
		    share/fish/vendor_completions.d/"$tool".fish; do
			[ -s "$p/$f" ] || echo "$f is missing"
		done
	done
	for f in bin/bt-sweep-parallel bin/bt-sweep-slurm share/bt/sweep.sh; do
		[ -s "$p/$f" ] || echo "$f is missing"
	done
	for page in man/*.[1-9]; do
		f=share/man/man${page##*.}/${page#man/}
		[ -s "$p/$f" ] || echo "$f is missing"
	done
	for s in lib/signal/strategies/*.json; do
		f=share/bt/strategies/${s##*/}
		cmp "$s" "$p/$f" || echo "$f is missing"
	done
}

there() {
	all_there >"$tmp/missing"
	[ ! -s "$tmp/missing" ] || { cat "$tmp/missing"; return 1; }
}

works() {
	"$p/bin/bt-signals" -s sma_cross testdata/sp500-2000.csv |
	    "$p/bin/bt-run" | "$p/bin/bt-metrics" -f csv | grep -q '^'
}

sweeps() {
	(cd testdata && "$p/bin/bt-sweep-slurm" -h | grep -q '^usage: ')
}

gone() {
	! find "$p" -type f | grep .
}

check 'make install' make -o all B="$B" DESTDIR="$tmp" install
check 'everything is there' there
check 'umask 077 does not make it private' \
    test "$(stat -c %a "$p/bin/bt-run")" = 755
check 'the tools work from there' works
check 'the scripts find what they share' sweeps
check 'make uninstall' make -o all B="$B" DESTDIR="$tmp" uninstall
check 'nothing is left' gone
echo "1..$n"
