#!/bin/sh
# SPDX-License-Identifier: ISC
# Simulated bars through the other tools: they are clean, faults that were
# planted are found where they are, and what was fitted can be repeated.
export LC_ALL=C
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
data=$PWD/testdata
n=0

objects=$PWD/${B:-build}/lib

ok() {
	n=$((n + 1))
	what=$1
	shift
	if "$@" >"$tmp/log" 2>&1; then
		echo "ok $n - $what"
	else
		echo "not ok $n - $what"
		head -n 10 "$tmp/log" | sed 's/^/# /'
	fi
}

# clean calendar options ...: bt-validate has no remark on 3,000 bars
clean() {
	calendar=$1
	shift
	bt-simulate --calendar "$calendar" -n 3000 "$@" >bars.csv &&
	    [ "$(wc -l <bars.csv)" -gt 3000 ] &&
	    bt-validate --strict --calendar "$calendar" bars.csv
}

# found options ...: each fault of the list is found in its line, under its
# code; and nothing else, but gaps in the place of rows that were refused and
# of the first of two rows out of order
found() {
	calendar=$1
	shift
	bt-simulate --calendar "$calendar" --faults-list list.csv "$@" \
	    >bars.csv || return
	bt-validate --calendar "$calendar" --limit 0 -f csv bars.csv \
	    >findings.csv 2>/dev/null
	awk -F, 'FNR == 1 { next }
	NR == FNR { found[$2 " " $5] = 1; next }
	{ want[$1 " " $5] = 1; n++ }
	END {
		for (x in want)
			if (!(x in found)) {
				print x ": missed"
				rc = 1
			}
		for (x in found)
			if (!(x in want) && x !~ / gap$/) {
				print x ": not planted"
				rc = 1
			}
		if (n == 0) print "nothing was planted"
		exit rc || n == 0
	}' findings.csv list.csv
}

# The command that --print-fit prints makes what --fit has made.
repeats() {
	bt-simulate --fit "$data/sp500-2000.csv" -n 99 "$@" >fitted.csv &&
	    bt-simulate --fit "$data/sp500-2000.csv" --print-fit "$@" \
	    >told && echo "$(cat told) -n 99" >again &&
	    sh again | cmp - fitted.csv
}

# Grouped by symbol or in the order of time: the same rows.
same_rows() {
	bt-simulate --symbols B,A,BTCUSD -n 300 "$@" >one.csv &&
	    bt-simulate --symbols B,A,BTCUSD -n 300 --order time "$@" \
	    >other.csv && ! cmp -s one.csv other.csv &&
	    sort one.csv >one && sort other.csv | cmp - one &&
	    awk -F, '$2 < last { exit 1 } NR > 1 { last = $2 }' other.csv
}

# Joint blocks of a symbol and its double: the same bars but for the price.
joint() {
	for symbol in A B; do
		awk -v s=$symbol '{ print (NR == 1 ? "symbol" : s) "," $0 }' \
		    "$data/sp500-2000.csv" >$symbol.csv || return
	done
	sed 1d B.csv | cat A.csv - >pair.csv &&
	    bt-simulate -m bootstrap:joint --fit pair.csv -n 500 >joint.csv &&
	    bt-simulate -m bootstrap --fit pair.csv -n 500 >apart.csv &&
	    grep ^A, joint.csv | cut -d, -f2- >a &&
	    grep ^B, joint.csv | cut -d, -f2- | cmp - a &&
	    grep ^B, apart.csv | cut -d, -f2- >b && ! cmp -s a b
}

# Blocks are the file's own moves: with blocks of its whole length, and its
# first price, all of its closes come back in turn.
whole() {
	head -n 101 "$data/sp500-2000.csv" >few.csv &&
	    bt-simulate -m bootstrap:99 --fit few.csv -n 99 \
	    --start 1000 --tick-size 0.00000001 >blocks.csv || return
	# ratios of neighbours, sorted: all but the one at the seam
	awk -F, 'NR > 2 { printf "%.6f\n", $6 / last } { last = $6 }' \
	    blocks.csv | sort >got
	awk -F, 'NR > 2 { printf "%.6f\n", $5 / last } { last = $5 }' \
	    few.csv | sort >all
	[ "$(comm -13 all got | wc -l)" -le 1 ]
}

# The correlation of two symbols' daily log returns is about 0.7 (standard
# error 0.007 each time), in what was fitted and in what was made from it; the
# file's own matrix is read by whatever subset is asked for.
fits_correlation() {
	bt-simulate --count 3 --correlation 0.7 -n 5000 >model.csv &&
	    bt-simulate --fit model.csv --correlation fit -n 5000 \
	    --symbols S3,S1 --seed 2 >made.csv || return
	for file in model made; do
		awk -F, '$1 != s { s = $1; last = 0 }
		{ x = log($6 > 0 ? $6 : 1); if (last) r[s, $2] = x - last }
		{ last = x; if (s == "S1") date[$2] }
		END {
			for (d in date) {
				a = r["S1", d]; b = r["S3", d]
				aa += a * a; bb += b * b; ab += a * b
			}
			ab /= sqrt(aa * bb)
			print ab
			exit ab < 0.66 || ab > 0.74
		}' $file.csv || return
	done
}

# Of the C library's functions only those are used that IEEE 754 makes exact:
# the same bytes come from every one of them.
exact() {
	cd "$objects" || return
	for room in base/portable base/rng chance/draw chance/model \
	    chance/model_price chance/model_variance chance/model_bootstrap \
	    chance/path chance/series chance/fit_price chance/fit_variance \
	    chance/fit_regime chance/history chance/correlation; do
		nm -u "$room.o" || return
	done >"$tmp/undefined"
	cd "$tmp" || return
	! grep -Ew 'U (exp(2|m1)?|log(2|10|1p)?|pow|(sin|cos|tan)h?|cbrt)' \
	    undefined
}

pipeline() {
	bt-simulate --symbols AAPL,MSFT -n 500 --correlation factor |
	    bt-signals -s sma_cross -p fast=5,slow=20 | bt-run |
	    bt-metrics --assert 'trades > 10' >/dev/null
}

as_json() {
	bt-simulate -n 300 -f ndjson >bars.ndjson &&
	    bt-simulate -n 300 >bars.csv &&
	    bt-validate --clean bars.ndjson >mended.csv &&
	    cmp mended.csv bars.csv
}

cd "$tmp" || exit 1
for model in walk gbm merton heston garch ou regime; do
	ok "$model: clean" clean nyse -m $model
done
ok 'bootstrap: clean' clean nyse -m bootstrap --fit "$data/sp500-2000.csv"
for frame in 5m 15m 30m 1h 4h 1d; do
	ok "$frame: clean" clean nyse -t $frame
	ok "$frame, around the clock: clean" clean 24x7 -t $frame \
	    --symbols BTCUSD,ETHUSD
done
ok '1m: clean' clean nyse -t 1m --symbols AAPL,TSLA
ok 'weekdays: clean' clean weekdays --from 1950-01-01
ok 'all that are known: clean' clean nyse \
    --symbols AAPL,GOOGL,MSFT,TSLA,AMZN,X --correlation factor
ok 'in the order of time: clean' clean nyse --count 20 --order time

for model in gbm garch heston regime; do
	ok "$model: all faults are found" found nyse -n 2000 --faults all \
	    -m $model
done
ok 'daily, many' found nyse -n 20000 --faults all --fault-count 30 --seed 5
ok 'hourly' found nyse -n 5000 --faults all -t 1h
ok '15 minutes, around the clock' found 24x7 -n 30000 --faults all -t 15m
ok 'two symbols in the order of time' found nyse -n 1500 --faults all \
    --count 2 --order time
ok 'one kind' found nyse -n 300 --faults splits --symbols TSLA
ok 'some kinds' found weekdays -n 300 --faults gaps,duplicates,spikes

for model in walk gbm merton heston garch ou regime; do
	ok "$model: what was fitted repeats" repeats -m $model
done
ok 'a drift that is given is kept' repeats -m gbm:drift=0
ok 'order of time' same_rows
ok 'order of time, hourly' same_rows -t 1h
ok 'joint blocks' joint
ok 'one whole block' whole
ok 'a correlation that was measured' fits_correlation
ok 'nothing that differs between C libraries' exact
ok 'a pipeline' pipeline
ok 'NDJSON holds the same' as_json
echo "1..$n"
