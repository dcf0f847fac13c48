import {
  checkDistributionChange,
  checkReplacement,
} from "../../../../../provider/src/plan/check-change";
import { aClusterSpec, aMount } from "../../../../support/builders";

describe("a replacement of a protected cluster", () => {
  it("is refused with everything that forces it", () => {
    expect(checkReplacement("prod", true, ["name", "service_subnet"])).toMatchObject([
      {
        severity: "error",
        detail: expect.stringMatching(
          /^name, service_subnet cannot change .*Set the old value/,
        ) as string,
        attribute: ["name"],
      },
    ]);
  });

  it.each([
    ["nothing forces one", true, []],
    ["the cluster is not protected", false, ["name"]],
  ])("is none where %s", (_, isProtected, forcing) => {
    expect(checkReplacement("prod", isProtected, forcing)).toEqual([]);
  });
});

describe("another distribution for a cluster that is made", () => {
  const made = aClusterSpec();
  const k3s = { distribution: "k3s", rootfs: aMount({ distribution: "k3s" }) } as const;

  it.each([
    ["with its image", k3s],
    ["before its image is known", { ...k3s, rootfs: undefined }],
  ])("is refused %s", (_, planned) => {
    expect(checkDistributionChange(made, planned)).toMatchObject([
      { severity: "error", attribute: ["distribution"] },
    ]);
  });

  it.each([
    ["it is the same", made],
    ["it is not known yet", { ...k3s, distribution: undefined }],
    ["the image disagrees, which is told anyway", { ...k3s, rootfs: aMount() }],
  ])("is none where %s", (_, planned) => {
    expect(checkDistributionChange(made, planned)).toEqual([]);
  });
});
