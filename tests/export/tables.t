#!/bin/sh
# SPDX-License-Identifier: ISC
# What bt-export writes, read back by other programs: CSV by awk, SQL by
# sqlite3, and compared with the stream that it was made from.
export LC_ALL=C
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
data=$PWD/testdata
n=0

# same what: $tmp/want and $tmp/got are the same
same() {
	n=$((n + 1))
	if [ -s "$tmp/want" ] && diff "$tmp/want" "$tmp/got" >"$tmp/diff" 2>&1
	then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		head -n 8 "$tmp/diff" | cut -c 1-300 | sed 's/^/# /'
	fi
}

# column name file.csv: cells of a column, of rows without quotes
column() {
	awk -F, -v name="$1" 'NR == 1 { for (i = 1; i <= NF; i++)
	    if ($i == name) at = i; next } { print $at }' "$2"
}

# member type key file.ndjson: values as they stand in a stream; text bare
member() {
	grep "^{\"type\":\"$1\"" "$3" | sed "s/.*\"$2\":\\([^,}]*\\).*/\\1/" |
	    tr -d '"' | sed 's/^null$//'
}

load() {
	sqlite3 -bail "$tmp/db" <"$1" 2>&1
}

ask() {
	sqlite3 -bail "$tmp/db" "$1" 2>&1
}

bt-signals -s sma_cross "$data/sp500-2000.csv" |
    bt-run --stop-loss 5% --commission percent:0.1% >"$tmp/run.ndjson"
bt-export -o "$tmp/all/" "$tmp/run.ndjson" || exit 1

for key in equity time; do
	member equity $key "$tmp/run.ndjson" >"$tmp/want"
	column $key "$tmp/all/equity.csv" >"$tmp/got"
	same "csv: $key of all points is the stream's"
done
for key in id symbol quantity entry_time entry_price exit_price pnl return \
    commission mae mfe bars exit_reason ambiguous; do
	member trade $key "$tmp/run.ndjson" >"$tmp/want"
	column $key "$tmp/all/trades.csv" >"$tmp/got"
	same "csv: $key of all trades is the stream's"
done
bt-metrics -f json "$tmp/run.ndjson" | sed -n \
    '/risk_free/,/undefined/s/^ "\([a-z_0-9]*\)":\(.*\),$/\1,\2/p' |
    sed -e 1d -e 's/null$//' >"$tmp/want"
sed 1d "$tmp/all/metrics.csv" | awk -F, '{ print $1 "," $NF }' >"$tmp/got"
same 'csv: metrics are those of bt-metrics'
awk -F, 'NR > 1 { x = x == "" ? 1 + $3 : x * (1 + $3) }
    END { printf "%.9f\n", x }' "$tmp/all/monthly.csv" >"$tmp/want"
awk -F, '$1 == "total_return" { printf "%.9f\n", 1 + $4 }' \
    "$tmp/all/metrics.csv" >"$tmp/got"
same 'csv: the months multiply to the whole'
awk -F, 'NR > 1 && $3 < low { low = $3 } END { print low }' \
    "$tmp/all/equity.csv" >"$tmp/want"
awk -F, 'NR == 2 { print $4 }' "$tmp/all/drawdowns.csv" >"$tmp/got"
same 'csv: the deepest drawdown is the lowest point under water'

bt-export -o "$tmp/run.sql" "$tmp/run.ndjson" || exit 1
load "$tmp/run.sql" >"$tmp/got"
load "$tmp/run.sql" >>"$tmp/got"
echo "1 1" >"$tmp/want"
ask 'SELECT count(*), count(DISTINCT id) FROM backtests' | tr '|' ' ' \
    >>"$tmp/got"
same 'sqlite: a run that is loaded twice is there once, without a message'
member trade pnl "$tmp/run.ndjson" >"$tmp/want"
# SQLite prints 15 digits; printf(3) of 17 does not shorten.
awk '{ printf "%.9g\n", $1 }' "$tmp/want" >"$tmp/want9"
mv "$tmp/want9" "$tmp/want"
ask "SELECT printf('%.9g', pnl) FROM backtest_trades ORDER BY n" \
    >"$tmp/got"
same 'sqlite: profit of all trades is the stream'\''s'
member equity equity "$tmp/run.ndjson" | awk '{ printf "%.9g\n", $1 }' \
    >"$tmp/want"
ask "SELECT printf('%.9g', equity) FROM backtest_equity ORDER BY n" \
    >"$tmp/got"
same 'sqlite: equity of all points is the stream'\''s'
member equity time "$tmp/run.ndjson" >"$tmp/want"
ask 'SELECT date("time") FROM backtest_equity ORDER BY n' >"$tmp/got"
same 'sqlite: times are understood'
bt-export -f csv "$tmp/run.ndjson" | sed 1d |
    awk -F, '$4 == "" { print $1 }' >"$tmp/want"
ask 'SELECT metric FROM backtest_results WHERE value IS NULL' >"$tmp/got"
echo end | tee -a "$tmp/want" >>"$tmp/got"
same 'sqlite: what has no value is NULL'

# Another selection of metrics of the same run adds what is missing.
rm -f "$tmp/db"
bt-export -f sql -m sharpe "$tmp/run.ndjson" | load /dev/stdin >"$tmp/got"
load "$tmp/run.sql" >>"$tmp/got"
ask 'SELECT count(*) FROM backtest_results' >>"$tmp/got"
sed 1d "$tmp/all/metrics.csv" | grep -c . >"$tmp/want"
same 'sqlite: loading a run again adds its other metrics'

rm -f "$tmp/db"
bt-export -f sql "$data/hostile.ndjson" | load /dev/stdin >"$tmp/got"
ask "SELECT 'ok' FROM sqlite_master WHERE name = 'backtests'" >>"$tmp/got"
echo ok >"$tmp/want"
same 'sqlite: nothing that stands in a name is run'
cat >"$tmp/want" <<'END'
'; DROP TABLE backtests; --
200
\. \N \' back\slash
8
END
ask 'SELECT symbol FROM backtest_trades WHERE id = 3;
    SELECT length(symbol) FROM backtest_trades WHERE id = 7;
    SELECT symbol FROM backtest_trades WHERE id = 8;
    SELECT instr(symbol, char(10)) FROM backtest_trades WHERE id = 9' \
    >"$tmp/got"
same 'sqlite: hostile names are themselves'
bt-export -f csv --table trades "$data/hostile.ndjson" >"$tmp/trades.csv"
rm -f "$tmp/db"
sqlite3 "$tmp/db" ".import --csv $tmp/trades.csv t"
bt-export -f sql "$data/hostile.ndjson" | load /dev/stdin
echo 15 >"$tmp/want"
ask 'SELECT count(*) FROM t JOIN backtest_trades b ON t.id = b.id AND
    t.symbol = b.symbol AND t.tag = b.tag AND t.pnl + 0 = b.pnl' >"$tmp/got"
same 'csv: names read back by another reader are those of the database'

bt-export -f csv --table trades --safe-csv "$data/hostile.ndjson" \
    >"$tmp/safe.csv"
sqlite3 "$tmp/db" ".import --csv $tmp/safe.csv s"
echo 0 >"$tmp/want"
ask "SELECT count(*) FROM s WHERE substr(symbol, 1, 1) IN
    ('=', '+', '-', '@', char(9), char(10), char(13)) OR
    substr(tag, 1, 1) IN ('=', '+', '-', '@', char(9), char(10), char(13))" \
    >"$tmp/got"
same 'csv: no text begins like a formula with --safe-csv'
printf '4\n-20\n' >"$tmp/want"
ask "SELECT count(*) FROM s JOIN t ON s.id = t.id AND
    s.symbol = '''' || t.symbol;
    SELECT pnl FROM s WHERE id = 2" >"$tmp/got"
same 'csv: those that would get an apostrophe, numbers stay numbers'

bt-export -f text "$data/hostile.ndjson" | LC_ALL=C.UTF-8 awk '
    { if (length($0) > most) most = length($0) }
    END { print most <= 78 ? "fits" : "is " most " wide" }' >"$tmp/got"
echo fits >"$tmp/want"
same 'text: no line is wider than 78 columns'
bt-export -f md "$data/hostile.ndjson" | awk '
    /^\|/ { gsub(/\\./, ""); n = gsub(/\|/, ""); if (!bars) bars = n
	if (n != bars) print NR ": " n " bars, not " bars; next }
    { bars = 0 }
    /<|>/ { print NR ": a bare tag" }' >"$tmp/got"
bt-export -f md "$data/hostile.ndjson" | grep -c '[<>]' >>"$tmp/got"
echo 0 >"$tmp/want"
same 'markdown: all rows of a table have its columns, no tag is bare'

echo "1..$n"
