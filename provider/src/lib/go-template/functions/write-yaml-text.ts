import { isUnicode, runes } from "../go-text";
import { resolvesToText } from "./yaml-resolve";

/**
 * Where a text is written: how far its further lines are indented, and what stands before it on
 * its line.
 */
export interface TextPlace {
  readonly indent: number;
  readonly column: number;
  /** Keys stay on one line. */
  readonly isKey: boolean;
}

/* Go's library folds behind the first word that goes beyond this column. */
const foldColumn = 80;

/**
 * A text as a YAML scalar without its line feed: plain where that reads back as text, else quoted
 * or a block.
 */
export function writeScalarText(text: string, place: TextPlace): string {
  if (!isUnicode(text)) throw new TypeError("YAML cannot hold text that is not valid UTF-8");
  const shape = analyze(text);
  if (text.includes("\n")) {
    return shape.allowsBlock ? block(text, place) : doubleQuoted(text, place);
  }
  if (!resolvesToText(text) || !shape.allowsSingleQuotes) return doubleQuoted(text, place);
  if (shape.allowsPlain) return folded(text, place, 0);
  return `'${folded(text.replaceAll("'", "''"), { ...place, column: place.column + 1 }, 1)}'`;
}

interface Shape {
  readonly allowsPlain: boolean;
  readonly allowsSingleQuotes: boolean;
  readonly allowsBlock: boolean;
}

function analyze(text: string): Shape {
  const isSpecial = /[^\n\x20-\x7e\u00a0-\ufefe\uff00-\ufffd]/u.test(text) || text.includes(" \n");
  const hasOuterSpace = /^[ \n]|[ \n]$/.test(text);
  const hasIndicator =
    /^(?:[#,[\]{}&*!|>'"%@`]|---|\.\.\.|[-?:](?:[ \n\t]|$))|:(?:[ \n\t]|$)|[ \n\t]#/.test(text);
  return {
    allowsPlain: !isSpecial && !hasOuterSpace && !hasIndicator,
    allowsSingleQuotes: !isSpecial,
    allowsBlock: !isSpecial && !text.endsWith(" "),
  };
}

function block(text: string, { indent }: TextPlace): string {
  const margin = " ".repeat(indent);
  const hint = /^[ \n]/.test(text) ? "2" : "";
  const keep = /(?:^|\n)\n$/.test(text) ? "+" : "";
  const chomp = text.endsWith("\n") ? keep : "-";
  const lines = text.replace(/\n$/, "").split("\n");
  return `|${hint}${chomp}\n${lines.map((line) => (line === "" ? "" : margin + line)).join("\n")}`;
}

/**
 * Breaks a text at single spaces once a line is full; `edge` keeps that many characters at both
 * ends together.
 */
function folded(text: string, place: TextPlace, edge: number): string {
  if (place.isKey) return text;
  let { column } = place;
  let result = "";
  const characters = runes(text);
  characters.forEach((character, at) => {
    const isSingle = character === " " && characters[at - 1] !== " " && characters[at + 1] !== " ";
    const isInside = at >= edge && at < characters.length - edge;
    const breaks = isSingle && isInside && column > foldColumn;
    result += breaks ? `\n${" ".repeat(place.indent)}` : character;
    column = breaks ? place.indent : column + 1;
  });
  return result;
}

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ["\0", "\\0"],
  ["\x07", "\\a"],
  ["\b", "\\b"],
  ["\t", "\\t"],
  ["\n", "\\n"],
  ["\v", "\\v"],
  ["\f", "\\f"],
  ["\r", "\\r"],
  ["\x1b", "\\e"],
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\u0085", "\\N"],
]);

function doubleQuoted(text: string, place: TextPlace): string {
  let column = place.column + 1;
  let result = "";
  const characters = runes(text);
  characters.forEach((character, at) => {
    const isSpaceToBreak = character === " " && at > 0 && at < characters.length - 1;
    const breaks =
      !place.isKey && isSpaceToBreak && characters[at - 1] !== " " && column > foldColumn;
    const written = breaks
      ? `\n${" ".repeat(place.indent)}${characters[at + 1] === " " ? "\\" : ""}`
      : escaped(character);
    result += written;
    column = breaks ? written.length - 1 : column + written.length;
  });
  return `"${result}"`;
}

function escaped(character: string): string {
  const short = shortEscapes.get(character);
  if (short !== undefined) return short;
  const code = character.codePointAt(0) ?? 0;
  const isPlain =
    (code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code <= 0xfffd && code !== 0xfeff);
  if (isPlain) return character;
  if (code <= 0xff) return `\\x${hex(code, 2)}`;
  return code <= 0xffff ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).toUpperCase().padStart(digits, "0");
}
