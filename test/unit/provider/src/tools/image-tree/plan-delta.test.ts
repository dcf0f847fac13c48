import type { HeldFile } from "../../../../../../provider/src/tools/image-tree/held-files";
import { planDelta } from "../../../../../../provider/src/tools/image-tree/plan-delta";
import {
  wantedTree,
  type WantedEntry,
} from "../../../../../../provider/src/tools/image-tree/wanted-tree";

const A = "a".repeat(64);
const B = "b".repeat(64);

const LAYER = {
  root: "/image",
  rendered: [],
  entries: [
    { path: "etc", kind: "directory", mode: 0o755, size: 0, target: undefined },
    { path: "etc/a", kind: "file", mode: 0o644, size: 10, target: undefined },
  ],
} as const;
const WANTED = wantedTree([LAYER]);
const FILE = WANTED.find(({ path }) => path === "etc/a")!;
const DIGESTS: ReadonlyMap<WantedEntry, string> = new Map([[FILE, A]]);
const HELD: HeldFile = { path: "/t/etc/a", digest: A, size: 10, mode: 0o644, isRoots: true };

const plan = (...held: HeldFile[]) => planDelta("/t", WANTED, DIGESTS, held);

describe("planDelta", () => {
  test("links what is the same in the same place; directories always travel", () => {
    const { linked, copied, missing, heldBytes } = plan(HELD);
    expect({ linked, copied, heldBytes }).toEqual({ linked: ["etc/a"], copied: [], heldBytes: 10 });
    expect(missing.map(({ path }) => path)).toEqual(["etc"]);
  });

  test.each<[string, Partial<HeldFile>]>([
    ["has another mode", { mode: 0o600 }],
    ["has a setuid bit", { mode: 0o4644 }],
    ["is another user's", { isRoots: false }],
    ["is in another place", { path: "/t/etc/b" }],
    ["is in another tree that lives on", { path: "/other/etc/a" }],
  ])("copies the content of a file that %s", (_title, change) => {
    const { linked, copied } = plan({ ...HELD, ...change });
    expect(linked).toEqual([]);
    expect(copied).toEqual([{ from: change.path ?? HELD.path, entry: FILE }]);
  });

  test("sends what has another content, whatever its name", () => {
    const { missing, heldBytes } = plan({ ...HELD, digest: B });
    expect(missing.map(({ path }) => path)).toEqual(["etc", "etc/a"]);
    expect(heldBytes).toBe(0);
  });

  test("sends a file that could not be read here: the stream will say why", () => {
    const { missing } = planDelta("/t", WANTED, new Map(), [HELD]);
    expect(missing).toContain(FILE);
  });
});
