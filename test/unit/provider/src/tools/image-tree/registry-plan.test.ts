import { containedImages, type TreeEntry } from "../../../../../../provider/src/tools/image-tree";
import { planRegistryTransfer } from "../../../../../../provider/src/tools/image-tree/send-registry";
import { registryFiles, sha256 } from "../../../../../support/images/registry-storage";

const entries = (root?: string): TreeEntry[] =>
  Object.entries(registryFiles({ "a/b:1": ["one", "three"], "c:2": ["one", "other"] }, root)).map(
    ([path, content]) => ({
      path: path.replace(/^\.\//, ""),
      kind: "file",
      mode: 0o644,
      size: content.length,
      target: undefined,
    }),
  );

describe("planRegistryTransfer", () => {
  test("sends everything to an empty storage, each blob once", () => {
    expect(planRegistryTransfer(entries("."), new Map())).toMatchObject({
      sentBlobs: 3,
      skippedBlobs: 0,
    });
  });

  test("leaves out blobs that are there in full, and never the metadata", () => {
    const present = new Map([
      [sha256("one"), 3],
      [sha256("three"), 4],
    ]);
    const plan = planRegistryTransfer(entries("."), present);
    expect(plan).toMatchObject({ sentBlobs: 2, skippedBlobs: 1 });
    expect(plan.paths).toContain(
      "docker/registry/v2/repositories/c/_manifests/tags/2/current/link",
    );
  });

  test("never sends unfinished uploads", () => {
    const upload: TreeEntry = {
      ...entries(".")[0]!,
      path: "docker/registry/v2/repositories/c/_uploads/x/data",
    };
    expect(planRegistryTransfer([upload], new Map()).paths).toEqual([]);
  });
});

test("containedImages lists repositories and tags", () => {
  expect(containedImages(entries())).toEqual(["a/b:1", "c:2"]);
});
