# shellcheck shell=bash
# The lab's bridge, and for each host a network namespace with one cable to it. No forwarding and no NAT: hosts reach
# each other and this machine, nothing else.

lab_bridge() {
  local other
  ip link show "$bridge" &>/dev/null && return
  other=$(ip -o -4 address | awk -v own="$LAB_NET.1/24" '$4 == own {print $2}')
  [ -z "$other" ] || { echo "lab: LAB_NET $LAB_NET is in use by '$other'; choose another, e.g. LAB_NET=10.178.9" >&2; exit 64; }
  ip link add "$bridge" type bridge
  ip address add "$LAB_NET.1/24" dev "$bridge"
  ip address add "$(gateway_ip6)/64" dev "$bridge" nodad
  ip link set "$bridge" up
}

new_network() {
  local i=$1 ns=$LAB_NAME-node$1 mac
  # A machine keeps its hardware address when it reboots; with a new one its peers would look for it for 40 s.
  mac=$(printf '02:1a:b0:00:%02x:%02x' $((i / 256)) $((i % 256)))
  remove_network "$i"
  ip netns add "$ns"
  ip link add "$LAB_NAME-$i" master "$bridge" type veth peer name eth0 address "$mac" netns "$ns"
  ip -n "$ns" link set lo up
  ip -n "$ns" address add "$(node_ip "$i")/24" dev eth0
  ip -n "$ns" address add "$(node_ip6 "$i")/64" dev eth0 nodad
  ip -n "$ns" link set eth0 up
  ip -n "$ns" route add default via "$LAB_NET.1"
  # Software that asks whether it runs in a cloud learns at once that it does not; kubelet would wait 11 s at each start.
  ip -n "$ns" route add unreachable 169.254.0.0/16
  plug "$i"
}

remove_network() {
  ip link del "$LAB_NAME-$1" 2>/dev/null || true
  ip netns del "$LAB_NAME-node$1" 2>/dev/null || true
}

# Brings host I's cable into the state that `cut`, `mend` and `rate` last asked for.
plug() {
  local i=$1 ns=$LAB_NAME-node$1 mbit
  ip link set "$LAB_NAME-$i" "$(cat "$hosts/node$i/link" 2>/dev/null || echo up)"
  tc qdisc del dev "$LAB_NAME-$i" root 2>/dev/null || true
  ip netns exec "$ns" tc qdisc del dev eth0 root 2>/dev/null || true
  mbit=$(cat "$hosts/node$i/rate" 2>/dev/null || echo off)
  [ "$mbit" = off ] && return
  tc qdisc add dev "$LAB_NAME-$i" root tbf rate "${mbit}mbit" burst 64kb latency 400ms
  ip netns exec "$ns" tc qdisc add dev eth0 root tbf rate "${mbit}mbit" burst 64kb latency 400ms
}
