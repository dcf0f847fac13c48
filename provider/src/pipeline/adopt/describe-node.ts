import type { Fields } from "../../domain/kubeadm/fields";
import type { ClusterNode } from "../../tools/kubectl";

/**
 * What a node shows of how it was marked, in the arguments of `sealos_node`: labels that are nobody's but the practitioner's, and
 * taints that neither kubeadm gives the role nor Kubernetes itself sets. Null where there are none.
 */
export function describeFoundNode({ name, role, labels, taints }: ClusterNode): Fields {
  const own = Object.entries(labels).filter(([label]) => !isSystem(label));
  const isMarked = !taints.every((taint) => isSystem(taint.key));
  const wanted = taints.filter(({ key }) => !key.startsWith("node.") || !isSystem(key));
  return {
    name,
    role,
    labels: own.length === 0 ? null : Object.fromEntries(own),
    taints: isMarked
      ? wanted.map(({ key, value, effect }) => ({
          key,
          value: value === "" ? null : value,
          effect,
        }))
      : null,
  };
}

/** Names of Kubernetes' own domains, and those that lifecycle controllers write. */
function isSystem(name: string): boolean {
  const [domain, ...rest] = name.split("/");
  return rest.length > 0 && /(^|\.)(kubernetes|k8s)\.io$/.test(domain ?? "");
}
