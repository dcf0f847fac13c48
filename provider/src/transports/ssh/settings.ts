/**
 * Which host keys are accepted: only a given one; also one from known_hosts; also, where neither says anything,
 * the one of the first contact.
 */
export type HostKeyPolicy = "pinned" | "known_hosts" | "trust_on_first_use";

/** How to log in to a machine. Files may start with `~/`. */
export interface SshSettings {
  /** Default "root". */
  readonly user?: string;
  /** Default 22. */
  readonly port?: number;
  readonly password?: string;
  /** The text of a private key: OpenSSH, PEM (PKCS #1, SEC 1, PKCS #8) or PuTTY. */
  readonly privateKey?: string;
  readonly privateKeyFile?: string;
  /** Opens an encrypted private key. */
  readonly passphrase?: string;
  /** Socket of an SSH agent; `true` means the one that the environment names. */
  readonly agent?: string | boolean;
  /** Whether commands run through sudo. Default: when the user is not root. */
  readonly sudo?: boolean;
  /** Default "trust_on_first_use": given key, else known_hosts, else the first contact. */
  readonly hostKeyPolicy?: HostKeyPolicy;
  /** Default `~/.ssh/known_hosts`, which may be missing. */
  readonly knownHostsFile?: string;
  /** How long to try until a command could run, in milliseconds. Default 20 000. */
  readonly connectTimeoutMs?: number;
  /** Pause between signs of life, in milliseconds; three unanswered ones end the connection. Default 15 000. */
  readonly keepaliveMs?: number;
  /**
   * Whether data travels over the OpenSSH client of this machine, where there is one that can log in by itself. Default false:
   * all goes over one connection.
   */
  readonly usesOpenSsh?: boolean;
  /** A machine to go through. It has credentials and a host key of its own. */
  readonly bastion?: SshHop;
}

/** One machine on the way. */
export interface SshHop extends Omit<SshSettings, "bastion"> {
  /** Name or address; IPv6 with or without brackets. */
  readonly address: string;
  /** What its host key must be: `SHA256:…`, or lines of a public key file. */
  readonly hostKey?: string;
  /** What messages call it. Default: the address. */
  readonly name?: string;
}

/** A machine to reach, perhaps through a bastion. */
export interface SshTarget extends SshHop {
  readonly bastion?: SshHop;
}

/** Settings that hold when nothing else is said. */
export const SSH_DEFAULTS = {
  user: "root",
  port: 22,
  hostKeyPolicy: "trust_on_first_use",
  connectTimeoutMs: 20_000,
  keepaliveMs: 15_000,
} as const satisfies SshSettings;

/** The login name in force. */
export function userOf(hop: SshHop): string {
  return hop.user ?? SSH_DEFAULTS.user;
}

/** The TCP port in force. */
export function portOf(hop: SshHop): number {
  return hop.port ?? SSH_DEFAULTS.port;
}

/** The address without brackets, as sockets and known_hosts want it. */
export function addressOf(hop: SshHop): string {
  return hop.address.replace(/^\[(.*)\]$/, "$1");
}

/** What messages call the machine. */
export function nameOf(hop: SshHop): string {
  return hop.name ?? addressOf(hop);
}

/** Name, address and port for messages: `cp-1 (192.0.2.7:2222)`, or the address alone. */
export function describeHop(hop: SshHop): string {
  const address = addressOf(hop);
  const endpoint = `${address.includes(":") ? `[${address}]` : address}:${portOf(hop)}`;
  return hop.name === undefined || hop.name === address ? endpoint : `${hop.name} (${endpoint})`;
}
