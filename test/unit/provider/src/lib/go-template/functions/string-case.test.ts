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

describe("upper and lower case", () => {
  test.each([
    ['{{ upper "éß" }}', "Éß"],
    ['{{ lower "ÀÉ" }}', "àé"],
    ['{{ title "hello big_world x-y" }}', "Hello Big_world X-Y"],
    ['{{ untitle "Hello World" }}', "hello world"],
    ['{{ swapcase "This Is A.Test" }}', "tHIS iS a.tEST"],
    ['{{ initials "First Try" }}', "FT"],
  ])("%s renders as %j", (source, output) => {
    expect(renderText("t", source, data)).toBe(output);
  });
});
