import { createHash } from "node:crypto";

/** The fingerprint that a text names a host key by: `SHA256:…` itself, or that of a public key line; undefined when it is neither. */
export function hostKeyFingerprint(text: string): string | undefined {
  if (/^SHA256:[A-Za-z0-9+/]{43}=?$/.test(text)) return text.replace(/=$/, "");
  const [, base64] = text.trim().split(/\s+/);
  if (base64 === undefined) return undefined;
  const digest = createHash("sha256").update(Buffer.from(base64, "base64")).digest("base64");
  return `SHA256:${digest.replace(/=$/, "")}`;
}
