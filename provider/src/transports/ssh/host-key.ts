import type { ServerHostKeyAlgorithm } from "ssh2";

import { HOST_KEY_ALGORITHMS } from "./algorithms";
import { entriesFor, type KnownHost } from "./known-hosts";
import { parseFingerprint, parsePublicKey, type PublicKey } from "./public-key";
import type { HostKeyPolicy } from "./settings";

/** What a verifier makes of a key. Only `accepted` and `first-contact` let a connection go on. */
export type HostKeyVerdict =
  | { readonly kind: "accepted" }
  /** Nothing was known, and the policy trusts the first contact: record the fingerprint. */
  | { readonly kind: "first-contact" }
  /** Another key is known. `expected` are the fingerprints, `source` says where they come from. */
  | { readonly kind: "changed"; readonly expected: readonly string[]; readonly source: string }
  | { readonly kind: "revoked"; readonly source: string }
  /** Nothing is known, and the policy demands that something is. */
  | { readonly kind: "unknown"; readonly policy: HostKeyPolicy };

/** Decides whether a machine is the one that is meant. No connection is made without one. */
export interface HostKeyVerifier {
  /** What to ask the machine for: algorithms of the known keys first. */
  readonly algorithms: readonly ServerHostKeyAlgorithm[];
  /** Whether only the fingerprint is known, so that a key of another type may yet be the right one. */
  readonly knowsFingerprintOnly: boolean;
  verify(key: PublicKey): HostKeyVerdict;
}

export interface HostKeyKnowledge {
  readonly policy: HostKeyPolicy;
  /** Fingerprint, or lines of a public key file. */
  readonly pinned: string | undefined;
  readonly knownHosts: readonly KnownHost[];
  /** Where the known hosts were read, for messages. */
  readonly knownHostsFile: string;
  readonly address: string;
  readonly port: number;
}

/**
 * Makes the verifier of one machine: a pinned key decides alone; else known_hosts; else the policy.
 * Undefined when the pinned text is neither a fingerprint nor a public key. A key that known_hosts revokes is never accepted.
 */
export function createHostKeyVerifier(knowledge: HostKeyKnowledge): HostKeyVerifier | undefined {
  const { policy, pinned, knownHosts, knownHostsFile, address, port } = knowledge;
  const entries = entriesFor(knownHosts, address, port);
  const revoked = entries.filter((entry) => entry.marker === "revoked");
  const known = pinned === undefined ? knownKeys(entries, policy) : pinnedKeys(pinned);
  if (known === undefined) return undefined;
  const source = pinned === undefined ? knownHostsFile : "host_key";

  return {
    algorithms: wantedAlgorithms(known),
    knowsFingerprintOnly: known.some((key) => key.type === undefined),
    verify(key) {
      if (revoked.some((entry) => entry.key.fingerprint === key.fingerprint))
        return { kind: "revoked", source: knownHostsFile };
      if (known.some((each) => each.fingerprint === key.fingerprint)) return { kind: "accepted" };
      if (known.length > 0)
        return { kind: "changed", expected: known.map((each) => each.fingerprint), source };
      return policy === "trust_on_first_use"
        ? { kind: "first-contact" }
        : { kind: "unknown", policy };
    },
  };
}

interface KnownKey {
  readonly fingerprint: string;
  /** Undefined when only the fingerprint is known. */
  readonly type: string | undefined;
}

function knownKeys(entries: readonly KnownHost[], policy: HostKeyPolicy): readonly KnownKey[] {
  if (policy === "pinned") return [];
  return entries.filter((entry) => entry.marker === undefined).map((entry) => entry.key);
}

function pinnedKeys(text: string): readonly KnownKey[] | undefined {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const keys = lines.filter((line) => line !== "").map(pinnedKey);
  const readable = keys.filter((key) => key !== undefined);
  return readable.length === keys.length && keys.length > 0 ? readable : undefined;
}

function pinnedKey(line: string): KnownKey | undefined {
  const fingerprint = parseFingerprint(line);
  return fingerprint === undefined ? parsePublicKey(line) : { fingerprint, type: undefined };
}

// Where the types are known, nothing else is asked for: a machine with several keys then shows the known one.
function wantedAlgorithms(known: readonly KnownKey[]): readonly ServerHostKeyAlgorithm[] {
  const all = Object.values(HOST_KEY_ALGORITHMS).flat();
  const first = known.flatMap(({ type }) => HOST_KEY_ALGORITHMS[type ?? ""] ?? []);
  return [...new Set([...first, ...all])];
}
