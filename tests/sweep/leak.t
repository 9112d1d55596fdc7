#!/bin/sh
# SPDX-License-Identifier: ISC
# Nothing of a test leaks into its training: whatever happens from the first
# bar that is not trained on, the windows up to there choose the same winners
# for the same reasons, and the tests before it end as they did.
export LC_ALL=C
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
n=0

walk() {
	bt-optimize -s sma_cross -P fast=5:45:10 -P slow=50:250:50 \
	    -P stop-loss=3%,10% --walk-forward "$@"
}

# file window to: the windows up to this one; of those whose tests go on after
# to, only the columns up to the winner's metrics in training.
known() {
	awk -F , -v OFS=, -v window="$2" -v to="$3" '
		NR == 1 {
			for (i = 1; i <= NF; i++)
				at[$i] = i
			end = at["test_objective"]
		}
		NR > window + 1 { exit }
		NR > 1 && $at["test_to"] > to {
			$at["test_to"] = $at["partial"] = ""
			$at["status"] = $at["reason"] = ""
			for (i = end; i <= NF; i++)
				$i = ""
		}
		{ print }' "$1"
}

# windows: for every window, other prices from behind its training on
check() {
	walk "$1" testdata/sp500-2000.csv >"$tmp/all"
	last=$(($(wc -l <"$tmp/all") - 1))
	for i in $(seq 1 "$last"); do
		n=$((n + 1))
		to=$(awk -F , -v i="$i" 'NR == i + 1 { print $3 }' "$tmp/all")
		# A random walk, and not like what it replaces.
		awk -F , -v OFS=, -v to="$to" -v seed="$i" '
			BEGIN { srand(seed); x = 1 }
			NR > 1 && $1 > to {
				x *= 1 + (rand() - 0.5) / 10
				for (c = 2; c <= 6; c++)
					$c = sprintf("%.6f", $c * x)
			}
			{ print }' testdata/sp500-2000.csv >"$tmp/other.csv"
		walk "$1" "$tmp/other.csv" >"$tmp/got"
		known "$tmp/all" "$i" "$to" >"$tmp/all.known"
		known "$tmp/got" "$i" "$to" >"$tmp/got.known"
		if cmp "$tmp/all.known" "$tmp/got.known" >"$tmp/why" 2>&1 &&
		    [ "$(wc -l <"$tmp/got.known")" = $((i + 1)) ] &&
		    ! cmp -s "$tmp/all" "$tmp/got"; then
			echo "ok $n - $1: window $i, other prices after $to"
		else
			echo "not ok $n - $1: window $i, other prices after $to"
			sed 's/^/# /' "$tmp/why"
		fi
	done
}

check train=4Y,test=3Y
check train=1000,test=900,purge=20,anchored
echo "1..$n"
