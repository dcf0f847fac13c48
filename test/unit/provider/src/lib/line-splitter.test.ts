import fc from "fast-check";

import { createLineSplitter } from "../../../../../provider/src/lib/line-splitter";

describe("splitting into lines", () => {
  test("hands over a line as soon as it has ended, and the rest at the end", () => {
    const lines: string[] = [];
    const splitter = createLineSplitter((line) => lines.push(line));
    splitter.push(Buffer.from("one\r\ntw"));
    expect(lines).toEqual(["one"]);
    splitter.push(Buffer.from("o\n\nthree"));
    expect(lines).toEqual(["one", "two", ""]);
    splitter.end();
    expect(lines).toEqual(["one", "two", "", "three"]);
  });

  test("does not depend on where the chunks are cut", () => {
    const text = fc.string({ unit: "grapheme" }).map((each) => each.replaceAll("\r", ""));
    fc.assert(
      fc.property(fc.array(text), fc.integer({ min: 1, max: 7 }), (parts, size) => {
        const bytes = Buffer.from(parts.map((part) => part.replaceAll("\n", "")).join("\n"));
        const lines: string[] = [];
        const splitter = createLineSplitter((line) => lines.push(line));
        for (let at = 0; at < bytes.length; at += size)
          splitter.push(bytes.subarray(at, at + size));
        splitter.end();
        expect(lines).toEqual(
          bytes
            .toString("utf8")
            .replace(/\n$/, "")
            .split("\n")
            .slice(bytes.length === 0 ? 1 : 0),
        );
      }),
    );
  });
});
