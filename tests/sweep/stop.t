#!/bin/sh
# SPDX-License-Identifier: ISC
# A signal in the middle of a walk-forward or a cross-validation: whole rows,
# an end that says so, and death by that signal.
export LC_ALL=C
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
data=$PWD/testdata/sp500-2000.csv
cd "$tmp" || exit 1
n=0

ok() {
	n=$((n + 1))
	what=$1
	shift
	if "$@"; then
		echo "ok $n - $what"
	else
		echo "not ok $n - $what"
		echo "# status $status"
		cut -c 1-200 out err | sed 's/^/# /'
	fi
}

# signal command: more trials than there is time for; it is stopped when the
# first row is there, or after a while.
stop() {
	signal=$1 rows=$2
	shift 2
	# A shell that is not interactive starts & jobs with SIGINT ignored;
	# env sets it back.
	env --default-signal=INT bt-optimize -s sma_cross -P fast=1:200 \
	    -P slow=2:400 -P stop-loss=1%:20%:1% -m trades "$@" "$data" \
	    >out 2>err &
	i=0
	while [ "$(wc -l <out)" -lt "$rows" ] && [ $((i += 1)) -lt 600 ]; do
		sleep 0.05
	done
	sleep 0.2
	kill -"$signal" $!
	{
		wait $!
		status=$?
	} 2>/dev/null
}

stop INT 2 --max-trials 200 --walk-forward train=60,test=1 --oos oos
ok "INT: the status is that of the signal" test $status = 130
ok "INT: no message" test ! -s err
ok "INT: every row is whole" awk -F , 'NR == 1 { nf = NF } NF != nf { exit 1 }
	END { exit NR < 2 || NR > 5000 }' out
rows=$(($(wc -l <out) - 1))
ok "INT: the tests so far are a run" \
    grep -q '^{"type":"end","status":"cancelled"' oos
ok "INT: with a bar a window" \
    test "$(grep -c '"type":"equity"' oos)" = "$rows"

stop TERM 1 --cv folds=5 -f ndjson
ok "TERM: the status is that of the signal" test $status = 143
ok "TERM: a header and an end, and nothing else" test "$(wc -l <out)" = 2
ok "TERM: that says so" \
    grep -q '^{"type":"end","status":"cancelled","rows":0}' out
echo "1..$n"
