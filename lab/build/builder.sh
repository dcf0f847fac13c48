# shellcheck shell=bash
# A Debian with Go and the source of Kubernetes 1.20.2, where binaries are linked. It keeps Go's build cache.

builder=$LAB_DIR/builder
tree=/go/src/k8s.io/kubernetes # inside the builder

# Builds the builder unless there is one of the same recipe.
prepare_builder() {
  local own
  own=$(key_of "$lab_dir/build/builder.sh")
  [ "$(cat "$builder.done" 2>/dev/null)" = "$own" ] && return
  need mmdebstrap=mmdebstrap
  progress 'install the compilers and unpack the source of Kubernetes' build_builder
  echo "$own" >"$builder.done"
}

build_builder() {
  remove_tree "$builder"
  bootstrap_debian --variant=buildd --include=golang-go,golang-github-modern-go-reflect2-dev,rsync,git,jq bookworm "$builder"
  sed -n 's/^deb \(.* bookworm main\)/deb-src \1/p' "$builder/etc/apt/sources.list" >"$builder/etc/apt/sources.list.d/src.list"
  # The vendored reflect2 relies on how maps were laid out before Go 1.18; Debian's package does not.
  # shellcheck disable=SC2016 # expanded in the builder
  in_builder '
    apt-get update -qq
    mkdir -p /src "$(dirname "$1")" && cd /src && apt-get source -qq --download-only kubernetes
    dpkg-source --no-check -x kubernetes_*.dsc "$1"
    rm -rf "$1/vendor/github.com/modern-go/reflect2"
    cp -a /usr/share/gocode/src/github.com/modern-go/reflect2 "$1/vendor/github.com/modern-go/"
    rm -f "$1"/vendor/github.com/modern-go/reflect2/*_test.go
    cd "$1" && make generated_files' "$tree"
}

# in_builder SCRIPT ARGUMENT…: runs a bash script there, with its own processes, devices and /tmp.
in_builder() {
  # shellcheck disable=SC2016 # expanded by the inner shells
  nice -n 10 unshare --mount --pid --fork --kill-child bash -c '
    mount --make-rprivate / && mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" && mount -t tmpfs tmpfs "$1/tmp"
    exec chroot "$1" /usr/bin/env -i PATH="$PATH" HOME=/root GOPATH=/go GO111MODULE=off CGO_ENABLED=0 GOCACHE=/gocache \
      bash -euo pipefail -c "$2" builder "${@:3}"' in_builder "$builder" "$@"
}
