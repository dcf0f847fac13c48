#!/bin/bash
# Runs inside a host and prints what an installation could leave there, a sorted line a thing: two traces of a host that
# nobody changed are equal. Left out is what changes by itself (logs, caches, states of timers) and whoever is logged in.
# With --names, the contents of files are left out as well: that is quicker.
set -euo pipefail
export LC_ALL=C

main() {
  {
    files
    [ "${1:-}" = --names ] || contents
    processes | sort | uniq -c | awk '{count = $1; $1 = ""; print "process" $0 " x" count}'
    awk '{print "mount", $2, $3}' /proc/mounts
    systemctl list-units --plain --no-legend | awk '$1 !~ /\.(device|scope)$|tmpfiles-clean/ {print "unit", $1, $3, $4}'
    systemctl list-unit-files --plain --no-legend | awk '{print "unit-file", $1, $2}'
    network
    sed -n '/[^[:space:]]/s/^/hosts /p' /etc/hosts
  } | sort
}

# Contents only where files are meant to last; in /run, /tmp and /var/log it is names that tell.
files() {
  find / /var/lib -xdev \( -path /run -o -path /tmp -o -path /var/log -o -path /var/cache -o -path /var/tmp \) -prune -o \
    -not -path '/var/lib/systemd/*' -not -path '/var/lib/private/*' -not -name '.bash_history' -printf 'file %p %M %u:%g %l\n'
  find /run /tmp /var/tmp /var/log -mindepth 1 -not -regex '/run/\(systemd\|log\|user\|dbus\|sudo\|lock\|udev\|tmpfiles.d\|mount\)/.*' \
    -not -path '/var/log/*log' -not -path '/var/log/*tmp' -not -path '*/systemd-private-*' -not -path /run/xtables.lock -printf 'file %p\n'
}

contents() {
  find / /var/lib -xdev \( -path /run -o -path /tmp -o -path /var/log -o -path /var/cache -o -path /var/tmp \) -prune -o \
    -type f -not -path '/var/lib/systemd/*' -not -name '.bash_history' -exec sha256sum {} + | awk '{print "content", $2, substr($1, 1, 16)}'
}

# Names of all processes but the reader's own and those of people and programs that are logged in.
processes() {
  ps -eo pid=,ppid=,args= | awk -v self=$$ '
    {pid = $1; parent[pid] = $2; $1 = $2 = ""; args[pid] = $0; order[NR] = pid}
    END {
      for (i = 1; i <= NR; i++) {
        visitor = 0
        for (pid = order[i]; pid > 1; pid = parent[pid]) if (pid == self || args[pid] ~ /sshd: [a-z]+( |@)|sshd: .*\[(accepted|net|priv)\]/) visitor = 1
        if (!visitor) print args[order[i]]
      }
    }' | sed 's/^ *//' | grep -v '^(sd-pam)' || true
}

network() {
  ip -br link | awk '{sub(/@.*/, "", $1); print "link", $1}'
  ip -br address | awk '{sub(/@.*/, "", $1); for (i = 3; i <= NF; i++) print "address", $1, $i}'
  ip route | sed 's/^/route /; s/ *$//'
  ip rule | sed 's/^/rule /; s/ *$//'
  for tables in iptables ip6tables; do # rules and chains, not the empty built-in chains that a mere look creates
    "$tables-save" 2>/dev/null | sed -n "/^-A/s/^/$tables /p; s/^\(:[^ ]* -\).*/$tables \1/p; s/^\(:[^ ]* DROP\).*/$tables \1/p"
  done
  ss -Hltun | awk '{print "listen", $1, $5}'
}

main "$@"
