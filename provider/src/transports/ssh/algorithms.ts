import type { Algorithms, ServerHostKeyAlgorithm } from "ssh2";

/**
 * What a connection may use: no SHA-1, no CBC, no DSA, no compression. AES-GCM comes first; it is not open to
 * prefix truncation (CVE-2023-48795) even where a server lacks the strict key exchange.
 */
export function offeredAlgorithms(hostKeys: readonly ServerHostKeyAlgorithm[]): Algorithms {
  return {
    kex: [
      "curve25519-sha256",
      "curve25519-sha256@libssh.org",
      "ecdh-sha2-nistp256",
      "ecdh-sha2-nistp384",
      "ecdh-sha2-nistp521",
      "diffie-hellman-group16-sha512",
      "diffie-hellman-group18-sha512",
      "diffie-hellman-group-exchange-sha256",
      "diffie-hellman-group14-sha256",
    ],
    cipher: [
      "aes128-gcm@openssh.com",
      "aes256-gcm@openssh.com",
      "chacha20-poly1305@openssh.com",
      "aes256-ctr",
      "aes192-ctr",
      "aes128-ctr",
    ],
    hmac: [
      "hmac-sha2-256-etm@openssh.com",
      "hmac-sha2-512-etm@openssh.com",
      "hmac-sha2-256",
      "hmac-sha2-512",
    ],
    serverHostKey: [...hostKeys],
    compress: ["none"],
  };
}

/** Every host key algorithm that is accepted, the preferred ones first, by the type of the key. */
export const HOST_KEY_ALGORITHMS: Readonly<Record<string, readonly ServerHostKeyAlgorithm[]>> = {
  "ssh-ed25519": ["ssh-ed25519"],
  "ecdsa-sha2-nistp256": ["ecdsa-sha2-nistp256"],
  "ecdsa-sha2-nistp384": ["ecdsa-sha2-nistp384"],
  "ecdsa-sha2-nistp521": ["ecdsa-sha2-nistp521"],
  "ssh-rsa": ["rsa-sha2-512", "rsa-sha2-256"],
};

/** The names of what a handshake agreed upon, as ssh2 reports them. */
export interface Negotiated {
  readonly cs: { readonly cipher: string; readonly mac: string };
}

/** Says whether a connection resists prefix truncation: by strict key exchange, or by its cipher. */
export function resistsTruncation(negotiated: Negotiated, isStrict: boolean): boolean {
  const { cipher, mac } = negotiated.cs;
  const isOpenToIt = cipher.startsWith("chacha20") || mac.includes("-etm@");
  return isStrict || cipher.includes("-gcm") || !isOpenToIt;
}
