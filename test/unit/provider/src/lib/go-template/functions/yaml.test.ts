import { renderText, yamlFunctions } from "../../../../../../../provider/src/lib/go-template";

const data = {
  s: "hello",
  n: 3,
  f: 1.5,
  t: true,
  e: "",
  nil: null,
  list: ["a", "b"],
  map: { k: "v", z: { y: 1 } },
};

describe("YAML functions", () => {
  test.each([
    ["{{ toYaml .map }}", 'k: v\nz:\n  "y": 1'],
    [
      '{{ toYaml (dict "a10" 1 "a2" 2 "b" (list (list 1 2) (dict "x" "y: z"))) }}',
      "a2: 2\na10: 1\nb:\n- - 1\n  - 2\n- x: 'y: z'",
    ],
    [
      '{{ toYaml (dict "a" "x\\ny\\n" "b" "x\\ny" "c" "yes" "d" "1" "e" "" "f" " lead" "g" "#c") }}',
      'a: |\n  x\n  y\nb: |-\n  x\n  y\nc: "yes"\nd: "1"\ne: ""\nf: \' lead\'\ng: \'#c\'',
    ],
    [
      '{{ toYaml (dict "w" (repeat 12 "word ") "long" (repeat 20 "words ")) }}',
      "long: 'words words words words words words words words words words words words words\n  words words words words words words words '\nw: 'word word word word word word word word word word word word '",
    ],
    [
      "{{ toYaml (list 1.5 1e21 true nil (list) (dict)) }}",
      "- 1.5\n- 1e+21\n- true\n- null\n- []\n- {}",
    ],
    ['{{ toYaml "a: b" }}', "'a: b'"],
    [
      '{{ fromYaml "a: 1\\nb: yes\\nc: 012\\nd: 2001-01-01\\ne: 1:30\\nf: ~\\ng: [1, 2.5, x]" }}',
      "map[a:1 b:true c:10 d:2001-01-01 e:1:30 f:<nil> g:[1 2.5 x]]",
    ],
    ['{{ fromYaml "" }}', "map[]"],
    ['{{ fromYamlArray "- 1\\n- a" }}', "[1 a]"],
    ['{{ fromJsonArray "[1,\\"a\\"]" }}', "[1 a]"],
  ])("%s renders as %j", (source, output) => {
    expect(renderText("t", source, data, { functions: yamlFunctions })).toBe(output);
  });

  test.each([
    '{{ fromYaml "[1]" }}',
    '{{ fromYaml "a: b: c" }}',
    '{{ fromYamlArray "a: 1" }}',
    '{{ fromJsonArray "{}" }}',
  ])("%s is an error", (source) => {
    expect(() => renderText("t", source, data, { functions: yamlFunctions })).toThrow(/^t:\d+: /);
  });
});
