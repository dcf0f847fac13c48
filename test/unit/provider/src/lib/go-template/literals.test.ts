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

describe("literals", () => {
  test.each([
    ["{{ 0x1F }}", "31"],
    ["{{ 0b11 }}", "3"],
    ["{{ 017 }}", "15"],
    ["{{ 0o17 }}", "15"],
    ["{{ 1_000 }}", "1000"],
    ["{{ 0_1 }}", "1"],
    ["{{ 1.5e3 }}", "1500"],
    ["{{ .5 }}", "0.5"],
    ["{{ 1. }}", "1"],
    ["{{ 0x1p4 }}", "16"],
    ["{{ 'a' }}", "97"],
    ["{{ '\\n' }}", "10"],
    ["{{ '\\u00e9' }}", "233"],
    ['{{ "a\\tb\\u00e9\\x41\\101\\\\\\"" }}', 'a\tbéAA\\"'],
    ["{{ `raw\\n` }}", "raw\\n"],
    ["{{ +3 }}", "3"],
    ["{{ -3 }}", "-3"],
  ])("%s renders as %j", (source, output) => {
    expect(renderText("t", source, data)).toBe(output);
  });

  test.each([
    "{{ 1__0 }}",
    "{{ 'ab' }}",
    "{{ '' }}",
    '{{ "\\q" }}',
    '{{ "\\400" }}',
    "{{ 1.2.3 }}",
    "{{ 9223372036854775808 }}",
    "{{ 99999999999999999999 }}",
    "{{ 1e400 }}",
  ])("%s is an error", (source) => {
    expect(() => renderText("t", source, data)).toThrow(/^t:\d+: /);
  });
});
