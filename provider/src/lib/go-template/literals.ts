import { fromBytes, toBytes, runes } from "./go-text";
import type { NumberLiteral } from "./nodes";
import { int } from "./values";

/**
 * The text a quoted or raw Go string stands for, quotes included in the source; throws a
 * SyntaxError.
 */
export function unquote(source: string): string {
  const body = source.slice(1, -1);
  if (source.startsWith("`")) return body.replaceAll("\r", "");
  return unescape(body, '"');
}

/** The code point of a Go character constant such as `'a'` or `'\n'`; throws a SyntaxError. */
export function unquoteCharacter(source: string): number {
  const body = source.slice(1, -1);
  const characters = runes(body);
  if (characters.length === 1 && body !== "'") return body.codePointAt(0) ?? 0;
  const escape = new RegExp(`^${escapes.source}$`).exec(body);
  if (escape === null) throw new SyntaxError(`${source} is not a character constant`);
  return codeOfEscape(body, "'").code;
}

const escapes = /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[0-7]{3}|[\s\S])/;

const simpleEscapes: ReadonlyMap<string, number> = new Map([
  ["a", 7],
  ["b", 8],
  ["f", 12],
  ["n", 10],
  ["r", 13],
  ["t", 9],
  ["v", 11],
  ["\\", 92],
]);

function unescape(body: string, quote: string): string {
  if (!body.includes("\\")) return body;
  const chunks: Uint8Array[] = [];
  for (const piece of body.split(new RegExp(`(${escapes.source})`))) {
    if (!piece.startsWith("\\")) chunks.push(toBytes(piece));
    else chunks.push(bytesOfEscape(piece, quote));
  }
  return fromBytes(Buffer.concat(chunks));
}

function bytesOfEscape(escape: string, quote: string): Uint8Array {
  const { code, isByte } = codeOfEscape(escape, quote);
  return isByte ? Uint8Array.of(code) : Buffer.from(String.fromCodePoint(code));
}

function codeOfEscape(escape: string, quote: string): { code: number; isByte: boolean } {
  const body = escape.slice(1);
  const simple = body === quote ? quote.charCodeAt(0) : simpleEscapes.get(body);
  if (simple !== undefined) return { code: simple, isByte: false };
  const code = /^[xuU]./.test(body) ? parseInt(body.slice(1), 16) : parseInt(body, 8);
  const isByte = !/^[uU]/.test(body);
  const isInvalid = isByte
    ? !/^(?:x..|[0-3]..)$/.test(body)
    : body.length < 5 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff);
  if (isInvalid) throw new SyntaxError(`${escape} is not an escape sequence of a string`);
  return { code, isByte };
}

/** Reads a Go number; throws a SyntaxError when it is malformed or does not fit in 64 bits. */
export function parseNumber(text: string): NumberLiteral {
  const integer = parseInteger(text);
  if (integer !== undefined) {
    const fits = integer === BigInt.asIntN(64, integer);
    const ideal = fits ? int(integer) : undefined;
    return { text, integer: fits ? integer : undefined, float: Number(integer), ideal };
  }
  const float = parseFloatLiteral(text);
  if (float === undefined) throw new SyntaxError(`${text} is not a number`);
  if (!/[.eEpP]/.test(text)) throw new SyntaxError(`the integer ${text} is too large`);
  return { text, integer: wholeNumber(float), float, ideal: float };
}

/** The number literal of a character constant. */
export function characterNumber(text: string): NumberLiteral {
  const code = unquoteCharacter(text);
  return { text, integer: BigInt(code), float: code, ideal: int(code) };
}

const prefixes: readonly (readonly [RegExp, string])[] = [
  [/^0[xX](?=[\da-fA-F_]+$)/, "0x"],
  [/^0[bB](?=[01_]+$)/, "0b"],
  [/^0[oO]?(?=[0-7_]+$)/, "0o"],
  [/^(?=(?:[1-9][\d_]*|0)$)/, ""],
];

/**
 * Go's strconv.ParseInt and ParseUint with base 0: signs, prefixes, underscores between digits.
 * Undefined when the text is no integer or fits neither int64 nor uint64.
 */
export function parseInteger(text: string): bigint | undefined {
  const [, sign = "", digits = ""] = /^([-+]?)(.*)$/s.exec(text) ?? [];
  const rule = prefixes.find(([pattern]) => pattern.test(digits));
  if (rule === undefined || !hasGoodUnderscores(digits)) return undefined;
  const magnitude = BigInt(rule[1] + digits.replace(rule[0], "").replaceAll("_", ""));
  const value = sign === "-" ? -magnitude : magnitude;
  const isInRange = value >= -(2n ** 63n) && value < (sign === "" ? 2n ** 64n : 2n ** 63n);
  return isInRange ? value : undefined;
}

/* Underscores separate digits, or the base prefix from the digits. */
function hasGoodUnderscores(digits: string): boolean {
  return !/__|_$|^_/.test(digits);
}

/**
 * Go's strconv.ParseFloat without its words for infinity; undefined when the text is no such
 * number.
 */
export function parseFloatLiteral(text: string): number | undefined {
  if (/(?<![\da-fA-FxX])_|_(?![\da-fA-F])/.test(text)) return undefined;
  const plain = text.replaceAll("_", "");
  const isDecimal = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(plain);
  const value = isDecimal ? Number(plain) : parseHexFloat(plain);
  return value === undefined || Math.abs(value) === Infinity ? undefined : value;
}

function parseHexFloat(text: string): number | undefined {
  const parts = /^([-+]?)0[xX]([\da-fA-F]*)(?:\.([\da-fA-F]*))?[pP]([-+]?\d+)$/.exec(text);
  if (parts === null) return undefined;
  const [, sign, whole = "", fraction = "", exponent] = parts;
  if (whole + fraction === "") return undefined;
  const magnitude =
    Number(BigInt(`0x${whole}${fraction}`)) * 2 ** (Number(exponent) - 4 * fraction.length);
  return sign === "-" ? -magnitude : magnitude;
}

function wholeNumber(float: number): bigint | undefined {
  const isWhole = Number.isInteger(float) && float >= -(2 ** 63) && float < 2 ** 63;
  return isWhole ? BigInt(float) : undefined;
}
