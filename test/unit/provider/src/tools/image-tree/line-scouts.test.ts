import { pickScouts } from "../../../../../../provider/src/tools/image-tree/line-scouts";
import { wantedTree } from "../../../../../../provider/src/tools/image-tree/wanted-tree";

const MB = 1_000_000;
const tree = (sizes: readonly number[]) =>
  wantedTree([
    {
      root: "/image",
      entries: sizes.map((size, index) => ({
        path: `file-${index}`,
        kind: "file",
        mode: 0o644,
        size,
        target: undefined,
      })),
      rendered: [{ path: "made", mode: 0o600, content: "here" }],
    },
  ]);
const sizesOf = (entries: readonly { readonly size: number }[]) => entries.map(({ size }) => size);

describe("what goes ahead to show how fast a line is", () => {
  test("is the smallest files that will do, but none that are tiny, or that were made here", () => {
    const { scouts, rest } = pickScouts(tree([90 * MB, 9 * MB, 500, 8 * MB, 60 * MB]));
    expect(sizesOf(scouts)).toEqual([9 * MB, 8 * MB]);
    expect(sizesOf(rest)).toEqual([90 * MB, 500, 60 * MB, 4]);
  });

  test("begins with what has to be there first", () => {
    const { scouts } = pickScouts(tree([90 * MB, 9 * MB, 15 * MB, 60 * MB]), "file-2");
    expect(sizesOf(scouts)).toEqual([15 * MB]);
  });

  test("leaves out what is too large for that", () => {
    const { scouts } = pickScouts(tree([90 * MB, 14 * MB, 60 * MB]), "file-0");
    expect(sizesOf(scouts)).toEqual([14 * MB]);
  });

  test.each([
    ["all is soon there", [10 * MB, 9 * MB, 30 * MB]],
    ["there are no small ones", [30 * MB, 40 * MB, 35 * MB]],
    ["they are too small together", [1 * MB, 2 * MB]],
    ["nothing travels", []],
  ])("is nothing where %s", (_case, sizes) => {
    const { scouts, rest } = pickScouts(tree(sizes));
    expect(scouts).toEqual([]);
    expect(sizesOf(rest)).toEqual([...sizes, 4]);
  });
});
