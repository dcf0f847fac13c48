import { digestOf } from "../../lib/hash";
import { createLimit, type Limit } from "../../lib/limit";
import type { Redactor } from "../../lib/redact";
import { openConnection, type Connection, type ConnectRequest } from "./connection";
import { loadLoginMethods, type LocalIdentity, type LoginMethod } from "./credentials";
import { rejectedHostKey } from "./errors";
import { createHostKeyLookup } from "./host-key-lookup";
import { createLink, type Link } from "./link";
import type { PublicKey } from "./public-key";
import { hasOpenSshClient, openSshCarrier } from "./openssh-client";
import type { Carrier } from "./remote-call";
import { createSession, type SshSession } from "./session";
import { openTunnel } from "./tunnel";
import { addressOf, describeHop, portOf, type SshHop, type SshTarget } from "./settings";

/** Stock sshd starts to drop connections when ten are not logged in yet (MaxStartups 10:30:100). */
const MOST_HANDSHAKES = 4;

/** All SSH connections of a provider: one a machine, shared by everybody who talks to it. */
export interface SshPool {
  /**
   * Reaches a machine, verifies its host key, logs in and finds out how to become root; or hands out the
   * connection that is there.
   *
   * @throws TransportError
   */
  connect(target: SshTarget, signal?: AbortSignal): Promise<SshSession>;
  /** Closes every connection. */
  dispose(): Promise<void>;
}

export interface SshPoolOptions {
  readonly redactor: Redactor;
  readonly identity: LocalIdentity;
}

/** Makes an {@link SshPool}. The secrets of every target become known to the redactor. */
export function createSshPool({ redactor, identity }: SshPoolOptions): SshPool {
  const links = new Map<string, Link>();
  const handshakes = new Map<string, Limit>();
  const hostKeys = createHostKeyLookup(identity.home);

  const linkTo = (target: SshTarget): Link => {
    const key = linkKey(target);
    let link = links.get(key);
    if (link === undefined) links.set(key, (link = createLink(target, createDial(target))));
    return link;
  };

  const createDial = (target: SshTarget): ((timeoutMs: number) => Promise<Connection>) => {
    const limit = handshakeLimit(handshakes, target);
    let methods: readonly LoginMethod[] | undefined;
    let firstKey: PublicKey | undefined;
    return async (timeoutMs) => {
      const pinned = target.hostKey ?? firstKey?.fingerprint;
      const hop = { ...target, ...(pinned !== undefined && { hostKey: pinned }) };
      const verifier = await hostKeys.verifierOf(hop);
      methods ??= await loadLoginMethods(target, identity);
      const request = {
        hop,
        verifier,
        methods,
        timeoutMs,
        ownerOf: (key: PublicKey) => ownerOf(key, target),
        ...tunnelTo(target),
      };
      const connection = await limit(() => openConnection(request));
      firstKey = connection.hostKey;
      return connection;
    };
  };

  const tunnelTo = (target: SshTarget): Pick<ConnectRequest, "openTunnel"> => {
    const { bastion } = target;
    if (bastion === undefined) return {};
    const link = linkTo({ ...bastion, sudo: false });
    return {
      openTunnel: async (limitMs) => openTunnel((await link.ready()).connection, target, limitMs),
    };
  };

  let hasClient: Promise<boolean> | undefined;
  const bulkCarrier = async (target: SshTarget): Promise<Carrier | undefined> => {
    if (target.usesOpenSsh !== true) return undefined;
    return (await (hasClient ??= hasOpenSshClient(identity)))
      ? openSshCarrier(target, identity)
      : undefined;
  };

  const forget = (target: SshTarget, link: Link): void => {
    if (links.get(linkKey(target)) === link) links.delete(linkKey(target));
  };

  const ownerOf = (key: PublicKey, target: SshHop): Promise<string | undefined> => {
    const other = [...links.values()]
      .map((link) => link.current())
      .find((connection) => connection?.hostKey.fingerprint === key.fingerprint);
    return other === undefined
      ? hostKeys.knownOwnerOf(key, target)
      : Promise.resolve(describeHop(other.hop));
  };

  return {
    async connect(target, signal) {
      [target, target.bastion].forEach((hop) => learnSecrets(redactor, hop));
      const link = linkTo(target);
      const { connection } = await link.ready(signal).catch((error: unknown) => {
        // The next caller may come with other expectations of the same machine.
        if (link.current() === undefined) forget(target, link);
        throw error;
      });
      await demandHostKey(connection.hostKey, target);
      const close = (): Promise<void> => {
        forget(target, link);
        return link.close();
      };
      return createSession({
        target,
        link,
        hostKeyFingerprint: connection.hostKey.fingerprint,
        redactor,
        bulk: await bulkCarrier(target),
        close,
      });
    },
    async dispose() {
      await Promise.all([...links.values()].map((link) => link.close()));
      links.clear();
    },
  };

  // The connection may have been made for somebody who demanded less.
  async function demandHostKey(key: PublicKey, target: SshTarget): Promise<void> {
    const verdict = (await hostKeys.verifierOf(target)).verify(key);
    if (verdict.kind === "accepted" || verdict.kind === "first-contact") return;
    throw rejectedHostKey(target, verdict, { ...key, owner: await ownerOf(key, target) });
  }
}

// Only what makes another connection: not what it is called or what its host key is expected to be.
function linkKey(target: SshTarget): string {
  return digestOf({
    ...target,
    address: addressOf(target),
    port: portOf(target),
    name: undefined,
    hostKey: undefined,
    connectTimeoutMs: undefined,
    usesOpenSsh: undefined,
  });
}

function handshakeLimit(limits: Map<string, Limit>, hop: SshHop): Limit {
  const key = describeHop({ address: addressOf(hop), port: portOf(hop) });
  let limit = limits.get(key);
  if (limit === undefined) limits.set(key, (limit = createLimit(MOST_HANDSHAKES)));
  return limit;
}

function learnSecrets(redactor: Redactor, hop: SshHop | undefined): void {
  [hop?.password, hop?.privateKey, hop?.passphrase].forEach((secret) => redactor.add(secret));
}
