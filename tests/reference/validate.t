#!/bin/sh
# SPDX-License-Identifier: ISC
# bt-validate on real data: the faults that the reference's README counts, and
# those that a look at the rows shows, are found; clean data give nothing.
set -u
export LC_ALL=C
data=${BT_REFERENCE:-../shared/reference}/data
bin=${BT_BIN:-build/bin}
if [ ! -d "$data" ]; then
	echo '1..0 # SKIP reference data not found'
	exit 0
fi
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
n=0

tell() { # rc name
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}

# finds file [option ...]: "line code symbol" of each finding as on stdin
finds() {
	file=$1
	shift
	"$bin/bt-validate" -f csv "$@" "$data/$file" 2>/dev/null |
	    awk -F, 'NR > 1 { print $2, $5, $6 }' >"$tmp/got"
	cat >"$tmp/want"
	cmp -s "$tmp/want" "$tmp/got"
	tell $? "$file $*"
	diff "$tmp/want" "$tmp/got" >&2
}

# Lines 22984, 36076 ... are those that awk shows for high < max(open, close),
# low > min(open, close) or an empty cell: 1, 5 and 3, as the README counts.
# LNT moves by -49 and +101 %; FLR, MRO and NWL exchanged their prices for two
# days of September 2017; BAX, EBAY and YUM paid out a part of the company.
finds sp500_5y_a.csv.gz <<'end'
22984 ohlc-order AOS
33382 outlier BAX
36076 ohlc-order BBY
46315 outlier CAG
52012 ohlc-order CHK
73356 split-jump DISCK
83881 outlier EBAY
91424 missing-cell ES
106115 spike FLR
167562 ohlc-order LNT
167562 spike LNT
188039 spike MRO
201589 spike NWL
243650 ohlc-order SPG
245846 outlier STZ
276625 missing-cell VRTX
286132 missing-cell WRK
286354 ohlc-order WRK
296545 outlier YUM
end

# Apple's splits of 2:1 (2000, 2005), 7:1 (2014) and 4:1 (2020), EEM's of 3:1
# and IBM's of 2:1; on 2000-09-29 Apple did lose half its value.
finds daily_us_a.csv <<'end'
624 split-jump AAPL
694 outlier AAPL
1800 split-jump AAPL
4135 split-jump AAPL
5704 split-jump AAPL
6393 split-jump EEM
7179 split-jump EEM
12486 split-jump IBM
end
finds daily_us_a_adjusted.csv <<'end'
694 outlier AAPL
end

# Whole files of tickers that were another security before.
finds daily_us_a_reused_tickers.csv <<'end'
2 flat-bars EEM
724 ticker-reuse EEM
1267 split-jump EEM
2053 split-jump EEM
6283 spike GOOG
7669 split-jump GOOG
end

# Bad rows put there on purpose: 50 lack the date and 51 the prices, 3 have a
# negative price and 51 a 0.
"$bin/bt-validate" --limit 0 -f csv --date-format %m/%d/%Y \
    "$data/raw/stock.indicators/bad.csv" 2>/dev/null |
    awk -F, '$4 == "error" { n[$5]++ } END { for (c in n) print c, n[c] }' |
    sort >"$tmp/got"
printf '%s\n' 'missing-cell 101' 'negative-volume 1' 'non-positive-price 54' \
    'ohlc-order 9' >"$tmp/want"
cmp -s "$tmp/want" "$tmp/got"
tell $? 'raw/stock.indicators/bad.csv'
diff "$tmp/want" "$tmp/got" >&2

# Nothing to find: daily, hourly and minute bars, stocks, currencies, coins.
for file in daily_fx_a.csv daily_goog_2004_2013.csv daily_nvda_1999_2014.csv \
    index_spx_2000_2020.csv hourly_fx_eurusd_5000.csv hourly_fx_eurusd.csv.gz \
    intraday_1m_btcperp_202201.csv.gz intraday_1m_gbpusd_201202.csv.gz; do
	finds $file </dev/null
done

# The New York calendar by rule: 1998 to 2021 without a day too few or many.
# EEM did not trade on the day after the blackout of 2003-08-14.
calendar='--calendar nyse --only gap,closed-day'
# shellcheck disable=SC2086
for file in daily_goog_2004_2013.csv daily_nvda_1999_2014.csv \
    index_spx_2000_2020.csv; do
	finds $file $calendar </dev/null
done
# shellcheck disable=SC2086
finds daily_us_a.csv $calendar <<'end'
5937 gap EEM
end

# What is mended runs through the pipeline: 244 symbols, one account.
"$bin/bt-validate" --clean -q "$data/sp500_5y_a.csv.gz" >"$tmp/clean.csv"
# 299,380 rows; 3 have no price, LNT, SPG and WRK contradict too much.
[ "$(wc -l <"$tmp/clean.csv")" -eq $((299380 - 6 + 1)) ]
tell $? 'sp500_5y_a.csv.gz --clean leaves out six rows'
got=$("$bin/bt-signals" -s sma_cross -p fast=10,slow=30 "$tmp/clean.csv" |
    "$bin/bt-run" | sed -n '/"type":"summary"/s/.*"symbols":\([0-9]*\).*/\1/p
	/"type":"end"/s/.*"status":"\([a-z]*\)".*/\1/p' | tr '\n' ' ')
[ "$got" = '244 completed ' ]
tell $? "the mended bars through bt-signals and bt-run: $got"
echo "1..$n"
