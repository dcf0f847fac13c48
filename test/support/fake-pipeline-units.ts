import { parseAllDocuments } from "yaml";
import type { FakeCluster } from "./fake-pipeline-cluster";
import { removeTree, type UnitHost } from "./fake-pipeline-files";
import { runFakeK3s } from "./fake-pipeline-k3s";

/** A long command that a machine was given. */
export interface FakeUnit {
  readonly name: string;
  /** The shell script that it ran, environment included. */
  readonly payload: string;
}

/** What kubeadm and the image's init script do to a machine and its cluster; other commands change nothing here. */
export function runFakeUnit(
  host: UnitHost,
  cluster: FakeCluster,
  { name, payload }: FakeUnit,
): void {
  if (name.endsWith("-kubeadm-init")) initialise(host, cluster, payload);
  if (name.endsWith("-kubeadm-join")) join(host, cluster, payload);
  if (name.endsWith("-kubeadm-reset")) reset(host, cluster);
  if (name.endsWith("-kubeadm-upgrade")) upgrade(cluster, payload);
  runFakeK3s(host, cluster, name);
  if (name.endsWith("-bootstrap-init-init")) install(host, payload);
  if (name.endsWith("-bootstrap-init-clean")) host.files.delete(INSTALLED_KUBELET);
}

/** Where a machine of the tests keeps the version of what is installed. */
export const INSTALLED_KUBELET = "/usr/bin/kubelet";

function install({ files }: UnitHost, payload: string): void {
  const version = /SEALOS_SYS_KUBE_VERSION='?([^'\s]+)/.exec(payload)?.[1];
  if (version !== undefined) files.set(INSTALLED_KUBELET, version);
}

/** `upgrade apply` brings the cluster to a version; `upgrade node` follows it. */
function upgrade({ configMaps }: FakeCluster, payload: string): void {
  const version = /upgrade apply (\S+)/.exec(payload)?.[1];
  const { ClusterConfiguration = "" } = configMaps.get("kubeadm-config") ?? {};
  if (version === undefined) return;
  const next = ClusterConfiguration.replace(
    /kubernetesVersion: .*/,
    `kubernetesVersion: ${version}`,
  );
  configMaps.set("kubeadm-config", { ClusterConfiguration: next });
}

interface Registration {
  readonly kind: string;
  readonly nodeRegistration: { readonly name: string };
  readonly controlPlane?: object;
}

function initialise(host: UnitHost, cluster: FakeCluster, payload: string): void {
  const { nodeRegistration } = documentOf(host, payload, "InitConfiguration");
  becomeControlPlane(host, cluster, nodeRegistration.name);
  cluster.configMaps.set("kubeadm-config", {
    ClusterConfiguration: `apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\nkubernetesVersion: ${host.files.get(INSTALLED_KUBELET) ?? "v1.31.0"}\n`,
  });
  cluster.configMaps.set("kube-proxy", {});
}

function join(host: UnitHost, cluster: FakeCluster, payload: string): void {
  const document = documentOf(host, payload, "JoinConfiguration");
  const { name } = document.nodeRegistration;
  if (document.controlPlane !== undefined) becomeControlPlane(host, cluster, name);
  else becomeNode(host, cluster, name, "worker");
}

function becomeControlPlane(host: UnitHost, cluster: FakeCluster, name: string): void {
  host.files.set(
    "/etc/kubernetes/admin.conf",
    "    server: https://apiserver.cluster.local:6443\n",
  );
  host.files.set("/etc/kubernetes/manifests/etcd.yaml", "kind: Pod\n");
  host.files.set("/etc/kubernetes/pki/ca.crt", "-----BEGIN CERTIFICATE-----\n");
  host.files.set("/etc/kubernetes/pki/apiserver.crt", API_SERVER_CERTIFICATE);
  cluster.members.add(name);
  becomeNode(host, cluster, name, "control-plane");
}

function becomeNode(
  { files, facts }: UnitHost,
  cluster: FakeCluster,
  name: string,
  role: "control-plane" | "worker",
): void {
  files.set("/var/lib/kubelet/config.yaml", "kind: KubeletConfiguration\n");
  cluster.nodes.set(name, {
    name,
    role,
    address: facts.addresses[0] ?? "",
    machineId: facts.machineId,
    ready: true,
    unschedulable: false,
    labels: {},
    taints: [],
    version: files.get(INSTALLED_KUBELET) ?? "v1.31.0",
  });
}

function reset({ files, facts }: UnitHost, { nodes, members }: FakeCluster): void {
  removeTree(files, "/etc/kubernetes");
  removeTree(files, "/var/lib/kubelet");
  files.set("/etc/kubernetes/manifests/", ""); // kubeadm leaves its directories, empty
  const own = [...nodes.values()].find(({ machineId }) => machineId === facts.machineId);
  if (own !== undefined) members.delete(own.name);
}

function documentOf({ files }: UnitHost, payload: string, kind: string): Registration {
  const path =
    payload
      .match(/--config=(\S+)/g)
      ?.at(-1)
      ?.replace("--config=", "") ?? "";
  const documents = parseAllDocuments(files.get(path) ?? "");
  const found = documents
    .map((document) => document.toJS() as Registration)
    .find((document) => document.kind === kind);
  if (found === undefined) throw new Error(`${path} holds no ${kind}`);
  return found;
}

// Valid until 2027-01-01.
const API_SERVER_CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBGTCBwAIBATAKBggqhkjOPQQDAjAZMRcwFQYDVQQDDA5rdWJlLWFwaXNlcnZl
cjAeFw0yNjAxMDEwMDAwMDBaFw0yNzAxMDEwMDAwMDBaMBkxFzAVBgNVBAMMDmt1
YmUtYXBpc2VydmVyMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEMCxeCv9XX072
ERtPWQWxaaN0iN/25C/T3ZlC7qrBhGlhWEBswjl6ydg1T0wY+QVboB1kTdr39U78
OFQ6tnftpDAKBggqhkjOPQQDAgNIADBFAiEAsTOtkAjI7s3W3kUKLBEUeqDuEE6q
rWD4NKzZwJ6g1E4CICS0wlmQGynq0I/nG03M1/VDHuKTn21zyDXztD+JP2dl
-----END CERTIFICATE-----
`;
