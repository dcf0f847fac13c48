import * as z from "zod/mini";
import { computed, defineSchema, nestedList, optional, required } from "../../../sdk";

/** `sealos_image_mount`: a cluster image, resolved, pulled, configured and ready to be sent. */
export const imageMountSchema = defineSchema({
  version: 0,
  description:
    "A cluster image pinned to its content: resolved to a digest, pulled and mounted where buildah runs, with configuration files applied to a private layer.",
  attributes: {
    image: required(z.string(), {
      description:
        "Image reference: a name with tag or digest, or `oci:PATH`, `oci-archive:PATH`, `docker-archive:PATH`, `containers-storage:NAME`.",
    }),
    platform: optional(z.string(), {
      description: "Platform to take from an image for several, as `os/arch`.",
      default: "linux/amd64",
    }),
    pull_policy: optional(z.enum(["if_missing", "always"]), {
      description: "Whether a tag that is present already is asked for again.",
      default: "if_missing",
    }),
    env: optional(z.record(z.string(), z.string()), {
      description:
        "Environment for templates, scripts and commands; stronger than the image's ENV.",
    }),
    configs: optional(
      nestedList({
        path: required(z.string(), { description: "File to change, below the root of the image." }),
        strategy: required(z.enum(["merge", "override", "insert", "append"]), {
          description:
            "`merge` (YAML or JSON, deep), `override` (replace), `insert` (before the content) or `append` (after it).",
        }),
        match: optional(z.string(), {
          description: "Full image reference that the change is for. Default: every image.",
        }),
        data: required(z.string(), {
          description:
            "What to merge or write. It reaches the hosts in clear text: no secrets here.",
        }),
      }),
      { description: "Changes to files of the image before it is sent, in order." },
    ),
    expected_type: optional(z.enum(["rootfs", "patch", "application"]), {
      description: "Refuse an image of another type.",
    }),
    id: computed(z.string(), { description: "Digest of the image and of its configuration." }),
    mount: computed(z.string(), {
      description:
        "The mount as one line of JSON: what `images`, `rootfs` and `image` of the other resources take. Sensitive, as the environment in it may hold passwords.",
      sensitive: true,
    }),
    digest: computed(z.string(), { description: "`sha256:…` of the image." }),
    type: computed(z.string(), { description: "`rootfs`, `patch` or `application`." }),
    kubernetes_version: computed(z.string(), {
      description: "Kubernetes version of a rootfs image, `v1.31.0`.",
    }),
    distribution: computed(z.string(), { description: "`kubernetes` or `k3s`." }),
    labels: computed(z.record(z.string(), z.string()), { description: "Labels of the image." }),
    default_env: computed(z.record(z.string(), z.string()), {
      description: "ENV of the image, overlaid with `env`.",
      sensitive: true,
    }),
    entrypoint: computed(z.array(z.string()), { description: "ENTRYPOINT of the image." }),
    command: computed(z.array(z.string()), { description: "CMD of the image." }),
    contained_images: computed(z.array(z.string()), {
      description: "Container images that the registry of the image holds.",
    }),
    size_bytes: computed(z.number(), { description: "Size of the tree, in bytes." }),
    tree_digest: computed(z.string(), {
      description: "Digest over every path, mode and content of the tree.",
    }),
  },
});
