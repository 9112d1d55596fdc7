#!/bin/sh
# SPDX-License-Identifier: ISC
# Options are split into words on purpose.
# shellcheck disable=SC2086
# Whole runs of three other programs over the same bars and signals:
# backtesting.py 0.6.6+, backtrader 1.9.78.123, vectorbt 0.26.2 (the README in
# the reference folder).  Side, bars and times of every trade must be the same;
# prices within 1e-12, size, profit and the equity of every bar within 1e-9.
set -u
export LC_ALL=C
ref=${BT_REFERENCE:-../shared/reference}
run=${B:-build}/bin/bt-run
if [ ! -d "$ref/oracles/engine" ]; then
	echo '1..0 # SKIP reference data not found'
	exit 0
fi
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
n=0

# annotate bars signals up down: put a verb on +1 and on -1
annotate() {
	awk -F, -v OFS=, -v up="$3" -v down="$4" '
	NR == FNR { s[FNR] = $2; next }
	FNR == 1 { print $0, "signal"; next }
	{ print $0, s[FNR] == 1 ? up : (s[FNR] == -1 ? down : "") }
	' "$2" "$1"
}

# Shared by the comparisons: times as we write them, numbers within a bound.
functions='
function when(t) { if (daily) return substr(t, 1, 10); sub(/ /, "T", t)
	return t "Z" }
function near(a, b, tol) { d = a - b; if (d < 0) d = -d
	m = b < 0 ? -b : b; return d <= tol * (m > 1 ? m : 1) }
function differ(what, a, b) { if (bad++ < 5)
	print "# row " FNR ": " what " is " a ", theirs " b }
'

# trades theirs ours: closed ones, row by row
trades() {
	awk -F, -v daily=$daily "$functions"'
	NR == FNR { if (FNR > 1 && $12 == "closed") { k++
		side[k] = $2; size[k] = $3; in_t[k] = when($5); in_p[k] = $6
		out_t[k] = when($8); out_p[k] = $9; pnl[k] = $10; fee[k] = $11
		bars[k] = $7 - $4 } next }
	FNR > 1 && $7 != "" { i++
		if ($3 != side[i]) differ("side", $3, side[i])
		if (!near($4, size[i], 1e-9)) differ("quantity", $4, size[i])
		if ($5 != in_t[i]) differ("entry_time", $5, in_t[i])
		if ($7 != out_t[i]) differ("exit_time", $7, out_t[i])
		if ($13 != bars[i]) differ("bars", $13, bars[i])
		if (!near($6, in_p[i], 1e-12)) differ("entry", $6, in_p[i])
		if (!near($8, out_p[i], 1e-12)) differ("exit", $8, out_p[i])
		if (!near($9, pnl[i], 1e-9)) differ("pnl", $9, pnl[i])
		if (!near($11, fee[i], 1e-9)) differ("commission", $11, fee[i])
	}
	END { if (i != k || k == 0) { print "# " i " trades, theirs " k; bad++ }
		print "# " i " trades"; exit bad > 0 }' "$1" "$2"
}

# equity theirs ours: every bar
equity() {
	awk -F, -v daily=$daily "$functions"'
	NR == FNR { t[FNR] = when($1); e[FNR] = $2; rows = FNR; next }
	FNR > 1 { if ($1 != t[FNR]) differ("time", $1, t[FNR])
		if (!near($2, e[FNR], 1e-9)) differ("equity", $2, e[FNR]) }
	END { if (FNR != rows) { print "# " FNR " rows, theirs " rows; bad++ }
		exit bad > 0 }' "$1" "$2"
}

tell() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
	fi
}

# scenario peers up down option...
scenario() {
	name=$1 peers=$2 up=$3 down=$4
	shift 4
	annotate "$bars" "$ref/oracles/engine/$data.signals.csv" "$up" \
	    "$down" >"$tmp/in.csv"
	for table in trades equity; do
		"$run" --cash 10000 --at-end mark "$@" -f csv --emit "$table" \
		    -o "$tmp/$table.csv" "$tmp/in.csv"
	done
	for peer in $peers; do
		theirs=$ref/oracles/engine/$data.$name.$peer
		trades "$theirs.trades.csv" "$tmp/trades.csv"
		tell $? "$data $name: trades of $peer"
		equity "$theirs.equity.csv" "$tmp/equity.csv"
		tell $? "$data $name: equity of $peer"
	done
}

bp=backtesting.py bt=backtrader vb=vectorbt

# Protective orders of these runs live from the bar after the entry on.
scenarios() {
	next='--protect-from next'
	scenario s01_long_fixed "$bp $bt $vb" buy sell $size $fee
	scenario s02_flip_fixed "$bp $bt $vb" buy short $size $fee
	scenario s03_short_fixed "$bp $bt $vb" cover short $size $fee
	scenario s05_long_sltp_fill "$bp $bt" buy sell $size $fee $sltp $next
	scenario s05s_short_sltp_fill "$bp $bt" cover short $size $fee $sltp \
	    $next
	scenario s06_long_trail "$bp $bt" buy sell $size $fee $trail $next \
	    --trail-on close
	# A share of the equity, the fee inside, at the price of the fill.
	scenario s07_long_pct50 "$vb" buy sell --size percent-equity:50% $fee
	scenario s08_long_allin "$vb" buy sell --size percent-equity:100% \
	    $fee
	scenario s08f_flip_allin "$vb" buy short --size percent-equity:100% \
	    $fee
	scenario s09_long_hold10 "$bp $bt $vb" buy '' $size $fee \
	    --holding-period 10 --time-exit open
	# backtesting.py charges its spread on entries only.
	scenario s10_long_slip10bps "$bt $vb" buy sell $size $fee $slip
	scenario s11_long_fixedfee "$bp $bt $vb" buy sell $size $fixed
	scenario s12_long_lev2 "$bp $bt" buy sell $double $fee --leverage 2
	# The others write the fill down on the bar after it.
	scenario s15_long_close_fill "$vb" buy sell $size $fee --fill close
}

data=GOOG daily=1 bars=$ref/data/daily_goog_2004_2013.csv
size='--size fixed-quantity:10' double='--size fixed-quantity:60'
fee='--commission percent:0.2%' fixed='--commission percent:0.1%,fixed=5'
sltp='--stop-loss 5% --take-profit 10%' trail='--trailing-stop 5%'
slip='--slippage percent:0.1%'
scenarios

data=EURUSD daily=0 bars=$ref/data/hourly_fx_eurusd_5000.csv
size='--size fixed-quantity:5000' double='--size fixed-quantity:15000'
fee='--commission percent:0.02%' fixed='--commission percent:0.02%,fixed=5'
sltp='--stop-loss 0.2% --take-profit 0.4%' trail='--trailing-stop 0.2%'
slip='--slippage percent:0.01%'
scenarios

echo "1..$n"
