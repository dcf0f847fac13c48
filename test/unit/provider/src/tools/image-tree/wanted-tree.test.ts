import type { TreeEntry } from "../../../../../../provider/src/tools/image-tree";
import {
  wantedTree,
  type TreeLayer,
} from "../../../../../../provider/src/tools/image-tree/wanted-tree";

const file = (path: string, mode = 0o644): TreeEntry => ({
  path,
  kind: "file",
  mode,
  size: 1,
  target: undefined,
});
const layer = (parts: Partial<TreeLayer>): TreeLayer => ({
  root: "/image",
  entries: [],
  rendered: [],
  ...parts,
});
const modes = (...layers: TreeLayer[]): Record<string, string> =>
  Object.fromEntries(wantedTree(layers).map(({ path, mode }) => [path, mode.toString(8)]));

describe("wantedTree", () => {
  test("makes programs executable and drops special bits", () => {
    const entries = [
      file("bin/kubeadm"),
      file("bin/ready", 0o555),
      file("etc/a", 0o600),
      file("init.sh"),
      { ...file("var/tmp", 0o1777), kind: "directory" as const, size: 0 },
    ];
    expect(modes(layer({ entries }))).toEqual({
      "bin/kubeadm": "755",
      "bin/ready": "555",
      "etc/a": "600",
      "init.sh": "755",
      "var/tmp": "777",
    });
  });

  test("lays later layers over earlier ones, and what was made here over its layer", () => {
    const made = { path: "etc/a", mode: 0o640, content: "made" };
    const rootfs = layer({ entries: [file("etc/a"), file("etc/b")], rendered: [made] });
    const patch = layer({ root: "/patch", entries: [file("etc/b")] });
    const wanted = wantedTree([rootfs, patch]);
    expect(
      wanted.map(({ path, size, layer: { root }, content }) => [path, size, root, content]),
    ).toEqual([
      ["etc/a", 4, "/image", "made"],
      ["etc/b", 1, "/patch", undefined],
    ]);
  });

  test("leaves out what lies below a directory that a later layer makes a link", () => {
    const directory = { ...file("lib", 0o755), kind: "directory" as const };
    const link = { ...file("lib", 0o777), kind: "symlink" as const, target: "usr" };
    const wanted = wantedTree([
      layer({ entries: [directory, file("lib/a")] }),
      layer({ entries: [link] }),
    ]);
    expect(wanted.map(({ path, kind }) => [path, kind])).toEqual([["lib", "symlink"]]);
  });
});
