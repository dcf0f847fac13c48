import { createHash } from "node:crypto";

/** A public key as machines show it. */
export interface PublicKey {
  /** `ssh-ed25519`, `ssh-rsa`, `ecdsa-sha2-nistp256`, … */
  readonly type: string;
  /** The key in its wire form. */
  readonly blob: Buffer;
  /** `SHA256:…`, as `ssh-keygen -l` prints it. */
  readonly fingerprint: string;
}

const FINGERPRINT = /^SHA256:[A-Za-z0-9+/]{43}=?$/;
const TYPE_LENGTH_BYTES = 4;

/** Reads `type base64 [comment]`, the line of a `.pub` file; undefined when the text is no such line. */
export function parsePublicKey(line: string): PublicKey | undefined {
  const [type, base64] = line.trim().split(/\s+/);
  if (type === undefined || base64 === undefined) return undefined;
  const key = publicKeyOf(Buffer.from(base64, "base64"));
  return key?.type === type ? key : undefined;
}

/** Reads a key in its wire form; undefined when it is none. */
export function publicKeyOf(blob: Buffer): PublicKey | undefined {
  if (blob.length < TYPE_LENGTH_BYTES) return undefined;
  const end = TYPE_LENGTH_BYTES + blob.readUInt32BE(0);
  if (blob.length <= end) return undefined;
  const type = blob.toString("latin1", TYPE_LENGTH_BYTES, end);
  return { type, blob, fingerprint: fingerprintOf(blob) };
}

/** Reads a fingerprint, with or without padding; undefined when the text is none. */
export function parseFingerprint(text: string): string | undefined {
  return FINGERPRINT.test(text) ? text.replace(/=$/, "") : undefined;
}

function fingerprintOf(blob: Buffer): string {
  return `SHA256:${createHash("sha256").update(blob).digest("base64").replace(/=$/, "")}`;
}
