import { mirrorRegistry } from "../../../../../../../provider/src/pipeline/phases/host/mirror-registry";
import { aHostSpec, aMount } from "../../../../../../support/builders";
import { onHost } from "../contexts";

describe("mirror-registry", () => {
  it("is a step of the registry host only", () => {
    expect(mirrorRegistry.plan(aHostSpec({ roles: ["worker"] }))).toBeUndefined();
  });

  it("has no line yet while nobody knows whether this is the registry host", () => {
    const plan = mirrorRegistry.plan({ ...aHostSpec(), roles: undefined });
    expect(plan?.lines).toBeUndefined();
  });

  it("fills the storage that the registry serves", async () => {
    const { context, machine, world } = onHost();
    world.builder.on(/ path-exists /, {}).on("find", {});
    await mirrorRegistry.run(context, aHostSpec());
    const asked = ["path-exists", `/trees/${aMount().treeDigest}/registry/.`];
    expect(world.builder.calls.map(({ argv }) => argv.slice(-2))).toContainEqual(asked);
    expect(machine.lines.join()).toContain("/var/lib/sealos/data/prod/rootfs/registry");
    machine.verify();
  });
});
