import { pathExists } from "../../../../../../provider/src/tools/files";
import { createFakeRunner } from "../../../../../support/fake-runner";

describe("whether a path exists", () => {
  test.each([
    [0, true],
    [1, false],
  ])("follows from status %d", async (exitCode, expected) => {
    const runner = createFakeRunner().on("test -e", { exitCode });
    expect(await pathExists(runner, "/etc/hosts")).toBe(expected);
    expect(runner.calls[0]?.argv).toEqual(["test", "-e", "/etc/hosts"]);
  });

  test("is open where the question itself fails", async () => {
    const runner = createFakeRunner().on("test -e", { exitCode: 2 });
    await expect(pathExists(runner, "/etc/hosts")).rejects.toThrow(/status 2/);
  });
});
