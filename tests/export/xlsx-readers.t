#!/bin/sh
# SPDX-License-Identifier: ISC
# The workbook in two programs that read such files, LibreOffice and openpyxl:
# what they find in its sheets is what the tables of the same run say.
command -v soffice >/dev/null ||
    { echo '1..0 # SKIP LibreOffice is not installed'; exit 0; }
/usr/bin/python3 -c 'import openpyxl' 2>/dev/null ||
    { echo '1..0 # SKIP openpyxl is not installed'; exit 0; }
export LC_ALL=C.UTF-8
data=$PWD/testdata
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

# Fewer points than the curve has, so that charts have data of their own.
few=--max-points=4000
bt-signals -s sma_cross -p fast=5,slow=20 "$data/sp500-2000.csv" |
    bt-run --stop-loss 3% --commission percent:0.1% \
    --size fixed-quantity:75 --emit trades,equity,events >run.ndjson &&
    bt-export "$few" -o run.xlsx run.ndjson &&
    bt-export -o hostile.xlsx "$data/hostile.ndjson" &&
    bt-export "$few" -o two.xlsx run.ndjson \
    "$data/run-4-trades.ndjson" || exit 1

# Every sheet as csv, values not as shown but in full (15 digits).
all=44,34,76,1,,0,false,false,false,false,false,-1
office() {
	soffice "-env:UserInstallation=file://$tmp/office" --headless \
	    --convert-to "csv:Text - txt - csv (StarCalc):$all" "$@"
}
ok 'LibreOffice opens them' office run.xlsx hostile.xlsx two.xlsx

# agrees sheet table: each row and column of the table, in both programs
agrees() {
	bt-export -f csv --table "$2" run.ndjson >table.csv
	/usr/bin/python3 - "$1" table.csv <<-'END'
	import csv, datetime, openpyxl, sys
	book = openpyxl.load_workbook("run.xlsx", read_only=True)
	mine = [list(r) for r in book[sys.argv[1]].iter_rows(values_only=True)]
	calc = list(csv.reader(open("run-%s.csv" % sys.argv[1])))
	want = list(csv.reader(open(sys.argv[2])))
	def same(cell, text, near):
	    if text in ("", "true", "false"):
	        return str(cell or "").lower() in (text, "not yet", "open",
	            {"": "", "true": "true", "false": "false"}[text]) or \
	            (text == "false" and not cell)
	    if isinstance(cell, datetime.datetime):
	        cell = cell.strftime("%Y-%m-%d")
	    if isinstance(cell, str) and cell.endswith("%"):
	        cell = float(cell[:-1]) / 100
	    try:
	        x = float(text)
	    except ValueError:
	        return cell == text
	    return abs(float(cell) - x) <= near * abs(x) + 1e-15
	assert len(want) > 1
	for i, row in enumerate(want):
	    for k, text in enumerate(row):
	        if i == 0 or row is want[0]:
	            continue
	        for name, rows, near in (("openpyxl", mine, 1e-15),
	                ("LibreOffice", calc, 1e-14)):
	            cell = rows[i][k] if k < len(rows[i]) else ""
	            assert same(cell, text, near), (name, i, k, cell, text)
	assert len(mine) == len(want) and len(calc) == len(want)
	END
}
ok 'equity' agrees Equity equity
ok 'trades' agrees Trades trades
ok 'drawdowns' agrees Drawdowns drawdowns
ok 'events' agrees Events events

hostile() {
	/usr/bin/python3 - "$data/hostile.ndjson" <<-'END'
	import csv, json, openpyxl, re, sys
	want = [(t["symbol"], t["tag"]) for t in map(json.loads,
	    open(sys.argv[1])) if t["type"] == "trade"]
	def heard(s):		# openpyxl leaves escapes as they are
	    return re.sub("_x([0-9A-F]{4})_",
	        lambda m: chr(int(m.group(1), 16)), s)
	book = openpyxl.load_workbook("hostile.xlsx")
	cells = list(book["Trades"].iter_rows(min_row=2))
	assert all(c.data_type != "f" for r in cells for c in r)
	assert [(heard(r[1].value), heard(r[17].value)) for r in cells] == want
	rows = list(csv.reader(open("hostile-Trades.csv", newline="")))[1:]
	calm = lambda s: s.replace("\r", "\n").replace("_x000D_", "\n")
	assert [(calm(r[1]), calm(r[17])) for r in rows] == \
	    [(calm(a), calm(b)) for a, b in want], rows
	END
}
ok 'hostile texts' hostile

parts() {
	/usr/bin/python3 - <<-'END'
	import openpyxl
	book = openpyxl.load_workbook("run.xlsx")
	assert len(book["Equity"]._charts) == 2
	assert len(book["Summary"]._charts) == 2
	assert len(book["Exposure"]._charts) == 1
	assert book["Trades"].freeze_panes == "C2"
	assert book["Trades"].auto_filter.ref.startswith("A1:S")
	assert len(book["Monthly returns"].conditional_formatting) == 2
	assert book["Equity"]["A2"].number_format == "yyyy-mm-dd"
	assert book["Equity"]["C2"].number_format == "0.00%"
	two = openpyxl.load_workbook("two.xlsx")
	assert two.sheetnames == ["Summary", "Equity-1", "Chart data-1",
	    "Trades-1", "Equity-2", "Trades-2"], two.sheetnames
	assert len(two["Summary"]._charts) == 1
	assert len(two["Summary"]._charts[0].series) == 2
	END
}
ok 'charts, filter, formats' parts
echo "1..$n"
