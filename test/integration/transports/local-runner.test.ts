import { pipeline } from "node:stream/promises";
import { Readable } from "node:stream";

import { createRedactor } from "../../../provider/src/lib/redact";
import { createLocalRunner } from "../../../provider/src/transports/local/local-runner";

const runner = createLocalRunner({ redactor: createRedactor(["hunter2"]), env: process.env });

describe("the machine that Terraform runs on", () => {
  test("runs words as they are, in the root directory, in the C locale", async () => {
    const result = await runner.exec(
      ["sh", "-c", 'pwd; echo "$LC_ALL"; echo "$1"; cat', "sh", "$HOME"],
      { stdin: "in" },
    );
    expect(result).toEqual({ exitCode: 0, stdout: "/\nC\n$HOME\nin", stderr: "" });
  });

  test("keeps secrets out of lines, results and errors", async () => {
    const lines: string[] = [];
    const failed = runner.exec(["sh", "-c", "echo hunter2; exit 2"], {
      onLine: (line) => lines.push(line),
    });
    await expect(failed).rejects.toMatchObject({
      message: "localhost: sh ended with status 2: (secret)",
    });
    expect(lines).toEqual(["(secret)"]);
  });

  test.each([
    ["does not exist", ["no-such-program"] as const, 127],
    ["may not be run", ["/etc/passwd"] as const, 126],
    ["is killed", ["sh", "-c", "kill -KILL $$"] as const, 137],
  ])("has the exit code of shells for a program that %s", async (_, argv, exitCode) => {
    await expect(runner.query(argv, { accept: [exitCode] })).resolves.toMatchObject({ exitCode });
  });

  test("ends a command that takes too long, with all that it started", async () => {
    const slow = runner.exec(["sh", "-c", "sleep 4721 & sleep 4722"], { timeoutMs: 200 });
    await expect(slow).rejects.toMatchObject({ kind: "timeout", host: "localhost" });
    const { stdout } = await runner.query(["ps", "-eo", "args"]);
    expect(stdout).not.toMatch(/^sleep 472/m);
  });

  test("ends a command that is cancelled", async () => {
    const controller = new AbortController();
    const slow = runner.exec(["sh", "-c", "echo up; sleep 60"], {
      signal: controller.signal,
      onLine: () => controller.abort(),
    });
    await expect(slow).rejects.toMatchObject({ kind: "cancelled" });
  });

  test("streams both ways", async () => {
    const running = await runner.start(["tr", "a-z", "A-Z"]);
    const collected = running.stdout.toArray();
    await pipeline(Readable.from(["abc", "def"]), running.stdin);
    expect(Buffer.concat(await collected).toString()).toBe("ABCDEF");
    await expect(running.done).resolves.toMatchObject({ exitCode: 0 });
  });

  test("gives lines of a stream to a listener as well", async () => {
    const lines: string[] = [];
    const running = await runner.start(["printf", "one\\ntwo hunter2"], {
      onLine: (line) => lines.push(line),
    });
    running.stdin.end();
    running.stdout.resume();
    await running.done;
    expect(lines).toEqual(["one", "two (secret)"]);
  });
});
