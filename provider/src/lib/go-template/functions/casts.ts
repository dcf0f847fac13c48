import { formatValue } from "../format-value";
import { parseFloatLiteral, parseInteger } from "../literals";
import { isInteger, isList, isNothing, isObject, type Value } from "../values";

/** sprig's idea of an integer: strings are parsed with their prefix, floats cut, anything odd is 0. */
export function toInt64(value: Value): bigint {
  if (isInteger(value)) return BigInt.asIntN(64, value.value);
  if (typeof value === "number") return cutFloat(value);
  if (typeof value === "boolean") return value ? 1n : 0n;
  return typeof value === "string" ? parseInt64(value) : 0n;
}

/* On amd64 a float beyond the range becomes the smallest integer. */
function cutFloat(value: number): bigint {
  const smallest = -(2n ** 63n);
  const isInRange = value >= -(2 ** 63) && value < 2 ** 63;
  return isInRange ? BigInt(Math.trunc(value)) : smallest;
}

function parseInt64(text: string): bigint {
  const parsed = parseInteger(text.replace(/\.0+$/, ""));
  return parsed === undefined || parsed !== BigInt.asIntN(64, parsed) ? 0n : parsed;
}

/** sprig's idea of a float: strings are parsed, anything odd is 0. */
export function toFloat64(value: Value): number {
  if (isInteger(value)) return Number(value.value);
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "string") return parseFloat64(value);
  return typeof value === "number" ? value : 0;
}

function parseFloat64(text: string): number {
  const word = /^([-+]?)(?:(inf(?:inity)?)|nan)$/i.exec(text);
  if (word === null) return parseFloatLiteral(text) ?? 0;
  if (word[2] !== undefined) return word[1] === "-" ? -Infinity : Infinity;
  return word[1] === "" ? NaN : 0;
}

/** sprig's idea of a string: what `%v` prints. */
export function toText(value: Value): string {
  if (typeof value === "string") return value;
  return isObject(value) ? value.text : formatValue(value);
}

/**
 * sprig's idea of a list of strings: the elements as text without nils, a lone value as a list of
 * one.
 */
export function toTexts(value: Value): string[] {
  if (isNothing(value)) return [];
  if (!isList(value)) return [toText(value)];
  return value.items.filter((item) => !isNothing(item)).map(toText);
}
