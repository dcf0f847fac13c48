import { createHmac } from "node:crypto";

import { utils } from "ssh2";

import {
  createHostKeyVerifier,
  type HostKeyKnowledge,
} from "../../../../../../provider/src/transports/ssh/host-key";
import { parseKnownHosts } from "../../../../../../provider/src/transports/ssh/known-hosts";
import {
  parsePublicKey,
  type PublicKey,
} from "../../../../../../provider/src/transports/ssh/public-key";
import { ed25519Pair } from "../../../../../support/sshd/ed25519-pair";

const ED25519 = aKey("ed25519");
const OTHER = aKey("ed25519");
const RSA = aKey("rsa");

interface TestKey {
  readonly line: string;
  readonly key: PublicKey;
}

function aKey(type: "ed25519" | "rsa"): TestKey {
  const pair = type === "rsa" ? utils.generateKeyPairSync("rsa", { bits: 2048 }) : ed25519Pair();
  const line = `${pair.public} a comment`;
  return { line, key: parsePublicKey(line)! };
}

function verdict(
  key: PublicKey,
  given: Partial<HostKeyKnowledge> & { file?: string } = {},
): string {
  const { file = "", ...rest } = given;
  const verifier = createHostKeyVerifier({
    policy: "trust_on_first_use",
    pinned: undefined,
    knownHosts: parseKnownHosts(file),
    knownHostsFile: "~/.ssh/known_hosts",
    address: "cp-1.example",
    port: 22,
    ...rest,
  });
  return verifier!.verify(key).kind;
}

describe("a pinned host key", () => {
  test.each([
    ["its fingerprint", ED25519.key.fingerprint],
    ["its fingerprint, padded", `${ED25519.key.fingerprint}=`],
    ["its public key with a comment", ED25519.line],
    ["one of several lines", `${RSA.line}\n${ED25519.line}\n`],
  ])("is accepted by %s", (_, pinned) => {
    expect(verdict(ED25519.key, { pinned })).toBe("accepted");
    expect(verdict(OTHER.key, { pinned })).toBe("changed");
  });

  test("decides alone: known_hosts does not help another key", () => {
    const file = `cp-1.example ${OTHER.line}`;
    expect(verdict(OTHER.key, { pinned: ED25519.key.fingerprint, file })).toBe("changed");
  });

  test.each([
    "SHA256:tooshort",
    "MD5:aa:bb",
    "ssh-ed25519",
    "ssh-rsa " + ED25519.line.split(" ")[1]!,
  ])("that nobody can show is refused: %s", (pinned) => {
    const verifier = createHostKeyVerifier({
      policy: "pinned",
      pinned,
      knownHosts: [],
      knownHostsFile: "",
      address: "a",
      port: 22,
    });
    expect(verifier).toBeUndefined();
  });
});

describe("known_hosts", () => {
  const hashed = (name: string): string => {
    const salt = Buffer.from("twenty bytes of salt");
    const hash = createHmac("sha1", salt).update(name).digest("base64");
    return `|1|${salt.toString("base64")}|${hash}`;
  };

  test.each([
    ["by name", "cp-1.example", {}],
    ["by one of several names", "a,cp-1.example,b", {}],
    ["whatever the case of the name", "CP-1.Example", {}],
    ["by a pattern", "cp-?.*", {}],
    ["by a hashed name", hashed("cp-1.example"), {}],
    ["on another port", "[cp-1.example]:2222", { port: 2222 }],
    ["on another port, hashed", hashed("[cp-1.example]:2222"), { port: 2222 }],
    ["by an IPv6 address", "fd00::7", { address: "fd00::7" }],
    ["by an IPv6 address on another port", "[fd00::7]:2222", { address: "fd00::7", port: 2222 }],
  ])("knows a machine %s", (_, names, where) => {
    const file = `# comment\n\n${names} ${ED25519.line}\n`;
    expect(verdict(ED25519.key, { file, policy: "known_hosts", ...where })).toBe("accepted");
    expect(verdict(OTHER.key, { file, policy: "known_hosts", ...where })).toBe("changed");
  });

  test.each([
    ["another name", "cp-2.example", {}],
    ["an excluded name", "*.example,!cp-1.example", {}],
    ["another port", "cp-1.example", { port: 2222 }],
    ["a dot is no pattern", "cp-1xexample", {}],
  ])("does not know a machine: %s", (_, names, where) => {
    const file = `${names} ${ED25519.line}`;
    expect(verdict(ED25519.key, { file, policy: "known_hosts", ...where })).toBe("unknown");
    expect(verdict(ED25519.key, { file, ...where })).toBe("first-contact");
  });

  test("a revoked key is never accepted, not even when it is pinned", () => {
    const file = `@revoked * ${ED25519.line}\ncp-1.example ${ED25519.line}`;
    expect(verdict(ED25519.key, { file })).toBe("revoked");
    expect(verdict(ED25519.key, { file, pinned: ED25519.line })).toBe("revoked");
  });

  test("lines that cannot be read, and authorities, are left out", () => {
    const file = `nonsense\n@cert-authority * ${ED25519.line}\n@other * ${ED25519.line}`;
    expect(verdict(ED25519.key, { file, policy: "known_hosts" })).toBe("unknown");
  });

  test("says nothing where only a pinned key counts", () => {
    const file = `cp-1.example ${ED25519.line}`;
    expect(verdict(ED25519.key, { file, policy: "pinned" })).toBe("unknown");
  });
});

describe("what the machine is asked for", () => {
  const algorithms = (pinned: string): readonly string[] =>
    createHostKeyVerifier({
      policy: "trust_on_first_use",
      pinned,
      knownHosts: [],
      knownHostsFile: "",
      address: "a",
      port: 22,
    })!.algorithms;

  test("begins with the type of the known key", () => {
    expect(algorithms(RSA.line).slice(0, 3)).toEqual([
      "rsa-sha2-512",
      "rsa-sha2-256",
      "ssh-ed25519",
    ]);
    expect(algorithms(ED25519.line)[0]).toBe("ssh-ed25519");
  });

  test("never holds SHA-1 or DSA", () => {
    expect(algorithms(RSA.line)).not.toContain("ssh-rsa");
    expect(algorithms(RSA.line)).not.toContain("ssh-dss");
  });
});
