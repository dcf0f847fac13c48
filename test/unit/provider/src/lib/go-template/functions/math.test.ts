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

describe("arithmetic", () => {
  test.each([
    ['{{ add 1 "2" 3.9 true }}', "7"],
    ["{{ add 9223372036854775807 1 }}", "-9223372036854775808"],
    ["{{ sub 5 2 }}", "3"],
    ["{{ mul 2 3 4 }}", "24"],
    ["{{ div 7 -2 }}", "-3"],
    ["{{ mod -7 2 }}", "-1"],
    ["{{ max 1 5 3 }}", "5"],
    ["{{ min 4 2 }}", "2"],
    ["{{ add1 3 }}", "4"],
    ["{{ floor 2.7 }}", "2"],
    ["{{ ceil 2.1 }}", "3"],
    ["{{ round 2.345 2 }}", "2.35"],
    ["{{ round -2.5 0 }}", "-3"],
    ["{{ addf 1.1 2.2 }}", "3.3"],
    ["{{ subf 3 1.1 }}", "1.9"],
    ["{{ mulf 1.1 1.1 }}", "1.21"],
    ["{{ divf 1 3 }}", "0.3333333333333333"],
    ["{{ maxf 1 2.5 }}", "2.5"],
    ["{{ minf 1 2.5 }}", "1"],
    ["{{ until 3 }}", "[0 1 2]"],
    ["{{ until -2 }}", "[0 -1]"],
    ["{{ untilStep 1 10 3 }}", "[1 4 7]"],
    ["{{ untilStep 5 1 1 }}", "[]"],
    ["{{ seq 3 }}", "1 2 3"],
    ["{{ seq 2 5 }}", "2 3 4 5"],
    ["{{ seq 1 2 9 }}", "1 3 5 7 9"],
    ["{{ seq 5 1 }}", "5 4 3 2 1"],
    ["{{ seq 0 -2 -6 }}", "0 -2 -4 -6"],
    ["{{ seq 5 2 1 }}", ""],
  ])("%s renders as %j", (source, output) => {
    expect(renderText("t", source, data)).toBe(output);
  });

  test.each(["{{ div 1 0 }}", "{{ divf 1 0 }}"])("%s is an error", (source) => {
    expect(() => renderText("t", source, data)).toThrow(/^t:\d+: /);
  });
});
