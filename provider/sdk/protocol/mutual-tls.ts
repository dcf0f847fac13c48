import type { X509Certificate } from "node:crypto";
import { generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";
import type { SecureServerOptions } from "node:http2";
import type { TLSSocket } from "node:tls";
import * as der from "./der";

/** A key pair of this process and the certificate that Terraform pins after the handshake. */
export interface ServerIdentity {
  readonly certificate: Buffer;
  readonly privateKeyPem: string;
}

const ECDSA_WITH_SHA256 = der.sequence(der.objectIdentifier("1.2.840.10045.4.3.2"));
const LAST_UTC_TIME = new Date(Date.UTC(2049, 11, 31, 23, 59, 59));
const ONE_DAY = 24 * 60 * 60 * 1000;

/**
 * Makes a fresh ECDSA P-256 key and a self-signed certificate for `localhost`, valid from the day before `now`. The
 * DER is written by hand: it takes 6 ms, libraries take 50 to 450.
 */
export function createServerIdentity(now: Date): ServerIdentity {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const content = certificateContent(publicKey, now);
  const signature = sign("sha256", content, privateKey);
  return {
    certificate: der.sequence(content, ECDSA_WITH_SHA256, der.bitString(signature)),
    privateKeyPem: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
  };
}

/**
 * TLS settings that let exactly one client in: whoever holds the key to `clientCertificatePem`. The check is
 * {@link isPinnedClient}, not a chain: an empty `ca` list keeps Node 20 from parsing its bundled roots (25 ms).
 */
export function mutualTlsOptions(identity: ServerIdentity): SecureServerOptions {
  return {
    cert: toPem(identity.certificate),
    key: identity.privateKeyPem,
    ca: [],
    requestCert: true,
    rejectUnauthorized: false,
    minVersion: "TLSv1.2",
  };
}

/** Tells whether the peer proved to hold the key of exactly this certificate. */
export function isPinnedClient(socket: TLSSocket, pinned: X509Certificate): boolean {
  return socket.getPeerX509Certificate()?.raw.equals(pinned.raw) === true;
}

/** RFC 5280, section 4.1: the part of a certificate that is signed. Terraform verifies it as its own root. */
function certificateContent(publicKey: KeyObject, now: Date): Buffer {
  const name = der.sequence(
    der.set(der.sequence(der.objectIdentifier("2.5.4.3"), der.utf8String("localhost"))),
  );
  const version3 = der.tagged(0, der.integer(Buffer.of(2)), "constructed");
  const validity = der.sequence(
    der.utcTime(new Date(now.getTime() - ONE_DAY)),
    der.utcTime(LAST_UTC_TIME),
  );
  return der.sequence(
    version3,
    der.integer(serialNumber()),
    ECDSA_WITH_SHA256,
    name,
    validity,
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der.tagged(3, extensions(), "constructed"),
  );
}

// Positive and never zero: the first byte is between 1 and 127.
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x01;
  return bytes;
}

function extensions(): Buffer {
  const digitalSignatureAndCertSign = der.bitString(Buffer.of(0b1000_0100), 2);
  const serverAndClient = der.sequence(
    der.objectIdentifier("1.3.6.1.5.5.7.3.1"),
    der.objectIdentifier("1.3.6.1.5.5.7.3.2"),
  );
  const localhost = der.sequence(der.tagged(2, Buffer.from("localhost"), "primitive"));
  return der.sequence(
    extension("2.5.29.19", der.sequence(der.booleanTrue()), "critical"), // a certificate authority
    extension("2.5.29.15", digitalSignatureAndCertSign, "critical"),
    extension("2.5.29.37", serverAndClient),
    extension("2.5.29.17", localhost),
  );
}

function extension(oid: string, value: Buffer, critical?: "critical"): Buffer {
  const flag = critical === undefined ? [] : [der.booleanTrue()];
  return der.sequence(der.objectIdentifier(oid), ...flag, der.octetString(value));
}

// A line per 64 characters and none of them blank: OpenSSL refuses a blank line before END.
function toPem(certificate: Buffer): string {
  const lines = certificate.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
