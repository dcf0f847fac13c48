import {
  defineResource,
  isUnknown,
  requireConfigured,
  type FinalPlan,
  type State,
} from "../../../sdk";
import { decodeImageMount, encodeImageMount, type ImageConfig } from "../../domain/image-mount";
import { digestOf } from "../../lib/hash";
import type { ImageRequest, MountedImage } from "../../pipeline/image-source";
import { containedImagesOf } from "../../pipeline/image-source";
import { openImage } from "../../pipeline/open-image";
import type { Services } from "../environment";
import { imageMountSchema } from "./schema";

type Schema = typeof imageMountSchema;

/** `sealos_image_mount`. */
export const imageMount = defineResource<Schema, Services>({
  schema: imageMountSchema,

  // Everything computed follows from the content of the image, so one changed input makes all of it unknown; an
  // unchanged configuration keeps all of it.
  plan: ({ planned, prior }) => ({
    planned: {
      ...planned,
      ...(prior !== null && sameInputs(planned, prior) ? computedOf(prior) : {}),
    },
  }),

  async create({ planned, configured, signal }) {
    const { pipeline } = requireConfigured(configured);
    return { state: stateOf(planned, await openImage(pipeline, requestOf(planned), signal)) };
  },

  async update({ planned, prior, configured, signal }) {
    const { pipeline } = requireConfigured(configured);
    const state = stateOf(planned, await openImage(pipeline, requestOf(planned), signal));
    if (state.tree_digest !== prior.tree_digest) await release(pipeline, prior, signal);
    return { state };
  },

  // The state pins content: what a tag means by now is a question for the next change, not for a refresh.
  read: ({ state }) => Promise.resolve({ state }),

  async delete({ prior, configured, signal }) {
    await release(requireConfigured(configured).pipeline, prior, signal);
    return {};
  },

  import: ({ id }) => Promise.resolve({ state: { image: id } }),
});

async function release(
  { images }: Services["pipeline"],
  { mount }: State<Schema>,
  signal: AbortSignal,
): Promise<void> {
  const known = mount === null ? undefined : decodeImageMount(mount);
  if (known !== undefined) await images.release(known, signal);
}

const INPUTS = ["image", "platform", "pull_policy", "env", "configs", "expected_type"] as const;

function sameInputs(planned: Record<string, unknown>, prior: Record<string, unknown>): boolean {
  return INPUTS.every(
    (name) => !isUnknown(planned[name]) && digestOf(planned[name]) === digestOf(prior[name]),
  );
}

function computedOf(prior: State<Schema>): Omit<State<Schema>, (typeof INPUTS)[number]> {
  return {
    id: prior.id,
    mount: prior.mount,
    digest: prior.digest,
    type: prior.type,
    kubernetes_version: prior.kubernetes_version,
    distribution: prior.distribution,
    labels: prior.labels,
    default_env: prior.default_env,
    entrypoint: prior.entrypoint,
    command: prior.command,
    contained_images: prior.contained_images,
    size_bytes: prior.size_bytes,
    tree_digest: prior.tree_digest,
  };
}

function requestOf(planned: FinalPlan<Schema>): ImageRequest {
  return {
    image: planned.image,
    platform: planned.platform,
    pullPolicy: planned.pull_policy,
    env: planned.env ?? {},
    configs: (planned.configs ?? []).map(({ path, strategy, match, data }): ImageConfig => ({
      path,
      strategy,
      match: match ?? undefined,
      data,
    })),
    ...(planned.expected_type === null ? {} : { expectedType: planned.expected_type }),
  };
}

function stateOf(planned: FinalPlan<Schema>, mounted: MountedImage): State<Schema> {
  const { mount } = mounted;
  return {
    ...planned,
    id: mount.treeDigest,
    mount: encodeImageMount(mount),
    digest: mount.digest,
    type: mount.type,
    kubernetes_version: mount.version ?? null,
    distribution: mount.distribution ?? null,
    labels: mount.labels,
    default_env: mount.env,
    entrypoint: mount.entrypoint,
    command: mount.command,
    contained_images: containedImagesOf(mounted),
    size_bytes: mount.sizeBytes,
    tree_digest: mount.treeDigest,
  };
}
