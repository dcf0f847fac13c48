# shellcheck shell=bash
# Real Kubernetes from Debian's source package, linked under any v1.20.x name. The code is that of 1.20.2 whatever the
# name says: enough for `kubeadm upgrade`, no proof about that release. Beside it the stand-ins for what Debian lacks.

# prepare_kubernetes VERSION: fills $LAB_DIR/kubernetes/VERSION with kubeadm, kubelet, kubectl, kube-apiserver,
# kube-controller-manager, kube-scheduler, kube-proxy, and the stand-ins crictl, coredns, lvscare, pause.
prepare_kubernetes() {
  local version=$1
  [ "$(cat "$LAB_DIR/kubernetes/$version/.key" 2>/dev/null)" = "$(kubernetes_key "$version")" ] && return
  prepare_builder
  progress "link Kubernetes $version" link_kubernetes "$version"
}

kubernetes_key() { echo "$1-$(key_of "$lab_dir/build/builder.sh" "$lab_dir/build/kubernetes.sh" "$lab_dir"/standins/{crictl,coredns,lvscare,pause})"; }

link_kubernetes() {
  local version=$1 out=$LAB_DIR/kubernetes/$1 name
  for name in crictl coredns lvscare; do
    rm -rf "$builder$tree/cmd/lab-$name"
    cp -r "$lab_dir/standins/$name" "$builder$tree/cmd/lab-$name"
  done
  cp "$lab_dir/standins/pause/pause.c" "$builder/src/pause.c"
  # The version is set in two packages: kubeadm and kubelet report the first, the API server answers with the second.
  # shellcheck disable=SC2016 # expanded in the builder
  in_builder '
    flags="-s -w"
    for package in component-base/version client-go/pkg/version; do
      for value in gitVersion="$2" gitMajor=1 gitMinor=20 gitTreeState=clean gitCommit=lab buildDate=2021-01-01T00:00:00Z; do
        flags+=" -X k8s.io/kubernetes/vendor/k8s.io/$package.$value"
      done
    done
    rm -rf /out && mkdir /out && cd "$1"
    go build -o /out/ -ldflags "$flags" ./cmd/{kubeadm,kubelet,kubectl,kube-{apiserver,controller-manager,scheduler,proxy},lab-crictl,lab-coredns,lab-lvscare}
    for name in crictl coredns lvscare; do mv /out/lab-$name /out/$name; done
    gcc -Os -static -s -o /out/pause /src/pause.c' "$tree" "$version"
  rm -rf "$out"
  mkdir -p "$(dirname "$out")"
  mv "$builder/out" "$out"
  kubernetes_key "$version" >"$out/.key"
}
