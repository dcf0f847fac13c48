import { digestOf, sha256Hex } from "../../../../../provider/src/lib/hash";

describe("digests", () => {
  test("are SHA-256 of UTF-8", () => {
    expect(sha256Hex("abc")).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
    expect(sha256Hex(Buffer.from("abc"))).toBe(sha256Hex("abc"));
  });

  test("do not depend on the order of keys, nor on members that are undefined", () => {
    expect(digestOf({ a: 1, b: [{ c: 2, d: null }] })).toBe(
      digestOf({ b: [{ d: null, c: 2, e: undefined }], a: 1 }),
    );
  });

  test.each([
    ["lists in another order", [1, 2], [2, 1]],
    ["a number and its text", 1, "1"],
    ["null and nothing", { a: null }, {}],
  ])("tell apart: %s", (_, one, other) => {
    expect(digestOf(one)).not.toBe(digestOf(other));
  });
});
