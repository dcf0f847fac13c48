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

describe("kinds and types", () => {
  test.each([
    ["{{ kindOf 1 }}", "int"],
    ["{{ kindOf nil }}", "invalid"],
    ["{{ kindOf .map }}", "map"],
    ["{{ kindOf (list) }}", "slice"],
    ["{{ typeOf 1.5 }}", "float64"],
    ["{{ typeOf nil }}", "<nil>"],
    ["{{ typeOf (add 1 2) }}", "int64"],
    ["{{ typeOf (until 2) }}", "[]int"],
    ['{{ typeOf (split "," "a") }}', "map[string]string"],
    ["{{ typeOf (chunk 1 (list 1)) }}", "[][]interface {}"],
    ['{{ kindIs "string" "a" }}', "true"],
    ['{{ typeIs "int" 1 }}', "true"],
    ['{{ typeIsLike "semver.Version" (semver "1.2.3") }}', "true"],
    ["{{ deepEqual (list 1) (list 1) }}", "true"],
    ["{{ deepEqual (list 1) (list (int64 1)) }}", "false"],
    ['{{ deepEqual (dict "a" 1) (dict "a" 1) }}', "true"],
  ])("%s renders as %j", (source, output) => {
    expect(renderText("t", source, data)).toBe(output);
  });
});
