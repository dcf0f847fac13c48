# shellcheck shell=bash
# Debian packages that go into the images: unpacked with their libraries, not installed.

payload=$LAB_DIR/payload

payload_key() { key_of "$lab_dir/build/payload.sh"; }

prepare_payload() {
  [ "$(cat "$payload.done" 2>/dev/null)" = "$(payload_key)" ] && return
  need mmdebstrap=mmdebstrap
  progress 'unpack containerd, etcd, the registry and what they need' unpack_payload
  payload_key >"$payload.done"
}

unpack_payload() {
  remove_tree "$payload"
  bootstrap_debian --variant=extract bookworm "$payload" \
    --include=containerd,runc,docker-registry,etcd-server,containernetworking-plugins,iptables,conntrack,busybox-static
}
