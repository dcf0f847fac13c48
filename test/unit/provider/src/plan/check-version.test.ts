import { checkVersionChange } from "../../../../../provider/src/plan/check-version";

describe("another Kubernetes version", () => {
  it.each([
    ["v1.31.0", "v1.31.0"],
    ["v1.31.0", "1.31.0"],
    ["v1.31.0", "v1.31.7"],
    ["v1.31.9", "v1.32.0"],
    [null, "v1.31.0"],
    ["v1.31.0", null],
    [undefined, "v1.31.0"],
    ["v1.31.0", undefined],
    ["of the vendor", "v1.31.0"],
  ])("may follow: %s, then %s", (running, planned) => {
    expect(checkVersionChange("cluster prod", running, planned)).toEqual([]);
  });

  it.each([
    ["v1.31.2", "v1.31.1", "Cannot Go Back", /runs Kubernetes v1\.31\.2, .*older v1\.31\.1/],
    ["v1.31.0", "v1.31.0-rc.1", "Cannot Go Back", /image of v1\.31\.0 or later/],
    ["v1.30.4", "v1.32.0", "Would Skip A Minor Version", /Apply an image of v1\.31 first/],
  ])("is refused after %s: %s", (running, planned, summary, detail) => {
    expect(checkVersionChange("cp-1", running, planned)).toMatchObject([
      { severity: "error", summary: `Kubernetes Of cp-1 ${summary}` },
    ]);
    expect(checkVersionChange("cp-1", running, planned)[0]?.detail).toMatch(detail);
  });
});
