import { createHmac } from "node:crypto";

import { parsePublicKey, type PublicKey } from "./public-key";

/** One line of a known_hosts file (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"). */
export interface KnownHost {
  readonly marker: "revoked" | "cert-authority" | undefined;
  /** Patterns, or one hashed name. */
  readonly names: readonly string[];
  readonly key: PublicKey;
}

/** Reads a known_hosts file. Comments and lines that cannot be read are left out, as OpenSSH does. */
export function parseKnownHosts(text: string): readonly KnownHost[] {
  return text.split(/\r?\n/).flatMap((line) => parseLine(line.trim()) ?? []);
}

/** The entries that speak of a machine. With a port other than 22 they are written `[address]:port`. */
export function entriesFor(
  entries: readonly KnownHost[],
  address: string,
  port: number,
): readonly KnownHost[] {
  const name = (port === 22 ? address : `[${address}]:${port}`).toLowerCase();
  return entries.filter((entry) => matches(entry.names, name));
}

function parseLine(line: string): KnownHost | undefined {
  if (line === "" || line.startsWith("#")) return undefined;
  const fields = line.split(/\s+/);
  const marker = fields[0]?.startsWith("@") === true ? fields.shift()?.slice(1) : undefined;
  if (marker !== undefined && marker !== "revoked" && marker !== "cert-authority") return undefined;
  const [names, ...rest] = fields;
  const key = parsePublicKey(rest.join(" "));
  return names === undefined || key === undefined
    ? undefined
    : { marker, names: names.split(","), key };
}

function matches(patterns: readonly string[], name: string): boolean {
  const isExcluded = patterns.some((p) => p.startsWith("!") && matchesPattern(p.slice(1), name));
  return !isExcluded && patterns.some((p) => matchesPattern(p, name));
}

function matchesPattern(pattern: string, name: string): boolean {
  if (pattern.startsWith("|1|")) return matchesHash(pattern, name);
  const source = pattern
    .toLowerCase()
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`).test(name);
}

// `|1|salt|hash`: HMAC-SHA1 of the name, keyed by the salt. It hides names and proves nothing.
function matchesHash(pattern: string, name: string): boolean {
  const [, , salt, hash] = pattern.split("|");
  return (
    createHmac("sha1", Buffer.from(salt ?? "", "base64"))
      .update(name)
      .digest("base64") === hash
  );
}
