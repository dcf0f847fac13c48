import { execFileSync } from "node:child_process";

import fc from "fast-check";

import { quoteCommand, quoteWord } from "../../../../../provider/src/lib/shell-quote";

describe("quoting", () => {
  test.each([
    ["plain words stay readable", "kubeadm", "kubeadm"],
    ["paths and options stay readable", "--config=/etc/a_b-c.yaml", "--config=/etc/a_b-c.yaml"],
    ["nothing is a word too", "", "''"],
    ["spaces", "a b", "'a b'"],
    ["variables", "$HOME", "'$HOME'"],
    ["single quotes", "it's", "'it'\\''s'"],
    ["a tilde", "~", "'~'"],
  ])("%s", (_, word, quoted) => {
    expect(quoteWord(word)).toBe(quoted);
  });

  test("refuses a NUL, which no command line can carry", () => {
    expect(() => quoteWord("a\0b")).toThrow(RangeError);
  });

  test("any words come back from a shell as they were", () => {
    const word = fc.string({ unit: "binary" }).filter((text) => !text.includes("\0"));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 5 }), (words) => {
        const line = `printf '%s\\0' ${quoteCommand(words)}`;
        const output = execFileSync("sh", ["-c", line], { encoding: "utf8" });
        expect(output.split("\0").slice(0, -1)).toEqual(words.length === 0 ? [""] : words);
      }),
      { numRuns: 100 },
    );
  });
});
