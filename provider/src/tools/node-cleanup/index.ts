import type { CommandOptions, Runner } from "../../transports/runner";

/**
 * Takes away what Kubernetes leaves on a host after `kubeadm reset`: mounts below the kubelet's
 * directory, links of pod networks, packet filter chains and IPVS tables of kube-proxy, and directories that belong to
 * Kubernetes alone. Nothing else is touched; a second run finds nothing.
 */
export async function cleanUpNode(runner: Runner, options: CommandOptions = {}): Promise<void> {
  await runner.exec(["sh", "-c", SCRIPT], options);
}

// Order: processes hold mounts, mounts hold directories. Names of links: CNI bridge, flannel, calico, cilium, kube-proxy, lvscare.
const SCRIPT = `
set -u
awk '$2 ~ "^/(var/lib/kubelet|run/netns/cni-|run/containerd/io.containerd)" {print $2}' /proc/mounts | sort -r |
  while read -r mount; do umount -l "$mount"; done
for link in $(ls /sys/class/net); do
  case $link in
    cni0|flannel.1|kube-ipvs0|vxlan.calico|tunl0@*|cali*|cilium*|lxc_health) ip link delete "$link" ;;
  esac
done
for table in filter nat mangle; do
  for tool in iptables ip6tables; do
    command -v "$tool" >/dev/null || continue
    rules=$("$tool-save" -t "$table" 2>/dev/null) || continue
    printf '%s\\n' "$rules" | grep -qE '(KUBE|CNI|CILIUM|cali)-' || continue
    printf '%s\\n' "$rules" | grep -vE '(KUBE|CNI|CILIUM|cali)-' | "$tool-restore" -T "$table"
  done
done
command -v ipvsadm >/dev/null && ipvsadm --clear
for namespace in $(ls /run/netns 2>/dev/null | grep '^cni-'); do ip netns delete "$namespace"; done
rm -rf /etc/kubernetes /var/lib/kubelet /var/lib/etcd /var/lib/cni /etc/cni/net.d /var/log/pods /var/log/containers \\
  /var/log/kubernetes /run/flannel /run/kubernetes
plugins=/usr/libexec/kubernetes/kubelet-plugins
for parent in /etc/cni /var/lib/dockershim "$plugins/volume/exec" "$plugins/volume" "$plugins" /usr/libexec/kubernetes; do
  rmdir "$parent" 2>/dev/null
done
exit 0
`;
