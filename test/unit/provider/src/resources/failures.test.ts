import type { ManagedObject } from "../../../../../provider/sdk/testing";
import { createFakePipeline, type FakePipeline } from "../../../../support/fake-pipeline";
import type { FakeMachine } from "../../../../support/fake-pipeline-machine";
import { aTerraform, hostConfig, textOf } from "./terraform";

let world: FakePipeline;
let machine: FakeMachine;
beforeEach(() => {
  world = createFakePipeline();
  machine = world.addMachine("192.0.2.1", "cp-1");
});

const core = async (provider: object = {}, signal?: AbortSignal) =>
  (await aTerraform({ ...provider }, world, signal === undefined ? {} : { signal })).core;
const unitsNamed = (name: string): number =>
  machine.units.filter((unit) => unit.name === `sealos-prod-${name}`).length;

/** Creates a host whose init script fails, in a failure mode. */
async function halfCreated(mode: "error" | "resume") {
  machine.breakUnits(/bootstrap-init/, "dpkg is locked");
  const result = await (await core({ failure_mode: mode })).deploy("sealos_host", hostConfig());
  machine.mend();
  return { ...result, object: result.object! };
}

describe("a create that fails half-way", () => {
  it("in mode error: an error, and a tainted object that knows how far it came", async () => {
    const { object, diagnostics } = await halfCreated("error");
    expect(textOf(diagnostics)).toMatch(
      /^error: Preparing cp-1 Failed At bootstrap-init\ncp-1: bootstrap-init: [^]*dpkg is locked[^]*nothing is wiped/,
    );
    expect(object.isTainted).toBe(true);
    expect(object.state).toMatchObject({ ready: false });
    expect(object.state["status"]).toMatch(/^cp-1: bootstrap-init: .*ended with status 1/);
  });

  it("in mode resume: a warning, and an object that is not tainted and not ready", async () => {
    const { object, diagnostics } = await halfCreated("resume");
    expect(textOf(diagnostics)).toMatch(/^warning: Preparing cp-1 Failed At bootstrap-init/);
    expect(object).toMatchObject({ isTainted: false, state: { ready: false } });
  });

  it.each(["error", "resume"] as const)(
    "in mode %s is resumed by the next apply, which runs nothing twice",
    async (mode) => {
      const { object } = await halfCreated(mode);
      const again = await core({ failure_mode: mode });
      const plan = await again.plan("sealos_host", hostConfig(), object);
      expect(plan.action).toBe(mode === "error" ? "replace" : "update");
      const { object: after, diagnostics } = await again.apply(plan);
      expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(after?.state["ready"]).toBe(true);
      expect(unitsNamed("bootstrap-preflight-check")).toBe(1);
      expect(unitsNamed("bootstrap-init-init")).toBe(2);
      expect(machine.units.some(({ name }) => name.includes("clean"))).toBe(false);
      expect((await again.plan("sealos_host", hostConfig(), after)).action).toBe("no-op");
    },
  );

  it("in mode resume plans exactly the steps that are left", async () => {
    const { object } = await halfCreated("resume");
    const plan = await (await core()).plan("sealos_host", hostConfig(), object);
    expect(plan.planned).toMatchObject({
      steps: [
        "cp-1: install the container runtime and Kubernetes (the image's init script)",
        "cp-1: check that the container runtime answers",
      ],
    });
    expect(textOf(plan.diagnostics)).toMatch(/^warning: cp-1 Is Unfinished[^]*nothing is wiped/);
  });

  it("before the machine was touched: no object at all", async () => {
    machine.facts = { ...machine.facts, userId: 1000 };
    const { object, diagnostics } = await (await core()).deploy("sealos_host", hostConfig());
    expect(object).toBeNull();
    expect(textOf(diagnostics)).toMatch(/^error: [^]*commands run as user 1000, not as root/);
  });

  it("is wiped by a destroy like any other", async () => {
    const { object } = await halfCreated("error");
    await (await core()).destroy(object);
    expect([...machine.files.keys()]).toEqual(["/etc/hosts"]);
  });
});

describe("an object whose create was lost with the provider", () => {
  it("is recognised by the machine's journal and resumed", async () => {
    await halfCreated("error");
    const { object, diagnostics } = await (await core()).deploy("sealos_host", hostConfig());
    expect(diagnostics).toEqual([]);
    expect(object?.state["ready"]).toBe(true);
    expect(unitsNamed("bootstrap-preflight-check")).toBe(1);
  });
});

describe("a tainted object with create_before_destroy", () => {
  it("is not wiped after its successor has adopted the machine", async () => {
    const { object: deposed } = await halfCreated("error");
    const again = await core();
    const { object: successor } = await again.deploy("sealos_host", hostConfig());
    expect(await again.destroy(deposed)).toEqual({ object: null, diagnostics: [] });
    expect(machine.units.some(({ name }) => name.includes("clean"))).toBe(false);
    expect((await again.plan("sealos_host", hostConfig(), successor)).action).toBe("no-op");
  });
});

describe("an update that fails", () => {
  let object: ManagedObject;
  const changed = hostConfig({ env: { PROXY: "http://proxy" } });
  beforeEach(async () => {
    object = (await (await core()).deploy("sealos_host", hostConfig())).object!;
    machine.breakUnits(/bootstrap-init/, "dpkg is locked");
  });

  it.each(["error", "resume"])(
    "in mode %s is an error, never tainted, and the next plan has the rest",
    async (mode) => {
      const again = await core({ failure_mode: mode });
      const { object: after, diagnostics } = await again.deploy("sealos_host", changed, object);
      expect(textOf(diagnostics)).toMatch(/^error: Preparing cp-1 Failed At bootstrap-init/);
      expect(after).toMatchObject({ isTainted: false, state: { ready: false } });
      machine.mend();
      const plan = await again.plan("sealos_host", changed, after);
      expect(plan).toMatchObject({
        action: "update",
        planned: { steps: [expect.stringMatching(/init script/)] },
      });
      expect((await again.apply(plan)).object?.state["ready"]).toBe(true);
    },
  );

  it("because the machine is away keeps the state", async () => {
    const again = await core();
    const plan = await again.plan("sealos_host", changed, object);
    machine.isAway = true;
    const { object: after, diagnostics } = await again.apply(plan);
    expect(textOf(diagnostics)).toContain("192.0.2.1 cannot be reached");
    expect(after?.state).toMatchObject({ ready: true, env: null });
  });
});

describe("a run that is interrupted", () => {
  it.each(["error", "resume"])(
    "in mode %s ends with what was reached and a warning, not tainted",
    async (mode) => {
      const abort = new AbortController();
      const interrupted = await core({ failure_mode: mode }, abort.signal);
      const plan = await interrupted.plan("sealos_host", hostConfig());
      machine.on(/launch-unit sealos-prod-bootstrap-init/, () => {
        abort.abort(new Error("stopped by the practitioner"));
        return { stdout: "started\n" };
      });
      const { object, diagnostics } = await interrupted.apply(plan);
      expect(textOf(diagnostics)).toMatch(/^warning: Preparing cp-1 Was Interrupted/);
      expect(object).toMatchObject({ isTainted: false, state: { ready: false } });
      expect(machine.isLocked).toBe(false);
      expect(machine.journal?.current).toBeNull();
    },
  );
});

describe("a delete that fails", () => {
  it("keeps the object, and goes on the next time", async () => {
    const again = await core();
    const { object } = await again.deploy("sealos_host", hostConfig());
    machine.breakUnits(/clean-registry/, "device busy");
    const failed = await again.destroy(object!);
    expect(failed.object?.state["id"]).toBe(object?.state["id"]);
    expect(textOf(failed.diagnostics)).toMatch(/^error: [^]*device busy/);
    machine.mend();
    expect((await again.destroy(failed.object!)).object).toBeNull();
    expect(unitsNamed("bootstrap-init-clean")).toBe(1);
  });
});
