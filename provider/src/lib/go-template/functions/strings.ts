import { formatValue } from "../format-value";
import { byteLength, byteSlice, spaceClass, toBytes, runes } from "../go-text";
import { quote } from "../quote";
import { fn, variadic, type TemplateFunction } from "../signature";
import { isNothing, list, map, type GoMap, type Value } from "../values";
import { toText } from "./casts";

/* A template must not fill the memory by a slip such as `repeat 1000000000`. */
const longestText = 64 * 1024 * 1024;

const outerSpace = new RegExp(`^[${spaceClass}]+|[${spaceClass}]+$`, "g");

/** sprig's functions that cut, join, search and quote strings; lengths and positions count bytes. */
export const stringFunctions: Readonly<Record<string, TemplateFunction>> = {
  trim: fn(["string"], (text) => text.replace(outerSpace, "")),
  trimAll: fn(["string", "string"], trimAll),
  trimall: fn(["string", "string"], trimAll),
  trimSuffix: fn(["string", "string"], (suffix, text) =>
    suffix !== "" && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
  ),
  trimPrefix: fn(["string", "string"], (prefix, text) =>
    text.startsWith(prefix) ? text.slice(prefix.length) : text,
  ),
  repeat: fn(["int", "string"], repeat),
  substr: fn(["int", "int", "string"], substring),
  trunc: fn(["int", "string"], truncate),
  abbrev: fn(["int", "string"], (width, text) => (width < 4 ? text : abbreviate(text, 0, width))),
  abbrevboth: fn(["int", "int", "string"], (left, right, text) =>
    right < 4 || (left > 0 && right < 7) ? text : abbreviate(text, left, right),
  ),
  nospace: fn(["string"], withoutSpace),
  contains: fn(["string", "string"], (part, text) => text.includes(part)),
  hasPrefix: fn(["string", "string"], (prefix, text) => text.startsWith(prefix)),
  hasSuffix: fn(["string", "string"], (suffix, text) => text.endsWith(suffix)),
  quote: variadic([], "any", (...values) => quoteAll(values, (value) => quote(toText(value)))),
  squote: variadic([], "any", (...values) =>
    quoteAll(values, (value) => `'${formatValue(value)}'`),
  ),
  cat: variadic([], "any", (...values) => present(values).map(formatValue).join(" ")),
  indent: fn(["int", "string"], indent),
  nindent: fn(["int", "string"], (spaces, text) => `\n${indent(spaces, text)}`),
  replace: fn(["string", "string", "string"], (from, to, text) => replace(text, from, to)),
  plural: fn(["string", "string", "int"], (one, many, count) => (count === 1 ? one : many)),
  split: fn(["string", "string"], (separator, text) => numbered(split(text, separator))),
  splitn: fn(["string", "int", "string"], (separator, count, text) =>
    numbered(splitAtMost(text, separator, count)),
  ),
  splitList: fn(["string", "string"], (separator, text) => list(split(text, separator), "string")),
  wrap: fn(["int", "string"], (width, text) => wrap(text, width, "\n", false)),
  wrapWith: fn(["int", "string", "string"], (width, separator, text) =>
    wrap(text, width, separator === "" ? "\n" : separator, true),
  ),
};

function trimAll(cutset: string, text: string): string {
  const isCut = (character: string | undefined): boolean =>
    character !== undefined && runes(cutset).includes(character);
  const characters = runes(text);
  while (isCut(characters[0])) characters.shift();
  while (isCut(characters.at(-1))) characters.pop();
  return characters.join("");
}

function repeat(count: number, text: string): string {
  if (count < 0) throw new RangeError(`text cannot be repeated ${count} times`);
  requireLength(count * text.length);
  return text.repeat(count);
}

function requireLength(length: number): void {
  if (length > longestText) {
    throw new RangeError(`a text of ${length} characters exceeds the limit of ${longestText}`);
  }
}

/* A negative start counts as 0; an end that is negative or too large stands for the end of the text. */
function substring(start: number, end: number, text: string): string {
  const length = byteLength(text);
  if (start < 0) return byteSlice(text, 0, end);
  return byteSlice(text, start, end < 0 || end > length ? length : end);
}

function truncate(count: number, text: string): string {
  const length = byteLength(text);
  if (count < 0) return length + count > 0 ? byteSlice(text, length + count, length) : text;
  return length > count ? byteSlice(text, 0, count) : text;
}

/**
 * Shortens to `width` bytes with "..." at the end, and at the start too when `offset` lies beyond
 * it.
 */
function abbreviate(text: string, offset: number, width: number): string {
  const length = byteLength(text);
  if (length <= width) return text;
  const start = Math.min(offset, length, length - (width - 3));
  const from = length - Math.min(offset, length) < width - 3 ? start : Math.min(offset, length);
  if (from <= 4) return `${byteSlice(text, 0, width - 3)}...`;
  if (from + width - 3 >= length) return `...${byteSlice(text, length - (width - 3), length)}`;
  return `...${abbreviate(byteSlice(text, from, length), 0, width - 3)}`;
}

/* sprig looks at bytes here, so letters beyond ASCII come out as the bytes they consist of. */
function withoutSpace(text: string): string {
  if (!new RegExp(`[${spaceClass}]`).test(byteCharacters(text))) return text;
  return byteCharacters(text).replace(new RegExp(`[${spaceClass}]`, "g"), "");
}

function byteCharacters(text: string): string {
  return String.fromCharCode(...toBytes(text));
}

function present(values: readonly Value[]): readonly Value[] {
  return values.filter((value) => !isNothing(value));
}

function quoteAll(values: readonly Value[], each: (value: Value) => string): string {
  return present(values).map(each).join(" ");
}

function indent(spaces: number, text: string): string {
  if (spaces < 0) throw new RangeError(`text cannot be indented by ${spaces} spaces`);
  requireLength(spaces * text.split("\n").length);
  const padding = " ".repeat(spaces);
  return padding + text.replaceAll("\n", `\n${padding}`);
}

/* An empty search text stands before each character and at the end. */
function replace(text: string, from: string, to: string): string {
  if (from === "")
    return (
      to +
      runes(text)
        .map((character) => character + to)
        .join("")
    );
  return text.split(from).join(to);
}

function split(text: string, separator: string): string[] {
  return separator === "" ? runes(text) : text.split(separator);
}

function splitAtMost(text: string, separator: string, count: number): string[] {
  const parts = count === 0 ? [] : split(text, separator);
  if (count <= 0 || parts.length <= count) return parts;
  return [...parts.slice(0, count - 1), parts.slice(count - 1).join(separator)];
}

function numbered(parts: readonly string[]): GoMap {
  return map(
    parts.map((part, index) => [`_${index}`, part]),
    "string",
  );
}

/** Breaks a text into lines of `width` bytes at spaces; longer words are cut only if `cutsWords`. */
function wrap(text: string, width: number, separator: string, cutsWords: boolean): string {
  const limit = Math.max(1, width);
  const length = byteLength(text);
  let wrapped = "";
  let at = 0;
  while (length - at > limit) {
    const rest = byteSlice(text, at, length);
    const gap = rest.startsWith(" ") ? 0 : breakPoint(rest, limit, cutsWords);
    if (gap > 0 || !rest.startsWith(" ")) {
      wrapped += byteSlice(rest, 0, Math.abs(gap)) + (at + Math.abs(gap) < length ? separator : "");
    }
    at += gap < 0 ? -gap : gap + 1;
  }
  return at < length ? wrapped + byteSlice(text, at, length) : wrapped;
}

/** Where to break: the position of the space that the break replaces, or minus that of a cut. */
function breakPoint(rest: string, limit: number, cutsWords: boolean): number {
  const bytes = Buffer.from(toBytes(rest));
  const within = bytes.subarray(0, limit + 1).lastIndexOf(" ");
  if (within >= 0) return within;
  if (cutsWords) return -limit;
  const beyond = bytes.indexOf(" ", limit);
  return beyond < 0 ? -bytes.length : beyond;
}
