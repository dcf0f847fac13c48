import {
  joinYamlDocuments,
  parseYamlDocuments,
} from "../../../../../provider/src/domain/yaml-documents";

describe("documents of a YAML text", () => {
  it.each([
    ["", []],
    ["---\n---\n", []],
    ["a: 1\n---\n# only a comment\n---\nb: [2]\n", [{ a: 1 }, { b: [2] }]],
    ["base: &b {a: 1}\nmore: {<<: *b, c: 2}\n", [{ base: { a: 1 }, more: { a: 1, c: 2 } }]],
    ["at: 2024-05-01T10:00:00Z\nmode: yes\n", [{ at: "2024-05-01T10:00:00Z", mode: "yes" }]],
  ])("of %j are %j", (text, values) => {
    expect(parseYamlDocuments(text)).toEqual({ values });
  });

  it.each([
    ["a: [1", /line 1/],
    ["a: 1\na: 2\n", /unique/],
    ["a: *missing\n", /missing/],
    [
      `a: &a [1,1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c]\n`,
      /alias/i,
    ],
  ])("are refused in %j", (text, message) => {
    expect(parseYamlDocuments(text).errors).toEqual([expect.stringMatching(message)]);
  });
});

describe("joining YAML documents", () => {
  it.each([
    [[], ""],
    [["a: 1"], "a: 1\n"],
    [["a: 1", "", "b: 2\n"], "a: 1\n---\nb: 2\n"],
  ])("makes of %j %j", (texts, joined) => {
    expect(joinYamlDocuments(texts)).toBe(joined);
  });
});
