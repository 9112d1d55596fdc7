#!/bin/sh
# SPDX-License-Identifier: ISC
# The pipelines of README give the same bytes wherever they run: under cron's
# bare environment, another locale, time zone and umask, without HOME, with
# plain and packed input, through files and through pipes.
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
data=$PWD/testdata/sp500-2000.csv
n=0

# The pipelines, each with its output; they run in $tmp/DIR.
cat >"$tmp/all.sh" <<'END'
set -e
bt-validate prices.csv >validate.out
bt-signals -s sma_cross -p fast=10,slow=30 prices.csv >signals.csv
bt-signals -s sma_cross -p fast=10,slow=30 prices.csv |
    bt-run --commission percent:0.1% --stop-loss 5% |
    tee run.ndjson | bt-metrics >metrics.txt
bt-metrics -f ndjson run.ndjson >metrics.ndjson
bt-signals \
    --buy 'crosses_above(ema(close,12), ema(close,26)) and rsi(14) < 70' \
    --sell 'rsi(14) > 80' prices.csv | bt-run -f csv --emit trades >trades.csv
printf 'symbol,date\nprices,2010-03-01\nprices,2015-06-01\n' >hits.csv
bt-run --prices prices.csv --holding-period 20 --stop-loss 5% hits.csv \
    >hits.ndjson
END

# The same pipelines with prices.csv packed by $1: the name stays in the text.
result() {
	n=$((n + 1))
	if [ "$2" = 0 ] && diff -r "$tmp/plain" "$tmp/$1" >"$tmp/diff" 2>&1
	then
		echo "ok $n - $3"
	else
		echo "not ok $n - $3"
		head -n 10 "$tmp/diff" | cut -c 1-300 | sed 's/^/# /'
	fi
	rm -rf "${tmp:?}/$1"
}

# same WHAT COMMAND...: run the pipelines by the command in a new directory
same() {
	what=$1
	shift
	mkdir "$tmp/other"
	cp "$data" "$tmp/other/prices.csv"
	(cd "$tmp/other" && "$@" "$tmp/all.sh" </dev/null >"$tmp/err" 2>&1)
	rc=$?
	[ $rc = 0 ] || sed 's/^/# /' "$tmp/err"
	result other $rc "$what"
}

skip() {
	n=$((n + 1))
	echo "ok $n # SKIP $1"
}

: >"$tmp/diff"
mkdir "$tmp/plain"
cp "$data" "$tmp/plain/prices.csv"
n=$((n + 1))
if (cd "$tmp/plain" && sh "$tmp/all.sh" </dev/null >"$tmp/err" 2>&1) &&
    [ ! -s "$tmp/err" ]; then
	echo "ok $n - the pipelines run and say nothing"
else
	echo "not ok $n - the pipelines run and say nothing"
	sed 's/^/# /' "$tmp/err"
fi

same 'once more' sh
if command -v dash >/dev/null; then same 'dash' dash; else skip 'no dash'; fi
same 'bash with pipefail' bash -o pipefail
same 'cron: nothing but PATH' env -i PATH="$PATH" /bin/sh
same 'time zone' env TZ=America/New_York sh
same 'no HOME' env -u HOME sh
# $0 is for the inner shell.
# shellcheck disable=SC2016
same 'umask' sh -c 'umask 077; exec sh "$0"'
if localedef -i de_DE -f UTF-8 "$tmp/de_DE.UTF-8" >/dev/null 2>&1; then
	same 'locale with a decimal comma' env LOCPATH="$tmp" \
	    LC_ALL=de_DE.UTF-8 sh
elif locale -a | grep -qi '^de_DE.utf-\{0,1\}8$'; then
	same 'locale with a decimal comma' env LC_ALL=de_DE.UTF-8 sh
else
	skip 'no locale with a decimal comma'
fi

# Packed input keeps its name, so only the bytes of the file differ.
for pack in gzip zstd; do
	if ! command -v $pack >/dev/null; then
		skip "no $pack"
		continue
	fi
	mkdir "$tmp/packed"
	$pack -q -c "$data" >"$tmp/packed/prices.csv"
	(cd "$tmp/packed" && sh "$tmp/all.sh" </dev/null >"$tmp/err" 2>&1)
	rc=$?
	[ $rc = 0 ] || sed 's/^/# /' "$tmp/err"
	cp "$data" "$tmp/packed/prices.csv"
	result packed $rc "input packed by $pack"
done
echo "1..$n"
