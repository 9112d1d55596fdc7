#!/bin/sh
# SPDX-License-Identifier: ISC
# A sweep that is ended in any way and resumed gives the bytes of one that was
# not: killed at random moments, cut off at random bytes, ended by signals and
# limits, with a full disk.  A journal of another sweep is told from its own.
# What is in single quotes is for the shell that runs the check.
# shellcheck disable=SC2016,SC2034
export LC_ALL=C
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM
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

# says STATUS MESSAGE COMMAND...: stderr is the message, with its name before
says() {
	want=$1
	message=$2
	shift 2
	"$@" >/dev/null 2>said
	got=$?
	cat said
	[ $got = "$want" ] && [ "$(cat said)" = "bt-optimize: $message" ]
}

head -n 1000 "$data/sp500-2000.csv" >bars.csv
small() {
	bt-optimize -s sma_cross -P fast=5:50:5 -P slow=20:250:10 \
	    --where 'fast < slow' -m sharpe,trades "$@" bars.csv
}
# shellcheck disable=SC2120
big() {
	bt-optimize -s sma_cross -P fast=2:60 -P slow=62:230 "$@" bars.csv
}

small >small.csv
small -f ndjson >small.ndjson
check 'a journal is the stream of the trials' 'small --journal a >a.csv &&
    cmp a.csv small.csv && cmp a small.ndjson'
check 'any number of threads writes the same journal' '
    small -j 7 --journal b >b.csv && cmp b a && cmp b.csv a.csv'
check 'a journal that is there is not written to' '
    says 2 "the journal '\''a'\'' exists already; --resume goes on with it" \
    small --journal a && cmp a small.ndjson'
check 'one that is complete is read' 'small --journal a --resume >a.csv &&
    cmp a.csv small.csv && cmp a small.ndjson'
check 'one that is not there is begun' 'small --journal c --resume >c.csv &&
    cmp c.csv small.csv && cmp c small.ndjson'
check 'the output may be another one' '
    small --journal a --resume -f ndjson | cmp - small.ndjson &&
    small --top 3 >top.csv && small --journal a --resume --top 3 |
    cmp - top.csv'
check '--resume wants --journal' 'says 2 \
    "--resume goes with --journal FILE" small --resume'

# Cut off after any byte: in the header, in a row, in the end record.
cuts=$(awk -v seed="$seed" -v size="$(wc -c <small.ndjson)" 'BEGIN {
	srand(seed)
	print 0; print 1; print size - 1; print size - 20; print size - 52
	while (i++ < 25)
		print int(rand() * size)
	while (j++ < 5)
		print int(rand() * 2000)
}')
for bytes in $cuts; do
	head -c "$bytes" small.ndjson >"cut"
	check "cut off after $bytes bytes" 'small --journal cut --resume |
	    cmp - small.csv && cmp cut small.ndjson'
done
check 'a stream that was stopped is a journal, too' '
    sed "s/completed/cancelled/; 100,225d" small.ndjson >cut &&
    small --journal cut --resume | cmp - small.csv && cmp cut small.ndjson'

# Killed at any moment, twice, then left alone.
now() {
	date +%s%N
}
start=$(now)
# shellcheck disable=SC2119
big >big.csv
end=$(now)
moments=$(awk -v seed="$seed" -v t="$(((end - start) / 1000))" 'BEGIN {
	srand(seed)
	while (i++ < 20)
		printf "%.4f,%.4f\n", rand() * t / 1e6, rand() * t / 1e6
}')
# killed_after SECONDS OPTION...: what the sweep had got done by then
killed_after() {
	moment=$1
	shift
	bt-optimize -s sma_cross -P fast=2:60 -P slow=62:230 \
	    --journal killed "$@" bars.csv >/dev/null &
	sleep "$moment"
	kill -s KILL $! 2>/dev/null
	wait $!
	done=$(grep -c '"trial"' killed)
} 2>/dev/null
for moment in $moments; do
	rm -f killed
	killed_after "${moment%,*}"
	first=$done
	killed_after "${moment#*,}" --resume
	check "killed after ${moment%,*} s, ${moment#*,} s later again \
($first, $done trials)" 'big --journal killed --resume | cmp - big.csv &&
	    [ "$(tail -n 1 killed)" = \
	    "{\"type\":\"end\",\"status\":\"completed\",\"rows\":9971}" ]'
done

# In the middle: when the journal has as many lines.
begun() {
	until [ -e "$1" ] && [ "$(wc -l <"$1")" -ge "$2" ]; do
		kill -0 "$3" 2>/dev/null || return 1
	done
}
for signal in INT TERM; do
	rm -f ended
	# A shell without job control starts what is behind & deaf to INT.
	env --default-signal=INT bt-optimize -s sma_cross -P fast=2:60 \
	    -P slow=62:230 --journal ended -f ndjson bars.csv >ended.out &
	tool=$!
	begun ended 1000 $tool && kill -s $signal $tool
	wait $tool
	status=$?
	check "SIG$signal: whole rows, then the signal" '
	    case $signal,$status in INT,130|TERM,143) ;; *) false;; esac &&
	    ! grep -q "\"end\"" ended && tail -n 1 ended.out |
	    grep -q "\"end\",\"status\":\"cancelled\"" &&
	    [ "$(grep -c "\"trial\"" ended)" = \
	    "$(tail -n 1 ended.out | sed "s/.*rows..//; s/}//")" ]'
	check "SIG$signal: resumed" 'big --journal ended --resume |
	    cmp - big.csv'
done
check 'a limit of time: status 75, and resumed' '
    big --journal limit --time-limit 0.05 >limit.csv; [ $? = 75 ] &&
    [ "$(grep -c . limit.csv)" = "$(grep -c . limit)" ] &&
    big --journal limit --resume | cmp - big.csv'

# Stopped and continued, as by Ctrl-Z and fg, for longer than it may take: the
# time does not count.  What has the journal has it.
rm -f stopped
limit=$((2 + (end - start) / 300000000))
env --default-signal=TSTP bt-optimize -s sma_cross -P fast=2:60 \
    -P slow=62:230 --journal stopped --time-limit $limit bars.csv \
    >stopped.csv &
tool=$!
begun stopped 1000 $tool && kill -s TSTP $tool
check 'it stops' 'i=0; until ps -o stat= -p $tool | grep -q T; do
    i=$((i + 1)); [ $i -lt 50 ] || exit 1; sleep 0.1; done'
check 'its journal is its own' 'says 4 \
    "the journal '\''stopped'\'' is in use by another process" \
    big --journal stopped --resume'
lines=$(wc -l <stopped)
sleep $((limit + 1))
check 'nothing goes on' '[ "$(wc -l <stopped)" = "$lines" ]'
kill -s CONT $tool
wait $tool
status=$?
check 'continued, it ends as if nothing was' '[ $status = 0 ] &&
    cmp stopped.csv big.csv'

# Of another sweep: the first difference is told, and nothing is touched.
head -n 100 small.ndjson >begun
cp begun was
plain() {
	bt-optimize -s sma_cross -P fast=5:50:5 "$@" --journal begun --resume
}
another() {
	message="'begun' is of another sweep: its $1"
	shift
	says 2 "$message" "$@" && cmp begun was
}
check 'another option' 'another "--commission is \"none\", that of this \
sweep is \"per-order:fee=1.5\"" small --journal begun --resume \
    --commission per-order:1.5'
check 'an option less' 'another "--where is \"fast < slow\", that of this \
sweep is not given" plain -P slow=20:250:10 -m sharpe,trades bars.csv'
check 'another range' 'another "--sweeps is {\"fast\":\"5:50:5\",\
\"slow\":\"20:250:10\"}, that of this sweep is {\"fast\":\"5:50:5\",\
\"slow\":\"20:250:5\"}" plain -P slow=20:250:5 --where "fast < slow" \
    -m sharpe,trades bars.csv || { cat said; false; }'
check 'another seed' 'another "--seed is 1, that of this sweep is 2" \
    small --journal begun --resume --seed 2'
check 'another objective' 'another "--objective is \"sharpe\", that of this \
sweep is \"cagr\"" small --journal begun --resume --objective cagr'
check 'other metrics' 'another "--metrics is \"sharpe,trades\", that of this \
sweep is \"sharpe\"" small --journal begun --resume -m sharpe'
sed '900s/,[0-9]*$/,7/' bars.csv >other.csv
hash() {
	bt-optimize --buy 'close > 1' -f ndjson "$1" |
	    sed 's/.*xxh3":"//; s/".*//; q'
}
check 'other data' 'another "hash of other.csv is $(hash bars.csv), that of \
this sweep is $(hash other.csv)" plain -P slow=20:250:10 \
    --where "fast < slow" -m sharpe,trades other.csv'
check 'data of another name are the same' 'cp bars.csv named.csv &&
    cp begun named && bt-optimize -s sma_cross -P fast=5:50:5 \
    -P slow=20:250:10 --where "fast < slow" -m sharpe,trades \
    --journal named --resume named.csv | cmp - small.csv'
sed '1s/"bt":"[^"]*"/"bt":"0.0.1"/' was >begun
cp begun was
check 'another version' 'another "version is 0.0.1, that of this sweep is \
$(sed "s/.*\"bt\":\"//; s/\".*//; q" small.ndjson)" \
    small --journal begun --resume'
check 'a shard' 'small --shard 2/5 --journal shard >/dev/null && says 2 \
    "'\''shard'\'' is of shard 2/5, not of 0/0 (0/0: of none)" \
    small --journal shard --resume'

# Not a journal: it stays what it was.
cp bars.csv mine.csv
check 'a file of another kind' 'says 2 \
    "'\''mine.csv'\'' is not a journal of a sweep" \
    small --journal mine.csv --resume && cmp mine.csv bars.csv'
check 'a directory' 'mkdir dir && says 4 \
    "cannot open the journal '\''dir'\'': Is a directory" \
    small --journal dir --resume'
check 'a device' 'says 2 \
    "the journal '\''/dev/full'\'' is not a regular file" \
    small --journal /dev/full --resume'
check 'a directory that is not there' 'says 4 "cannot open the journal \
'\''no/j'\'': No such file or directory" small --journal no/j'

# Damaged where it is whole: told, and not mended by guessing.
sed 50d small.ndjson >damaged
check 'a trial is missing' 'says 3 "'\''damaged'\'' has trial 50 where 49 \
comes: the journal is damaged" small --journal damaged --resume'
sed '50s/"fast":[0-9]*/"fast":6/' small.ndjson >damaged
check 'a trial of other values' 'small --journal damaged --resume 2>&1 |
    grep -q "trial 49 in .damaged. is of fast=6, this sweep tries 1[0-9]: "'
sed '50s/"trades":[0-9]*/"trades":x/' small.ndjson >damaged
check 'a line that is none' 'small --journal damaged --resume 2>&1 |
    grep -q "^bt-optimize: damaged:50:[0-9]*: not a JSON object: "'
sed '200,225d; $s/224/198/' small.ndjson >damaged
check 'an end too early' 'small --journal damaged --resume 2>&1 | grep -q \
    "ends before trial 199: the journal is damaged"'

# A full disk, at every write there is: status 4, and nothing is lost.
i=1
while [ $i -lt 50 ]; do
	rm -f full
	BT_FAULT=write:$i small --journal full >full.csv 2>full.err
	status=$?
	[ $status = 4 ] || break
	check "no room at write $i, and resumed" 'grep -q "No space left" \
	    full.err && small --journal full --resume | cmp - small.csv &&
	    cmp full small.ndjson'
	i=$((i + 1))
done
check 'then there is room' '[ $i -gt 2 ] && [ $status = 0 ] &&
    cmp full.csv small.csv'

# Methods that go by results are replayed.
for method in random lhs sobol de cma tpe halving; do
	bt-optimize --help | grep -q "^ *$method" ||
	    bt-optimize --method "$method" -s sma_cross -P fast=5:50 \
	    -P slow=60:200 --max-trials 10 bars.csv >/dev/null 2>&1 || continue
	method() {
		bt-optimize --method "$method" -s sma_cross -P fast=5:50 \
		    -P slow=60:200 -P stop-loss=1%:20%:log --max-trials 300 \
		    --seed "$seed" -m sharpe "$@" bars.csv
	}
	check "$method: cut off and resumed" 'method -f ndjson >whole &&
	    lines=$(wc -l <whole) && [ $lines -gt 50 ] &&
	    for keep in 1 2 $((lines / 3)) $((lines - 1)); do
		head -n $keep whole >cut || exit 1
		method --journal cut --resume -f ndjson | cmp - whole || exit 1
		cmp cut whole || exit 1
	    done'
done
check 'patience: cut off and resumed' 'patient() { small --patience 20 "$@"; }
    patient -f ndjson >whole && grep -q "\"stopped\":\"patience\"" whole &&
    for keep in 1 10 $(($(wc -l <whole) - 1)); do
	head -n $keep whole >cut && patient --journal cut --resume -f ndjson |
	    cmp - whole && cmp cut whole || exit 1; done'
check 'several strategies' 'several() {
	bt-optimize -s sma_cross -s rsi_reversion -P fast=5:50:5 \
	    -P stop-loss=1%,2% -f ndjson "$@" bars.csv; }
    several >whole && for keep in 5 20 22; do
	head -n $keep whole >cut && several --journal cut --resume |
	    cmp - whole || exit 1; done'
check 'modes without a journal' 'says 2 "--journal, --shard, --cache and \
--merge go with a plain sweep" small --journal w \
    --walk-forward train=1Y,test=6M &&
    [ ! -e w ]'
echo "1..$n"
