# shellcheck shell=bash
# What a killed run leaves: hosts without a supervisor, groups, namespaces, links, whole labs whose owner is gone.

# Removes every trace of this lab. Safe to repeat; needs no record of what there was.
take_down() {
  local i
  for i in $(node_ids); do stop_node "$i"; done
  remove_cgroups ''
  for i in $(stray_networks); do remove_network "$i"; done
  ip link del "$bridge" 2>/dev/null || true
  rm -rf "$hosts"
}

# Removes hosts that died without being stopped, disk included: nobody knows what state it is in.
remove_dead_hosts() {
  local i
  rm -rf "$hosts"/.new*
  for i in $(node_ids); do
    [ -e "$hosts/node$i/off" ] || supervisor_pid "$i" >/dev/null || remove_host "$i"
  done
  for i in $(stray_networks); do [ -d "$hosts/node$i" ] || remove_network "$i"; done
}

remove_host() {
  stop_node "$1"
  rm -rf "$hosts/node$1"
}

# Numbers of this lab's hosts that have a link or a network namespace, whether or not a host is there.
stray_networks() {
  {
    find /sys/class/net /run/netns -maxdepth 1 -name "$LAB_NAME-*" -printf '%f\n' 2>/dev/null || true
  } | sed -n "s/^$LAB_NAME-\(node\)\{0,1\}\([0-9]*\)$/\2/p" | sort -un
}

# LAB_OWNER is the process for which a lab was made. When it has ended, the lab is rubbish.
record_owner() {
  [ -n "${LAB_OWNER:-}" ] || return 0
  echo "$LAB_OWNER $(started_at "$LAB_OWNER")" >"$hosts/owner"
}

take_down_orphans() {
  local file pid started name
  for file in "$LAB_DIR"/hosts/*/owner; do
    read -r pid started 2>/dev/null <"$file" || continue
    [ "$(started_at "$pid")" = "$started" ] && continue
    name=$(basename "$(dirname "$file")")
    echo "lab: taking down '$name', whose owner (process $pid) is gone" >&2
    LAB_NAME=$name "$lab_dir/lab.sh" down
  done
}

# When a process began, in clock ticks since the machine did; empty when there is no such process.
started_at() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }
