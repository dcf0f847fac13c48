import { createHash } from "node:crypto";

import { fromBytes, toBytes, runes } from "../go-text";
import { fn, type TemplateFunction } from "../signature";

/** sprig's encodings and checksums; text that is not encoded right is an error here, not a result. */
export const encodingFunctions: Readonly<Record<string, TemplateFunction>> = {
  b64enc: fn(["string"], (text) => Buffer.from(toBytes(text)).toString("base64")),
  b64dec: fn(["string"], decodeBase64),
  b32enc: fn(["string"], encodeBase32),
  b32dec: fn(["string"], decodeBase32),
  sha1sum: fn(["string"], (text) => hash("sha1", text)),
  sha256sum: fn(["string"], (text) => hash("sha256", text)),
  adler32sum: fn(["string"], adler32),
};

function hash(algorithm: string, text: string): string {
  return createHash(algorithm).update(toBytes(text)).digest("hex");
}

function decodeBase64(text: string): string {
  const compact = text.replace(/[\r\n]/g, "");
  const isValid = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(compact);
  if (!isValid) throw new SyntaxError("the text is not in base64 with padding");
  return fromBytes(Buffer.from(compact, "base64"));
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function encodeBase32(text: string): string {
  const bits = [...toBytes(text)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const groups = bits.match(/.{1,5}/g) ?? [];
  const encoded = groups
    .map((group) => alphabet.charAt(parseInt(group.padEnd(5, "0"), 2)))
    .join("");
  return encoded.padEnd(Math.ceil(encoded.length / 8) * 8, "=");
}

function decodeBase32(text: string): string {
  const compact = text.replace(/[\r\n]/g, "");
  const isValid =
    /^(?:[A-Z2-7]{8})*(?:[A-Z2-7]{2}={6}|[A-Z2-7]{4}={4}|[A-Z2-7]{5}={3}|[A-Z2-7]{7}=)?$/.test(
      compact,
    );
  if (!isValid) throw new SyntaxError("the text is not in base32 with padding");
  const bits = runes(compact.replace(/=+$/, ""))
    .map((character) => alphabet.indexOf(character).toString(2).padStart(5, "0"))
    .join("");
  const bytes = bits.match(/.{8}/g) ?? [];
  return fromBytes(Uint8Array.from(bytes, (byte) => parseInt(byte, 2)));
}

/* The checksum of zlib; sprig prints it as a decimal number. */
function adler32(text: string): string {
  const modulus = 65521;
  let [low, high] = [1, 0];
  for (const byte of toBytes(text)) {
    low = (low + byte) % modulus;
    high = (high + low) % modulus;
  }
  return String(high * 65536 + low);
}
