import { formatValue } from "../format-value";
import { fn, type TemplateFunction } from "../signature";
import { int, int64, list, type Value } from "../values";
import { toFloat64, toInt64, toText, toTexts } from "./casts";

/** sprig's conversions between numbers and strings. */
export const conversionFunctions: Readonly<Record<string, TemplateFunction>> = {
  atoi: fn(["string"], (text) => int(parseDecimal(text))),
  int: fn(["any"], (value) => int(toInt64(value))),
  int64: fn(["any"], (value) => int64(toInt64(value))),
  float64: fn(["any"], toFloat64),
  toString: fn(["any"], toText),
  toStrings: fn(["any"], (value) => list(toTexts(value), "string")),
  toDecimal: fn(["any"], (value) => int64(parseOctal(value))),
};

/* Go answers the nearest limit together with the range error that sprig ignores. */
function parseDecimal(text: string): bigint {
  if (!/^[-+]?\d+$/.test(text)) return 0n;
  const value = BigInt(text.replace(/^\+/, ""));
  const [low, high] = [-(2n ** 63n), 2n ** 63n - 1n];
  return value < low ? low : value > high ? high : value;
}

function parseOctal(value: Value): bigint {
  const [, sign, digits] = /^([-+]?)([0-7]+)$/.exec(formatValue(value)) ?? [];
  if (digits === undefined) return 0n;
  const magnitude = BigInt(`0o${digits}`);
  const parsed = sign === "-" ? -magnitude : magnitude;
  return parsed === BigInt.asIntN(64, parsed) ? parsed : 0n;
}
