# shellcheck shell=bash
# The life of one host: disk, boot, reboot, power cut. A host is a supervisor (this machine's process), below it
# `unshare`, below that the host's first process, which becomes systemd.

# Prints the process id that host I's file $2 holds, if that process is still this host's.
live_pid() {
  local dir=$hosts/node$1 pid
  pid=$(cat "$dir/$2" 2>/dev/null) && grep -qszxF "NODE_DIR=$dir" "/proc/$pid/environ" && echo "$pid"
}
supervisor_pid() { live_pid "$1" supervisor.pid; }
init_pid() {
  local pid child
  pid=$(live_pid "$1" unshare.pid) && child=$(cat "/proc/$pid/task/$pid/children") && [ -n "$child" ] && echo "${child% }"
}

run_ssh() {
  local i=$1
  shift
  ssh -i "$key" -o UserKnownHostsFile="$hosts/known_hosts" -o GlobalKnownHostsFile=/dev/null -o ConnectTimeout=5 -o BatchMode=yes \
    -o LogLevel=ERROR "root@$(node_ip "$i")" "$@"
}

start_node() {
  local i=$1
  supervisor_pid "$i" >/dev/null && return
  prepare_disk "$i"
  rm -f "$hosts/node$i/off"
  (
    drop_locks
    export NODE_DIR=$hosts/node$i NODE_NAME=node$i LAB_BASE
    LAB_BASE=$(cat "$hosts/node$i/base")
    exec setsid "$lab_dir/lab.sh" _supervise "$i" </dev/null >>"$hosts/node$i/log" 2>&1
  ) &
  until supervisor_pid "$i" >/dev/null; do
    kill -0 $! 2>/dev/null || { echo "lab: node$i did not start; see $hosts/node$i/log" >&2; return 1; }
    sleep 0.02
  done
}

wait_ssh() {
  local deadline=$((SECONDS + 60))
  until run_ssh "$1" true 2>/dev/null; do
    if [ $SECONDS -ge $deadline ] || ! supervisor_pid "$1" >/dev/null; then
      echo "lab: node$1 gives no SSH; see $hosts/node$1/log" >&2
      return 1
    fi
    sleep 0.1
  done
}

# One turn a boot. Status 129 of the first process is a reboot asked for inside the host.
supervise() {
  local status=129 i=$1
  echo $$ >"$NODE_DIR/supervisor.pid"
  while [ "$status" = 129 ]; do
    remove_cgroups "node$i"
    new_network "$i"
    (
      join_cgroups "$i"
      exec nsenter --net="/run/netns/$LAB_NAME-node$i" \
        unshare --mount --uts --ipc --pid --cgroup --fork --kill-child "$lab_dir/hosts/host-init.sh"
    ) &
    echo $! >"$NODE_DIR/unshare.pid"
    status=0
    wait $! || status=$?
  done
  touch "$NODE_DIR/off"
}

# Cuts the power: nothing inside is asked or told. The disk stays.
stop_node() {
  local i=$1 pid
  [ ! -d "$hosts/node$i" ] || touch "$hosts/node$i/off"
  if pid=$(supervisor_pid "$i"); then kill -KILL "$pid"; fi
  if pid=$(init_pid "$i"); then kill -KILL "$pid"; fi
  remove_cgroups "node$i"
  while supervisor_pid "$i" || live_pid "$i" unshare.pid; do sleep 0.02; done >/dev/null
  remove_network "$i"
}

# A new host's disk, complete or not there at all: an interrupted `up` leaves no half disk behind.
prepare_disk() {
  local i=$1 dir=$hosts/node$1 new=$hosts/.new$1 home
  [ -d "$dir" ] && return
  rm -rf "$new"
  mkdir -p "$new"/{upper,work,root} "$new"/upper/etc/ssh
  echo "$LAB_BASE" >"$new/base"
  cp -a "$LAB_BASE/var/lib" "$new/varlib"
  echo "node$i" >"$new/upper/etc/hostname"
  printf '127.0.0.1 localhost\n::1 localhost\n%s node%s\n' "$(node_ip "$i")" "$i" >"$new/upper/etc/hosts"
  echo "nameserver $LAB_NET.1" >"$new/upper/etc/resolv.conf"
  ssh-keygen -q -t ed25519 -N '' -C "node$i" -f "$new/upper/etc/ssh/ssh_host_ed25519_key"
  for home in root home/ops home/opspw; do
    mkdir -p "$new/upper/$home"
    chown --reference="$LAB_BASE/$home" "$new/upper/$home"
    chmod --reference="$LAB_BASE/$home" "$new/upper/$home"
    install -D -m 600 "$key.pub" "$new/upper/$home/.ssh/authorized_keys"
    chown -R --reference="$LAB_BASE/$home" "$new/upper/$home/.ssh"
    chmod 700 "$new/upper/$home/.ssh"
  done
  mv "$new" "$dir"
  write_known_hosts
}

host_key() { cut -d' ' -f1,2 "$hosts/node$1/upper/etc/ssh/ssh_host_ed25519_key.pub"; }

write_known_hosts() {
  local i
  for i in $(node_ids); do
    echo "$(node_ip "$i"),$(node_ip6 "$i"),[$(node_ip "$i")]:2222,[$(node_ip6 "$i")]:2222 $(host_key "$i")"
  done >"$hosts/known_hosts"
}
