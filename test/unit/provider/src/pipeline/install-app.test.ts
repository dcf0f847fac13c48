import type { AppSpec } from "../../../../../provider/src/domain/app-spec";
import { appRecordName, parseAppRecord } from "../../../../../provider/src/domain/app-record";
import {
  installApp,
  uninstallApp,
  type AppRequest,
} from "../../../../../provider/src/pipeline/install-app";
import { readApp, type AppQuestion } from "../../../../../provider/src/pipeline/read-app";
import { anAppSpec } from "../../../../support/builders";
import { aRunningCluster, signal, type RunningCluster } from "./running-cluster";

let cluster: RunningCluster;
beforeEach(async () => {
  cluster = await aRunningCluster();
});

const at = (name: string) => ({
  ...cluster.locator(name),
  machineId: cluster.machine(name).facts.machineId,
});
const anApp = (different: Partial<AppSpec> = {}): AppSpec =>
  anAppSpec({ controlPlanes: [at("cp-1")], ...different });
const limit = { setting: "timeouts.create", milliseconds: 20 * 60_000 };
const install = (different: Partial<AppSpec> = {}, request: Partial<AppRequest> = {}) =>
  installApp(cluster.world.environment, {
    spec: anApp(different),
    generation: "g1",
    limit,
    signal,
    ...request,
  });
const recordOf = (name: string) =>
  parseAppRecord(cluster.world.cluster.configMaps.get(appRecordName(name)));
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
    expect(Object.keys(finished)).toEqual([
      "mount-app",
      "mirror-app-registry",
      "run-guest",
      "record-app",
    ]);
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
    controlPlanes: [at("cp-1"), at("cp-2")],
    registryHost: at("cp-1"),
  });
  const reversed = (): Partial<AppSpec> => ({
    ...both(),
    controlPlanes: [at("cp-2"), at("cp-1")],
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
    await install({ ...both(), registryHost: at("cp-2") });
    expect(commandsOn("cp-2")).toEqual([]);
    const files = cluster
      .machine("cp-2")
      .lines.filter((line) => line.includes("applications/network"));
    expect(files.join("\n")).toContain("sync -f");
  });

  it("is left for good by what is done afterwards", async () => {
    await install(both());
    cluster.machine("cp-1").isAway = true;
    const moved = { ...both(), registryHost: at("cp-2") };
    await install(moved);
    cluster.machine("cp-1").isAway = false;
    await install({ ...moved, args: ["echo again"] });
    expect([commandsOn("cp-1").length, commandsOn("cp-2").length]).toEqual([1, 1]);
  });
});

describe("the registry of an application", () => {
  it("is the home itself where that serves it", async () => {
    expect((await install({ registryHost: null })).failure).toBeUndefined();
  });

  it("is the host that is named", async () => {
    await cluster.prepare("worker-1");
    cluster.world.builder.on(/ path-exists /, {}).on("find", {});
    await install({ registryHost: at("worker-1") });
    expect(cluster.machine("worker-1").lines.join("\n")).toContain(".registry.incoming");
  });

  it("must be named where the home does not serve it", async () => {
    await cluster.join("cp-2", "control-plane");
    const spec = { controlPlanes: [at("cp-2")], registryHost: null };
    await expect(install(spec)).rejects.toThrow(
      /registry_host is not set, and cp-2 does not serve .*role "registry"/,
    );
  });
});

describe("the name of an application", () => {
  const changed: Partial<AppSpec> = { args: ["echo other"] };

  it("is its owner's: the cluster knows who that is, where the files are and what is done", async () => {
    await install();
    expect(recordOf("network")).toMatchObject({
      generation: "g1",
      installedBy: expect.stringContaining("run 1") as unknown,
      image: "labring/cilium:v1.16.1",
      home: cluster.machine("cp-1").facts.machineId,
      wasComplete: true,
      finished: { "run-guest": expect.any(String) as unknown },
    });
  });

  it("is refused to another object, which is told whose it is and what to do", async () => {
    await install();
    const before = cluster.machine("cp-1").journal;
    await expect(install(changed, { generation: "g2" })).rejects.toThrow(
      /name: application "network" was installed on cluster prod by .*run 1 on 2026-01-01.*from labring\/cilium:v1\.16\.1.*another name.*take_over = true/,
    );
    expect(cluster.machine("cp-1").journal).toEqual(before);
    expect(recordOf("network")?.generation).toBe("g1");
  });

  it("goes to another object that may take it over, and the first does not take it away again", async () => {
    await install();
    const { failure } = await install(changed, { generation: "g2", takesOver: true });
    expect(failure).toBeUndefined();
    expect(commandsOn("cp-1")).toHaveLength(2);
    const removal = await uninstallApp(cluster.world.environment, {
      spec: anApp({ uninstallCommand: ["helm uninstall"] }),
      generation: "g1",
      limit,
      signal,
    });
    expect(removal).toMatchObject({
      leftBecause: expect.stringContaining("another object now") as unknown,
    });
    expect(recordOf("network")?.generation).toBe("g2");
    expect(commandsOn("cp-1")).toHaveLength(2);
  });

  it("is taken on again where the state of the same application was lost", async () => {
    await install();
    await install({}, { generation: "g2" });
    expect(commandsOn("cp-1")).toHaveLength(1);
    expect(recordOf("network")?.generation).toBe("g2");
  });

  it("is taken on by the next object where the first never finished", async () => {
    cluster.machine("cp-1").breakUnits(/run-guest/, "no such chart");
    await install();
    cluster.machine("cp-1").mend();
    expect((await install(changed, { generation: "g2" })).failure).toBeUndefined();
  });

  it("is refused where the sealos command line has an application of it", async () => {
    const directory = "/var/lib/sealos/data/prod/applications/network/workdir";
    cluster.machine("cp-1").files.set(`${directory}/Kubefile`, "");
    await expect(install()).rejects.toThrow(
      /cp-1 holds files of an application "network" .*applications\/network.*sealos command line.*take_over = true/,
    );
    expect((await install({}, { takesOver: true })).failure).toBeUndefined();
  });
});

describe("the events of an application", () => {
  it("name the host that is worked on, and the application", async () => {
    await install();
    const events = cluster.world.events.filter(({ resource }) => resource === "sealos_app");
    expect(events.filter(({ step }) => step === "run-guest")).toEqual(
      expect.arrayContaining([expect.objectContaining({ host: "cp-1", object: "network" })]),
    );
    expect(new Set(events.map(({ object }) => object))).toEqual(new Set(["network"]));
  });
});

describe("reading an application", () => {
  const read = (different: Partial<AppQuestion> = {}) =>
    readApp(cluster.world.environment, {
      spec: anApp(),
      generation: "g1",
      isUnfinished: false,
      check: "none",
      signal,
      ...different,
    });
  const APP = "/var/lib/sealos/data/prod/applications/network/workdir";

  it("finds its steps by what the cluster keeps, and asks no machine", async () => {
    await install();
    const asked = cluster.machine("cp-1").lines.length;
    const { finished, drift } = await read();
    expect(finished).toHaveProperty("run-guest");
    expect(drift.steps).toEqual([]);
    const since = cluster.machine("cp-1").lines.slice(asked);
    expect(since.filter((line) => !line.startsWith("kubectl"))).toEqual([]);
  });

  it("finds nothing before it was installed", async () => {
    expect(await read()).toMatchObject({ record: undefined, finished: {} });
  });

  it("asks its home where the last apply was cut off", async () => {
    cluster.machine("cp-1").breakUnits(/run-guest/, "no such chart");
    await install();
    const { finished } = await read({ isUnfinished: true });
    expect(Object.keys(finished)).toEqual(["mount-app", "mirror-app-registry"]);
  });

  it("finds files that were changed, which sending them again mends and nothing else", async () => {
    await install();
    cluster.machine("cp-1").differences.set("app-network", "changed values.yaml\n");
    const { drift } = await read({ check: "sampled" });
    expect(drift).toEqual({
      steps: ["mount-app", "record-app"],
      findings: [`changed: ${APP}/values.yaml`],
    });
    await install({}, { drifted: drift.steps });
    expect(commandsOn("cp-1")).toHaveLength(1);
    expect((await read({ check: "sampled" })).drift.steps).toEqual([]);
  });

  it("finds images that the registry lost", async () => {
    await install();
    cluster.machine("cp-1").differences.set("app-network-images", "missing docker/blob\n");
    const { drift } = await read({ check: "full" });
    expect(drift.steps).toEqual(["mirror-app-registry"]);
  });

  it("finds that the journal of its home lost it, which costs no second run of the command", async () => {
    await install();
    cluster.machine("cp-1").files.delete("/var/lib/sealos/journal.json");
    const { drift } = await read({ check: "sampled" });
    expect(drift.steps).toEqual(["mount-app", "record-app"]);
    expect(drift.findings).toEqual([expect.stringContaining("the journal of")]);
    await install({ registryHost: at("cp-1") }, { drifted: drift.steps });
    expect(commandsOn("cp-1")).toHaveLength(1);
  });

  it("finds that its home left the cluster", async () => {
    await install();
    await cluster.join("cp-2", "control-plane");
    const spec = anApp({ controlPlanes: [at("cp-2")] });
    const { drift } = await read({ spec });
    expect(drift.steps).toEqual(["mount-app", "record-app"]);
    expect(drift.findings[0]).toContain("left the cluster");
  });

  it("finds that another object took it over", async () => {
    await install();
    await install({ args: ["other"] }, { generation: "g2", takesOver: true });
    const { isLost, drift } = await read();
    expect(isLost).toBe(true);
    expect(drift.steps).toContain("run-guest");
    expect(drift.findings[0]).toMatch(/belongs to another sealos_app object now.*take_over/);
  });
});

describe("uninstalling an application", () => {
  const uninstall = (different: Partial<AppSpec>) =>
    uninstallApp(cluster.world.environment, {
      spec: anApp(different),
      generation: "g1",
      limit,
      signal,
    });

  it("runs its uninstall command and forgets it", async () => {
    await install();
    await uninstall({ uninstallCommand: ["helm uninstall cilium"] });
    expect(cluster.machine("cp-1").units.at(-1)?.payload).toContain("\nhelm uninstall cilium\n");
    const steps = Object.keys(cluster.machine("cp-1").journal?.steps ?? {});
    expect(steps.filter((step) => step.startsWith("app/"))).toEqual([]);
  });

  it("that was cut off goes on: nothing is uninstalled twice, and nothing is sent for it", async () => {
    await install();
    const machine = cluster.machine("cp-1");
    const uninstallCommand = ["helm uninstall cilium"];
    jest.spyOn(cluster.world.cluster.configMaps, "delete").mockImplementationOnce(() => {
      throw new Error("the connection was cut");
    });
    await expect(uninstall({ uninstallCommand })).rejects.toThrow("cut");
    const ranBefore = machine.units.length;
    await uninstall({ uninstallCommand });
    expect(machine.units).toHaveLength(ranBefore);
    expect(recordOf("network")).toBeUndefined();
  });

  it("leaves its objects in the cluster where there is no such command", async () => {
    await install();
    const ranBefore = cluster.machine("cp-1").units.length;
    await uninstall({});
    expect(cluster.machine("cp-1").units).toHaveLength(ranBefore);
  });
});
