#!/bin/sh
# SPDX-License-Identifier: ISC
# The trades of the classic scanner backtester (the README in the reference
# folder) through --preset scanner: symbol, side, dates, reason and bars must
# be the same, prices within 1e-12.  Quantities are not compared: that program
# sizes trades with profits that it has not made yet.
set -u
export LC_ALL=C
ref=${BT_REFERENCE:-../shared/reference}
run=${B:-build}/bin/bt-run
if [ ! -d "$ref/oracles/scanner" ]; then
	echo '1..0 # SKIP reference data not found'
	exit 0
fi
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
n=0

# Both as symbol,side,entry,price,exit,price,reason,bars in one order.
theirs() {
	awk -F, -v OFS=, 'BEGIN { r["Time Exit"] = "time"
		r["Stop Loss"] = "stop_loss"; r["Take Profit"] = "take_profit" }
	NR > 1 { print $1, tolower($2), $3, $4, $5, $6, r[$10], $11 }' "$1" |
	sort
}

ours() {
	awk -F, -v OFS=, 'NR > 1 { print $2, $3, $5, $6, $7, $8, $16, $13 }' \
	    "$1" | sort
}

same() {
	paste -d, "$1" "$2" | awk -F, '
	function near(a, b) { d = a - b; if (d < 0) d = -d
		return d <= 1e-12 * b }
	$1 != $9 || $2 != $10 || $3 != $11 || !near($4, $12) || $5 != $13 ||
	    !near($6, $14) || $7 != $15 || $8 != $16 {
		if (bad++ < 5) print "# " $0 }
	END { print "# " NR " trades"; exit NR == 0 || bad > 0 }'
}

# check file trades option...
check() {
	name=$1 trades=$2
	shift 2
	"$run" --preset scanner "$@" -f csv --emit trades \
	    --prices "$ref/data/daily_us_a_adjusted.csv" \
	    "$ref/oracles/scanner/us_a_signals.csv" >"$tmp/run.csv"
	theirs "$ref/oracles/scanner/us_a_$name.csv" >"$tmp/theirs"
	ours "$tmp/run.csv" >"$tmp/ours"
	n=$((n + 1))
	if same "$tmp/ours" "$tmp/theirs" &&
	    [ "$(wc -l <"$tmp/ours")" -eq "$trades" ]; then
		echo "ok $n - us_a_$name: $trades trades"
	else
		echo "not ok $n - us_a_$name: $trades trades"
	fi
}

check a 432
check b 433 --holding-period 10 --stop-loss 3% --take-profit 6%
# Shorts lose here, so that 2 % of the honest equity is less than one share of
# GOOG at the end: with more cash no trade depends on that.
check c 432 --side short --take-profit 10% --cash 1000000
check d 411 --pyramiding 1
echo "1..$n"
