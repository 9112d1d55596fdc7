#!/bin/sh
# SPDX-License-Identifier: ISC
# run.t: play each scenario S*.txt of this folder and compare.  A scenario is
# a text for people (# lines: what must happen, and why) with
#	options: what bt-run is given
#	bars:    annotated bars, until the next part
#	list:    (or) a signal list; the bars are then its prices
#	fills:   time,symbol,side,quantity,price,reason[,ambiguous of a trade]
#	events:  time,symbol,event,reason (where there are any)
#	status:  how the run ends, if not "completed"
set -u
export LC_ALL=C
here=$(dirname "$0")
run=${B:-build}/bin/bt-run
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
n=0

part() {
	awk -v want="$2:" '
	/^[a-z]+:/ { on = $1 == want; sub(/^[a-z]+: */, "")
		if (on && $0 != "") print; next }
	on && !/^#/ && NF' "$1"
}

# The columns of the stream by name, as CSV without a header.
pick() {
	awk -F, -v OFS=, -v names="$1" '
	NR == 1 { m = split(names, want, ","); for (i = 1; i <= NF; i++)
		at[$i] = i; next }
	{ line = ""; for (i = 1; i <= m; i++)
		line = line (i > 1 ? "," : "") $at[want[i]]; print line }'
}

play() {
	# Options are words.
	# shellcheck disable=SC2046
	set -- "$1" $(part "$1" options)
	scenario=$1
	shift
	part "$scenario" bars >"$tmp/bars.csv"
	part "$scenario" list >"$tmp/list.csv"
	if [ -s "$tmp/list.csv" ]; then
		set -- "$@" --prices "$tmp/bars.csv" "$tmp/list.csv"
	else
		set -- "$@" "$tmp/bars.csv"
	fi
	"$run" -q -f csv --emit fills "$@" |
	    pick time,symbol,side,quantity,price,reason
	"$run" -q -f csv --emit events "$@" | pick time,symbol,event,reason
	"$run" -q --emit trades "$@" | awk -F '[:,{}]' '
	/"ambiguous":true/ { print "ambiguous" }
	/"type":"end"/ && !/completed/ { print "status " $5 }'
}

expected() {
	part "$1" fills
	part "$1" events
	part "$1" ambiguous | sed 's/.*/ambiguous/'
	part "$1" status | sed 's/.*/status "&"/'
}

for f in "$here"/S*.txt; do
	n=$((n + 1))
	play "$f" >"$tmp/got"
	expected "$f" >"$tmp/want"
	title=$(sed -n '1s/^# *//p' "$f")
	if [ -s "$tmp/want" ] && cmp -s "$tmp/want" "$tmp/got"; then
		echo "ok $n - $title"
	else
		echo "not ok $n - $title"
		diff "$tmp/want" "$tmp/got" | sed 's/^/# /'
	fi
done
echo "1..$n"
