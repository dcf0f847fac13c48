import type { Construct } from "constructs";
import type { DriftCheck } from "./drift-check";
import * as sealos from "./generated";
import { advisePaths } from "./private/advise-path";
import { given } from "./private/given";
import { withLiteralKeys } from "./private/literal-keys";
import { CONSTRUCTS_VERSION } from "./private/version";
import type { SshProfile } from "./ssh-login";

/** What a create that fails half-way returns. Both modes resume; neither wipes. */
export enum FailureMode {
  /** A warning and an object that is not ready; the constructs' postconditions end the run with an error. */
  RESUME = "resume",
  /** An error and a tainted object, whose replacement resumes: for resources that have no postcondition. */
  ERROR = "error",
}

/** Where images are pulled and mounted. */
export interface Builder {
  /**
   * Machine where buildah runs.
   * @default the one that runs Terraform
   */
  readonly address?: string;
  /**
   * Entry of `sshProfiles` to log in with.
   * @default the `ssh` block
   */
  readonly sshProfile?: string;
  /**
   * Folder of buildah's storage.
   * @default buildah's own
   */
  readonly storageRoot?: string;
}

/** Credentials for one registry. */
export interface RegistryCredentials {
  /** User of the registry. */
  readonly username: string;
  /** Password or token; may be a reference. */
  readonly password: string;
}

/** Limits of what runs side by side. */
export interface Concurrency {
  /**
   * Hosts worked on at once.
   * @default 32
   */
  readonly hosts?: number;
  /**
   * Trees that travel at once.
   * @default 8
   */
  readonly transfers?: number;
}

/** The settings of the provider. */
export interface SealosProviderProps {
  /**
   * How to log in to hosts.
   * @default root, with the keys of the SSH agent
   */
  readonly ssh?: SshProfile;
  /**
   * Further ways to log in, by name; hosts choose one by `sshProfile`.
   * @default none
   */
  readonly sshProfiles?: Record<string, SshProfile>;
  /**
   * Where images are pulled and mounted.
   * @default the machine that runs Terraform
   */
  readonly builder?: Builder;
  /**
   * What a create that fails half-way returns.
   * @default FailureMode.RESUME
   */
  readonly failureMode?: FailureMode;
  /**
   * Refuse to destroy or replace clusters, unless they say otherwise themselves.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * How much a refresh looks at on hosts, beyond what their cluster tells.
   * @default the environment variable SEALOS_DRIFT_CHECK, else DriftCheck.NONE
   */
  readonly driftCheck?: DriftCheck;
  /**
   * Credentials by registry host.
   * @default the user's docker or podman file
   */
  readonly registryAuth?: Record<string, RegistryCredentials>;
  /**
   * Limits of what runs side by side.
   * @default 32 hosts, 8 transfers
   */
  readonly concurrency?: Concurrency;
  /**
   * File that gets one JSON line for each event of an apply. Terraform runs in the stack's folder below `cdktf.out`: give an absolute
   * path.
   * @default none
   */
  readonly eventLog?: string;
  /**
   * Name of this provider where a stack has several; constructs then choose one by `provider`.
   * @default none
   */
  readonly alias?: string;
}

/** The provider block of a stack. The constructs never make one themselves. */
export class SealosProvider extends sealos.provider.SealosProvider {
  constructor(scope: Construct, id: string, props: SealosProviderProps = {}) {
    super(scope, id, {
      failureMode: FailureMode.RESUME,
      ...given({ ...props, ...mapsOf(props) }),
      constructsVersion: CONSTRUCTS_VERSION,
    });
    advisePaths(this, { eventLog: props.eventLog });
    advisePaths(this, loginPaths("ssh", props.ssh), { home: true });
    for (const [name, profile] of Object.entries(props.sshProfiles ?? {})) {
      advisePaths(this, loginPaths(`sshProfiles.${name}`, profile), { home: true });
    }
  }
}

function mapsOf({ sshProfiles, registryAuth }: SealosProviderProps): SealosProviderProps {
  const { sealosProviderSshProfilesToTerraform, sealosProviderRegistryAuthToTerraform } =
    sealos.provider;
  return given({
    sshProfiles: withLiteralKeys<SshProfile>(sshProfiles, sealosProviderSshProfilesToTerraform),
    registryAuth: withLiteralKeys<RegistryCredentials>(
      registryAuth,
      sealosProviderRegistryAuthToTerraform,
    ),
  });
}

function loginPaths(field: string, login: SshProfile = {}): Record<string, string | undefined> {
  return {
    [`${field}.privateKeyFile`]: login.privateKeyFile,
    [`${field}.knownHostsFile`]: login.knownHostsFile,
    ...(login.bastion === undefined ? {} : loginPaths(`${field}.bastion`, login.bastion)),
  };
}
