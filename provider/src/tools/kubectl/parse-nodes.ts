import type { NodeRole, Taint } from "../../domain/node-spec";

/** A node as the cluster sees it. */
export interface ClusterNode {
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly role: NodeRole;
  readonly ready: boolean;
  /** What the kubelet says of its condition; empty when it says nothing. */
  readonly readyMessage: string;
  /** When the kubelet last said so, ISO 8601 in whole seconds; empty when it says nothing. */
  readonly heardAt: string;
  /** Version of the kubelet, `v1.20.2`. */
  readonly version: string;
  /** Empty until the kubelet has reported it. */
  readonly internalIp: string;
  /** Content of the host's `/etc/machine-id`. */
  readonly machineId: string;
  readonly unschedulable: boolean;
  /** The member of etcd that is a part of the node, by the word of k3s; absent where there is none. */
  readonly etcd?: {
    /** Whether it has caught up and votes. */
    readonly isVoter: boolean;
  };
  /** The version that an upgrade of the node goes to, from its first to its last step. */
  readonly upgradingTo?: string;
  /** Whether somebody had cordoned the node before its upgrade began. */
  readonly wasCordoned?: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
}

/** Annotation of a node whose upgrade has begun and not ended: the version that it goes to. */
export const UPGRADING_TO = "cdktf-sealos/upgrading-to";
/** Annotation of a node that somebody else had cordoned before its upgrade began. */
export const WAS_CORDONED = "cdktf-sealos/was-cordoned";

/** Annotation by which k3s tells the member of etcd that is a part of a node; gone when the member is. */
const ETCD_MEMBER = "etcd.k3s.cattle.io/node-name";
/** Annotation that asks k3s to take a node's member out of etcd. */
export const ETCD_REMOVE = "etcd.k3s.cattle.io/remove";
/** Condition of a node of k3s; older versions do not tell, and know no member that does not vote. */
const ETCD_VOTER = "EtcdIsVoter";

const CONTROL_PLANE_LABELS = [
  "node-role.kubernetes.io/control-plane",
  "node-role.kubernetes.io/master",
];

/** Reads the JSON of `kubectl get nodes`. */
export function parseNodes(stdout: string): readonly ClusterNode[] {
  return (JSON.parse(stdout) as { items: readonly NodeJson[] }).items.map(toNode);
}

interface NodeJson {
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly resourceVersion: string;
    readonly creationTimestamp: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: {
    readonly unschedulable?: boolean;
    readonly taints?: readonly (Omit<Taint, "value"> & { readonly value?: string })[];
  };
  /** A node that was made a moment ago has none. */
  readonly status?: {
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly message?: string;
      readonly lastHeartbeatTime?: string;
    }[];
    readonly addresses?: readonly { readonly type: string; readonly address: string }[];
    readonly nodeInfo?: { readonly machineID: string; readonly kubeletVersion: string };
  };
}

function toNode({ metadata, spec = {}, status = {} }: NodeJson): ClusterNode {
  const labels = metadata.labels ?? {};
  const annotations = metadata.annotations ?? {};
  const upgradingTo = annotations[UPGRADING_TO];
  const condition = (name: string) => status.conditions?.find(({ type }) => type === name);
  const ready = condition("Ready");
  return {
    name: metadata.name,
    uid: metadata.uid,
    resourceVersion: metadata.resourceVersion,
    createdAt: metadata.creationTimestamp,
    role: CONTROL_PLANE_LABELS.some((label) => label in labels) ? "control-plane" : "worker",
    ready: ready?.status === "True",
    readyMessage: ready?.message ?? "",
    heardAt: ready?.lastHeartbeatTime ?? "",
    version: status.nodeInfo?.kubeletVersion ?? "",
    internalIp: status.addresses?.find(({ type }) => type === "InternalIP")?.address ?? "",
    machineId: status.nodeInfo?.machineID ?? "",
    unschedulable: spec.unschedulable ?? false,
    ...(upgradingTo === undefined ? {} : { upgradingTo }),
    ...(WAS_CORDONED in annotations ? { wasCordoned: true } : {}),
    ...(ETCD_MEMBER in annotations
      ? { etcd: { isVoter: condition(ETCD_VOTER)?.status !== "False" } }
      : {}),
    labels,
    taints: (spec.taints ?? []).map(({ key, value = "", effect }) => ({ key, value, effect })),
  };
}
