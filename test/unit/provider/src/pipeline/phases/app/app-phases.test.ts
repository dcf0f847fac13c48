import { mirrorAppRegistry } from "../../../../../../../provider/src/pipeline/phases/app/mirror-app-registry";
import { mountApp } from "../../../../../../../provider/src/pipeline/phases/app/mount-app";
import { runGuest } from "../../../../../../../provider/src/pipeline/phases/app/run-guest";
import { anAppMount, anAppSpec } from "../../../../../../support/builders";
import { onHome } from "../contexts";

const HOME = "/var/lib/sealos/data/prod/applications/network";

describe("mount-app", () => {
  it("sends the application to a directory of its own, and removes that", async () => {
    const { context, machine } = onHome();
    await mountApp.run(context, anAppSpec());
    const commit = machine.calls.find(({ line }) => line.includes("sync -f"))!;
    expect(commit.argv[4]).toBe(`${HOME}/workdir`);
    await mountApp.undo?.(context, anAppSpec(), undefined);
    expect(machine.lines.at(-1)).toMatch(new RegExp(`^rm .* ${HOME}$`));
  });

  it("says what is sent", () => {
    expect(mountApp.plan(anAppSpec())?.lines).toEqual(["send application labring/cilium:v1.16.1"]);
  });
});

describe("mirror-app-registry", () => {
  it("adds the application's images to the storage that the registry serves", async () => {
    const { context, machine, world } = onHome();
    world.builder.on(/ path-exists /, {}).on("find", {});
    await mirrorAppRegistry.run(context, anAppSpec());
    const asked = ["path-exists", `/trees/${anAppMount().treeDigest}/registry/.`];
    expect(world.builder.calls[0]?.argv.slice(-2)).toEqual(asked);
    expect(machine.lines.join("\n")).toContain("/var/lib/sealos/data/prod/rootfs/registry");
    machine.verify();
  });
});

describe("run-guest", () => {
  const scriptOf = async (different: Parameters<typeof anAppSpec>[0]): Promise<string> => {
    const { context, machine } = onHome();
    await runGuest.run(context, anAppSpec(different));
    return machine.units[0]?.payload ?? "";
  };

  it("runs the image's command lines in its directory, as the cluster's administrator", async () => {
    const script = await scriptOf({
      image: anAppMount({ entrypoint: ["/bin/sh", "-c"], command: ["one --flag", "two"] }),
      env: { TUNNEL: "geneve" },
    });
    expect(script).toContain(`cd ${HOME}/workdir || exit 1\nset -e\none --flag\ntwo\n`);
    expect(script).toContain("export KUBECONFIG=/etc/kubernetes/admin.conf");
    expect(script).toContain("export TUNNEL=geneve");
  });

  it.each([
    [
      "a command of the practitioner in place of the image's",
      { command: ["mine"] },
      "set -e\nmine\n",
    ],
    [
      "arguments after it",
      { args: ["then this"] },
      "set -e\nkubectl apply -f manifests\nthen this\n",
    ],
    [
      "placeholders with the values of its environment",
      { command: ["helm install $(TUNNEL) $$HOME $(UNKNOWN)"] },
      "set -e\nhelm install vxlan $HOME $(UNKNOWN)\n",
    ],
  ])("runs %s", async (_, different, lines) => {
    expect(await scriptOf(different)).toContain(lines);
  });

  it("keeps the end of the output and the time", async () => {
    const { context } = onHome();
    expect(await runGuest.run(context, anAppSpec())).toEqual({
      outputTail: "sealos-prod-app-network-run-guest is done",
      appliedAt: "2026-01-01T00:00:00.000Z",
    });
    expect(context.reports).toEqual([
      ["run-guest", expect.objectContaining({ type: "output", stream: "stdout" })],
    ]);
  });

  it("tells application, status and output of a failure", async () => {
    const { context, machine } = onHome();
    machine.breakUnits(/run-guest/, "no such chart");
    await expect(runGuest.run(context, anAppSpec())).rejects.toThrow(
      /command of application network ended with status 1[^]*no such chart[^]*next apply runs it again/,
    );
  });

  it("never shows a secret of the environment in a command line", async () => {
    const { context, machine } = onHome();
    await runGuest.run(context, anAppSpec({ env: { ADMIN_PASSWORD: "s3cret" } }));
    expect(machine.lines.join("\n")).not.toContain("s3cret");
  });

  it("runs again for every trigger, and not for how the application is taken away", () => {
    const inputOf = (different: Parameters<typeof anAppSpec>[0]) =>
      runGuest.plan(anAppSpec(different))?.input;
    expect(inputOf({ triggers: { run: "2" } })).not.toEqual(inputOf({}));
    expect(inputOf({ uninstallCommand: ["helm uninstall"] })).toEqual(inputOf({}));
  });
});
