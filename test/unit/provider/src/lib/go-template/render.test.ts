import {
  isTemplateError,
  parseTemplate,
  renderTemplate,
  renderText,
  yamlFunctions,
} from "../../../../../../provider/src/lib/go-template";

function reasonOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (isTemplateError(error)) return error.message;
    throw error;
  }
  return "no error";
}

const parse = (source: string) => parseTemplate("etc/config.toml.tmpl", source);

describe("parsing refuses, with file and line,", () => {
  test.each([
    ["a\n\n{{ foo .x }}", 'etc/config.toml.tmpl:3: function "foo" is not supported: neither Go'],
    [
      "{{ if false }}\n{{ now }}{{ end }}",
      'etc/config.toml.tmpl:2: function "now" is not supported: it depends on the clock',
    ],
    [
      "{{ randAlphaNum 8 }}",
      'etc/config.toml.tmpl:1: function "randAlphaNum" is not supported: it is random',
    ],
    [
      '{{ env "HOME" }}',
      'function "env" is not supported: it reads the environment of the machine',
    ],
    ['{{ getHostByName "a" }}', "it asks the network"],
    ["{{ genCA `a` 1 }}", "it makes keys or salts at random"],
    ["{{ call .x }}", "no value in these templates is a function"],
    ["{{ toYaml .x }}", 'function "toYaml" is not supported'],
    ["{{ 1i }}", "the complex number 1i is not supported"],
    ['{{ if false }}{{ printf "%*d" 1 2 }}{{ end }}', 'printf: "%*" in a format is not supported'],
    [
      '{{ if false }}{{ regexFind "(?=a)" .x }}{{ end }}',
      "regexFind: the group (?=a… is not supported",
    ],
    ['{{ regexFind "a(" .x }}', "regexFind: a( is not a regular expression"],
    ['{{ regexFind "(a)\\\\1" .x }}', "regexFind: the escape \\1 is not supported"],
  ])("%s", (source, message) => {
    expect(reasonOf(() => parse(source))).toContain(message);
  });

  test.each([
    ["{{ if .a }}\n\n", ":1: {{if}} is not closed; write {{end}}"],
    ["{{ end }}", ":1: {{end}} without an action that it belongs to"],
    ["{{ break }}", ":1: {{break}} outside {{range}}"],
    ["a\n{{ .x", ":2: the action is not closed; write }}"],
    ['{{ "a }}', ":1: the quoted string is not closed"],
    ["{{/* a }}", ":1: the comment is not closed"],
    ["{{ (1 }}", ":1: a left parenthesis is not closed"],
    ["{{ 1) }}", ":1: there is a right parenthesis without a left one"],
    ["{{ $x }}", ":1: the variable $x is not declared"],
    ["{{ }}", ":1: a value is missing in an action"],
    ["{{ 1 | 2 }}", ":1: 2 cannot take the result of a pipe"],
    ["{{ .x | . }}", ":1: . cannot take the result of a pipe"],
    ["{{ range $a, $b, $c := .x }}{{ end }}", ":1: too many variables in {{range}}"],
    ["{{ if .a }}{{ else with .b }}{{ end }}", ":1: {{else with}} does not fit {{if}}"],
    [
      "{{ if .a }}{{ define `x` }}{{ end }}{{ end }}",
      ":1: {{define}} is allowed only at the top level",
    ],
    [
      "{{ define `x` }}a{{ end }}{{ define `x` }}b{{ end }}",
      ':1: the template "x" is defined twice',
    ],
    ["{{ template x }}", ":1: {{template}} wants a name in quotes"],
    ["{{ 99999999999999999999 }}", ":1: the integer 99999999999999999999 is too large"],
  ])("%s", (source, message) => {
    expect(reasonOf(() => parse(source))).toContain(`etc/config.toml.tmpl${message}`);
  });
});

test("an error tells file, line and reason apart", () => {
  expect.assertions(1);
  try {
    parse("\n{{ foo }}");
  } catch (error) {
    expect(error).toMatchObject({ name: "TemplateError", file: "etc/config.toml.tmpl", line: 2 });
  }
});

describe("a key that is missing", () => {
  const template = parseTemplate("t", "{{ .a }}|{{ .b }}");
  const strings = new Map([["a", "1"]]);

  test("prints <no value> by default", () => {
    expect(renderTemplate(template, { a: 1 })).toBe("1|<no value>");
    expect(renderTemplate(template, strings)).toBe("1|<no value>");
  });

  test("is the zero of the map's type with zero", () => {
    expect(renderTemplate(template, strings, { missingKey: "zero" })).toBe("1|");
    expect(renderTemplate(template, { a: 1 }, { missingKey: "zero" })).toBe("1|<no value>");
  });

  test("is an error with error", () => {
    const render = () => renderTemplate(template, { a: 1 }, { missingKey: "error" });
    expect(render).toThrow('t:1: .b: there is no key "b"');
  });
});

describe("on purpose unlike Go", () => {
  test.each([
    ["{{ range 3 }}{{ . }}{{ end }}", "012"],
    ["{{ range $i := 2 }}{{ $i }}{{ else }}none{{ end }}", "01"],
    ["{{ with .x }}a{{ else with .y }}{{ . }}{{ else }}c{{ end }}", "why"],
    ["{{ keys . }} {{ values . }}", "[y z] [why zed]"],
  ])("%s renders as %j", (source, output) => {
    expect(renderText("t", source, { y: "why", z: "zed" })).toBe(output);
  });

  test.each([
    ['{{ trunc 1 "é" }}', "the value is not valid UTF-8"],
    ['{{ b64dec "a" }}', "b64dec: the text is not in base64"],
    ['{{ "(" | regexMatch "a" }}{{ regexMatch . "a" }}', "regexMatch:"],
    ['{{ $d := dict "a" 1 }}{{ $_ := set $d "d" $d }}{{ $d }}', "the value cannot be printed"],
    ['{{ repeat 1000000000 "a" }}', "exceeds the limit"],
    ["{{ until 1000000000 }}", "exceeds the limit"],
    ["{{ range 1000000000 }}{{ end }}", "exceeds the limit"],
    ['{{ define "a" }}{{ template "a" }}{{ end }}{{ template "a" }}', "500 levels deep"],
    [`{{ ${"(".repeat(20_000)}1${")".repeat(20_000)} }}`, "nested too deeply"],
    [
      '{{ regexReplaceAll "(?:(a)|b)+" "ab" "$1" }}',
      "captures within repeated groups are not supported",
    ],
    ['{{ printf "%x" 1.5 }}', "%x of a float64 is not supported"],
  ])("an error: %.60s", (source, reason) => {
    expect(reasonOf(() => renderText("t", source, "("))).toContain(reason);
  });
});

test("one parsed template renders many times, each time from fresh variables", () => {
  const template = parseTemplate("t", '{{ $n := .n }}{{ $_ := set .d "n" $n }}{{ .d }}');
  const data = { n: 1, d: {} };
  expect(renderTemplate(template, data)).toBe("map[n:1]");
  expect(renderTemplate(template, { ...data, n: 2 })).toBe("map[n:2]");
  expect(data).toEqual({ n: 1, d: {} });
});

test("further functions can be given, and win over those of the same name", () => {
  const functions = { ...yamlFunctions, upper: { ...yamlFunctions["toYaml"]! } };
  expect(renderText("t", "{{ upper .a }}", { a: { b: 1 } }, { functions })).toBe("b: 1");
});
