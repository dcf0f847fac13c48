import { renderText } from "../../../../../../provider/src/lib/go-template";

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

describe("pipelines, operands and arguments", () => {
  test.each([
    ['{{ .s | printf "%s-%s" "a" }}', "a-hello"],
    ['{{ (dict "a" (dict "b" 2)).a.b }} {{ (.map).k }} {{ $.map.z.y }}', "2 v 1"],
    [
      "{{ .missing }} {{ .missing.deeper }} {{ .nil }} {{ (.nil).x }}",
      "<no value> <no value> <no value> <no value>",
    ],
    ["{{ print nil }} {{ print .missing }}", "<nil> <nil>"],
    ['{{ and 1 0 2 }} {{ and 1 2 }} {{ or 0 "" }} {{ or 0 3 (index .list 9) }}', "0 2  3"],
    ["{{ until 3.0 }} {{ until 'a' | len }} {{ round 1.25 1 3 }}", "[0 1 2] 97 1.2"],
    ['{{ hasKey .missing "a" }} {{ get nil "a" }}', "false "],
  ])("%s renders as %j", (source, output) => {
    expect(renderText("t", source, data)).toBe(output);
  });

  test.each([
    "{{ .nil.x }}",
    "{{ .s.x }}",
    "{{ .s 1 }}",
    "{{ 1 2 }}",
    "{{ 1 | .s }}",
    "{{ nil }}",
    "{{ until (add 1 2) }}",
    '{{ trunc "a" "b" }}',
    "{{ upper nil }}",
    "{{ upper .missing }}",
    "{{ trunc 1 }}",
    '{{ trunc 1 "a" "b" }}',
    "{{ default }}",
  ])("%s is an error", (source) => {
    expect(() => renderText("t", source, data)).toThrow(/^t:\d+: /);
  });
});
