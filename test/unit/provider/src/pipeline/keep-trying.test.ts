import { keepTrying } from "../../../../../provider/src/pipeline/keep-trying";
import { TransportError } from "../../../../../provider/src/transports/errors";

const lost = new TransportError("cp-1", "closed", "cp-1: the connection was lost", true);

/** Fails in turn with what is given, then does what is asked of it. */
function failing(...failures: readonly Error[]): () => Promise<void> {
  let calls = 0;
  return () => {
    const failure = failures[calls++];
    return failure === undefined ? Promise.resolve() : Promise.reject(failure);
  };
}

describe("what may fail", () => {
  test("is done again after a lost connection, and then there is no failure", async () => {
    await expect(keepTrying(5_000, failing(lost))).resolves.toBeUndefined();
  });

  test("ends with the first failure of another kind", async () => {
    const full = new Error("No space left on device");
    await expect(keepTrying(5_000, failing(lost, full))).resolves.toBe(full);
  });

  test("ends with the time, and says why it was tried again and not what the end cut off", async () => {
    let isFirst = true;
    const action = async (signal: AbortSignal): Promise<void> => {
      if (!isFirst) await new Promise((_, reject) => signal.addEventListener("abort", reject));
      isFirst = false;
      throw lost;
    };
    await expect(keepTrying(1_500, action)).resolves.toBe(lost);
  });
});
