import { isPrintable, runes } from "./go-text";

/** How a string is quoted: with escapes for all but ASCII, or in backquotes where that is possible. */
export interface QuoteOptions {
  readonly ascii?: boolean;
  readonly raw?: boolean;
}

/** Go's strconv.Quote: double quotes, with escapes for what cannot be printed. */
export function quote(text: string, options: QuoteOptions = {}): string {
  if (options.raw === true && canBackquote(text)) return `\`${text}\``;
  return `"${runes(text)
    .map((character) => escape(character, '"', options.ascii ?? false))
    .join("")}"`;
}

/** Go's strconv.QuoteRune: a character in single quotes. */
export function quoteCharacter(character: string, ascii: boolean): string {
  return `'${escape(character, "'", ascii)}'`;
}

function canBackquote(text: string): boolean {
  return runes(text).every((character) => {
    const code = character.codePointAt(0) ?? 0;
    const isControl = (code < 32 && code !== 9) || code === 0x60 || code === 0x7f;
    const isBroken = code === 0xfeff || (code >= 0xd800 && code <= 0xdfff);
    return !isControl && !isBroken;
  });
}

const named: ReadonlyMap<string, string> = new Map([
  ["\x07", "\\a"],
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["\v", "\\v"],
  ["\\", "\\\\"],
]);

function escape(character: string, quoteMark: string, ascii: boolean): string {
  const code = character.codePointAt(0) ?? 0;
  if (character === quoteMark) return `\\${character}`;
  const name = named.get(character);
  if (name !== undefined) return name;
  if (isPrintable(character) && !(ascii && code > 0x7e)) return character;
  if (code < 32 || code === 0x7f) return `\\x${hex(code, 2)}`;
  if (code >= 0xdc80 && code <= 0xdcff) return `\\x${hex(code - 0xdc00, 2)}`;
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}
