import {
  compareKubernetesVersions,
  isKubeletSkewAllowed,
  parseKubernetesVersion,
} from "../../../../provider/src/domain/kubernetes-version";
import type { ClusterReport, HostReport, UpgradeReport } from "../report-schema";
import type { Hit, Rule } from "./rule";

/** Rules over versions of Kubernetes. */
export const versionRules: readonly Rule[] = [
  {
    id: "upgrades-kubernetes",
    level: "medium",
    summary: "A running cluster moves to another version of Kubernetes.",
    find: upgradesWith(({ name, upgrade }) => [
      {
        subject: name,
        message: `${name} moves from ${upgrade.from ?? "an unknown version"} to ${upgrade.to}; there is no way back`,
      },
    ]),
  },
  {
    id: "version-step",
    level: "critical",
    summary: "A version is skipped, or a version goes back: kubeadm does neither.",
    find: upgradesWith(({ name, upgrade: { from, to, step, hops } }) => {
      if (step === "downgrade") {
        return [{ subject: name, message: `${name} would go back from ${from ?? ""} to ${to}` }];
      }
      return step === "skips-minor"
        ? [
            {
              subject: name,
              message: `${name} would go from ${from ?? ""} to ${to} in one step; the way is ${hops.join(", ")}`,
            },
          ]
        : [];
    }),
  },
  {
    id: "no-snapshot",
    level: "high",
    summary: "An upgrade takes no snapshot of etcd before it begins.",
    find: upgradesWith(({ name, upgrade: { snapshot, control_planes: turns } }) =>
      snapshot !== null || turns.length === 0
        ? []
        : [{ subject: name, message: `${name} is upgraded without a snapshot of etcd` }],
    ),
  },
  {
    id: "budget-blocks",
    level: "high",
    summary: "A disruption budget allows no disruption now, and an upgrade drains nodes.",
    find: upgradesWith(({ name, upgrade: { budgets, drains } }) =>
      budgets === null || budgets.length === 0 || !drains
        ? []
        : [
            {
              subject: name,
              message: `${name}: ${budgets.map((one) => one.name).join(", ")} allow no disruption now and will hold drains up until their time limit`,
            },
          ],
    ),
  },
  {
    id: "left-behind",
    level: "medium",
    summary: "After an upgrade some nodes keep an older kubelet.",
    find: upgradesWith(({ name, upgrade: { to, left_behind: nodes } }) =>
      nodes.length === 0
        ? []
        : [
            {
              subject: name,
              message: `${name} is upgraded to ${to}, but ${nodes.join(", ")} stay behind: set kubernetes_version of their sealos_node`,
            },
          ],
    ),
  },
  {
    id: "version-skew",
    level: "high",
    summary: "A kubelet is newer than its control plane, or older than Kubernetes supports.",
    find: ({ clusters, hosts }) =>
      clusters.flatMap((cluster) =>
        hosts
          .filter(({ cluster: name, action }) => name === cluster.name && action !== "delete")
          .flatMap((host) => skewOf(cluster, host)),
      ),
  },
];

/** A cluster that is upgraded. */
type Upgraded = Omit<ClusterReport, "upgrade"> & { readonly upgrade: UpgradeReport };

function upgradesWith(find: (cluster: Upgraded) => readonly Hit[]): Rule["find"] {
  return ({ clusters }) =>
    clusters.flatMap((cluster) => {
      const { upgrade } = cluster;
      return upgrade === null ? [] : find({ ...cluster, upgrade });
    });
}

function skewOf({ name, version }: ClusterReport, host: HostReport): readonly Hit[] {
  const server = parseKubernetesVersion(version?.to ?? "");
  const kubelet = parseKubernetesVersion(host.kubelet?.to ?? "");
  if (server === undefined || kubelet === undefined) return [];
  if (isKubeletSkewAllowed(server, kubelet) && compareKubernetesVersions(kubelet, server) <= 0)
    return [];
  return [
    {
      subject: host.name,
      message: `${host.name} runs kubelet ${host.kubelet?.to ?? ""} under ${version?.to ?? ""} of ${name}, which Kubernetes does not support`,
    },
  ];
}
