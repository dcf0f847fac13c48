import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createRedactor } from "../../../provider/src/lib/redact";
import { withAuthFile } from "../../../provider/src/tools/buildah";
import { createLocalRunner } from "../../../provider/src/transports/local/local-runner";
import type { Runner } from "../../../provider/src/transports/runner";

const CREDENTIALS = { "registry.example:443": { username: "ann", password: "s3cret" } };
const DAY_S = 86_400;

let folder: string;
let killed: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "auth-file-"));
  killed = mkdtempSync("/run/cdktf-sealos-auth.");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  rmSync(killed, { recursive: true, force: true });
});

function runnerWith(path = process.env["PATH"]): Runner {
  return createLocalRunner({ redactor: createRedactor(), env: { ...process.env, PATH: path } });
}

/** A directory of its own in front of PATH, with a program that first does something. */
function before(program: string, script: string): string {
  mkdirSync(join(folder, "bin"));
  const file = join(folder, "bin", program);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return `${join(folder, "bin")}:${process.env["PATH"]}`;
}

describe("an auth file", () => {
  test("is for its owner only, and goes with the work", async () => {
    const file = await withAuthFile(runnerWith(), CREDENTIALS, async (path) => {
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      expect(await readFile(path, "utf8")).toContain("registry.example:443");
      return path;
    });
    expect(existsSync(join(file, ".."))).toBe(false);
  });

  test("takes along those of runs that were killed a day ago, and no younger ones", async () => {
    await withAuthFile(runnerWith(), CREDENTIALS, () => Promise.resolve());
    expect(existsSync(killed)).toBe(true);
    const then = Date.now() / 1_000 - DAY_S - 60;
    utimesSync(killed, then, then);
    await withAuthFile(runnerWith(), CREDENTIALS, () => Promise.resolve());
    expect(existsSync(killed)).toBe(false);
  });

  test("is written where another run removes its own while this one looks for old ones", async () => {
    const path = before("find", `echo "find: '${killed}': No such file or directory" >&2; exit 1`);
    const work = withAuthFile(runnerWith(path), CREDENTIALS, (file) => readFile(file, "utf8"));
    await expect(work).resolves.toContain("registry.example:443");
  });
});
