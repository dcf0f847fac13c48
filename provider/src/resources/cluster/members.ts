import { isUnknown, warning, type Diagnostic, type JsonValue, type Planned } from "../../../sdk";
import { checkControlPlanes, type EtcdStanding } from "../../plan/quorum";
import type { ClusterMembers } from "../../pipeline/read-members";
import { issueDiagnostic } from "../issue-diagnostic";
import type { clusterSchema } from "./schema";

/** Private data with the members of etcd as the last look found them. */
export function withMembers(
  privateData: JsonValue,
  members: ClusterMembers | undefined,
): JsonValue {
  const etcd = members?.etcd.map(({ name, isLiving }) => ({ name, isLiving })) ?? [];
  return { ...(privateData as Readonly<Record<string, JsonValue>>), etcd };
}

/** Refuses a planned set of control planes that would cost the majority, by the members of the last look. */
export function quorumDiagnostics(
  name: string,
  { control_plane: planned }: Pick<Planned<typeof clusterSchema>, "control_plane">,
  privateData: JsonValue,
): readonly Diagnostic[] {
  if (isUnknown(planned)) return [];
  const { etcd = [] } = (privateData ?? {}) as { readonly etcd?: readonly EtcdStanding[] };
  return checkControlPlanes(`cluster ${name}`, etcd, Object.keys(planned)).map(issueDiagnostic);
}

/** Tells where the control planes that are there are other than those of the configuration; nothing is planned because of it. */
export function memberDiagnostics(
  name: string,
  configured: readonly string[],
  { controlPlanes, etcd }: ClusterMembers,
): readonly Diagnostic[] {
  const strangers = controlPlanes.filter((node) => !configured.includes(node));
  const orphans = etcd.filter((member) => !controlPlanes.includes(member.name));
  const silent = etcd.filter(({ isLiving }) => !isLiving);
  return [
    ...strangers.map((node) =>
      warning(
        `Control Plane ${node} Is Not In Cluster ${name}'s Configuration`,
        `The cluster has it as a control plane, and control_plane does not name it. Declare its host and node, or remove it: kubeadm reset on its host, then kubectl delete node ${node}.`,
      ),
    ),
    ...orphans.map((member) =>
      warning(
        `Etcd Of Cluster ${name} Has A Member Without A Node: ${member.name}`,
        "It counts in every majority, and there is no control plane of that name. A join that is under way looks so for a moment; otherwise the next join of that host, or the removal of its node, takes it out.",
      ),
    ),
    ...silent.map((member) =>
      warning(
        `Etcd Of ${member.name} Does Not Answer`,
        `Of ${String(etcd.length)} members of etcd, ${String(etcd.length - silent.length)} answer; the cluster needs ${String(Math.floor(etcd.length / 2) + 1)}. Bring the host of ${member.name} back; or, where it is gone for good, remove it from the configuration, which takes the lost member out of etcd.`,
      ),
    ),
  ];
}
