import * as der from "../../../../../provider/sdk/protocol/der";

const hex = (bytes: Buffer): string => bytes.toString("hex");

it.each([
  [127, "04 7f"],
  [128, "04 81 80"],
  [255, "04 81 ff"],
  [256, "04 82 01 00"],
])("writes a length of %i in the shortest form", (length, head) => {
  const written = hex(der.octetString(Buffer.alloc(length)));
  expect(written.slice(0, -2 * length)).toBe(head.replaceAll(" ", ""));
});

it.each([
  ["2.5.29.17", "0603551d11"],
  ["1.2.840.10045.4.3.2", "06082a8648ce3d040302"],
])("writes the object identifier %s", (dotted, expected) => {
  expect(hex(der.objectIdentifier(dotted))).toBe(expected);
});

it("keeps a number positive", () => {
  expect(hex(der.integer(Buffer.of(0x80)))).toBe("02020080");
  expect(hex(der.integer(Buffer.of(0x7f)))).toBe("02017f");
});

it("writes a time without its century", () => {
  const time = der.utcTime(new Date("2049-12-31T23:59:59.999Z"));
  expect(time.subarray(2).toString()).toBe("491231235959Z");
});
