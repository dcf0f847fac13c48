import { EMPTY_JOURNAL, formatJournal } from "../../../../../provider/src/domain/host-journal";
import { intentsOf } from "../../../../../provider/src/pipeline/phase";
import {
  prepareHost,
  releaseHost,
  type HostRequest,
} from "../../../../../provider/src/pipeline/prepare-host";
import {
  checkHostPhases,
  prepareHostPhases,
} from "../../../../../provider/src/pipeline/workflows/prepare-host";
import { pendingSteps } from "../../../../../provider/src/plan/pending-steps";
import { aHostSpec, aLocator } from "../../../../support/builders";
import { createFakePipeline, type FakePipeline } from "../../../../support/fake-pipeline";
import { JOURNAL_PATH, type FakeMachine } from "../../../../support/fake-pipeline-machine";

const request = (different: Partial<HostRequest> = {}): HostRequest => ({
  locator: aLocator(),
  spec: aHostSpec(),
  generation: "g1",
  signal: new AbortController().signal,
  ...different,
});

let world: FakePipeline;
let machine: FakeMachine;
beforeEach(() => {
  world = createFakePipeline();
  machine = world.addMachine("192.0.2.1", "cp-1");
});

const stepsOf = (): readonly string[] => Object.keys(machine.journal?.steps ?? {});

describe("preparing a host", () => {
  it("checks it, takes it, and runs every step of a registry host", async () => {
    const { failure, facts, hostKeyFingerprint } = await prepareHost(world.environment, request());
    expect(failure).toBeUndefined();
    expect(facts.machineId).toMatch(/^c1/);
    expect(hostKeyFingerprint).toBe("SHA256:key-of-cp-1");
    expect(machine.journal?.owner).toEqual({ cluster: "prod", generation: "g1" });
    expect(stepsOf()).toEqual([
      "check",
      "mount-rootfs",
      "mirror-registry",
      "bootstrap-preflight",
      "bootstrap-registry-host",
      "bootstrap-registry",
      "bootstrap-init",
      "bootstrap-postflight",
      "record-host",
    ]);
    machine.verify();
  });

  it("leaves nothing to do", async () => {
    const { finished } = await prepareHost(world.environment, request());
    const intents = intentsOf([...checkHostPhases, ...prepareHostPhases], aHostSpec());
    expect(pendingSteps(intents, finished)).toEqual([]);
  });

  it("touches nothing on a machine that a check refuses", async () => {
    machine.facts = { ...machine.facts, userId: 1000, swapBytes: 2_048_000_000 };
    await expect(prepareHost(world.environment, request())).rejects.toThrow(
      /commands run as user 1000[^]*2048 MB of swap/,
    );
    expect([...machine.files]).toEqual([]);
    expect(machine.units).toEqual([]);
    expect(world.environment.failedHosts.reasonOf("192.0.2.1")).toMatch(/swap/);
  });

  it("reports a later failure with how far it came, and resumes there", async () => {
    machine.breakUnits(/bootstrap-init/, "dpkg is locked");
    const broken = await prepareHost(world.environment, request());
    expect(broken.failure).toMatchObject({ step: "bootstrap-init", host: "cp-1" });
    expect(Object.keys(broken.finished)).not.toContain("bootstrap-init");
    expect(world.environment.failedHosts.reasonOf("192.0.2.1")).toMatch(/dpkg is locked/);

    machine.mend();
    const ranBefore = machine.units.length;
    const resumed = await prepareHost(world.environment, request());
    expect(resumed.failure).toBeUndefined();
    expect(machine.units.slice(ranBefore).map(({ name }) => name)).toEqual([
      "sealos-prod-bootstrap-init-init",
    ]);
  });

  it("adopts for a new object what another generation had begun", async () => {
    machine.breakUnits(/bootstrap-init/, "dpkg is locked");
    await prepareHost(world.environment, request());
    machine.mend();
    await prepareHost(world.environment, request({ generation: "g2" }));
    expect(machine.journal?.owner?.generation).toBe("g2");
  });
});

describe("releasing a host", () => {
  beforeEach(async () => {
    await prepareHost(world.environment, request({ spec: aHostSpec({ hostname: "node-1" }) }));
  });

  it("takes back everything, last step first, and forgets the host", async () => {
    const ranBefore = machine.units.length;
    await releaseHost(world.environment, request());
    expect(machine.units.slice(ranBefore).map(({ name }) => name)).toEqual([
      "sealos-prod-bootstrap-init-clean",
      "sealos-prod-bootstrap-registry-clean-registry",
    ]);
    expect(machine.facts.hostname).toBe("cp-1");
    expect([...machine.files]).toEqual([["/etc/hosts", ""]]);
    expect(machine.isLocked).toBe(false);
    machine.verify();
  });

  it("takes Kubernetes off first", async () => {
    machine.files.set("/etc/kubernetes/admin.conf", "");
    const ranBefore = machine.units.length;
    await releaseHost(world.environment, request());
    expect(machine.units[ranBefore]?.name).toBe("sealos-prod-kubeadm-reset");
    expect(machine.units[ranBefore]?.payload).toContain("kubeadm reset --force");
  });

  it("keeps the journal when an undo fails, and goes on the next time", async () => {
    machine.breakUnits(/clean-registry/, "device busy");
    await expect(releaseHost(world.environment, request())).rejects.toThrow("device busy");
    expect(stepsOf()).toContain("bootstrap-registry");
    expect(stepsOf()).not.toContain("bootstrap-init");
    machine.mend();
    await releaseHost(world.environment, request());
    expect(machine.files.has(JOURNAL_PATH)).toBe(false);
  });

  it.each([
    ["another generation of its object took over", { cluster: "prod", generation: "g2" }],
    ["was never ours", null],
  ])("leaves alone a host that %s", async (_, owner) => {
    const before = formatJournal({ ...(machine.journal ?? EMPTY_JOURNAL), owner });
    machine.files.set(JOURNAL_PATH, before);
    const ranBefore = machine.units.length;
    await releaseHost(world.environment, request());
    expect(machine.units).toHaveLength(ranBefore);
    expect(machine.files.get(JOURNAL_PATH)).toBe(before);
  });
});
