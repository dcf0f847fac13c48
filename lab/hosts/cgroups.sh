# shellcheck shell=bash
# One group a host, below the lab's own, in every hierarchy that the machine has mounted (v1, v2 or both).

cgroup_dirs() { awk '$3 ~ /^cgroup2?$/ {print $2}' /proc/mounts; }

# Puts the calling process into host I's groups.
join_cgroups() {
  local dir own file
  for dir in $(cgroup_dirs); do
    own=$dir/$group/node$1
    mkdir -p "$own"
    for file in cpuset.cpus cpuset.mems; do # an empty cpuset takes no process
      [ -e "$dir/$file" ] || continue
      cat "$dir/$file" >"$dir/$group/$file"
      cat "$dir/$file" >"$own/$file"
    done
    echo "$BASHPID" >"$own/cgroup.procs"
  done
}

# Ends what is left in a group of the lab ("node1", or "" for all of it), then removes the group. A group stays busy
# for a moment after its last process; the time limit is for processes that the kernel cannot end.
remove_cgroups() {
  local dir pids deadline=$((SECONDS + 10))
  for dir in $(cgroup_dirs); do
    while [ -d "$dir/$group/$1" ]; do
      pids=$(find "$dir/$group/$1" -name cgroup.procs -exec cat {} + 2>/dev/null) || true
      # shellcheck disable=SC2086 # one word a process
      [ -z "$pids" ] || kill -KILL $pids 2>/dev/null || true
      find "$dir/$group/$1" -depth -type d -exec rmdir {} + 2>/dev/null && break
      [ $SECONDS -lt $deadline ] || { echo "lab: $dir/$group/$1 stays busy" >&2; return 1; }
      sleep 0.05
    done
  done
}

# Bytes of memory that host I holds itself, page cache aside.
memory_in_use() {
  local dir
  for dir in $(cgroup_dirs); do
    [ ! -e "$dir/$group/node$1/memory.stat" ] || awk '$1 == "total_rss" || $1 == "anon" {print $2; exit}' "$dir/$group/node$1/memory.stat"
  done
}
