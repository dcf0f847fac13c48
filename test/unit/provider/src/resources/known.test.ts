import { UNKNOWN } from "../../../../../provider/sdk";
import { mapKnown, whenKnown } from "../../../../../provider/src/resources/known";

describe("a planned value", () => {
  it.each([[null], ["text"], [0], [[]], [{ a: [{ b: null }] }]])("is known: %j", (value) => {
    expect(whenKnown<unknown>(value)).toBe(value);
    expect(mapKnown<unknown, string>(value, () => "mapped")).toBe("mapped");
  });

  it.each([[UNKNOWN], [[UNKNOWN]], [{ a: [{ b: UNKNOWN }] }]])(
    "is not known to its depth",
    (value) => {
      expect(whenKnown<unknown>(value)).toBeUndefined();
      expect(mapKnown<unknown, string>(value, () => "mapped")).toBeUndefined();
    },
  );
});
