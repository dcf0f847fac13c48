import { renderText } from "../../../../../../../provider/src/lib/go-template";

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

describe("defaults", () => {
  test.each([
    ['{{ default "d" .e }}', "d"],
    ['{{ default "d" .s }}', "hello"],
    ['{{ .missing | default "d" }}', "d"],
    ["{{ empty .list }}", "false"],
    ['{{ coalesce 0 "" "x" }}', "x"],
    ["{{ coalesce 0 }}", "<no value>"],
    ['{{ ternary "a" "b" true }}', "a"],
    ['{{ all 1 "" }}', "false"],
    ["{{ any 0 1 }}", "true"],
  ])("%s renders as %j", (source, output) => {
    expect(renderText("t", source, data)).toBe(output);
  });

  test.each(['{{ ternary "a" "b" "x" }}', '{{ fail "stop here" }}'])("%s is an error", (source) => {
    expect(() => renderText("t", source, data)).toThrow(/^t:\d+: /);
  });
});
