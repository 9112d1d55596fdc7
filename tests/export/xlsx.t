#!/bin/sh
# SPDX-License-Identifier: ISC
# The workbook, by its XML: cells are the stream's values, texts are texts,
# the parts that a reader looks for are there, and a failure leaves nothing.
# What is run by sh -c expands there, and no pipeline reads what it writes.
# shellcheck disable=SC2016,SC2094
export LC_ALL=C
top=$PWD
data=$top/testdata
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
n=0
cd "$tmp" || exit 1

ok() {
	n=$((n + 1))
	name=$1
	shift
	if "$@" >why 2>&1; then
		echo "ok $n - $name"
	else
		echo "not ok $n - $name"
		head -n 12 why | sed 's/^/# /'
	fi
}

# cells file number: of a sheet
cells() {
	unzip -p "$1" "xl/worksheets/sheet$2.xml" |
	    awk -f "$top/tests/export/cells.awk"
}

# same number table [awk's -v]: sheet number against the table as csv
same() {
	cells run.xlsx "$1" >cells
	bt-export -f csv --table "$2" run.ndjson | sed "${3:-}" >table
	awk -F, -v never="${4-}" -f "$top/tests/export/same.awk" table cells
}

has() {
	unzip -p "$1" "$2" | grep -q -e "$3" ||
	    { echo "no $3 in $2"; return 1; }
}

# sheets file name,...: in the order of their tabs
sheets() {
	got=$(unzip -p "$1" xl/workbook.xml | grep -o '<sheet name="[^"]*"' |
	    sed 's/.*name="//; s/"$//' | paste -s -d, -)
	[ "$got" = "$2" ] || { echo "$got"; return 1; }
}

# Fewer points than the curve has, so that charts have data of their own.
few=--max-points=4000
bt-signals -s sma_cross -p fast=5,slow=20 "$data/sp500-2000.csv" |
    bt-run --stop-loss 3% --commission percent:0.1% \
    --size fixed-quantity:75 \
    --emit trades,equity,events >run.ndjson || exit 1
bt-export "$few" -o run.xlsx run.ndjson || exit 1

ok 'sheets of a run' sheets run.xlsx "Summary,Equity,Trades,Monthly returns,\
Drawdowns,Exposure,Events,Configuration,Chart data"
# The table has a column for a benchmark that the sheet has not.
ok 'equity is the stream' same 2 equity 's/,$//; s/,benchmark$//'
ok 'trades are the stream' same 3 trades '' open
ok 'drawdowns are the table' same 5 drawdowns '' 'not yet'
ok 'events are the stream' same 7 events

months() {
	cells run.xlsx 4 >cells
	bt-export -f csv --table monthly run.ndjson >monthly
	bt-export -f csv --table yearly run.ndjson >yearly
	awk -F, '
	FILENAME == "monthly" { if (FNR > 1) ret[$1, $2 + 0] = $3; next }
	FILENAME == "yearly" && FNR > 1 { ret[$1, 13] = $2; years++ }
	FILENAME == "yearly" { next }
	{ split($0, c, "\t"); cell[c[1]] = c[3] }
	END {
		for (i = 2; i < years + 2; i++)
			for (k = 1; k <= 13; k++) {
				ref = substr("ABCDEFGHIJKLMN", k + 1, 1) i
				key = cell["A" i] SUBSEP k
				d = cell[ref] - ret[key]
				if ((ref in cell) != (key in ret) ||
				    d > 1e-15 || d < -1e-15) {
					print ref, cell[ref], ret[key]
					bad = 1
				}
				many += ref in cell
			}
		exit bad || many < 200
	}' monthly yearly cells
}
ok 'months and years are the tables' months

# Metrics in their order, behind the facts: B is the value.
metrics() {
	bt-export -f csv --table metrics run.ndjson |
	    awk -F, 'NR > 1 { print $4 }' >want
	cells run.xlsx 1 | awk -F '\t' '
		$1 ~ /^A/ && $3 == "Returns" { on = 1 }
		$1 ~ /^A/ && $3 == "Not done as asked" { on = 0 }
		on && $1 ~ /^B/ && $2 != "-" { print $3 == "n/a" ? "" : $3 }' \
		>got
	paste -d, want got | awk -F, '
		{ d = $1 - $2; if (d < 0) d = -d; a = $1 < 0 ? -$1 : +$1 }
		($1 == "") != ($2 == "") || d > 1e-15 * a { print; bad = 1 }
		END { exit bad || NR < 40 }'
}
ok 'metrics are those of the table' metrics

config() {
	bt-export -f csv --table config run.ndjson | sed 1d | tr -d '"' >want
	cells run.xlsx 8 | awk -F '\t' '
		$2 != "s" { next }
		$3 == "Input" { exit }
		$1 ~ /^A/ { name = $3 }
		$1 ~ /^B/ && $1 != "B1" { print name "," $3 }' >got
	cmp want got && [ "$(wc -l <got)" -gt 15 ]
}
ok 'every option, as text' config
ok 'inputs and their hashes' sh -c 'unzip -p run.xlsx \
    xl/worksheets/sheet8.xml | grep -q "$(bt-export -f csv --table inputs \
    run.ndjson | sed -n 2p | cut -d, -f2)"'

rows=$(($(grep -c '"type":"trade"' run.ndjson) + 1))
ok 'trades have a filter' has run.xlsx xl/worksheets/sheet3.xml \
    "<autoFilter ref=\"A1:S$rows\"/>"
ok 'and a head that stays' has run.xlsx xl/worksheets/sheet3.xml \
    '<pane xSplit="2" ySplit="1" topLeftCell="C2".*state="frozen"'
ok 'and colours by rule' has run.xlsx xl/worksheets/sheet3.xml \
    "<conditionalFormatting sqref=\"I2:I$rows\">"
ok 'months are a heat map' has run.xlsx xl/worksheets/sheet4.xml \
    '<colorScale><cfvo type="min".*<cfvo type="num" val="0"/><cfvo type="max"'
ok 'the curve is a line' has run.xlsx xl/charts/chart1.xml '<c:lineChart>'
ok 'the drawdown an area' has run.xlsx xl/charts/chart2.xml '<c:areaChart>'
ok 'of chart data, as the curve is long' has run.xlsx xl/charts/chart1.xml \
    "<c:f>'Chart data'!\\\$B\\\$2:"

short() {
	bt-export -o short.xlsx "$data/run-4-trades.ndjson" &&
	    has short.xlsx xl/charts/chart1.xml '<c:f>Equity!$B$2:' &&
	    ! has short.xlsx xl/workbook.xml 'Chart data'
}
ok 'a short one is drawn as it is' short

# No value is a text or nothing; never a number that is none.
empty() {
	sed 's/,fund/,return/' "$data/returns-6-months.csv" >returns.csv
	for f in "$data/run-4-trades.ndjson" "$data/curve-6-days.csv" \
	    "$data/hostile.ndjson" returns.csv; do
		bt-export -o none.xlsx "$f" || return
		sheets=$(unzip -Z1 none.xlsx | grep -c worksheets/sheet)
		for i in $(seq "$sheets"); do
			cells none.xlsx "$i"
		done
	done >all
	awk -F '\t' '
		$2 == "n" && $3 !~ /^-?[0-9.]+(E[-+]?[0-9]+)?$/ || $2 == "f" {
			print; bad = 1
		}
		$3 == "n/a" { some++ }
		END { exit bad || some < 5 }' all
}
ok 'no cell is NaN, Inf or a formula' empty

bt-export -o hostile.xlsx "$data/hostile.ndjson"
cells hostile.xlsx 3 >hostile
while IFS= read -r text; do
	ok "intact: $(printf '%.40s' "$text" | tr '#' '+')" \
	    grep -q -F -x "B${at:=2}	s	$text" hostile
	at=$((at + 1))
done <<'END'
=cmd|'/c calc'!A0
<script>alert("x")</script>
'; DROP TABLE backtests; --
`id` $(id) ${HOME}
_a_ ^b^ {c} [d](e) #f *g* ~h~ | i
日本語 株式 é 🙂
END
l=$(printf '%0200d' 0 | tr 0 L)
ok 'intact: 200 letters' grep -q "^B8	s	$l\$" hostile
ok 'intact: spaces around' has hostile.xlsx xl/worksheets/sheet3.xml \
    '<t xml:space="preserve"> padded </t>'
ok 'intact: tab, newline, return' grep -q -F -x \
    'B10	s	tab\tnew\nline_x000D_return' hostile
ok 'intact: what looks like an entity' grep -q -F -x \
    'B14	s	&amp; &lt; &#x41;' hostile
ok 'intact: an option that is a formula' sh -c "unzip -p hostile.xlsx \
    xl/worksheets/sheet8.xml | grep -q '<t>=HYPERLINK('"

# Control characters are escaped, and so is what looks like an escape.
long=$(printf '%040000d' 0)
sed "s/<script>alert[^<]*<.script>/a\\\\u0001b_x0041_c/
    s/\"1111*\"/\"$long\"/" "$data/hostile.ndjson" >odd.ndjson
bt-export -o odd.xlsx odd.ndjson
cells odd.xlsx 3 >odd
ok 'control characters are escaped' grep -q -F -x \
    'B3	s	a_x0001_b_x005F_x0041_c' odd
ok 'a text of 40,000 letters is cut at 32,767' sh -c "unzip -p odd.xlsx \
    xl/worksheets/sheet8.xml | grep -o '<t>00*</t>' | awk '
    length(\$0) == 32767 + 7 { good = 1 } END { exit !good }'"
printf 'a\377b' >title
ok 'bytes that are no letters' sh -c 'bt-export --title "$(cat title)" \
    -o t.xlsx run.ndjson && unzip -p t.xlsx docProps/core.xml |
    grep -q "<dc:title>a�b</dc:title>"'

# The same bytes: another time, place and language, and through a pipe.
again() {
	mkdir -p other
	sleep 2
	TZ=America/New_York LC_ALL=de_DE.UTF-8 TMPDIR=$tmp/other \
	    bt-export "$few" -o again.xlsx run.ndjson &&
	    cmp run.xlsx again.xlsx &&
	    bt-export "$few" -f xlsx <run.ndjson | cmp - run.xlsx &&
	    [ -z "$(ls -A other)" ]
}
ok 'the same bytes, nothing left behind' again
ok 'nobody is named' has run.xlsx docProps/core.xml \
    '<dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy>'

several() {
	bt-export "$few" -o two.xlsx run.ndjson "$data/run-4-trades.ndjson" &&
	    sheets two.xlsx "Summary,Equity-1,Chart data-1,Trades-1,Equity-2,\
Trades-2" && has two.xlsx xl/charts/chart1.xml "'Equity-2'!\\\$B" &&
	    has two.xlsx xl/charts/chart1.xml '<c:f>Summary!$C$3' &&
	    cells two.xlsx 1 | grep -F -x 'C3	s	run-4-trades.ndjson'
}
ok 'several runs side by side' several

# Files that may not grow: every failure is told once and leaves nothing.
torn() {
	mkdir -p torn
	for blocks in 8 64 256 512 1024 1536 2048 2560 3072 4096 6144; do
		(trap '' XFSZ; ulimit -f $blocks
		TMPDIR=$tmp/torn exec bt-export "$few" -o torn.xlsx \
		    run.ndjson) 2>err
		rc=$?
		[ -z "$(ls -A torn)" ] || { echo "$blocks: rest"; return 1; }
		[ "$rc" = 0 ] && break
		if [ "$rc" != 4 ] || [ -e torn.xlsx ] ||
		    [ "$(grep -c '^bt-export: cannot' err)" != 1 ] ||
		    [ "$(wc -l <err)" != 1 ]; then
			echo "$blocks: $rc"
			cat err
			return 1
		fi
		failed=$blocks
	done
	[ "$rc" = 0 ] && [ "${failed:-0}" -ge 512 ] && cmp torn.xlsx run.xlsx
}
ok 'a full disk is told, and nothing left' torn
ok 'a scratch directory that is not there' sh -c \
    'TMPDIR=/nowhere bt-export -o no.xlsx run.ndjson 2>err; [ $? = 4 ] &&
    [ ! -e no.xlsx ] && grep -q "^bt-export: cannot" err'
echo "1..$n"
