#!/bin/sh
# SPDX-License-Identifier: ISC
# bt-sweep-parallel over two machines of ssh, here: the bytes of one machine,
# also when one of them dies in the middle; what is done is not done again;
# what goes wrong is told, and nothing is left running.
# What is in single quotes is for the shell that runs the check.
# shellcheck disable=SC2016,SC2034
export LC_ALL=C
for program in parallel ssh ssh-keygen rsync ps; do
	command -v $program >/dev/null && continue
	echo "1..0 # SKIP $program is not installed"
	exit 0
done
tmp=$(mktemp -d)
# shellcheck source=tests/sweep/rig.sh
. tests/sweep/rig.sh
trap rig_down EXIT
trap 'exit 1' HUP INT TERM
PATH=$PWD/scripts:$PATH
data=$PWD/testdata
work=$tmp/work
mkdir "$work"
cd "$work" || exit 1
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

# says STATUS MESSAGE COMMAND...: so ends stderr, and stdout is empty
says() {
	want=$1
	message=$2
	shift 2
	"$@" >told 2>said </dev/null
	got=$?
	cat said
	[ $got = "$want" ] &&
	    [ "$(tail -n 1 said)" = "bt-sweep-parallel: $message" ] &&
	    [ ! -s told ]
}

head -n 300 "$data/sp500-2000.csv" >bars.csv
sweep="bt-optimize -s sma_cross -P fast=2:60 -P slow=62:130 -m sharpe bars.csv"
$sweep >whole.csv
# Words are wanted.
# shellcheck disable=SC2086
on() {
	bt-sweep-parallel "$@" $sweep
}

check 'help' 'bt-sweep-parallel -h | grep -q "^usage: bt-sweep-parallel"'
see="see 'bt-sweep-parallel --help'"
check 'no command' 'says 2 \
    "want a command: bt-optimize and its options; $see" bt-sweep-parallel'
check 'an unknown option' 'says 2 "unknown option '\''--host'\''; $see" \
    on --host a'
check 'no value' 'says 2 "-n needs a value; $see" bt-sweep-parallel -n'
for bad in 0 x -1 1.5 07 '' 1000000000000; do
	check "-n '$bad'" 'says 2 "-n: want a whole number from 1 to 100000, \
got '\''$bad'\''; $see" on -n "$bad"'
done
check 'no machines' 'says 2 "no machine to run on; $see" on -H ,'
check 'a list of machines that is not there' \
    'says 4 "cannot read '\''none'\''" on --logins none'
check 'a file to copy that is not there' \
    'says 4 "cannot find '\''none.csv'\''" on -t none.csv'
check 'a file to copy from elsewhere' 'says 2 "-t: want a file below the \
working directory, got '\''/etc/passwd'\''; $see" on -t /etc/passwd'
check 'a command that is not there' 'says 4 "cannot find '\''bt-opt'\''" \
    bt-sweep-parallel bt-opt'
check 'an option that bt-optimize has not' 'bt-sweep-parallel $sweep \
    --metric x 2>&1 | grep -q "^bt-optimize: unknown option .--metric.; did" &&
    [ ! -e bt-sweep.d ]'
check 'what cannot be merged' 'bt-sweep-parallel $sweep --best x 2>&1 |
    grep -q "^bt-optimize: --merge writes rows alone" && [ ! -e bt-sweep.d ]'
mkdir other
cat >other/parallel <<'END'
#!/bin/sh
echo 'parallel: invalid option -- -' >&2
exit 1
END
chmod +x other/parallel
check 'another parallel' 'PATH=$work/other:$PATH says 4 "'\''parallel'\'' is \
not GNU parallel (moreutils has another one)" on'
mkdir few
for program in sh dirname readlink grep sed tr wc tail cat bt-optimize; do
	ln -s "$(command -v $program)" few/$program
done
check 'no parallel' 'PATH=$work/few says 4 \
    "cannot find '\''parallel'\'': install GNU parallel" \
    "$(command -v bt-sweep-parallel)" $sweep'

check 'on this machine' 'on -n 3 | cmp - whole.csv'
check 'nothing is run twice' 'cp bt-sweep.d/joblog before &&
    on -n 3 | cmp - whole.csv && cmp bt-sweep.d/joblog before'
check 'a shard that is missing is run' 'rm bt-sweep.d/shard-2.ndjson &&
    on -n 3 | cmp - whole.csv && [ "$(wc -l <bt-sweep.d/joblog)" = 2 ]'
check 'a shard that is begun is gone on with' '
    head -n 1200 bt-sweep.d/shard-3.ndjson >part &&
    mv part bt-sweep.d/shard-3.ndjson && on -n 3 | cmp - whole.csv'
check 'another sweep in its place' 'says 2 "'\''bt-sweep.d'\'' is of another \
sweep: give another directory with -d, or remove it (its first lines are in \
'\''bt-sweep.d/sweep'\'')" on -n 4'
check 'a directory of something else' 'says 2 "'\''other'\'' is there \
already, and is no directory of a sweep" on -d other'
check 'another format, the best, into a file' '
    $sweep -f ndjson --top 9 >top && bt-sweep-parallel -d top.d -n 2 $sweep \
    -f ndjson --top 9 -o "a file" && cmp "a file" top'
check 'words as they are' 'echo "it'\''s \$HOME  *" >"it'\''s  \$HOME" &&
    cp bars.csv "a  b'\''\$c.csv" && bt-optimize --buy "close > sma(n)" \
    -P n=5:40:5 "a  b'\''\$c.csv" >words && bt-sweep-parallel -d "w  '\''d" \
    bt-optimize --buy "close > sma(n)" -P n=5:40:5 "a  b'\''\$c.csv" |
    cmp - words'
check 'what a shard says is told' 'says 2 "2 of 2 shards are missing; the \
same command goes on from here" bt-sweep-parallel -d bad -n 2 bt-optimize \
    -s sma_cross -P fats=1:5 bars.csv && grep -q "shard 1 of 2 ended with \
status 2: bt-optimize: .*fats" said'
check 'what is wrong with the data' 'echo x >>bars.bad &&
    says 3 "1 of 1 shards are missing; the same command goes on from here" \
    bt-sweep-parallel -d data -n 1 bt-optimize -s sma_cross -P fast=1:5 \
    bars.bad'
check 'what cannot be merged is told first' 'bt-sweep-parallel -d verify \
    $sweep --verify 2>&1 | grep -q "^bt-optimize: --merge writes rows alone" &&
    [ ! -e verify/shard-1.ndjson ]'
check 'a limit of time, and on' 'bt-sweep-parallel -d limit -n 2 $sweep \
    --time-limit 0; [ $? = 75 ] && grep -c trial limit/shard-1.ndjson &&
    sed "/^command/s/ .--time-limit. .0.//" limit/sweep >as &&
    mv as limit/sweep && on -d limit -n 2 | cmp - whole.csv'

if ! ssh_up; then
	check 'two sshd' 'cat "$tmp"/sshd-*.log; false'
	echo "1..$n"
	exit 1
fi
check 'on two machines' 'on -d two -H node1,node2 -n 4 | cmp - whole.csv'
check 'both had something to do' '
    awk "NR > 1 { print \$2 }" two/joblog | sort -u | tr "\n" " " |
    grep -qx "node1 node2 "'
echo node1 >logins
echo '2/node2' >>logins
check 'a list of machines' 'on -d list --logins logins -n 4 |
    cmp - whole.csv && [ "$(grep -c node list/joblog)" = 4 ]'
check 'files are copied, and removed' 'HOME=$tmp/home; export HOME; mkdir \
    "$HOME"; on -d copy -H node1,node2 -t bars.csv -n 3 |
    cmp - whole.csv && ! ssh -F "$tmp/ssh.conf" node1 "ls -d .bt-sweep-*"'
check 'no machine answers' 'says 4 "2 of 2 shards are missing; the same \
command goes on from here" on -d none -H 127.0.0.3 -n 2 -r 0'

# On node2, whoever is first does a part and then hangs, as long as it lives.
cat >hangs <<'END'
#!/bin/sh
case " $* " in
*" --shard "*)
	if [ "${BT_NODE-}" = node2 ] && mkdir hung 2>/dev/null; then
		bt-optimize "$@" --time-limit 0
		echo $$ >hung/pid
		sleep 1000
	fi;;
esac
exec bt-optimize "$@"
END
chmod +x hangs
# shellcheck disable=SC2086
bt-sweep-parallel -d dies -H node1,node2 -n 3 ./hangs ${sweep#* } \
    >dies.csv 2>dies.err &
script=$!
check 'a machine is in the middle of it' 'waits_for 30 test -s hung/pid &&
    waits_for 5 grep -q trial dies/shard-?.ndjson'
kill_tree "$node2"
wait "$node2" 2>/dev/null
wait $script
status=$?
check 'it dies, and another one goes on' '[ $status = 0 ] &&
    cmp dies.csv whole.csv || { cat dies.err dies/joblog dies/*.log; false; }'
check 'the other one alone did what is left' '
    awk "NR > 1 { print \$2 }" dies/joblog | grep -qx node1'

# Ended: the shards, too.
cat >sleeps <<'END'
#!/bin/sh
case " $* " in
*" --shard "*)
	echo $$ >>pids
	exec sleep 1000;;
esac
exec bt-optimize "$@"
END
chmod +x sleeps
gone() {
	while read -r pid; do
		! ps -o stat= -p "$pid" | grep -q '^[^Z]' || return 1
	done <pids
}
both() {
	[ -s pids ] && [ "$(grep -c . pids)" = 2 ]
}
for signal in TERM INT; do
	rm -f pids
	# shellcheck disable=SC2086
	env --default-signal=INT bt-sweep-parallel -d "ended$signal" -j 2 \
	    -H node1 -n 3 ./sleeps ${sweep#* } >/dev/null 2>&1 &
	script=$!
	# A connection that is not quite there may outlive its ssh.
	waits_for 30 both
	sleep 2
	kill -s $signal $script
	wait $script
	status=$?
	check "SIG$signal ends it" 'case $signal,$status in
	    INT,130|TERM,143) ;; *) false;; esac && waits_for 10 gone'
done
echo "1..$n"
