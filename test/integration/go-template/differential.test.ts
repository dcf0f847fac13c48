import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

import fc from "fast-check";

import {
  isTemplateError,
  parseTemplate,
  renderText,
  yamlFunctions,
} from "../../../provider/src/lib/go-template";
import { catalogue } from "../../../provider/src/lib/go-template/functions/catalogue";
import { arbitraryData } from "../../support/go-template-oracle/arbitrary-data";
import {
  arbitraryTemplate,
  pipeline,
  templateData,
} from "../../support/go-template-oracle/arbitrary-template";
import {
  startOracle,
  type Oracle,
  type OracleRequest,
} from "../../support/go-template-oracle/oracle";
import { environment } from "./fixtures/environment";

/* How many templates each property tries; raise it to search longer. */
const numRuns = Number(process.env["GO_TEMPLATE_RUNS"] ?? 1500);
const root = join(__dirname, "../../..");

let oracle: Oracle;
beforeAll(() => {
  oracle = startOracle();
}, 600_000);
afterAll(() => oracle.stop());

const corpus = readFileSync(join(__dirname, "corpus.txt"), "utf8").trimEnd().split("\n");

test("the corpus has every function of the catalogue", () => {
  const text = corpus.join("\n");
  const names = [...catalogue(yamlFunctions).keys()];
  expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(text))).toEqual([]);
});

test.each(["default", "zero", "error"] as const)(
  "the corpus renders or fails as in Go with missingkey=%s",
  async (missingKey) => {
    const data = { ...templateData, list: ["a", "b", 1], map: { k: "v", z: { y: 1 } } };
    const differences = await Promise.all(
      corpus.map((template) => difference({ template, data, missingKey })),
    );
    expect(differences.filter((found) => found !== undefined)).toEqual([]);
  },
);

describe.each(["default", "zero", "error"] as const)("with missingkey=%s", (missingKey) => {
  test.each([
    "{{ .a }} {{ .missing }} {{ .missing.deeper }} {{ index . `a` }} {{ index . `missing` }} {{ len . }}",
    "{{ . }} {{ typeOf . }} {{ kindOf . }} {{ toJson . }} {{ range $k, $v := . }}{{ $k }}={{ $v }};{{ end }}",
    "{{ .missing | default `x` }} {{ if .missing }}a{{ else }}b{{ end }}",
    "{{ hasKey . `a` }}",
    "{{ typeOf .missing }}",
  ])("a map of strings behaves as in Go: %s", async (template) => {
    const data = { a: "1", b: "", "c-d": "x y" };
    expect(await difference({ template, data, strings: true, missingKey })).toBeUndefined();
  });
});

test("generated expressions render or fail as in Go", async () => {
  const expressions = pipeline(1).map((inner) => `{{$x := .s}}{{ ${inner} }}`);
  await fc.assert(
    fc.asyncProperty(expressions, async (template) => {
      expect(await difference({ template, data: templateData })).toBeUndefined();
    }),
    { numRuns },
  );
}, 600_000);

test("generated templates render or fail as in Go", async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryTemplate, async (template) => {
      expect(await difference({ template, data: templateData })).toBeUndefined();
    }),
    { numRuns },
  );
}, 600_000);

test("damaged templates fail, or render, as in Go", async () => {
  await fc.assert(
    fc.asyncProperty(damaged(corpus), async (template) => {
      expect(await difference({ template, data: templateData })).toBeUndefined();
    }),
    { numRuns },
  );
}, 600_000);

test("generated data becomes the same YAML and JSON as in Go, and reads back alike", async () => {
  const template =
    "{{ toYaml . }}\n{{ toPrettyJson . }}\n{{ toJson . }}\n{{ fromYaml (toYaml (dict `a` .)) }}";
  await fc.assert(
    fc.asyncProperty(arbitraryData, async (data) => {
      expect(await difference({ template, data })).toBeUndefined();
    }),
    { numRuns },
  );
}, 600_000);

const templates = [join(__dirname, "fixtures"), join(root, "lab"), join(root, "examples")].flatMap(
  (folder) => filesBelow(folder).filter((file) => /\.(?:tmpl|tpl)$/.test(file)),
);

test.each(templates.map((file) => [relative(root, file), file] as const))(
  "the image template %s is supported and renders as in Go",
  async (name, file) => {
    const template = readFileSync(file, "utf8");
    expect(() => parseTemplate(name, template, { functions: yamlFunctions })).not.toThrow();
    expect(await difference({ template, data: environment, strings: true })).toBeUndefined();
  },
);

/** How our engine's answer differs from Go's; undefined when it does not, or is meant to. */
async function difference(request: OracleRequest): Promise<object | undefined> {
  const { template } = request;
  const go = await oracle.render(request);
  const ours = renderOurs(request);
  if (ours.refusal !== undefined && isStricter(ours.refusal)) return undefined;
  if (go.error !== undefined && isOlder(go.error)) return undefined;
  const isSame = go.error === undefined ? ours.output === go.output : ours.refusal !== undefined;
  return isSame ? undefined : { template, go: go.error ?? go.output, ours };
}

function renderOurs({ template, data, strings, missingKey }: OracleRequest): {
  output?: string;
  refusal?: string;
} {
  const given = strings === true ? new Map(Object.entries(data as object)) : data;
  const options = { functions: yamlFunctions, missingKey: missingKey ?? "default" };
  try {
    return { output: renderText("t", template, given, options) };
  } catch (error) {
    if (isTemplateError(error)) return { refusal: error.reason };
    throw error;
  }
}

/* Where the engine refuses what Go would print: see the rationale beside its source. */
function isStricter(refusal: string): boolean {
  return /^regexMatch:|not supported|not valid UTF-8|not in base|limit of/.test(refusal);
}

/* The oracle's Go may be older than 1.22, which brought the range over an integer. */
function isOlder(error: string): boolean {
  return /range can't iterate over -?\d+$/.test(error);
}

function damaged(lines: readonly string[]): fc.Arbitrary<string> {
  const pieces = fc.constantFrom(
    ..."{{ }} {{- -}} | ( ) . $ $x := = , \" ` ' 0 1 _ e x + - i /* */ nil true {{end}} {{else}}".split(
      " ",
    ),
    ...[" ", "\n", "\\", "é", ".a", "if ", "range ", "{{else if 1}}", "{{break}}", "\u0085"],
  );
  const cuts = fc.array(fc.tuple(fc.nat(), fc.nat(4), pieces), { minLength: 1, maxLength: 3 });
  const short = lines.filter(
    (line) => line.length < 200 && !/repeat|until|seq|keys|fromYaml/.test(line),
  );
  return fc.tuple(fc.constantFrom(...short), cuts).map(([line, edits]) =>
    edits.reduce((text, [position, length, piece]) => {
      const at = position % (text.length + 1);
      return text.slice(0, at) + piece + text.slice(at + length);
    }, line),
  );
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes("node_modules"))
      .map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}
