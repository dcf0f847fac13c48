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

describe("lists", () => {
  test.each([
    ['{{ list 1 "a" nil }}', "[1 a <nil>]"],
    ["{{ first (list 1 2) }}", "1"],
    ["{{ first (list) }}", "<no value>"],
    ["{{ last (list 1 2) }}", "2"],
    ["{{ rest (list 1 2 3) }}", "[2 3]"],
    ["{{ initial (list 1 2 3) }}", "[1 2]"],
    ["{{ append (list 1) 2 }}", "[1 2]"],
    ["{{ prepend (list 1) 0 }}", "[0 1]"],
    ["{{ concat (list 1) (list 2 3) }}", "[1 2 3]"],
    ["{{ reverse (list 1 2) }}", "[2 1]"],
    ["{{ uniq (list 1 1 2 (int64 1)) }}", "[1 2 1]"],
    ["{{ without (list 1 2 3) 2 }}", "[1 3]"],
    ["{{ has 2 (list 1 2) }}", "true"],
    ["{{ has 2 nil }}", "false"],
    ['{{ compact (list 0 1 "" "a") }}', "[1 a]"],
    ["{{ chunk 2 (list 1 2 3) }}", "[[1 2] [3]]"],
    ["{{ slice (list 1 2 3) 1 }}", "[2 3]"],
    ["{{ slice (list 1 2 3) 1 2 }}", "[2]"],
    ['{{ sortAlpha (list "b" "a" 3) }}', "[3 a b]"],
    ['{{ sortAlpha "x" }}', "[x]"],
    ['{{ join "-" (list 1 "a" nil 2.5) }}', "1-a-2.5"],
    ['{{ join "-" "x" }}', "x"],
    ['{{ $l := splitList "," "b,a" }}{{ sortAlpha $l }} {{ $l }}', "[a b] [a b]"],
  ])("%s renders as %j", (source, output) => {
    expect(renderText("t", source, data)).toBe(output);
  });

  test.each(["{{ slice (list 1 2 3) 2 1 }}", '{{ slice "abc" 1 }}', '{{ first "a" }}'])(
    "%s is an error",
    (source) => {
      expect(() => renderText("t", source, data)).toThrow(/^t:\d+: /);
    },
  );
});
