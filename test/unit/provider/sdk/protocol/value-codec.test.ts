import { decode as decodeByLibrary, encode as encodeByLibrary, ExtData } from "@msgpack/msgpack";
import * as fc from "fast-check";
import { decodeValue } from "../../../../../provider/sdk/protocol/decode-value";
import { encodeValue } from "../../../../../provider/sdk/protocol/encode-value";
import type { TerraformType } from "../../../../../provider/sdk/values/terraform-type";
import {
  decimal,
  dynamicValue,
  terraformObject,
  type TerraformValue,
} from "../../../../../provider/sdk/values/terraform-value";
import { isUnknown, UNKNOWN } from "../../../../../provider/sdk/values/unknown";
import { typedValue } from "./value-generators";

const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);

describe("round trip", () => {
  it("brings back any value of any type", () => {
    fc.assert(
      fc.property(typedValue, ({ type, value }) => {
        expect(decodeValue(type, encodeValue(type, value))).toEqual(value);
      }),
      { numRuns: 500 },
    );
  });

  it("is understood by an independent MessagePack library, structure by structure", () => {
    const type: TerraformType = [
      "object",
      { list: ["list", "number"], map: ["map", "bool"], text: "string", none: "string" },
    ];
    const value = terraformObject([
      ["list", [1, -1, 127, 128, -32, -33, 255, 256, 65535, 65536, -32769, 2 ** 40, -(2 ** 40)]],
      ["map", terraformObject([["ä", true]])],
      ["text", "x".repeat(70_000)],
    ]);
    expect(decodeByLibrary(encodeValue(type, value))).toEqual({
      list: [1, -1, 127, 128, -32, -33, 255, 256, 65535, 65536, -32769, 2 ** 40, -(2 ** 40)],
      map: { ä: true },
      text: "x".repeat(70_000),
      none: null,
    });
  });

  it("reads what an independent MessagePack library writes", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.maxSafeInteger(), (texts, number) => {
        const encoded = encodeByLibrary({ texts, number });
        const decoded = decodeValue(
          ["object", { texts: ["list", "string"], number: "number" }],
          encoded,
        );
        expect({ ...(decoded as object) }).toEqual({ texts, number });
      }),
    );
  });

  it("carries a value of 70 MB", () => {
    const text = "x".repeat(70_000_000);
    expect(decodeValue("string", encodeValue("string", text)) === text).toBe(true);
  });
});

describe("why this is no library: what @msgpack/msgpack does with the same bytes", () => {
  it("rounds integers above 2^53", () => {
    const encoded = encodeValue("number", 9_007_199_254_740_993n);
    expect(decodeByLibrary(encoded)).not.toBe(9_007_199_254_740_993n);
    expect(decodeValue("number", encoded)).toBe(9_007_199_254_740_993n);
  });

  it("throws on a map key that users may choose", () => {
    const encoded = encodeValue(["map", "string"], terraformObject([["__proto__", "mine"]]));
    expect(() => decodeByLibrary(encoded)).toThrow(/__proto__/);
    const decoded = decodeValue(["map", "string"], encoded);
    expect(Object.entries(decoded as object)).toEqual([["__proto__", "mine"]]);
  });

  it("knows nothing of unknown values and their refinements", () => {
    expect(decodeByLibrary(bytes(0xd4, 0, 0))).toBeInstanceOf(ExtData);
    expect(decodeValue("string", bytes(0xd4, 0, 0))).toBe(UNKNOWN);
  });
});

describe("unknown values", () => {
  it("are written in the form without refinements", () => {
    expect([...encodeValue("string", UNKNOWN)]).toEqual([0xd4, 0, 0]);
    expect([...encodeValue(["list", "string"], UNKNOWN)]).toEqual([0xd4, 0, 0]);
  });

  it.each([
    ["one byte", [0xd4, 0, 0]],
    ["of a foreign code", [0xd5, 99, 1, 2]],
    ["of sixteen bytes", [0xd8, 12, ...Array<number>(16).fill(0)]],
    ["with refinements: not null", [0xc7, 3, 12, 0x81, 0x01, 0xc2]],
    ["with refinements: a string prefix", [0xc7, 5, 12, 0x81, 0x02, 0xa2, 0x61, 0x62]],
    ["with a 16 bit length", [0xc8, 0, 2, 12, 0x80, 0x80]],
    ["with a 32 bit length", [0xc9, 0, 0, 0, 1, 12, 0x80]],
  ])("are read in the form %s, and reading goes on behind them", (_form, form) => {
    const list = decodeValue(["list", "string"], bytes(0x92, ...form, 0xa1, 0x7a));
    expect(list).toEqual([UNKNOWN, "z"]);
  });

  it("may stand for a whole object", () => {
    expect(isUnknown(decodeValue(["object", { a: "string" }], bytes(0xd4, 0, 0)))).toBe(true);
  });
});

describe("numbers", () => {
  it.each<[string, TerraformValue, TerraformValue]>([
    ["decimal text of a fraction", 0.1, "0.1"],
    ["decimal text of a large whole number", 10n ** 23n, "100000000000000000000000"],
    ["an integer up to 2^64 - 1", 2 ** 32, 2 ** 32],
    ["the text of a decimal", decimal("0.12345678901234567890"), "0.12345678901234567890"],
    ["zero for minus zero", -0, 0],
  ])("travel as %s", (_form, value, wire) => {
    expect(decodeByLibrary(encodeValue("number", value))).toEqual(wire);
  });

  it.each<[string, Uint8Array, TerraformValue]>([
    ["text of a fraction that a double holds", encodeByLibrary("0.1"), 0.1],
    ["text in exponent form", encodeByLibrary("1e23"), 10n ** 23n],
    [
      "text of a long fraction",
      encodeByLibrary("0.10000000000000000001"),
      decimal("0.10000000000000000001"),
    ],
    ["text of a small whole number", encodeByLibrary("-42.0"), -42],
    ["a whole double above 2^53", encodeByLibrary(2 ** 70), 2n ** 70n],
    ["a single precision float", bytes(0xca, 0x3f, 0, 0, 0), 0.5],
    [
      "the largest unsigned integer",
      encodeByLibrary(2n ** 64n - 1n, { useBigInt64: true }),
      2n ** 64n - 1n,
    ],
    [
      "the smallest signed integer",
      encodeByLibrary(-(2n ** 63n), { useBigInt64: true }),
      -(2n ** 63n),
    ],
    ["an enormous whole number", encodeByLibrary("1e4000"), decimal("1e4000")],
  ])("are read from %s", (_form, encoded, value) => {
    expect(decodeValue("number", encoded)).toEqual(value);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])("cannot be %s", (value) => {
    expect(() => encodeValue("number", value)).toThrow("number is required");
  });

  it("refuse text that is no number", () => {
    expect(() => decodeValue("number", encodeByLibrary("many"))).toThrow('"many" is not a decimal');
    expect(() => decodeValue("number", encodeByLibrary("."))).toThrow("is not a decimal");
  });
});

describe("dynamic values", () => {
  it("bring their type along", () => {
    const value = dynamicValue(["list", "number"], [1, 2n ** 60n]);
    expect(decodeValue("dynamic", encodeValue("dynamic", value))).toEqual(value);
  });

  it("are null or unknown as a whole without a type", () => {
    expect(decodeValue("dynamic", encodeValue("dynamic", null))).toBeNull();
    expect(decodeValue("dynamic", encodeValue("dynamic", UNKNOWN))).toBe(UNKNOWN);
  });

  it("refuse a value without a type, rather than guess one", () => {
    expect(() => encodeValue("dynamic", "bare")).toThrow("any is required, not a string");
  });
});

describe("objects", () => {
  const type: TerraformType = ["object", { a: "string", b: "number" }];

  it("are written with exactly the attributes of their type", () => {
    const encoded = encodeValue(type, terraformObject([["a", "x"]]));
    expect(decodeByLibrary(encoded)).toEqual({ a: "x", b: null });
  });

  it("refuse an attribute that the type lacks", () => {
    const value = terraformObject([["c", "x"]]);
    expect(() => encodeValue(type, value)).toThrow("c: the schema has no such attribute");
    expect(() => decodeValue(type, encodeByLibrary({ a: "", b: 1, c: 2 }))).toThrow(
      "c: the schema has no such attribute",
    );
  });

  it("refuse to come with an attribute missing", () => {
    expect(() => decodeValue(type, encodeByLibrary({ a: "" }))).toThrow(
      "b: the attribute is missing",
    );
  });
});

describe("mismatches", () => {
  const type: TerraformType = [
    "object",
    {
      hosts: ["map", ["object", { ports: ["list", "number"], pair: ["tuple", ["bool", "bool"]] }]],
    },
  ];

  it.each<[string, TerraformValue, string]>([
    ["a leaf", [22, "ssh"], 'hosts["web"].ports[1]: number is required, not a string'],
    ["a container", "22", 'hosts["web"].ports: list(number) is required, not a string'],
    [
      "an object",
      terraformObject([]),
      'hosts["web"].ports: list(number) is required, not an object',
    ],
  ])("name the way to %s", (_what, ports, message) => {
    const host = terraformObject([["ports", ports]]);
    const value = terraformObject([["hosts", terraformObject([["web", host]])]]);
    expect(() => encodeValue(type, value)).toThrow(message);
  });

  it("are found in a tuple of another length, both ways", () => {
    expect(() => encodeValue(["tuple", ["bool"]], [true, false])).toThrow(
      "1 elements are required",
    );
    expect(() => decodeValue(["tuple", ["bool"]], encodeByLibrary([]))).toThrow("not 0");
  });

  it.each<[string, TerraformType, unknown]>([
    ["text for a bool", "bool", "true"],
    ["a bool for a number", "number", true],
    ["a list for a map", ["map", "string"], ["a"]],
    ["a map for a list", ["list", "string"], { a: "b" }],
    ["text for dynamic", "dynamic", 5],
  ])("are found when Terraform sends %s", (_what, wanted, sent) => {
    expect(() => decodeValue(wanted, encodeByLibrary(sent))).toThrow("is required, not");
  });

  it("never print the value", () => {
    expect(() => encodeValue("number", "s3cret")).toThrow(/^number is required, not a string$/);
  });
});

describe("broken bytes", () => {
  it.each([
    ["that end early", bytes(0xa5, 0x61)],
    ["that go on behind the value", bytes(0xa1, 0x61, 0xc0)],
    ["with an undefined code", bytes(0xc1)],
    ["that are missing", bytes()],
  ])("%s are refused", (_what, broken) => {
    expect(() => decodeValue("string", broken)).toThrow(RangeError);
  });

  it("never make the reader hang or crash", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (noise) => {
        try {
          decodeValue(["list", "dynamic"], noise);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(Error);
        }
      }),
    );
  });

  it.each(['"text"', "[]", '["list"]', '["object",[]]', '["tuple","string"]', "{", "null"])(
    "refuse a dynamic value of the type %s",
    (type) => {
      const head = bytes(0x92, 0xc4, type.length);
      const value = Buffer.concat([head, Buffer.from(type), bytes(0x90)]);
      expect(() => decodeValue("dynamic", value)).toThrow("the type that it brings is none");
    },
  );

  it("refuse a key that is no string", () => {
    expect(() => decodeValue(["map", "string"], bytes(0x81, 1, 0xc0))).toThrow("not a string");
  });
});
