import { inOrder, partsOf } from "../../../../../../provider/src/tools/image-tree/tree-parts";
import { wantedTree } from "../../../../../../provider/src/tools/image-tree/wanted-tree";
import { watchArrivals } from "../../../../../../provider/src/tools/image-tree/watch-arrivals";

const MB = 1024 * 1024;
const file = (path: string, size: number, mode = 0o644) =>
  ({ path, kind: "file", mode, size, target: undefined }) as const;
const ENTRIES = wantedTree([
  {
    root: "/image",
    entries: [
      file("small", 1),
      file("bin/lacks-bits", 3 * MB),
      file("large", 20 * MB),
      file("cri/registry", 5 * MB, 0o755),
    ],
    rendered: [{ path: "made", mode: 0o600, content: "here" }],
  },
]);

describe("the order of a stream", () => {
  const order = inOrder(ENTRIES, "cri/registry");

  test("begins with what is wanted first, then goes from large to small", () => {
    expect(order.map(({ path }) => path)).toEqual([
      "cri/registry",
      "large",
      "small",
      "bin/lacks-bits",
      "made",
    ]);
  });

  test("is that in which its parts travel", () => {
    const sent = partsOf(order).flatMap((part) =>
      "files" in part ? part.files.map(({ path }) => path) : part.paths,
    );
    expect(sent).toEqual(order.map(({ path }) => path));
  });

  test("tells what has arrived only when the stream is well past it", () => {
    const told: string[] = [];
    const watch = watchArrivals(order, (paths) => told.push(...paths));
    const leave = (pieces: number) => Array.from({ length: pieces }).forEach(() => watch(MB, MB));
    leave(8);
    expect(told).toEqual([]);
    leave(2);
    expect(told).toEqual(["cri/registry"]);
    leave(25);
    expect(told).toEqual(["cri/registry", "large", "small", "bin/lacks-bits", "made"]);
  });

  test("goes by what travels where the stream is packed", () => {
    const told: string[] = [];
    const watch = watchArrivals(order, (paths) => told.push(...paths));
    const leave = (pieces: number) =>
      Array.from({ length: pieces }).forEach(() => watch(MB, MB / 4));
    leave(21);
    expect(told).toEqual([]);
    leave(1);
    expect(told).toEqual(["cri/registry"]);
  });
});
