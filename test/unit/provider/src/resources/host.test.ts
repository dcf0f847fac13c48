import { UNKNOWN } from "../../../../../provider/sdk";
import { encodeImageMount } from "../../../../../provider/src/domain/image-mount";
import { aMount } from "../../../../support/builders";
import type { FakeMachine } from "../../../../support/fake-pipeline-machine";
import { aTerraform, deployed, hostConfig, textOf, type Terraform } from "./terraform";

let terraform: Terraform;
let machine: FakeMachine;
beforeEach(async () => {
  terraform = await aTerraform();
  machine = terraform.world.addMachine("192.0.2.1", "cp-1");
});

const deploy = () => deployed(terraform, "sealos_host", hostConfig());

describe("sealos_host", () => {
  it("is planned step by step and created as planned", async () => {
    const plan = await terraform.core.plan("sealos_host", hostConfig());
    expect(plan.action).toBe("create");
    expect(plan.planned).toMatchObject({
      ready: UNKNOWN,
      id: UNKNOWN,
      steps: [
        "cp-1: check the machine",
        "cp-1: send rootfs labring/kubernetes:v1.31.0 (300 MB)",
        "cp-1: send the images' registry blobs that are missing",
        "cp-1: run the image's check script",
        "cp-1: point the registry's name at 192.0.2.1",
        "cp-1: start the cluster's registry",
        "cp-1: install the container runtime and Kubernetes (the image's init script)",
        "cp-1: check that the container runtime answers",
      ],
    });
    const { object, diagnostics } = await terraform.core.apply(plan);
    expect(diagnostics).toEqual([]);
    expect(object?.state).toMatchObject({
      id: `ssh://192.0.2.1/${machine.facts.machineId}#SHA256:key-of-cp-1`,
      machine_id: machine.facts.machineId,
      host_key_fingerprint: "SHA256:key-of-cp-1",
      arch: "amd64",
      os: "debian 12",
      ready: true,
      status: "ready",
      port: 22,
    });
  });

  it("plans nothing once it is there, in this run and in the next", async () => {
    const object = await deploy();
    expect((await terraform.core.plan("sealos_host", hostConfig(), object)).action).toBe("no-op");
    const later = await aTerraform({}, terraform.world);
    expect((await later.core.plan("sealos_host", hostConfig(), object)).action).toBe("no-op");
  });

  it("takes everything back when it is destroyed", async () => {
    const object = await deploy();
    expect(await terraform.core.destroy(object)).toEqual({ object: null, diagnostics: [] });
    expect([...machine.files.keys()]).toEqual(["/etc/hosts"]);
    machine.verify();
  });

  it("updates in place with the steps that the change touches", async () => {
    const object = await deploy();
    const changed = hostConfig({ env: { PROXY: "http://proxy" } });
    const plan = await terraform.core.plan("sealos_host", changed, object);
    expect(plan.action).toBe("update");
    expect(plan.planned).toMatchObject({
      id: object.state["id"],
      steps: [
        "cp-1: send rootfs labring/kubernetes:v1.31.0 (300 MB)",
        "cp-1: start the cluster's registry",
        "cp-1: install the container runtime and Kubernetes (the image's init script)",
      ],
    });
    const { object: after } = await terraform.core.apply(plan);
    expect(after?.state).toMatchObject({ ready: true, env: { PROXY: "http://proxy" } });
    expect((await terraform.core.plan("sealos_host", changed, after)).action).toBe("no-op");
  });

  it("is known by another id once the way to it is another", async () => {
    const object = await deploy();
    const other = hostConfig({ ssh_profile: "metal" });
    const plan = await terraform.core.plan("sealos_host", other, object);
    const { object: after } = await terraform.core.apply(plan);
    expect(after?.state["id"]).toMatch(/^ssh:\/\/metal@192\.0\.2\.1\//);
    expect(plan.planned).toMatchObject({ id: after?.state["id"] });
  });

  it("takes any other Kubernetes before it is a node, and installs it at once", async () => {
    const object = await deploy();
    const images = [encodeImageMount(aMount({ version: "v1.30.0", treeDigest: "sha256:new" }))];
    const { planned, diagnostics } = await terraform.core.plan(
      "sealos_host",
      hostConfig({ images }),
      object,
    );
    expect(textOf(diagnostics)).toBe("");
    expect(planned?.["steps"]).toContainEqual(
      expect.stringContaining("cp-1: install the container"),
    );
  });
});

describe("a plan of sealos_host", () => {
  it("leaves open what only the apply knows, and keeps the rest", async () => {
    const unknown = hostConfig({ address: UNKNOWN });
    const plan = await terraform.core.plan("sealos_host", unknown);
    expect(plan.planned).toMatchObject({
      steps: expect.arrayContaining(["cp-1: check the machine", UNKNOWN]) as unknown[],
    });
    const { object, diagnostics } = await terraform.core.apply(plan, hostConfig());
    expect(diagnostics).toEqual([]);
    expect(object?.state["ready"]).toBe(true);
  });

  it.each([["roles"], ["images"], ["registry"], ["env"], ["hostname"], ["cluster_name"], ["name"]])(
    "stays true when %s becomes known",
    async (name) => {
      const plan = await terraform.core.plan("sealos_host", hostConfig({ [name]: UNKNOWN }));
      const { object, diagnostics } = await terraform.core.apply(plan, hostConfig());
      expect(diagnostics).toEqual([]);
      expect(object?.state["ready"]).toBe(true);
    },
  );

  it("calls the machine by nothing before it has a name", async () => {
    const unnamed = (address: unknown) => hostConfig({ name: null, address });
    const plan = await terraform.core.plan("sealos_host", unnamed(UNKNOWN));
    expect(plan.planned?.["steps"]).toEqual(Array.from({ length: 8 }, () => UNKNOWN));
    const { object } = await terraform.core.apply(plan, unnamed("192.0.2.1"));
    expect(object?.state).toMatchObject({
      ready: true,
      steps: expect.arrayContaining(["192.0.2.1: check the machine"]) as unknown[],
    });
  });

  it("needs no provider configuration; the apply does", async () => {
    const open = await aTerraform({ ssh: { user: UNKNOWN } }, terraform.world);
    const plan = await open.core.plan("sealos_host", hostConfig());
    expect(plan.action).toBe("create");
    expect(plan.diagnostics).toEqual([]);
    const { object, diagnostics } = await open.core.apply(plan);
    expect(object).toBeNull();
    expect(textOf(diagnostics)).toMatch(/^error: /);
    expect(machine.calls).toEqual([]);
  });

  it("reads nothing without a provider configuration", async () => {
    const object = await deploy();
    const open = await aTerraform({ ssh: { user: UNKNOWN } }, terraform.world);
    const called = machine.calls.length;
    expect((await open.core.plan("sealos_host", hostConfig(), object)).action).toBe("no-op");
    expect(machine.calls).toHaveLength(called);
  });

  it.each([
    [
      "a mount that is none",
      { images: ["labring/kubernetes:v1.31.0"] },
      /mount of an image of type rootfs or patch/,
    ],
    [
      "an application image",
      { images: [encodeImageMount(aMount({ type: "application" }))] },
      /rootfs or patch/,
    ],
  ])("refuses %s", async (_, different, message) => {
    const diagnostics = await terraform.core.validate("sealos_host", hostConfig(different));
    expect(textOf(diagnostics)).toMatch(message);
  });
});
