/*
 * Go strings are bytes, most of the time UTF-8. Here they are JavaScript strings in which a byte
 * that is no part of valid UTF-8 stands as the lone surrogate U+DC00 + byte (as in Python's
 * surrogateescape).
 */

const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const loneSurrogate = /\p{Surrogate}/u;

/** The bytes of a Go string. */
export function toBytes(text: string): Uint8Array {
  if (!loneSurrogate.test(text)) return Buffer.from(text, "utf8");
  return Buffer.concat(runes(text).map(bytesOfCharacter));
}

function bytesOfCharacter(character: string): Uint8Array {
  const code = character.charCodeAt(0);
  return isEscapedByte(character) ? Uint8Array.of(code - 0xdc00) : Buffer.from(character, "utf8");
}

function isEscapedByte(character: string): boolean {
  const code = character.charCodeAt(0);
  return character.length === 1 && code >= 0xdc80 && code <= 0xdcff;
}

/** The Go string of some bytes; bytes that are not UTF-8 survive. */
export function fromBytes(bytes: Uint8Array): string {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return decodeTolerantly(bytes);
  }
}

function decodeTolerantly(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length;) {
    const length = [1, 2, 3, 4].find((size) => isCharacter(bytes.subarray(at, at + size), size));
    text +=
      length === undefined
        ? String.fromCharCode(0xdc00 + (bytes[at] ?? 0))
        : strictDecoder.decode(bytes.subarray(at, at + length));
    at += length ?? 1;
  }
  return text;
}

function isCharacter(bytes: Uint8Array, size: number): boolean {
  if (bytes.length !== size) return false;
  try {
    strictDecoder.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The characters of a text, as Go's runes: one for each code point. */
export function runes(text: string): string[] {
  return Array.from(text);
}

/** The length of a Go string, in bytes. */
export function byteLength(text: string): number {
  return toBytes(text).length;
}

/** The part of a Go string between two byte offsets; out of range is a RangeError, as Go panics. */
export function byteSlice(text: string, start: number, end: number): string {
  const bytes = toBytes(text);
  if (start < 0 || end > bytes.length || start > end) {
    throw new RangeError(`slice bounds out of range [${start}:${end}] with length ${bytes.length}`);
  }
  return fromBytes(bytes.subarray(start, end));
}

/** Go's order of strings, which is the order of their bytes. */
export function compareText(left: string, right: string): number {
  return Buffer.compare(toBytes(left), toBytes(right));
}

/** Tells whether a Go string is valid UTF-8, and so can be written to a text file unchanged. */
export function isUnicode(text: string): boolean {
  return !loneSurrogate.test(text);
}

/** What Go's unicode.IsSpace accepts, for use in a character class. */
export const spaceClass =
  "\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

/** Go's unicode.IsPrint, for one character. */
export function isPrintable(character: string): boolean {
  return character === " " || /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(character);
}
