#!/bin/sh
# SPDX-License-Identifier: ISC
# A plan of 100 million combinations takes no memory for them.
# dash and bash have ulimit -v.
# shellcheck disable=SC3045
export LC_ALL=C
data=$PWD/testdata/sp500-2000.csv
if ! (ulimit -v 200000 && bt-optimize --version) >/dev/null 2>&1; then
	echo '1..0 # SKIP this build does not start in 200 MB'
	exit 0
fi
# fast < slow: 50 + 51 + ... + 99 = 3725 of slow 51 to 100, and 100 of each of
# 101 to 150: 8725 of 10,000, times 100 stops times 100 targets.
plan=$(ulimit -v 200000 && bt-optimize -s sma_cross -P fast=1:100 \
    -P slow=51:150 -P stop-loss=0.5%:50%:0.5% -P take-profit=1%:100%:1% \
    --where 'fast < slow' --dry-run "$data")
echo 1..1
case $plan in
*'combinations  100000000'*'trials        87250000'*)
	echo 'ok 1 - counted';;
*)	echo 'not ok 1 - counted'
	printf '%s\n' "$plan" | sed 's/^/# /';;
esac
