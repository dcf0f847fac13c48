import type { AppSpec } from "../../../../../provider/src/domain/app-spec";
import {
  installApp,
  readApp,
  uninstallApp,
} from "../../../../../provider/src/pipeline/install-app";
import { anAppSpec } from "../../../../support/builders";
import { aRunningCluster, signal, type RunningCluster } from "./running-cluster";

let cluster: RunningCluster;
beforeEach(async () => {
  cluster = await aRunningCluster();
});

const install = (different: Partial<AppSpec> = {}) =>
  installApp(cluster.world.environment, { spec: anAppSpec(different), signal });
const commandsOn = (name: string): readonly string[] =>
  cluster.machine(name).units.flatMap(({ name: unit }) => (unit.includes("-app-") ? [unit] : []));

describe("installing an application", () => {
  it("sends it and runs its command, and keeps the end of the output", async () => {
    const { failure, note, finished } = await install();
    expect(failure).toBeUndefined();
    expect(note).toEqual({
      outputTail: "sealos-prod-app-network-run-guest is done",
      appliedAt: "2026-01-01T00:00:00.000Z",
    });
    expect(Object.keys(finished)).toEqual(["mount-app", "mirror-app-registry", "run-guest"]);
    cluster.machine("cp-1").verify();
  });

  it("runs nothing again that is done", async () => {
    await install();
    await install();
    expect(commandsOn("cp-1")).toEqual(["sealos-prod-app-network-run-guest"]);
  });

  it("keeps applications of one host apart", async () => {
    await install();
    await install({ name: "storage" });
    expect(commandsOn("cp-1")).toEqual([
      "sealos-prod-app-network-run-guest",
      "sealos-prod-app-storage-run-guest",
    ]);
    expect(Object.keys(cluster.machine("cp-1").journal?.steps ?? {})).toEqual(
      expect.arrayContaining(["app/network/run-guest", "app/storage/run-guest"]),
    );
  });

  it("reports a failed command with its output, and resumes", async () => {
    cluster.machine("cp-1").breakUnits(/run-guest/, "helm: no such chart");
    const { failure } = await install();
    expect((failure as Error).message).toMatch(/cp-1: run-guest: [^]*status 1[^]*no such chart/);
    cluster.machine("cp-1").mend();
    expect((await install()).failure).toBeUndefined();
  });

  it("begins nothing without a cluster that answers", async () => {
    cluster.machine("cp-1").isAway = true;
    await expect(install()).rejects.toThrow("no control plane answers");
  });
});

describe("the home of an application", () => {
  const both = (): Partial<AppSpec> => ({
    controlPlanes: [cluster.locator("cp-1"), cluster.locator("cp-2")],
    registryHost: cluster.locator("cp-1"),
  });
  const reversed = (): Partial<AppSpec> => ({
    ...both(),
    controlPlanes: [cluster.locator("cp-2"), cluster.locator("cp-1")],
  });
  beforeEach(async () => {
    await cluster.join("cp-2", "control-plane");
  });

  it("is the first control plane that answers", async () => {
    await install(reversed());
    expect([commandsOn("cp-1").length, commandsOn("cp-2").length]).toEqual([0, 1]);
  });

  it("stays the control plane where it was installed", async () => {
    await install(both());
    await install({ ...reversed(), args: ["echo again"] });
    expect([commandsOn("cp-1").length, commandsOn("cp-2").length]).toEqual([2, 0]);
  });

  it("is another one when that is lost", async () => {
    await install(both());
    cluster.machine("cp-1").isAway = true;
    await install({ ...both(), registryHost: cluster.locator("cp-2") });
    expect(commandsOn("cp-2")).toHaveLength(1);
  });
});

describe("the registry of an application", () => {
  it("is the home itself where that serves it", async () => {
    expect((await install({ registryHost: null })).failure).toBeUndefined();
  });

  it("is the host that is named", async () => {
    await cluster.prepare("worker-1");
    cluster.world.builder.on("test -d", {}).on("find", {});
    await install({ registryHost: cluster.locator("worker-1") });
    expect(cluster.machine("worker-1").lines.at(-1)).toContain(".registry.incoming");
  });

  it("must be named where the home does not serve it", async () => {
    await cluster.join("cp-2", "control-plane");
    const spec = { controlPlanes: [cluster.locator("cp-2")], registryHost: null };
    await expect(install(spec)).rejects.toThrow(
      /registry_host is not set, and cp-2 does not serve .*role "registry"/,
    );
  });
});

describe("reading an application", () => {
  const read = () => readApp(cluster.world.environment, { spec: anAppSpec(), signal });

  it("finds its steps and what its command said", async () => {
    await install();
    const { finished, note } = await read();
    expect(finished).toHaveProperty("run-guest");
    expect(note?.outputTail).toContain("done");
  });

  it("finds nothing before it was installed", async () => {
    expect(await read()).toEqual({ finished: {}, note: undefined });
  });
});

describe("uninstalling an application", () => {
  const uninstall = (different: Partial<AppSpec>) =>
    uninstallApp(cluster.world.environment, { spec: anAppSpec(different), signal });

  it("runs its uninstall command and forgets it", async () => {
    await install();
    await uninstall({ uninstallCommand: ["helm uninstall cilium"] });
    expect(cluster.machine("cp-1").units.at(-1)?.payload).toContain("\nhelm uninstall cilium\n");
    const steps = Object.keys(cluster.machine("cp-1").journal?.steps ?? {});
    expect(steps.filter((step) => step.startsWith("app/"))).toEqual([]);
  });

  it("leaves its objects in the cluster where there is no such command", async () => {
    await install();
    const ranBefore = cluster.machine("cp-1").units.length;
    await uninstall({});
    expect(cluster.machine("cp-1").units).toHaveLength(ranBefore);
  });
});
