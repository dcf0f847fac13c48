import { bootstrapCri } from "../../../../../../../provider/src/pipeline/phases/host/bootstrap-cri";
import { aHostSpec, aMount } from "../../../../../../support/builders";
import { onHost } from "../contexts";

describe("bootstrap-cri", () => {
  const images = [aMount({ labels: { "init-cri": "init-cri.sh", "clean-cri": "clean-cri.sh" } })];

  it("is no step where the image has no script for it", () => {
    expect(bootstrapCri.plan(aHostSpec())).toBeUndefined();
    expect(bootstrapCri.plan({ ...aHostSpec(), images: undefined })).toBeDefined();
  });

  it("installs and cleans the runtime", async () => {
    const { context, machine } = onHost();
    await bootstrapCri.run(context, aHostSpec({ images }));
    await bootstrapCri.undo?.(context, aHostSpec({ images }), undefined);
    await bootstrapCri.undo?.(context, aHostSpec(), undefined);
    expect(machine.units.map(({ name }) => name)).toEqual([
      "sealos-prod-bootstrap-cri-init-cri",
      "sealos-prod-bootstrap-cri-clean-cri",
    ]);
  });
});
