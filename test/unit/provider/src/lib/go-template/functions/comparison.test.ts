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

describe("comparisons", () => {
  test.each([
    ["{{ eq 1 2 1 }}", "true"],
    ['{{ eq "a" "b" }}', "false"],
    ["{{ eq .n 3.0 }}", "true"],
    ["{{ eq .nil nil }}", "true"],
    ['{{ eq .missing "a" }}', "false"],
    ["{{ ne 1 2 }}", "true"],
    ["{{ lt 1 2 }}", "true"],
    ['{{ lt "a" "b" }}', "true"],
    ["{{ le 2 2 }}", "true"],
    ["{{ gt 2.5 1.5 }}", "true"],
    ['{{ ge "b" "a" }}', "true"],
    ["{{ eq (int64 1) 1 }}", "true"],
    ['{{ eq (index "a" 0) 97 }}', "true"],
    ["{{ not .e }}", "true"],
    ["{{ not .list }}", "false"],
  ])("%s renders as %j", (source, output) => {
    expect(renderText("t", source, data)).toBe(output);
  });

  test.each(["{{ eq 1 1.0 }}", "{{ eq .list .list }}", "{{ lt true false }}", "{{ eq 1 }}"])(
    "%s is an error",
    (source) => {
      expect(() => renderText("t", source, data)).toThrow(/^t:\d+: /);
    },
  );
});
