import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";

const ROOT = join(__dirname, "../..");
const DOCS = join(ROOT, "docs");

// Where the Terraform registry looks for pages; what else is in docs/ it does not read.
const REGISTRY_FOLDERS = [
  "resources",
  "data-sources",
  "ephemeral-resources",
  "functions",
  "guides",
];

it("the pages in docs/ are what their sources make (else: npm run generate)", async () => {
  const fresh = mkdtempSync(join(tmpdir(), "docs-"));
  try {
    const script = join(ROOT, "scripts/generate-docs.ts");
    await promisify(execFile)(join(ROOT, "node_modules/.bin/tsx"), [script, fresh]);
    const generated = pagesIn(fresh);
    expect(generated.length).toBeGreaterThan(15);
    for (const path of generated)
      expect([path, read(DOCS, path)]).toEqual([path, read(fresh, path)]);
    const isGenerated = (path: string) => !path.startsWith("guides/") || generated.includes(path);
    const committed = REGISTRY_FOLDERS.flatMap((folder) => pagesIn(DOCS, folder));
    expect(committed.filter(isGenerated).filter((path) => !generated.includes(path))).toEqual([]);
  } finally {
    rmSync(fresh, { recursive: true });
  }
});

describe.each(["index.md", ...REGISTRY_FOLDERS.flatMap((folder) => pagesIn(DOCS, folder))])(
  "docs/%s keeps the registry's rules:",
  (path) => {
    const text = read(DOCS, path);
    const [, front = "", body = ""] = /^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? [];
    const prose = body.replaceAll(/^```.*?^```$/gms, "");

    it("a lower-case name, below 500,000 bytes", () => {
      expect(basename(path)).toMatch(/^[a-z0-9_-]+\.md$/);
      expect(Buffer.byteLength(text)).toBeLessThan(500_000);
    });

    it("title, subcategory and a description of one line", () => {
      const keys = front.split("\n").map((line) => line.split(":")[0]);
      expect(keys).toEqual(["page_title", "subcategory", "description"]);
      expect(front).toMatch(/^page_title: ".+"$/m);
      expect(front).toMatch(/^description: ".{10,250}"$/m);
    });

    it("one first heading, and no level is skipped", () => {
      const levels = [...prose.matchAll(/^(#+) /gm)].map(([, marks]) => marks!.length);
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      levels.forEach((level, index) => {
        expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
      });
    });

    it("links lead somewhere", () => {
      const links = [...prose.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target!);
      const anchors = new Set([...prose.matchAll(/<a id="([^"]+)"/g)].map(([, id]) => id));
      for (const link of links.filter((target) => !/^https?:/.test(target))) {
        const [file, anchor] = link.split("#");
        if (file === "") expect(anchors).toContain(anchor);
        else expect([link, existsSync(join(DOCS, dirname(path), file!))]).toEqual([link, true]);
      }
    });
  },
);

it("every resource has an example in both languages and says how it is imported", () => {
  for (const path of pagesIn(DOCS, "resources")) {
    const text = read(DOCS, path);
    expect([path, text.match(/^## .+$/gm)]).toEqual([
      path,
      ["## Example Usage", "## Schema", "## Import"],
    ]);
    expect(text).toMatch(/^```terraform$/m);
    expect(text).toMatch(/^```typescript$/m);
    expect(text).not.toContain("constructs/src");
  }
});

function pagesIn(folder: string, below = ""): readonly string[] {
  return readdirSync(join(folder, below), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md"))
    .map((path) => join(below, path))
    .sort();
}

function read(...path: readonly string[]): string {
  return readFileSync(join(...path), "utf8");
}
