# shellcheck shell=bash
# What there is: for programs (inventory), for people (status), for comparing before with after (trace).

# Prints the lab as JSON: {hosts: [{name, address, ipv6, port, ports, user, keyPath, hostKey}], users, password, gateway, gateway6, knownHosts}.
inventory() {
  local i separator=''
  echo '{"hosts": ['
  for i in $(node_ids); do
    printf '%s  {"name": "node%s", "address": "%s", "ipv6": "%s", "port": 22, "ports": [22, 2222], "user": "root", "keyPath": "%s", "hostKey": "%s"}' \
      "$separator" "$i" "$(node_ip "$i")" "$(node_ip6 "$i")" "$key" "$(host_key "$i")"
    separator=$',\n'
  done
  printf '\n],\n "users": ["root", "ops", "opspw"], "password": "%s", "gateway": "%s", "gateway6": "%s", "knownHosts": "%s"}\n' \
    "$LAB_PASSWORD" "$LAB_NET.1" "$(gateway_ip6)" "$hosts/known_hosts"
}

status() {
  local i state memory
  for i in $(node_ids); do
    state=off memory=0
    if init_pid "$i" >/dev/null; then
      state=$(run_inside "$i" systemctl is-system-running 2>/dev/null || true)
      memory=$(memory_in_use "$i")
    fi
    printf 'node%s %s %s cable=%s rate=%s memory=%sMiB disk=%sMiB\n' "$i" "$(node_ip "$i")" "${state:-starting}" \
      "$(cat "$hosts/node$i/link" 2>/dev/null || echo up)" "$(cat "$hosts/node$i/rate" 2>/dev/null || echo off)" \
      $((${memory:-0} / 1048576)) "$(du -sm "$hosts/node$i" 2>/dev/null | cut -f1)"
  done
}

# Prints, sorted, everything on host I that an installation could leave behind (hosts/trace.sh).
trace_host() { run_inside "$1" bash -s -- "${@:2}" <"$lab_dir/hosts/trace.sh"; }
