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

describe("dictionaries", () => {
  test.each([
    ['{{ dict "a" 1 "b" }}', "map[a:1 b:]"],
    ['{{ get .map "k" }}', "v"],
    ['{{ get .map "x" }}', ""],
    ['{{ hasKey .map "k" }}', "true"],
    ['{{ pick .map "k" "x" }}', "map[k:v]"],
    ['{{ omit .map "k" }}', "map[z:map[y:1]]"],
    ['{{ pluck "a" (dict "a" 1) (dict "b" 2) (dict "a" 3) }}', "[1 3]"],
    ['{{ dig "z" "y" "no" .map }}', "1"],
    ['{{ dig "z" "q" "no" .map }}', "no"],
    [
      '{{ merge (dict "a" 1 "m" (dict "x" 1)) (dict "a" 2 "b" 3 "m" (dict "x" 9 "y" 2)) }}',
      "map[a:1 b:3 m:map[x:1 y:2]]",
    ],
    [
      '{{ mergeOverwrite (dict "a" 1 "m" (dict "x" 1)) (dict "a" 2 "b" 3 "m" (dict "x" 9 "y" 2)) }}',
      "map[a:2 b:3 m:map[x:9 y:2]]",
    ],
    ['{{ mergeOverwrite (dict "m" (list 1)) (dict "m" (dict "x" 1)) }}', "map[m:[1]]"],
    ['{{ merge (dict "a" "") (dict "a" 1) }}', "map[a:1]"],
    ['{{ $d := dict "a" 1 }}{{ $_ := set $d "b" 2 }}{{ $_ := unset $d "a" }}{{ $d }}', "map[b:2]"],
    [
      '{{ $d := dict "m" (dict "x" 1) }}{{ $c := deepCopy $d }}{{ $_ := set $c.m "x" 2 }}{{ $d }} {{ $c }}',
      "map[m:map[x:1]] map[m:map[x:2]]",
    ],
  ])("%s renders as %j", (source, output) => {
    expect(renderText("t", source, data)).toBe(output);
  });

  test.each([
    '{{ dig "k" "q" "no" .map }}',
    '{{ dig "z" .map }}',
    '{{ set .missing "a" 1 }}',
    '{{ get (split "," "a") "_0" }}',
  ])("%s is an error", (source) => {
    expect(() => renderText("t", source, data)).toThrow(/^t:\d+: /);
  });
});
