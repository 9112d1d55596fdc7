#!/bin/sh
# SPDX-License-Identifier: ISC
# The crossings of two averages against those that the reference's engines all
# read: SMA 10 and 20 in exact arithmetic, ties skipped (oracles/engine).
set -u
export LC_ALL=C
ref=${BT_REFERENCE:-../shared/reference}
bin=${BT_BIN:-build/bin}
if [ ! -d "$ref/oracles/engine" ]; then
	echo '1..0 # SKIP reference data not found'
	exit 0
fi
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
n=0

# crosses name data [option ...]: the same bars have the same sign
crosses() {
	name=$1 data=$2
	shift 2
	n=$((n + 1))
	awk -F, 'NR > 1 { print $2 }' \
	    "$ref/oracles/engine/$name.signals.csv" >"$tmp/want"
	"$bin/bt-signals" -s sma_cross -p fast=10,slow=20 "$@" \
	    "$ref/data/$data" |
	    awk -F, 'NR > 1 { s = $NF
		print s == "buy" ? 1 : s == "sell" ? -1 : s == "" ? 0 : s }' \
	    >"$tmp/got"
	if cmp -s "$tmp/want" "$tmp/got"; then
		echo "ok $n - $name: $(grep -c 1 "$tmp/got") crossings"
	else
		echo "not ok $n - $name"
		diff "$tmp/want" "$tmp/got" | head -n 5 | sed 's/^/# /'
	fi
}

crosses GOOG daily_goog_2004_2013.csv
crosses EURUSD hourly_fx_eurusd_5000.csv
echo "1..$n"
