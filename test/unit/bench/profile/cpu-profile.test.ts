import { addUp, type CpuProfile } from "../../../../bench/profile/cpu-profile";
import { flameGraphOf } from "../../../../bench/profile/flame-graph";

/** One process: (root) → main → hash, and (idle). */
function profileOf(samples: readonly number[], timeDeltas: readonly number[]): CpuProfile {
  const node = (
    id: number,
    functionName: string,
    url: string,
    children: readonly number[] = [],
  ) => ({
    id,
    callFrame: { functionName, url },
    children,
  });
  return {
    nodes: [
      node(1, "(root)", "", [2, 4]),
      node(2, "main", "file:///provider/main.cjs", [3]),
      node(3, "hash", "node:internal/crypto/hash"),
      node(4, "(idle)", ""),
    ],
    samples,
    timeDeltas,
  };
}

describe("profiles of processes", () => {
  test("are added up call by call, and idling counts for nothing", () => {
    const all = addUp([profileOf([2, 3, 4], [1_000, 2_000, 9_000]), profileOf([3], [3_000])]);
    expect(all).toEqual({
      name: "all",
      owner: "engine",
      milliseconds: 6,
      calls: [
        {
          name: "main",
          owner: "ours",
          milliseconds: 6,
          calls: [{ name: "hash", owner: "node", milliseconds: 5, calls: [] }],
        },
      ],
    });
  });

  test("are drawn with the time of each function", () => {
    const drawing = flameGraphOf("a < b", addUp([profileOf([2, 3], [1_000, 3_000])]));
    expect(drawing).toContain(">a &lt; b</text>");
    expect(drawing).toContain("<title>hash: 3 ms, 75.0 %</title>");
  });
});
