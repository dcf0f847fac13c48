import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { errorsPage } from "../../../../scripts/docs/errors-page";

describe("the index of messages", () => {
  let root: string;

  beforeEach(() => (root = mkdtempSync(join(tmpdir(), "sources-"))));
  afterEach(() => rmSync(root, { recursive: true }));

  it.each([
    [
      "an issue",
      'const a = { summary: "Disk Full", detail: `${host} is full` };',
      "| Disk Full | \\<host> is full |",
    ],
    [
      "a call with both",
      'warning(`${spec.name} Is Lost`, "Mend it.");',
      "| \\<name> Is Lost | Mend it. |",
    ],
    [
      "a title spread beside its text",
      'const a = { ...error("No Disk"), detail: "a|b" };',
      "| No Disk | a\\|b |",
    ],
    [
      "a title whose text is made elsewhere",
      "const a = { summary: `Image Of ${x()} Is Gone`, detail };",
      "| Image Of … Is Gone |  |",
    ],
    [
      "what an error is made with",
      'throw new PhaseError(host, "the registry does not answer there");',
      "- the registry does not answer there",
    ],
  ])("has %s", (_form, source, line) => {
    expect(indexOf({ "provider/src/a.ts": source }).split("\n")).toContain(line);
  });

  it("has the mistakes of the constructs", () => {
    const source = 'throw mistake(this, "image", found, "it is in use", `Take ${other}`);';
    const text = indexOf({ "constructs/src/a.ts": source });
    expect(text).toContain("| it is in use | Take \\<other> |");
  });

  it("has nothing of other text", () => {
    const source = 'const a = "Not A Message"; const b = "this is no message of an error";';
    expect(indexOf({ "provider/src/a.ts": source })).not.toMatch(/message of|Not A Message/);
  });

  function indexOf(files: Readonly<Record<string, string>>): string {
    for (const folder of ["provider/src", "constructs/src"]) {
      mkdirSync(join(root, folder), { recursive: true });
    }
    for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
    return errorsPage(root).text;
  }
});
