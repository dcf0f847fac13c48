import { closeMount, type OpenMount } from "../../domain/declared";
import { decodeImageMount, encodeImageMount, type ImageConfig } from "../../domain/image-mount";
import type { JsonValue } from "../../domain/json";
import { isFields } from "../../domain/kubeadm/fields";
import { mountEnvironment } from "../../domain/template-environment";
import type { PipelineEnvironment } from "../environment";

/**
 * The `mount` that a value stands for: one that is a mount already, what was remembered of one, an image reference, or an
 * object with the arguments of a `sealos_image_mount`.
 *
 * @throws Error when the image cannot be had, or what was remembered lacks a secret.
 */
export async function restoreMount(
  environment: PipelineEnvironment,
  value: JsonValue,
  signal: AbortSignal,
): Promise<string> {
  if (isFields(value) && "treeDigest" in value) {
    return encodeImageMount(await closed(environment, value as unknown as OpenMount, signal));
  }
  if (typeof value === "string" && decodeImageMount(value) !== undefined) return value;
  const wanted = typeof value === "string" ? { image: value } : (value as unknown as Wanted | null);
  if (typeof wanted?.image !== "string") throw noImage(value);
  const { mount } = await environment.images.preview(
    {
      image: wanted.image,
      platform: wanted.platform ?? "linux/amd64",
      pullPolicy: "if_missing",
      env: wanted.env ?? {},
      configs: (wanted.configs ?? []).map(({ match, ...config }) => ({
        ...config,
        match: match ?? undefined,
      })),
    },
    signal,
  );
  return encodeImageMount(mount);
}

interface Wanted {
  readonly image: string;
  readonly platform?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly configs?: readonly (Omit<ImageConfig, "match"> & { readonly match?: string | null })[];
}

async function closed({ images }: PipelineEnvironment, open: OpenMount, signal: AbortSignal) {
  const { image, platform, withheld } = open;
  const details =
    withheld.length === 0
      ? undefined
      : await images.inspect({ image, platform, pullPolicy: "if_missing" }, signal);
  const mount = closeMount(open, details === undefined ? {} : mountEnvironment(details.env, {}));
  if (mount !== undefined) return mount;
  throw new Error(
    `the mount of ${image} was given environment that may be secret (${withheld.join(", ")}), which is remembered nowhere. Import by a JSON id that says it: {"id": …, "images": [{"image": "${image}", "env": {…}}]}.`,
  );
}

function noImage(value: JsonValue): Error {
  return new Error(
    `${JSON.stringify(value)} is neither a mount nor an image reference. Write the reference as in sealos_image_mount.`,
  );
}
