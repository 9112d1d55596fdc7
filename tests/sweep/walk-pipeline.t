#!/bin/sh
# SPDX-License-Identifier: ISC
# Every training and every test of a walk-forward is, digit for digit, the run
# that bt-signals over all the bars and bt-run between two dates make, a test
# with the money that the last one ended with.
export LC_ALL=C
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
n=0
metrics=sharpe,total_return,max_drawdown,trades,win_rate

# Five symbols, interleaved, that are not alike and do not begin together.
awk -F , 'NR == 1 { print "symbol," $0; next }
	NR % 2 == 0 && NR < 2600 {
		for (i = 1; i <= 5; i++) {
			if (NR < 200 * i)
				continue
			f = i * (1 + 0.2 * sin(NR / (20 + 7 * i)))
			print "S" i "," $1 "," $2 * f "," $3 * f "," \
			    $4 * f "," $5 * f "," $6 * f "," $7
		}
	}' testdata/sp500-2000.csv >"$tmp/bars.csv"

# from to fast slow stop cash: the metrics of that run
run() {
	bt-signals -s sma_cross -p "fast=$3,slow=$4" "$tmp/bars.csv" |
	    bt-run -q --from "$1" --to "$2" --stop-loss "$5" --cash "$6" \
	    --commission percent:0.1% --max-positions 3 |
	    bt-metrics -f csv -m $metrics | sed '1d;s/"[^"]*"//' |
	    cut -d , -f 8-
}

# windows runs: compare each; more than so many
check() {
	bt-optimize -s sma_cross -P fast=3,8,15 -P slow=20,50 \
	    -P stop-loss=3%,8% --commission percent:0.1% --max-positions 3 \
	    -m $metrics --walk-forward "$1" --oos "$tmp/oos" \
	    "$tmp/bars.csv" | sed '1d;s/"[^"]*"//' >"$tmp/rows"
	# Behind the reason: an objective and metrics, twice.
	awk -F , -v OFS=, '{ print $17, $18, $19, $20, $21
		print $23, $24, $25, $26, $27 }' "$tmp/rows" >"$tmp/windows"
	cash=100000
	cut -d , -f 2-5,11-13 "$tmp/rows" |
	    while IFS=, read -r begin end from to fast slow stop; do
		run "$begin" "$end" "$fast" "$slow" "$stop" 100000
		run "$from" "$to" "$fast" "$slow" "$stop" "$cash"
		cash=$(sed -n '/"type":"equity","time":"'"$to"'"/{
			s/.*"equity":\([^,]*\),"cash".*/\1/p
		}' "$tmp/oos")
	done >"$tmp/runs"
	n=$((n + 1))
	if [ "$(wc -l <"$tmp/windows")" -gt "$2" ] &&
	    diff "$tmp/windows" "$tmp/runs" >"$tmp/diff"; then
		echo "ok $n - $1: $(wc -l <"$tmp/windows") runs"
	else
		echo "not ok $n - $1"
		sed 's/^/# /' "$tmp/diff"
	fi
}

check train=300,test=150 11
check train=2Y,test=1Y,anchored,purge=10 12
check train=18M,test=5M,step=9M 10
echo "1..$n"
