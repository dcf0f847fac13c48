import { ensureBuildah } from "../../../../../../provider/src/tools/buildah";
import { describeRefusal } from "../../../../../support/images/describe-refusal";
import { createFakeRunner } from "../../../../../support/fake-runner";

const machine = (...programs: string[]): ReturnType<typeof createFakeRunner> =>
  createFakeRunner("builder").on(/command -v/, (call) => ({
    exitCode: programs.includes(call.argv.at(-1) ?? "") ? 0 : 127,
  }));

describe("ensureBuildah", () => {
  test("does nothing where buildah is", async () => {
    const runner = machine("buildah");
    await ensureBuildah(runner, { mayInstall: true });
    expect(runner.calls).toHaveLength(1);
  });

  test("names the machine and the cure where nothing can be installed", async () => {
    const refusal = await ensureBuildah(machine(), { mayInstall: true }).catch(describeRefusal);
    expect(refusal).toMatch(
      /^Buildah Is Missing \| builder: buildah is not installed, .*only where apt-get is. Install buildah/,
    );
  });

  test("installs nothing where it must not", async () => {
    const runner = machine("apt-get");
    expect(await ensureBuildah(runner, { mayInstall: false }).catch(describeRefusal)).toContain(
      "It was not to be installed",
    );
    runner.verify();
  });

  test("tells what apt-get said when it fails", async () => {
    const runner = machine("apt-get").on(/apt-get install/, {
      exitCode: 100,
      stderr: "E: Unable to locate package buildah\n",
    });
    expect(await ensureBuildah(runner, { mayInstall: true }).catch(describeRefusal)).toContain(
      "E: Unable to locate package buildah",
    );
  });

  test("is content when apt-get brought it", async () => {
    const programs = ["apt-get"];
    const runner = createFakeRunner("builder")
      .on(/command -v/, (call) => ({
        exitCode: programs.includes(call.argv.at(-1) ?? "") ? 0 : 127,
      }))
      .on(/apt-get install/, () => {
        programs.push("buildah");
        return {};
      });
    await ensureBuildah(runner, { mayInstall: true });
    expect(programs).toContain("buildah");
  });
});
