import type { ClusterSpec } from "../../../../../provider/src/domain/cluster-spec";
import { initCluster } from "../../../../../provider/src/pipeline/init-cluster";
import { prepareHost } from "../../../../../provider/src/pipeline/prepare-host";
import { readCluster } from "../../../../../provider/src/pipeline/read-cluster";
import { removeCluster } from "../../../../../provider/src/pipeline/remove-cluster";
import { aClusterSpec, aHostSpec, aLocator, controlPlanes } from "../../../../support/builders";
import { createFakePipeline, type FakePipeline } from "../../../../support/fake-pipeline";
import type { FakeMachine } from "../../../../support/fake-pipeline-machine";

const signal = new AbortController().signal;
const spec = aClusterSpec({ controlPlanes: controlPlanes(3) });

let world: FakePipeline;
let machines: readonly FakeMachine[];
beforeEach(() => {
  world = createFakePipeline();
  machines = spec.controlPlanes.map(({ node, locator }) => world.addMachine(locator.address, node));
});

async function prepare(...indexes: number[]): Promise<void> {
  for (const index of indexes) {
    const { node, locator } = spec.controlPlanes[index]!;
    await prepareHost(world.environment, {
      locator: aLocator(locator),
      spec: aHostSpec({ name: node, address: locator.address }),
      generation: "g1",
      signal,
    });
  }
}

const init = (wanted: ClusterSpec = spec) =>
  initCluster(world.environment, { spec: wanted, signal });
const initialised = (): readonly string[] =>
  machines.flatMap(({ units, host }) =>
    units.some(({ name }) => name === "sealos-prod-kubeadm-init") ? [host] : [],
  );

describe("making a cluster", () => {
  it("initialises the first control plane by name and tells what it became", async () => {
    await prepare(0, 1, 2);
    const { failure, facts, endpoint } = await init();
    expect(failure).toBeUndefined();
    expect(initialised()).toEqual(["cp-1"]);
    expect(facts).toEqual({
      uid: "uid-of-prod",
      caCertificate: "-----BEGIN CERTIFICATE-----\n",
      certificatesExpireAt: "2027-01-01T00:00:00.000Z",
      kubernetes: "v1.31.0",
      standings: { "cp-1": { version: "v1.31.0", isUpgrading: false } },
    });
    expect(endpoint).toMatchObject({ mode: "lvscare", vip: "10.103.97.2", port: 6443 });
    machines.forEach((machine) => machine.verify());
  });

  it("goes on where it was begun, whatever the first name is by then", async () => {
    await prepare(0, 1, 2);
    machines[1]!.breakUnits(/kubeadm-init/, "port in use");
    const { failure } = await init({ ...spec, controlPlanes: spec.controlPlanes.slice(1) });
    expect(failure).toMatchObject({ host: "cp-2", step: "kubeadm-init" });
    machines[1]!.mend();
    expect((await init()).failure).toBeUndefined();
    expect(initialised()).toEqual(["cp-2"]);
  });

  it("starts nothing while a control plane is not prepared", async () => {
    await prepare(0, 2);
    await expect(init()).rejects.toThrow(
      /^cp-2 is not prepared: .*Look at the status of that host/,
    );
    expect(initialised()).toEqual([]);
  });

  it("starts nothing while a control plane cannot be reached", async () => {
    await prepare(0, 1, 2);
    machines[2]!.isAway = true;
    await expect(init()).rejects.toThrow("192.0.2.3 cannot be reached");
    expect(initialised()).toEqual([]);
  });

  it("asks for a control plane when there is none", async () => {
    await expect(init({ ...spec, controlPlanes: [] })).rejects.toThrow(
      "control_plane is empty: a cluster needs at least one",
    );
  });

  it("writes the kubeconfig where it is asked to, with an address that the runner reaches", async () => {
    await prepare(0, 1, 2);
    const kubeconfigFile = "/home/anna/prod.kubeconfig";
    await initCluster(world.environment, { spec, kubeconfigFile, signal });
    expect(world.local.files.get(kubeconfigFile)).toBe("    server: https://192.0.2.1:6443\n");
    expect(world.local.calls.at(-1)?.argv[5]).toBe("0600");
  });
});

describe("reading a cluster", () => {
  it("asks the control plane where it was made", async () => {
    await prepare(0, 1, 2);
    await init();
    const { finished, facts } = await readCluster(world.environment, { spec, signal });
    expect(Object.keys(finished)).toContain("kubeadm-init");
    expect(facts?.uid).toBe("uid-of-prod");
  });

  it("finds nothing before it was begun", async () => {
    expect(await readCluster(world.environment, { spec, signal })).toEqual({
      finished: {},
      facts: undefined,
      changed: [],
    });
  });

  it("does not ask for facts of a cluster that is half made", async () => {
    await prepare(0, 1, 2);
    machines[0]!.breakUnits(/kubeadm-init/, "port in use");
    await init();
    const { finished, facts } = await readCluster(world.environment, { spec, signal });
    expect(finished).toHaveProperty("resolve-endpoint");
    expect(facts).toBeUndefined();
  });
});

describe("removing a cluster", () => {
  it("resets the control plane where it was made and keeps what the host's own steps brought", async () => {
    await prepare(0, 1, 2);
    await init();
    await removeCluster(world.environment, { spec, signal });
    const resets = machines.map(
      ({ units }) => units.filter(({ name }) => name.includes("reset")).length,
    );
    expect(resets).toEqual([1, 0, 0]);
    expect(Object.keys(machines[0]!.journal?.steps ?? {})).toContain("bootstrap-postflight");
    expect(Object.keys(machines[0]!.journal?.steps ?? {})).not.toContain("kubeadm-init");
    expect([...machines[0]!.files.keys()]).not.toContain("/root/.sealos/prod/Clusterfile");
  });

  it("changes nothing where none was made", async () => {
    await removeCluster(world.environment, { spec, signal });
    expect(machines.every(({ units }) => units.length === 0)).toBe(true);
  });
});
