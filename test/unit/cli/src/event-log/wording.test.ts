import { bytesText, durationText, harmlessLine } from "../../../../../cli/src/event-log/wording";

describe("wording", () => {
  it.each([
    [0, "0 s"],
    [420, "0.4 s"],
    [12_300, "12 s"],
    [60_000, "1 min"],
    [185_000, "3 min 5 s"],
    [7_800_000, "2 h 10 min"],
  ])("says %d ms as %s", (milliseconds, text) => expect(durationText(milliseconds)).toBe(text));

  it.each([
    [900, "900 B"],
    [57_117_328, "57.1 MB"],
    [1.5e9, "1.5 GB"],
    [230e6, "230 MB"],
  ])("says %d bytes as %s", (bytes, text) => expect(bytesText(bytes)).toBe(text));

  it("takes out what moves a cursor, rings or hides text", () => {
    expect(harmlessLine("\u001b[31mred\u001b[0m\u0007\ta\u202eb\r\n")).toBe("red ab");
  });
});
