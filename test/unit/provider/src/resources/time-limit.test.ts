import { once } from "node:events";
import { withTimeout } from "../../../../../provider/src/resources/time-limit";

const run = (): AbortController => new AbortController();

describe("the time limit of an operation", () => {
  it("ends with the run", () => {
    const controller = run();
    const limited = withTimeout(controller.signal, null, "30m");
    expect(limited.aborted).toBe(false);
    controller.abort(new Error("stopped"));
    expect(limited.reason).toEqual(new Error("stopped"));
  });

  it.each([
    ["the practitioner's", "1ms", "30m"],
    ["the default", null, "1ms"],
    ["the default, where the practitioner's is none", "soon", "1ms"],
  ])("is %s", async (_, limit, fallback) => {
    const limited = withTimeout(run().signal, limit, fallback);
    await once(limited, "abort");
    expect(limited.reason).toMatchObject({ name: "TimeoutError" });
  });
});
