import { utils } from "ssh2";

type Options = Parameters<typeof utils.generateKeyPairSync>[1];

/**
 * An Ed25519 key pair in OpenSSH's form. Where a public key begins with a zero, one time in 256, ssh2 leaves the zero out, and then
 * nobody reads the pair, not even ssh2: it is made again.
 */
export function ed25519Pair(options: Options = {}): {
  readonly private: string;
  readonly public: string;
} {
  for (;;) {
    const pair = utils.generateKeyPairSync("ed25519", options);
    if (!(utils.parseKey(pair.public) instanceof Error)) return pair;
  }
}
