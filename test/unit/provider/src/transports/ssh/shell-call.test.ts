import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";

import fc from "fast-check";

import { cutAtMarks, shellCall } from "../../../../../../provider/src/transports/ssh/shell-call";

const MARK = "0a1b0a1c";

describe("what a shell is told to run", () => {
  test("reads nothing where it has no input, so that it leaves the next call alone", () => {
    expect(shellCall("cd / && exec id", "", MARK)).toContain("\n(cd / && exec id) </dev/null\n");
  });

  test("gets its input from the shell itself, quoted", () => {
    expect(shellCall("cd / && exec cat", "it's", MARK)).toContain(
      `\nprintf %s 'it'\\''s' 2>/dev/null | (cd / && exec cat)\n`,
    );
  });
});

describe("a stream with marks in it", () => {
  /** What each part receives when a text comes in chunks of these lengths. */
  async function partsOf(whole: string, lengths: readonly number[]): Promise<readonly string[]> {
    const source = new PassThrough();
    const parts = [new PassThrough(), new PassThrough(), new PassThrough()];
    cutAtMarks(source, MARK, parts);
    let rest = Buffer.from(whole);
    for (const length of lengths) {
      source.write(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
    source.end(rest);
    return Promise.all(parts.map((part) => text(part)));
  }

  test("is cut there, wherever its chunks end", async () => {
    // Of the letters of the mark, so that much looks like its beginning.
    const part = fc
      .string({ unit: fc.constantFrom("0", "a", "1", "b", "c", "é"), maxLength: 20 })
      .filter((each) => !`${each}${MARK}`.slice(0, -1).includes(MARK));
    const lengths = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.tuple(part, part, part), lengths, async (parts, chunks) => {
        expect(await partsOf(`${parts.join(MARK)}${MARK}`, chunks)).toEqual(parts);
      }),
    );
  });

  test("is handed on at once up to what may be the beginning of a mark", async () => {
    const source = new PassThrough();
    const part = new PassThrough();
    cutAtMarks(source, MARK, [part]);
    source.write("up\n0a1b");
    await new Promise((resolve) => part.once("readable", resolve));
    expect(String(part.read())).toBe("up\n");
  });
});
