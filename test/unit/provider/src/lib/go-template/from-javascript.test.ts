import { renderText } from "../../../../../../provider/src/lib/go-template";

test.each([
  ["text", "string"],
  [1, "float64"],
  [1n, "int64"],
  [true, "bool"],
  [null, "<nil>"],
  [undefined, "<nil>"],
  [["a"], "[]interface {}"],
  [{ a: 1 }, "map[string]interface {}"],
  [Object.create(null), "map[string]interface {}"],
  [new Map([["a", "b"]]), "map[string]string"],
])("%p arrives as %s", (data: unknown, type) => {
  expect(renderText("t", "{{ typeOf . }}", data)).toBe(type);
});

test.each([
  [{ a: [1, () => 1] }, "data.a[1] is a function, which a template cannot use"],
  [{ a: new Date(0) }, "data.a is a object, which a template cannot use"],
  [{ env: new Map([["a", 1]]) }, "data.env is a Map, which must hold strings by strings"],
])("%p is refused", (data, message) => {
  expect(() => renderText("t", "", data)).toThrow(message);
});

test("a key named like an internal of ours, or of JavaScript, is a key like any other", () => {
  const data = JSON.parse('{"go": "list", "__proto__": 1, "constructor": 2}') as unknown;
  const source = "{{ .go }} {{ .__proto__ }} {{ .constructor }} {{ .toString }}";
  expect(renderText("t", source, data)).toBe("list 1 2 <no value>");
});
