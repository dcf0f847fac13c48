// @ts-nocheck
// https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface SealosProviderConfig {
  /**
  * Where images are pulled and mounted.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#builder SealosProvider#builder}
  */
  readonly builder?: SealosProviderBuilder;
  /**
  * Limits of what runs side by side.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#concurrency SealosProvider#concurrency}
  */
  readonly concurrency?: SealosProviderConcurrency;
  /**
  * Version of the constructs that wrote this configuration; they set it themselves. A provider that does not fit refuses it.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#constructs_version SealosProvider#constructs_version}
  */
  readonly constructsVersion?: string;
  /**
  * Refuse to destroy or replace clusters. Default `true`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#deletion_protection SealosProvider#deletion_protection}
  */
  readonly deletionProtection?: boolean | cdktf.IResolvable;
  /**
  * How much a refresh looks at on hosts, beyond what their cluster tells: nothing, so that a plan opens no SSH session on a host that is ready (`none`, the default); sizes and times of all files that were put there, digests of some, units, names and the registry's content (`sampled`); every digest (`full`). Hosts and applications may say it for themselves. Default: the environment variable `SEALOS_DRIFT_CHECK`, so that one plan can look closer: `SEALOS_DRIFT_CHECK=full terraform plan`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#drift_check SealosProvider#drift_check}
  */
  readonly driftCheck?: string;
  /**
  * File that gets one JSON line for each event of an apply. Default: none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#event_log SealosProvider#event_log}
  */
  readonly eventLog?: string;
  /**
  * What a create that fails half-way returns: an error and a tainted object (`error`, the default), or a warning and `ready = false` for a postcondition to catch (`resume`). Both resume; neither wipes.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#failure_mode SealosProvider#failure_mode}
  */
  readonly failureMode?: string;
  /**
  * Let a delete give up on a machine that cannot be reached, with a warning of what stays on it, instead of failing. For the apply that removes machines which are gone for good. Default `false`: a machine that is silent for a moment is not forgotten.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#forget_unreachable SealosProvider#forget_unreachable}
  */
  readonly forgetUnreachable?: boolean | cdktf.IResolvable;
  /**
  * Credentials by registry host. Default: the user's docker or podman file.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#registry_auth SealosProvider#registry_auth}
  */
  readonly registryAuth?: { [key: string]: SealosProviderRegistryAuth } | cdktf.IResolvable;
  /**
  * How to log in to hosts.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#ssh SealosProvider#ssh}
  */
  readonly ssh?: SealosProviderSsh;
  /**
  * Further ways to log in; hosts name one in `ssh_profile`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#ssh_profiles SealosProvider#ssh_profiles}
  */
  readonly sshProfiles?: { [key: string]: SealosProviderSshProfiles } | cdktf.IResolvable;
  /**
  * Alias name
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#alias SealosProvider#alias}
  */
  readonly alias?: string;
}
export interface SealosProviderBuilder {
  /**
  * Machine where buildah runs. Default: the one that runs Terraform.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#address SealosProvider#address}
  */
  readonly address?: string;
  /**
  * Entry of `ssh_profiles` for the builder.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#ssh_profile SealosProvider#ssh_profile}
  */
  readonly sshProfile?: string;
  /**
  * Storage of buildah. Default: buildah's own.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#storage_root SealosProvider#storage_root}
  */
  readonly storageRoot?: string;
}

export function sealosProviderBuilderToTerraform(struct?: SealosProviderBuilder | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    address: cdktf.stringToTerraform(struct!.address),
    ssh_profile: cdktf.stringToTerraform(struct!.sshProfile),
    storage_root: cdktf.stringToTerraform(struct!.storageRoot),
  }
}


export function sealosProviderBuilderToHclTerraform(struct?: SealosProviderBuilder | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    address: {
      value: cdktf.stringToHclTerraform(struct!.address),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    ssh_profile: {
      value: cdktf.stringToHclTerraform(struct!.sshProfile),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    storage_root: {
      value: cdktf.stringToHclTerraform(struct!.storageRoot),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export interface SealosProviderConcurrency {
  /**
  * Hosts worked on at once. Default 32.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#hosts SealosProvider#hosts}
  */
  readonly hosts?: number;
  /**
  * Trees that travel at once. Default 8.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#transfers SealosProvider#transfers}
  */
  readonly transfers?: number;
}

export function sealosProviderConcurrencyToTerraform(struct?: SealosProviderConcurrency | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    hosts: cdktf.numberToTerraform(struct!.hosts),
    transfers: cdktf.numberToTerraform(struct!.transfers),
  }
}


export function sealosProviderConcurrencyToHclTerraform(struct?: SealosProviderConcurrency | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    hosts: {
      value: cdktf.numberToHclTerraform(struct!.hosts),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    transfers: {
      value: cdktf.numberToHclTerraform(struct!.transfers),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export interface SealosProviderRegistryAuth {
  /**
  * Password of the registry.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#password SealosProvider#password}
  */
  readonly password?: string;
  /**
  * User of the registry.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#username SealosProvider#username}
  */
  readonly username?: string;
}

export function sealosProviderRegistryAuthToTerraform(struct?: SealosProviderRegistryAuth | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    password: cdktf.stringToTerraform(struct!.password),
    username: cdktf.stringToTerraform(struct!.username),
  }
}


export function sealosProviderRegistryAuthToHclTerraform(struct?: SealosProviderRegistryAuth | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    password: {
      value: cdktf.stringToHclTerraform(struct!.password),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    username: {
      value: cdktf.stringToHclTerraform(struct!.username),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export interface SealosProviderSshBastion {
  /**
  * Name or address of the jump host.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#address SealosProvider#address}
  */
  readonly address?: string;
  /**
  * Use the SSH agent of `SSH_AUTH_SOCK`. Default: when no other credential is given.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#agent SealosProvider#agent}
  */
  readonly agent?: boolean | cdktf.IResolvable;
  /**
  * Limit of a connection attempt. Default `15s`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#connect_timeout SealosProvider#connect_timeout}
  */
  readonly connectTimeout?: string;
  /**
  * Host key that the jump host must show.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#host_key SealosProvider#host_key}
  */
  readonly hostKey?: string;
  /**
  * What a host without `host_key` must show: nothing else will do (`pinned`), a known hosts entry (`known_hosts`), or that and else the key of the first contact, recorded in the state and required from then on (`trust_on_first_use`, the default).
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#host_key_policy SealosProvider#host_key_policy}
  */
  readonly hostKeyPolicy?: string;
  /**
  * Interval of keep-alive questions. Default `15s`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#keepalive SealosProvider#keepalive}
  */
  readonly keepalive?: string;
  /**
  * Known hosts file. Default `~/.ssh/known_hosts`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#known_hosts_file SealosProvider#known_hosts_file}
  */
  readonly knownHostsFile?: string;
  /**
  * Passphrase of the private key.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#passphrase SealosProvider#passphrase}
  */
  readonly passphrase?: string;
  /**
  * Password; also answers sudo. Environment: `SEALOS_SSH_PASSWORD`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#password SealosProvider#password}
  */
  readonly password?: string;
  /**
  * Port where a host gives none. Default 22.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#port SealosProvider#port}
  */
  readonly port?: number;
  /**
  * Private key, OpenSSH or PEM text. Environment: `SEALOS_SSH_PRIVATE_KEY`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#private_key SealosProvider#private_key}
  */
  readonly privateKey?: string;
  /**
  * File with the private key; `~` is the home directory.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#private_key_file SealosProvider#private_key_file}
  */
  readonly privateKeyFile?: string;
  /**
  * Become root by sudo. Default: when the user is not root.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#sudo SealosProvider#sudo}
  */
  readonly sudo?: boolean | cdktf.IResolvable;
  /**
  * User to log in as. Default `root`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#user SealosProvider#user}
  */
  readonly user?: string;
}

export function sealosProviderSshBastionToTerraform(struct?: SealosProviderSshBastion | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    address: cdktf.stringToTerraform(struct!.address),
    agent: cdktf.booleanToTerraform(struct!.agent),
    connect_timeout: cdktf.stringToTerraform(struct!.connectTimeout),
    host_key: cdktf.stringToTerraform(struct!.hostKey),
    host_key_policy: cdktf.stringToTerraform(struct!.hostKeyPolicy),
    keepalive: cdktf.stringToTerraform(struct!.keepalive),
    known_hosts_file: cdktf.stringToTerraform(struct!.knownHostsFile),
    passphrase: cdktf.stringToTerraform(struct!.passphrase),
    password: cdktf.stringToTerraform(struct!.password),
    port: cdktf.numberToTerraform(struct!.port),
    private_key: cdktf.stringToTerraform(struct!.privateKey),
    private_key_file: cdktf.stringToTerraform(struct!.privateKeyFile),
    sudo: cdktf.booleanToTerraform(struct!.sudo),
    user: cdktf.stringToTerraform(struct!.user),
  }
}


export function sealosProviderSshBastionToHclTerraform(struct?: SealosProviderSshBastion | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    address: {
      value: cdktf.stringToHclTerraform(struct!.address),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    agent: {
      value: cdktf.booleanToHclTerraform(struct!.agent),
      isBlock: false,
      type: "simple",
      storageClassType: "boolean",
    },
    connect_timeout: {
      value: cdktf.stringToHclTerraform(struct!.connectTimeout),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    host_key: {
      value: cdktf.stringToHclTerraform(struct!.hostKey),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    host_key_policy: {
      value: cdktf.stringToHclTerraform(struct!.hostKeyPolicy),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    keepalive: {
      value: cdktf.stringToHclTerraform(struct!.keepalive),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    known_hosts_file: {
      value: cdktf.stringToHclTerraform(struct!.knownHostsFile),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    passphrase: {
      value: cdktf.stringToHclTerraform(struct!.passphrase),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    password: {
      value: cdktf.stringToHclTerraform(struct!.password),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    port: {
      value: cdktf.numberToHclTerraform(struct!.port),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    private_key: {
      value: cdktf.stringToHclTerraform(struct!.privateKey),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    private_key_file: {
      value: cdktf.stringToHclTerraform(struct!.privateKeyFile),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    sudo: {
      value: cdktf.booleanToHclTerraform(struct!.sudo),
      isBlock: false,
      type: "simple",
      storageClassType: "boolean",
    },
    user: {
      value: cdktf.stringToHclTerraform(struct!.user),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export interface SealosProviderSsh {
  /**
  * Use the SSH agent of `SSH_AUTH_SOCK`. Default: when no other credential is given.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#agent SealosProvider#agent}
  */
  readonly agent?: boolean | cdktf.IResolvable;
  /**
  * Jump host to go through, with credentials and host key of its own.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#bastion SealosProvider#bastion}
  */
  readonly bastion?: SealosProviderSshBastion;
  /**
  * Limit of a connection attempt. Default `15s`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#connect_timeout SealosProvider#connect_timeout}
  */
  readonly connectTimeout?: string;
  /**
  * What a host without `host_key` must show: nothing else will do (`pinned`), a known hosts entry (`known_hosts`), or that and else the key of the first contact, recorded in the state and required from then on (`trust_on_first_use`, the default).
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#host_key_policy SealosProvider#host_key_policy}
  */
  readonly hostKeyPolicy?: string;
  /**
  * Interval of keep-alive questions. Default `15s`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#keepalive SealosProvider#keepalive}
  */
  readonly keepalive?: string;
  /**
  * Known hosts file. Default `~/.ssh/known_hosts`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#known_hosts_file SealosProvider#known_hosts_file}
  */
  readonly knownHostsFile?: string;
  /**
  * Let images travel over the `ssh` program of the machine that runs Terraform, which saves processor time on lines of more than 1 Gbit/s. It is used where it is installed (OpenSSH 8.5 or later) and can log in by itself: with a key file that has no passphrase or with the agent, and without a jump host. Default `false`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#openssh_transfers SealosProvider#openssh_transfers}
  */
  readonly opensshTransfers?: boolean | cdktf.IResolvable;
  /**
  * Passphrase of the private key.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#passphrase SealosProvider#passphrase}
  */
  readonly passphrase?: string;
  /**
  * Password; also answers sudo. Environment: `SEALOS_SSH_PASSWORD`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#password SealosProvider#password}
  */
  readonly password?: string;
  /**
  * Port where a host gives none. Default 22.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#port SealosProvider#port}
  */
  readonly port?: number;
  /**
  * Private key, OpenSSH or PEM text. Environment: `SEALOS_SSH_PRIVATE_KEY`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#private_key SealosProvider#private_key}
  */
  readonly privateKey?: string;
  /**
  * File with the private key; `~` is the home directory.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#private_key_file SealosProvider#private_key_file}
  */
  readonly privateKeyFile?: string;
  /**
  * Become root by sudo. Default: when the user is not root.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#sudo SealosProvider#sudo}
  */
  readonly sudo?: boolean | cdktf.IResolvable;
  /**
  * User to log in as. Default `root`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#user SealosProvider#user}
  */
  readonly user?: string;
}

export function sealosProviderSshToTerraform(struct?: SealosProviderSsh | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    agent: cdktf.booleanToTerraform(struct!.agent),
    bastion: sealosProviderSshBastionToTerraform(struct!.bastion),
    connect_timeout: cdktf.stringToTerraform(struct!.connectTimeout),
    host_key_policy: cdktf.stringToTerraform(struct!.hostKeyPolicy),
    keepalive: cdktf.stringToTerraform(struct!.keepalive),
    known_hosts_file: cdktf.stringToTerraform(struct!.knownHostsFile),
    openssh_transfers: cdktf.booleanToTerraform(struct!.opensshTransfers),
    passphrase: cdktf.stringToTerraform(struct!.passphrase),
    password: cdktf.stringToTerraform(struct!.password),
    port: cdktf.numberToTerraform(struct!.port),
    private_key: cdktf.stringToTerraform(struct!.privateKey),
    private_key_file: cdktf.stringToTerraform(struct!.privateKeyFile),
    sudo: cdktf.booleanToTerraform(struct!.sudo),
    user: cdktf.stringToTerraform(struct!.user),
  }
}


export function sealosProviderSshToHclTerraform(struct?: SealosProviderSsh | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    agent: {
      value: cdktf.booleanToHclTerraform(struct!.agent),
      isBlock: false,
      type: "simple",
      storageClassType: "boolean",
    },
    bastion: {
      value: sealosProviderSshBastionToHclTerraform(struct!.bastion),
      isBlock: true,
      type: "struct",
      storageClassType: "SealosProviderSshBastion",
    },
    connect_timeout: {
      value: cdktf.stringToHclTerraform(struct!.connectTimeout),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    host_key_policy: {
      value: cdktf.stringToHclTerraform(struct!.hostKeyPolicy),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    keepalive: {
      value: cdktf.stringToHclTerraform(struct!.keepalive),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    known_hosts_file: {
      value: cdktf.stringToHclTerraform(struct!.knownHostsFile),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    openssh_transfers: {
      value: cdktf.booleanToHclTerraform(struct!.opensshTransfers),
      isBlock: false,
      type: "simple",
      storageClassType: "boolean",
    },
    passphrase: {
      value: cdktf.stringToHclTerraform(struct!.passphrase),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    password: {
      value: cdktf.stringToHclTerraform(struct!.password),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    port: {
      value: cdktf.numberToHclTerraform(struct!.port),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    private_key: {
      value: cdktf.stringToHclTerraform(struct!.privateKey),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    private_key_file: {
      value: cdktf.stringToHclTerraform(struct!.privateKeyFile),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    sudo: {
      value: cdktf.booleanToHclTerraform(struct!.sudo),
      isBlock: false,
      type: "simple",
      storageClassType: "boolean",
    },
    user: {
      value: cdktf.stringToHclTerraform(struct!.user),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export interface SealosProviderSshProfilesBastion {
  /**
  * Name or address of the jump host.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#address SealosProvider#address}
  */
  readonly address?: string;
  /**
  * Use the SSH agent of `SSH_AUTH_SOCK`. Default: when no other credential is given.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#agent SealosProvider#agent}
  */
  readonly agent?: boolean | cdktf.IResolvable;
  /**
  * Limit of a connection attempt. Default `15s`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#connect_timeout SealosProvider#connect_timeout}
  */
  readonly connectTimeout?: string;
  /**
  * Host key that the jump host must show.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#host_key SealosProvider#host_key}
  */
  readonly hostKey?: string;
  /**
  * What a host without `host_key` must show: nothing else will do (`pinned`), a known hosts entry (`known_hosts`), or that and else the key of the first contact, recorded in the state and required from then on (`trust_on_first_use`, the default).
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#host_key_policy SealosProvider#host_key_policy}
  */
  readonly hostKeyPolicy?: string;
  /**
  * Interval of keep-alive questions. Default `15s`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#keepalive SealosProvider#keepalive}
  */
  readonly keepalive?: string;
  /**
  * Known hosts file. Default `~/.ssh/known_hosts`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#known_hosts_file SealosProvider#known_hosts_file}
  */
  readonly knownHostsFile?: string;
  /**
  * Passphrase of the private key.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#passphrase SealosProvider#passphrase}
  */
  readonly passphrase?: string;
  /**
  * Password; also answers sudo. Environment: `SEALOS_SSH_PASSWORD`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#password SealosProvider#password}
  */
  readonly password?: string;
  /**
  * Port where a host gives none. Default 22.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#port SealosProvider#port}
  */
  readonly port?: number;
  /**
  * Private key, OpenSSH or PEM text. Environment: `SEALOS_SSH_PRIVATE_KEY`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#private_key SealosProvider#private_key}
  */
  readonly privateKey?: string;
  /**
  * File with the private key; `~` is the home directory.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#private_key_file SealosProvider#private_key_file}
  */
  readonly privateKeyFile?: string;
  /**
  * Become root by sudo. Default: when the user is not root.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#sudo SealosProvider#sudo}
  */
  readonly sudo?: boolean | cdktf.IResolvable;
  /**
  * User to log in as. Default `root`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#user SealosProvider#user}
  */
  readonly user?: string;
}

export function sealosProviderSshProfilesBastionToTerraform(struct?: SealosProviderSshProfilesBastion | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    address: cdktf.stringToTerraform(struct!.address),
    agent: cdktf.booleanToTerraform(struct!.agent),
    connect_timeout: cdktf.stringToTerraform(struct!.connectTimeout),
    host_key: cdktf.stringToTerraform(struct!.hostKey),
    host_key_policy: cdktf.stringToTerraform(struct!.hostKeyPolicy),
    keepalive: cdktf.stringToTerraform(struct!.keepalive),
    known_hosts_file: cdktf.stringToTerraform(struct!.knownHostsFile),
    passphrase: cdktf.stringToTerraform(struct!.passphrase),
    password: cdktf.stringToTerraform(struct!.password),
    port: cdktf.numberToTerraform(struct!.port),
    private_key: cdktf.stringToTerraform(struct!.privateKey),
    private_key_file: cdktf.stringToTerraform(struct!.privateKeyFile),
    sudo: cdktf.booleanToTerraform(struct!.sudo),
    user: cdktf.stringToTerraform(struct!.user),
  }
}


export function sealosProviderSshProfilesBastionToHclTerraform(struct?: SealosProviderSshProfilesBastion | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    address: {
      value: cdktf.stringToHclTerraform(struct!.address),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    agent: {
      value: cdktf.booleanToHclTerraform(struct!.agent),
      isBlock: false,
      type: "simple",
      storageClassType: "boolean",
    },
    connect_timeout: {
      value: cdktf.stringToHclTerraform(struct!.connectTimeout),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    host_key: {
      value: cdktf.stringToHclTerraform(struct!.hostKey),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    host_key_policy: {
      value: cdktf.stringToHclTerraform(struct!.hostKeyPolicy),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    keepalive: {
      value: cdktf.stringToHclTerraform(struct!.keepalive),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    known_hosts_file: {
      value: cdktf.stringToHclTerraform(struct!.knownHostsFile),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    passphrase: {
      value: cdktf.stringToHclTerraform(struct!.passphrase),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    password: {
      value: cdktf.stringToHclTerraform(struct!.password),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    port: {
      value: cdktf.numberToHclTerraform(struct!.port),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    private_key: {
      value: cdktf.stringToHclTerraform(struct!.privateKey),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    private_key_file: {
      value: cdktf.stringToHclTerraform(struct!.privateKeyFile),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    sudo: {
      value: cdktf.booleanToHclTerraform(struct!.sudo),
      isBlock: false,
      type: "simple",
      storageClassType: "boolean",
    },
    user: {
      value: cdktf.stringToHclTerraform(struct!.user),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export interface SealosProviderSshProfiles {
  /**
  * Use the SSH agent of `SSH_AUTH_SOCK`. Default: when no other credential is given.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#agent SealosProvider#agent}
  */
  readonly agent?: boolean | cdktf.IResolvable;
  /**
  * Jump host to go through, with credentials and host key of its own.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#bastion SealosProvider#bastion}
  */
  readonly bastion?: SealosProviderSshProfilesBastion;
  /**
  * Limit of a connection attempt. Default `15s`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#connect_timeout SealosProvider#connect_timeout}
  */
  readonly connectTimeout?: string;
  /**
  * What a host without `host_key` must show: nothing else will do (`pinned`), a known hosts entry (`known_hosts`), or that and else the key of the first contact, recorded in the state and required from then on (`trust_on_first_use`, the default).
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#host_key_policy SealosProvider#host_key_policy}
  */
  readonly hostKeyPolicy?: string;
  /**
  * Interval of keep-alive questions. Default `15s`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#keepalive SealosProvider#keepalive}
  */
  readonly keepalive?: string;
  /**
  * Known hosts file. Default `~/.ssh/known_hosts`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#known_hosts_file SealosProvider#known_hosts_file}
  */
  readonly knownHostsFile?: string;
  /**
  * Let images travel over the `ssh` program of the machine that runs Terraform, which saves processor time on lines of more than 1 Gbit/s. It is used where it is installed (OpenSSH 8.5 or later) and can log in by itself: with a key file that has no passphrase or with the agent, and without a jump host. Default `false`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#openssh_transfers SealosProvider#openssh_transfers}
  */
  readonly opensshTransfers?: boolean | cdktf.IResolvable;
  /**
  * Passphrase of the private key.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#passphrase SealosProvider#passphrase}
  */
  readonly passphrase?: string;
  /**
  * Password; also answers sudo. Environment: `SEALOS_SSH_PASSWORD`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#password SealosProvider#password}
  */
  readonly password?: string;
  /**
  * Port where a host gives none. Default 22.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#port SealosProvider#port}
  */
  readonly port?: number;
  /**
  * Private key, OpenSSH or PEM text. Environment: `SEALOS_SSH_PRIVATE_KEY`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#private_key SealosProvider#private_key}
  */
  readonly privateKey?: string;
  /**
  * File with the private key; `~` is the home directory.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#private_key_file SealosProvider#private_key_file}
  */
  readonly privateKeyFile?: string;
  /**
  * Become root by sudo. Default: when the user is not root.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#sudo SealosProvider#sudo}
  */
  readonly sudo?: boolean | cdktf.IResolvable;
  /**
  * User to log in as. Default `root`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#user SealosProvider#user}
  */
  readonly user?: string;
}

export function sealosProviderSshProfilesToTerraform(struct?: SealosProviderSshProfiles | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    agent: cdktf.booleanToTerraform(struct!.agent),
    bastion: sealosProviderSshProfilesBastionToTerraform(struct!.bastion),
    connect_timeout: cdktf.stringToTerraform(struct!.connectTimeout),
    host_key_policy: cdktf.stringToTerraform(struct!.hostKeyPolicy),
    keepalive: cdktf.stringToTerraform(struct!.keepalive),
    known_hosts_file: cdktf.stringToTerraform(struct!.knownHostsFile),
    openssh_transfers: cdktf.booleanToTerraform(struct!.opensshTransfers),
    passphrase: cdktf.stringToTerraform(struct!.passphrase),
    password: cdktf.stringToTerraform(struct!.password),
    port: cdktf.numberToTerraform(struct!.port),
    private_key: cdktf.stringToTerraform(struct!.privateKey),
    private_key_file: cdktf.stringToTerraform(struct!.privateKeyFile),
    sudo: cdktf.booleanToTerraform(struct!.sudo),
    user: cdktf.stringToTerraform(struct!.user),
  }
}


export function sealosProviderSshProfilesToHclTerraform(struct?: SealosProviderSshProfiles | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    agent: {
      value: cdktf.booleanToHclTerraform(struct!.agent),
      isBlock: false,
      type: "simple",
      storageClassType: "boolean",
    },
    bastion: {
      value: sealosProviderSshProfilesBastionToHclTerraform(struct!.bastion),
      isBlock: true,
      type: "struct",
      storageClassType: "SealosProviderSshProfilesBastion",
    },
    connect_timeout: {
      value: cdktf.stringToHclTerraform(struct!.connectTimeout),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    host_key_policy: {
      value: cdktf.stringToHclTerraform(struct!.hostKeyPolicy),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    keepalive: {
      value: cdktf.stringToHclTerraform(struct!.keepalive),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    known_hosts_file: {
      value: cdktf.stringToHclTerraform(struct!.knownHostsFile),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    openssh_transfers: {
      value: cdktf.booleanToHclTerraform(struct!.opensshTransfers),
      isBlock: false,
      type: "simple",
      storageClassType: "boolean",
    },
    passphrase: {
      value: cdktf.stringToHclTerraform(struct!.passphrase),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    password: {
      value: cdktf.stringToHclTerraform(struct!.password),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    port: {
      value: cdktf.numberToHclTerraform(struct!.port),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    private_key: {
      value: cdktf.stringToHclTerraform(struct!.privateKey),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    private_key_file: {
      value: cdktf.stringToHclTerraform(struct!.privateKeyFile),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    sudo: {
      value: cdktf.booleanToHclTerraform(struct!.sudo),
      isBlock: false,
      type: "simple",
      storageClassType: "boolean",
    },
    user: {
      value: cdktf.stringToHclTerraform(struct!.user),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}


/**
* Represents a {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs sealos}
*/
export class SealosProvider extends cdktf.TerraformProvider {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "sealos";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a SealosProvider resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the SealosProvider to import
  * @param importFromId The id of the existing SealosProvider that should be imported. Refer to the {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the SealosProvider to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "sealos", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs sealos} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options SealosProviderConfig = {}
  */
  public constructor(scope: Construct, id: string, config: SealosProviderConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'sealos',
      terraformGeneratorMetadata: {
        providerName: 'sealos',
        providerVersionConstraint: '~> 0.1.0'
      },
      terraformProviderSource: 'cdktf-sealos/sealos'
    });
    this._builder = config.builder;
    this._concurrency = config.concurrency;
    this._constructsVersion = config.constructsVersion;
    this._deletionProtection = config.deletionProtection;
    this._driftCheck = config.driftCheck;
    this._eventLog = config.eventLog;
    this._failureMode = config.failureMode;
    this._forgetUnreachable = config.forgetUnreachable;
    this._registryAuth = config.registryAuth;
    this._ssh = config.ssh;
    this._sshProfiles = config.sshProfiles;
    this._alias = config.alias;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // builder - computed: false, optional: true, required: false
  private _builder?: SealosProviderBuilder; 
  public get builder() {
    return this._builder;
  }
  public set builder(value: SealosProviderBuilder | undefined) {
    this._builder = value;
  }
  public resetBuilder() {
    this._builder = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get builderInput() {
    return this._builder;
  }

  // concurrency - computed: false, optional: true, required: false
  private _concurrency?: SealosProviderConcurrency; 
  public get concurrency() {
    return this._concurrency;
  }
  public set concurrency(value: SealosProviderConcurrency | undefined) {
    this._concurrency = value;
  }
  public resetConcurrency() {
    this._concurrency = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get concurrencyInput() {
    return this._concurrency;
  }

  // constructs_version - computed: false, optional: true, required: false
  private _constructsVersion?: string; 
  public get constructsVersion() {
    return this._constructsVersion;
  }
  public set constructsVersion(value: string | undefined) {
    this._constructsVersion = value;
  }
  public resetConstructsVersion() {
    this._constructsVersion = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get constructsVersionInput() {
    return this._constructsVersion;
  }

  // deletion_protection - computed: false, optional: true, required: false
  private _deletionProtection?: boolean | cdktf.IResolvable; 
  public get deletionProtection() {
    return this._deletionProtection;
  }
  public set deletionProtection(value: boolean | cdktf.IResolvable | undefined) {
    this._deletionProtection = value;
  }
  public resetDeletionProtection() {
    this._deletionProtection = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get deletionProtectionInput() {
    return this._deletionProtection;
  }

  // drift_check - computed: false, optional: true, required: false
  private _driftCheck?: string; 
  public get driftCheck() {
    return this._driftCheck;
  }
  public set driftCheck(value: string | undefined) {
    this._driftCheck = value;
  }
  public resetDriftCheck() {
    this._driftCheck = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get driftCheckInput() {
    return this._driftCheck;
  }

  // event_log - computed: false, optional: true, required: false
  private _eventLog?: string; 
  public get eventLog() {
    return this._eventLog;
  }
  public set eventLog(value: string | undefined) {
    this._eventLog = value;
  }
  public resetEventLog() {
    this._eventLog = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get eventLogInput() {
    return this._eventLog;
  }

  // failure_mode - computed: false, optional: true, required: false
  private _failureMode?: string; 
  public get failureMode() {
    return this._failureMode;
  }
  public set failureMode(value: string | undefined) {
    this._failureMode = value;
  }
  public resetFailureMode() {
    this._failureMode = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get failureModeInput() {
    return this._failureMode;
  }

  // forget_unreachable - computed: false, optional: true, required: false
  private _forgetUnreachable?: boolean | cdktf.IResolvable; 
  public get forgetUnreachable() {
    return this._forgetUnreachable;
  }
  public set forgetUnreachable(value: boolean | cdktf.IResolvable | undefined) {
    this._forgetUnreachable = value;
  }
  public resetForgetUnreachable() {
    this._forgetUnreachable = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get forgetUnreachableInput() {
    return this._forgetUnreachable;
  }

  // registry_auth - computed: false, optional: true, required: false
  private _registryAuth?: { [key: string]: SealosProviderRegistryAuth } | cdktf.IResolvable; 
  public get registryAuth() {
    return this._registryAuth;
  }
  public set registryAuth(value: { [key: string]: SealosProviderRegistryAuth } | cdktf.IResolvable | undefined) {
    this._registryAuth = value;
  }
  public resetRegistryAuth() {
    this._registryAuth = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get registryAuthInput() {
    return this._registryAuth;
  }

  // ssh - computed: false, optional: true, required: false
  private _ssh?: SealosProviderSsh; 
  public get ssh() {
    return this._ssh;
  }
  public set ssh(value: SealosProviderSsh | undefined) {
    this._ssh = value;
  }
  public resetSsh() {
    this._ssh = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get sshInput() {
    return this._ssh;
  }

  // ssh_profiles - computed: false, optional: true, required: false
  private _sshProfiles?: { [key: string]: SealosProviderSshProfiles } | cdktf.IResolvable; 
  public get sshProfiles() {
    return this._sshProfiles;
  }
  public set sshProfiles(value: { [key: string]: SealosProviderSshProfiles } | cdktf.IResolvable | undefined) {
    this._sshProfiles = value;
  }
  public resetSshProfiles() {
    this._sshProfiles = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get sshProfilesInput() {
    return this._sshProfiles;
  }

  // alias - computed: false, optional: true, required: false
  private _alias?: string; 
  public get alias() {
    return this._alias;
  }
  public set alias(value: string | undefined) {
    this._alias = value;
  }
  public resetAlias() {
    this._alias = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get aliasInput() {
    return this._alias;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      builder: sealosProviderBuilderToTerraform(this._builder),
      concurrency: sealosProviderConcurrencyToTerraform(this._concurrency),
      constructs_version: cdktf.stringToTerraform(this._constructsVersion),
      deletion_protection: cdktf.booleanToTerraform(this._deletionProtection),
      drift_check: cdktf.stringToTerraform(this._driftCheck),
      event_log: cdktf.stringToTerraform(this._eventLog),
      failure_mode: cdktf.stringToTerraform(this._failureMode),
      forget_unreachable: cdktf.booleanToTerraform(this._forgetUnreachable),
      registry_auth: cdktf.hashMapper(sealosProviderRegistryAuthToTerraform)(this._registryAuth),
      ssh: sealosProviderSshToTerraform(this._ssh),
      ssh_profiles: cdktf.hashMapper(sealosProviderSshProfilesToTerraform)(this._sshProfiles),
      alias: cdktf.stringToTerraform(this._alias),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      builder: {
        value: sealosProviderBuilderToHclTerraform(this._builder),
        isBlock: true,
        type: "struct",
        storageClassType: "SealosProviderBuilder",
      },
      concurrency: {
        value: sealosProviderConcurrencyToHclTerraform(this._concurrency),
        isBlock: true,
        type: "struct",
        storageClassType: "SealosProviderConcurrency",
      },
      constructs_version: {
        value: cdktf.stringToHclTerraform(this._constructsVersion),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      deletion_protection: {
        value: cdktf.booleanToHclTerraform(this._deletionProtection),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      drift_check: {
        value: cdktf.stringToHclTerraform(this._driftCheck),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      event_log: {
        value: cdktf.stringToHclTerraform(this._eventLog),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      failure_mode: {
        value: cdktf.stringToHclTerraform(this._failureMode),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      forget_unreachable: {
        value: cdktf.booleanToHclTerraform(this._forgetUnreachable),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      registry_auth: {
        value: cdktf.hashMapperHcl(sealosProviderRegistryAuthToHclTerraform)(this._registryAuth),
        isBlock: true,
        type: "map",
        storageClassType: "SealosProviderRegistryAuthMap",
      },
      ssh: {
        value: sealosProviderSshToHclTerraform(this._ssh),
        isBlock: true,
        type: "struct",
        storageClassType: "SealosProviderSsh",
      },
      ssh_profiles: {
        value: cdktf.hashMapperHcl(sealosProviderSshProfilesToHclTerraform)(this._sshProfiles),
        isBlock: true,
        type: "map",
        storageClassType: "SealosProviderSshProfilesMap",
      },
      alias: {
        value: cdktf.stringToHclTerraform(this._alias),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
