#!/bin/sh
# SPDX-License-Identifier: ISC
# A signal while bt-simulate writes: whole rows, no half-written file, and
# death by that signal.
export LC_ALL=C
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 1
n=0

ok() {
	n=$((n + 1))
	what=$1
	shift
	if "$@"; then
		echo "ok $n - $what"
	else
		echo "not ok $n - $what (status $status)"
		tail -n 1 out | cut -c 1-200 | sed 's/^/# last line: /'
	fi
}

# The reader takes a little and sleeps: the writer fills the pipe and waits,
# and then it gets the signal.
mkfifo pipe
for signal in INT TERM; do
	env --default-signal=INT bt-simulate -t 1m -n 1000000 >pipe 2>err &
	{
		dd bs=1000 count=1 2>/dev/null
		sleep 0.5
		kill -$signal $!
		sleep 0.1
		cat
	} <pipe >out
	wait $!
	status=$?
	case $signal in INT) want=130;; *) want=143;; esac
	ok "$signal: the status is that of the signal" test $status = $want
	ok "$signal: every row is whole" awk -F, 'NF != 7 { exit 1 }' out
	ok "$signal: it did stop early" test "$(wc -l <out)" -lt 1000000
	ok "$signal: no message" test ! -s err
done

# Into a file: it is as it was, and nothing lies beside it.
echo old >file
echo old >list
env --default-signal=INT bt-simulate -t 1m -n 10000000 --faults spikes \
    --faults-list list -o file &
sleep 0.5
kill -TERM $!
wait $!
status=$?
ok 'a file: the status is that of the signal' test $status = 143
ok 'a file: the old one is untouched' test "$(cat file)" = old
ok 'its list: the old one is untouched' test "$(cat list)" = old
ok 'a file: nothing is left beside it' test -z "$(find . -name '.*.tmp')"
echo "1..$n"
