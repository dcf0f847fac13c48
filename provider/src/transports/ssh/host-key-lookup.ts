import { readFile } from "node:fs/promises";

import { expandHome } from "./credentials";
import { unreadableHostKey, unreadableKnownHosts } from "./errors";
import { createHostKeyVerifier, type HostKeyVerifier } from "./host-key";
import { parseKnownHosts, type KnownHost } from "./known-hosts";
import type { PublicKey } from "./public-key";
import { addressOf, portOf, SSH_DEFAULTS, type SshHop } from "./settings";

/** What this machine knows about the host keys of others. */
export interface HostKeyLookup {
  /** Makes the verifier of a machine. @throws TransportError of kind `host-key` for unreadable input. */
  verifierOf(hop: SshHop): Promise<HostKeyVerifier>;
  /** The name under which known_hosts has a key, if it is another machine's and not hashed. */
  knownOwnerOf(key: PublicKey, hop: SshHop): Promise<string | undefined>;
}

/** Makes a {@link HostKeyLookup}; each known_hosts file is read once. */
export function createHostKeyLookup(home: string | undefined): HostKeyLookup {
  const files = new Map<string, Promise<readonly KnownHost[]>>();

  const knownHostsOf = (hop: SshHop): Promise<readonly KnownHost[]> => {
    const path = fileOf(hop, home);
    let hosts = files.get(path);
    if (hosts === undefined) files.set(path, (hosts = readKnownHosts(hop, path)));
    return hosts;
  };

  return {
    async verifierOf(hop) {
      const verifier = createHostKeyVerifier({
        policy: hop.hostKeyPolicy ?? SSH_DEFAULTS.hostKeyPolicy,
        pinned: hop.hostKey === "" ? undefined : hop.hostKey,
        knownHosts: await knownHostsOf(hop),
        knownHostsFile: fileOf(hop, home),
        address: addressOf(hop),
        port: portOf(hop),
      });
      if (verifier === undefined) throw unreadableHostKey(hop, hop.hostKey ?? "");
      return verifier;
    },
    async knownOwnerOf(key, hop) {
      const entry = (await knownHostsOf(hop)).find(
        ({ key: known, names }) =>
          known.fingerprint === key.fingerprint && names.every((name) => !name.startsWith("|")),
      );
      return entry?.names.find((name) => name !== addressOf(hop));
    },
  };
}

function fileOf(hop: SshHop, home: string | undefined): string {
  return expandHome(hop.knownHostsFile ?? "~/.ssh/known_hosts", home);
}

async function readKnownHosts(hop: SshHop, path: string): Promise<readonly KnownHost[]> {
  try {
    return parseKnownHosts(await readFile(path, "utf8"));
  } catch (error) {
    const isOptional = hop.knownHostsFile === undefined;
    if (isOptional && (error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw unreadableKnownHosts(hop, path, error);
  }
}
