# SPDX-License-Identifier: ISC
# same.awk table.csv cells: is every cell of the table in the sheet, and
# nothing else?  Numbers agree to 16 digits, dates are serial days, what is
# empty in the table is not there (or is the text never).  No quoted cells.
function serial(d,   y, m, e) {		# days since 1899-12-30
	y = substr(d, 1, 4) + 0; m = substr(d, 6, 2) + 0
	if (m <= 2) y--
	e = int(y / 400); y -= e * 400
	m = int((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5)
	return e * 146097 + y * 365 + int(y / 4) - int(y / 100) + m + \
	    substr(d, 9, 2) - 1 - 719468 + 25569
}
function bad(what) { if (++wrong <= 5) print "# " what }
function near(a, b,   d) {
	d = a - b; if (d < 0) d = -d
	a = a < 0 ? -a : +a
	return d <= 1e-15 * a || d < 1e-15
}
function check(ref, want,   t) {
	if (want == "" && !(ref in type))
		return
	t = type[ref]; left--
	if (want == "" && never != "" && text[ref] == never)
		return
	if (want ~ /^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]$/ ? \
	    t != "n" || text[ref] != serial(want) : \
	    want ~ /^-?[0-9.]+(e[-+][0-9]+)?$/ ? \
	    t != "n" || !near(text[ref], want) : \
	    want == "true" || want == "false" ? \
	    t != "b" || text[ref] != (want == "true") : \
	    t != "s" || text[ref] != want)
		bad(ref " is " t " '" text[ref] "', not '" want "'")
}
FILENAME == ARGV[1] { line[++lines] = $0; next }
FNR == 1 { FS = "\t"; $0 = $0 }
{ type[$1] = $2; text[$1] = $3; left++ }
END {
	for (i = 2; i <= lines; i++) {
		n = split(line[i], cell, ",")
		for (k = 1; k <= n; k++)
			check(substr("ABCDEFGHIJKLMNOPQRSTUVWXYZ", k, 1) i, \
			    cell[k])
		seen += n
	}
	left -= split(line[1], cell, ",")
	if (left != 0 && !extra)
		bad(left " cells more than the table has")
	if (seen == 0)
		bad("an empty table")
	exit wrong > 0
}
