#!/bin/bash
# Real hosts on one machine, made of namespaces: systemd, sshd and a network of their own. Linux, root.
#
#   up N             start node1 … nodeN, wait for SSH, print the inventory; hosts that run already stay as they are
#   up N --fresh     the same after `down`
#   base             build what all hosts share; `up` does it where it is missing
#   down             cut the power of every host and remove all traces
#   status           one line a host
#   inventory        addresses, users, keys as JSON
#   ssh I [CMD…]     as root by SSH
#   exec I CMD…      as root without SSH: works when the host's cable is cut
#   trace I [--names]  what is on the host (files, units, processes, mounts, network), sorted, to compare before with after
#   stop I           cut the power; the disk stays
#   start I          boot
#   reset I          boot with an empty disk and a new host key
#   cut I | mend I   unplug the network cable | plug it in again
#   rate I MBIT|off  limit the cable in both directions
#   clean [--cache]  take down every lab of LAB_DIR; with --cache delete what was built, too
#
# Env: LAB_DIR (/var/tmp/kubelab), LAB_NAME (lab), LAB_NET (10.77.0), LAB_PASSWORD (lab), LAB_OWNER (process id)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR
for part in hosts/settings hosts/cgroups hosts/network hosts/host hosts/leftovers hosts/report build/progress build/base; do
  # shellcheck disable=SC1090 # the list above
  . "$here/$part.sh"
done

main() {
  local command=${1:-help}
  [ $# -eq 0 ] || shift
  case $command in
    up) is_number "${1:-}"; with_lock "lab-$LAB_NAME" up "$@"; inventory ;;
    base) with_lock base prepare_base ;;
    down) with_lock "lab-$LAB_NAME" take_down ;;
    status | inventory) "$command" ;;
    start) is_host "${1:-}"; with_lock "lab-$LAB_NAME" start "$1" ;;
    stop) is_host "${1:-}"; with_lock "lab-$LAB_NAME" stop_node "$1" ;;
    reset) is_host "${1:-}"; with_lock "lab-$LAB_NAME" reset "$1" ;;
    ssh) is_host "${1:-}"; run_ssh "$@" ;;
    exec) is_host "${1:-}"; run_inside "$@" ;;
    trace) is_host "${1:-}"; trace_host "$@" ;;
    cut) is_host "${1:-}"; set_cable "$1" link down ;;
    mend) is_host "${1:-}"; set_cable "$1" link up ;;
    rate) is_host "${1:-}"; is_rate "${2:-}"; set_cable "$1" rate "$2" ;;
    clean) clean "${1:-}" ;;
    _supervise) supervise "$1" ;;
    *) usage ;;
  esac
}

usage() {
  sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}" >&2
  exit 64
}
refuse() { echo "lab: $*" >&2; exit 64; }
is_number() { [[ $1 =~ ^[1-9][0-9]?$ ]] || refuse "'$1' is no number of hosts; say up 1 to up 99"; }
is_host() { [[ $1 =~ ^[1-9][0-9]?$ ]] && [ -d "$hosts/node$1" ] || refuse "there is no host '$1' in lab '$LAB_NAME'; it has: $(node_ids | xargs)"; }
is_rate() { [[ $1 =~ ^([1-9][0-9]*|off)$ ]] || refuse "'$1' is no rate; say whole megabits a second, or off"; }

up() {
  local i
  [ "${2:-}" != --fresh ] || take_down
  prepare_machine
  remove_dead_hosts
  for i in $(seq "$1"); do start_node "$i"; done
  for i in $(seq "$1"); do wait_ssh "$i"; done
}

prepare_machine() {
  need ip=iproute2 ssh=openssh-client flock=util-linux nsenter=util-linux
  take_down_orphans
  with_lock base prepare_base
  mkdir -p "$hosts"
  record_owner
  [ -e "$key" ] || ssh-keygen -q -t ed25519 -N '' -C lab -f "$key"
  # Every host is the same user to the kernel, so they share one allowance of inotify instances.
  [ "$(cat /proc/sys/fs/inotify/max_user_instances)" -ge 4096 ] || echo 4096 >/proc/sys/fs/inotify/max_user_instances
  lab_bridge
}

start() {
  prepare_machine
  start_node "$1"
  wait_ssh "$1"
}

reset() {
  remove_host "$1"
  start "$1"
}

run_inside() {
  local pid
  pid=$(init_pid "$1") || refuse "node$1 is off; say start $1"
  nsenter -t "$pid" -m -u -i -n -p -C -- "${@:2}"
}

set_cable() {
  echo "$3" >"$hosts/node$1/$2"
  ! init_pid "$1" >/dev/null || plug "$1"
}

clean() {
  local dir
  for dir in "$LAB_DIR"/hosts/*/; do
    [ ! -d "$dir" ] || LAB_NAME=$(basename "$dir") "$here/lab.sh" down
  done
  "$here/lab.sh" down
  [ "$1" != --cache ] || rm -rf "${LAB_DIR:?}"/{base*,builder*,payload*,kubernetes,images,standin,storage*,.work.*,build.log}
}

main "$@"; exit # read to the end before it runs: the file may change under it
