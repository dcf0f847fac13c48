import { renderText } from "../../../../../../provider/src/lib/go-template";

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

describe("printf", () => {
  test.each([
    ['{{ printf "%s %v %q %d %t %%" "a" 1 "b" 2 true }}', 'a 1 "b" 2 true %'],
    [
      '{{ printf "%5.2f|%-8.2f|%08.3f|%e|%g|%G" 2.345 2.5 -3.14159 12345.678 1e20 1e-10 }}',
      " 2.35|2.50    |-003.142|1.234568e+04|1e+20|1E-10",
    ],
    [
      '{{ printf "%+d|%05d|% d|%-5d|%x|%X|%#x|%o|%b|%c|%U|%q" 3 -42 7 1 255 255 255 8 5 65 66 65 }}',
      "+3|-0042| 7|1    |ff|FF|0xff|10|101|A|U+0042|'A'",
    ],
    [
      '{{ printf "%10s|%-10s|%.2s|%x|% x|%q|%+q|%#q" "right" "left" "cut" "hi" "hi" "é" "é" "raw" }}',
      '     right|left      |cu|6869|68 69|"é"|"\\u00e9"|`raw`',
    ],
    [
      '{{ printf "%v %+v %s %T %T" .map .list .list .map nil }}',
      "map[k:v z:map[y:1]] [a b] [a b] map[string]interface {} <nil>",
    ],
    ['{{ printf "%d %s" "x" 3 }}', "%!d(string=x) %!s(int=3)"],
    ['{{ printf "%d" }}', "%!d(MISSING)"],
    ['{{ printf "x" 1 nil }}', "x%!(EXTRA int=1, <nil>)"],
    ['{{ printf "%z" 1 }}', "%!z(int=1)"],
    ['{{ printf "%" }}', "%!(NOVERB)"],
    ['{{ printf "%v %d %s" nil nil nil }}', "<nil> %!d(<nil>) %!s(<nil>)"],
    ['{{ printf "%5v|%-5v" (list 1 "a" nil) "é" }}', "[    1     a <nil>]|é    "],
  ])("%s renders as %j", (source, output) => {
    expect(renderText("t", source, data)).toBe(output);
  });
});
