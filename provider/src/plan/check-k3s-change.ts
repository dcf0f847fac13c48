import type { ClusterSpec } from "../domain/cluster-spec";
import type { Issue } from "../domain/issue";
import { isSameVersion } from "../domain/node-standing";
import type { Known } from "./known";

/**
 * Refuses what is not changed in a cluster of k3s that is made: its servers read their options once, and agree on them when they
 * join. One that is not made yet may still be told otherwise.
 */
export function checkK3sChange(
  prior: ClusterSpec,
  isMade: boolean,
  planned: Known<ClusterSpec>,
): readonly Issue[] {
  return isMade ? [...versionIssues(prior, planned), ...optionIssues(prior, planned)] : [];
}

function versionIssues({ name, rootfs }: ClusterSpec, planned: Known<ClusterSpec>) {
  const [from, to] = [rootfs.version, planned.rootfs?.version];
  if (from === undefined || to === undefined || isSameVersion(from, to)) return [];
  return [
    fixed(
      name,
      "rootfs",
      `brings k3s of Kubernetes ${to}, and the cluster runs ${from}: k3s is not upgraded in place yet. Set the image of ${from} again, or make a new cluster.`,
    ),
  ];
}

function optionIssues(prior: ClusterSpec, planned: Known<ClusterSpec>): readonly Issue[] {
  const { name } = prior;
  const made =
    "was given when the servers of k3s were made, and they do not follow a change. Set the old value again, or make a new cluster.";
  const isOther = (before: unknown, after: unknown): boolean =>
    after !== undefined && JSON.stringify(before) !== JSON.stringify(after);
  return [
    ...(isOther(prior.k3sOptions, planned.k3sOptions) ? [fixed(name, "k3s_config", made)] : []),
    ...(isOther(prior.certSans, planned.certSans) ? [fixed(name, "cert_sans", made)] : []),
    ...(isOther(prior.podSubnet, planned.podSubnet) ? [fixed(name, "pod_subnet", made)] : []),
  ];
}

function fixed(cluster: string, attribute: string, found: string): Issue {
  return {
    severity: "error",
    summary: `${TITLES[attribute] ?? attribute} Of Cluster ${cluster} Cannot Change In Place`,
    detail: `${attribute} ${found}`,
    attribute: [attribute],
  };
}

const TITLES: Readonly<Record<string, string>> = {
  rootfs: "Image",
  k3s_config: "K3s Options",
  cert_sans: "Certificate Names",
  pod_subnet: "Pod Subnet",
};
