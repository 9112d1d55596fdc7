#!/bin/sh
# SPDX-License-Identifier: ISC
# A signal in the middle of a sweep: complete rows, an end that says so, and
# death by that signal.
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
		tail -n 1 out | cut -c 1-200 | sed 's/^/# last line: /'
	fi
}

# 16 million trials: nobody waits for them.  The signal comes when the first
# rows are there.
for signal in INT TERM; do
	: >out
	env --default-signal=INT bt-optimize -s sma_cross -P fast=1:200 \
	    -P slow=2:400 -P stop-loss=0.1%:20%:0.1% -f ndjson -m sharpe \
	    "$data" >out 2>err &
	i=0
	while [ "$(wc -l 2>/dev/null <out)" -lt 2 ] && [ $i -lt 200 ]; do
		sleep 0.1
		i=$((i + 1))
	done
	kill -$signal $!
	wait $!
	status=$?
	case $signal in INT) want=130;; *) want=143;; esac
	ok "$signal: the status is that of the signal" test $status = $want
	end='{"type":"end","status":"cancelled","rows":'
	echo "$end$(grep -c '"type":"trial"' out)}" >want
	tail -n 1 out >last
	ok "$signal: the last record tells the end, and how many there are" \
	    cmp want last
	ok "$signal: every record is complete" \
	    sh -c '! grep -v "^{.*}$" out'
	ok "$signal: no message" test ! -s err
done
echo "1..$n"
