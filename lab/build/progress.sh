# shellcheck shell=bash
# Long steps with a progress line, the tools they need, and locks between runs that share LAB_DIR.

# progress TITLE COMMAND…: runs a command whose output goes to $LAB_DIR/build.log; tells on stderr what runs and for how
# long. Call it plainly, never as a condition: bash would then not stop the command at its first error.
progress() {
  local title=$1 began=$SECONDS status=0 pid from log=$LAB_DIR/build.log
  shift
  mkdir -p "$LAB_DIR"
  echo "== $title" >>"$log"
  from=$(wc -l <"$log")
  [ -t 2 ] || printf '         %s …\n' "$title" >&2
  set -m # a process group of its own, so that it ends with this run when somebody interrupts it
  (set -e; "$@") >>"$log" 2>&1 &
  pid=$!
  set +m
  # shellcheck disable=SC2064 # this process
  trap "kill -KILL -- -$pid; exit 130" INT TERM HUP
  tick "$title" "$began" "$pid"
  wait "$pid" || status=$?
  trap - INT TERM HUP
  [ ! -t 2 ] || printf '\r\e[K' >&2
  [ "$status" = 0 ] && { printf '[%4d s] %s\n' $((SECONDS - began)) "$title" >&2; return; }
  printf '[%4d s] FAILED: %s; the end of %s:\n' $((SECONDS - began)) "$title" "$log" >&2
  tail -n +"$((from + 1))" "$log" | tail -40 >&2
  return "$status"
}

# On a terminal the seconds count up in place; in a log file there is a line a minute, so that nobody thinks it hangs.
tick() {
  local every=60 next
  [ ! -t 2 ] || every=1
  next=$(($2 + every))
  while kill -0 "$3" 2>/dev/null; do
    if [ $SECONDS -ge $next ]; then
      next=$((next + every))
      if [ -t 2 ]; then printf '\r'; fi
      printf '[%4d s] %s …' $((SECONDS - $2)) "$1"
      [ -t 2 ] || echo
    fi >&2
    sleep 0.1
  done
}

# need COMMAND=PACKAGE…: installs the Debian packages of the commands that are missing.
need() {
  local pair missing=()
  for pair; do command -v "${pair%%=*}" >/dev/null || missing+=("${pair#*=}"); done
  [ ${#missing[@]} = 0 ] && return
  command -v apt-get >/dev/null || { echo "lab: ${missing[*]} must be installed; this machine has no apt-get to do it" >&2; return 1; }
  progress "install ${missing[*]}" apt_install "${missing[@]}"
}
apt_install() {
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "$@"
}

# with_lock NAME COMMAND…: one run at a time on this LAB_DIR. A lock ends with the processes that have its file open.
locks=()
with_lock() {
  local name=$1 fd
  shift
  mkdir -p "$LAB_DIR"
  exec {fd}>"$LAB_DIR/.$name.lock"
  locks+=("$fd")
  flock -n "$fd" || { echo "lab: waiting for another run ($name) …" >&2; flock "$fd"; }
  "$@"
  exec {fd}>&-
  unset 'locks[-1]'
}
# For processes that outlive the run.
drop_locks() {
  local fd
  for fd in "${locks[@]}"; do exec {fd}>&-; done
}

# key_of PATH…: 16 digits that change with the content of these files and folders or with their names inside them.
key_of() {
  local path
  for path; do (cd "$(dirname "$path")" && find "$(basename "$path")" -type f -print0 | sort -z | xargs -0 sha256sum); done |
    sha256sum | cut -c1-16
}

# The machine's clock may be ahead of the archive's Valid-Until.
bootstrap_debian() { nice -n 10 mmdebstrap --aptopt='Acquire::Check-Valid-Until "false"' "$@"; }

# Deletes a tree in which an interrupted build may have left mounts.
remove_tree() {
  local dir
  for dir in $(awk -v root="$1/" 'index($2, root) == 1 {print $2}' /proc/mounts | sort -r); do umount -l "$dir"; done
  rm -rf "$1"
}
