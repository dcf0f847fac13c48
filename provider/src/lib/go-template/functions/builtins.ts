import { formatAll, formatLine, formatPrinted } from "../format-value";
import { byteLength, isPrintable, toBytes, runes } from "../go-text";
import { checkFormat, printf } from "../printf";
import { fn, variadic, type TemplateFunction } from "../signature";
import { isInteger, isList, isMap, isNothing, kindName, typeName, type Value } from "../values";

/**
 * The functions of Go's text/template itself, but for comparisons (and `slice`, which sprig
 * replaces).
 */
export const builtinFunctions: Readonly<Record<string, TemplateFunction>> = {
  len: fn(["any"], length),
  index: variadic(["any"], "any", index),
  print: variadic([], "any", (...values) => formatAll(values)),
  println: variadic([], "any", (...values) => formatLine(values)),
  printf: {
    ...variadic(["string"], "any", (format, ...values) => printf(format, values)),
    checkLiterals: ([format]) => format !== undefined && checkFormat(format),
  },
  html: variadic([], "any", (...values) => escapeHtml(textOf(values))),
  js: variadic([], "any", (...values) => escapeJavaScript(textOf(values))),
  urlquery: variadic([], "any", (...values) => escapeQuery(textOf(values))),
};

function length(value: Value): Value {
  const count = countOf(value);
  if (count === undefined) throw new TypeError(`a value of type ${typeName(value)} has no length`);
  return { go: "integer", type: "int", value: BigInt(count) };
}

function countOf(value: Value): number | undefined {
  if (typeof value === "string") return byteLength(value);
  if (isList(value)) return value.items.length;
  return isMap(value) ? value.entries.size : undefined;
}

function index(container: Value, ...keys: readonly Value[]): Value {
  if (isNothing(container)) throw new TypeError("nil cannot be indexed");
  return keys.reduce(at, container);
}

function at(container: Value, key: Value): Value {
  if (isMap(container)) {
    if (typeof key !== "string") throw new TypeError(`a key is a string, not ${kindName(key)}`);
    const zero = container.element === "string" ? "" : null;
    return container.entries.has(key) ? container.entries.get(key) : zero;
  }
  if (isList(container)) return container.items[position(key, container.items.length)];
  if (typeof container === "string") {
    const bytes = toBytes(container);
    const byte = bytes[position(key, bytes.length)] ?? 0;
    return { go: "integer", type: "uint8", value: BigInt(byte) };
  }
  throw new TypeError(`a value of type ${typeName(container)} cannot be indexed`);
}

function position(key: Value, size: number): number {
  if (!isInteger(key)) throw new TypeError(`an index is an integer, not ${kindName(key)}`);
  if (key.value < 0n || key.value >= BigInt(size)) {
    throw new RangeError(`the index ${key.value} is out of range, the length is ${size}`);
  }
  return Number(key.value);
}

function textOf(values: readonly Value[]): string {
  return formatAll(values.map((value) => (isNothing(value) ? formatPrinted(value) : value)));
}

const htmlEscapes: Readonly<Record<string, string>> = {
  "\0": "\ufffd",
  '"': "&#34;",
  "'": "&#39;",
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
};

function escapeHtml(text: string): string {
  return text.replace(/[\0"'&<>]/g, (character) => htmlEscapes[character] ?? character);
}

function escapeJavaScript(text: string): string {
  return runes(text).map(escapeForScript).join("");
}

function escapeForScript(character: string): string {
  if ("\\'\"".includes(character)) return `\\${character}`;
  const code = character.codePointAt(0) ?? 0;
  const isSafe = code < 0x80 ? code >= 0x20 && !"<>&=".includes(character) : isPrintable(character);
  return isSafe ? character : `\\u${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

function escapeQuery(text: string): string {
  return [...toBytes(text)].map(escapeQueryByte).join("");
}

function escapeQueryByte(byte: number): string {
  const character = String.fromCharCode(byte);
  if (/[A-Za-z0-9\-_.~]/.test(character)) return character;
  return character === " " ? "+" : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}
