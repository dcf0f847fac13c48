import {
  checkBuild,
  type WrittenBuild,
} from "../../../../../../provider/src/domain/build/check-build";

const ARCHIVE: WrittenBuild = {
  context: "site",
  kubefile: null,
  platforms: null,
  name: null,
  archive: "/srv/site.tar",
  push: null,
};
const PUSH: WrittenBuild = { ...ARCHIVE, archive: null, push: "registry.example/site:1.0" };

const faults = (written: WrittenBuild): readonly string[] =>
  checkBuild(written).map(({ attribute, summary }) => `${attribute?.join()}: ${summary}`);

describe("checkBuild", () => {
  test.each<[string, WrittenBuild]>([
    ["an archive", ARCHIVE],
    ["a named archive", { ...ARCHIVE, name: "lab/app:1.0" }],
    ["a push", PUSH],
    ["a push to a port", { ...PUSH, push: "localhost:5000/a/b:c" }],
    ["platforms", { ...ARCHIVE, platforms: ["linux/amd64", "linux/arm/v7"] }],
    ["a Kubefile elsewhere", { ...ARCHIVE, kubefile: "build/Kubefile" }],
    ["an archive that is not known yet", { ...ARCHIVE, archive: undefined }],
    ["two outputs of which one is not known yet", { ...PUSH, archive: undefined }],
  ])("accepts %s", (_title, written) => {
    expect(faults(written)).toEqual([]);
  });

  test.each<[string, WrittenBuild, string]>([
    ["no output", { ...ARCHIVE, archive: null }, "archive: No Output For The Image"],
    ["two outputs", { ...PUSH, archive: "/a/b" }, "push: Two Outputs For One Image"],
    ["a relative archive", { ...ARCHIVE, archive: "a.tar" }, "archive: Invalid Archive Path"],
    ["a colon in the archive", { ...ARCHIVE, archive: "/a:b" }, "archive: Invalid Archive Path"],
    ["a directory as archive", { ...ARCHIVE, archive: "/srv/" }, "archive: Invalid Archive Path"],
    [
      "a push by digest",
      { ...PUSH, push: `r.example/a@sha256:${"0".repeat(64)}` },
      "push: Invalid Push Reference",
    ],
    ["a push to a file", { ...PUSH, push: "oci:/a" }, "push: Invalid Push Reference"],
    [
      "a Kubefile outside",
      { ...ARCHIVE, kubefile: "../Kubefile" },
      "kubefile: Invalid Kubefile Path",
    ],
    ["another system", { ...ARCHIVE, platforms: ["windows/amd64"] }, "platforms: Unknown Platform"],
    [
      "a misspelt platform",
      { ...ARCHIVE, platforms: ["linux/amd46"] },
      "platforms: Unknown Platform",
    ],
    [
      "a platform twice",
      { ...ARCHIVE, platforms: ["linux/amd64", "linux/amd64"] },
      "platforms: Platform Given Twice",
    ],
    ["a name for a push", { ...PUSH, name: "a:1" }, "name: Name Without Archive"],
    ["a name in capitals", { ...ARCHIVE, name: "Site" }, "name: Invalid Image Name"],
  ])("refuses %s", (_title, written, fault) => {
    expect(faults(written)).toEqual([fault]);
  });
});
