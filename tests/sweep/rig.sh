# SPDX-License-Identifier: ISC
# shellcheck shell=sh
# Two machines on one, for the tests of the sweeps' scripts: of ssh on
# 127.0.0.1 and 127.0.0.2, or of Slurm.  They live in $tmp, on ports that are
# free, and rig_down ends all of them.
#
#	. tests/sweep/rig.sh
#	trap rig_down EXIT
#	ssh_up || skip ...
#	kill_tree "$node2"	# with power off

: "${tmp:?a scratch directory}"
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
	tree "$1" | kill_all
}

kill_all() {
	while read -r pid; do
		kill -KILL "$pid"
	done 2>/dev/null
}

rig_down() {
	for pid in $rig_pids; do
		kill_tree "$pid"
		wait "$pid"
	done 2>/dev/null
	slurm_tasks '' | kill_all
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

# The first of three ports that were free a moment ago.
free_ports() {
	while :; do
		port=$((20000 + $(od -An -N2 -tu2 /dev/urandom) % 12000))
		grep -qi "$(printf ':%04X \\|:%04X \\|:%04X ' $port \
		    $((port + 1)) $((port + 2)))" /proc/net/tcp \
		    /proc/net/tcp6 2>/dev/null || break
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

# Machines node1 and node2; sets node2 (its process), PARALLEL_SSH.
ssh_up() {
	ssh-keygen -q -t ed25519 -N '' -f "$tmp/host-key" &&
	    ssh-keygen -q -t ed25519 -N '' -f "$tmp/key" || return 1
	# A root's sshd wants this for what it gives up.
	[ "$(id -u)" != 0 ] || mkdir -p /run/sshd
	ssh_port=$(free_ports)
	: >"$tmp/ssh.conf"
	ssh_node node1 127.0.0.1
	rig_pids="$rig_pids $!"
	ssh_node node2 127.0.0.2
	# shellcheck disable=SC2034
	node2=$! rig_pids="$rig_pids $!"
	PARALLEL_SSH="ssh -F $tmp/ssh.conf"
	RSYNC_RSH=$PARALLEL_SSH
	PARALLEL_HOME=$tmp/parallel
	mkdir -p "$PARALLEL_HOME"
	export PARALLEL_SSH RSYNC_RSH PARALLEL_HOME
	waits_for 10 answers ssh -F "$tmp/ssh.conf" node1 true &&
	    waits_for 10 answers ssh -F "$tmp/ssh.conf" node2 true
}

# slurm_node NAME PORT: its slurmd; $! is its number
slurm_node() {
	mkdir -p "$tmp/spool-$1"
	slurmd -D -N "$1" >"$tmp/slurmd-$1.out" 2>&1 &
}

slurm_conf() {
	user=$(id -un)
	port=$(free_ports)
	cat <<-END
	ClusterName=bttest
	SlurmctldHost=localhost(127.0.0.1)
	SlurmctldPort=$port
	SlurmUser=$user
	SlurmdUser=$user
	AuthType=auth/none
	CredType=cred/none
	AuthInfo=cred_expire=5
	StateSaveLocation=$tmp/state
	SlurmdSpoolDir=$tmp/spool-%n
	SlurmctldPidFile=$tmp/ctld.pid
	SlurmdPidFile=$tmp/slurmd-%n.pid
	SlurmctldLogFile=$tmp/slurmctld.log
	SlurmdLogFile=$tmp/slurmd-%n.log
	ProctrackType=proctrack/linuxproc
	TaskPlugin=task/none
	JobAcctGatherType=jobacct_gather/none
	AccountingStorageType=accounting_storage/none
	MpiDefault=none
	SwitchType=switch/none
	SelectType=select/cons_tres
	SelectTypeParameters=CR_CPU
	SlurmdParameters=config_overrides
	ReturnToService=2
	SchedulerParameters=sched_interval=1,bf_interval=1,\\
	batch_sched_delay=0,sched_min_interval=0
	MinJobAge=300
	KillWait=5
	SlurmdTimeout=10
	NodeName=n1 NodeHostname=localhost \\
	NodeAddr=127.0.0.1 Port=$((port + 1)) CPUs=2 RealMemory=1000
	NodeName=n2 NodeHostname=localhost \\
	NodeAddr=127.0.0.1 Port=$((port + 2)) CPUs=2 RealMemory=1000
	PartitionName=bt Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
	END
}

both_idle() {
	[ "$(sinfo -h -N -t idle -o %N 2>/dev/null | sort -u | wc -l)" = 2 ]
}

# A cluster of n1 and n2; sets node2 (the slurmd of n2), SLURM_CONF.
slurm_up() {
	mkdir -p "$tmp/state"
	SLURM_CONF=$tmp/slurm.conf
	export SLURM_CONF
	slurm_conf >"$SLURM_CONF"
	slurmctld -D -c >"$tmp/slurmctld.out" 2>&1 &
	rig_pids="$rig_pids $!"
	slurm_node n1
	rig_pids="$rig_pids $!"
	slurm_node n2
	# shellcheck disable=SC2034
	node2=$! rig_pids="$rig_pids $!"
	waits_for 30 both_idle
}

# slurm_owns PID NODE: is it a task of ours, on that node?
slurm_owns() {
	{ tr '\0' '\n' <"/proc/$1/environ"; } 2>/dev/null | awk -v node="$2" \
	    -v conf="SLURM_CONF=$SLURM_CONF" '
		$0 == conf { ours = 1 }
		/^SLURMD_NODENAME=/ { on = $0 }
		END { exit !(ours && on != "" && (node == "" ||
		    on == "SLURMD_NODENAME=" node)) }'
}

# Tasks of a node, or of all, with who looks after them: they are no children
# of its slurmd, but have our configuration in their environment.
slurm_tasks() {
	[ -n "${SLURM_CONF-}" ] || return 0
	for stepd in $(ps -o pid= -C slurmstepd); do
		for pid in $(ps -o pid= --ppid "$stepd"); do
			! slurm_owns "$pid" "$1" || tree "$stepd"
		done
	done
}

# slurm_power_off NAME PID: the node and all that ran on it are gone at once.
slurm_power_off() {
	kill_tree "$2"
	wait "$2" 2>/dev/null
	slurm_tasks "$1" | kill_all
}
