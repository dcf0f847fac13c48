#!/bin/bash
# The rootfs image of k3s, in sealos' layout. The k3s in it only seems to be one (standins/k3s), unless LAB_K3S_BINARY names a
# real one. Registry and compiler are those of images/standin.
#
# Usage:  context.sh VERSION DIRECTORY      fills DIRECTORY; the caller builds DIRECTORY/Kubefile
# Env:    LAB_DIR (/var/tmp/kubelab); LAB_K3S_BINARY, with k3s-airgap-images-amd64.tar* beside it where its pods are to run
set -euo pipefail
version=$1 rootfs=$2
lab=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cache=${LAB_DIR:-/var/tmp/kubelab}/standin
export GOPATH=/usr/share/gocode GO111MODULE=off CGO_ENABLED=0 GOCACHE=$cache/gocache GOFLAGS=-trimpath

main() {
  aside=$(mktemp -d)
  trap 'rm -rf "$aside"' EXIT
  mkdir -p "$aside/kubernetes" "$rootfs"/{bin,cri,images/shim,opt,registry}
  bash "$lab/images/standin/context.sh" "$version" "$aside/kubernetes"
  cp -r "$lab/images/k3s/." "$rootfs"
  rm "$rootfs/context.sh"
  cp "$aside/kubernetes"/etc/registry* "$rootfs/etc"
  cp "$aside/kubernetes"/scripts/{init,clean}-registry.sh "$rootfs/scripts"
  cp "$aside/kubernetes/cri/registry" "$rootfs/cri"
  echo registry.example/pause:3.2 >"$rootfs/images/shim/DefaultImageList"
  xargs -a "$rootfs/images/shim/DefaultImageList" go run "$lab/images/standin/registry-tree.go" "$rootfs/registry"
  if [ -n "${LAB_K3S_BINARY:-}" ]; then real_k3s; else standin_k3s; fi
}

standin_k3s() {
  mkdir "$aside/source"
  cp "$lab"/standins/{standin,k3s}/* "$aside/source"
  (cd "$aside/source" && go build -ldflags "-s -w -buildid= -X main.version=$version" -o "$rootfs/bin/k3s" .)
}

real_k3s() {
  local images
  install -m 755 "$LAB_K3S_BINARY" "$rootfs/bin/k3s"
  mkdir "$rootfs/images/airgap"
  for images in "$(dirname "$LAB_K3S_BINARY")"/k3s-airgap-images-amd64.tar*; do
    [ ! -e "$images" ] || cp "$images" "$rootfs/images/airgap"
  done
}

main
