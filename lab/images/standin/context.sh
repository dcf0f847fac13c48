#!/bin/bash
# The stand-in rootfs image: the scripts, templates and labels of images/kubernetes around programs that only seem to be
# Kubernetes (standins/standin), and a registry with images of a few bytes. The registry itself is Debian's.
#
# Usage:  context.sh VERSION DIRECTORY      fills DIRECTORY; the caller builds DIRECTORY/Kubefile
# Env:    LAB_DIR (/var/tmp/kubelab) keeps the compiler's cache and the registry's package in LAB_DIR/standin
set -euo pipefail
version=$1 rootfs=$2
lab=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cache=${LAB_DIR:-/var/tmp/kubelab}/standin
made_at=${made_at:-1600000000}
export GOPATH=/usr/share/gocode GO111MODULE=off CGO_ENABLED=0 GOCACHE=$cache/gocache GOFLAGS=-trimpath

main() {
  mkdir -p "$cache"
  install_compiler
  fetch_registry
  cp -r "$lab/images/kubernetes/." "$rootfs"
  mkdir -p "$rootfs"/{bin,cri,images/shim,opt} "$cache/tar/usr/bin"
  (cd "$lab/standins/standin" && go build -ldflags "-s -w -buildid= -X main.version=$version" -o "$cache/program" .)
  for name in bin/kubeadm bin/kubelet bin/kubectl cri/crictl; do cp "$cache/program" "$rootfs/$name"; done
  cp "$cache/program" "$cache/tar/usr/bin/containerd"
  tar --mtime="@$made_at" --owner=0 --group=0 -cf "$rootfs/cri/containerd.tar" -C "$cache/tar" usr/bin/containerd
  cp "$cache/registry/usr/bin/docker-registry" "$rootfs/cri/registry"
  # shellcheck disable=SC2016 # a bcrypt salt
  echo "admin:$(perl -e 'print crypt("passw0rd", q($2b$05$labregistrylabregistry))')" >"$rootfs/etc/registry_htpasswd"
  (exec -a kubeadm "$cache/program" config images list --kubernetes-version "$version") >"$rootfs/images/shim/DefaultImageList"
  echo registry.example/lab/lvscare:1.0 >"$rootfs/images/shim/LvscareImageList"
  cat "$rootfs"/images/shim/* | xargs go run "$lab/images/standin/registry-tree.go" "$rootfs/registry"
}

install_compiler() {
  if ! command -v go >/dev/null || [ ! -d "$GOPATH/src/gopkg.in/yaml.v3" ]; then
    apt_get install -y -qq --no-install-recommends golang-go golang-gopkg-yaml.v3-dev >&2
  fi
}

fetch_registry() {
  [ -x "$cache/registry/usr/bin/docker-registry" ] && return
  (cd "$cache" && apt_get download -qq docker-registry >&2 && dpkg -x docker-registry_*.deb registry.new && rm docker-registry_*.deb)
  rm -rf "$cache/registry"
  mv "$cache/registry.new" "$cache/registry"
}

# The package lists may be missing or old, and the machine's clock ahead of them.
apt_get() {
  local options=(-o Acquire::Check-Valid-Until=false)
  apt-get "${options[@]}" "$@" 2>/dev/null || { apt-get "${options[@]}" update -qq && apt-get "${options[@]}" "$@"; }
}

main
