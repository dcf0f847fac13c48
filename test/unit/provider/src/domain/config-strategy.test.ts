import fc from "fast-check";
import { parse } from "yaml";
import {
  applyConfig,
  configPath,
  selectConfigs,
} from "../../../../../provider/src/domain/config-strategy";
import type { ImageConfig } from "../../../../../provider/src/domain/image-mount";
import { isIssue } from "../../../../../provider/src/domain/issue";

const config = (overrides: Partial<ImageConfig>): ImageConfig => ({
  path: "etc/file.yml",
  strategy: "merge",
  match: undefined,
  data: "",
  ...overrides,
});

function merged(content: string | undefined, data: string): string {
  const result = applyConfig(content, config({ data }));
  if (isIssue(result)) throw new Error(result.detail);
  return result;
}

function refusal(content: string, data: string): string {
  const result = applyConfig(content, config({ data }));
  return isIssue(result) ? result.detail : `accepted: ${result}`;
}

describe("applyConfig", () => {
  test.each(["merge", "override", "insert", "append"] as const)(
    "%s writes the data where the file is absent",
    (strategy) => {
      expect(applyConfig(undefined, config({ strategy, data: "a: 1" }))).toBe("a: 1");
    },
  );

  test.each([
    ["override", "new"],
    ["insert", "new\nold"],
    ["append", "old\nnew"],
  ] as const)("%s combines data and content", (strategy, expected) => {
    expect(applyConfig("old", config({ strategy, data: "new" }))).toBe(expected);
  });

  test("merges deeply and keeps comments and order", () => {
    const content =
      "# settings\nserver: # where\n  port: 80 # default\n  name: web\nlist: [1, 2]\n";
    expect(merged(content, "server:\n  port: 8080\n  tls: true\nlist: [3]\n")).toBe(
      "# settings\nserver:\n  # where\n  port: 8080 # default\n  name: web\n  tls: true\nlist: [ 3 ]\n",
    );
  });

  test("merges into each document", () => {
    expect(merged("kind: A\n---\nkind: B\n", "on: true")).toBe(
      "kind: A\non: true\n---\nkind: B\non: true\n",
    );
  });

  test("lets an empty value win", () => {
    expect(parse(merged("a: text\nb: 1\n", 'a: ""\nb:\n'))).toEqual({ a: "", b: null });
  });

  test("keeps JSON as JSON, with its indentation", () => {
    expect(merged('{\n    "a": {"b": 1}\n}\n', "a: {c: 2}")).toBe(
      '{\n    "a": {\n        "b": 1,\n        "c": 2\n    }\n}\n',
    );
  });

  test("writes the data into a file without content", () => {
    expect(merged("# nothing yet\n", "a: 1\n")).toBe("a: 1\n");
  });

  test("leaves an anchor alone when an alias of it changes", () => {
    const result = parse(merged("base: &b {x: 1}\nother: *b\n", "other: {x: 2}")) as unknown;
    expect(result).toEqual({ base: { x: 1 }, other: { x: 2 } });
  });

  test.each([
    [
      "a scalar into a map",
      "a: {b: 1}\n",
      "a: 1",
      "a is a map in the image and a number in the data",
    ],
    [
      "a list into a scalar",
      "a: {b: x}\n",
      "a: {b: [1]}",
      "a.b is a string in the image and a list in the data",
    ],
    [
      "a map into a list document",
      "- 1\n",
      "a: 1",
      "a document is a list in the image and a map in the data",
    ],
    ["a list as data", "a: 1\n", "- 1", "its data is not a map"],
    ["broken data", "a: 1\n", "a: [1", "data is not valid YAML or JSON at line 1"],
    [
      "a broken file",
      "a: 1\nb: [\n",
      "a: 2",
      "the file in the image is not valid YAML or JSON at line",
    ],
  ])("refuses %s, naming the file and the reason", (_title, content, data, message) => {
    const detail = refusal(content, data);
    expect(detail).toContain("configs: etc/file.yml (merge): ");
    expect(detail).toContain(message);
  });

  test("never repeats the content of a broken file", () => {
    expect(refusal("password: hunter2\n  bad: [", "a: 2")).not.toContain("hunter2");
  });

  test("does nothing more when it is merged twice", () => {
    const value = fc.oneof(fc.integer(), fc.string(), fc.boolean());
    const tree = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,3}$/),
      fc.oneof(value, fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), value)),
    );
    fc.assert(
      fc.property(tree, tree, (image, data) => {
        const once = applyConfig(JSON.stringify(image), config({ data: JSON.stringify(data) }));
        fc.pre(!isIssue(once));
        expect(applyConfig(once, config({ data: JSON.stringify(data) }))).toBe(once);
      }),
    );
  });
});

describe("selectConfigs", () => {
  test("takes configs without match, and those that match the reference exactly", () => {
    const configs = [undefined, "", "a/b:1", "a/b", "a/b:2"].map((match) => config({ match }));
    expect(selectConfigs(configs, "a/b:1").map(({ match }) => match)).toEqual([
      undefined,
      "",
      "a/b:1",
    ]);
  });
});

describe("configPath", () => {
  test.each([
    ["etc/a.yml", "etc/a.yml"],
    ["/etc//./a.yml", "etc/a.yml"],
  ])("reads %s as %s", (path, expected) => {
    expect(configPath(config({ path }))).toBe(expected);
  });

  test.each(["", "/", "etc/", "../a", "etc/../../a", "a\0b"])("refuses %j", (path) => {
    expect(isIssue(configPath(config({ path })))).toBe(true);
  });
});
