# SPDX-License-Identifier: ISC
# shellcheck shell=sh disable=SC2154
# What bt-sweep-slurm and bt-sweep-parallel share: a sweep cut into shards,
# each with a journal of its own in a directory, and the merging of them.
#
#	DIR/sweep		which sweep this is: the shards and the command
#	DIR/config.json		its options in effect, as the merging needs them
#	DIR/shard-7.ndjson	journal of the 7th shard; whole once it ends so
#	DIR/shard-7.status	exit status of whoever ran it last
#	DIR/shard-7.log		and what it said on standard error
#
# Set by the options: $dir, $shards, $verbose; $me is the script's name.

# Why the last line of a shard says that nothing is missing.
whole='"type":"end".*"status":"completed"'

# fail STATUS WORD...
fail() {
	status=$1
	shift
	printf '%s: %s\n' "$me" "$*" >&2
	exit "$status"
}

usage_error() {
	fail 2 "$*; see '$me --help'"
}

say() {
	[ -z "$verbose" ] || printf '%s: %s\n' "$me" "$*" >&2
}

# Words as the shell would have to be given them.
quoted() {
	space=
	for word; do
		printf '%s' "$space"
		space=' '
		printf "%s" "$word" | sed "s/'/'\\\\''/g; 1s/^/'/; \$s/\$/'/"
		[ -n "$word" ] || printf "''"
	done
}

# number OPTION VALUE LEAST MOST
number() {
	case $2 in
	''|*[!0-9]*|0?*|??????????*)
		usage_error "$1: want a whole number from $3 to $4, got '$2'";;
	esac
	if [ "$2" -lt "$3" ] || [ "$2" -gt "$4" ]; then
		usage_error "$1: want a whole number from $3 to $4, got '$2'"
	fi
}

# sweep_undo STATUS: a mistake leaves no directory in the way of the next try.
sweep_undo() {
	if [ ! -e "$dir/sweep" ]; then
		rm -f "$dir/config.tmp" "$dir/config.json"
		rmdir "$dir" 2>/dev/null
	fi
	exit "$1"
}

# sweep_open COMMAND...: make the directory, or see that it is of this sweep.
sweep_open() {
	made=$(printf 'bt-sweep 1\nshards %s\ndirectory %s\ncommand %s\n' \
	    "$shards" "$PWD" "$(quoted "$@")")
	command -v "$1" >/dev/null || fail 4 "cannot find '$1'"
	if [ -e "$dir/sweep" ]; then
		[ "$(cat "$dir/sweep")" = "$made" ] || fail 2 "'$dir' is of" \
		    "another sweep: give another directory with -d, or" \
		    "remove it (its first lines are in '$dir/sweep')"
	elif [ -e "$dir" ] && [ -n "$(ls -A "$dir" 2>&1)" ]; then
		fail 2 "'$dir' is there already, and is no directory of a sweep"
	fi
	mkdir -p "$dir" || exit 4
	# It sees to the command line, too: a mistake is told once, and now.
	"$@" --print-config </dev/null >"$dir/config.tmp" ||
	    sweep_undo $?
	mv "$dir/config.tmp" "$dir/config.json" || exit 4
	# What cannot be merged is told before the work: of nothing to merge
	# it is told last.
	said=$("$1" -c "$dir/config.json" --merge 2>&1 </dev/null)
	case $said in
	*'--merge: want the files of the shards')
		;;
	*)	printf '%s\n' "$said" >&2
		sweep_undo 2;;
	esac
	[ -e "$dir/sweep" ] || printf '%s\n' "$made" >"$dir/sweep" || exit 4
}

is_whole() {
	[ -s "$dir/shard-$1.ndjson" ] &&
	    tail -n 1 "$dir/shard-$1.ndjson" | grep -q "$whole"
}

# The numbers of the shards that are not whole.
sweep_missing() {
	i=1
	while [ "$i" -le "$shards" ]; do
		is_whole "$i" || echo "$i"
		i=$((i + 1))
	done
}

# What a machine does for one shard; $1 is its number as the machine knows it.
# Only what another try may mend makes it fail: the rest stands in its status.
sweep_task() {
	number=$1
	shift
	cat <<-END
	shard=$number
	out=$(quoted "$dir")/shard-\$shard
	rm -f "\$out.status"
	$(quoted "$@") --shard "\$shard/$shards" \\
	    --journal "\$out.ndjson" --resume -o /dev/null \\
	    </dev/null >/dev/null 2>"\$out.log"
	status=\$?
	echo "\$status" >"\$out.status"
	case \$status in
	0|1|2|3|75)
		exit 0;;
	esac
	exit "\$status"
	END
}

# The status of a shard: what its last run said, or 4 where it did not end.
shard_status() {
	if [ -s "$dir/shard-$1.status" ]; then
		cat "$dir/shard-$1.status"
	else
		echo 4
	fi
}

# May another try mend one of these?  Not what is wrong with the command line
# or the data, nor a limit of time that was asked for.
sweep_hopes() {
	for i; do
		case $(shard_status "$i") in
		1|2|3|75)
			return 1;;
		esac
	done
	return 0
}

how_ended() {
	if [ -s "$dir/shard-$1.status" ]; then
		echo "ended with status $(shard_status "$1")"
	else
		echo 'did not end'
	fi
}

# sweep_give_up SHARD...: say which are missing, and why; never returns.
sweep_give_up() {
	worst=0
	for i; do
		status=$(shard_status "$i")
		said=
		[ ! -s "$dir/shard-$i.log" ] ||
		    said=": $(grep . "$dir/shard-$i.log" | tail -n 1)"
		printf '%s: shard %s of %s %s%s\n' "$me" "$i" \
		    "$shards" "$(how_ended "$i")" "$said" >&2
		case $status in
		1|2|3|75)
			worst=$status;;
		*)	[ "$worst" != 0 ] || worst=4;;
		esac
	done
	printf '%s: %d of %s shards are missing; %s\n' "$me" $# "$shards" \
	    "the same command goes on from here" >&2
	exit "$worst"
}

# All are there: what one machine would have written.
sweep_merge() {
	i=1
	command=$1
	set --
	while [ "$i" -le "$shards" ]; do
		set -- "$@" "$dir/shard-$i.ndjson"
		i=$((i + 1))
	done
	say "merging $shards shards"
	"$command" -c "$dir/config.json" --merge "$@"
}

# Run a command so that signals end it first, by stop, then this script.
guarded() {
	"$@" &
	child=$!
	trap 'stop; end_by INT' INT
	trap 'stop; end_by TERM' TERM
	trap 'stop; end_by HUP' HUP
	wait "$child"
	guarded_status=$?
	trap - INT TERM HUP
	return "$guarded_status"
}

end_by() {
	trap - "$1"
	kill -s "$1" $$
}
