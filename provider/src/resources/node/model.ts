import type { FinalPlan, Planned, State } from "../../../sdk";
import { parseHostId, parseHostIds, type HostLocator } from "../../domain/host-locator";
import type { DrainSpec, NodeSpec, Taint } from "../../domain/node-spec";
import { parseDuration } from "../../lib/duration";
import type { Known } from "../../plan/known";
import { mapKnown, whenKnown } from "../known";
import type { nodeSchema } from "./schema";

type NodeState = State<typeof nodeSchema>;

/** What the practitioner wants of the node, as far as the plan knows it. */
export function plannedSpec(planned: Planned<typeof nodeSchema>): Known<NodeSpec> {
  return {
    clusterId: whenKnown(planned.cluster_id),
    controlPlanes: mapKnown(planned.control_plane, parseHostIds),
    host: mapKnown(planned.host_id, parseHostId),
    name: whenKnown(planned.name),
    role: whenKnown(planned.role),
    distribution: mapKnown(planned.distribution, (given) => given ?? "kubernetes"),
    labels: mapKnown(planned.labels, (labels) => labels ?? {}),
    taints: mapKnown(planned.taints, taintsOf),
    drain: mapKnown(planned.drain, drainOf),
    kubernetesVersion: whenKnown(planned.kubernetes_version),
    kubeletConfig: whenKnown(planned.kubelet_config_digest),
  };
}

/** What the practitioner wants of the node, at a time when all of it is known. */
export function nodeSpec(values: FinalPlan<typeof nodeSchema> | NodeState): NodeSpec {
  return {
    clusterId: values.cluster_id,
    controlPlanes: parseHostIds(values.control_plane),
    host: parseHostId(values.host_id) ?? NOWHERE,
    name: values.name,
    role: values.role,
    distribution: values.distribution ?? "kubernetes",
    labels: values.labels ?? {},
    taints: taintsOf(values.taints),
    drain: drainOf(values.drain),
    kubernetesVersion: values.kubernetes_version,
    kubeletConfig: values.kubelet_config_digest,
  };
}

/** Stands for a host id that validation lets through only in a state that is older than the rule. */
const NOWHERE: HostLocator = {
  address: "",
  port: 22,
  profile: undefined,
  machineId: undefined,
  hostKey: undefined,
};

const DRAIN_SECONDS = 300;

function taintsOf(
  taints:
    | readonly {
        readonly key: string;
        readonly value: string | null;
        readonly effect: Taint["effect"];
      }[]
    | null,
): readonly Taint[] | null {
  return taints === null
    ? null
    : taints.map(({ key, value, effect }) => ({ key, value: value ?? "", effect }));
}

function drainOf(
  drain: {
    readonly enabled: boolean | null;
    readonly timeout: string | null;
    readonly force: boolean | null;
  } | null,
): DrainSpec {
  const milliseconds = parseDuration(drain?.timeout ?? "");
  return {
    enabled: drain?.enabled ?? true,
    timeoutSeconds: milliseconds === undefined ? DRAIN_SECONDS : Math.ceil(milliseconds / 1_000),
    force: drain?.force ?? true,
  };
}
