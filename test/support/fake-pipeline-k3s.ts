import { parse } from "yaml";
import type { FakeCluster } from "./fake-pipeline-cluster";
import { removeTree, type UnitHost } from "./fake-pipeline-files";

const CONFIG = "/etc/rancher/k3s/config.yaml";
const SERVER = "/var/lib/rancher/k3s/server";

/** What starting and resetting k3s do to a machine and its cluster; other units change nothing here. */
export function runFakeK3s(host: UnitHost, cluster: FakeCluster, unit: string): void {
  if (/-k3s-init$|-prod-join$/.test(unit)) start(host, cluster);
  if (unit.endsWith("-reset-k3s")) host.files.delete(`${SERVER}/db/etcd/name`);
}

function start(host: UnitHost, cluster: FakeCluster): void {
  const { files, facts } = host;
  const options = parse(files.get(CONFIG) ?? "") as Readonly<Record<string, unknown>>;
  const name = options["node-name"] as string;
  const isServer = "agent-token" in options;
  if (isServer) becomeServer(host, options, name);
  cluster.nodes.set(name, {
    name,
    role: isServer ? "control-plane" : "worker",
    address: facts.addresses[0] ?? "",
    machineId: facts.machineId,
    ready: true,
    unschedulable: false,
    labels: {},
    taints: [],
    version: "v1.31.0+k3s1",
    annotations: isServer ? { "etcd.k3s.cattle.io/node-name": `${name}-0a1b2c3d` } : {},
  });
}

function becomeServer(
  { files }: UnitHost,
  options: Readonly<Record<string, unknown>>,
  name: string,
): void {
  removeTree(files, SERVER);
  const passphrase = (option: string) => (options[option] as string).split(":").at(-1);
  files
    .set("/etc/rancher/k3s/k3s.yaml", "    server: https://127.0.0.1:6443\n")
    .set(`${SERVER}/token`, `K10${"e".repeat(64)}::server:${passphrase("token")}\n`)
    .set(`${SERVER}/agent-token`, `K10${"e".repeat(64)}::node:${passphrase("agent-token")}\n`)
    .set(`${SERVER}/tls/server-ca.crt`, "-----BEGIN CERTIFICATE-----\n")
    .set(`${SERVER}/db/etcd/name`, `${name}-0a1b2c3d`);
}
