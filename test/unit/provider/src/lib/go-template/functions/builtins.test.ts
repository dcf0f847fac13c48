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

describe("text/template's own functions", () => {
  test.each([
    ["{{ len .s }}", "5"],
    ["{{ len .list }}", "2"],
    ['{{ len "é" }}', "2"],
    ["{{ index .list 1 }}", "b"],
    ['{{ index .map "z" "y" }}', "1"],
    ['{{ index .map "missing" }}', "<no value>"],
    ["{{ index .s 0 }}", "104"],
    ['{{ print 1 2 "a" "b" 3 4 nil }}', "1 2ab3 4 <nil>"],
    ['{{ println "a" 1 }}', "a 1\n"],
    [
      '{{ html "<a href=\'x\'>&\\"" .nil }}',
      "&lt;a href=&#39;x&#39;&gt;&amp;&#34;&lt;no value&gt;",
    ],
    ['{{ js "it\'s <b>\\n=é\\u200b" }}', "it\\'s \\u003Cb\\u003E\\u000A\\u003Dé\\u200B"],
    ['{{ urlquery "a b&c/é~" }}', "a+b%26c%2F%C3%A9~"],
  ])("%s renders as %j", (source, output) => {
    expect(renderText("t", source, data)).toBe(output);
  });

  test.each(["{{ len 3 }}", "{{ index .list 2 }}", '{{ index .list "a" }}', "{{ index .nil 1 }}"])(
    "%s is an error",
    (source) => {
      expect(() => renderText("t", source, data)).toThrow(/^t:\d+: /);
    },
  );
});
