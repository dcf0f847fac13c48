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

describe("JSON", () => {
  test.each([
    ["{{ toJson .map }}", '{"k":"v","z":{"y":1}}'],
    ['{{ toJson "<a>&\\u2028\\b" }}', '"\\u003ca\\u003e\\u0026\\u2028\\u0008"'],
    ["{{ toJson (rest (list)) }}", "null"],
    ["{{ toJson 1e21 }}", "1e+21"],
    ["{{ toJson 1e-7 }}", "1e-7"],
    ["{{ toJson (list 1 1.5 nil true) }}", "[1,1.5,null,true]"],
    ["{{ toPrettyJson .map }}", '{\n  "k": "v",\n  "z": {\n    "y": 1\n  }\n}'],
    ["{{ toPrettyJson (list) }}", "[]"],
    ['{{ toRawJson "<a>&" }}', '"<a>&"'],
    ['{{ fromJson "{\\"a\\":[1,2]}" }}', "map[a:[1 2]]"],
    ['{{ fromJson "bad" }}', "<no value>"],
    ['{{ toJson (semver "1.2.3") }}', '"1.2.3"'],
  ])("%s renders as %j", (source, output) => {
    expect(renderText("t", source, data)).toBe(output);
  });

  test.each(['{{ mustFromJson "bad" }}'])("%s is an error", (source) => {
    expect(() => renderText("t", source, data)).toThrow(/^t:\d+: /);
  });
});
