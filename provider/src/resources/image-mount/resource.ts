import { defineResource, requireConfigured, type FinalPlan, type State } from "../../../sdk";
import { decodeImageMount, encodeImageMount, type ImageConfig } from "../../domain/image-mount";
import { digestOf } from "../../lib/hash";
import type { ImageRequest, MountedImage } from "../../pipeline/image-source";
import { containedImagesOf } from "../../pipeline/image-source";
import { openImage, previewImage } from "../../pipeline/open-image";
import type { Services } from "../environment";
import { issueDiagnostic } from "../issue-diagnostic";
import { whenKnown } from "../known";
import { imageMountSchema } from "./schema";

type Schema = typeof imageMountSchema;

/** `sealos_image_mount`. */
export const imageMount = defineResource<Schema, Services>({
  schema: imageMountSchema,

  // Everything computed follows from the content of the image: an unchanged configuration keeps all of it, a changed
  // one is looked at now, so that the plans of hosts and clusters know what they will run.
  async plan({ planned, prior, configured, signal }) {
    const inputs = whenKnown(inputsOf(planned));
    if (inputs === undefined) return { planned };
    if (prior !== null && digestOf(inputs) === digestOf(inputsOf(prior))) {
      return { planned: { ...planned, ...computedOf(prior) } };
    }
    if (configured === undefined) return { planned };
    const { found, issues } = await previewImage(configured.pipeline, requestOf(inputs), signal);
    return {
      planned: { ...planned, ...(found === undefined ? {} : contentOf(found)) },
      diagnostics: issues.map(issueDiagnostic),
    };
  },

  create: async ({ planned, configured, signal }) => ({
    state: await open(planned, requireConfigured(configured), signal),
  }),

  async update({ planned, prior, configured, signal }) {
    const services = requireConfigured(configured);
    const state = await open(planned, services, signal);
    if (state.tree_digest !== prior.tree_digest) await release(services.pipeline, prior, signal);
    return { state };
  },

  // The state pins content: what a tag means by now is a question for the next change, not for a refresh.
  read: ({ state }) => Promise.resolve({ state }),

  async delete({ prior, configured, signal }) {
    await release(requireConfigured(configured).pipeline, prior, signal);
    return {};
  },
});

async function open(
  planned: FinalPlan<Schema>,
  { pipeline }: Services,
  signal: AbortSignal,
): Promise<State<Schema>> {
  const pinned = decodeImageMount(whenKnown(planned.mount) ?? "");
  const wanted = { request: requestOf(planned), pinned };
  return { ...planned, ...contentOf(await openImage(pipeline, wanted, signal)) };
}

async function release(
  { images }: Services["pipeline"],
  { mount }: State<Schema>,
  signal: AbortSignal,
): Promise<void> {
  const known = mount === null ? undefined : decodeImageMount(mount);
  if (known !== undefined) await images.release(known, signal);
}

type InputName = "image" | "platform" | "pull_policy" | "env" | "configs" | "expected_type";
type Inputs = Pick<FinalPlan<Schema>, InputName>;

function inputsOf<Values extends Readonly<Record<InputName, unknown>>>(
  values: Values,
): Pick<Values, InputName> {
  const { image, platform, pull_policy, env, configs, expected_type } = values;
  return { image, platform, pull_policy, env, configs, expected_type };
}

function computedOf(prior: State<Schema>): Omit<State<Schema>, keyof Inputs> {
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

function requestOf(planned: Inputs): ImageRequest {
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

function contentOf(mounted: MountedImage): Omit<State<Schema>, keyof Inputs> {
  const { mount } = mounted;
  return {
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
