#!/bin/sh
# SPDX-License-Identifier: ISC
# A walk-forward over testdata/forty-bars.csv, worked out by hand.
#
# One share is bought when the close is above the close n bars ago and sold
# when it is not; n is 1 or 2.  Every bar opens at the close before it, so
# that an order is filled at the close of the bar that gave it: held over bar
# i, a share makes close(i) - close(i - 1), and it is held over bar i if the
# signal of bar i - 1 was on, i - 1 being in the window.
#
#   bar    0   1   2   3   4   5   6   7   8   9
#   close 100 102 101 103 102 104 103 105 104 106	+2 -1 +2 -1 ...
#   bar   10  11  12  13  14  15  16  17  18  19
#   close 105 107 106 108 107 110 113 116 113 110	+3 +3 +3 -3 -3 -3 ...
#   bar   20  21  22  23  24  25  26  27  28  29
#   close 107 110 113 116 113 110 107 110 113 116
#   bar   30  31  32  33  34  35  36  37  38  39
#   close 118 117 119 118 120 119 121 120 122 121	+2 -1 +2 -1 ...
#
# The windows of train=10,test=10, and what one share makes (total, end):
#
#   1: trained on 0-9
#      n=1 is on at 1 3 5 7 (9 is the last bar): held over 2 4 6 8,
#          -1 each: -4
#      n=2 has values from 2 on (101 > 100 and so on): on from 2, held over
#          3 .. 9: +2 -1 +2 -1 +2 -1 +2 = +5		n=2 wins
#      tested on 10-19
#      n=2 is on at 10, as 105 > 104 of bar 8, which is before the window:
#          bought at 105 on bar 11.  13: 108 > 107, 14: 107 > 106, 18: 113 =
#          113 of bar 16 is not above: sold at 113 on bar 19.  +8
#   2: trained on 10-19
#      n=1 is on at 11 13 15 16 17: held over 12 14 16 17 18:
#          -1 -1 +3 +3 -3 = +1
#      n=2 has made +8, as above				n=2 wins
#      tested on 20-29
#      n=2: 22: 113 > 107, bought at 113 on 23; 24: 113 = 113, sold at 113
#          on 25; 28: 113 > 107, bought at 113 on 29 and closed at its end
#          for 116.  0 and +3
#   3: trained on 20-29
#      n=1 is on at 21 22 23 27 28: held over 22 23 24 28 29:
#          +3 +3 -3 +3 +3 = +9				n=1 wins
#      n=2 has made +3, as above
#      tested on 30-39
#      n=1 is on at 30 32 34 36 38: held over 31 33 35 37 39, -1 each: -5
#
# The account: 1000, after the tests 1008, 1011, 1006.
export LC_ALL=C
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
n=0

# what: do the files tmp/got and tmp/want agree?
same() {
	n=$((n + 1))
	if [ -s "$tmp/want" ] && diff "$tmp/want" "$tmp/got" >"$tmp/diff"; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		sed 's/^/# /' "$tmp/diff"
	fi
}

walk() {
	bt-optimize --buy 'close > close[n]' \
	    --sell 'close <= close[n]' -P n=1,2 \
	    --size fixed-quantity:1 --cash 1000 \
	    --objective total_return -m trades "$@" \
	    testdata/forty-bars.csv
}

walk --walk-forward train=10,test=10 --oos "$tmp/oos" >"$tmp/out"

# 2024-01-01 is bar 0.  Returns are gains over the cash of the window.
cat >"$tmp/want" <<'END'
1 01-01 01-10 01-11 01-20 false 2 2 2 2 ok 0.005 1 0.008 1
2 01-11 01-20 01-21 01-30 false 2 2 2 2 ok 0.008 1 0.00298 2
3 01-21 01-30 01-31 02-09 false 2 2 1 1 ok 0.009 2 -0.00495 5
END
# 3 / 1008 = 0.0029762, -5 / 1011 = -0.0049456
awk -F , '
	function v(name) { return $at[name] }
	NR == 1 {
		for (i = 1; i <= NF; i++)
			at[$i] = i
		next
	}
	{
		printf "%s %s %s %s %s %s %s %s %s %s %s", v("number"),
		    v("train_from"), v("train_to"), v("test_from"),
		    v("test_to"), v("partial"), v("trials"), v("valid"),
		    v("trial"), v("n"), v("status")
		printf " %.3g %s %.3g %s\n", v("train_objective"),
		    v("train_trades"), v("test_objective"), v("test_trades")
	}' "$tmp/out" | sed 's/2024-//g' >"$tmp/got"
same "windows, winners, returns, trades"

# The trades of the tests, numbered on; the equity at each close.
cat >"$tmp/want" <<'END'
1 2024-01-12 105 2024-01-20 113 8 signal 1
2 2024-01-24 113 2024-01-26 113 0 signal 2
3 2024-01-30 113 2024-01-30 116 3 end 3
4 2024-02-01 118 2024-02-02 117 -1 signal 4
5 2024-02-03 119 2024-02-04 118 -1 signal 5
6 2024-02-05 120 2024-02-06 119 -1 signal 6
7 2024-02-07 121 2024-02-08 120 -1 signal 7
8 2024-02-09 122 2024-02-09 121 -1 end 8
END
awk '/"type":"trade"/ {
		m = split("id entry_time entry_price exit_time exit_price " \
		    "pnl exit_reason lot", keys, " ")
		for (i = 1; i <= m; i++) {
			match($0, "\"" keys[i] "\":\"*[^,\"}]*")
			s = substr($0, RSTART, RLENGTH)
			sub(/.*:"*/, "", s)
			printf "%s%s", s, i < m ? " " : "\n"
		}
	}' "$tmp/oos" >"$tmp/got"
same "fills of the tests"

cat >"$tmp/want" <<'END'
1000 1002 1001 1003 1002 1005 1008 1011 1008 1008
1008 1008 1008 1011 1008 1008 1008 1008 1008 1011
1011 1010 1010 1009 1009 1008 1008 1007 1007 1006
END
sed -n 's/.*"type":"equity".*"equity":\([^,]*\),.*/\1/p' "$tmp/oos" |
    paste -d ' ' - - - - - - - - - - >"$tmp/got"
same "equity of the tests, stitched"

# Years of 365.25 days, from the bar before a window: 10 days each, 9 for the
# first.  Efficiency: growth a year of the tests over that of the winners.
walk --walk-forward train=10,test=10 --emit summary |
    awk -F , 'NR == 2 { printf "%d %d %d %.12g %.12g %.12g %.12g\n", $1, $2,
	$3, $4, $6, $7, $8 }' >"$tmp/got"
awk 'BEGIN {
	y = 365.25
	train = exp(log(1.005) * y / 9) + exp(log(1.008) * y / 10)
	train = (train + exp(log(1.009) * y / 10)) / 3 - 1
	test = exp(log(1.006) * y / 30) - 1
	printf "3 3 2 %.12g %.12g %.12g %.12g\n", 2 / 3, train, test,
	    test / train
}' >"$tmp/want"
same "efficiency"

# n: 2 2 1.  Mean 5/3, standard deviation sqrt(1/3), one change.
walk --walk-forward train=10,test=10 --emit drift |
    awk -F , 'NR == 2 { $3 = sprintf("%.9g", $3); $4 = sprintf("%.9g", $4)
	print }' >"$tmp/got"
echo "n 3 1.66666667 0.577350269 1 2 1 2 2 2" >"$tmp/want"
same "drift"

# The stream is a run like any other.
echo "0.006,8,completed" >"$tmp/want"
bt-metrics -f csv -m total_return,trades "$tmp/oos" |
    awk -F , 'NR == 2 { printf "%.9g,%s,%s\n", $(NF - 1), $NF, $1 }' \
    >"$tmp/got"
same "bt-metrics reads the stitched run"

# Anchored: window 2 trains on 0-19: n=1 makes -4, then held over 10 (on at 9:
# 106 > 105) -1, then +1: -4; n=2 +5, over 10 -1, over 11 (on at 10) +2, then
# from bar 12 on as in window 2 less its bar 11 (8 - 2): 5 - 1 + 8 = +12.
# Window 3 trains on 0-29: n=1 -4, over 20 (on at 19? 110 < 113: no), +9 and
# nothing over 21: 5; n=2 12 + 3 = 15 (18 and 19 are off, 20: 107 < 113).
cat >"$tmp/want" <<'END'
1 2024-01-01 2 0.005
2 2024-01-01 2 0.012
3 2024-01-01 2 0.015
END
walk --walk-forward train=10,test=10,anchored | awk -F , '
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
	{ printf "%s %s %s %.3g\n", $1, $2, $at["n"],
	    $at["train_objective"] }' >"$tmp/got"
same "anchored"

echo "1..$n"
