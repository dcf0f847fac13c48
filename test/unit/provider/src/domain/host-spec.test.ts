import { hostLabels } from "../../../../../provider/src/domain/host-spec";
import { aMount } from "../../../../support/builders";

describe("the labels of a host", () => {
  it("are those of its images, a patch's before the rootfs's", () => {
    const rootfs = aMount({ labels: { init: "init.sh", check: "check.sh" } });
    const patch = aMount({ labels: { init: "patched.sh" } });
    expect(hostLabels([rootfs, patch])).toEqual({ init: "patched.sh", check: "check.sh" });
  });

  it("are none without images", () => {
    expect(hostLabels([])).toEqual({});
  });
});
