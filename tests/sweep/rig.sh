# shellcheck shell=sh
# SPDX-License-Identifier: ISC
# Two machines on one, for the tests of the sweeps' scripts: of ssh on
# 127.0.0.1 and 127.0.0.2, or of Slurm.  They live in $tmp, on ports that are
# free, and rig_down ends all of them.
#
#	. tests/sweep/rig.sh
#	trap rig_down EXIT
#	ssh_up || skip ...
#	kill_tree "$node2"	# with power off

rig_pids=

# Every process below one, itself last, and not before its children are known.
tree() {
	for child in $(ps -o pid= --ppid "$1"); do
		tree "$child"
	done
	echo "$1"
}

kill_tree() {
	# shellcheck disable=SC2046
	kill -STOP $(tree "$1") 2>/dev/null
	# shellcheck disable=SC2046
	kill -KILL $(tree "$1") 2>/dev/null
}

rig_down() {
	for pid in $rig_pids; do
		kill_tree "$pid"
	done
	rig_pids=
	rm -rf "$tmp"
}

# waits_for SECONDS COMMAND...: until it is true
waits_for() {
	left=$(($1 * 10))
	shift
	until "$@"; do
		left=$((left - 1))
		[ "$left" -gt 0 ] || return 1
		sleep 0.1
	done
}

# A port that was free a moment ago, other than those asked for before.
free_port() {
	while :; do
		port=$(awk -v seed="$(od -An -N4 -tu4 /dev/urandom)" \
		    'BEGIN { srand(seed); print int(20000 + rand() * 12000) }')
		hex=$(printf ':%04X ' "$port")
		grep -qi "$hex" /proc/net/tcp /proc/net/tcp6 2>/dev/null ||
		    break
	done
	echo "$port"
}

answers() {
	"$@" >/dev/null 2>&1 </dev/null
}

# ssh_node NAME ADDRESS: its sshd in the background, $! is its number
ssh_node() {
	cat >"$tmp/sshd-$1.conf" <<-END
	Port $ssh_port
	ListenAddress $2
	HostKey $tmp/host-key
	PidFile none
	AuthorizedKeysFile $tmp/key.pub
	AuthenticationMethods publickey
	PermitRootLogin yes
	StrictModes no
	UsePAM no
	MaxStartups 100
	SetEnv BT_NODE=$1 PATH=$PATH
	END
	"$(command -v sshd || echo /usr/sbin/sshd)" -D -e \
	    -f "$tmp/sshd-$1.conf" >"$tmp/sshd-$1.log" 2>&1 &
	cat >>"$tmp/ssh.conf" <<-END
	Host $1
	HostName $2
	Port $ssh_port
	User $(id -un)
	IdentityFile $tmp/key
	IdentitiesOnly yes
	UserKnownHostsFile $tmp/known
	StrictHostKeyChecking no
	LogLevel ERROR
	END
}

# Machines node1 and node2; sets node1, node2 (processes), PARALLEL_SSH.
ssh_up() {
	ssh-keygen -q -t ed25519 -N '' -f "$tmp/host-key" &&
	    ssh-keygen -q -t ed25519 -N '' -f "$tmp/key" || return 1
	# A root's sshd wants this for what it gives up.
	[ "$(id -u)" != 0 ] || mkdir -p /run/sshd
	ssh_port=$(free_port)
	: >"$tmp/ssh.conf"
	ssh_node node1 127.0.0.1
	node1=$! rig_pids="$rig_pids $!"
	ssh_node node2 127.0.0.2
	node2=$! rig_pids="$rig_pids $!"
	PARALLEL_SSH="ssh -F $tmp/ssh.conf"
	RSYNC_RSH=$PARALLEL_SSH
	PARALLEL_HOME=$tmp/parallel
	mkdir -p "$PARALLEL_HOME"
	export PARALLEL_SSH RSYNC_RSH PARALLEL_HOME
	waits_for 10 answers $PARALLEL_SSH node1 true &&
	    waits_for 10 answers $PARALLEL_SSH node2 true
}
