import { ConfigStrategy, ImageMount, ImageType } from "../../../../constructs/src";
import { synth } from "../../../support/cdktf/synth";

it("passes on how an image is found and changed", () => {
  const { only } = synth((stack) => {
    const mount = new ImageMount(stack, "image", {
      image: "oci:/images/kubernetes",
      platform: "linux/arm64",
      alwaysPull: true,
      env: { mirror: "none" },
      configs: [{ path: "etc/kubeadm.yml", strategy: ConfigStrategy.MERGE, data: "a: 1" }],
      type: ImageType.ROOTFS,
    });
    expect(mount.node.defaultChild).toBe(mount.resource);
    expect(mount.mount).toContain("TfToken");
    expect([mount, stack].map((each) => ImageMount.isImageMount(each))).toEqual([true, false]);
  });
  expect(only("sealos_image_mount")).toEqual({
    configs: [{ data: "a: 1", path: "etc/kubeadm.yml", strategy: "merge" }],
    env: { mirror: "none" },
    expected_type: "rootfs",
    image: "oci:/images/kubernetes",
    platform: "linux/arm64",
    pull_policy: "always",
  });
});
