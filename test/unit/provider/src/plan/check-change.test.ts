import {
  checkReplacement,
  checkVersionChange,
} from "../../../../../provider/src/plan/check-change";

describe("another Kubernetes version", () => {
  it.each([
    ["v1.31.0", "v1.31.0"],
    [null, "v1.31.0"],
    ["v1.31.0", null],
    [undefined, "v1.31.0"],
    ["v1.31.0", undefined],
  ])("is none from %s to %s", (prior, planned) => {
    expect(checkVersionChange("cluster prod", prior, planned)).toEqual([]);
  });

  it("in place is refused, with both versions and what to do", () => {
    expect(checkVersionChange("cluster prod", "v1.31.0", "v1.32.0")).toMatchObject([
      {
        severity: "error",
        summary: "Kubernetes Of cluster prod Cannot Change In Place",
        detail: expect.stringMatching(
          /runs Kubernetes v1\.31\.0, .* v1\.32\.0\. .*Keep the image/,
        ) as string,
      },
    ]);
  });
});

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
