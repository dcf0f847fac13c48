import { readImageLabels } from "../../../../../provider/src/domain/image-labels";
import type { ImageType } from "../../../../../provider/src/domain/image-mount";

const ROOTFS = { "sealos.io.type": "rootfs", "sealos.io.version": "v1beta1", version: "v1.31.0" };

describe("readImageLabels", () => {
  test.each([
    ["a rootfs", ROOTFS, { type: "rootfs", version: "v1.31.0", distribution: "kubernetes" }],
    [
      "kubeadm as kubernetes",
      { ...ROOTFS, "sealos.io.distribution": "kubeadm" },
      { distribution: "kubernetes" },
    ],
    ["k3s", { ...ROOTFS, "sealos.io.distribution": "k3s" }, { distribution: "k3s" }],
    [
      "the older names",
      { "apps.sealos.io/type": "rootfs", "apps.sealos.io/version": "v1beta2", version: "v1.28.9" },
      { type: "rootfs", version: "v1.28.9" },
    ],
    ["a patch", { "sealos.io.type": "patch" }, { type: "patch" }],
    [
      "no labels as an application",
      {},
      { type: "application", version: undefined, distribution: undefined },
    ],
  ])("reads %s", (_title, labels, expected) => {
    expect(readImageLabels("x:1", labels)).toMatchObject(expected);
  });

  test.each<[string, Record<string, string>, ImageType | undefined, string]>([
    ["an unknown type", { "sealos.io.type": "addons" }, undefined, 'sealos.io.type is "addons"'],
    [
      "an application where a rootfs is wanted",
      {},
      "rootfs",
      "expected_type: x:1 is of type application, and rootfs is wanted here",
    ],
    [
      "a rootfs without schema version",
      { ...ROOTFS, "sealos.io.version": "v2" },
      undefined,
      'sealos.io.version is "v2"',
    ],
    [
      "a rootfs without Kubernetes version",
      { ...ROOTFS, version: "" },
      undefined,
      'label version is ""',
    ],
    [
      "a distribution that is not known",
      { ...ROOTFS, "sealos.io.distribution": "rke2" },
      undefined,
      '"rke2"',
    ],
  ])("refuses %s", (_title, labels, expected, message) => {
    const result = readImageLabels("x:1", labels, expected);
    expect(result).toMatchObject({
      severity: "error",
      detail: expect.stringContaining(message) as string,
    });
  });
});
