#!/bin/sh
# SPDX-License-Identifier: ISC
# A signal in the middle of a run: complete records, an end that says so, and
# death by that signal, so that a shell's loop stops too.
export LC_ALL=C
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 1
n=0

# A price that goes up and down, and a signal now and then.
awk 'BEGIN {
	print "symbol,date,open,high,low,close,volume,signal"
	for (i = 0; i < 40000; i++) {
		p = 100 + i % 50
		s = i % 100 == 10 ? "buy" : i % 100 == 40 ? "sell" : ""
		print "X," 1577836800 + 60 * i "," p "," p + 1 "," p - 1 \
		    "," p ",1," s
	}
}' >signals.csv

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

# The reader takes a little and sleeps: the writer fills the pipe and waits,
# and then it gets the signal.
mkfifo pipe
for signal in INT TERM; do
	# A shell that is not interactive starts & jobs with SIGINT ignored;
	# env sets it back.
	env --default-signal=INT bt-run -q signals.csv >pipe 2>err &
	{
		dd bs=1000 count=1 2>/dev/null
		sleep 0.3
		kill -$signal $!
		sleep 0.1
		cat
	} <pipe >out
	wait $!
	status=$?
	case $signal in INT) want=130;; *) want=143;; esac
	ok "$signal: the status is that of the signal" test $status = $want
	tail -n 1 out >last
	ok "$signal: the last record tells the end" \
	    grep -q '^{"type":"end","status":"cancelled"' last
	ok "$signal: every record is complete" \
	    sh -c '! grep -v "^{.*}$" out'
	ok "$signal: it did stop early" \
	    test "$(grep -c '"type":"equity"' out)" -lt 40000
	ok "$signal: no message" test ! -s err
	ok "$signal: bt-metrics reads what is there" \
	    sh -c 'bt-metrics -f csv out >/dev/null 2>&1'
done

# A simulation tells of the paths that it has.
printf 'return\n0.1\n-0.05\n' >few.csv
for signal in INT TERM; do
	env --default-signal=INT bt-montecarlo -n 10000000 --length 1000 \
	    -f ndjson few.csv >out 2>err &
	sleep 0.5
	kill -$signal $!
	wait $!
	status=$?
	case $signal in INT) want=130;; *) want=143;; esac
	ok "$signal: a simulation ends by it" test $status = $want
	ok "$signal: its summary says so" \
	    grep -q '^{"type":"montecarlo".*"status":"cancelled".*}$' out
	ok "$signal: no message of it" test ! -s err
done
echo "1..$n"
