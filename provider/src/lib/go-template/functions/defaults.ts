import { fn, variadic, type TemplateFunction } from "../signature";
import { isTrue, type Value } from "../values";

/** sprig's choices between values; "empty" is Go templates' idea of false. */
export const defaultFunctions: Readonly<Record<string, TemplateFunction>> = {
  default: variadic(["any"], "any", (fallback, ...given) =>
    isTrue(given[0]) ? given[0] : fallback,
  ),
  empty: fn(["any"], (value) => !isTrue(value)),
  coalesce: variadic([], "any", (...values) => values.find(isTrue) ?? null),
  all: variadic([], "any", (...values) => values.every(isTrue)),
  any: variadic([], "any", (...values) => values.some(isTrue)),
  ternary: fn(["any", "any", "bool"], (yes: Value, no: Value, condition) => (condition ? yes : no)),
  fail: fn(["string"], (reason): Value => {
    throw new Error(reason);
  }),
  hello: fn([], () => "Hello!"),
};
