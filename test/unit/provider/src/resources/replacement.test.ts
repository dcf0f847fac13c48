import type { ManagedObject, PlainConfig } from "../../../../../provider/sdk/testing";
import { encodeImageMount } from "../../../../../provider/src/domain/image-mount";
import { aMount, anAppMount } from "../../../../support/builders";
import {
  appConfig,
  aStack,
  aTerraform,
  clusterConfig,
  deployed,
  hostConfig,
  nodeConfig,
  workerConfig,
  type Terraform,
} from "./terraform";

const timeouts = { create: "1h" };
const otherHost = "ssh://192.0.2.77/77#SHA256:other";

/** For every attribute of a resource that a practitioner sets: another value. */
const CHANGES: Readonly<Record<string, PlainConfig>> = {
  sealos_image_mount: {
    image: "labring/cilium:v1.16.1",
    platform: "linux/arm64",
    pull_policy: "always",
    env: { A: "1" },
    configs: [{ path: "etc/a.yml", strategy: "override", data: "a: 1" }],
    expected_type: "rootfs",
  },
  sealos_host: {
    address: "192.0.2.77",
    port: 2222,
    name: "renamed",
    ssh_profile: "metal",
    host_key: "SHA256:key-of-cp-1",
    cluster_name: "staging",
    images: [encodeImageMount(aMount({ treeDigest: "sha256:other" }))],
    roles: ["control-plane"],
    env: { A: "1" },
    registry: { port: 6000 },
    hostname: "node-1",
    drift_check: "full",
    timeouts,
  },
  sealos_cluster: {
    name: "staging",
    control_plane: { "cp-1": otherHost },
    rootfs: encodeImageMount(aMount({ treeDigest: "sha256:other" })),
    distribution: "k3s",
    endpoint: { domain: "api.staging" },
    pod_subnet: "10.64.0.0/16",
    service_subnet: "10.200.0.0/16",
    cert_sans: ["api.example.org"],
    certificate_validity: "26280h",
    certificate_renewal: { before: "720h" },
    kubeadm_config: ["kind: ClusterConfiguration\napiVersion: kubeadm.k8s.io/v1beta4\n"],
    k3s_config: "debug: true\n",
    clusterfile: "kind: Config\n",
    upgrade: { max_unavailable: 2 },
    deletion_protection: false,
    kubeconfig_file: "prod.kubeconfig",
    timeouts,
  },
  sealos_node: {
    cluster_id: "another cluster",
    control_plane: [otherHost],
    host_id: otherHost,
    name: "worker-2",
    role: "control-plane",
    distribution: "k3s",
    labels: { pool: "db" },
    taints: [{ key: "dedicated", effect: "NoSchedule" }],
    drain: { enabled: false },
    kubernetes_version: "v1.31.1",
    kubelet_config_digest: "sha256:other",
    timeouts,
  },
  sealos_app: {
    cluster_id: "another cluster",
    control_plane: [otherHost],
    registry_host: otherHost,
    name: "storage",
    image: encodeImageMount(anAppMount({ digest: "sha256:other" })),
    env: { A: "1" },
    command: ["echo"],
    args: ["echo"],
    uninstall_command: ["echo"],
    triggers: { run: "2" },
    take_over: true,
    drift_check: "full",
    timeouts,
  },
};

// Identity, and nothing else.
const REPLACING: Readonly<Record<string, readonly string[]>> = {
  sealos_image_mount: [],
  sealos_host: ["cluster_name"],
  sealos_cluster: ["name", "service_subnet"],
  sealos_node: ["cluster_id", "host_id", "name", "role", "distribution"],
  sealos_app: ["cluster_id", "name"],
};

// What neither can be done in place nor is worth a new cluster without being asked.
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  sealos_cluster: ["distribution", "endpoint", "pod_subnet", "k3s_config"],
};

const rows = Object.entries(CHANGES).flatMap(([type, changes]) =>
  Object.entries(changes).map(([name, value]) => ({
    type,
    name,
    value,
    action: actionOf(type, name),
  })),
);

function actionOf(type: string, name: string): "replace" | "refuse" | "update" {
  if (REPLACING[type]?.includes(name) === true) return "replace";
  return REFUSED[type]?.includes(name) === true ? "refuse" : "update";
}

let terraform: Terraform;
let objects: Readonly<Record<string, readonly [ManagedObject, PlainConfig]>>;
beforeAll(async () => {
  terraform = await aTerraform({ deletion_protection: false });
  const stack = await aStack(terraform);
  terraform.world.catalogue.set("labring/kubernetes:v1.31.0", aMount());
  const worker = await deployed(terraform, "sealos_host", workerConfig());
  const configs: Readonly<Record<string, PlainConfig>> = {
    sealos_image_mount: { image: "labring/kubernetes:v1.31.0" },
    sealos_host: hostConfig(),
    sealos_cluster: clusterConfig(stack.host),
    sealos_node: nodeConfig(stack, worker),
    sealos_app: appConfig(stack),
  };
  const made: Record<string, readonly [ManagedObject, PlainConfig]> = {};
  for (const [type, config] of Object.entries(configs)) {
    const known: Readonly<Record<string, ManagedObject>> = {
      sealos_host: stack.host,
      sealos_cluster: stack.cluster,
    };
    made[type] = [known[type] ?? (await deployed(terraform, type, config)), config];
  }
  objects = made;
});

describe("another value of an attribute", () => {
  it.each(rows)("$type.$name leads to: $action", async ({ type, name, value, action }) => {
    const [object, config] = objects[type]!;
    const plan = await terraform.core.plan(type, { ...config, [name]: value }, object);
    const errors = plan.diagnostics.filter(({ severity }) => severity === "error");
    expect(errors).toHaveLength(action === "refuse" ? 1 : 0);
    expect(plan.action).toBe(action === "refuse" ? "update" : action);
    if (action === "replace") expect(plan.requiresReplace).toEqual([[name]]);
  });

  it.each(Object.keys(CHANGES))("is tried for every attribute of %s", (type) => {
    const schema = terraform.core.server.getProviderSchema().resources[type]!;
    const settable = schema.block.attributes
      .filter(({ required, optional }) => required === true || optional === true)
      .map(({ name }) => name);
    expect(Object.keys(CHANGES[type]!).sort()).toEqual(settable.sort());
  });
});
