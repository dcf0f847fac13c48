import { runUnit, type UnitRequest } from "../../../../../../provider/src/tools/systemd";
import { TransportError } from "../../../../../../provider/src/transports/errors";
import { createFakeRunner, type FakeCall } from "../../../../../support/fake-runner";

const AWAY = new TransportError("cp-1", "closed", "cp-1 is away", true);
const launch = (call: FakeCall): boolean => call.argv[3] === "launch-unit";
const follow = (call: FakeCall): boolean => call.argv[3] === "follow-unit";
const stop = (call: FakeCall): boolean => call.argv[3] === "stop-unit";

function virtualTime(): Pick<UnitRequest, "now" | "delay"> {
  let time = 0;
  return {
    now: () => time,
    delay: (milliseconds) => {
      time += milliseconds;
      return Promise.resolve();
    },
  };
}

const request: UnitRequest = {
  unit: "sealos-prod-init",
  script: "bash init.sh",
  timeoutMs: 90_000,
  ...virtualTime(),
};

describe("a long command", () => {
  test("travels on the input, environment and all; the command line has its name, digest and limit", async () => {
    const runner = createFakeRunner()
      .on(launch, { stdout: "started\n" })
      .on(follow, { stdout: "one\ntwo\n", stderr: "exited 0\n" })
      .on("mv", {});
    const result = await runUnit(runner, { ...request, env: { token: "it's" }, cwd: "/var/lib" });
    expect(result).toEqual({ exitCode: 0, tail: "one\ntwo" });
    const [launched] = runner.calls;
    expect(launched?.argv.slice(3, 7)).toEqual([
      "launch-unit",
      "sealos-prod-init",
      expect.stringMatching(/^[0-9a-f]{64}$/),
      "90",
    ]);
    expect(launched?.stdin.toString()).toMatch(
      /^export token='it'\\''s'\ncd \/var\/lib \|\| exit 1\nbash init\.sh\n$/m,
    );
    expect(launched?.line).not.toContain("it's");
  });

  test("has another digest with another environment", async () => {
    const digestWith = async (env: Record<string, string>): Promise<string | undefined> => {
      const runner = createFakeRunner()
        .on(launch, { stdout: "started\n" })
        .on(follow, { stderr: "exited 0\n" })
        .on("mv", {});
      await runUnit(runner, { ...request, env });
      return runner.calls[0]?.argv[5];
    };
    expect(await digestWith({ a: "1" })).toBe(await digestWith({ a: "1" }));
    expect(await digestWith({ a: "1" })).not.toBe(await digestWith({ a: "2" }));
  });

  test.each(["started", "attached", "collecting"])(
    "that answers %p is followed to its end",
    async (answer) => {
      const runner = createFakeRunner()
        .on(launch, { stdout: `${answer}\n` })
        .on(follow, { stderr: "exited 4\n" })
        .on("mv", {});
      await expect(runUnit(runner, request)).resolves.toEqual({ exitCode: 4, tail: "" });
    },
  );

  test("keeps the last forty lines", async () => {
    const output = Array.from({ length: 100 }, (_, index) => `line ${index}\n`).join("");
    const runner = createFakeRunner()
      .on(launch, { stdout: "started\n" })
      .on(follow, { stdout: output, stderr: "exited 1\n" })
      .on("mv", {});
    const { tail } = await runUnit(runner, request);
    expect(tail.split("\n")).toHaveLength(40);
    expect(tail).toMatch(/^line 60\n.*line 99$/s);
  });

  test("is waited for while the host is away, then followed on", async () => {
    const runner = createFakeRunner()
      .on(launch, { error: AWAY }, { stdout: "started\n" })
      .on(follow, { error: AWAY }, { error: AWAY }, { stdout: "one\n", stderr: "exited 0\n" })
      .on("mv", {});
    await expect(runUnit(runner, request)).resolves.toEqual({ exitCode: 0, tail: "one" });
  });

  test("is given up when the host stays away for longer than patience lasts", async () => {
    const runner = createFakeRunner()
      .on(launch, { stdout: "started\n" })
      .on(follow, { error: AWAY });
    await expect(runUnit(runner, { ...request, patienceMs: 10_000 })).rejects.toBe(AWAY);
    expect(runner.calls.filter(follow).length).toBeGreaterThan(5);
  });

  test("is stopped on the host when it is cancelled", async () => {
    const controller = new AbortController();
    const cancelled = new TransportError("cp-1", "cancelled", "cp-1: sh was cancelled.", false);
    const runner = createFakeRunner()
      .on(launch, { stdout: "started\n" })
      .on(follow, () => {
        controller.abort();
        return { error: cancelled };
      })
      .on(stop, {});
    await expect(runUnit(runner, { ...request, signal: controller.signal })).rejects.toMatchObject({
      kind: "cancelled",
      message: "cp-1: sealos-prod-init was cancelled.",
    });
    expect(runner.calls.filter(stop)).toHaveLength(1);
  });

  test.each([
    [
      "lost",
      "lost\n",
      "ended without a result: the host was restarted or the process was killed. Apply again",
    ],
    ["timed-out", "timed-out\n", "did not end within its time limit of 1 min 30 s and was stopped"],
    ["lost", "noise\n", "ended without a result"],
  ])("without an exit code is an error: %s", async (kind, stderr, text) => {
    const runner = createFakeRunner()
      .on(launch, { stdout: "started\n" })
      .on(follow, { stdout: "last words\n", stderr })
      .on("mv", {});
    const failed = runUnit(runner, request);
    await expect(failed).rejects.toMatchObject({
      name: "UnitError",
      kind,
      host: "cp-1",
      tail: "last words",
    });
    await expect(failed).rejects.toThrow(text);
  });

  test("whose name another input holds is an error with the cure", async () => {
    const runner = createFakeRunner().on(launch, { stdout: "busy\n" });
    await expect(runUnit(runner, request)).rejects.toThrow(
      "cp-1: sealos-prod-init is still running from an earlier apply, with another input. Wait until it has ended",
    );
  });

  test("that systemd does not start is an error with its reason", async () => {
    const runner = createFakeRunner().on(launch, {
      exitCode: 1,
      stderr: "systemd-run: not found\n",
    });
    await expect(runUnit(runner, request)).rejects.toMatchObject({
      kind: "not-started",
      message: expect.stringContaining(
        "systemd did not start sealos-prod-init: systemd-run: not found",
      ) as string,
    });
  });

  test.each(["", "a b", "../x", "-x", "a/b", "a\n"])("cannot be called %p", async (unit) => {
    const runner = createFakeRunner();
    await expect(runUnit(runner, { ...request, unit })).rejects.toThrow(RangeError);
    expect(runner.calls).toEqual([]);
  });

  test("cannot have a variable that no shell takes", async () => {
    await expect(runUnit(createFakeRunner(), { ...request, env: { "a;b": "" } })).rejects.toThrow(
      '"a;b" cannot name',
    );
  });
});
