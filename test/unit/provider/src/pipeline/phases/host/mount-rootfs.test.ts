import { mountRootfs } from "../../../../../../../provider/src/pipeline/phases/host/mount-rootfs";
import { aHostSpec, aMount } from "../../../../../../support/builders";
import { onHost } from "../contexts";

describe("mount-rootfs", () => {
  const patch = aMount({ image: "labring/patch:v1", type: "patch", sizeBytes: 1 });

  it("says what is sent, and how much", () => {
    const { lines } = mountRootfs.plan(aHostSpec({ images: [aMount(), patch] }))!;
    expect(lines).toEqual([
      "send rootfs labring/kubernetes:v1.31.0 (300 MB), send patch labring/patch:v1 (1 MB)",
    ]);
  });

  it("puts the trees where images expect them, keeps the registry's storage, and removes them", async () => {
    const { context, machine } = onHost();
    await mountRootfs.run(context, aHostSpec());
    const commit = machine.calls.find(({ line }) => line.includes("sync -f"))!;
    expect(commit.argv.slice(4)).toEqual([
      "/var/lib/sealos/data/prod/rootfs",
      "/var/lib/sealos/data/prod/.rootfs.incoming",
      "/var/lib/sealos/data/prod/.rootfs.previous",
      "registry",
    ]);
    await mountRootfs.undo?.(context, aHostSpec(), undefined);
    expect(machine.lines.at(-1)).toMatch(/^rm .* \/var\/lib\/sealos\/data\/prod\/rootfs$/);
  });
});
