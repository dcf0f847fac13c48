import fc from "fast-check";

import {
  removeHostsEntry,
  setHostsEntry,
  hasHostsEntry,
} from "../../../../../../provider/src/tools/files";

const NAME = "apiserver.cluster.local";

describe("hosts entries", () => {
  test("are added at the end", () => {
    expect(setHostsEntry("127.0.0.1 localhost\n", NAME, ["192.0.2.7", "fd00::7"])).toBe(
      `127.0.0.1 localhost\n192.0.2.7 ${NAME} # sealos\nfd00::7 ${NAME} # sealos\n`,
    );
  });

  test("stand before a line of somebody else for the same name, because the first counts", () => {
    const text = `127.0.0.1 localhost\n198.51.100.1 old ${NAME}\n# end\n`;
    expect(setHostsEntry(text, NAME, ["192.0.2.7"])).toBe(
      `127.0.0.1 localhost\n192.0.2.7 ${NAME} # sealos\n198.51.100.1 old ${NAME}\n# end\n`,
    );
  });

  test("replace the addresses that we wrote before", () => {
    const before = setHostsEntry("# a\n", NAME, ["192.0.2.7"]);
    expect(setHostsEntry(before, NAME, ["192.0.2.8"])).toBe(`# a\n192.0.2.8 ${NAME} # sealos\n`);
  });

  test.each([
    ["a longer name", `192.0.2.1 x${NAME} # sealos\n`],
    ["a comment that names it", `# 192.0.2.1 ${NAME}\n`],
    ["a line of somebody else", `192.0.2.1 ${NAME}\n`],
  ])("that are removed leave %s", (_, text) => {
    expect(removeHostsEntry(text, NAME)).toBe(text);
  });

  const line = fc.oneof(
    fc.string().map((text) => text.replaceAll("\n", " ")),
    fc.constantFrom(
      `192.0.2.1 ${NAME}`,
      `192.0.2.1\t${NAME} alias`,
      "",
      "::1 localhost",
      "\t# odd \r",
    ),
  );
  const file = fc
    .tuple(fc.array(line), fc.boolean())
    .map(([lines, hasEnd]) => lines.join("\n") + (hasEnd ? "\n" : ""))
    .filter((text) => !text.includes("# sealos"));
  const addresses = fc.array(fc.ipV4(), { maxLength: 3 });

  test("set twice are set once", () => {
    fc.assert(
      fc.property(file, addresses, (text, given) => {
        const once = setHostsEntry(text, NAME, given);
        expect(setHostsEntry(once, NAME, given)).toBe(once);
      }),
    );
  });

  test("set and removed leave every other line byte for byte", () => {
    fc.assert(
      fc.property(file, addresses, (text, given) => {
        const after = removeHostsEntry(setHostsEntry(text, NAME, given), NAME);
        // A last line without an end gets one, when ours follows it.
        expect([text, `${text}\n`]).toContain(after);
      }),
    );
  });
});

describe("whether a name has its addresses", () => {
  const has = (text: string) => hasHostsEntry(text, "api", ["10.0.0.1"]);

  it.each([
    [
      "the line is ours, wherever it stands",
      "10.0.0.1 api # sealos\n10.0.0.2 other # sealos\n",
      true,
    ],
    ["somebody else's line comes after it", "10.0.0.1 api # sealos\n10.9.9.9 api\n", true],
    ["somebody else's line comes before it", "10.9.9.9 api\n10.0.0.1 api # sealos\n", false],
    ["it has another address", "10.0.0.2 api # sealos\n", false],
    ["it is missing", "127.0.0.1 localhost\n", false],
  ])("%s", (_, text, expected) => expect(has(text)).toBe(expected));
});
