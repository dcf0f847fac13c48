import type { TreeEntry } from "../../../../../../provider/src/tools/image-tree";
import { digestOfTree } from "../../../../../../provider/src/tools/image-tree/tree-digest";

const FILE: TreeEntry = { path: "bin/a", kind: "file", mode: 0o755, size: 3, target: undefined };
const LINK: TreeEntry = { path: "bin/b", kind: "symlink", mode: 0o777, size: 0, target: "a" };
const SUMS = new Map([["bin/a", "aa"]]);

describe("digestOfTree", () => {
  test("does not depend on the order of entries", () => {
    expect(digestOfTree([FILE, LINK], SUMS)).toBe(digestOfTree([LINK, FILE], SUMS));
  });

  test.each<[string, TreeEntry[], Map<string, string>]>([
    ["a mode", [{ ...FILE, mode: 0o644 }, LINK], SUMS],
    ["a content", [FILE, LINK], new Map([["bin/a", "ab"]])],
    ["a name", [{ ...FILE, path: "bin/c" }, LINK], new Map([["bin/c", "aa"]])],
    ["a link target", [FILE, { ...LINK, target: "c" }], SUMS],
    ["what is there", [FILE], SUMS],
  ])("depends on %s", (_title, entries, sums) => {
    expect(digestOfTree(entries, sums)).not.toBe(digestOfTree([FILE, LINK], SUMS));
  });

  test("refuses a file whose content nobody read", () => {
    expect(() => digestOfTree([FILE], new Map())).toThrow("bin/a went away");
  });
});
