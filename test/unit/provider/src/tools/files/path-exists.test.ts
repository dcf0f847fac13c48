import { spawnSync } from "node:child_process";
import { directoryExists, pathExists } from "../../../../../../provider/src/tools/files";
import { createFakeRunner } from "../../../../../support/fake-runner";

describe("whether a path exists", () => {
  const runner = createFakeRunner().on(/ path-exists /, ({ argv: [program, ...words] }) => ({
    exitCode: spawnSync(program, words).status ?? 1,
  }));

  test.each([
    [[__filename], true],
    [[__dirname], true],
    [["/no such/file"], false],
    [["/no such/file", __filename], true],
    [["/no such/file", "/nor this"], false],
  ])("%j: %s", async (paths, expected) => {
    expect(await pathExists(runner, ...paths)).toBe(expected);
  });

  test.each([
    [__dirname, true],
    [__filename, false],
    ["/no such/directory", false],
  ])("as a directory: %s: %s", async (path, expected) => {
    expect(await directoryExists(runner, path)).toBe(expected);
  });

  // As sudo ends where it may not, and test where it found nothing.
  test("is open where the question itself fails", async () => {
    const refused = createFakeRunner().on(/ path-exists /, { exitCode: 1 });
    await expect(pathExists(refused, "/etc/hosts")).rejects.toThrow(/status 1/);
  });
});
