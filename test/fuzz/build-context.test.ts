import fc from "fast-check";
import { IMAGE_ORIGINS } from "../../provider/src/domain/build/build-spec";
import {
  collectedName,
  collectImages,
  nameInRegistry,
} from "../../provider/src/domain/build/collect-images";
import { parseIgnoreFile, withoutIgnored } from "../../provider/src/domain/build/ignore-patterns";
import { isIssue } from "../../provider/src/domain/issue";
import { damaged, fuzz, textOf } from "../support/fuzz";

const LISTS = [
  "# images\nnginx:1.25\nquay.io/a/b@sha256:" + "0".repeat(64),
  "spec: {containers: [{image: 'a/b:1'}]}\n  - image: c/d:2 # text",
  "docker-archive:a.tar@a/b:1\noci-archive:sub/b.tar@quay.io/c/d:2",
];
const LIST_SIGNS = [
  ...Array.from("\n#@:/\"'{,}-"),
  "image: ",
  "--all",
  "$(x)",
  "docker-archive:",
  "../",
];

fuzz(
  "what a context says of images is refused, or is words for skopeo that are no options",
  fc.property(
    fc.constantFrom(...IMAGE_ORIGINS),
    fc.oneof(damaged(LISTS, LIST_SIGNS), textOf(LIST_SIGNS)),
    (origin, text) => {
      const images = collectImages([{ origin, path: "list", text }], text);
      const found = collectImages([{ origin, path: "list", text }], "");
      if (isIssue(found) || isIssue(images)) return;
      expect(images.length).toBeLessThanOrEqual(found.length);
      for (const image of found) {
        expect(collectedName(image)).toMatch(/^[\w[][\w.:/@[\]-]*$/);
        expect(nameInRegistry(image.reference)).toMatch(/^[a-z0-9][\w.:/@-]*$/);
        expect(image.archive?.path ?? "").not.toMatch(/(^|\/)\.\.(\/|$)/);
      }
    },
  ),
);

const PATTERNS = ["*.md\n!README.md\n", "# none\n**/*.go\n/a/../b/./c\n", "[a-c]?\\*\n"];
const PATTERN_SIGNS = [...Array.from("\n*?[]!\\/.#^-ab "), "**/", "..", "[^a]"];

fuzz(
  "an ignore file is refused, or leaves a part of the tree that stands",
  fc.property(
    fc.oneof(damaged(PATTERNS, PATTERN_SIGNS), textOf(PATTERN_SIGNS, 20)),
    fc.array(textOf(["a", "b", ".md", "/a", "/b"], 5), { maxLength: 8 }),
    (text, names) => {
      const rule = parseIgnoreFile(".dockerignore", text);
      if (isIssue(rule)) return;
      const paths = [...new Set(names.flatMap((name) => upTo(name)))].sort();
      const kept = withoutIgnored(
        paths.map((path) => ({ path })),
        rule,
      ).map(({ path }) => path);
      for (const path of kept) expect(kept).toEqual(expect.arrayContaining([...upTo(path)]));
    },
  ),
);

/** A path and the directories above it. */
function upTo(path: string): readonly string[] {
  const parts = path.split("/").filter((part) => part !== "");
  return parts.map((_part, index) => parts.slice(0, index + 1).join("/"));
}
