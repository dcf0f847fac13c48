import { createGate, createLimit } from "../../../../../provider/src/lib/limit";

describe("a limit", () => {
  test("never runs more tasks at a time than it has places, and runs all", async () => {
    const limit = createLimit(3);
    let running = 0;
    let most = 0;
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        limit(async () => {
          running += 1;
          most = Math.max(most, running);
          await Promise.resolve();
          running -= 1;
          return index;
        }),
      ),
    );
    expect(most).toBe(3);
    expect(results).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test("a task that fails frees its place", async () => {
    const limit = createLimit(1);
    await expect(limit(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    await expect(limit(() => Promise.resolve("yes"))).resolves.toBe("yes");
  });
});

describe("a gate", () => {
  test("leaving twice gives back one place only", async () => {
    const gate = createGate(1);
    const leave = await gate.enter();
    leave();
    leave();
    await gate.enter();
    expect(await isWaiting(gate.enter())).toBe(true);
  });

  test("once narrowed, it admits one fewer than were inside", async () => {
    const gate = createGate(5);
    const leaves = [await gate.enter(), await gate.enter(), await gate.enter()];
    gate.narrow();
    leaves[0]!();
    const next = gate.enter();
    expect(await isWaiting(next)).toBe(true);
    leaves[1]!();
    expect(await isWaiting(next)).toBe(false);
  });

  test("narrowing leaves one place at least", async () => {
    const gate = createGate(1);
    gate.narrow();
    expect(await isWaiting(gate.enter())).toBe(false);
  });
});

async function isWaiting(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol("pending");
  const later = new Promise((resolve) => setImmediate(() => resolve(pending)));
  return (await Promise.race([promise, later])) === pending;
}
