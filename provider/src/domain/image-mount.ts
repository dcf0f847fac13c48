/** What a cluster image is for; a label of the image says which. */
export type ImageType = "rootfs" | "patch" | "application";

/** A change to one file of an image before it is sent: sealos' `Config` document. */
export interface ImageConfig {
  /** Path below the root of the image. */
  readonly path: string;
  readonly strategy: "merge" | "override" | "insert" | "append";
  /** Full image reference that the change is for; undefined means every image. */
  readonly match: string | undefined;
  readonly data: string;
}

/**
 * A cluster image pinned to its content. It travels between resources as one line of JSON (the `mount`
 * attribute), so that any runner can mount the same tree again without asking the resource that made it.
 */
export interface ImageMount {
  /** Reference as given: a name with tag or digest, or `oci:`, `oci-archive:`, `docker-archive:`, `containers-storage:`. */
  readonly image: string;
  /** `sha256:…` of the image configuration that buildah reported. */
  readonly digest: string;
  readonly platform: string;
  readonly type: ImageType;
  /** Kubernetes version of a rootfs, `v1.31.0`. */
  readonly version: string | undefined;
  /** The distribution label: `kubernetes` or `k3s`. */
  readonly distribution: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  /** ENV of the image without PATH, overlaid with the mount's own `env`. */
  readonly env: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly configs: readonly ImageConfig[];
  /** Digest over every path, mode and content of the tree after `configs` were applied. */
  readonly treeDigest: string;
  readonly sizeBytes: number;
}

const REQUIRED = ["image", "digest", "type", "labels", "env", "treeDigest"];

/** Writes a mount as the JSON that {@link decodeImageMount} reads; equal mounts give equal text. */
export function encodeImageMount(mount: ImageMount): string {
  return JSON.stringify(mount, (_key, value: unknown) =>
    isRecord(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** Reads the JSON of a `mount` attribute; undefined when it is something else. */
export function decodeImageMount(text: string): ImageMount | undefined {
  const value = parseJson(text);
  if (!isRecord(value)) return undefined;
  const complete = REQUIRED.every((key) => key in value);
  return complete ? (value as unknown as ImageMount) : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
