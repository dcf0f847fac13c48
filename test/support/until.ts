import { setTimeout as delay } from "node:timers/promises";

/** Waits until the condition holds. @throws after the limit, 60 s by default. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  limitMs = 60_000,
): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`the condition did not hold within ${limitMs} ms`);
    await delay(50);
  }
}
