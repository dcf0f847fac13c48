import * as z from "zod/mini";
import { defineSchema, nested, nestedMap, optional } from "../sdk";

const login = {
  user: optional(z.string(), { description: "User to log in as. Default `root`." }),
  port: optional(z.int(), { description: "Port where a host gives none. Default 22." }),
  password: optional(z.string(), {
    description: "Password; also answers sudo. Environment: `SEALOS_SSH_PASSWORD`.",
    sensitive: true,
  }),
  private_key: optional(z.string(), {
    description: "Private key, OpenSSH or PEM text. Environment: `SEALOS_SSH_PRIVATE_KEY`.",
    sensitive: true,
  }),
  private_key_file: optional(z.string(), {
    description: "File with the private key; `~` is the home directory.",
  }),
  passphrase: optional(z.string(), {
    description: "Passphrase of the private key.",
    sensitive: true,
  }),
  agent: optional(z.boolean(), {
    description:
      "Use the SSH agent of `SSH_AUTH_SOCK`. Default: when no other credential is given.",
  }),
  sudo: optional(z.boolean(), {
    description: "Become root by sudo. Default: when the user is not root.",
  }),
  host_key_policy: optional(z.enum(["pinned", "known_hosts", "trust_on_first_use"]), {
    description:
      "What a host without `host_key` must show: nothing else will do (`pinned`), a known hosts entry (`known_hosts`), or that and else the key of the first contact, recorded in the state and required from then on (`trust_on_first_use`, the default).",
  }),
  known_hosts_file: optional(z.string(), {
    description: "Known hosts file. Default `~/.ssh/known_hosts`.",
  }),
  connect_timeout: optional(z.string(), {
    description: "Limit of a connection attempt. Default `15s`.",
  }),
  keepalive: optional(z.string(), {
    description: "Interval of keep-alive questions. Default `15s`.",
  }),
};

const bastion = nested({
  address: optional(z.string(), { description: "Name or address of the jump host." }),
  host_key: optional(z.string(), { description: "Host key that the jump host must show." }),
  ...login,
});

const profile = {
  ...login,
  bastion: optional(bastion, {
    description: "Jump host to go through, with credentials and host key of its own.",
  }),
  openssh_transfers: optional(z.boolean(), {
    description:
      "Let images travel over the `ssh` program of the machine that runs Terraform, which saves processor time on lines of more than 1 Gbit/s. It is used where it is installed (OpenSSH 8.5 or later) and can log in by itself: with a key file that has no passphrase or with the agent, and without a jump host. Default `false`.",
  }),
};

/** The `provider "sealos"` block. */
export const providerSchema = defineSchema({
  version: 0,
  description: "Turns machines reached over SSH into Kubernetes clusters, from cluster images.",
  attributes: {
    ssh: optional(nested(profile), { description: "How to log in to hosts." }),
    ssh_profiles: optional(nestedMap(profile), {
      description: "Further ways to log in; hosts name one in `ssh_profile`.",
    }),
    builder: optional(
      nested({
        address: optional(z.string(), {
          description: "Machine where buildah runs. Default: the one that runs Terraform.",
        }),
        ssh_profile: optional(z.string(), {
          description: "Entry of `ssh_profiles` for the builder.",
        }),
        storage_root: optional(z.string(), {
          description: "Storage of buildah. Default: buildah's own.",
        }),
      }),
      { description: "Where images are pulled and mounted." },
    ),
    failure_mode: optional(z.enum(["error", "resume"]), {
      description:
        "What a create that fails half-way returns: an error and a tainted object (`error`, the default), or a warning and `ready = false` for a postcondition to catch (`resume`). Both resume; neither wipes.",
    }),
    deletion_protection: optional(z.boolean(), {
      description: "Refuse to destroy or replace clusters. Default `true`.",
    }),
    forget_unreachable: optional(z.boolean(), {
      description:
        "Let a delete give up on a machine that cannot be reached, with a warning of what stays on it, instead of failing. For the apply that removes machines which are gone for good. Default `false`: a machine that is silent for a moment is not forgotten.",
    }),
    drift_check: optional(z.enum(["none", "sampled", "full"]), {
      description:
        "How much a refresh looks at on hosts, beyond what their cluster tells: nothing, so that a plan opens no SSH session on a host that is ready (`none`, the default); sizes and times of all files that were put there, digests of some, units, names and the registry's content (`sampled`); every digest (`full`). Hosts and applications may say it for themselves. Default: the environment variable `SEALOS_DRIFT_CHECK`, so that one plan can look closer: `SEALOS_DRIFT_CHECK=full terraform plan`.",
    }),
    registry_auth: optional(
      nestedMap({
        username: optional(z.string(), { description: "User of the registry." }),
        password: optional(z.string(), {
          description: "Password of the registry.",
          sensitive: true,
        }),
      }),
      { description: "Credentials by registry host. Default: the user's docker or podman file." },
    ),
    concurrency: optional(
      nested({
        hosts: optional(z.int(), { description: "Hosts worked on at once. Default 32." }),
        transfers: optional(z.int(), { description: "Trees that travel at once. Default 8." }),
      }),
      { description: "Limits of what runs side by side." },
    ),
    event_log: optional(z.string(), {
      description: "File that gets one JSON line for each event of an apply. Default: none.",
    }),
    constructs_version: optional(z.string(), {
      description:
        "Version of the constructs that wrote this configuration; they set it themselves. A provider that does not fit refuses it.",
    }),
  },
});
