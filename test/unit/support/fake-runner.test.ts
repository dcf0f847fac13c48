import { createFakeRunner } from "../../support/fake-runner";

describe("the fake runner", () => {
  test("fails a command that nobody announced, and says so again at the end", async () => {
    const runner = createFakeRunner("cp-1").on("hostname", { stdout: "cp-1\n" });
    await expect(runner.query(["reboot", "now"])).rejects.toThrow(
      "cp-1 received a command that the test did not announce: reboot now",
    );
    expect(() => runner.verify()).toThrow("reboot now");
  });

  test("answers by words, beginning, pattern or test, the latest announcement first", async () => {
    const runner = createFakeRunner()
      .on("kubectl", { stdout: "any" })
      .on(/get nodes/, { stdout: "nodes" })
      .on(["kubectl", "version"], { stdout: "version" })
      .on(({ stdin }) => stdin.toString() === "yaml", { stdout: "applied" });
    const ask = async (...words: string[]): Promise<string> =>
      (await runner.query(["kubectl", ...words])).stdout;
    expect([await ask("drain"), await ask("get", "nodes"), await ask("version")]).toEqual([
      "any",
      "nodes",
      "version",
    ]);
    await expect(runner.exec(["kubectl", "apply"], { stdin: "yaml" })).resolves.toMatchObject({
      stdout: "applied",
    });
    runner.verify();
  });

  test("treats exit codes and lines as a machine does", async () => {
    const runner = createFakeRunner().on("x", { exitCode: 2, stdout: "a\nb\n", stderr: "c" });
    const lines: string[] = [];
    await expect(
      runner.exec(["x"], { onLine: (line, stream) => lines.push(`${stream} ${line}`) }),
    ).rejects.toMatchObject({ exitCode: 2 });
    await expect(runner.exec(["x"], { accept: [2] })).resolves.toMatchObject({ exitCode: 2 });
    expect(lines).toEqual(["stdout a", "stdout b", "stderr c"]);
  });

  test("takes what is streamed to it", async () => {
    const runner = createFakeRunner().on("tar", { stdout: "out" });
    const running = await runner.start(["tar", "-x"]);
    running.stdin.end("in");
    expect(Buffer.concat(await running.stdout.toArray()).toString()).toBe("out");
    await expect(running.done).resolves.toEqual({ exitCode: 0, stdout: "", stderr: "" });
    expect(runner.calls[0]?.stdin.toString()).toBe("in");
  });
});
