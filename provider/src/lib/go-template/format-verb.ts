import { formatFloat, formatShortest } from "./format-float";
import { toBytes, runes } from "./go-text";
import { quote, quoteCharacter } from "./quote";
import { sortedEntries } from "./sorted-entries";
import { isList, isMap, isNothing, isObject, typeName, type GoInteger, type Value } from "./values";

/** A directive of printf: its letter, flags, and the numbers given for width and precision. */
export interface Verb {
  readonly letter: string;
  readonly flags: string;
  readonly width?: number | undefined;
  readonly precision?: number | undefined;
}

/** `%v` without flags. */
export const plainVerb: Verb = { letter: "v", flags: "" };

/** Formats one value the way Go's printf does; a verb that does not fit becomes `%!d(string=x)`. */
export function formatVerb(value: Value, verb: Verb): string {
  if (isNothing(value))
    return "vT".includes(verb.letter) ? pad("<nil>", verb) : mismatch(value, verb);
  if (verb.letter === "T") return formatText(typeName(value), { ...verb, letter: "s" });
  return formatSomething(value, verb);
}

function formatSomething(value: NonNullable<Value>, verb: Verb): string {
  if (typeof value === "string") return formatText(value, verb);
  if (typeof value === "boolean") return formatBoolean(value, verb);
  if (typeof value === "number") return formatNumber(value, verb);
  if (isList(value)) return `[${value.items.map((item) => formatInner(item, verb)).join(" ")}]`;
  if (isMap(value)) {
    const entries = sortedEntries(value).map(
      ([key, item]) => `${formatText(key, verb)}:${formatInner(item, verb)}`,
    );
    return `map[${entries.join(" ")}]`;
  }
  if (isObject(value)) return formatObject(value.text, value.type, verb);
  return formatInteger(value, verb);
}

function formatInner(value: Value, verb: Verb): string {
  return isNothing(value) ? "<nil>" : formatSomething(value, verb);
}

function mismatch(value: Value, verb: Verb): string {
  const shown = isNothing(value)
    ? "<nil>"
    : `${typeName(value)}=${formatVerb(value, { ...verb, letter: "v" })}`;
  return `%!${verb.letter}(${shown})`;
}

function formatObject(text: string, type: string, verb: Verb): string {
  if ("vsxXq".includes(verb.letter)) return formatText(text, verb);
  throw new TypeError(`%${verb.letter} of a ${type} is not supported; use %s`);
}

function formatText(text: string, verb: Verb): string {
  const start = verb.precision === undefined ? text : runes(text).slice(0, verb.precision).join("");
  switch (verb.letter) {
    case "v":
    case "s":
      return pad(start, verb);
    case "q":
      return pad(quote(start, { ascii: has(verb, "+"), raw: has(verb, "#") }), verb);
    case "x":
    case "X":
      return pad(hexadecimal(text, verb), verb);
    default:
      return mismatch(text, verb);
  }
}

function hexadecimal(text: string, verb: Verb): string {
  const bytes = [...toBytes(text)].slice(0, verb.precision);
  const pairs = bytes.map((byte) => byte.toString(16).padStart(2, "0"));
  const prefix = has(verb, "#") && pairs.length > 0 ? "0x" : "";
  const joined = has(verb, " ")
    ? pairs.map((pair) => prefix + pair).join(" ")
    : prefix + pairs.join("");
  return verb.letter === "X" ? joined.toUpperCase() : joined;
}

function formatBoolean(value: boolean, verb: Verb): string {
  return "vt".includes(verb.letter) ? pad(String(value), verb) : mismatch(value, verb);
}

function formatNumber(value: number, verb: Verb): string {
  if ("bxX".includes(verb.letter)) {
    throw new TypeError(`%${verb.letter} of a float64 is not supported; use %v, %f, %e or %g`);
  }
  if (!"veEfFgG".includes(verb.letter)) return mismatch(value, verb);
  const text = unsignedFloat(Math.abs(value), verb);
  const isNegative = value < 0 || Object.is(value, -0);
  const isFinite = Number.isFinite(value);
  return padSigned(isNegative, text, {
    ...verb,
    flags: isFinite ? verb.flags : verb.flags.replace("0", ""),
  });
}

function unsignedFloat(magnitude: number, verb: Verb): string {
  const isShortest = verb.precision === undefined && "vgG".includes(verb.letter);
  if (isShortest) {
    const text = formatShortest(magnitude).replace("+Inf", "Inf");
    return verb.letter === "G" ? text.replace("e", "E") : text;
  }
  const letter = verb.letter === "v" ? "g" : verb.letter;
  return formatFloat(magnitude, letter, verb.precision ?? 6).replace("+Inf", "Inf");
}

function formatInteger(integer: GoInteger, verb: Verb): string {
  const code = Number(integer.value);
  switch (verb.letter) {
    case "c":
      return pad(characterOf(code), verb);
    case "q":
      return pad(quoteCharacter(characterOf(code), has(verb, "+")), verb);
    case "U":
      return pad(unicodeNotation(integer.value), {
        ...verb,
        flags: verb.flags.replaceAll("0", ""),
      });
    default: {
      const radix = radixes[verb.letter];
      return radix === undefined ? mismatch(integer, verb) : formatRadix(integer, verb, radix);
    }
  }
}

const radixes: Readonly<Record<string, { base: number; prefix: string } | undefined>> = {
  v: { base: 10, prefix: "" },
  d: { base: 10, prefix: "" },
  b: { base: 2, prefix: "0b" },
  o: { base: 8, prefix: "0" },
  O: { base: 8, prefix: "0o" },
  x: { base: 16, prefix: "0x" },
  X: { base: 16, prefix: "0X" },
};

function unicodeNotation(code: bigint): string {
  return `U+${BigInt.asUintN(64, code).toString(16).toUpperCase().padStart(4, "0")}`;
}

function characterOf(code: number): string {
  const isCharacter = code >= 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : "\ufffd";
}

function formatRadix(
  { value }: GoInteger,
  verb: Verb,
  radix: { readonly base: number; readonly prefix: string },
): string {
  const magnitude = value < 0n ? -value : value;
  if (verb.precision === 0 && value === 0n) return " ".repeat(verb.width ?? 0);
  const lower = magnitude.toString(radix.base).padStart(verb.precision ?? 0, "0");
  const digits = verb.letter === "X" ? lower.toUpperCase() : lower;
  const hasPrefix = verb.letter === "O" || has(verb, "#");
  const hasLeadingZero = radix.prefix === "0" && digits.startsWith("0");
  const prefix = hasPrefix && !hasLeadingZero ? radix.prefix : "";
  const isPrecise = verb.precision !== undefined;
  return padSigned(
    value < 0n,
    prefix + digits,
    {
      ...verb,
      flags: isPrecise ? verb.flags.replace("0", "") : verb.flags,
    },
    prefix.length,
  );
}

/**
 * Puts a sign before a number and fills it up, with zeros behind sign and prefix under the flag
 * `0`.
 */
function padSigned(isNegative: boolean, text: string, verb: Verb, prefixLength = 0): string {
  const plus = has(verb, "+") ? "+" : has(verb, " ") ? " " : "";
  const sign = isNegative ? "-" : plus;
  if (!has(verb, "0") || has(verb, "-") || verb.width === undefined) return pad(sign + text, verb);
  const digits = text.slice(prefixLength);
  const zeros = prefixLength > 0 ? verb.width - sign.length : verb.width - sign.length;
  return sign + text.slice(0, prefixLength) + digits.padStart(zeros, "0");
}

function pad(text: string, verb: Verb): string {
  const missing = (verb.width ?? 0) - runes(text).length;
  if (missing <= 0) return text;
  if (has(verb, "-")) return text + " ".repeat(missing);
  return (has(verb, "0") ? "0" : " ").repeat(missing) + text;
}

function has(verb: Verb, flag: string): boolean {
  return verb.flags.includes(flag);
}
