#!/bin/bash
# pod-network.sh up|down PREFIX: a bridge for this host's pods (PREFIX.<last part of the host's address>.0/24) and a
# route to those of each host the lab can have. Stands in for a network add-on; runs at every boot.
set -euo pipefail
own=$(ip -4 route get 203.0.113.1 | sed -n 's/.* src \([0-9.]*\).*/\1/p')

each_peer() { # command with PART and ADDRESS
  local part
  for part in $(seq 11 40); do
    [ "$part" = "${own##*.}" ] || "$1" "$part" "${own%.*}.$part"
  done
}

if [ "$1" = down ]; then
  forget() { ip route del "$prefix.$1.0/24" 2>/dev/null || true; }
  prefix=$2
  each_peer forget
  ip link delete cni0 2>/dev/null || true
  exit
fi

mkdir -p /etc/cni/net.d
cat >/etc/cni/net.d/10-lab.conflist <<CONF
{"cniVersion": "0.4.0", "name": "lab", "plugins": [
  {"type": "bridge", "bridge": "cni0", "isGateway": true, "hairpinMode": true,
   "ipam": {"type": "host-local", "subnet": "$2.${own##*.}.0/24", "routes": [{"dst": "0.0.0.0/0"}]}},
  {"type": "portmap", "capabilities": {"portMappings": true}}]}
CONF
learn() { ip route replace "$prefix.$1.0/24" via "$2"; }
prefix=$2
each_peer learn
