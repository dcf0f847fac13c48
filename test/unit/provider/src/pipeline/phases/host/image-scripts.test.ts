import { bootstrapInit } from "../../../../../../../provider/src/pipeline/phases/host/bootstrap-init";
import { bootstrapPreflight } from "../../../../../../../provider/src/pipeline/phases/host/bootstrap-preflight";
import { bootstrapRegistry } from "../../../../../../../provider/src/pipeline/phases/host/bootstrap-registry";
import { aHostSpec, aMount } from "../../../../../../support/builders";
import { onHost } from "../contexts";

describe("scripts of the image", () => {
  it.each([
    ["bootstrap-preflight", bootstrapPreflight, "check"],
    ["bootstrap-init", bootstrapInit, "init"],
  ])(
    "%s runs %s's script in its directory with the host's environment",
    async (step, phase, label) => {
      const { context, machine } = onHost();
      const spec = aHostSpec({
        env: { PROXY: "it's" },
        registry: { domain: "hub.local", port: 6000, address: null },
      });
      await phase.run(context, spec);
      const [unit] = machine.units;
      expect(unit?.name).toBe(`sealos-prod-${step}-${label}`);
      expect(unit?.payload).toContain("cd /var/lib/sealos/data/prod/rootfs/scripts || exit 1");
      expect(unit?.payload).toContain(`\nbash ${label}.sh\n`);
      expect(unit?.payload).toContain("export PROXY='it'\\''s'");
      expect(unit?.payload).toContain("export registryDomain=hub.local");
      expect(unit?.payload).toContain("export registryPort=6000");
      expect(unit?.payload).toContain("export SEALOS_SYS_KUBE_VERSION=v1.31.0");
      expect(unit?.payload).toContain("SEALOS_SYS_RUN_MODE=master,registry,amd64");
      expect(context.reports).toContainEqual([
        step,
        { type: "output", stream: "stdout", line: `${unit!.name} is done` },
      ]);
    },
  );

  it("are what a label says, a patch's label first", async () => {
    const { context, machine } = onHost();
    const images = [
      aMount({ labels: { init: "init.sh" } }),
      aMount({ labels: { init: "mine.sh $x" } }),
    ];
    await bootstrapInit.run(context, aHostSpec({ images }));
    expect(machine.units[0]?.payload).toContain("\nbash mine.sh $x\n");
  });

  it("that fail tell script, status, output and what to do", async () => {
    const { context, machine } = onHost();
    machine.breakUnits(/check/, "no space left");
    await expect(bootstrapPreflight.run(context, aHostSpec())).rejects.toThrow(
      /the image's check script \(check\.sh\) ended with status 1[^]*no space left[^]*next apply runs the script again/,
    );
  });

  it("never show a secret of the environment in a command line", async () => {
    const { context, machine } = onHost();
    const secret = "s3cret-of-the-registry";
    const images = [aMount({ env: { registryPassword: secret } })];
    await bootstrapRegistry.run(context, aHostSpec({ images }));
    await bootstrapInit.run(context, aHostSpec({ images }));
    expect(machine.lines.join("\n")).not.toContain(secret);
    expect(machine.files.get("/var/lib/sealos/data/prod/rootfs/etc/registry_htpasswd")).toMatch(
      /^admin:\$2[aby]\$10\$\S+\n$/,
    );
  });
});
