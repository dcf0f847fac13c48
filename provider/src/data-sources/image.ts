import * as z from "zod/mini";
import { computed, defineDataSource, defineSchema, optional, required } from "../../sdk";
import { requireConfigured } from "../../sdk";
import { inspectImage } from "../pipeline/inspect-image";
import type { Services } from "../resources/environment";

const schema = defineSchema({
  description:
    "What a cluster image says of itself. The image is pulled into buildah's store if it is not there, and not mounted.",
  attributes: {
    image: required(z.string(), { description: "Image reference, as of `sealos_image_mount`." }),
    platform: optional(z.string(), {
      description: "Platform to take from an image for several. Default `linux/amd64`.",
    }),
    pull_policy: optional(z.enum(["if_missing", "always"]), {
      description: "Whether a tag that is present is asked for again. Default `if_missing`.",
    }),
    id: computed(z.string(), { description: "Same as `digest`." }),
    digest: computed(z.string(), { description: "`sha256:…` of the image." }),
    type: computed(z.string(), { description: "`rootfs`, `patch` or `application`." }),
    kubernetes_version: computed(z.string(), {
      description: "Kubernetes version of a rootfs image, `v1.31.0`.",
    }),
    distribution: computed(z.string(), { description: "`kubernetes` or `k3s`." }),
    labels: computed(z.record(z.string(), z.string()), { description: "Labels of the image." }),
    default_env: computed(z.record(z.string(), z.string()), { description: "ENV of the image." }),
    entrypoint: computed(z.array(z.string()), { description: "ENTRYPOINT of the image." }),
    command: computed(z.array(z.string()), { description: "CMD of the image." }),
  },
});

/** `data.sealos_image`. */
export const imageData = defineDataSource<typeof schema, Services>({
  schema,
  async read({ config, configured, signal }) {
    const found = await inspectImage(
      requireConfigured(configured).pipeline,
      {
        image: config.image,
        platform: config.platform ?? "linux/amd64",
        pullPolicy: config.pull_policy ?? "if_missing",
      },
      signal,
    );
    return {
      state: {
        ...config,
        id: found.digest,
        digest: found.digest,
        type: found.type,
        kubernetes_version: found.version ?? null,
        distribution: found.distribution ?? null,
        labels: found.labels,
        default_env: found.env,
        entrypoint: found.entrypoint,
        command: found.command,
      },
    };
  },
});
