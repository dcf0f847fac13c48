import { createPrivateKey, type KeyObject } from "node:crypto";

import { utils, type ParsedKey } from "ssh2";

/** Why a private key cannot be used. */
export type PrivateKeyProblem = "encrypted" | "wrong-passphrase" | "public" | "unreadable";

export type PrivateKeyReading =
  { readonly key: ParsedKey } | { readonly problem: PrivateKeyProblem };

/** Reads a private key in OpenSSH, PEM (PKCS #1, SEC 1, PKCS #8) or PuTTY form, or says what is wrong with it. */
export function readPrivateKey(text: string, passphrase?: string): PrivateKeyReading {
  const isPkcs8 = /-----BEGIN (ENCRYPTED )?PRIVATE KEY-----/.test(text);
  const readable = isPkcs8 ? fromPkcs8(text, passphrase) : { text };
  return "problem" in readable ? readable : parse(readable.text, passphrase);
}

function parse(text: string, passphrase: string | undefined): PrivateKeyReading {
  try {
    const parsed: unknown = utils.parseKey(text, passphrase);
    // OpenSSH files may hold several keys; ssh2 then answers with a list.
    const first = (Array.isArray(parsed) ? parsed[0] : parsed) as ParsedKey | Error;
    if (first instanceof Error) return { problem: problemOf(first, passphrase) };
    return first.isPrivateKey() ? { key: first } : { problem: "public" };
  } catch {
    return { problem: "unreadable" };
  }
}

// The library tells these apart by text only; a test pins the texts.
function problemOf({ message }: Error, passphrase: string | undefined): PrivateKeyProblem {
  if (/no passphrase/i.test(message)) return "encrypted";
  const isFailedOpening = /integrity check failed|bad decrypt|malformed openssh private key/i;
  return passphrase !== undefined && isFailedOpening.test(message)
    ? "wrong-passphrase"
    : "unreadable";
}

// ssh2 does not read PKCS #8, which is what openssl writes today.
function fromPkcs8(
  text: string,
  passphrase: string | undefined,
): { readonly text: string } | { readonly problem: PrivateKeyProblem } {
  const isEncrypted = text.includes("BEGIN ENCRYPTED");
  if (isEncrypted && passphrase === undefined) return { problem: "encrypted" };
  try {
    const key = createPrivateKey(passphrase === undefined ? text : { key: text, passphrase });
    const readable = toReadableForm(key);
    return readable === undefined ? { problem: "unreadable" } : { text: readable };
  } catch {
    return { problem: isEncrypted ? "wrong-passphrase" : "unreadable" };
  }
}

function toReadableForm(key: KeyObject): string | undefined {
  switch (key.asymmetricKeyType) {
    case "rsa":
      return key.export({ type: "pkcs1", format: "pem" }).toString();
    case "ec":
      return key.export({ type: "sec1", format: "pem" }).toString();
    case "ed25519":
      return toOpenSsh(key);
    default:
      return undefined;
  }
}

// The layout is that of OpenSSH's PROTOCOL.key; Ed25519 has no older PEM form.
function toOpenSsh(key: KeyObject): string {
  const { d = "", x = "" } = key.export({ format: "jwk" });
  const [secret, publicPart] = [Buffer.from(d, "base64url"), Buffer.from(x, "base64url")];
  const check = Buffer.alloc(8);
  const inner = [
    check,
    field("ssh-ed25519"),
    field(publicPart),
    field(Buffer.concat([secret, publicPart])),
    field(""),
  ];
  const body = Buffer.concat([
    Buffer.from("openssh-key-v1\0"),
    ...["none", "none", ""].map(field),
    Buffer.from([0, 0, 0, 1]),
    field(Buffer.concat([field("ssh-ed25519"), field(publicPart)])),
    field(padded(Buffer.concat(inner))),
  ]);
  const lines = body.toString("base64").match(/.{1,70}/g) ?? [];
  return [
    "-----BEGIN OPENSSH PRIVATE KEY-----",
    ...lines,
    "-----END OPENSSH PRIVATE KEY-----",
    "",
  ].join("\n");
}

function field(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function padded(bytes: Buffer): Buffer {
  const missing = (8 - (bytes.length % 8)) % 8;
  return Buffer.concat([
    bytes,
    Buffer.from(Array.from({ length: missing }, (_, index) => index + 1)),
  ]);
}
