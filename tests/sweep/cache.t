#!/bin/sh
# SPDX-License-Identifier: ISC
# A cache changes no byte: empty, full, shared by other sweeps and processes,
# cut off, damaged or out of room.  What is the same run is found, however it
# was asked for; what is another one is not.
# What is in single quotes is for the shell that runs the check; numbers are
# words of a line.
# shellcheck disable=SC2016,SC2034,SC2013
export LC_ALL=C
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
data=$PWD/testdata
seed=${SEED:-$(od -An -N2 -tu2 /dev/urandom | tr -d ' ')}
echo "# SEED=$seed"
cd "$tmp" || exit 1
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

head -n 500 "$data/sp500-2000.csv" >bars.csv
cp bars.csv named.csv
sed '400s/,[0-9]*$/,7/' bars.csv >other.csv
sweep() {
	bt-optimize -s sma_cross -P fast=5:50:5 -P slow=20:250:10 \
	    --where 'fast < slow' "$@" bars.csv
}

# found FOUND NOT COMMAND...: so many trials were in the cache, and not; the
# output is that of the same command without a cache
found() {
	want="bt-optimize: cache: $1 trials found, $2 not"
	shift 2
	"$@" >plain 2>err
	"$@" --cache cache -v >cached 2>said
	grep cache: said
	cmp plain cached && grep -qx "$want" said
}
one() {
	bt-optimize "$@"
}

check 'an empty cache' 'found 0 224 sweep && [ -d cache ]'
check 'a full one' 'found 224 0 sweep'
check 'with other metrics' 'found 224 0 sweep -m volatility,trades'
check 'all metrics' 'found 224 0 sweep -m all -f ndjson'
check 'another objective, a constraint, the best' 'found 224 0 sweep \
    --objective "cagr / -max_drawdown" --constraint "trades >= 3" --top 9'
check 'other threads' 'found 224 0 sweep -j 7'
check 'another method' 'found 50 0 sweep --method random --max-trials 50'
# 30, 40 ... 250 of 25, 30 ... 270.
check 'part of the grid' 'found 23 27 one -s sma_cross -p fast=20 \
    -P slow=25:270:5 bars.csv'
check 'given is as varied' 'found 1 0 one -s sma_cross -p slow=60,fast=10 \
    bars.csv'
check 'a file by another name' 'found 1 0 one -s sma_cross \
    -p fast=10,slow=60 named.csv'
check 'a strategy is its expressions' '
    found 0 1 one --buy "close > sma(n)" --sell "close < sma(n)" -p n=20 \
    bars.csv && found 1 0 one --buy "close > sma(n)" \
    --sell "close < sma(n)" -P n=20 bars.csv &&
    found 0 1 one --buy "close > sma(n)" --sell "close < ema(n)" -P n=20 \
    bars.csv'
check 'an option of the engine, given or varied' '
    found 0 2 one -s sma_cross -P stop-loss=5%,7% bars.csv &&
    found 1 0 one -s sma_cross --stop-loss 0.07 bars.csv &&
    found 0 1 one -s sma_cross --commission percent:0.1% bars.csv &&
    found 1 1 one -s sma_cross -P commission=percent:10bps,per-order:1 \
    bars.csv'
check 'another share of the data' 'found 0 1 one -s sma_cross \
    --to 2001-06-01 bars.csv'
check 'other data' 'found 0 1 one -s sma_cross -p fast=10,slow=60 other.csv'
check 'another way to measure' 'found 0 1 one -s sma_cross \
    -p fast=10,slow=60 --risk-free 2% bars.csv'
check 'results without trades, and failures' '
    found 0 3 one --buy "close > 1e9 * n" -P n=1,2,3 -m sharpe bars.csv &&
    found 3 0 one --buy "close > 1e9 * n" -P n=1,2,3 -m sharpe bars.csv'
check 'several strategies' 'found 0 10 one -s rsi_reversion -s ema_cross \
    -P stop-loss=1%:5%:1% -m sharpe bars.csv && found 10 0 one -s ema_cross \
    -s rsi_reversion -P stop-loss=1%:5%:1% -m sharpe bars.csv'
check 'with a journal' 'sweep --journal j --cache cache >with &&
    sweep | cmp - with && head -n 100 j >k && sweep --journal k --resume \
    --cache cache | cmp - with && cmp j k'
check 'a journal does not feed the cache with half of a result' '
    sweep -m sharpe --journal half --cache half.d >plain && rm half.d/* &&
    head -n 100 half >cut && sweep -m sharpe --journal cut --resume \
    --cache half.d | cmp - plain && sweep -m all >all &&
    sweep -m all --cache half.d | cmp - all'

# Two files: one of the data as they are, others of what was varied above.
sweep -m all >want
rm -rf cache
sweep -m all --cache cache >/dev/null
file=$(echo cache/*)
cp "$file" whole
size=$(wc -c <whole)
for bytes in $(awk -v seed="$seed" -v size="$size" 'BEGIN {
	srand(seed)
	print 0; print 5; print 32; print size - 1
	while (i++ < 8)
		print int(rand() * size)
}'); do
	head -c "$bytes" whole >"$file"
	check "cut off after $bytes bytes" 'sweep -m all --cache cache \
	    2>err | cmp - want && sweep -m all --cache cache -v 2>err |
	    cmp - want && { grep -q "224 trials found" err ||
	    { [ $bytes -lt 32 ] && [ $bytes != 0 ] &&
	    grep -q "it is not a cache" err; }; }'
done
for place in $(awk -v seed="$seed" -v size="$size" 'BEGIN {
	srand(seed + 1)
	while (i++ < 8)
		print 32 + int(rand() * (size - 32))
}'); do
	{
		head -c "$place" whole
		printf X
		tail -c +$((place + 2)) whole
	} >"$file"
	cmp -s "$file" whole && continue
	check "a wrong byte at $place" 'sweep -m all --cache cache 2>err |
	    cmp - want && cat err && grep -qx "bt-optimize: warning: the \
cache .$file. is damaged: 1 of its records are not used" err &&
	    sweep -m all --cache cache -v 2>err | cmp - want'
done
check 'a file of another kind' 'cp bars.csv "$file" &&
    sweep -m all --cache cache 2>err | cmp - want && cat err && grep -qx \
    "bt-optimize: warning: the cache .$file. is not used: it is not a \
cache.s, or damaged" err && cmp "$file" bars.csv'
check 'a directory that cannot be' 'sweep --cache bars.csv/d 2>err
    [ $? = 4 ] && grep -qx "bt-optimize: cannot make the cache \
.bars.csv/d.: Not a directory" err'

# Killed while it is written, and several at once.
rm -rf cache
i=0
while [ $i -lt 6 ]; do
	bt-optimize -s sma_cross -P fast=2:60 -P slow=62:130 --cache cache \
	    bars.csv >/dev/null 2>&1 &
	sleep 0.0$((i * 2 + 1))
	kill -s KILL $! 2>/dev/null
	wait $! 2>/dev/null
	i=$((i + 1))
done 2>/dev/null
big() {
	bt-optimize -s sma_cross -P fast=2:60 -P slow=62:130 -m sharpe "$@" \
	    bars.csv
}
big >want
check 'after being killed' 'big --cache cache 2>err | cmp - want &&
    [ ! -s err ]'
rm -rf cache
for i in 1 2 3 4; do
	big --cache cache >"many$i" 2>"err$i" &
done
wait
check 'four at once' 'cmp many1 want && cmp many2 want && cmp many3 want &&
    cmp many4 want && cat err? && [ -z "$(cat err?)" ] &&
    big --cache cache -v 2>&1 >/dev/null | grep -q "4071 trials found, 0 not"'
i=1
while [ $i -lt 4 ]; do
	rm -rf cache
	BT_FAULT=write:$i sweep --cache cache -o rows.csv 2>err
	status=$?
	check "no room at write $i: status $status" 'case $status in
	    0) sweep | cmp - rows.csv;; 4) grep -q "No space" err;;
	    *) false;; esac && sweep --cache cache >again && sweep |
	    cmp - again'
	i=$((i + 1))
done
check 'modes without a cache' 'sweep --cache w --cv folds=5 2>err; [ $? = 2 ] &&
    grep -q "^bt-optimize: .*--cache and --merge go with a plain sweep" err &&
    [ ! -e w ]'
echo "1..$n"
