import { createFileDigests } from "../../../../../../provider/src/tools/image-tree";
import { parseHashes } from "../../../../../../provider/src/tools/image-tree/hash-files";
import { parseHeldFiles } from "../../../../../../provider/src/tools/image-tree/held-files";
import { createFakeRunner } from "../../../../../support/fake-runner";

const A = "a".repeat(64);
const B = "b".repeat(64);

describe("createFileDigests", () => {
  test("reads a file once, however many ask", async () => {
    const runner = createFakeRunner().on(/hash-files/, { stdout: `${A} *./x\n${B}  ./y z\n` });
    const digests = createFileDigests(runner, "/image");
    const [first, second] = await Promise.all([digests.of(["x", "y z"]), digests.of(["x"])]);
    expect([...first]).toEqual([
      ["x", A],
      ["y z", B],
    ]);
    expect([...second]).toEqual([["x", A]]);
    expect(runner.calls).toHaveLength(1);
    expect(runner.calls[0]?.stdin.toString()).toBe("./x\0./y z\0");
  });

  test("leaves out a file that went away, and asks again after a failure", async () => {
    const runner = createFakeRunner().on(
      /hash-files/,
      { error: new Error("the builder was lost") },
      { stdout: "" },
    );
    const digests = createFileDigests(runner, "/image");
    await expect(digests.of(["x"])).rejects.toThrow("was lost");
    expect([...(await digests.of(["x"]))]).toEqual([]);
  });
});

test("parseHashes reads what OpenSSL and coreutils print, and passes over anything else", () => {
  expect([
    ...parseHashes(`${A} *./a b\n${B}  ./c\\d\nsha256sum: ./e: gone\n${A} *no prefix\n`),
  ]).toEqual([
    ["a b", A],
    ["c\\d", B],
  ]);
});

test("parseHeldFiles reads path, mode and owner", () => {
  const listing = `${A} 10 755 0:0 /t/a b\n${B} 3 4644 0:7 /t/c\nnoise\n`;
  expect(parseHeldFiles(listing)).toEqual([
    { digest: A, size: 10, mode: 0o755, isRoots: true, path: "/t/a b" },
    { digest: B, size: 3, mode: 0o4644, isRoots: false, path: "/t/c" },
  ]);
});
