#!/bin/sh
# SPDX-License-Identifier: ISC
# A sweep in parts and merged gives the bytes of one that was whole, whatever
# the number of parts, their order and the method; what is missing, doubled,
# cut off or of another sweep is told with its file and trials.
# What is in single quotes is for the shell that runs the check.
# shellcheck disable=SC2016,SC2034
export LC_ALL=C
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
data=$PWD/testdata
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

# says STATUS MESSAGE COMMAND...: stderr is the message, with its name before
says() {
	want=$1
	message=$2
	shift 2
	"$@" >told 2>said
	got=$?
	cat said
	[ $got = "$want" ] && [ "$(cat said)" = "bt-optimize: $message" ] &&
	    [ ! -s told ]
}

head -n 500 "$data/sp500-2000.csv" >bars.csv
sweep() {
	bt-optimize -s sma_cross -P fast=5:50:5 -P slow=20:250:10 \
	    --where 'fast < slow' -m sharpe,trades "$@" bars.csv
}

# Parts of 224 trials: none the same size as another but by one.
sweep >whole.csv
sweep -f ndjson >whole.ndjson
for parts in 1 2 3 7 224 230; do
	rm -f part-*
	check "$parts parts" 'i=1; while [ $i -le $parts ]; do
		sweep --shard $i/$parts -f ndjson -o part-$i || exit 1
		i=$((i + 1))
	done
	bt-optimize --merge part-* | cmp - whole.csv &&
	bt-optimize --merge -f ndjson part-* | cmp - whole.ndjson'
	check "$parts parts, each trial in one" 'cat part-* |
	    grep -c "\"type\":\"trial\"" | grep -qx 224 &&
	    cat part-* | sed -n "s/.*\"trials\":\([0-9]*\)}/\1/p" | awk "
		{ n += \$1 } NR == 1 || \$1 > most { most = \$1 }
		NR == 1 || \$1 < least { least = \$1 }
		END { exit n != 224 || most - least > 1 }"'
done
for i in 1 2 3; do
	sweep --shard $i/3 -f ndjson -o s$i
	sweep --shard $i/3 --journal j$i >c$i
done
check 'a journal of a shard is the shard' 'cmp s1 j1 && cmp s2 j2 &&
    cmp s3 j3'
check 'CSV of the parts, one after the other' '
    { cat c1; sed 1d c2; sed 1d c3; } | cmp - whole.csv'
# A part without a valid trial is none the worse: others may have one.
for i in 1 2; do
	sweep --constraint 'trades > 9999' --shard $i/2 -f ndjson -o bare$i
	echo $? >status$i
done
check 'no trial is valid: the parts do not mind, their merge does' '
    cat status1 status2 | grep -cx 0 | grep -qx 2 &&
    { sweep --constraint "trades > 9999" >bare 2>said; [ $? = 1 ]; } &&
    { bt-optimize --merge bare1 bare2 >merged 2>said; [ $? = 1 ]; } &&
    cmp bare merged &&
    [ "$(cat said)" = "bt-optimize: warning: no trial is valid" ]'
check 'packed, and in any order' 'gzip -k s1 &&
    bt-optimize --merge s3 s1.gz j2 | cmp - whole.csv'
check '--top of a merge' 'sweep --top 7 >top &&
    bt-optimize --merge --top 7 s1 s2 s3 | cmp - top'
check 'a table of a merge' 'sweep -f table >table &&
    bt-optimize --merge -f table s1 s2 s3 | cmp - table'
check 'a merge is whole, and may be merged' '
    bt-optimize --merge whole.ndjson | cmp - whole.csv'
check 'a shard that was cut off, resumed' 'head -n 40 s2 >cut &&
    sweep --shard 2/3 --journal cut --resume >/dev/null && cmp cut s2'
for method in random:20 lhs:100 sobol:100; do
	draw() {
		bt-optimize --method "${method%:*}" -s sma_cross \
		    -P fast=5:8 -P slow=60:64 --max-trials "${method#*:}" \
		    --seed 7 -m sharpe "$@" bars.csv
	}
	check "$method in parts" 'draw >draw.csv; for i in 1 2 3 4; do
		draw --shard $i/4 -f ndjson >d$i || exit 1; done
	    bt-optimize --merge d4 d1 d2 d3 | cmp - draw.csv'
done
check 'several strategies in parts' 'several() { bt-optimize -s sma_cross \
    -s rsi_reversion -P fast=5:50:5 -P stop-loss=1%,2% "$@" bars.csv; }
    several >several && for i in 1 2 3 4 5; do
	several --shard $i/5 -f ndjson -o v$i || exit 1; done
    bt-optimize --merge v? | cmp - several'

check 'a shard is missing at the front' 'says 3 \
    "shard 1 of 3 is missing (trials 1 to 75)" bt-optimize --merge s2 s3'
check 'in the middle' 'says 3 \
    "shard 2 of 3 is missing (trials 76 to 150)" bt-optimize --merge s3 s1'
check 'at the end' 'says 3 \
    "shard 3 of 3 is missing (trials from 151 on)" bt-optimize --merge s2 s1'
check 'twice' 'says 3 "shard 2 of 3 (trials 76 to 150) is there twice: \
'\''s2'\'' and '\''j2'\''" bt-optimize --merge s1 s2 s3 j2'
sed '$d' s2 >"cut"
check 'cut off' 'says 3 "'\''cut'\'' is cut off after 75 of 75 trials; \
--journal and --resume go on with it" bt-optimize --merge s1 cut s3'
head -n 50 s2 | head -c -10 >"cut"
check 'cut off in a line' 'bt-optimize --merge s1 cut s3 2>&1 |
    grep -q "^bt-optimize: cut:50:[0-9]*: not a JSON object: .*cut off"'
sed '30d' s2 >hole
check 'a hole' 'says 3 "'\''hole'\'' has trial 105 where 104 comes; want \
all trials of a shard, in order (no --top)" bt-optimize --merge s1 hole s3'
sed '2d; $s/75/74/' s2 >late
check 'it begins late' 'says 3 "'\''late'\'' begins with trial 77 where 76 \
comes" bt-optimize --merge s1 late s3'
sed '76d; $s/75/74/' s2 >early
check 'it ends early' 'says 3 "'\''s3'\'' begins with trial 151 where 150 \
comes" bt-optimize --merge s1 early s3'
sed 's/completed/timeout/' s2 >stopped
check 'stopped' 'says 3 "'\''stopped'\'' was stopped (timeout) after 75 of \
75 trials; --journal and --resume go on with it" \
    bt-optimize --merge s1 stopped s3'
sed '1s/"bt":"[^"]*"/"bt":"0.0.1"/' s2 >old
check 'another version' 'says 2 "'\''old'\'' is of another sweep: its \
version is 0.0.1, that of '\''s1'\'' is $(sed "s/.*\"bt\":\"//; s/\".*//; q" \
s1)" bt-optimize --merge s1 old s3'
sed '1s/"xxh3":"[^"]*"/"xxh3":"0123"/' s2 >data
check 'other data' 'bt-optimize --merge s1 data s3 2>&1 | grep -q "^bt-\
optimize: .data. is of another sweep: its hash of bars.csv is 0123, that"'
sweep --shard 2/3 -f ndjson --stop-loss 5% >option
check 'another option' 'says 2 "'\''option'\'' is of another sweep: its \
--stop-loss is 0.05, that of '\''s1'\'' is not given" \
    bt-optimize --merge s1 option s3'
sweep --shard 2/4 -f ndjson >four
check 'of another number of shards' 'says 2 "'\''four'\'' is one of 4 \
shards, '\''s1'\'' is one of 3 (0: whole)" bt-optimize --merge s1 four s3'
check 'the whole and a part' 'says 2 "'\''s1'\'' is one of 3 shards, \
'\''whole.ndjson'\'' is one of 0 (0: whole)" \
    bt-optimize --merge whole.ndjson s1'
check 'the whole twice' 'says 2 "'\''whole.ndjson'\'' is a whole sweep, no \
shard; there is nothing to merge it with" \
    bt-optimize --merge whole.ndjson whole.ndjson'
check 'no stream of trials' 'bt-optimize --merge bars.csv 2>&1 |
    grep -q "^bt-optimize: bars.csv:1:[0-9]*: not a JSON object: "'
bt-signals --buy 'close > 0' bars.csv | bt-run >run
check 'another stream' 'says 3 "run:1: not a stream of trials: want \
{\"type\":\"sweep\" first" bt-optimize --merge run'
check 'a file that is not there' 'says 4 \
    "cannot open '\''none'\'': No such file or directory" \
    bt-optimize --merge none'
check 'standard input' 'says 2 "--merge reads its files twice; want files, \
not standard input" bt-optimize --merge - <s1'
check 'no file' 'says 2 "--merge: want the files of the shards" \
    bt-optimize --merge'
: >empty
check 'an empty file' 'says 3 "empty: no trials: the stream is empty" \
    bt-optimize --merge empty'
check 'a full disk' 'bt-optimize --merge s1 s2 s3 >/dev/full 2>said
    [ $? = 4 ] && grep -q "No space left" said'

for shard in 0/3 4/3 1 a/b 1/0 1/2/3 '' 1/1000001 -1/2 1.5/2; do
	check "--shard '$shard'" 'says 2 "--shard: want I/N with \
1 <= I <= N <= 1000000 as in 2/8, got '\''$shard'\''" \
	    sweep --shard "$shard"'
done
for method in de cma tpe halving; do
	check "$method goes by results" 'says 2 "--shard: the method $method \
goes by the results of the trials before; want grid, random, lhs or sobol" \
	    sweep --shard 1/2 --method $method --max-trials 10'
done
check 'patience goes by other parts' 'says 2 "--shard: --patience goes by \
the trials of other parts; want one of them" sweep --shard 1/2 --patience 9'
check 'a merge is no sweep' 'says 2 "--merge reads trials that were made; \
it goes with neither --journal nor --shard" \
    bt-optimize --merge --shard 1/2 s1'
for option in --verify '--best b' '--report r'; do
	check "a merge has no $option" 'says 2 "--merge writes rows alone; it \
cannot be had with --report, --best or --verify" \
	    bt-optimize --merge $option s1 s2 s3'
done
echo "1..$n"
