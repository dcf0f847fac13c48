# shellcheck shell=bash
# shellcheck disable=SC2034 # read by the scripts that source this one
# The lab's settings and the names that follow from them; docs: lab/README.md.

if [ "$(uname -s)" != Linux ] || [ "$(id -u)" != 0 ]; then
  echo "lab: needs Linux and root, as hosts are namespaces; run it with sudo, or use your own machines: npm run demo -- --hosts user@a,user@b" >&2
  exit 64
fi

umask 022 # a host whose root directory is closed to others lets no ordinary user in
export LAB_DIR=${LAB_DIR:-/var/tmp/kubelab} LAB_NAME=${LAB_NAME:-lab} LAB_NET=${LAB_NET:-10.77.0} LAB_PASSWORD=${LAB_PASSWORD:-lab}
# Names of network links have 15 characters at most.
if ! [[ $LAB_NAME =~ ^[a-z][a-z0-9]{0,9}$ ]]; then
  echo "lab: LAB_NAME is '$LAB_NAME'; it must be a lower-case letter and up to nine letters or digits, e.g. LAB_NAME=lab2" >&2
  exit 64
fi
if ! [[ $LAB_NET =~ ^([0-9]{1,3}\.){2}[0-9]{1,3}$ ]]; then
  echo "lab: LAB_NET is '$LAB_NET'; it must be the first three parts of an unused IPv4 network, e.g. LAB_NET=10.77.0" >&2
  exit 64
fi

lab_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
hosts=$LAB_DIR/hosts/$LAB_NAME # disks, process ids and settings of this lab's hosts
key=$LAB_DIR/id_ed25519        # opens every host of every lab
bridge=$LAB_NAME-br
group=lab-$LAB_NAME # the lab's group in every cgroup hierarchy

node_ip() { echo "$LAB_NET.$((10 + $1))"; }
# 10.77.0 becomes fd00:10:77::/64, and 10.77.3 fd00:10:77:3::/64: written as the kernel prints them.
node_ip6() { printf 'fd00:%s::%s\n' "$(sed 's/\./:/g; s/:0$//' <<<"$LAB_NET")" "${2:-$((10 + $1))}"; }
gateway_ip6() { node_ip6 0 1; }
node_ids() { find "$hosts" -mindepth 1 -maxdepth 1 -name 'node*' -printf '%f\n' 2>/dev/null | sed -n 's/^node\([0-9]*\)$/\1/p' | sort -n; }
