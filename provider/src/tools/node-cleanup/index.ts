import type { CommandOptions, QueryRunner, Runner } from "../../transports/runner";

/** Parts of a pod network on a host: configurations of CNI (`file:10-lab.conflist`) and network links (`link:cni0`). */
export type PodNetwork = readonly string[];

/** The parts of a pod network that are on a host: what {@link cleanUpNode} would take away. */
export async function findPodNetwork(
  runner: QueryRunner,
  options: CommandOptions = {},
): Promise<PodNetwork> {
  const { stdout } = await runner.query(["sh", "-c", FIND, "find-pod-network"], options);
  return stdout.split("\n").filter((line) => line !== "");
}

/**
 * Takes away what Kubernetes leaves on a host after `kubeadm reset`: mounts below the kubelet's
 * directory, pod networks, packet filter chains and IPVS tables of kube-proxy, and directories that belong to
 * Kubernetes alone, but for `/etc/kubernetes`, which says that there is something to take away. Nothing else is touched, and of pod
 * networks not what is to be kept; a second run finds nothing.
 */
export async function cleanUpNode(
  runner: Runner,
  keep: PodNetwork = [],
  options: CommandOptions = {},
): Promise<void> {
  await runner.exec(["sh", "-c", SCRIPT, "clean-up-node", ...keep], options);
}

// The CNI bridge, flannel, calico, cilium, kube-proxy and lvscare.
const LINKS = "cni0|flannel.1|kube-ipvs0|vxlan.calico|tunl0@*|cali*|cilium*|lxc_health";

const FIND = `
for link in $(ls /sys/class/net); do
  case $link in ${LINKS}) echo "link:$link" ;; esac
done
for file in $(ls /etc/cni/net.d 2>/dev/null); do echo "file:$file"; done
`;

// Order: processes hold mounts, mounts hold directories.
const SCRIPT = `
set -u
kept=" $* "
awk '$2 ~ "^/(var/lib/kubelet|run/netns/cni-|run/containerd/io.containerd)" {print $2}' /proc/mounts | sort -r |
  while read -r mount; do umount -l "$mount"; done
for link in $(ls /sys/class/net); do
  case $kept in *" link:$link "*) continue ;; esac
  case $link in ${LINKS}) ip link delete "$link" ;; esac
done
for file in $(ls /etc/cni/net.d 2>/dev/null); do
  case $kept in *" file:$file "*) ;; *) rm -rf "/etc/cni/net.d/$file" ;; esac
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
rm -rf /var/lib/kubelet /var/lib/etcd /var/lib/cni /var/log/pods /var/log/containers \\
  /var/log/kubernetes /run/flannel /run/kubernetes
plugins=/usr/libexec/kubernetes/kubelet-plugins
for parent in /etc/cni/net.d /etc/cni /var/lib/dockershim "$plugins/volume/exec" "$plugins/volume" "$plugins" /usr/libexec/kubernetes; do
  rmdir "$parent" 2>/dev/null
done
exit 0
`;
