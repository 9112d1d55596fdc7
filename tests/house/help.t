#!/bin/sh
# SPDX-License-Identifier: ISC
# What every tool promises, whatever it does: --help, --version, a wrong
# option, --print-config read back, lost output, closed streams.
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
n=0

# check what condition...: the command must succeed
check() {
	n=$((n + 1))
	what=$1
	shift
	if "$@"; then
		echo "ok $n - $what"
	else
		echo "not ok $n - $what"
		sed 's/^/# /' "$tmp/err" | head -n 5
	fi
}

# run status command...: run with stdin closed to data, compare the status
run() {
	want=$1
	shift
	"$@" </dev/null >"$tmp/out" 2>"$tmp/err"
	[ $? = "$want" ]
}

# Every long option of the specification stands in the help and the manual.
all_options_in() {
	"$tool" --bt-spec | awk -F '\t' '$1 == "opt" { print $3 }' |
	while read -r name; do
		grep -q -e "--$name\\([^a-z-]\\|\$\\)" "$1" || echo "$name"
	done | { ! grep . >"$tmp/err"; }
}

repeats_config() {
	"$tool" --print-config >"$tmp/a.json" &&
	    "$tool" -c "$tmp/a.json" --print-config >"$tmp/b.json" &&
	    cmp "$tmp/a.json" "$tmp/b.json"
}

lost_output() {
	"$tool" --help >/dev/full 2>"$tmp/err"
	[ $? = 4 ] && grep -q "^$tool: cannot write" "$tmp/err"
}

closed_output() {
	"$tool" --help >&- 2>"$tmp/err"
	[ $? = 4 ] && grep -q "^$tool: cannot write" "$tmp/err"
}

first_line_is() {
	[ "$(sed 1q "$tmp/out")" = "$1" ]
}

# On a terminal of its own, without a file to read.
hints() {
	script -qec "$1" /dev/null </dev/null >"$tmp/out" 2>"$tmp/err"
	[ $? = 2 ] && grep -q "^${1%% *}: no input" "$tmp/out"
}

# -v tells time and memory behind everything else, on standard error only.
tells_effort() {
	case $1 in
	bt-simulate) set -- "$1" --bars=9;;	# it reads nothing
	*) set -- "$1" testdata/sp500-2000.csv;;
	esac
	"$1" "$2" >"$tmp/out" 2>/dev/null
	"$1" -v "$2" 2>"$tmp/err" | cmp -s - "$tmp/out" &&
	    tail -n 1 "$tmp/err" | grep -Eq "^$1: took [0-9]+\.[0-9]{3} s, \
[0-9]+\.[0-9]{3} s of processor time, [0-9]+\.[0-9] MB of memory\$"
}

for tool in $(basename -s .c cmd/*.c); do
	check "$tool --version" run 0 "$tool" --version
	check "$tool says its version" first_line_is "$tool (bt) 0.1.0"
	check "$tool -h ignores the rest" run 0 "$tool" -h --no-such
	check "$tool --help" run 0 "$tool" --help
	cp "$tmp/out" "$tmp/help"
	check "$tool --help has all options" all_options_in "$tmp/help"
	mandoc -Tascii "man/$tool.1" 2>/dev/null | sed 's/.\x08//g' \
	    >"$tmp/page"
	check "$tool(1) has all options" all_options_in "$tmp/page"
	check "$tool --halp" run 2 "$tool" --halp
	check "$tool suggests --help" grep -q "did you mean '--help'" \
	    "$tmp/err"
	check "$tool --print-config reads back" repeats_config
	check "$tool --help >/dev/full" lost_output
	check "$tool --help >&-" closed_output
	check "$tool -v" tells_effort "$tool"
	check "$tool -c of nothing" run 4 "$tool" -c "$tmp/none.json"
done
for command in bt-validate 'bt-signals -s sma_cross' bt-run bt-metrics \
    bt-export; do
	if script -qec : /dev/null </dev/null >/dev/null 2>&1; then
		check "$command on a terminal" hints "$command"
	else
		n=$((n + 1))
		echo "ok $n # SKIP no terminal to be had"
	fi
done
echo "1..$n"
