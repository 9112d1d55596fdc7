#!/bin/sh
# SPDX-License-Identifier: ISC
# Any number of threads gives the same bytes.
export LC_ALL=C
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
n=0

# Five symbols, interleaved, each a part of the index with its own prices.
awk -F , 'NR == 1 { print "symbol," $0; next }
	NR % 5 == 0 && NR < 4000 {
		for (i = 1; i <= 5; i++)
			print "S" i "," $1 "," $2 * i "," $3 * i "," \
			    $4 * i "," $5 * i "," $6 * i "," $7
	}' testdata/sp500-2000.csv >"$tmp/bars.csv"

same() {
	n=$((n + 1))
	if "$@" -j 1 "$tmp/bars.csv" >"$tmp/one" &&
	    "$@" -j 2 "$tmp/bars.csv" >"$tmp/two" &&
	    "$@" -j 7 "$tmp/bars.csv" >"$tmp/many" &&
	    [ -s "$tmp/one" ] && cmp "$tmp/one" "$tmp/two" &&
	    cmp "$tmp/one" "$tmp/many"; then
		echo "ok $n - $*"
	else
		echo "not ok $n - $*"
	fi
}

for strategy in $(bt-signals --list -f csv | sed '1d;s/,.*//'); do
	same bt-signals -s "$strategy"
done
same bt-signals --buy 'rank(close, 50) < 0.2 and sma(10) > ema(20)' \
    --add 'z=zscore(close, 30)'
bt-signals -s sma_cross -p fast=5,slow=20 "$tmp/bars.csv" |
    bt-run --max-positions 3 >"$tmp/run.ndjson"
# same takes a file of bars; these take the run.
chance() {
	n=$((n + 1))
	if bt-montecarlo "$@" -j 1 "$tmp/run.ndjson" >"$tmp/one" &&
	    bt-montecarlo "$@" -j 2 "$tmp/run.ndjson" >"$tmp/two" &&
	    bt-montecarlo "$@" -j 7 "$tmp/run.ndjson" >"$tmp/many" &&
	    [ -s "$tmp/one" ] && cmp "$tmp/one" "$tmp/two" &&
	    cmp "$tmp/one" "$tmp/many"; then
		echo "ok $n - bt-montecarlo $*"
	else
		echo "not ok $n - bt-montecarlo $*"
	fi
}
chance -n 20000 --trades 40 --horizons 5,40 -f json
chance -n 300 --method stationary -m sharpe,ulcer -f json
chance -n 20000 --trades 200 --emit fan --points 7
chance -n 300 --method null --prices "$tmp/bars.csv" -f json
chance -n 3000 --method garch --emit paths
same bt-montecarlo --method bars -s sma_cross -n 60 -f json
# Parts put together are the whole, wherever the cuts are.
n=$((n + 1))
bt-montecarlo --emit paths -n 10007 "$tmp/run.ndjson" >"$tmp/whole"
for i in 1 2 3 4 5 6 7; do
	bt-montecarlo --emit paths -n 10007 --shard $i/7 "$tmp/run.ndjson"
done >"$tmp/parts"
if [ "$(wc -l <"$tmp/whole")" = 10008 ] && cmp "$tmp/whole" "$tmp/parts"; then
	echo "ok $n - shards are the whole"
else
	echo "not ok $n - shards are the whole"
fi
same bt-optimize -s sma_cross -P fast=5,10 -P slow=20,40,60 -m trades,calmar \
    --walk-forward train=200,test=100 -f ndjson
same bt-optimize -s sma_cross -P fast=5,10 -P slow=20,40,60 -m trades,calmar \
    --cv folds=5,test=2 -f ndjson
for method in random lhs sobol de cma tpe halving; do
	same bt-optimize -s sma_cross -P fast=5:20 -P slow=10:60 -m trades \
	    --objective total_return --method "$method" --max-trials 50
done
same bt-optimize -s sma_cross -P fast=5,10 -P slow=20,40,60 -m trades,calmar \
    --report - --report-resamples 50
same bt-optimize -s sma_cross -P fast=2:12:2 -P slow=5:40:5 \
    -P max-positions=1,3 --where 'fast < slow' -f ndjson
same bt-optimize --buy 'xrank(roc(n)) <= 2' --sell 'xrank(roc(n)) > 3' \
    -P n=5:50:5 -P fill=close,next-open -m all --top 5
echo "1..$n"
