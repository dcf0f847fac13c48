import type { PlainConfig } from "../../../../../provider/sdk/testing";
import { encodeImageMount } from "../../../../../provider/src/domain/image-mount";
import { TransportError } from "../../../../../provider/src/transports/errors";
import { aMount, anAppMount } from "../../../../support/builders";
import { createFakePipeline, type FakePipeline } from "../../../../support/fake-pipeline";
import type { FakeMachine } from "../../../../support/fake-pipeline-machine";
import {
  appConfig,
  aStack,
  aTerraform,
  clusterConfig,
  deployed,
  hostConfig,
  nodeConfig,
  textOf,
  workerConfig,
  type Terraform,
} from "./terraform";

const CONTROL_PLANE = "192.0.2.1";
const WORKER = "192.0.2.11";
const IMAGE = "labring/kubernetes:v1.31.0";
const APP_IMAGE = "labring/cilium:v1.16.1";

/** Everything that a stack is made of: type, configuration, import id. */
type Objects = readonly (readonly [type: string, config: PlainConfig, id: string])[];

describe("an object that was made here", () => {
  test("is imported with all that its configuration says, and an empty plan", async () => {
    const { world, objects } = await aWholeStack();
    const fresh = await aTerraform({}, world);
    for (const [type, config, id] of objects) {
      const { object, diagnostics } = await fresh.core.import(type, id);
      expect([type, textOf(diagnostics)]).toEqual([type, ""]);
      const plan = await fresh.core.plan(type, config, object);
      expect([type, plan.action, plan.planned]).toEqual([type, "no-op", object?.state]);
    }
  });

  test("belongs to the state that imports it: its delete takes the machine back", async () => {
    const { world } = await aWholeStack();
    const fresh = await aTerraform({}, world);
    const { object } = await fresh.core.import("sealos_host", WORKER);
    await fresh.core.destroy(object!);
    expect(world.machine(WORKER).journal?.owner).toBeNull();
  });

  test("remembers no secret, and asks for one that only its configuration had", async () => {
    const terraform = await aTerraform();
    terraform.world.addMachine(CONTROL_PLANE, "cp-1");
    const env = { registryPassword: "sentinel-s3cret", zone: "a" };
    const config = hostConfig({ env });
    await deployed(terraform, "sealos_host", config);
    const { files } = terraform.world.machine(CONTROL_PLANE);
    const remembered = files.get("/var/lib/sealos/declared-sealos_host.json");
    expect(remembered).toContain("zone");
    expect(remembered).not.toContain("sentinel");
    const fresh = await aTerraform({}, terraform.world);
    const refused = await fresh.core.import("sealos_host", CONTROL_PLANE);
    expect(textOf(refused.diagnostics)).toMatch(/Import Needs What Was Not Remembered\nenv:/);
    const id = JSON.stringify({ id: CONTROL_PLANE, env });
    const { object } = await fresh.core.import("sealos_host", id);
    expect((await fresh.core.plan("sealos_host", config, object)).action).toBe("no-op");
  });
});

test("what an import needs is left on a machine that was away for a moment when its object was ready", async () => {
  const terraform = await aTerraform();
  const machine = terraform.world.addMachine(CONTROL_PLANE, "cp-1");
  const path = "/var/lib/sealos/declared-sealos_host.json";
  const exec = machine.exec.bind(machine);
  let attempts = 0;
  machine.exec = async (argv, options) => {
    if (argv.includes(path) && (attempts += 1) === 1) {
      throw new TransportError("cp-1", "closed", "the connection was lost", true);
    }
    return exec(argv, options);
  };
  await deployed(terraform, "sealos_host", hostConfig());
  expect([attempts, machine.files.has(path)]).toEqual([2, true]);
});

describe("a machine that cannot be told what an import needs, because its disk is full", () => {
  const path = "/var/lib/sealos/declared-sealos_host.json";
  const warned = /^warning: The Configuration Could Not Be Recorded\ncp-1: No space left on device/;
  let terraform: Terraform;
  let isFull: boolean;

  beforeEach(async () => {
    terraform = await aTerraform();
    const machine = terraform.world.addMachine(CONTROL_PLANE, "cp-1");
    const exec = machine.exec.bind(machine);
    machine.exec = async (argv, options) => {
      if (isFull && argv.includes(path)) throw new Error("cp-1: No space left on device");
      return exec(argv, options);
    };
  });

  test("leaves an object that is not ready yet, and the next apply tells it", async () => {
    isFull = true;
    const { object, diagnostics } = await terraform.core.deploy("sealos_host", hostConfig(), null);
    expect(textOf(diagnostics)).toMatch(warned);
    expect(textOf(diagnostics)).toMatch(/The next apply records it\.$/);
    expect(object?.state).toMatchObject({
      ready: false,
      status: "cp-1: No space left on device",
    });
    isFull = false;
    const next = await terraform.core.deploy("sealos_host", hostConfig(), object);
    expect(next.object?.state).toMatchObject({ ready: true, status: "ready" });
    expect(terraform.world.machine(CONTROL_PLANE).files.has(path)).toBe(true);
  });

  test("leaves an object that was planned to stay ready so until the next refresh", async () => {
    isFull = false;
    const object = await deployed(terraform, "sealos_host", hostConfig());
    isFull = true;
    const changed = hostConfig({ drift_check: "sampled" });
    const { core } = terraform;
    const updated = await core.deploy("sealos_host", changed, object);
    expect(textOf(updated.diagnostics)).toMatch(warned);
    expect(updated.object?.state).toMatchObject({ ready: true, drift_check: "sampled" });
    const refreshed = await core.read(updated.object!);
    expect(refreshed.object?.state).toMatchObject({
      ready: false,
      status: "cp-1: No space left on device",
    });
    isFull = false;
    const next = await core.deploy("sealos_host", changed, refreshed.object);
    expect(next.object?.state).toMatchObject({ ready: true, status: "ready" });
    const { files } = terraform.world.machine(CONTROL_PLANE);
    expect(files.get(path)).toContain("sampled");
    expect((await core.plan("sealos_host", changed, next.object)).action).toBe("no-op");
    expect((await core.read(next.object!)).object?.state).toMatchObject({ ready: true });
  });
});

describe("a cluster that somebody else made", () => {
  let world: FakePipeline;
  let objects: Objects;

  beforeEach(async () => {
    ({ world, objects } = await aWholeStack());
    forgetEverything(world);
  });

  test("is adopted without being touched, and the plan is empty", async () => {
    const before = snapshot(world);
    const { core } = await aTerraform({}, world);
    for (const [type, config, id] of adopting(objects)) {
      const { object, diagnostics } = await core.import(type, id);
      expect([type, textOf(diagnostics)]).toEqual([type, ""]);
      const refreshed = (await core.read(object!)).object;
      const plan = await core.plan(type, config, refreshed);
      expect([type, plan.action, plan.planned?.["steps"] ?? []]).toEqual([type, "no-op", []]);
    }
    expect(snapshot(world)).toEqual(before);
  });

  test("is journalled by the first apply that changes it, and only that change is made", async () => {
    const { core } = await aTerraform({}, world);
    const [type, config, id] = adopting(objects)[1]!;
    const { object } = await core.import(type, id);
    const plan = await core.plan(type, { ...config, env: { zone: "b" } }, object);
    expect(plan.action).toBe("update");
    const lines = plan.planned?.["steps"] as string[];
    expect(lines.join()).not.toContain("run the image's check script");
    const { object: after, diagnostics } = await core.apply(plan);
    expect(textOf(diagnostics)).toBe("");
    expect(after?.state).toMatchObject({ ready: true });
    expect(world.machine(CONTROL_PLANE).journal).toMatchObject({ owner: { cluster: "prod" } });
    const again = (await core.read(after!)).object;
    expect((await core.plan(type, { ...config, env: { zone: "b" } }, again)).action).toBe("no-op");
  });

  test("is changed in place like any other", async () => {
    const { core } = await aTerraform({}, world);
    const [type, config, id] = adopting(objects)[2]!;
    const { object } = await core.import(type, id);
    const changed = { ...config, clusterfile: "kind: Other\n" };
    const { object: after, diagnostics } = await core.apply(await core.plan(type, changed, object));
    expect(textOf(diagnostics)).toBe("");
    expect(world.cluster.configMaps.has("cdktf-sealos")).toBe(true);
    const again = (await core.read(after!)).object;
    expect((await core.plan(type, changed, again)).action).toBe("no-op");
  });

  test("shows what drifts after its adoption", async () => {
    const { core } = await aTerraform({}, world);
    const [type, , id] = adopting(objects)[4]!;
    const { object } = await core.import(type, id);
    world.cluster.nodes.delete("worker-1");
    const later = await aTerraform({}, world);
    expect((await later.core.read(object!)).object).toBeNull();
  });

  test("takes nodes that join by this provider", async () => {
    const terraform = await aTerraform({}, world);
    world.addMachine("192.0.2.12", "worker-2");
    const [, , clusterId] = adopting(objects)[2]!;
    const { object: cluster } = await terraform.core.import("sealos_cluster", clusterId);
    const [, , hostsId] = adopting(objects)[1]!;
    const { object: host } = await terraform.core.import("sealos_host", hostsId);
    const worker = await deployed(
      terraform,
      "sealos_host",
      workerConfig({ address: "192.0.2.12", name: "worker-2" }),
    );
    const config = nodeConfig({ host: host!, cluster: cluster! }, worker, { name: "worker-2" });
    await deployed(terraform, "sealos_node", config);
    expect(world.cluster.nodes.has("worker-2")).toBe(true);
  });

  test.each([
    ["sealos_host", "192.0.2.99", /Nothing To Import At 192\.0\.2\.99/],
    ["sealos_host", WORKER, /Images Of 192\.0\.2\.11 Are Not Known/],
    ["sealos_host", "a/b", /Invalid Import Id/],
    ["sealos_host", '{"id": "192.0.2.1", "imagez": []}', /"imagez", which is no argument/],
    ["sealos_cluster", `${WORKER}/prod`, /is no control plane/],
    ["sealos_cluster", `${CONTROL_PLANE}/prod`, /Image Of The Cluster Is Not Known/],
    ["sealos_node", `${CONTROL_PLANE}/prod/nobody`, /it has cp-1, worker-1/],
    ["sealos_app", `${CONTROL_PLANE}/prod/network`, /Image Of network Is Not Known/],
  ])("%s %s: says what is missing", async (type, id, message) => {
    world.addMachine("192.0.2.99", "bare");
    const { core } = await aTerraform({}, world);
    expect(textOf((await core.import(type, id)).diagnostics)).toMatch(message);
  });
});

describe("a cluster that the sealos command line made", () => {
  test("tells its images itself", async () => {
    const { world } = await aWholeStack();
    forgetEverything(world);
    world.machine(CONTROL_PLANE).files.set("/root/.sealos/prod/Clusterfile", CLUSTERFILE);
    const { core } = await aTerraform({}, world);
    const host = await core.import("sealos_host", CONTROL_PLANE);
    expect(host.object?.state).toMatchObject({
      cluster_name: "prod",
      images: [encodeImageMount(aMount())],
      roles: ["control-plane", "registry"],
    });
    const cluster = await core.import("sealos_cluster", `${CONTROL_PLANE}/prod`);
    expect(cluster.object?.state).toMatchObject({ rootfs: encodeImageMount(aMount()) });
    const app = await core.import("sealos_app", `${CONTROL_PLANE}/prod/cilium`);
    expect(app.object?.state).toMatchObject({ image: encodeImageMount(anAppMount()) });
  });
});

const CLUSTERFILE = `
apiVersion: apps.sealos.io/v1beta1
kind: Cluster
metadata: {name: prod, creationTimestamp: "2024-05-01T10:00:00Z"}
spec:
  image: [${IMAGE}, ${APP_IMAGE}]
  hosts:
    - {ips: ["192.0.2.1:22"], roles: [master, amd64]}
  ssh: {}
status:
  phase: ClusterSuccess
  mounts:
    - {name: prod-a, type: rootfs, imageName: "${IMAGE}"}
    - {name: prod-b, type: application, imageName: "${APP_IMAGE}"}
`;

async function aWholeStack(): Promise<{ readonly world: FakePipeline; readonly objects: Objects }> {
  const world = createFakePipeline();
  world.catalogue.set(IMAGE, aMount()).set(APP_IMAGE, anAppMount());
  const terraform: Terraform = await aTerraform({}, world);
  const stack = await aStack(terraform);
  const { host } = stack;
  const own = { labels: { pool: "general" } };
  const workerHost = await deployed(terraform, "sealos_host", workerConfig());
  const controlPlane = nodeConfig(stack, host, { name: "cp-1", role: "control-plane" });
  const worker = nodeConfig(stack, workerHost, own);
  const app = appConfig(stack, { env: { REPLICAS: "2" } });
  for (const [type, config] of [
    ["sealos_node", controlPlane],
    ["sealos_node", worker],
    ["sealos_app", app],
  ] as const) {
    await deployed(terraform, type, config);
  }
  isNode(world.machine(CONTROL_PLANE), CONTROL_PLANE, true);
  isNode(world.machine(WORKER), WORKER, false);
  const { files } = world.machine(WORKER);
  files.set("/etc/hosts", `127.0.0.1 localhost\n${CONTROL_PLANE} sealos.hub\n`);
  const objects: Objects = [
    ["sealos_image_mount", { image: IMAGE }, IMAGE],
    ["sealos_host", hostConfig(), CONTROL_PLANE],
    ["sealos_cluster", clusterConfig(host), `${CONTROL_PLANE}/prod`],
    ["sealos_node", controlPlane, `${CONTROL_PLANE}/prod/cp-1`],
    ["sealos_node", worker, `${CONTROL_PLANE}/prod/worker-1`],
    ["sealos_host", workerConfig(), WORKER],
    ["sealos_app", app, `${CONTROL_PLANE}/prod/network`],
  ];
  return { world, objects };
}

function isNode(machine: FakeMachine, address: string, hasAdminConfig: boolean): void {
  const kubernetes = { hasAdminConfig, hasKubeletConfig: true, isKubeletActive: true };
  machine.facts = { ...machine.facts, addresses: [address], kubernetes };
  machine.on("ls -1 -- /var/lib/sealos/data", () => ({
    exitCode: 2,
    stdout: [...machine.files.keys()]
      .flatMap((path) => /^\/root\/\.sealos\/(\w+)/.exec(path)?.[1] ?? [])
      .join("\n"),
  }));
}

/** As if nobody of ours had ever been there. */
function forgetEverything(world: FakePipeline): void {
  const { cluster } = world;
  for (const address of [CONTROL_PLANE, WORKER]) {
    const { files } = world.machine(address);
    [...files.keys()]
      .filter((path) => path.startsWith("/var/lib/sealos/") || path.startsWith("/root/.sealos"))
      .forEach((path) => files.delete(path));
  }
  const kubeadm =
    "kind: ClusterConfiguration\ncontrolPlaneEndpoint: apiserver.cluster.local:6443\n";
  cluster.configMaps.set("kubeadm-config", {
    ClusterConfiguration: `apiVersion: kubeadm.k8s.io/v1beta3\n${kubeadm}kubernetesVersion: v1.31.0\n`,
  });
  [...cluster.configMaps.keys()]
    .filter((name) => name.startsWith("cdktf-sealos"))
    .forEach((name) => cluster.configMaps.delete(name));
}

/** The import ids that say what such a cluster does not tell. */
function adopting(objects: Objects): Objects {
  const more: Readonly<Record<string, object>> = {
    sealos_host: { images: [IMAGE], cluster_name: "prod" },
    sealos_cluster: { rootfs: IMAGE },
    sealos_app: { image: APP_IMAGE, env: { REPLICAS: "2" } },
  };
  return objects.map(([type, config, id]) => [
    type,
    config,
    more[type] === undefined
      ? id
      : JSON.stringify({
          id,
          ...more[type],
          ...(type === "sealos_host" ? { name: config["name"] } : {}),
        }),
  ]);
}

function snapshot(world: FakePipeline): unknown {
  const { cluster } = world;
  return [
    [...world.machine(CONTROL_PLANE).files.entries()],
    [...world.machine(WORKER).files.entries()],
    [...cluster.configMaps.entries()],
    [...cluster.nodes.values()].map((node) => ({ ...node })),
  ];
}
