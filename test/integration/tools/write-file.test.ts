import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeFile } from "../../../provider/src/tools/files";
import { createFakeRunner } from "../../support/fake-runner";

describe("a file that is written on a host", () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "write-file-"));
    path = join(folder, "journal.json");
    writeFileSync(path, "old");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Runs the command that writes `content`, with that input. */
  async function write(content: string, input: string): Promise<number | null> {
    const runner = createFakeRunner().on(/write-file/, {});
    await writeFile(runner, path, content, 0o600);
    const [program, ...args] = runner.calls[0]!.argv;
    return spawnSync(program, args, { input }).status;
  }

  test("replaces the old one", async () => {
    expect(await write("new and longer", "new and longer")).toBe(0);
    expect(readFileSync(path, "utf8")).toBe("new and longer");
  });

  test.each(["", "new and"])("stays the old one when the writer dies after '%s'", async (input) => {
    expect(await write("new and longer", input)).not.toBe(0);
    expect(readFileSync(path, "utf8")).toBe("old");
    expect(readdirSync(folder)).toEqual(["journal.json"]);
  });

  test("leaves nothing of an earlier write that lost its power", async () => {
    writeFileSync(`${path}.aside-4711`, "half");
    expect(await write("new", "new")).toBe(0);
    expect(readdirSync(folder)).toEqual(["journal.json"]);
  });
});
