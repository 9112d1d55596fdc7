#!/bin/sh
# SPDX-License-Identifier: ISC
# Cross-validation against another way to it: each trial by bt-signals and
# bt-run, and the rest in awk, step by step, with no thought for speed.
#
# A step trains if it is not tested, no trade that is held at it is held at a
# tested step, and none of the steps of the embargo before it is such a one.
# The Sharpe ratio is mean / standard deviation (n - 1) x sqrt(252).
export LC_ALL=C
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
data=testdata/sp500-2000.csv
n=0

# E time equity ..., T entry _ price exit ...: of nine trials, in the order
# of the grid.
for fast in 10 30 50; do
	for slow in 60 120 200; do
		bt-signals -s sma_cross -p "fast=$fast,slow=$slow" $data |
		    bt-run --stop-loss 8% -o "$tmp/run"
		echo "trial"
		sed -n -e 's/.*"type":"equity"/E/' -e 's/.*"entry_time"/T/' \
		    -e 's/"exit_time"/,/' -e 's/[",:a-z]\{1,\}/ /g' \
		    -e '/^[ET]/p' "$tmp/run"
	done
done >"$tmp/trials"

# folds tested embargo purge: rows "split winner train test", then paths.
# purge is a number of steps, or -1: as far as trades reach.
slow_way() {
	awk -v N="$1" -v K="$2" -v embargo="$3" -v purge="$4" '
	function border(i) { return int(i * steps / N) }
	# Of trial t over the steps that are marked; two passes.
	function measure(t, mark, want,	i, m, sum, mean, sq) {
		m = sum = sq = 0
		for (i = 0; i < steps; i++)
			if (mark[i] == want) {
				m++
				sum += ret[t, i]
			}
		if (m < 2)
			return "nan"
		mean = sum / m
		for (i = 0; i < steps; i++)
			if (mark[i] == want)
				sq += (ret[t, i] - mean) ^ 2
		return mean / sqrt(sq / (m - 1)) * sqrt(252)
	}
	# 1: tested, 0: trains, 2: neither.
	function mark_steps(t,	i, j, k, hit, last) {
		for (i = 0; i < steps; i++)
			mark[i] = held[i] = test[i]
		if (purge >= 0) {
			for (i = 0; i < steps; i++)
				if (test[i])
					for (j = i - purge; j <= i + purge; j++)
						held[j] = 1
		} else
			for (k = 1; k <= trades[t]; k++) {
				hit = 0
				for (i = from[t, k]; i <= to[t, k]; i++)
					hit += test[i]
				for (i = from[t, k]; hit && i <= to[t, k]; i++)
					held[i] = 1
			}
		last = -embargo - 1
		for (i = 0; i < steps; i++) {
			if (held[i])
				last = i
			if (!test[i] && i - last <= embargo)
				mark[i] = 2
		}
	}
	# Trades of t that begin and end among the marked.
	function inside(t, mark,	i, k, n, out) {
		n = 0
		for (k = 1; k <= trades[t]; k++) {
			out = 0
			for (i = from[t, k]; i <= to[t, k]; i++)
				out += !mark[i]
			n += !out
		}
		return n
	}
	function split_of(	i, t, f, x, best, first) {
		splits++
		for (f = 0; f < N; f++)
			for (i = border(f); i < border(f + 1); i++)
				test[i] = chosen[f]
		first = 1
		for (t = 1; t <= trials; t++) {
			mark_steps(t)
			x = measure(t, mark, 0)
			if (x != "nan" && (first || x > best)) {
				best = x
				winner = t
				first = 0
			}
		}
		printf "%d %d %.9g %.9g %d\n", splits, winner, best,
		    measure(winner, test, 1), inside(winner, test)
		for (f = 0; f < N; f++)
			if (chosen[f])
				path[++count[f], f] = winner
	}
	# All ways to choose left folds from f on, in their order.
	function combine(f, left) {
		if (left == 0) {
			split_of()
			return
		}
		if (N - f < left)
			return
		chosen[f] = 1
		combine(f + 1, left - 1)
		chosen[f] = 0
		combine(f + 1, left)
	}
	/^trial/ {
		trials++
		steps = 0
		last = 100000
	}
	$1 == "E" {
		at[$2] = steps
		ret[trials, steps++] = $3 / last - 1
		last = $3
	}
	$1 == "T" {
		k = ++trades[trials]
		day[trials, k] = $2 " " $5
	}
	END {
		for (t = 1; t <= trials; t++)
			for (k = 1; k <= trades[t]; k++) {
				split(day[t, k], d, " ")
				from[t, k] = at[d[1]]
				to[t, k] = at[d[2]]
			}
		for (f = 0; f < N; f++)
			chosen[f] = 0
		combine(0, K)
		for (p = 1; p <= count[0]; p++) {
			closed = 0
			for (f = 0; f < N; f++) {
				for (i = 0; i < steps; i++)
					fold[i] = 0
				for (i = border(f); i < border(f + 1); i++) {
					ret["p", i] = ret[path[p, f], i]
					all[i] = fold[i] = 1
				}
				closed += inside(path[p, f], fold)
			}
			printf "path %d %.9g %d\n", p, measure("p", all, 1),
			    closed
		}
	}' "$tmp/trials"
}

# The same rows from the tool; Sharpe ratios to nine digits.
fast_way() {
	for emit in rows paths; do
		bt-optimize -s sma_cross -P fast=10,30,50 -P slow=60,120,200 \
		    --stop-loss 8% -m sharpe,trades --cv "$1" \
		    --emit $emit "$data" |
		    awk -F , -v emit=$emit '
			NR == 1 {
				for (i = 1; i <= NF; i++)
					at[$i] = i
				next
			}
			emit == "paths" {
				printf "path %d %.9g %d\n", $1,
				    $at["objective"], $at["trades"]
				next
			}
			{ printf "%d %d %.9g %.9g %d\n", $1, $at["trial"],
			    $at["train_objective"], $at["test_objective"],
			    $at["test_trades"] }'
	done
}

# cv folds tested embargo purge
same() {
	n=$((n + 1))
	fast_way "$1" >"$tmp/fast"
	slow_way "$2" "$3" "$4" "$5" >"$tmp/slow"
	if [ -s "$tmp/slow" ] && diff "$tmp/slow" "$tmp/fast" >"$tmp/diff"
	then
		echo "ok $n - $1: $(wc -l <"$tmp/slow") rows"
	else
		echo "not ok $n - $1"
		sed 's/^/# /' "$tmp/diff"
	fi
}

# 1 % of 5105 bars is 51.05, rounded up.
same folds=5 5 1 52 -1
same folds=4,test=2,embargo=0 4 2 0 -1
same folds=4,test=2,purge=30,embargo=100 4 2 100 30
echo "1..$n"
