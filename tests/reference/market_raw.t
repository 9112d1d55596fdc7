#!/bin/sh
# SPDX-License-Identifier: ISC
# Files as they are found in the wild: each is read right, or refused with a
# message that says what to do.  What is expected was taken from the files'
# own first and last lines and from the README's count of data lines.
set -u
export LC_ALL=C
raw=${BT_REFERENCE:-../shared/reference}/data/raw
bin=${BT_BIN:-build/bin}
if [ ! -d "$raw" ]; then
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

# reads file rows symbol first-date first-close last-date last-close [option]
# Not a single repair, and these bars.
reads() {
	file=$1 want="$2 $3 $4 $5 $6 $7"
	shift 7
	got=$("$bin/bt-validate" --clean "$@" "$raw/$file" 2>"$tmp/err" |
	    awk -F, 'NR == 2 { first = $2 " " $6 } NR > 1 { s = $1
		last = $2 " " $6 } END { print NR - 1, s, first, last }')
	rc=1
	[ "$got" = "$want" ] && [ ! -s "$tmp/err" ] && rc=0
	tell $rc "$file"
	[ $rc = 0 ] || { echo "# got $got"; head -n 3 "$tmp/err"; } >&2
}

# refuses file text [option ...]: status 3, and a message with this text
refuses() {
	file=$1 text=$2
	shift 2
	"$bin/bt-signals" --buy 'close > 0' "$@" "$raw/$file" \
	    >"$tmp/out" 2>"$tmp/err"
	status=$?
	rc=1
	[ $status = 3 ] && [ ! -s "$tmp/out" ] &&
	    grep -q -F -e "$text" "$tmp/err" && rc=0
	tell $rc "$file is refused"
	[ $rc = 0 ] || { echo "# status $status"; cat "$tmp/err"; } >&2
}

# repairs file rows repairs [option ...]: so many bars are left
repairs() {
	file=$1 rows=$2 repairs=$3
	shift 3
	"$bin/bt-validate" --clean --limit 0 "$@" "$raw/$file" \
	    >"$tmp/out" 2>"$tmp/err"
	got=$(($(wc -l <"$tmp/out") - 1)) done=$(wc -l <"$tmp/err")
	"$bin/bt-validate" --disable spike,outlier "$tmp/out" >"$tmp/left" \
	    2>&1
	rc=$?
	[ "$got" = "$rows" ] && [ "$((done))" = "$repairs" ] || rc=1
	tell $rc "$file is mended"
	[ $rc = 0 ] || echo "# $got rows, $((done)) repairs" >&2
}

reads backtesting.py/EURUSD.csv 5000 EURUSD 2017-04-19T09:00:00Z 1.07219 \
    2018-02-07T15:00:00Z 1.22904
reads backtesting.py/GOOG.csv 2148 GOOG 2004-08-19 100.34 2013-03-01 806.19
reads backtrader/2005-2006-day-001.txt 512 2005-2006-day-001 \
    2005-01-03 2970.02 2006-12-29 4119.94
reads backtrader/2006-min-005.txt 2142 2006-min-005 \
    2006-01-02T09:05:00Z 3582.99 2006-01-30T17:30:00Z 3677.52
reads backtrader/2006-volume-day-001.txt 255 2006-volume-day-001 \
    2006-01-02 3617 2006-12-29 4157
reads backtrader/daily-KO.csv 356 daily-KO 1997-01-02 51.875 1998-06-01 79.5
reads backtrader/nvda-1999-2014.txt 4012 nvda-1999-2014 \
    1999-01-22 1.640625 2014-12-31 20.049999
reads backtrader/nvda-1999-2014.txt 4012 NVDA \
    1999-01-22 1.518424 2014-12-31 19.425875 --adjusted --symbol NVDA
reads binance/FILUSDT-1m-2023-04.csv.gz 43200 FILUSDT-1m-2023-04 \
    2023-04-01T00:00:00Z 5.692 2023-04-30T23:59:00Z 5.414
reads cnuge/AAPL_data.csv 1259 AAPL 2013-02-08 67.8542 2018-02-07 159.54
reads stock.indicators/compare.csv 502 compare \
    2017-01-03 216.99 2018-12-31 332.8
reads stock.indicators/default.csv 502 default \
    2017-01-03 212.8 2018-12-31 245.28
reads stock.indicators/intraday.csv 1564 intraday \
    2020-12-15T09:30:00Z 367.46 2020-12-18T16:00:00Z 369.15
reads stock.indicators/intraday.csv 1564 intraday \
    2020-12-15T14:30:00Z 367.46 2020-12-18T21:00:00Z 369.15 \
    --tz America/New_York
reads stock.indicators/longish.csv 5285 longish \
    1999-09-07 1350.45 2020-09-04 3426.96
reads zipline/AAPL.csv.gz 754 AAPL 2012-01-03 58.747143 2014-12-31 110.379997
reads zipline/IBM.csv.gz 754 IBM 2012-01-03 186.300003 2014-12-31 160.440002

# Prices of another kind: the message says what bars need.
need='(bars need date, open, high, low and close); it has: '
refuses backtrader/bidask.csv "has no column 'open' ${need}TIMESTAMP, BID"
refuses je-suis-tm/gbpusd.csv "has no column 'open' ${need}date, price"
refuses lean/alternative/interest-rate/usa/interest-rate.csv \
    "has no column 'open' ${need}DATE, PCREDIT8"
refuses plotly/2014_apple_stock.csv "has no column 'date' ${need}AAPL_x"
refuses pyportfolioopt/stock_prices.csv "has no column 'open' ${need}date, GOOG"
refuses sp500/constituents_2018-04.csv \
    "has no column 'date' ${need}Symbol, Name, Sector"
refuses vega/stocks.csv "has no column 'open' ${need}symbol, date, price"

# Archives, and files without a header.
for zip in "$raw"/lean/crypto/coinbase/minute/btcusd/*.zip \
    "$raw"/lean/equity/usa/*/*.zip "$raw"/lean/equity/usa/*/*/*.zip \
    "$raw"/lean/forex/oanda/daily/*.zip; do
	refuses "${zip#"$raw/"}" "unpack it into a pipe with 'unzip -p'"
done
for name in aapl eem goog ibm spy; do
	refuses lean/equity/usa/factor_files/$name.csv 'has no header line'
	refuses lean/equity/usa/map_files/$name.csv \
	    "must name the columns, as 'symbol,date,open,high,low,close,volume'"
done

# A prefix in the names: what the message tells to do helps.
refuses plotly/finance-charts-apple.csv "sed '1s/AAPL.//g'"
sed '1s/AAPL.//g' "$raw/plotly/finance-charts-apple.csv" >"$tmp/aapl.csv"
got=$("$bin/bt-validate" --clean "$tmp/aapl.csv" | sed -n '$p')
# Its last line: 2017-02-16,135.669998,135.899994,134.839996,135.350006,22118000
want=aapl,2017-02-16,135.669998,135.899994,134.839996,135.350006,22118000
[ "$got" = "$want" ]
tell $? 'plotly/finance-charts-apple.csv without its prefix'

# Rows that no backtest should meet, and what --clean makes of them.
refuses backtrader/ticksample.csv \
    ':24:1: time 2015-09-23T20:58:22.316Z is not after'
refuses cnuge/ES_data.csv ':605:12: open is empty; bt-validate --clean'
repairs cnuge/ES_data.csv 1248 1
refuses cnuge/LNT_data.csv ':827:25: low 35.085 is above close 17.87'
repairs cnuge/LNT_data.csv 1258 1
# Newest first: the rows are sorted.
refuses plotly/dash-stock-ticker-demo.csv \
    ':3:3: time 2017-12-28 is not after 2017-12-29 of line 2; bt-validate --cl'
repairs plotly/dash-stock-ticker-demo.csv 3634 3629
# A junk row between header and rows, newest first: all but one row moved.
refuses plotly/tesla-stock-price.csv ":2:1: time is not understood: '11:34'"
repairs plotly/tesla-stock-price.csv 756 756 --date-format %Y/%m/%d
# American dates, and faults put there on purpose.
refuses stock.indicators/bad.csv "say what comes first with --date-format"
refuses stock.indicators/bad.csv ':202:1: date is empty' \
    --date-format %m/%d/%Y
refuses stock.indicators/zeros.csv "say what comes first with --date-format"
refuses stock.indicators/zeros.csv ':2:10: open is not above 0: 0' \
    --date-format %m/%d/%y
repairs stock.indicators/zeros.csv 0 200 --date-format %m/%d/%y
echo "1..$n"
