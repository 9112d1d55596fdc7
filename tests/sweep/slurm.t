#!/bin/sh
# SPDX-License-Identifier: ISC
# bt-sweep-slurm on a cluster of two nodes, here: the bytes of one machine,
# also when a node or a task dies in the middle; what is done is not done
# again; what goes wrong is told, and nothing is left running.
# What is in single quotes is for the shell that runs the check.
# shellcheck disable=SC2016,SC2034
export LC_ALL=C
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
	    [ "$(tail -n 1 said)" = "bt-sweep-slurm: $message" ] &&
	    [ ! -s told ]
}

head -n 300 "$data/sp500-2000.csv" >bars.csv
sweep="bt-optimize -s sma_cross -P fast=2:60 -P slow=62:130 -m sharpe bars.csv"
$sweep >whole.csv
# Words are wanted.
# shellcheck disable=SC2086
on() {
	bt-sweep-slurm "$@" $sweep
}

see="see 'bt-sweep-slurm --help'"
check 'help' 'bt-sweep-slurm -h | grep -q "^usage: bt-sweep-slurm"'
check 'no command' 'says 2 \
    "want a command: bt-optimize and its options; $see" bt-sweep-slurm'
check 'an unknown option' 'says 2 "unknown option '\''--array'\''; $see" \
    on --array 3'
check 'no value' 'says 2 "--sbatch needs a value; $see" \
    bt-sweep-slurm --sbatch'
check '-n 0' 'says 2 "--shards: want a whole number from 1 to 100000, got \
'\''0'\''; $see" on --shards=0'
mkdir few
for program in sh dirname readlink grep sed tr wc tail cat bt-optimize; do
	ln -s "$(command -v $program)" few/$program
done
check 'no sbatch' 'PATH=$work/few says 4 "cannot find '\''sbatch'\'': is \
this a machine of a Slurm cluster?" "$(command -v bt-sweep-slurm)" $sweep'
for program in sbatch slurmctld slurmd scontrol ps; do
	command -v $program >/dev/null && continue
	n=$((n + 1))
	echo "ok $n - on a cluster # SKIP $program is not installed"
	echo "1..$n"
	exit 0
done
if ! slurm_up; then
	check 'a cluster' 'cat "$tmp"/slurm*.log "$tmp"/slurm*.out; false'
	echo "1..$n"
	exit 1
fi

# Whoever runs shard 2 first ends by a signal, as for want of memory.
cat >breaks <<'END'
#!/bin/sh
echo "$SLURMD_NODENAME $*" >>ran
case " $* " in
*" --shard 2/"*)
	! mkdir broken 2>/dev/null || kill -KILL $$;;
esac
exec bt-optimize "$@"
END
chmod +x breaks
# shellcheck disable=SC2086
check 'a shard that breaks is submitted again, alone' '
    bt-sweep-slurm -v -n 6 ./breaks ${sweep#* } 2>err | cmp - whole.csv &&
    cat err && grep -q "submitting shards 1-6 of 6" err &&
    grep -q "submitting shards 2 of 6" err &&
    [ "$(grep -c -- --shard ran)" = 7 ]'
check 'both nodes had something to do' '
    sed "s/ .*//" ran | sort -u | tr "\n" " " | grep -q "n1 n2"'
check 'nothing is run twice' 'cp ran before &&
    bt-sweep-slurm -n 6 ./breaks ${sweep#* } | cmp - whole.csv &&
    ! diff before ran | grep -e --shard'
check 'another sweep in its place' 'on -n 5 2>&1 |
    grep -q "is of another sweep: give another directory with -d"'
check 'options of sbatch that it refuses' 'says 4 "sbatch took no job" \
    on -d refused --sbatch "--partition=none"'
check 'what a shard says is told, once' 'says 2 "2 of 2 shards are missing; \
the same command goes on from here" bt-sweep-slurm -d bad -n 2 bt-optimize \
    -s sma_cross -P fats=1:5 bars.csv &&
    [ "$(grep -c "ended with status 2: bt-optimize: .*fats" said)" = 2 ]'

# On n2, whoever is first does a part and then hangs, as long as it lives.
cat >hangs <<'END'
#!/bin/sh
case " $* " in
*" --shard "*)
	if [ "$SLURMD_NODENAME" = n2 ] && mkdir hung 2>/dev/null; then
		bt-optimize "$@" --time-limit 0
		echo $$ >hung/pid
		sleep 1000
	fi;;
esac
exec bt-optimize "$@"
END
chmod +x hangs
# shellcheck disable=SC2086
bt-sweep-slurm -d dies -n 4 -s --cpus-per-task=2 ./hangs ${sweep#* } \
    >dies.csv 2>dies.err &
script=$!
check 'a node is in the middle of it' 'waits_for 30 test -s hung/pid &&
    waits_for 5 grep -q trial "$work"/dies/shard-?.ndjson'
slurm_power_off n2 "$node2"
wait $script
status=$?
check 'it dies, and the other one goes on' '[ $status = 0 ] &&
    cmp dies.csv whole.csv || { cat dies.err dies/*.log; false; }'

cat >sleeps <<'END'
#!/bin/sh
case " $* " in
*" --shard "*)
	exec sleep 1000;;
esac
exec bt-optimize "$@"
END
chmod +x sleeps
running() {
	squeue -h -t running | grep -q .
}
empty() {
	[ -z "$(squeue -h)" ]
}
# shellcheck disable=SC2086
bt-sweep-slurm -d ended -n 3 ./sleeps ${sweep#* } >/dev/null 2>&1 &
script=$!
waits_for 30 running
kill -s TERM $script
wait $script
status=$?
check 'SIGTERM ends it and cancels the job' '[ $status = 143 ] &&
    waits_for 20 empty'
echo "1..$n"
