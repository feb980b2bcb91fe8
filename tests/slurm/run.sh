#!/usr/bin/env bash
# Builds 200 reports as a job array of a real Slurm: `bash tests/slurm/run.sh target/release/make-briefing`.
#
# One controller and two nodes run on this machine, as root, in a temporary folder. One node is killed while it builds a share.
# The array must be requeued, the merge complete, and every byte the same as on one machine with 1, 8 and 40 shares.
set -euo pipefail
program=$(realpath "${1:?the path of the program}")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

if ! command -v slurmctld >/dev/null || ! command -v munged >/dev/null; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends slurm-wlm munge >/dev/null
fi
tmp=$(mktemp -d)
chmod 755 "$tmp"
stop() {
    pkill -9 -f "$tmp" 2>/dev/null || true
    sleep 0.2
    rm -rf "$tmp"
}
trap stop EXIT

# The template of the forty invented municipalities, with 200 of them.
cp -r "$here/../../specs/municipalities" "$tmp/specs"
(cd "$tmp/specs" && rm -rf schema && sed -i 's/^tails = .*/tails = "bach feld hausen tal berg brunn dorf heim hof kirchen reuth ried rode see stadt stein wald wang weiler zell".split()/' make.py && python3 make.py)
[ "$(wc -l <"$tmp/specs/reports.csv")" = 201 ] || { echo "the template has no 200 reports"; exit 1; }

# A key, a controller, two nodes.
mkdir -p "$tmp/munge" "$tmp/state" "$tmp/spool" "$tmp/log"
dd if=/dev/urandom of="$tmp/munge/key" bs=1024 count=1 status=none
chmod 700 "$tmp/munge"; chmod 600 "$tmp/munge/key"
cat >"$tmp/slurm.conf" <<CONF
ClusterName=briefing
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmctldPort=16817
AuthType=auth/munge
AuthInfo=socket=$tmp/munge/socket,cred_expire=5
CredType=cred/munge
SlurmUser=root
SlurmdUser=root
StateSaveLocation=$tmp/state
SlurmdSpoolDir=$tmp/spool/%n
SlurmctldPidFile=$tmp/slurmctld.pid
SlurmdPidFile=$tmp/%n.pid
SlurmctldLogFile=$tmp/log/controller
SlurmdLogFile=$tmp/log/%n
ProctrackType=proctrack/pgid
TaskPlugin=task/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
SchedulerParameters=sched_min_interval=100000
ReturnToService=2
JobRequeue=1
SlurmdTimeout=5
SlurmctldTimeout=10
InactiveLimit=0
MinJobAge=300
NodeName=n1 NodeHostname=$(hostname -s) NodeAddr=127.0.0.1 Port=17001 CPUs=1 RealMemory=500
NodeName=n2 NodeHostname=$(hostname -s) NodeAddr=127.0.0.1 Port=17002 CPUs=1 RealMemory=500
PartitionName=all Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF=$tmp/slurm.conf
munged --force --key-file="$tmp/munge/key" --socket="$tmp/munge/socket" --pid-file="$tmp/munge/pid" \
    --log-file="$tmp/munge/log" --seed-file="$tmp/munge/seed"
slurmctld -f "$SLURM_CONF"
slurmd -f "$SLURM_CONF" -N n1
slurmd -f "$SLURM_CONF" -N n2
for _ in $(seq 100); do
    [ "$(sinfo -h -t idle -o %D 2>/dev/null)" = 2 ] && break
    sleep 0.2
done
[ "$(sinfo -h -t idle -o %D)" = 2 ] || { sinfo; tail -n 20 "$tmp"/log/*; exit 1; }

# The recipe of docs/many-reports.md.
# Pictures would be four fifths of the time, and other checks compare their bytes.
formats=pdf,csv
cat >"$tmp/reports.sh" <<JOB
#!/bin/bash
#SBATCH --array=1-8
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=$tmp/log/task-%a
echo "task \$SLURM_ARRAY_TASK_ID on \$SLURMD_NODENAME, restart \${SLURM_RESTART_COUNT:-0}"
exec $program reports $tmp/specs -o $tmp/cluster --format $formats -j 1 --quiet
JOB
job=$(sbatch --parsable "$tmp/reports.sh")

# The node dies while it builds: all of its processes at once, without a word to the controller.
for _ in $(seq 600); do
    victim=$(grep -l "on n2, restart 0" "$tmp"/log/task-* 2>/dev/null | head -1 || true)
    [ -n "$victim" ] && [ "$(find "$tmp/cluster" -name briefing.pdf 2>/dev/null | wc -l)" -ge 3 ] && break
    sleep 0.05
done
[ -n "$victim" ] || { squeue; tail -n 20 "$tmp"/log/*; exit 1; }
task=${victim##*-}
node=$(cat "$tmp/n2.pid")
steps=$(pgrep -f "slurmstepd: \[.*\]" || true)
running=$(for step in $steps; do pgrep -P "$step" || true; done)
for pid in $running; do
    tr '\0' '\n' <"/proc/$pid/environ" 2>/dev/null | grep -qx "SLURMD_NODENAME=n2" || continue
    kill -9 "$node" "$(ps -o ppid= -p "$pid")" "$pid" && killed=$pid
done
[ -n "${killed:-}" ] || { echo "the share was done before its node could be killed"; exit 1; }
echo "killed node n2 while it built share $task"

# The other node takes over as soon as the controller has missed the dead one; a new node comes up later.
for _ in $(seq 300); do
    [ "$(sinfo -h -n n2 -t down,idle -o %D)" = 1 ] && break
    sleep 0.2
done
slurmd -f "$SLURM_CONF" -N n2
for _ in $(seq 3000); do
    [ -z "$(squeue -h -j "$job" 2>/dev/null)" ] && break
    sleep 0.1
done
[ -z "$(squeue -h -j "$job" 2>/dev/null)" ] || { squeue; tail -n 20 "$tmp"/log/*; exit 1; }
grep -h "restart [1-9]" "$tmp"/log/task-* || { echo "no share was built again"; tail -n 20 "$tmp"/log/*; exit 1; }
"$program" reports merge "$tmp/specs" -o "$tmp/cluster"

for shares in 1 8 40; do
    if [ "$shares" = 1 ]; then
        "$program" reports "$tmp/specs" -o "$tmp/by-1" --format $formats --quiet
    else
        for share in $(seq "$shares"); do
            "$program" reports "$tmp/specs" -o "$tmp/by-$shares" --format $formats --shard "$share/$shares" --quiet
        done
        "$program" reports merge "$tmp/specs" -o "$tmp/by-$shares"
    fi
    # What is kept for the next build has times in it.
    diff -r --exclude=.cache "$tmp/by-$shares" "$tmp/cluster"
    echo "the same bytes on the cluster and on one machine with $shares shares"
done
