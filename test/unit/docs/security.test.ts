import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "../../..");
const PAGE = readFileSync(join(ROOT, "docs/security.md"), "utf8");

const proofs = [...PAGE.matchAll(/`(test\/[^`]+)` "([^"]+)"/g)].map(
  ([, file = "", title = ""]) => ({
    file,
    title,
  }),
);

describe("the threats of docs/security.md", () => {
  it("have a test each", () => {
    const rows = tableOf("threat");
    expect(rows.length).toBeGreaterThan(30);
    const unproven = rows.filter((row) => !/`test\/[^`]+` "[^"]+"/.test(row));
    expect(unproven).toEqual([]);
  });

  it.each(proofs)("name a test that exists: $file, $title", ({ file, title }) => {
    expect(existsSync(join(ROOT, file))).toBe(true);
    expect(readFileSync(join(ROOT, file), "utf8")).toContain(title);
  });

  it("name no test file that is gone", () => {
    const named = [...PAGE.matchAll(/`(test\/[^`]+\.ts)`/g)].map(([, file = ""]) => file);
    expect(named.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });
});

describe("the modes of docs/security.md", () => {
  const checked = readFileSync(join(ROOT, "test/life/security.test.ts"), "utf8");

  it("in bold are those that a lab host is checked for", () => {
    const bold = tableOf("path")
      .filter((row) => row.includes("**0"))
      .flatMap((row) => {
        const [, paths = "", mode = ""] = row.split("|");
        const octal = /\*\*0(\d+)\*\*/.exec(mode)?.[1] ?? "";
        return [...paths.matchAll(/`(\/[^`]+)`/g)].map(([, path = ""]) => ({ path, octal }));
      });
    expect(bold.length).toBeGreaterThan(4);
    for (const { path, octal } of bold) {
      expect(checked).toContain(`"${path.replace("<cluster>", "default")}": "${octal}"`);
    }
  });
});

/** Rows of the tables whose first column has this heading. */
function tableOf(heading: string): readonly string[] {
  return PAGE.split("\n\n")
    .filter((block) => block.startsWith(`| ${heading} |`))
    .flatMap((block) => block.split("\n").slice(2));
}
