import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  changelogSection,
  nextVersion,
  readFragment,
  type Fragment,
} from "../../../../scripts/release/changelog";

const UNRELEASED = join(__dirname, "../../../../.changes/unreleased");
const a = (kind: Fragment["kind"], text = "text"): Fragment => ({ kind, text });

describe("a fragment", () => {
  it("has a kind and a text", () => {
    expect(readFragment("a.md", "kind: BUG FIXES\n\nIt works.\n")).toEqual(
      a("BUG FIXES", "It works."),
    );
  });

  it.each(["It works.", "kind: REPAIRS\n\nIt works.", "kind: NOTES\n\n"])(
    "is refused: %j",
    (content) => {
      expect(() => readFragment("a.md", content)).toThrow(
        /^a\.md: it must be .* BREAKING CHANGES, SECURITY, NOTES/,
      );
    },
  );

  it("can be read, every one that there is", () => {
    for (const name of readdirSync(UNRELEASED).filter((each) => each.endsWith(".md"))) {
      const content = readFileSync(join(UNRELEASED, name), "utf8");
      expect(() => readFragment(name, content)).not.toThrow();
    }
  });
});

it("a section tells what breaks first, one item a change", () => {
  const fragments = [
    a("BUG FIXES", "Mended."),
    a("FEATURES", "New\nand good."),
    a("BREAKING CHANGES", "Gone."),
  ];
  expect(changelogSection("1.2.0", "2026-11-26", fragments)).toBe(`## 1.2.0 (2026-11-26)

### BREAKING CHANGES

- Gone.

### FEATURES

- New
  and good.

### BUG FIXES

- Mended.
`);
});

it.each<[string, Fragment["kind"], string]>([
  ["1.4.2", "BREAKING CHANGES", "2.0.0"],
  ["1.4.2", "FEATURES", "1.5.0"],
  ["1.4.2", "ENHANCEMENTS", "1.5.0"],
  ["1.4.2", "BUG FIXES", "1.4.3"],
  ["1.4.2", "NOTES", "1.4.3"],
  ["0.4.2", "BREAKING CHANGES", "0.5.0"],
  ["0.4.2", "FEATURES", "0.4.3"],
])("after %s, %s make %s", (version, kind, next) => {
  expect(nextVersion(version, [a("BUG FIXES"), a(kind)])).toBe(next);
});
