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

describe("control structures", () => {
  test.each([
    ["{{ if .s }}a{{ else }}b{{ end }}", "a"],
    ["{{ if .e }}a{{ else if .n }}b{{ else }}c{{ end }}", "b"],
    ["{{ if or .nil .e }}a{{ else }}c{{ end }}", "c"],
    ["{{ with .map }}{{ .k }} {{ $.s }}{{ end }}", "v hello"],
    ["{{ with .e }}a{{ else }}b{{ end }}", "b"],
    ["{{ range .list }}<{{ . }}>{{ end }}", "<a><b>"],
    ["{{ range $i, $x := .list }}{{ $i }}={{ $x }} {{ end }}", "0=a 1=b "],
    ["{{ range $k, $v := .map }}{{ $k }}={{ $v }} {{ end }}", "k=v z=map[y:1] "],
    ["{{ range .missing }}x{{ else }}none{{ end }}", "none"],
    ['{{ range .list }}{{ if eq . "b" }}{{ break }}{{ end }}{{ . }}{{ end }}', "a"],
    ['{{ range .list }}{{ if eq . "a" }}{{ continue }}{{ end }}{{ . }}{{ end }}', "b"],
    [
      '{{ define "x" }}[{{ . }}]{{ end }}{{ template "x" .s }}{{ template "x" }}',
      "[hello][<no value>]",
    ],
    ['{{ block "b" .map }}{{ .k }}{{ end }}', "v"],
    ["{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ $y := 3 }}{{ end }}{{ $x }}", "2"],
    ["{{ if .s }}{{ else }}{{ $y := 1 }}{{ end }}{{ with $z := .n }}{{ $z }}{{ end }}", "3"],
    ["a {{- /* note */ -}} b {{- 1 -}} c", "ab1c"],
    ['{{ trunc 1 "é" | len }}', "1"],
  ])("%s renders as %j", (source, output) => {
    expect(renderText("t", source, data)).toBe(output);
  });

  test.each([
    "{{ range .s }}{{ end }}",
    '{{ template "none" }}',
    '{{ define "loop" }}{{ template "loop" }}{{ end }}{{ template "loop" }}',
  ])("%s is an error", (source) => {
    expect(() => renderText("t", source, data)).toThrow(/^t:\d+: /);
  });
});
