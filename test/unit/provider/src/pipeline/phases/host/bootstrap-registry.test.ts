import { bootstrapRegistry } from "../../../../../../../provider/src/pipeline/phases/host/bootstrap-registry";
import { aHostSpec, aMount } from "../../../../../../support/builders";
import { onHost } from "../contexts";

describe("bootstrap-registry", () => {
  it("is a step of the registry host only", () => {
    expect(bootstrapRegistry.plan(aHostSpec({ roles: ["worker"] }))).toBeUndefined();
  });

  it("links the storage to where the registry looks for it", async () => {
    const { context, machine } = onHost();
    const images = [aMount({ env: { registryData: "/data/registry" } })];
    const note = await bootstrapRegistry.run(context, aHostSpec({ images }));
    expect(machine.lines).toContain(
      "ln -s /var/lib/sealos/data/prod/rootfs/registry /data/registry",
    );
    await bootstrapRegistry.undo?.(context, aHostSpec(), note);
    expect(machine.lines.at(-1)).toMatch(/^rm .* \/data\/registry$/);
  });

  it("links nothing anew that is linked already", async () => {
    const { context, machine } = onHost();
    machine.on("readlink", { stdout: "/var/lib/sealos/data/prod/rootfs/registry\n" });
    await bootstrapRegistry.run(context, aHostSpec());
    expect(machine.lines.join("\n")).not.toContain("ln -s");
  });

  it("never replaces the storage of another registry", async () => {
    const { context, machine } = onHost();
    machine.on("ls -A", { stdout: "docker\n" });
    await expect(bootstrapRegistry.run(context, aHostSpec())).rejects.toThrow(
      /^\/var\/lib\/registry holds files of another registry; .* Move the directory away, or set registryData/,
    );
    expect(machine.lines.join("\n")).not.toMatch(/rm -rf|ln -s/);
  });

  it("removes the default storage where it noted none", async () => {
    const { context, machine } = onHost();
    await bootstrapRegistry.undo?.(context, aHostSpec(), undefined);
    expect(machine.lines.at(-1)).toMatch(/^rm .* \/var\/lib\/registry$/);
  });
});
