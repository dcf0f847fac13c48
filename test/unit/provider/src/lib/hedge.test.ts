import { hedge } from "../../../../../provider/src/lib/hedge";

const HEAD_START_MS = 5;
const never = (): Promise<string> => new Promise(() => undefined);
const fail = (message: string) => (): Promise<string> => Promise.reject(new Error(message));

describe("hedged attempts", () => {
  it("answer with the first in order that succeeds, and start no other meanwhile", async () => {
    const second = jest.fn(() => Promise.resolve("second"));
    expect(await hedge([() => Promise.resolve("first"), second], HEAD_START_MS)).toBe("first");
    expect(second).not.toHaveBeenCalled();
  });

  it("go on at once after a failure", async () => {
    const attempts = [fail("dead"), () => Promise.resolve("second")];
    expect(await hedge(attempts, 1_000_000)).toBe("second");
  });

  it("do not wait for silence longer than the head start", async () => {
    expect(await hedge([never, () => Promise.resolve("second")], HEAD_START_MS)).toBe("second");
  });

  it("prefer an early one that still answers to a late one that does not", async () => {
    let answer = (_: string): void => undefined;
    const slow = (): Promise<string> => new Promise((resolve) => (answer = resolve));
    const late = (): Promise<string> => {
      answer("first");
      return never();
    };
    expect(await hedge([slow, late], HEAD_START_MS)).toBe("first");
  });

  it("fail with all reasons, in order", async () => {
    const attempts = [fail("one"), fail("two")];
    await expect(hedge(attempts, HEAD_START_MS)).rejects.toMatchObject({
      errors: [new Error("one"), new Error("two")],
    });
    await expect(hedge([], HEAD_START_MS)).rejects.toMatchObject({ errors: [] });
  });
});
