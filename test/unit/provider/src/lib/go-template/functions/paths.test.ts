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

describe("paths", () => {
  test.each([
    ['{{ base "a/b/c.txt" }}', "c.txt"],
    ['{{ base "" }}', "."],
    ['{{ base "/" }}', "/"],
    ['{{ dir "a/b/c.txt" }}', "a/b"],
    ['{{ dir "a" }}', "."],
    ['{{ dir "/" }}', "/"],
    ['{{ clean "a//b/../c/." }}', "a/c"],
    ['{{ clean "/../a" }}', "/a"],
    ['{{ clean "../../a" }}', "../../a"],
    ['{{ ext "x.tar.gz" }}', ".gz"],
    ['{{ isAbs "/a" }}', "true"],
  ])("%s renders as %j", (source, output) => {
    expect(renderText("t", source, data)).toBe(output);
  });
});
