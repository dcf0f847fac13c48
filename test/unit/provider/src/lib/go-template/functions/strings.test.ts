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

describe("strings", () => {
  test.each([
    ['{{ trim "  x\\t\\n" }}', "x"],
    ['{{ trimAll "-" "--a-b--" }}', "a-b"],
    ['{{ trimSuffix "b" "ab" }}', "a"],
    ['{{ trimPrefix "a" "ab" }}', "b"],
    ['{{ repeat 3 "ab" }}', "ababab"],
    ['{{ substr 1 3 "hello" }}', "el"],
    ['{{ substr -1 3 "hello" }}', "hel"],
    ['{{ substr 1 -1 "hello" }}', "ello"],
    ['{{ trunc 3 "hello" }}', "hel"],
    ['{{ trunc -3 "hello" }}', "llo"],
    ['{{ abbrev 5 "hello world" }}', "he..."],
    ['{{ abbrev 3 "hello world" }}', "hello world"],
    ['{{ abbrevboth 5 10 "1234 5678 9123" }}', "...5678..."],
    ['{{ nospace " a b " }}', "ab"],
    ['{{ contains "nan" "banana" }}', "true"],
    ['{{ hasPrefix "ba" "banana" }}', "true"],
    ['{{ hasSuffix "na" "banana" }}', "true"],
    ['{{ quote "a" 1 nil "b\\"\\n" }}', '"a" "1" "b\\"\\n"'],
    ['{{ squote "a" 1 nil }}', "'a' '1'"],
    ['{{ cat "a" 1 nil true }}', "a 1 true"],
    ['{{ indent 2 "a\\nb" }}', "  a\n  b"],
    ['{{ nindent 2 "a\\nb" }}', "\n  a\n  b"],
    ['{{ replace "a" "b" "banana" }}', "bbnbnb"],
    ['{{ replace "" "-" "ab" }}', "-a-b-"],
    ['{{ plural "one" "many" 1 }}', "one"],
    ['{{ plural "one" "many" 2 }}', "many"],
    ['{{ split "." "a.b.c" }}', "map[_0:a _1:b _2:c]"],
    ['{{ splitn "." 2 "a.b.c" }}', "map[_0:a _1:b.c]"],
    ['{{ splitList "." "a.b" }}', "[a b]"],
    ['{{ splitList "" "aé" }}', "[a é]"],
    ['{{ wrap 5 "hello big world and more" }}', "hello\nbig\nworld\nand\nmore"],
    ['{{ wrap 3 "a  b   c" }}', "a \nb  \nc"],
    ['{{ wrapWith 3 "|" "abcdefgh ij" }}', "abc|def|gh|ij"],
  ])("%s renders as %j", (source, output) => {
    expect(renderText("t", source, data)).toBe(output);
  });

  test.each(['{{ repeat -1 "a" }}', '{{ substr 4 2 "hello" }}'])("%s is an error", (source) => {
    expect(() => renderText("t", source, data)).toThrow(/^t:\d+: /);
  });
});
