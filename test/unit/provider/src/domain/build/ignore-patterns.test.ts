import {
  parseIgnoreFile,
  withoutIgnored,
} from "../../../../../../provider/src/domain/build/ignore-patterns";
import { isIssue } from "../../../../../../provider/src/domain/issue";

const kept = (text: string, ...paths: readonly string[]): readonly string[] => {
  const rule = parseIgnoreFile(".dockerignore", text);
  if (isIssue(rule)) throw new Error(rule.detail);
  return withoutIgnored(
    paths.map((path) => ({ path })),
    rule,
  ).map(({ path }) => path);
};

// The examples of containerignore(5), and what follows from its rules.
describe("an ignore file", () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ["# comment\n\n", ["a", "# comment"], ["a", "# comment"]],
    ["*/temp*", ["some/temporary.txt", "some/temp/x", "temp", "a/b/temp"], ["temp", "a/b/temp"]],
    ["*/*/temp*", ["some/sub/temporary.txt", "some/temp"], ["some/temp"]],
    ["temp?", ["tempa", "tempb", "temp", "a/tempa"], ["temp", "a/tempa"]],
    ["/foo/bar", ["foo/bar", "foo/bar/x", "x/foo/bar"], ["x/foo/bar"]],
    ["foo/../bar/./", ["bar", "foo"], ["foo"]],
    ["**/*.go", ["a.go", "a/b.go", "a/b/c.go", "a.gox"], ["a.gox"]],
    ["a/**", ["a", "a/b", "a/b/c", "b"], ["a", "b"]],
    ["[a-c].txt", ["a.txt", "d.txt"], ["d.txt"]],
    ["\\*.txt", ["*.txt", "a.txt"], ["a.txt"]],
    ["a.b", ["a.b", "axb"], ["axb"]],
    ["*.md\n!README.md", ["README.md", "x.md"], ["README.md"]],
    [
      "*.md\n!README*.md\nREADME-secret.md",
      ["README.md", "README-secret.md", "x.md"],
      ["README.md"],
    ],
    [
      "*.md\nREADME-secret.md\n!README*.md",
      ["README.md", "README-secret.md", "x.md"],
      ["README.md", "README-secret.md"],
    ],
    ["a\n!a/b/c", ["a", "a/b", "a/b/c", "a/d"], ["a", "a/b", "a/b/c"]],
    ["*", ["a", "a/b"], []],
    ["  spaced  \r\nother", ["spaced", "other", "x"], ["x"]],
  ])("%j leaves of %j", (text, paths, expected) => {
    expect(kept(text, ...paths)).toEqual(expected);
  });

  test.each(["a\n[b", "a\n!", "a\n\\", "a\n[b-a]"])("%j is refused with its line", (text) => {
    const issue = parseIgnoreFile(".dockerignore", text);
    expect(issue).toMatchObject({
      summary: "Ignore File Cannot Be Read",
      detail: expect.stringContaining(".dockerignore, line 2: ") as string,
      attribute: ["context"],
    });
  });
});
