import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { SCRATCH_DIRECTORY } from "../../../provider/src/tools/files";

describe("a script's directory of its own", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "scratch-directory-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Runs a script as the leader of a process group; directories are made in `folder`. */
  async function run(
    script: string,
    shell: string,
  ): Promise<{ code: number | null; stdout: string }> {
    const child = spawn(shell, ["-c", `${SCRATCH_DIRECTORY}\n${script}`], {
      detached: true,
      env: { ...process.env, PATH: `${folder}:${process.env["PATH"]}`, TMPDIR: folder },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [stdout] = await Promise.all([text(child.stdout), once(child, "close")]);
    return { code: child.exitCode, stdout };
  }
  const makeDirectoriesBy = (script: string): void =>
    writeFileSync(join(folder, "mktemp"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const left = (): readonly string[] => readdirSync(folder).filter((name) => name !== "mktemp");

  test.each(["sh", "bash"])("goes with the script (%s)", async (shell) => {
    const { code, stdout } = await run('stat -c %a "$work"', shell);
    expect([code, stdout]).toEqual([0, "700\n"]);
    expect(left()).toEqual([]);
  });

  test.each(["sh", "bash"])("goes when the script is told to end (%s)", async (shell) => {
    expect((await run("kill 0; sleep 60", shell)).code).toBe(1);
    expect(left()).toEqual([]);
  });

  test.each(["sh", "bash"])(
    "goes when all are told to end while it is made (%s)",
    async (shell) => {
      makeDirectoriesBy('made=$(PATH=${PATH#*:} mktemp "$@")\nkill 0\nprintf "%s\\n" "$made"');
      expect(await run("echo goes on", shell)).toEqual({ code: 1, stdout: "" });
      expect(left()).toEqual([]);
    },
  );

  test("is not begun without", async () => {
    makeDirectoriesBy("exit 3");
    expect(await run("echo goes on", "sh")).toEqual({ code: 1, stdout: "" });
  });
});
