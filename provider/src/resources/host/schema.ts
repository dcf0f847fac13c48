import * as z from "zod/mini";
import { computed, defineSchema, nested, optional, required, writeOnly } from "../../../sdk";
import {
  driftCheckAttribute,
  mountType,
  progressAttributes,
  timeoutsAttribute,
} from "../attributes";
import { hostNameType, pathNameType } from "../names";

/** `sealos_host`: a machine, prepared to become a node. */
export const hostSchema = defineSchema({
  version: 0,
  description:
    "A machine reached over SSH and prepared to become a node: checked, given the rootfs tree, its registry and its container runtime. Its delete takes back whatever was done to the machine.",
  attributes: {
    address: required(z.string(), { description: "Name or IP address of the machine." }),
    port: optional(z.int(), { description: "Port of its SSH server.", default: 22 }),
    name: optional(z.string(), {
      description: "What plans and messages call the machine. Default: its address.",
    }),
    ssh_profile: optional(z.string(), {
      description:
        "Entry of the provider's `ssh_profiles` to log in with. Default: its `ssh` block.",
    }),
    host_key: optional(z.string(), {
      description:
        "Host key that the machine must show: `SHA256:…` or a public key line. Default: known hosts, else the key of the first contact, required from then on.",
    }),
    cluster_name: optional(pathNameType, {
      description: "Name of the cluster that the machine is for.",
      default: "default",
      requiresReplace: true,
    }),
    images: required(z.array(mountType("rootfs", "patch")), {
      description: "`mount` of the rootfs image, then of its patches, in order.",
      sensitive: true,
    }),
    roles: required(z.array(z.string()), {
      description:
        "`control-plane` or `worker`, `registry` on the machine that serves images, and free tags.",
    }),
    env: optional(z.record(z.string(), z.string()), {
      description:
        "Environment for this machine's templates and scripts; stronger than the images'.",
    }),
    registry: optional(
      nested({
        domain: optional(z.string(), {
          description: "Name of the cluster's registry. Default: the image's.",
        }),
        port: optional(z.int(), {
          description: "Port of the cluster's registry. Default: the image's.",
        }),
        address: optional(z.string(), {
          description:
            "Address of the machine with the `registry` role. Refer to that machine's resource, so that it is prepared first.",
        }),
        username: optional(z.string(), {
          description: "User of the cluster's registry. Default: the image's.",
        }),
        password: writeOnly(z.string(), {
          description:
            "Password of the cluster's registry, the same on all its machines: the registry asks for it, and the runtimes give it. Default: the image's. In no plan and no state.",
        }),
        password_version: optional(z.int(), {
          description:
            "Count it up with every other `password`: the registry's password file and the runtimes' credentials follow.",
        }),
      }),
      {
        description:
          "Where this machine finds the cluster's registry. Not needed on the machine that serves it.",
      },
    ),
    hostname: optional(hostNameType, {
      description: "Host name to set. Default: the machine's own is left alone.",
    }),
    drift_check: driftCheckAttribute("the machine"),
    timeouts: timeoutsAttribute({ create: "30m", update: "30m", delete: "15m" }),
    id: computed(z.string(), {
      description:
        "How to reach the machine and how to know it again: `ssh://address/machine-id#host-key`.",
    }),
    machine_id: computed(z.string(), {
      description: "Content of `/etc/machine-id`: the identity.",
      keep: true,
    }),
    host_key_fingerprint: computed(z.string(), {
      description: "`SHA256:…` of the verified host key.",
      keep: true,
    }),
    arch: computed(z.string(), { description: "`amd64` or `arm64`.", keep: true }),
    os: computed(z.string(), { description: "Operating system and version.", keep: true }),
    kernel: computed(z.string(), { description: "Kernel release.", keep: true }),
    memory_bytes: computed(z.number(), { description: "Memory, in bytes.", keep: true }),
    cpus: computed(z.number(), { description: "Number of processors.", keep: true }),
    rootfs_digest: computed(z.string(), {
      description: "Tree digest of the images on the machine.",
    }),
    ...progressAttributes,
  },
});
