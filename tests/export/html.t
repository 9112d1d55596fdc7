#!/bin/sh
# SPDX-License-Identifier: ISC
# The page of bt-export -f html in a browser: Chromium opens the file without
# a network, is driven by its WebDriver (W3C), and says what it shows.
for program in chromium chromedriver curl; do
	command -v $program >/dev/null || {
		echo "1..0 # SKIP $program is not installed"
		exit 0
	}
done
tmp=$(mktemp -d)
driver=
finish() {
	[ -z "$session" ] || wire -X DELETE "$url" >/dev/null
	[ -z "$driver" ] || kill "$driver"
	rm -rf "$tmp"
}
trap finish EXIT
data=$PWD/testdata/sp500-2000.csv
n=0
session=

# is WHAT GOT WANTED
is() {
	n=$((n + 1))
	if [ "$2" = "$3" ]; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		printf '%s\n' "got:    $2" "wanted: $3" | cut -c 1-1000 |
		    sed 's/^/# /'
	fi
}

# One request; its answer is {"value":...} on a line.
wire() {
	curl -s --noproxy '*' --max-time 60 \
	    -H 'Content-Type: application/json' "$@"
}

# js EXPRESSION: its value as text; no double quotes or backslashes in it
js() {
	wire -d "{\"script\":\"return String($1)\",\"args\":[]}" \
	    "$url/execute/sync" | sed -e 's/^{"value":"\{0,1\}//' \
	    -e 's/"\{0,1\}}$//' -e 's/\\u003C/</g'
}

# What the browser has logged of a kind since it was asked last.
logged() {
	wire -d "{\"type\":\"$1\"}" "$url/se/log"
}

visit() {
	wire -d "{\"url\":\"$1\"}" "$url/url" >/dev/null
}

# mouse ID ACTIONS: actions of the mouse, from the middle of element ID
mouse() {
	element=$(wire -d "{\"using\":\"css selector\",\"value\":\"$1\"}" \
	    "$url/element" | sed 's/.*:"\(.*\)"}}$/\1/')
	from="{\"element-6066-11e4-a52e-4f735466cecf\":\"$element\"}"
	actions=$(printf '%s' "$2" | sed "s/FROM/\"origin\":$from/g")
	wire -d "{\"actions\":[{\"type\":\"pointer\",\"id\":\"m\",\
\"parameters\":{\"pointerType\":\"mouse\"},\"actions\":[$actions]}]}" \
	    "$url/actions" >/dev/null
}

move() {
	printf '{"type":"pointerMove","duration":0,"x":%s,"y":0,FROM}' "$1"
}
press='{"type":"pointerDown","button":0}'
release='{"type":"pointerUp","button":0}'

wheel() {
	element=$(wire -d "{\"using\":\"css selector\",\"value\":\"$1\"}" \
	    "$url/element" | sed 's/.*:"\(.*\)"}}$/\1/')
	wire -d "{\"actions\":[{\"type\":\"wheel\",\"id\":\"w\",\"actions\":[\
{\"type\":\"scroll\",\"x\":0,\"y\":0,\"deltaX\":0,\"deltaY\":$2,\
\"duration\":0,\"origin\":{\"element-6066-11e4-a52e-4f735466cecf\":\
\"$element\"}}]}]}" "$url/actions" >/dev/null
}

keys() {
	element=$(wire -d "{\"using\":\"css selector\",\"value\":\"$1\"}" \
	    "$url/element" | sed 's/.*:"\(.*\)"}}$/\1/')
	wire -d "{\"text\":\"$2\"}" "$url/element/$element/value" >/dev/null
}

# Pages of a run with a hostile name, of three runs, and of a long curve.
evil="<img src=x onerror=window.hit=1></script><script>window.hit=2</script>"
bt-signals -s sma_cross -p fast=10,slow=30 "$data" |
    bt-run --commission percent:0.1% --stop-loss 5% >"$tmp/sma"
bt-signals -s rsi_reversion "$data" | bt-run >"$tmp/rsi"
bt-signals -s donchian_turtle "$data" | bt-run >"$tmp/turtle"
sed "s|\"symbol\":\"sp500-2000\"|\"symbol\":\"$evil\"|" "$tmp/sma" \
    >"$tmp/evil"
bt-export -f html --title "$evil \`id\` =cmd '; DROP" --benchmark "$data" \
    -o "$tmp/one.html" "$tmp/evil"
bt-run testdata/run-10-days.csv | bt-export -f html -o "$tmp/price.html" \
    --prices testdata/run-10-days.csv
bt-export -f html -o "$tmp/many.html" "$tmp/sma" "$tmp/rsi" "$tmp/turtle"
awk 'BEGIN {
	print "date,equity"
	for (i = 0; i < 200000; i++)
		printf "%d,%.2f\n", 1577836800 + i * 60,
		    1000 + i / 100 + 50 * sin(i / 900)
}' >"$tmp/long.csv"
bt-export -f html --max-points 1000000 -o "$tmp/long.html" "$tmp/long.csv"
printf 'date,equity\n2024-01-01,5\n2024-01-02,0.5\n2024-01-03,6\n' \
    >"$tmp/short.csv"
printf 'pnl\n5\n-3\n' >"$tmp/trades.csv"
bt-export -f html -o "$tmp/short.html" "$tmp/short.csv"
bt-export -f html -o "$tmp/mixed.html" "$tmp/trades.csv" "$tmp/short.csv"

: >"$tmp/driver"
chromedriver --port=0 >"$tmp/driver" 2>&1 &
driver=$!
port='' tries=0
while [ -z "$port" ] && [ $tries -lt 20 ]; do
	sleep 0.5
	tries=$((tries + 1))
	port=$(sed -n 's/.*successfully on port \([0-9]*\).*/\1/p' \
	    "$tmp/driver")
done
root=
[ "$(id -u)" != 0 ] || root='"--no-sandbox",'
session=$(wire -d "{\"capabilities\":{\"alwaysMatch\":{\
\"goog:chromeOptions\":{\"args\":[$root\"--headless=new\",\
\"--disable-gpu\",\"--window-size=1250,900\",\
\"--user-data-dir=$tmp/profile\"]},\
\"goog:loggingPrefs\":{\"browser\":\"ALL\",\"performance\":\"ALL\"}}}}" \
    "http://127.0.0.1:$port/session" |
    sed -n 's/.*"sessionId":"\([^"]*\)".*/\1/p')
url=http://127.0.0.1:$port/session/$session
[ -n "$session" ] || {
	echo "Bail out! no session with Chromium"
	exit 1
}

canvas='#chart-equity canvas'
view="(c => c.dataset.from + ' ' + c.dataset.to)\
(document.querySelector('$canvas'))"
row="document.querySelector('#table-trades tbody tr')"
count="document.querySelector('#table-trades .count').textContent"

# What the browser's own first page has asked for is not ours.
visit about:blank
logged performance >/dev/null
visit "file://$tmp/one.html"
is "the console is silent" "$(logged browser)" '{"value":[]}'
is "the title is text" "$(js "document.title.slice(0, 40)")" \
    "$(printf %.40s "$evil")"
is "no script and no image comes from the data" \
    "$(js "[window.hit, document.images.length, \
document.scripts.length].join()")" ",0,2"
is "a symbol is text in its cell" \
    "$(js "$row.cells[1].textContent.slice(0, 40)")" \
    "$(printf %.40s "$evil")"
is "all of the curve is in view" "$(js "$view")" "2000-01-03 2020-04-17"

mouse "$canvas" "$(move -100),$press,$(move 100),$release"
narrow=$(js "$view")
is "a drag zooms: the axis begins later and ends earlier" \
    "$(echo "$narrow" | awk '{ print ($1 > "2000-01-03") + 0,
    ($2 < "2020-04-17") + 0 }')" "1 1"
is "the charts below show the same years" \
    "$(js "document.querySelector('#chart-rolling canvas').dataset.from")" \
    "${narrow% *}"
mouse "$canvas" "$(move 0),$press,$release,$press,$release"
is "a double click shows everything" "$(js "$view")" \
    "2000-01-03 2020-04-17"
wheel "$canvas" -500
is "the wheel zooms" "$(js "$view === '2000-01-03 2020-04-17'")" false
mouse "$canvas" \
    "$(move 0 | sed 's/"y":0/"y":210/'),$press,$(move 200),$release"
moved=$(js "$view")
is "dragging the axis moves" "$(js "$view === '2000-01-03 2020-04-17'") $(
    js "'$moved' < '2006'")" "false true"
keys "$canvas" 0
is "the key 0 shows everything" "$(js "$view")" "2000-01-03 2020-04-17"
mouse "$canvas" "$(move 0)"
is "the cross-hair has a date and three values" \
    "$(js "document.querySelector('#chart-equity .readout').children.length")" 4
ink="document.querySelector('$canvas').toDataURL()"
js "window.before = $ink, 1" >/dev/null
js "[].find.call(document.querySelectorAll('button'), b => \
b.textContent === 'Log').click()" >/dev/null
is "a logarithmic scale looks different" "$(js "$ink === window.before")" \
    false

most=$(tail -n +2 "$tmp/sma" | grep '"type":"trade"' |
    sed 's/.*"pnl":\([-0-9.]*\).*/\1/' | sort -g | tail -n 1)
pnl="[].findIndex.call(document.querySelectorAll('#table-trades th'), t => \
t.textContent === 'P&L')"
js "document.querySelectorAll('#table-trades th button')[$pnl].click()" \
    >/dev/null
is "a click on P&L has the best trade on top" \
    "$(js "$row.cells[$pnl].textContent.replace(/,/g, '')")" \
    "$(printf %.2f "$most")"
is "the heading says that it sorts" \
    "$(js "document.querySelectorAll('#table-trades th')[$pnl]\
.getAttribute('aria-sort')")" descending
stops=$(grep -c '"exit_reason":"stop_loss"' "$tmp/sma")
all=$(grep -c '"type":"trade"' "$tmp/sma")
keys '#table-trades input' stop_loss
is "the filter leaves the trades that were stopped" "$(js "$count" |
    sed 's/.* of //')" "$stops ($all in all)"
js "(i => { i.value = ''; i.dispatchEvent(new Event('input')); })\
(document.querySelector('#table-trades input'))" >/dev/null
js "[].find.call(document.querySelectorAll('#table-trades button'), b => \
b.getAttribute('aria-label') === 'next page').click()" >/dev/null
is "the next page begins with row 26" "$(js "$count.slice(0, 2)")" 26
paper="getComputedStyle(document.body).backgroundColor"
light=$(js "$paper")
js "document.querySelector('.theme').click()" >/dev/null
is "the switch changes the colours" "$([ "$(js "$paper")" != "$light" ] &&
    echo yes)" yes
js "document.querySelector('[aria-describedby=m-sharpe]').focus()" >/dev/null
is "a definition shows on focus" \
    "$(js "getComputedStyle(document.getElementById('m-sharpe')).display")" \
    block
wire -d '{"cmd":"Emulation.setDeviceMetricsOverride","params":{"width":390,
    "height":800,"deviceScaleFactor":2,"mobile":true}}' \
    "$url/goog/cdp/execute" >/dev/null
is "a phone needs no scrolling sideways" \
    "$(js "document.documentElement.scrollWidth")" 390
wire -d '{"cmd":"Emulation.clearDeviceMetricsOverride","params":{}}' \
    "$url/goog/cdp/execute" >/dev/null

# The address of each request that was sent; data: is in the page itself.
is "the page asks for itself and for nothing else" \
    "$(logged performance | sed -e 's/[\\]//g' -e 's/"method":"Net/\n&/g' |
    grep '^"method":"Network.requestWillBeSent"' |
    sed 's/.*"url":"\([^"]*\)"},"requestId".*/\1/' | grep -v ^data:)" \
    "file://$tmp/one.html"

# The price of two symbols, and what was traded.
visit "file://$tmp/price.html"
is "the symbol with more trades comes first" "$(js "[].map.call(\
document.querySelectorAll('#chart-price option'), o => o.text).join()")" AAA,BBB
is "all of its bars are in view" \
    "$(js "(c => c.dataset.from + ' ' + c.dataset.to)\
(document.querySelector('#chart-price canvas'))")" "2024-01-01 2024-01-12"
price="document.querySelector('#chart-price canvas').toDataURL()"
js "window.before = $price, 1" >/dev/null
js "(s => { s.value = '1'; s.dispatchEvent(new Event('change')); })\
(document.querySelector('#chart-price select'))" >/dev/null
is "another symbol looks different" "$(js "$price === window.before")" false

visit "file://$tmp/many.html"
is "three runs have three growth curves" \
    "$(js "document.querySelector('#chart-equity .readout').children.length")" 7
js "(s => { s.value = '1'; s.dispatchEvent(new Event('change')); })\
(document.querySelector('#table-trades select'))" >/dev/null
is "the trades are those of the run that is chosen" "$(js "$count" |
    sed 's/.* of //')" "$(grep -c '"type":"trade"' "$tmp/rsi")"
visit "file://$tmp/long.html"
is "200,000 minutes are in view" "$(js "$view")" \
    "2020-01-01 00:00 2020-05-18 21:19"
visit "file://$tmp/short.html"
is "a short curve has a chart, and nothing that rolls" \
    "$(js "$view") $(js "document.querySelectorAll('#rolling').length")" \
    "2024-01-01 2024-01-03 0"
visit "file://$tmp/mixed.html"
is "trades alone beside a curve leave the curve in its chart" "$(js "$view")" \
    "2024-01-01 2024-01-03"

# The index of a directory of runs.
mkdir "$tmp/runs"
cp "$tmp/sma" "$tmp/runs/b sma"
cp "$tmp/rsi" "$tmp/runs/c"
cp "$tmp/turtle" "$tmp/runs/a"
cp "$tmp/one.html" "$tmp/runs/a.html"
bt-export --index "$tmp/runs" -o "$tmp/runs/index.html"
files="[].map.call(document.querySelectorAll('tbody tr'), r => \
r.hidden ? '' : r.cells[0].textContent).join()"
visit "file://$tmp/runs/index.html"
is "the runs are listed by name" "$(js "$files")" "a,b sma,c"
is "a run with a report leads there" \
    "$(js "document.links[0].getAttribute('href')")" ./a.html
js "[].find.call(document.querySelectorAll('th button'), b => \
b.textContent === 'Trades').click()" >/dev/null
is "a click on Trades has the run with most of them on top" \
    "$(js "$files")" "$(cd "$tmp/runs" && grep -c '"type":"trade"' a 'b sma' \
    c | sort -t : -k 2 -rn | sed 's/:.*//' | paste -s -d ,)"
keys '#query' sma
is "the filter leaves the run that was asked for" "$(js "$files")" \
    "$(js "$files" | grep 'b sma')"
is "it hides two" "$(js "[].filter.call(\
document.querySelectorAll('tbody tr'), r => r.hidden).length")" 2
is "the console stayed silent" "$(logged browser)" '{"value":[]}'
echo "1..$n"
