import { UNKNOWN } from "../../../../../provider/sdk";
import { encodeImageMount } from "../../../../../provider/src/domain/image-mount";
import { aMount, anAppMount } from "../../../../support/builders";
import {
  aStack,
  aTerraform,
  appConfig,
  deployed,
  textOf,
  type Stack,
  type Terraform,
} from "./terraform";

let terraform: Terraform;
let stack: Stack;
beforeEach(async () => {
  terraform = await aTerraform();
  stack = await aStack(terraform);
});

const config = (different: object = {}) => appConfig(stack, { ...different });
const deploy = () => deployed(terraform, "sealos_app", config());

describe("sealos_app", () => {
  it("is planned step by step, installed as planned, and then plans nothing", async () => {
    const plan = await terraform.core.plan("sealos_app", config());
    expect(plan.planned).toMatchObject({
      digest: UNKNOWN,
      output_tail: UNKNOWN,
      steps: [
        "network: send application labring/cilium:v1.16.1",
        "network: send the application's registry blobs that are missing",
        "network: run the application's command",
      ],
    });
    const { object, diagnostics } = await terraform.core.apply(plan);
    expect(diagnostics).toEqual([]);
    expect(object?.state).toMatchObject({
      id: "uid-of-prod/network",
      digest: anAppMount().digest,
      applied_at: "2026-01-01T00:00:00.000Z",
      output_tail: "sealos-prod-app-network-run-guest is done",
      ready: true,
    });
    expect((await terraform.core.plan("sealos_app", config(), object)).action).toBe("no-op");
  });

  it("runs its command again for a trigger, and sends nothing for that", async () => {
    const triggered = config({ triggers: { values: "2" } });
    const plan = await terraform.core.plan("sealos_app", triggered, await deploy());
    expect(plan).toMatchObject({
      action: "update",
      planned: {
        steps: ["network: run the application's command (triggers changed)"],
        output_tail: UNKNOWN,
      },
    });
    const { object } = await terraform.core.apply(plan);
    expect((await terraform.core.plan("sealos_app", triggered, object)).action).toBe("no-op");
  });

  it("keeps its result where a change runs nothing", async () => {
    const object = await deploy();
    const changed = config({ uninstall_command: ["helm uninstall"] });
    const plan = await terraform.core.plan("sealos_app", changed, object);
    expect(plan).toMatchObject({
      action: "update",
      planned: { steps: [], output_tail: object.state["output_tail"] },
    });
    expect((await terraform.core.apply(plan)).diagnostics).toEqual([]);
  });

  it("is resumed after its command failed", async () => {
    const fresh = await aTerraform({ failure_mode: "resume" });
    const own = await aStack(fresh);
    const home = fresh.world.machine("192.0.2.1");
    home.breakUnits(/run-guest/, "no such chart");
    const broken = await fresh.core.deploy("sealos_app", appConfig(own));
    expect(textOf(broken.diagnostics)).toMatch(/^warning: Installing network Failed At run-guest/);
    home.mend();
    const again = await fresh.core.deploy("sealos_app", appConfig(own), broken.object);
    expect(again.plan.planned).toMatchObject({ steps: ["network: run the application's command"] });
    expect(again.object?.state["ready"]).toBe(true);
  });

  it("is resumed where Terraform calls it tainted and its command ran, which does not run again", async () => {
    const machine = terraform.world.machine("192.0.2.1");
    const exec = machine.exec.bind(machine);
    let isFull = true;
    machine.exec = async (argv, options) => {
      if (isFull && argv.includes("record-tree")) throw new Error("No space left on device");
      return exec(argv, options);
    };
    const broken = await terraform.core.deploy("sealos_app", config());
    expect(textOf(broken.diagnostics)).toMatch(/^error: Installing network Failed At record-app/);
    expect(broken.object?.isTainted).toBe(true);
    isFull = false;
    const again = await terraform.core.deploy("sealos_app", config(), broken.object);
    expect(textOf(again.diagnostics)).toBe("");
    expect(again.object?.state["ready"]).toBe(true);
    expect(machine.units.filter(({ name }) => name.endsWith("run-guest"))).toHaveLength(1);
  });

  it("keeps its state with a warning while nobody can be asked", async () => {
    const object = await deploy();
    terraform.world.machine("192.0.2.1").isAway = true;
    const { object: read, diagnostics } = await terraform.core.read(object);
    expect(read?.state["digest"]).toBe(anAppMount().digest);
    expect(textOf(diagnostics)).toMatch(/^warning: Application network Was Not Refreshed/);
  });

  it("is taken away by its uninstall command", async () => {
    const object = await deployed(
      terraform,
      "sealos_app",
      config({ uninstall_command: ["helm uninstall cilium"] }),
    );
    expect(await terraform.core.destroy(object)).toEqual({ object: null, diagnostics: [] });
    expect(terraform.world.events.at(-1)).toMatchObject({
      resource: "sealos_app",
      step: "mount-app",
    });
  });

  it.each([["image"], ["name"], ["env"], ["command"], ["args"], ["triggers"], ["registry_host"]])(
    "stays true when %s becomes known",
    async (name) => {
      const plan = await terraform.core.plan("sealos_app", config({ [name]: UNKNOWN }));
      const { object, diagnostics } = await terraform.core.apply(plan, config());
      expect(diagnostics).toEqual([]);
      expect(object?.state["ready"]).toBe(true);
    },
  );

  it("takes application images only", async () => {
    const wrong = config({ image: encodeImageMount(aMount()) });
    expect(textOf(await terraform.core.validate("sealos_app", wrong))).toContain(
      "it is not the mount of an image of type application",
    );
  });
});
