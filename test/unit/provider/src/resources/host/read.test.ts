import type { FakeMachine } from "../../../../../support/fake-pipeline-machine";
import type { FakePipeline } from "../../../../../support/fake-pipeline";
import { aTerraform, deployed, hostConfig, textOf, type Terraform } from "../terraform";

let terraform: Terraform;
let world: FakePipeline;
let machine: FakeMachine;

/** A Terraform that looks at hosts so closely. */
const looking = async (drift_check: string): Promise<void> => {
  terraform = await aTerraform({ drift_check }, world);
};
const deploy = (config = hostConfig()) => deployed(terraform, "sealos_host", config);
const ROOTFS = "/var/lib/sealos/data/prod/rootfs";

beforeEach(async () => {
  terraform = await aTerraform();
  world = terraform.world;
  machine = world.addMachine("192.0.2.1", "cp-1");
});

describe("a refresh of a host", () => {
  it("asks nothing of a host that is ready, unless it is told to", async () => {
    const object = await deploy();
    const asked = machine.lines.length;
    const { object: read, diagnostics } = await terraform.core.read(object);
    expect(machine.lines).toHaveLength(asked);
    expect(diagnostics).toEqual([]);
    expect(read?.state).toEqual({ ...object.state, steps: [] });
  });

  it("asks a host that is not ready", async () => {
    machine.breakUnits(/init$/, "no space left");
    const { object } = await terraform.core.deploy("sealos_host", hostConfig());
    const asked = machine.lines.length;
    await terraform.core.read(object!);
    expect(machine.lines.length).toBeGreaterThan(asked);
  });

  it("asks the host that says so itself", async () => {
    const object = await deploy(hostConfig({ drift_check: "sampled" }));
    machine.facts = { ...machine.facts, kernel: "6.1.0-20-amd64" };
    const { object: read } = await terraform.core.read(object);
    expect(read?.state["kernel"]).toBe("6.1.0-20-amd64");
  });

  it("keeps the state with a warning while the machine cannot be reached", async () => {
    await looking("sampled");
    const object = await deploy();
    machine.isAway = true;
    const { object: read, diagnostics } = await terraform.core.read(object);
    expect(read?.state).toEqual({ ...object.state, steps: [] });
    expect(textOf(diagnostics)).toMatch(
      /^warning: cp-1 Was Not Refreshed\n192\.0\.2\.1 cannot be reached[^]*keeps what was known/,
    );
    expect((await terraform.core.plan("sealos_host", hostConfig(), object)).action).toBe("no-op");
  });

  it("does not take another machine at its address for itself", async () => {
    await looking("sampled");
    const object = await deploy();
    world.addMachine("192.0.2.1", "impostor");
    const { object: read, diagnostics } = await terraform.core.read(object);
    expect(read?.state["machine_id"]).toBe(machine.facts.machineId);
    expect(textOf(diagnostics)).toContain("another machine answers at this address");
  });

  it("finds that the journal is gone, and plans the machine anew", async () => {
    await looking("sampled");
    const object = await deploy();
    machine.files.delete("/var/lib/sealos/journal.json");
    const { object: read, diagnostics } = await terraform.core.read(object);
    expect(textOf(diagnostics)).toMatch(/^warning: Journal Of cp-1 Is Gone/);
    const plan = await terraform.core.plan("sealos_host", hostConfig(), read);
    expect(plan.planned?.["steps"]).toContain("cp-1: check the machine");
    expect((await terraform.core.apply(plan)).object?.state["ready"]).toBe(true);
  });
});

describe("what was changed by hand on a host", () => {
  const differ = (manifest: string, lines: string) => () =>
    void machine.differences.set(manifest, lines);

  it.each([
    [
      "a file of the rootfs",
      differ("rootfs", "missing bin/kubelet\nchanged etc/config.toml\n"),
      [`gone: ${ROOTFS}/bin/kubelet`, `changed: ${ROOTFS}/etc/config.toml`],
      ["cp-1: send rootfs labring/kubernetes:v1.31.0 (300 MB) (changed outside of Terraform)"],
      ["mount-rootfs", "record-host"],
    ],
    [
      "an image of the registry",
      differ("registry-images", "missing docker/registry/v2/blobs/sha256/aa/aabb/data\n"),
      [`gone: ${ROOTFS}/registry/docker/registry/v2/blobs/sha256/aa/aabb/data`],
      ["cp-1: send the images' registry blobs that are missing (changed outside of Terraform)"],
      ["mirror-registry"],
    ],
    [
      "the configuration of the registry",
      differ("registry", "changed registry/registry_config.yml\n"),
      ["changed: /etc/registry/registry_config.yml"],
      ["cp-1: start the cluster's registry (changed outside of Terraform)"],
      ["bootstrap-registry", "record-host"],
    ],
    [
      "the name of the registry",
      () => void machine.files.set("/etc/hosts", "192.0.2.66 sealos.hub\n"),
      ["/etc/hosts does not point sealos.hub at 192.0.2.1"],
      ["cp-1: point the registry's name at 192.0.2.1 (changed outside of Terraform)"],
      ["bootstrap-registry-host"],
    ],
    [
      "a unit",
      () => void machine.deadUnits.add("containerd"),
      ["the unit containerd is disabled", "the unit containerd does not run"],
      [
        "cp-1: install the container runtime and Kubernetes (the image's init script) (changed outside of Terraform)",
      ],
      ["bootstrap-init"],
    ],
  ])("%s: is told, planned alone and put back", async (_, change, findings, lines, ran) => {
    await looking("sampled");
    const object = await deploy();
    change();
    const { object: read, diagnostics } = await terraform.core.read(object);
    expect(textOf(diagnostics)).toBe(
      `warning: cp-1 Was Changed Outside Of Terraform\n${findings.map((text) => `- ${text}`).join("\n")}\n\nThe plan shows the steps that put it back, and the next apply runs those and no others.`,
    );
    const plan = await terraform.core.plan("sealos_host", hostConfig(), read);
    expect(plan).toMatchObject({ action: "update", planned: { steps: lines } });

    const before = world.events.length;
    machine.deadUnits.clear();
    machine.differences.delete("registry-images");
    const { object: mended } = await terraform.core.apply(plan);
    const finished = world.events.slice(before).filter(({ type }) => type === "step-finished");
    expect(finished.map(({ step }) => step)).toEqual(ran);
    const again = await terraform.core.read(mended!);
    expect(again.diagnostics).toEqual([]);
    expect((await terraform.core.plan("sealos_host", hostConfig(), again.object)).action).toBe(
      "no-op",
    );
  });

  it("its host name: is given back", async () => {
    await looking("sampled");
    const named = hostConfig({ hostname: "cp-one" });
    const object = await deploy(named);
    machine.facts = { ...machine.facts, hostname: "localhost" };
    const { object: read, diagnostics } = await terraform.core.read(object);
    expect(textOf(diagnostics)).toContain("the host name is localhost, not cp-one");
    const { object: mended } = await terraform.core.deploy("sealos_host", named, read);
    expect(machine.facts.hostname).toBe("cp-one");
    expect(mended?.state["hostname"]).toBe("cp-one");
  });

  it("is looked at again until it is put back, also by a plan that looks at nothing", async () => {
    await looking("sampled");
    const object = await deploy();
    machine.differences.set("rootfs", "changed etc/config.toml\n");
    const { object: read } = await terraform.core.read(object);
    await looking("none");
    const again = await terraform.core.read(read!);
    expect(textOf(again.diagnostics)).toContain("etc/config.toml");
  });
});

describe("what follows when a manifest is gone", () => {
  it("counts as a change: nobody can tell any more", async () => {
    await looking("full");
    const object = await deploy();
    machine.files.delete("/var/lib/sealos/data/prod/manifests/rootfs");
    const { diagnostics } = await terraform.core.read(object);
    expect(textOf(diagnostics)).toContain("manifests/rootfs is gone or was changed");
  });
});
