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

describe("conversions", () => {
  test.each([
    ['{{ atoi "12" }}', "12"],
    ['{{ atoi "x" }}', "0"],
    ['{{ int "0x1f" }}', "31"],
    ['{{ int "010" }}', "8"],
    ['{{ int "3.0" }}', "3"],
    ['{{ int "3.7" }}', "0"],
    ["{{ int 3.7 }}", "3"],
    ["{{ int true }}", "1"],
    ["{{ int .list }}", "0"],
    ['{{ int64 "9223372036854775808" }}', "0"],
    ['{{ float64 "1.5" }}', "1.5"],
    ['{{ float64 "x" }}', "0"],
    ["{{ toString 3 }}", "3"],
    ["{{ toString (list 1) }}", "[1]"],
    ['{{ toStrings (list 1 nil "a") }}', "[1 a]"],
    ['{{ toDecimal "777" }}', "511"],
    ['{{ toDecimal "8" }}', "0"],
  ])("%s renders as %j", (source, output) => {
    expect(renderText("t", source, data)).toBe(output);
  });
});
