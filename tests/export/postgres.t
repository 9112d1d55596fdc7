#!/bin/sh
# SPDX-License-Identifier: ISC
# SQL from bt-export, loaded by a PostgreSQL server that lives for this test
# alone, without a port: what arrives is what the stream says.
export LC_ALL=C
bin=
for dir in /usr/lib/postgresql/*/bin; do
	[ -x "$dir/initdb" ] && bin=$dir
done
if [ -z "$bin" ] || ! command -v psql >/dev/null; then
	echo '1..0 # SKIP no PostgreSQL server'
	exit 0
fi
tmp=$(mktemp -d)
data=$PWD/testdata
n=0
as=
# The server refuses to run as root.
if [ "$(id -u)" = 0 ]; then
	as='setpriv --reuid=nobody --regid=nogroup --clear-groups'
	chown nobody "$tmp"
fi

server() {
	# Word splitting is wanted.
	# shellcheck disable=SC2086
	(cd "$tmp" && HOME=$tmp $as "$bin/pg_ctl" -D "$tmp/db" "$@") \
	    >>"$tmp/log" 2>&1
}

trap 'server -m immediate stop; rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM
# shellcheck disable=SC2086
(cd "$tmp" && HOME=$tmp $as "$bin/initdb" -D "$tmp/db" -U bt -A trust \
    -E UTF8 --locale=C --no-sync) >"$tmp/log" 2>&1
if ! server -w -l "$tmp/server.log" -o "-c listen_addresses='' \
    -c unix_socket_directories=$tmp -c fsync=off -c full_page_writes=off" \
    start; then
	echo '1..1'
	echo 'not ok 1 - the server starts'
	sed 's/^/# /' "$tmp/log"
	exit 1
fi
export PGHOST="$tmp" PGUSER=bt PGDATABASE=postgres PGCLIENTENCODING=UTF8
unset PGPORT PGSERVICE PGOPTIONS

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

load() {
	psql -X -q -v ON_ERROR_STOP=1 -f "$1" 2>&1
}

ask() {
	psql -X -q -A -t -c "$1" 2>&1
}

member() {
	grep "^{\"type\":\"$1\"" "$3" | sed "s/.*\"$2\":\\([^,}]*\\).*/\\1/" |
	    tr -d '"'
}

bt-signals -s sma_cross "$data/sp500-2000.csv" |
    bt-run --stop-loss 5% --commission percent:0.1% >"$tmp/run.ndjson"

for dialect in portable postgresql; do
	ask 'DROP SCHEMA public CASCADE; CREATE SCHEMA public' >/dev/null
	bt-export --sql-dialect $dialect -o "$tmp/run.sql" "$tmp/run.ndjson"
	# What is there already is told as a notice, which is none of ours.
	{ load "$tmp/run.sql"; load "$tmp/run.sql"; } |
	    grep -v 'NOTICE: .*already exists, skipping' >"$tmp/got"
	ask 'SELECT count(*), count(DISTINCT id) FROM backtests' >>"$tmp/got"
	echo '1|1' >"$tmp/want"
	same "$dialect: a run that is loaded twice is there once"

	member trade pnl "$tmp/run.ndjson" |
	    awk '{ printf "%.6f\n", $1 }' >"$tmp/want"
	ask 'SELECT pnl FROM backtest_trades ORDER BY n' |
	    awk '{ printf "%.6f\n", $1 }' >"$tmp/got"
	same "$dialect: profit of all trades is the stream's"

	member trade return "$tmp/run.ndjson" >"$tmp/want"
	ask 'SELECT "return" FROM backtest_trades ORDER BY n' >"$tmp/got"
	same "$dialect: returns are the stream's to the last digit"

	member equity time "$tmp/run.ndjson" >"$tmp/want"
	ask "SELECT to_char(\"time\" AT TIME ZONE 'UTC', 'YYYY-MM-DD')
	    FROM backtest_equity ORDER BY n" >"$tmp/got"
	same "$dialect: times are the stream's"

	printf 'numeric|20|8\ntimestamp with time zone||\n' >"$tmp/want"
	ask "SELECT data_type, numeric_precision, numeric_scale
	    FROM information_schema.columns WHERE table_name =
	    'backtest_trades' AND column_name IN ('pnl', 'entry_time')
	    ORDER BY data_type" >"$tmp/got"
	same "$dialect: money is numeric(20,8), times have a zone"

	ask 'DROP SCHEMA public CASCADE; CREATE SCHEMA public' >/dev/null
	bt-export -f sql --sql-dialect $dialect "$data/hostile.ndjson" \
	    >"$tmp/hostile.sql"
	load "$tmp/hostile.sql" >"$tmp/got"
	ask "SELECT symbol FROM backtest_trades WHERE id = 3;
	    SELECT length(symbol) FROM backtest_trades WHERE id = 7;
	    SELECT symbol FROM backtest_trades WHERE id = 8;
	    SELECT symbol FROM backtest_trades WHERE id = 6;
	    SELECT position(chr(10) in symbol) FROM backtest_trades
	    WHERE id = 9" >>"$tmp/got"
	cat >"$tmp/want" <<-'END'
	'; DROP TABLE backtests; --
	200
	\. \N \' back\slash
	日本語 株式 é 🙂
	8
	END
	same "$dialect: hostile names are themselves"
done
echo "1..$n"
