#!/bin/sh
# SPDX-License-Identifier: ISC
# The demonstration runs, and what it shows can be typed as it stands.
export LC_ALL=C
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
if ! command -v gnuplot >/dev/null; then
	echo '1..0 # SKIP no gnuplot'
	exit 0
fi
n=0

ok() {
	n=$((n + 1))
	what=$1
	shift
	if "$@"; then echo "ok $n - $what"; else echo "not ok $n - $what"; fi
}

# The commands after the prompts, with the lines that continue them (1), or
# what they printed (0).
typed() {
	awk -v show="$1" '/^\$ / { on = more = 1; sub(/^\$ /, "") }
		more { if (show) print; more = /[|\\]$/; next }
		on && !show && NF > 0 && !/^[0-9]* bars/' "$tmp/out"
}

scripts/demo "$B/bin" >"$tmp/out" 2>"$tmp/err"
ok 'it succeeds' test $? = 0
ok 'it says nothing on standard error' test ! -s "$tmp/err"
ok 'it shows metrics' grep -q 'Sharpe ratio  *[-0-9.]' "$tmp/out"
ok 'it draws a curve' test "$(grep -c '|.*[*]' "$tmp/out")" -ge 10
ok 'it tells the time' grep -q '^[0-9]* bars .* in [0-9.]* s\.$' "$tmp/out"
typed 1 >"$tmp/typed"
ok 'four commands' test "$(grep -c '^[PATHb]' "$tmp/typed")" = 4
env -i PATH=/usr/bin:/bin sh "$tmp/typed" >"$tmp/again" 2>&1
ok 'typed again they succeed' test $? = 0
typed 0 >"$tmp/first"
grep . "$tmp/again" | grep -v '^ *$' >"$tmp/second"
ok 'and print the same' cmp "$tmp/first" "$tmp/second"
echo "1..$n"
