#!/bin/bash
# check.sh REGISTRY_DATA: refuse a host that already runs, or cannot run, what this image brings.
set -u
failed=0
refuse() { echo "check: $*" >&2; failed=1; }
[ "$(uname -m)" = x86_64 ] || refuse "the machine is $(uname -m), this image is for x86_64"
for unit in docker containerd kubelet k3s registry; do
  systemctl is-active --quiet "$unit" && refuse "$unit is already running"
done
for tool in ip iptables mount nsenter tar systemctl; do
  command -v "$tool" >/dev/null || refuse "$tool is missing"
done
for port in 6443 10250 2379 2380; do
  [ -z "$(ss -Hltn "sport = :$port")" ] || refuse "port $port is in use"
done
[ ! -e "$1" ] || refuse "$1 exists"
exit $failed
