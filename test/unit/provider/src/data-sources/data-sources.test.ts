import { SILENT_LOGGER } from "../../../../../provider/sdk";
import { clusterData } from "../../../../../provider/src/data-sources/cluster";
import { clusterfileData } from "../../../../../provider/src/data-sources/clusterfile";
import { hostFactsData } from "../../../../../provider/src/data-sources/host-facts";
import { imageData } from "../../../../../provider/src/data-sources/image";
import { joinCommandEphemeral } from "../../../../../provider/src/ephemeral-resources/join-command";
import { kubeconfigEphemeral } from "../../../../../provider/src/ephemeral-resources/kubeconfig";
import type { Services } from "../../../../../provider/src/resources/environment";
import { aKubeconfig } from "../../../../support/a-kubeconfig";
import { aMount } from "../../../../support/builders";
import { createFakePipeline, type FakePipeline } from "../../../../support/fake-pipeline";
import { CERTIFICATE_KEY, JOIN_TOKEN } from "../../../../support/fake-pipeline-cluster";

const CONTROL_PLANE = ["ssh://192.0.2.1/"];
let world: FakePipeline;

beforeEach(() => {
  world = createFakePipeline();
  const { files } = world.addMachine("192.0.2.1", "cp-1");
  files.set("/etc/kubernetes/admin.conf", aKubeconfig());
  world.cluster.nodes.set("cp-1", {
    ...{ name: "cp-1", role: "control-plane", address: "192.0.2.1", machineId: "m" },
    ...{ ready: true, unschedulable: false, labels: {}, taints: [] },
  });
});

describe("data.sealos_image", () => {
  test("tells what an image is without mounting it", async () => {
    const labels = {
      "sealos.io.type": "rootfs",
      "sealos.io.version": "v1beta1",
      version: "v1.31.0",
    };
    world.catalogue.set("labring/kubernetes:v1.31.0", aMount({ labels }));
    const { state } = await imageData.read({
      config: nulls({ image: "labring/kubernetes:v1.31.0" }),
      ...context(),
    });
    expect(state).toMatchObject({
      digest: aMount().digest,
      type: "rootfs",
      kubernetes_version: "v1.31.0",
    });
  });
});

describe("data.sealos_host_facts", () => {
  test("tells what a machine is, and changes nothing on it", async () => {
    world.addMachine("192.0.2.9", "bare", { cpus: 7 });
    const { state } = await hostFactsData.read({
      config: nulls({ address: "192.0.2.9" }),
      ...context(),
    });
    expect(state).toMatchObject({
      address: "192.0.2.9",
      cpus: 7,
      is_node: false,
      cluster_name: null,
      id: expect.stringMatching(/^ssh:\/\/192\.0\.2\.9\/.+#SHA256:key-of-bare$/) as string,
    });
    expect(world.machine("192.0.2.9").files.size).toBe(0);
  });
});

describe("the admin's way into a cluster", () => {
  test("is a data source with the cluster's nodes", async () => {
    const { state } = await clusterData.read({
      config: nulls({ control_plane: CONTROL_PLANE }),
      ...context(),
    });
    expect(state).toMatchObject({
      id: "uid-of-prod",
      ca_certificate: "CA of the cluster\n",
      client_key: "key of the ädmin\n",
      nodes: [{ name: "cp-1", role: "control-plane", ready: true, address: "192.0.2.1" }],
    });
  });

  test("is ephemeral, too", async () => {
    const { result } = await kubeconfigEphemeral.open({
      config: nulls({ control_plane: CONTROL_PLANE }),
      ...context(),
    });
    expect(result?.kubeconfig).toContain("kubernetes-admin");
    expect(result?.server).toMatch(/^https:.*:6443$/);
  });

  test("needs a kubeconfig with credentials", async () => {
    world.machine("192.0.2.1").files.set("/etc/kubernetes/admin.conf", "kind: Config\n");
    const opened = kubeconfigEphemeral.open({
      config: nulls({ control_plane: CONTROL_PLANE }),
      ...context(),
    });
    await expect(opened).rejects.toThrow(/is no kubeconfig with a certificate of its own/);
  });
});

describe("ephemeral.sealos_join_command", () => {
  test("lives as long as it is open", async () => {
    const { result, private: session } = await joinCommandEphemeral.open({
      config: nulls({ control_plane: CONTROL_PLANE, role: "worker" }),
      ...context(),
    });
    expect(result?.command).toMatch(new RegExp(`^kubeadm join .*--token ${JOIN_TOKEN}`));
    expect(result?.certificate_key).toBeNull();
    expect(JSON.stringify(session)).not.toContain(JOIN_TOKEN);
    expect(world.cluster.tokens.size).toBe(1);
    await joinCommandEphemeral.close?.({ private: session ?? null, ...context() });
    expect(world.cluster.tokens.size).toBe(0);
  });

  test("brings a control plane its certificates", async () => {
    world.cluster.configMaps.set("kubeadm-config", {
      ClusterConfiguration:
        "apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\nkubernetesVersion: v1.31.0\n",
    });
    const { result } = await joinCommandEphemeral.open({
      config: nulls({ control_plane: CONTROL_PLANE, role: "control-plane" }),
      ...context(),
    });
    expect(result?.command).toContain(`--control-plane --certificate-key ${CERTIFICATE_KEY}`);
  });
});

describe("data.sealos_clusterfile", () => {
  const read = async (config: object) =>
    clusterfileData.read({ config: nulls(config), ...context() });

  test("writes a file, and reads it as it was written", async () => {
    const given = {
      name: "prod",
      images: ["labring/kubernetes:v1.31.0"],
      hosts: [
        {
          ips: ["192.0.2.1:22"],
          roles: ["master"],
          env: { zone: "a" },
          ssh: { user: "ada", port: null, key_file: null },
        },
      ],
      configs: [{ name: "c", path: "a.yaml", strategy: "merge", match: null, data: "a: 1\n" }],
      kubeadm_config: [
        "apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\nnetworking:\n  podSubnet: 10.0.0.0/12\n",
      ],
    };
    const { state: written } = await read(given);
    expect(written?.content).toContain("kind: Cluster");
    const { state } = await read({ content: written?.content });
    expect(state).toMatchObject(given);
  });

  test.each([
    [{ content: "kind: Pod" }, /kind "Pod"/],
    [{ content: "kind: Pod", name: "x" }, /content and name are both set/],
    [{ name: "" }, /metadata\.name is missing/],
  ])("refuses %j", async (config, message) => {
    const { state, diagnostics } = await read(config);
    expect(state).toBeNull();
    expect(diagnostics?.[0]?.detail).toMatch(message);
  });
});

/** A configuration in which everything else is null, of any schema. */
function nulls(given: object): never {
  return new Proxy(given, {
    get: (target, name) => (Reflect.get(target, name) as unknown) ?? null,
  }) as never;
}

function context() {
  return {
    configured: { pipeline: world.environment } as unknown as Services,
    signal: new AbortController().signal,
    log: SILENT_LOGGER,
  };
}
