#!/bin/sh
# SPDX-License-Identifier: ISC
# What gnuplot draws of a run, read back: pictures of the size that was asked
# for, well-formed SVG, a PDF whose pages say what the run said; texts from data
# run nothing; the same bytes every time; nothing left behind.
# What is in single quotes is for the shell that runs the check, or a title that
# must not be run.
# shellcheck disable=SC2016,SC1003,SC2034
export LC_ALL=C
if ! gnuplot --version >/dev/null 2>&1; then
	echo "1..0 # SKIP gnuplot is not installed"
	exit 0
fi
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
PATH=$PWD/${B:-build}/bin:$PATH
data=$PWD/testdata
mkdir "$tmp/scratch"
cd "$tmp" || exit 1
export TMPDIR="$tmp/scratch"
n=0

# check WHAT COMMAND: it ends well
check() {
	n=$((n + 1))
	if (eval "$2") >log 2>&1; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		head -n 20 log | sed 's/^/# /'
	fi
}

# Width and height stand in the first chunk (PNG 1.2, 11.2.2).
png_size() {
	od -An -tu1 -j16 -N8 "$1" | awk '{
		print $1 * 16777216 + $2 * 65536 + $3 * 256 + $4,
		    $5 * 16777216 + $6 * 65536 + $7 * 256 + $8 }'
}

# A year of hours by day, with trades, from the shipped data.
bt-signals -s sma_cross -p fast=10,slow=30 "$data/sp500-2000.csv" |
    bt-run --commission percent:0.1% --stop-loss 5% >run.ndjson
for chart in equity drawdown monthly yearly distribution rolling trades \
    exposure; do
	check "$chart: png" "bt-export --chart $chart \
	    -o $chart.png run.ndjson &&
	    [ \"\$(png_size $chart.png)\" = '1600 900' ]"
	check "$chart: svg" "bt-export --chart $chart --size 640x480 \
	    -o $chart.svg run.ndjson && xmllint --noout $chart.svg &&
	    grep -q 'width=\"640\" height=\"480\"' $chart.svg"
	check "$chart: letters" "bt-export --chart $chart --size 70x20 \
	    run.ndjson >$chart.txt && [ \$(wc -l <$chart.txt) = 20 ] &&
	    [ \$(wc -c <$chart.txt) -gt 900 ] &&
	    ! grep -q '$(printf '\033')' $chart.txt"
done
check 'an overview' 'bt-export --size 1000x1200 -o over.png \
    --benchmark $data/sp500-2000.csv run.ndjson &&
    [ "$(png_size over.png)" = "1000 1200" ]'
check 'svg says the title, the benchmark and the months' 'bt-export -f svg \
    --title "A & B <c>" --benchmark $data/sp500-2000.csv run.ndjson >o.svg &&
    xmllint --noout o.svg && grep -q "A &amp; B &lt;c" o.svg &&
    grep -q "sp500-2000.csv" o.svg && grep -q ">Sep<" o.svg'
check 'sixels' 'bt-export --sixel --chart equity run.ndjson |
    head -c 2 | od -An -tx1 | grep -q "1b 50"'

# The report: what bt-metrics says stands in it.
bt-export --benchmark "$data/sp500-2000.csv" -o run.pdf run.ndjson
pdftotext -layout run.pdf run.txt
for metric in total_return sharpe max_drawdown win_rate profit_factor; do
	line=$(bt-metrics -m $metric -f table run.ndjson | tail -n 1)
	title=$(echo "$line" | sed 's, *\([^ ].*[^ ]\)   *.*,\1,')
	value=$(echo "$line" | sed 's,.*[^ ]   *\(.*\),\1,')
	check "pdf: $title is $value" 'grep -q "$title  *$value" run.txt'
done
pages=$(pdfinfo run.pdf | awk '/^Pages/ { print $2 }')
check 'pdf: every page has its number' '[ "$pages" -ge 5 ] && i=1 &&
    while [ $i -le $pages ]; do
	pdftotext -layout -f $i -l $i run.pdf - |
	    grep -q " $i */ *$pages\$" || exit 1
	i=$((i + 1)); done'
check 'pdf: A4' 'pdfinfo run.pdf | grep -q "^Page size: .*A4"'
check 'pdf: fonts are embedded' 'pdffonts run.pdf | awk "NR > 2 &&
    \$(NF - 4) != \"yes\" { exit 1 }" && pdffonts run.pdf | grep -q DejaVu'
for part in 'Backtest report' 'Key metrics' 'Deepest drawdowns' 'Best trades' \
    'Worst trades' Configuration Inputs 'Definitions of the metrics' Equity \
    'Monthly returns' 'Yearly returns' 'VaR 95 %' 'Rolling Sharpe' Exposure \
    'XXH3-128'; do
	check "pdf: has $part" 'grep -q "$part" run.txt'
done

# Words stay on the paper, whatever they are.
inside() {
	pdftotext -bbox "$1" - | awk -F'"' '/<word/ {
		if ($2 < 40 || $6 > 556 || $4 < 30 || $8 > 812) {
			print; bad = 1 }
	} /<word/ { k++ } END { exit bad || k < 50 }'
}
long=$(awk 'BEGIN { while (i++ < 200) printf "W" }')
cjk=$(awk 'BEGIN { while (i++ < 200) printf "漢" }')
check 'pdf: inside its margins' 'inside run.pdf'
check 'pdf: hostile names inside the margins' 'bt-export -o h.pdf \
    "$data/hostile.ndjson" && inside h.pdf'
check 'letters the font lacks are marked' '[ "$(bt-export --title "aé漢🙂π" \
    --plot-script --chart equity run.ndjson | grep -c "aé��π")" -ge 1 ]'
i=0
for title in '`touch run`' '$(touch run)' "';system 'touch run'#" \
    "' . system(\"touch run\") . '" "''''" 'a\' '_^{x} @y %d %s' '=cmd' \
    "$long" "$cjk" "$(printf 'a\n`touch run`\nsystem "touch run"')" \
    "$(printf 'EOD\n!touch run')" "$(printf '\377\033]0;x\007')" '' ' '; do
	i=$((i + 1))
	for f in svg pdf gp; do
		check "hostile title $i as $f" 'bt-export --title "$title" \
		    -o title.$f $data/run-4-trades.ndjson && [ ! -e run ]'
	done
	check "hostile title $i: svg is well-formed" 'xmllint --noout title.svg'
	check "hostile title $i: inside the margins" 'inside title.pdf'
	check "hostile title $i: the script draws" '
	    gnuplot -d title.gp >t.png &&
	    [ "$(png_size t.png)" = "1600 1350" ] && [ ! -e run ]'
done

# The same bytes, in any place and zone.
for f in png svg pdf gp; do
	check "$f: the same bytes again" 'bt-export -o a.$f run.ndjson &&
	    TZ=Asia/Tokyo LC_ALL=de_DE.UTF-8 bt-export -o b.$f \
	    run.ndjson && cmp a.$f b.$f'
done

# A start-up file of the user is not asked.
mkdir home && echo 'print "hello"; exit status 1' >home/.gnuplot
check 'no start-up file' 'HOME=$tmp/home GNUTERM=dumb bt-export -o u.png \
    run.ndjson && cmp u.png a.png'

# Ended by a signal: the child too, with nothing left.
mkdir slow && cat >slow/gnuplot <<END
#!/bin/sh
echo \$\$ >$tmp/child
exec sleep 60
END
chmod +x slow/gnuplot
interrupted() {
	PATH=$tmp/slow:$PATH bt-export -o gone.png run.ndjson &
	tool=$!
	while [ ! -s child ]; do sleep 0.1; done
	kill -TERM $tool
	wait $tool
	[ $? = 143 ] && ! kill -0 "$(cat child)" 2>/dev/null &&
	    [ ! -e gone.png ] && [ -z "$(ls scratch)" ] &&
	    [ -z "$(find . -maxdepth 1 -name "*tmp*")" ]
}
check 'a signal ends both' interrupted
check 'no scratch is left' '[ -z "$(ls scratch)" ]'
echo "1..$n"
