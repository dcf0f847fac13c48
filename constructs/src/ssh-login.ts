/** What a host without a declared key must show. */
export enum HostKeyPolicy {
  /** Nothing will do: every host declares its key. */
  PINNED = "pinned",
  /** An entry in the known hosts file. */
  KNOWN_HOSTS = "known_hosts",
  /** Such an entry, else the key of the first contact, recorded in the state and required from then on. */
  TRUST_ON_FIRST_USE = "trust_on_first_use",
}

/** How to log in to a machine. Secrets may be references: sensitive variables, for example. */
export interface SshLogin {
  /**
   * User to log in as.
   * @default "root"
   */
  readonly user?: string;
  /**
   * Port where a host gives none.
   * @default 22
   */
  readonly port?: number;
  /**
   * Password; also answers sudo.
   * @default the environment variable SEALOS_SSH_PASSWORD
   */
  readonly password?: string;
  /**
   * Private key, OpenSSH or PEM text.
   * @default the environment variable SEALOS_SSH_PRIVATE_KEY
   */
  readonly privateKey?: string;
  /**
   * File with the private key, `~` being the home directory. Terraform runs in the stack's folder below `cdktf.out`: give
   * an absolute path.
   * @default none
   */
  readonly privateKeyFile?: string;
  /**
   * Passphrase of the private key.
   * @default none
   */
  readonly passphrase?: string;
  /**
   * Use the SSH agent of SSH_AUTH_SOCK.
   * @default true when no other credential is given
   */
  readonly agent?: boolean;
  /**
   * Become root by sudo.
   * @default true when the user is not root
   */
  readonly sudo?: boolean;
  /**
   * What a host without a declared key must show.
   * @default HostKeyPolicy.TRUST_ON_FIRST_USE
   */
  readonly hostKeyPolicy?: HostKeyPolicy;
  /**
   * Known hosts file.
   * @default "~/.ssh/known_hosts"
   */
  readonly knownHostsFile?: string;
  /**
   * Limit of a connection attempt, in Go's duration form.
   * @default "15s"
   */
  readonly connectTimeout?: string;
  /**
   * Interval of keep-alive questions, in Go's duration form.
   * @default "15s"
   */
  readonly keepalive?: string;
}

/** A jump host to go through, with credentials and host key of its own. */
export interface SshBastion extends SshLogin {
  /** Name or address of the jump host. */
  readonly address: string;
  /**
   * Host key that the jump host must show.
   * @default by the bastion's host key policy
   */
  readonly hostKey?: string;
}

/** How to log in to hosts. */
export interface SshProfile extends SshLogin {
  /**
   * Jump host to go through.
   * @default none
   */
  readonly bastion?: SshBastion;
}
