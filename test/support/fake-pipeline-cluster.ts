import type { NodeRole, Taint } from "../../provider/src/domain/node-spec";
import type { FakeCall, FakeResponse } from "./fake-runner";

/** A node object of the fake cluster. */
export interface FakeNode {
  readonly name: string;
  readonly role: NodeRole;
  readonly address: string;
  readonly machineId: string;
  ready: boolean;
  unschedulable: boolean;
  labels: Record<string, string>;
  taints: readonly Taint[];
  /** How often its kubelet was restarted; each time it reports anew. Default 0. */
  restarts?: number;
  /** Version of its kubelet; default v1.31.0. */
  version?: string;
  annotations?: Record<string, string>;
}

interface LeaseJson {
  metadata: { name: string; resourceVersion?: string };
  spec: { holderIdentity: string };
}

interface ConfigMapJson {
  kind: "ConfigMap";
  metadata: { name: string };
  data: Record<string, string>;
}

/** What the control planes of one cluster share: the API's objects, etcd's members, join tokens. */
export interface FakeCluster {
  readonly uid: string;
  readonly nodes: Map<string, FakeNode>;
  readonly configMaps: Map<string, Readonly<Record<string, string>>>;
  /** Names of the members of etcd. */
  readonly members: Set<string>;
  /** Names of those that do not answer. */
  readonly silentMembers: Set<string>;
  /** Tokens that were made and not taken back. */
  readonly tokens: Set<string>;
  lease: LeaseJson | undefined;
  /** Who held the lease, one change an entry; "" is nobody. */
  readonly holders: string[];
  /** The words of every drain, without kubectl's own. */
  readonly drains: string[];
  /** Nodes whose drain a budget forbids. */
  readonly guarded: Set<string>;
  /** Answers what a control plane is asked by kubectl, kubeadm or the gateway of etcd. */
  answer(call: FakeCall): FakeResponse;
}

/** What joining hosts find the cluster by. */
export const CLUSTER_INFO = "kind: Config\n";
/** The token that every join is given; a secret. */
export const JOIN_TOKEN = "abcdef.0123456789abcdef";
/** The key that every join of a control plane is given; a secret. */
export const CERTIFICATE_KEY = "f".repeat(64);

/** A cluster that has no node yet. */
export function createFakeCluster(): FakeCluster {
  const cluster: FakeCluster = {
    uid: "uid-of-prod",
    nodes: new Map(),
    configMaps: new Map([["cluster-info", { kubeconfig: CLUSTER_INFO }]]),
    members: new Set(),
    silentMembers: new Set(),
    tokens: new Set(),
    lease: undefined,
    holders: [],
    drains: [],
    guarded: new Set(),
    answer: (call) => {
      const [program, ...words] = call.argv;
      if (program === "kubectl") {
        const command = words.filter((word) => !/^--(kubeconfig|request-timeout)=/.test(word));
        return kubectl(cluster, command, call.stdin.toString());
      }
      return program === "kubeadm" ? kubeadm(cluster, words.join(" ")) : etcd(cluster, call);
    },
  };
  return cluster;
}

function kubectl(
  cluster: FakeCluster,
  [verb, kind, name = "", ...rest]: readonly string[],
  stdin: string,
): FakeResponse {
  switch (`${verb ?? ""} ${kind ?? ""}`) {
    case "get --raw=/readyz":
      return { stdout: "ok" };
    case "get nodes":
      return { stdout: JSON.stringify({ items: [...cluster.nodes.values()].map(nodeJson) }) };
    case "get namespace":
      return { stdout: cluster.uid };
    case "get configmap": {
      const data = cluster.configMaps.get(name);
      return { stdout: data === undefined ? "" : JSON.stringify({ data }) };
    }
    case "get configmaps":
      return {
        stdout: JSON.stringify({
          items: [...cluster.configMaps].map(([each, data]) => ({
            metadata: { name: each },
            data,
          })),
        }),
      };
    case "rollout restart":
    case "rollout status":
      return {};
    case "delete configmap":
      cluster.configMaps.delete(name);
      return {};
    case "get lease":
      return { stdout: cluster.lease === undefined ? "" : JSON.stringify(cluster.lease) };
    case "create --filename=-":
    case "replace --filename=-":
      return putObject(cluster, stdin);
    case "patch node":
      return patchNode(cluster, name, rest.join(" "));
    case "get pods":
      return { stdout: JSON.stringify({ items: [labelled("web-1", { app: "web" })] }) };
    case "get poddisruptionbudgets":
      return { stdout: JSON.stringify({ items: [BUDGET] }) };
    case "delete node":
      cluster.nodes.delete(name);
      return {};
    default:
      if (verb !== "drain") return { exitCode: 1, stderr: `unknown command ${verb ?? ""}` };
      Object.assign(cluster.nodes.get(kind ?? "") ?? {}, { unschedulable: true });
      cluster.drains.push([kind, name, ...rest].join(" "));
      return cluster.guarded.has(kind ?? "") ? { exitCode: 1, stderr: "global timeout" } : {};
  }
}

function labelled(name: string, labels: Readonly<Record<string, string>>): object {
  return { metadata: { namespace: "default", name, labels } };
}

const BUDGET = {
  ...labelled("web", {}),
  spec: { selector: { matchLabels: { app: "web" } } },
  status: { disruptionsAllowed: 0 },
};

function putObject(cluster: FakeCluster, text: string): FakeResponse {
  const object = JSON.parse(text) as (LeaseJson & { kind: "Lease" }) | ConfigMapJson;
  if (object.kind === "Lease") return putLease(cluster, object);
  cluster.configMaps.set(object.metadata.name, object.data);
  return {};
}

function putLease(cluster: FakeCluster, lease: LeaseJson): FakeResponse {
  const known = cluster.lease?.metadata.resourceVersion;
  if (lease.metadata.resourceVersion !== known) {
    return { exitCode: 1, stderr: "Error from server (Conflict): the object has been modified" };
  }
  const resourceVersion = String(Number(known ?? 0) + 1);
  cluster.lease = { ...lease, metadata: { ...lease.metadata, resourceVersion } };
  cluster.holders.push(lease.spec.holderIdentity);
  return { stdout: JSON.stringify(cluster.lease) };
}

function patchNode({ nodes }: FakeCluster, name: string, words: string): FakeResponse {
  const node = nodes.get(name);
  if (node === undefined) return { exitCode: 1, stderr: `node ${name} not found` };
  const { metadata, spec } = JSON.parse(words.slice(words.indexOf("{"))) as {
    metadata?: {
      labels?: Record<string, string | null>;
      annotations?: Record<string, string | null>;
    };
    spec?: { taints?: Taint[]; unschedulable?: boolean | null };
  };
  node.annotations = withoutMember(merged(node.annotations ?? {}, metadata?.annotations ?? {}));
  if (spec?.unschedulable !== undefined) node.unschedulable = spec.unschedulable ?? false;
  node.labels = merged(node.labels, metadata?.labels ?? {});
  node.taints = spec?.taints ?? node.taints;
  return {};
}

/** k3s takes the member of a node that asks for it out of etcd, and says so on the node. */
function withoutMember(annotations: Record<string, string>): Record<string, string> {
  const { [`${ETCD}/node-name`]: member, ...others } = annotations;
  const isAsked = annotations[`${ETCD}/remove`] === "true" && member !== undefined;
  return isAsked ? { ...others, [`${ETCD}/removed-node-name`]: member } : annotations;
}

const ETCD = "etcd.k3s.cattle.io";

function merged(
  before: Readonly<Record<string, string>>,
  change: Readonly<Record<string, string | null>>,
): Record<string, string> {
  const entries = Object.entries({ ...before, ...change });
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => entry[1] !== null),
  );
}

function kubeadm(cluster: FakeCluster, line: string): FakeResponse {
  if (line.startsWith("version")) return { stdout: "v1.31.0\n" };
  if (line.startsWith("token create")) {
    cluster.tokens.add(JOIN_TOKEN);
    const hash = `--discovery-token-ca-cert-hash sha256:${"d".repeat(64)}`;
    return {
      stdout: `kubeadm join apiserver.cluster.local:6443 --token ${JOIN_TOKEN} ${hash}\n`,
    };
  }
  if (line.startsWith("token delete")) {
    cluster.tokens.clear();
    return {};
  }
  if (line.startsWith("init phase upload-certs"))
    return { stdout: `[upload-certs] Using certificate key:\n${CERTIFICATE_KEY}\n` };
  if (line.startsWith("certs check-expiration"))
    return { stdout: "apiserver   Jan 01, 2027 00:00 UTC   364d   ca   no\n" };
  return { exitCode: 1, stderr: `unknown command ${line}` };
}

function etcd({ members, silentMembers }: FakeCluster, call: FakeCall): FakeResponse {
  const [, asked] = /https:\/\/([^/]+):2379\/v3\/maintenance\/status/.exec(call.line) ?? [];
  if (asked !== undefined) {
    return silentMembers.has(asked)
      ? { exitCode: 7, stderr: "refused" }
      : { stdout: '{"header":{}}' };
  }
  const ids = new Map([...members].map((name, index) => [String(index + 1), name]));
  if (call.line.includes("/member/remove")) {
    const { ID } = JSON.parse(call.stdin.toString()) as { ID: string };
    members.delete(ids.get(ID) ?? "");
    ids.delete(ID);
  }
  return {
    stdout: JSON.stringify({
      header: {},
      members: [...ids].map(([id, name]) => ({
        ID: id,
        name,
        peerURLs: [`https://${name}:2380`],
        clientURLs: [`https://${name}:2379`],
      })),
    }),
  };
}

function nodeJson(node: FakeNode): object {
  const roleLabel =
    node.role === "control-plane" ? { "node-role.kubernetes.io/control-plane": "" } : {};
  return {
    metadata: {
      name: node.name,
      uid: `uid-of-${node.name}`,
      resourceVersion: "1",
      creationTimestamp: "2026-01-01T00:00:00Z",
      labels: { ...roleLabel, ...node.labels },
      annotations: node.annotations ?? {},
    },
    spec: { unschedulable: node.unschedulable, taints: node.taints },
    status: {
      conditions: [
        {
          type: "Ready",
          status: node.ready ? "True" : "False",
          message: "no network",
          lastHeartbeatTime: new Date((node.restarts ?? 0) * 1_000).toISOString(),
        },
      ],
      addresses: [{ type: "InternalIP", address: node.address }],
      nodeInfo: { machineID: node.machineId, kubeletVersion: node.version ?? "v1.31.0" },
    },
  };
}
