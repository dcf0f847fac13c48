/**
 * Writes the few DER forms (ITU-T X.690) that a certificate needs. Each function returns one complete element.
 */

/** Elements in a fixed order. */
export function sequence(...elements: readonly Buffer[]): Buffer {
  return element(0x30, Buffer.concat(elements));
}

/** A set; callers pass a single element, so nothing needs sorting. */
export function set(member: Buffer): Buffer {
  return element(0x31, member);
}

/** A number that is not negative, big endian. */
export function integer(bytes: Buffer): Buffer {
  const padded = (bytes[0] ?? 0) < 0x80 ? bytes : Buffer.concat([Buffer.of(0), bytes]);
  return element(0x02, padded);
}

/** An object identifier in dotted form. */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return element(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

export function utf8String(text: string): Buffer {
  return element(0x0c, Buffer.from(text));
}

/** A point in time in UTC, which this form can only tell for the years 1950 to 2049. */
export function utcTime(time: Date): Buffer {
  const digits = time.toISOString().replace(/\D/g, "");
  return element(0x17, Buffer.from(`${digits.slice(2, 14)}Z`));
}

export function booleanTrue(): Buffer {
  return element(0x01, Buffer.of(0xff));
}

/** Bits, of which the last `unusedBits` do not count. */
export function bitString(bytes: Buffer, unusedBits = 0): Buffer {
  return element(0x03, Buffer.concat([Buffer.of(unusedBits), bytes]));
}

export function octetString(content: Buffer): Buffer {
  return element(0x04, content);
}

/** An element with a number of its own instead of a type: `constructed` if it wraps whole elements. */
export function tagged(tag: number, content: Buffer, form: "primitive" | "constructed"): Buffer {
  return element((form === "constructed" ? 0xa0 : 0x80) | tag, content);
}

function element(type: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.of(type, ...lengthOf(content)), content]);
}

function lengthOf({ length }: Buffer): readonly number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}

function base128(value: number): readonly number[] {
  const digits = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) digits.unshift((rest & 0x7f) | 0x80);
  return digits;
}
