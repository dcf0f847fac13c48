import * as z from "zod/mini";
import { computed, defineSchema, nested, nestedList, optional, required } from "../../../sdk";
import { durationType, hostIdType, progressAttributes, timeoutsAttribute } from "../attributes";
import { nodeNameType } from "../names";

/** `sealos_node`: a host's membership in a cluster. */
export const nodeSchema = defineSchema({
  version: 0,
  description:
    "The membership of a host in a cluster: joined by kubeadm or k3s, drained and removed by its delete.",
  attributes: {
    cluster_id: required(z.string(), {
      description: "`id` of the `sealos_cluster`.",
      requiresReplace: true,
    }),
    control_plane: required(z.array(hostIdType), {
      description:
        "Ids of the hosts that are control planes: the ways to the API. Any living one serves.",
    }),
    host_id: required(hostIdType, { description: "`id` of the `sealos_host`." }),
    name: required(nodeNameType, { description: "Name of the node.", requiresReplace: true }),
    role: required(z.enum(["control-plane", "worker"]), {
      description: "What the node is.",
      requiresReplace: true,
    }),
    distribution: optional(z.enum(["kubernetes", "k3s"]), {
      description:
        "What the cluster's rootfs image brings: `kubernetes` or `k3s`, its `distribution`. Default `kubernetes`. Another one replaces the node.",
    }),
    labels: optional(z.record(z.string(), z.string()), {
      description: "Labels to keep on the node.",
    }),
    taints: optional(
      nestedList({
        key: required(z.string(), { description: "Key of the taint." }),
        value: optional(z.string(), { description: "Value of the taint." }),
        effect: required(z.enum(["NoSchedule", "PreferNoSchedule", "NoExecute"]), {
          description: "Effect of the taint.",
        }),
      }),
      { description: "Taints of the node. Default: what kubeadm gives the role." },
    ),
    kubelet_config_digest: optional(z.string(), {
      description:
        "`kubelet_config_digest` of the `sealos_cluster`: the node takes over the cluster's kubelet configuration whenever it changes. Default: the node keeps the one that it joined with.",
    }),
    drain: optional(
      nested({
        enabled: optional(z.boolean(), {
          description: "Whether to drain before the node leaves. Default `true`.",
        }),
        timeout: optional(durationType, { description: "Limit of the drain. Default `5m`." }),
        force: optional(z.boolean(), {
          description: "Also evict pods that no controller owns. Default `true`.",
        }),
      }),
      { description: "How the node is emptied before it leaves or is upgraded." },
    ),
    kubernetes_version: optional(z.string(), {
      description:
        "Version of Kubernetes that the node shall run: `kubernetes_version` of the `sealos_cluster`, so that it is upgraded after its control planes. Default: the one that it joined with.",
    }),
    timeouts: timeoutsAttribute({ create: "20m", update: "60m", delete: "20m" }),
    id: computed(z.string(), { description: "`<cluster id>/<node name>`.", keep: true }),
    kubelet_version: computed(z.string(), {
      description: "Version of the node's kubelet.",
      keep: true,
    }),
    condition: computed(z.string(), {
      description:
        "`Ready`, or `NotReady: …` with what the kubelet says, as the cluster saw the node at the last look.",
      keep: true,
    }),
    ...progressAttributes,
  },
});
