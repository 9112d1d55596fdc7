#!/bin/sh
# SPDX-License-Identifier: ISC
# Every allocation and every write of a run fails once (BT_FAULT): the tool
# must say so, leave with status 4 and free everything (the sanitizer build
# looks), and a file that was there must stay as it was.  The round ends with
# the first run that no fault hits; it must be like one without faults.
export LC_ALL=C
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
data=$PWD/testdata
n=0

# rounds kind command: N = 1, 2, ... until the fault comes too late
rounds() {
	i=0
	while i=$((i + 1)); do
		echo old >"$tmp/file"
		BT_FAULT=$1:$i sh -c "$2" </dev/null >"$tmp/out" 2>"$tmp/err"
		rc=$?
		[ $rc = "$ok" ] && break
		if [ $rc != 4 ]; then
			echo "$1:$i: status $rc"
			head -n 30 "$tmp/err"
			return
		fi
		if ! grep -q "^${2%% *}: ." "$tmp/err"; then
			echo "$1:$i: no message"
			return
		fi
		if [ "$(cat "$tmp/file")" != old ]; then
			echo "$1:$i: the old file is gone"
			return
		fi
	done
	[ "$i" -gt 1 ] || echo "$1:1 was not hit"
	cmp "$tmp/out" "$tmp/want" || echo "$1:$i: other output"
	find "$tmp" -name '.*.tmp' | grep .
	hits=$((i - 1))
}

# survives command: both kinds of faults
survives() {
	sh -c "$1" </dev/null >"$tmp/want" 2>"$tmp/err"
	ok=$?
	if [ $ok -gt 1 ]; then
		n=$((n + 1))
		echo "not ok $n - $1: status $ok without a fault"
		sed 's/^/# /' "$tmp/err"
		return
	fi
	for kind in alloc write; do
		n=$((n + 1))
		rounds $kind "$1" >"$tmp/why" 2>&1
		if [ -s "$tmp/why" ]; then
			echo "not ok $n - $1"
			sed 's/^/# /' "$tmp/why"
		else
			echo "ok $n - $1: $hits faults of kind $kind"
		fi
	done
}

cd "$tmp" || exit 1
head -n 61 "$data/sp500-2000.csv" >bars.csv
sed '$s/,[^,]*,/,-1,/' bars.csv >wrong.csv
bt-signals -s sma_cross -p fast=3,slow=7 bars.csv >signals.csv &&
    bt-run --stop-loss 1% signals.csv >run.ndjson &&
    bt-run -f csv --emit equity signals.csv >equity.csv || exit 1
printf '{"stop-loss":"1%%","commission":"percent:0.1%%"}\n' >run.json
gzip -c bars.csv >bars.csv.gz

survives "bt-validate wrong.csv"
survives "bt-validate --clean bars.csv"
survives "bt-signals -s sma_cross -p fast=3,slow=7 bars.csv"
survives "bt-signals --buy 'crosses_above(close,sma(5))' bars.csv.gz"
survives "bt-signals -s sma_cross $data/sp500-2000.csv"
survives "bt-signals --list"
survives "bt-run -c run.json --emit trades,equity,fills,events signals.csv"
survives "bt-run -f csv --emit trades signals.csv"
survives "bt-run -o file signals.csv"
head -n 40 equity.csv >few.csv
survives "bt-montecarlo -j1 -n 20 --trades 5 --goal 5% --horizons 2 \
    -m win_rate run.ndjson"
survives "bt-montecarlo -j1 -n 20 --method stationary -m sharpe -f csv \
    -o file few.csv"
survives "bt-montecarlo -j1 -n 20 --method garch -f json few.csv"
survives "bt-montecarlo -j1 -n 20 --method parametric --emit paths few.csv"
survives "bt-montecarlo -j1 -n 20 --emit fan -f table run.ndjson"
survives "bt-montecarlo -j1 -n 20 --emit histogram -f ndjson run.ndjson"
survives "bt-montecarlo -j1 -n 20 --leverage-sweep 1,2 run.ndjson"
survives "bt-montecarlo -j1 -n 3 --method bars -s sma_cross \
    -p fast=3,slow=7 bars.csv"
survives "bt-montecarlo -j1 -n 3 --method null --prices bars.csv run.ndjson"
survives "bt-optimize -j1 -s sma_cross -P fast=2,3 -P slow=5,7 -f ndjson \
    bars.csv"
survives "bt-optimize -j1 -f table -o file -P stop-loss=1%,2% signals.csv"
survives "bt-optimize -j1 -s sma_cross -P fast=2:9 --method random \
    --max-trials 3 --constraint 'trades > 0' --best file bars.csv"
survives "bt-optimize -j1 -s sma_cross -P fast=2,3 -p slow=5 --report file \
    --report-blocks 2 --report-resamples 10 -f ndjson -m trades bars.csv"
survives "bt-optimize -j1 -P stop-loss=1%,2% --walk-forward train=20,test=20 \
    -m trades --oos file -f ndjson signals.csv"
survives "bt-optimize -j1 -s sma_cross -P fast=2,3 -p slow=5 -f table \
    -m trades --walk-forward train=30,test=20 bars.csv"
survives "bt-optimize -j1 -P stop-loss=1%,2% --cv folds=3 -m trades \
    -f ndjson signals.csv"
survives "bt-optimize -j1 -s sma_cross -P fast=2,3 -p slow=5 -f table \
    -m trades --cv folds=3 bars.csv"
# Journals are as before for every run; what a cache cannot write is no error,
# so it has all of it.
survives "bt-optimize -j1 -s sma_cross -P fast=2,3 -p slow=5 -m trades \
    --journal j bars.csv; s=\$?; rm -f j; exit \$s"
bt-optimize -s sma_cross -P fast=2:9 -p slow=12 -m trades --cache cache \
    --journal whole bars.csv >rows.csv && head -n 4 whole >part &&
    cp part j || exit 1
survives "bt-optimize -j1 -s sma_cross -P fast=2:9 -p slow=12 -m trades \
    --journal j --resume --cache cache bars.csv; s=\$?; cp part j; exit \$s"
survives "bt-optimize --merge --top 2 whole"
printf 'symbol,date,tag\nbars,2000-01-20,a\nbars,2000-02-05,b\n' >hits.csv
survives "bt-run -q --prices bars.csv --holding-period 5 hits.csv"
survives "bt-metrics run.ndjson"
survives "bt-metrics -f ndjson run.ndjson"
survives "bt-metrics -f csv equity.csv"
survives "bt-metrics --list"
bt-run --stop-loss 1% --emit trades,equity,events signals.csv >all.ndjson
for format in csv json markdown text sql; do
	survives "bt-export -f $format all.ndjson"
done
survives "bt-export --safe-csv -f csv --table trades $data/hostile.ndjson"
survives "bt-export -f sql --sql-dialect postgresql -o file all.ndjson"
survives "bt-export --benchmark bars.csv -f json equity.csv run.ndjson"
survives "bt-export --prices bars.csv -f html run.ndjson"
survives "bt-export -o file -f xlsx all.ndjson"
survives "bt-export -o file -f xlsx all.ndjson run.ndjson"
survives "bt-export --template $data/letter.txt run.ndjson"
mkdir runs && cp run.ndjson runs && gzip -k runs/run.ndjson || exit 1
for format in html csv json text; do
	survives "bt-export --index runs -f $format"
done
bt-optimize -s sma_cross -P fast=3,4 -P slow=7,9 -f ndjson bars.csv \
    >trials.ndjson || exit 1
for format in text html markdown; do
	survives "bt-export -f $format trials.ndjson"
done
survives "bt-export --chart heatmap --plot-script trials.ndjson"
bt-montecarlo --emit fan -n 20 --trades 4 -f ndjson run.ndjson >fan.ndjson &&
    bt-montecarlo --emit histogram -n 20 -f ndjson run.ndjson >hist.ndjson ||
    exit 1
survives "bt-export --plot-script fan.ndjson"
survives "bt-export --plot-script hist.ndjson"
survives "bt-export --list"
printf 'symbol,A,B\nA,1,0.5\nB,0.5,1\n' >matrix.csv
survives "bt-simulate -n 9 --correlation matrix.csv --order time"
survives "bt-simulate -n 200 --faults gaps,missing --faults-list /dev/null"
survives "bt-simulate --count 3 -n 5 -t 1h -o file"
survives "bt-simulate -n 9 -t 1h --ticks"
survives "bt-simulate -n 9 -m garch --fit bars.csv"
survives "bt-simulate -n 9 --fit bars.csv --correlation fit"
survives "bt-simulate -m regime --fit bars.csv --print-fit"
survives "bt-run --help"
survives "bt-run -c run.json --print-config"
echo "1..$n"
