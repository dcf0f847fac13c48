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

describe("regular expressions", () => {
  test.each([
    ['{{ regexMatch "^a+$" "aaa" }}', "true"],
    ['{{ regexFind "[0-9]+" "ab12c3" }}', "12"],
    ['{{ regexFindAll "[0-9]" "a1b2c3" 2 }}', "[1 2]"],
    ['{{ regexFindAll "a*" "baaac" -1 }}', "[ aaa ]"],
    ['{{ regexReplaceAll "a(x*)b" "-ab-axxb-" "${1}W" }}', "-W-xxW-"],
    ['{{ regexReplaceAll "a(x*)b" "-ab-axxb-" "$1W" }}', "---"],
    ['{{ regexReplaceAll "(?P<n>a)" "banana" "<$n$$>" }}', "b<a$>n<a$>n<a$>"],
    ['{{ regexReplaceAll "a*" "baaac" "x" }}', "xbxcx"],
    ['{{ regexReplaceAllLiteral "a" "banana" "$1" }}', "b$1n$1n$1"],
    ['{{ regexSplit "z+" "pizza" -1 }}', "[pi a]"],
    ['{{ regexSplit "a*" "baaac" -1 }}', "[b c]"],
    ['{{ regexSplit "," "a,b,c" 2 }}', "[a b,c]"],
    ['{{ regexSplit "," "" -1 }}', "[]"],
    ['{{ regexQuoteMeta "a.b*c" }}', "a\\.b\\*c"],
    ['{{ regexFind "(?i)HELLO" .s }}', "hello"],
    ['{{ regexFindAll "(?m)^." "a\\nb" -1 }}', "[a b]"],
    ['{{ regexFind "(?s)a.b" "a\\nb" }}', "a\nb"],
    ['{{ regexFind "a.b" "a\\rb" }}', "a\rb"],
    ['{{ regexFind "[[:alpha:]]+" "1ab2" }}', "ab"],
    ['{{ regexFind "\\\\p{Lu}\\\\x61\\\\.\\\\Q*\\\\E" "Ba.*" }}', "Ba.*"],
    ['{{ regexFind "x{" "x{" }}', "x{"],
    ['{{ regexFind "[]a]+" "b]a" }}', "]a"],
  ])("%s renders as %j", (source, output) => {
    expect(renderText("t", source, data)).toBe(output);
  });

  test.each(['{{ regexFind "a{1001}" "a" }}'])("%s is an error", (source) => {
    expect(() => renderText("t", source, data)).toThrow(/^t:\d+: /);
  });
});
