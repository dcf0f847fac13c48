import { removePaths } from "../../../../../../provider/src/tools/files";
import { createFakeRunner } from "../../../../../support/fake-runner";

describe("removing paths", () => {
  test("takes trees away in one command, but nothing that is mounted below", async () => {
    const runner = createFakeRunner().on("rm", {});
    await removePaths(runner, ["/var/lib/sealos/data/", "/etc/kubernetes/admin.conf"]);
    expect(runner.lines).toEqual([
      "rm -rf --one-file-system -- /var/lib/sealos/data /etc/kubernetes/admin.conf",
    ]);
  });

  test("of none does nothing", async () => {
    const runner = createFakeRunner();
    await removePaths(runner, []);
    expect(runner.calls).toEqual([]);
  });

  test.each([
    "/",
    "//",
    "/etc",
    "/etc/",
    "/etc/..",
    "/etc/../var",
    "/a/b/../..",
    "",
    "relative/path",
    "-rf",
    "~/x",
  ])("refuses %p, and everything along with it", async (path) => {
    const runner = createFakeRunner();
    await expect(removePaths(runner, ["/var/lib/sealos", path])).rejects.toThrow(
      `Refusing to remove "${path}"`,
    );
    expect(runner.calls).toEqual([]);
  });
});
