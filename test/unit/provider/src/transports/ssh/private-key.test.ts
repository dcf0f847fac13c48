import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";

import { readPrivateKey } from "../../../../../../provider/src/transports/ssh/private-key";
import { ed25519Pair } from "../../../../../support/sshd/ed25519-pair";

const RSA = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const EC = generateKeyPairSync("ec", { namedCurve: "prime256v1" }).privateKey;
const ED25519 = generateKeyPairSync("ed25519").privateKey;
const X25519 = generateKeyPairSync("x25519").privateKey;

const pem = (key: KeyObject, type: "pkcs1" | "sec1" | "pkcs8", passphrase?: string): string =>
  key
    .export({
      type: type,
      format: "pem",
      ...(passphrase !== undefined && { cipher: "aes-256-cbc", passphrase }),
    })
    .toString();

const openSsh = (passphrase?: string): string =>
  ed25519Pair(passphrase === undefined ? {} : { passphrase, cipher: "aes256-ctr", rounds: 4 })
    .private;

describe("a private key is read", () => {
  test.each([
    ["from OpenSSH form", openSsh(), undefined],
    ["from encrypted OpenSSH form", openSsh("open sesame"), "open sesame"],
    ["RSA from PKCS #1", pem(RSA, "pkcs1"), undefined],
    ["RSA from encrypted PKCS #1", pem(RSA, "pkcs1", "open sesame"), "open sesame"],
    ["RSA from PKCS #8", pem(RSA, "pkcs8"), undefined],
    ["ECDSA from SEC 1", pem(EC, "sec1"), undefined],
    ["ECDSA from PKCS #8", pem(EC, "pkcs8"), undefined],
    ["Ed25519 from PKCS #8", pem(ED25519, "pkcs8"), undefined],
    ["Ed25519 from encrypted PKCS #8", pem(ED25519, "pkcs8", "open sesame"), "open sesame"],
    ["with Windows line ends", pem(ED25519, "pkcs8").replaceAll("\n", "\r\n"), undefined],
    ["although a passphrase is given that it does not need", pem(RSA, "pkcs8"), "superfluous"],
  ])("%s", (_, text, passphrase) => {
    const reading = readPrivateKey(text, passphrase);
    expect(reading).toHaveProperty("key");
    const { key } = reading as Extract<typeof reading, { key: unknown }>;
    const signed = key.sign("message", key.type === "ssh-rsa" ? "sha256" : undefined);
    expect(key.verify("message", signed, key.type === "ssh-rsa" ? "sha256" : undefined)).toBe(true);
  });

  test("Ed25519 from PKCS #8 stays the same key", () => {
    const reading = readPrivateKey(pem(ED25519, "pkcs8"));
    if (!("key" in reading)) throw new Error(reading.problem);
    const publicPart = reading.key.getPublicSSH().subarray(-32);
    const jwk = createPrivateKey(pem(ED25519, "pkcs8")).export({ format: "jwk" });
    expect(publicPart.toString("base64url")).toBe(jwk.x);
  });
});

describe("a private key is refused", () => {
  const publicLine = ed25519Pair().public;
  test.each([
    ["encrypted OpenSSH without a passphrase", openSsh("open sesame"), undefined, "encrypted"],
    [
      "encrypted PKCS #1 without a passphrase",
      pem(RSA, "pkcs1", "open sesame"),
      undefined,
      "encrypted",
    ],
    [
      "encrypted PKCS #8 without a passphrase",
      pem(EC, "pkcs8", "open sesame"),
      undefined,
      "encrypted",
    ],
    ["encrypted OpenSSH, wrong passphrase", openSsh("open sesame"), "wrong", "wrong-passphrase"],
    [
      "encrypted PKCS #1, wrong passphrase",
      pem(RSA, "pkcs1", "open sesame"),
      "wrong",
      "wrong-passphrase",
    ],
    [
      "encrypted PKCS #8, wrong passphrase",
      pem(EC, "pkcs8", "open sesame"),
      "wrong",
      "wrong-passphrase",
    ],
    ["a public key", publicLine, undefined, "public"],
    ["no key at all", "hello", undefined, "unreadable"],
    ["nothing", "", undefined, "unreadable"],
    ["half a key", pem(ED25519, "pkcs8").slice(0, 60), undefined, "unreadable"],
    ["a key that cannot sign", pem(X25519, "pkcs8"), undefined, "unreadable"],
  ])("%s", (_, text, passphrase, problem) => {
    expect(readPrivateKey(text, passphrase)).toEqual({ problem });
  });
});
