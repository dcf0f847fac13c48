import * as fc from "fast-check";
import {
  decimal,
  dynamicValue,
  isUnknown,
  UNKNOWN,
  whenUnknown,
} from "../../../../../provider/sdk";
import { formatPath } from "../../../../../provider/sdk/values/attribute-path";
import { conform } from "../../../../../provider/sdk/values/conform";
import { isEqual } from "../../../../../provider/sdk/values/equal";
import { fromJson } from "../../../../../provider/sdk/values/from-json";
import { isSameNumber, numberFromText } from "../../../../../provider/sdk/values/number-text";
import { formatJson, parseJson } from "../../../../../provider/sdk/values/parse-json";
import { formatType, type TerraformType } from "../../../../../provider/sdk/values/terraform-type";

test.each([
  [["registry", "port"], "registry.port"],
  [["images", 0], "images[0]"],
  [["env", { key: 'A"b' }, "x"], 'env["A\\"b"].x'],
  [[], ""],
])("a path reads as in the Terraform language: %j", (path, text) => {
  expect(formatPath(path)).toBe(text);
});

test("a type reads as in a variable block", () => {
  const type: TerraformType = [
    "map",
    ["object", { a: ["list", "dynamic"], b: ["tuple", ["bool"]] }],
  ];
  expect(formatType(type)).toBe("map(object({ a = list(any), b = tuple([bool]) }))");
});

test("unknown is neither null nor an object, and a second copy of the package makes the same", () => {
  expect(isUnknown(UNKNOWN)).toBe(true);
  expect(isUnknown({ [Symbol.for("terraform-sdk.unknown")]: true })).toBe(true);
  expect([null, undefined, {}, "unknown"].some(isUnknown)).toBe(false);
  expect([whenUnknown(UNKNOWN, 1), whenUnknown(null, 1)]).toEqual([1, null]);
});

describe("numbers", () => {
  test.each([
    ["0.1", 0.1],
    ["1e23", 1e23],
    ["-0", 0],
    ["9007199254740993", 9007199254740993n],
    ["12345678901234567890", 12345678901234567890n],
    ["1.5e400", 15n * 10n ** 399n],
    ["0.12345678901234567890123", decimal("0.12345678901234567890123")],
    ["1e-400", decimal("1e-400")],
  ])("%s keeps all its digits", (text, expected) => {
    expect(numberFromText(text)).toEqual(expected);
  });

  test("are equal whatever their form", () => {
    expect(isSameNumber(100, 100n)).toBe(true);
    expect(isSameNumber(decimal("100.0"), 100)).toBe(true);
    expect(isSameNumber(decimal("1e2"), 100n)).toBe(true);
    expect(isSameNumber(9007199254740993n, 9007199254740992)).toBe(false);
  });
});

describe("equality", () => {
  test("of sets disregards order and repetition, of lists it does not", () => {
    expect(isEqual(["set", "string"], ["a", "b", "a"], ["b", "a"])).toBe(true);
    expect(isEqual(["list", "string"], ["a", "b"], ["b", "a"])).toBe(false);
  });

  test("of text disregards how a letter is composed", () => {
    expect(isEqual("string", "e\u0301", "\u00e9")).toBe(true);
  });

  test("of values of any type includes the type", () => {
    expect(isEqual("dynamic", dynamicValue("string", "1"), dynamicValue("number", 1))).toBe(false);
    expect(isEqual("dynamic", dynamicValue("number", 1), dynamicValue("number", 1n))).toBe(true);
  });

  test("does not take unknown, null and missing members for each other", () => {
    const type: TerraformType = ["map", "string"];
    expect(isEqual(type, { a: null }, {})).toBe(false);
    expect(isEqual(type, { a: UNKNOWN }, { a: null })).toBe(false);
    expect(isEqual(type, { a: UNKNOWN }, { a: UNKNOWN })).toBe(true);
  });
});

describe("JSON", () => {
  test("keeps every digit, in and out", () => {
    const text =
      '{"a":12345678901234567890,"b":[0.1,1e-400],"c":"12345678901234567890","__proto__":1}';
    const parsed = parseJson(text);
    expect(Object.keys(parsed as object)).toEqual(["a", "b", "c", "__proto__"]);
    expect(formatJson(parsed)).toBe(text);
  });

  test("without long numbers means what JSON.parse says", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(formatJson(parseJson(text))).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  test("long numbers next to any other text do not disturb it", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const wrapped = parseJson(`[ 12345678901234567890 , ${text} ]`) as readonly unknown[];
        expect(JSON.stringify(wrapped[1])).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  test("of a state file becomes values, of any type too", () => {
    const type: TerraformType = ["object", { n: "number", d: "dynamic", m: ["map", "string"] }];
    const { value, misfits } = fromJson(type, {
      n: 1,
      d: { type: ["list", "number"], value: [1] },
      m: { type: "x" },
    });
    expect(misfits).toEqual([]);
    expect(
      isEqual(type, value, { n: 1, d: dynamicValue(["list", "number"], [1]), m: { type: "x" } }),
    ).toBe(true);
  });

  test("of many megabytes is no problem", () => {
    const text = `{"data":${JSON.stringify('e123"\\'.repeat(4_000_000))},"n":12345678901234567890}`;
    const { n } = parseJson(text) as Readonly<Record<string, unknown>>;
    expect(n).toBe(12345678901234567890n);
  });

  test("that is none is refused", () => {
    expect(() => parseJson("{")).toThrow(SyntaxError);
  });
});

describe("bringing a value into the form of a type", () => {
  const type: TerraformType = [
    "object",
    {
      name: "string",
      tags: ["set", "string"],
      size: "number",
      any: "dynamic",
      at: ["tuple", ["bool"]],
    },
  ];

  test("fills in missing members, drops repetitions, composes letters, types what has any type", () => {
    const { value, misfits } = conform(type, { name: "e\u0301", tags: ["a", "a"], any: ["x", 1] });
    expect(misfits).toEqual([]);
    expect(value).toEqual(
      Object.assign(Object.create(null), {
        name: "\u00e9",
        tags: ["a"],
        size: null,
        any: dynamicValue(["tuple", ["string", "number"]], ["x", 1]),
        at: null,
      }),
    );
  });

  test.each([
    [{ name: 1 }, "name must be string, not a number"],
    [{ size: NaN }, "size must be number, not NaN"],
    [{ size: "1" }, "size must be number, not a string"],
    [{ tags: {} }, "tags must be set(string), not an object"],
    [{ at: [true, false] }, "at must be tuple([bool]), not a list of 2"],
    [{ extra: 1 }, "extra is not in the schema"],
    [
      "text",
      " must be object({ name = string, tags = set(string), size = number, any = any, at = tuple([bool]) }), not a string",
    ],
  ])("names what does not fit: %j", (value, expected) => {
    const { misfits } = conform(type, value);
    expect(misfits.map(({ path, message }) => `${formatPath(path)} ${message}`)).toEqual([
      expected,
    ]);
  });

  test("never throws and leaves nothing that does not fit", () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withSparseArray: true }), (value) => {
        expect(conform(type, conform(type, value).value).misfits).toEqual([]);
      }),
    );
  });
});
