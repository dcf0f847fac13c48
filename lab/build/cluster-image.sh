# shellcheck shell=bash
# The contexts of the lab's images: recipes of lab/images plus binaries and the container images they bring along.
# shellcheck disable=SC2154 # work: set by make_image

# The rootfs image of VERSION in sealos' layout, with real Kubernetes.
kubernetes_context() {
  local version=$1 bin=$LAB_DIR/kubernetes/$1 rootfs=$work/context
  cp -r "$lab_dir/images/kubernetes/." "$rootfs"
  mkdir -p "$rootfs"/{bin,cri,images/shim,opt} "$work/cni/opt/cni/bin"
  cp "$bin"/{kubeadm,kubelet,kubectl} "$rootfs/bin"
  cp "$bin/crictl" "$rootfs/cri"
  cp "$payload/usr/bin/docker-registry" "$rootfs/cri/registry"
  cp "$payload"/usr/lib/cni/{bridge,host-local,loopback,portmap} "$work/cni/opt/cni/bin"
  tar --mtime="@$made_at" --owner=0 --group=0 -cf "$rootfs/cri/containerd.tar" -C "$payload" usr/bin/{containerd,containerd-shim-runc-v2,ctr} usr/sbin/runc \
    -C "$work/cni" opt/cni/bin/{bridge,host-local,loopback,portmap}
  # shellcheck disable=SC2016 # a bcrypt salt
  echo "admin:$(perl -e 'print crypt("passw0rd", q($2b$05$labregistrylabregistry))')" >"$rootfs/etc/registry_htpasswd"
  "$bin/kubeadm" config images list --kubernetes-version "$version" >"$rootfs/images/shim/DefaultImageList"
  echo registry.example/lab/lvscare:1.0 >"$rootfs/images/shim/LvscareImageList"
  with_registry "$rootfs/registry" push_cluster_images "$version"
}

push_cluster_images() {
  local version=$1 bin=$LAB_DIR/kubernetes/$1 libraries iptables=$work/iptables component tag tool
  libraries="$payload/lib=/lib $payload/lib64=/lib64 $payload/usr/lib/x86_64-linux-gnu=/usr/lib/x86_64-linux-gnu"
  mkdir -p "$iptables"
  cp "$payload"/usr/sbin/{xtables-nft-multi,conntrack} "$iptables"
  for tool in {iptables,ip6tables}{,-save,-restore}; do ln -s xtables-nft-multi "$iptables/$tool"; done
  for component in kube-apiserver kube-controller-manager kube-scheduler; do
    push_image "$component:$version" '' "$bin/$component=/usr/local/bin/$component"
  done
  # shellcheck disable=SC2086 # several words on purpose
  push_image "kube-proxy:$version" '' "$bin/kube-proxy=/usr/local/bin/kube-proxy" "$iptables=/usr/sbin" $libraries
  tag=$(sed -n 's,.*/etcd:,,p' "$work/context/images/shim/DefaultImageList")
  # shellcheck disable=SC2086
  push_image "etcd:$tag" '' "$payload/usr/bin/etcd=/usr/local/bin/etcd" $libraries
  push_image coredns:1.7.0 '["/coredns"]' "$bin/coredns=/coredns"
  push_image pause:3.2 '["/pause"]' "$bin/pause=/pause"
  push_image lab/lvscare:1.0 '' "$bin/lvscare=/usr/bin/lvscare"
}

# An image of the named recipe as it is.
plain_context() { cp -r "$lab_dir/images/$1/." "$work/context"; }

# The application with a deployment; its container is Debian's static busybox.
app_context() {
  plain_context app
  mkdir -p "$work/context/images/shim"
  echo registry.example/lab-app:1.0 >"$work/context/images/shim/DefaultImageList"
  with_registry "$work/context/registry" push_image lab-app:1.0 '["/bin/busybox"]' "$payload/bin/busybox=/bin/busybox"
}

# A recipe with its own context.sh VERSION DIRECTORY, which fills the directory; it has LAB_DIR to keep things in.
scripted_context() { bash "$lab_dir/images/$1/context.sh" "$2" "$work/context"; }
