#!/bin/sh
# SPDX-License-Identifier: ISC
# Every tool at the ends of its streams: a full disk, a closed standard input
# or output, a reader that leaves, an input that is a directory or not there.
export LC_ALL=C
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
data=$PWD/testdata/sp500-2000.csv
n=0

# fails STATUS COMMAND: with that status, and one message of the tool
fails() {
	n=$((n + 1))
	sh -c "$2" </dev/null >"$tmp/out" 2>"$tmp/err"
	rc=$?
	if [ $rc = "$1" ] && grep -q "^${2%% *}: ." "$tmp/err" &&
	    [ "$(wc -l <"$tmp/err")" = 1 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		echo "# status $rc, not $1"
		head -n 5 "$tmp/err" | sed 's/^/# /'
	fi
}

# The reader takes a line and leaves: the writer dies of SIGPIPE, in silence,
# even if whoever started it ignored that signal.
leaves() {
	for trap in '' "trap '' PIPE; "; do
		n=$((n + 1))
		# The reader is gone before the first write.
		sh -c "$trap{ sleep 0.2; $1; echo \$? >status; } 2>err | :" \
		    </dev/null
		if [ "$(cat status)" = 141 ] && [ ! -s err ]; then
			echo "ok $n - $trap$1 | :"
		else
			echo "not ok $n - $trap$1 | :"
			echo "# status $(cat status)"
			sed 's/^/# /' err
		fi
	done
}

cd "$tmp" || exit 1
bt-signals -s sma_cross "$data" >signals.csv &&
    bt-run signals.csv >run.ndjson || exit 1

fails 4 "bt-validate --clean $data >/dev/full"
fails 4 "bt-signals -s sma_cross $data >/dev/full"
fails 4 "bt-run signals.csv >/dev/full"
fails 4 "bt-run -o /dev/full signals.csv"
fails 4 "bt-metrics run.ndjson >/dev/full"
fails 4 "bt-montecarlo run.ndjson >/dev/full"
fails 4 "bt-montecarlo --emit fan run.ndjson >/dev/full"
fails 4 "bt-export -f html run.ndjson >/dev/full"
fails 4 "bt-optimize -s sma_cross -P fast=5,9 $data >/dev/full"
fails 4 "bt-optimize -s sma_cross -P fast=5,9 --best /dev/full -o t.csv $data"
fails 4 "bt-optimize -s sma_cross -P fast=5,9 --report /dev/full -o t.csv $data"
fails 4 "bt-simulate -n 9 >/dev/full"
fails 4 "bt-simulate --faults gaps --faults-list /dev/full"
fails 4 "bt-validate --clean $data >&-"
fails 4 "bt-signals -s sma_cross $data >&-"
fails 4 "bt-run signals.csv >&-"
fails 4 "bt-metrics run.ndjson >&-"
fails 4 "bt-montecarlo run.ndjson >&-"
fails 4 "bt-export -f html run.ndjson >&-"
fails 4 "bt-optimize -s sma_cross -P fast=5,9 $data >&-"
fails 4 "bt-simulate -n 9 >&-"
fails 4 "bt-validate <&-"
fails 4 "bt-signals -s sma_cross <&-"
fails 4 "bt-run <&-"
fails 4 "bt-metrics <&-"
fails 4 "bt-montecarlo <&-"
fails 4 "bt-export <&-"
fails 4 "bt-optimize -s sma_cross <&-"
for tool in bt-validate "bt-signals -s sma_cross" bt-run bt-metrics \
    bt-montecarlo bt-export "bt-optimize -s sma_cross -P fast=5,9"; do
	fails 4 "$tool $tmp/none.csv"
	fails 4 "$tool $tmp"
	fails 4 "$tool -"' <&-'
done
leaves "bt-validate --clean $data"
leaves "bt-signals -s sma_cross $data"
leaves "bt-run signals.csv"
leaves "bt-metrics run.ndjson"
leaves "bt-montecarlo --emit paths run.ndjson"
leaves "bt-export -f json run.ndjson"
leaves "bt-optimize -s sma_cross -P fast=2:9 -P slow=10:19 -m all $data"
leaves "bt-simulate -n 100000"
echo "1..$n"
