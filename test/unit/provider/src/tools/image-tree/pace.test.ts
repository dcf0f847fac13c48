import { createPace } from "../../../../../../provider/src/tools/image-tree/pace";

describe("the pace of a stream", () => {
  const flow = (pieces: readonly (readonly [bytes: number, atMs: number])[]) => {
    let time = 0;
    const pace = createPace(4_000, () => time);
    for (const [bytes, atMs] of pieces) {
      time = atMs;
      pace.add(bytes);
    }
    return pace.bytesPerSecond();
  };

  const full = [
    [2_000, 900],
    [2_000, 1_000],
  ] as const;

  test("is that after buffers on the way are full", () => {
    expect(flow([...full, [2_000, 2_000], [2_000, 3_000]])).toBe(2_000);
  });

  test("is that of the best stretch: what was held up once is no slow line", () => {
    expect(flow([...full, [4_000, 9_000], [4_000, 9_500], [4_000, 11_500]])).toBe(8_000);
  });

  test("is not known before", () => {
    expect(flow([[3_000, 1]])).toBeUndefined();
    expect(flow(full)).toBeUndefined();
    expect(flow([])).toBeUndefined();
  });
});
