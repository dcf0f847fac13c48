/** What buildah tells of an image. */
export interface ImageDetails {
  /** 64 hexadecimal digits: the digest of the image's configuration, the same in every registry and archive. */
  readonly id: string;
  readonly os: string;
  readonly architecture: string;
  readonly labels: Readonly<Record<string, string>>;
  /** ENV as `K=V` lines. */
  readonly env: readonly string[];
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
}

/** What buildah tells of a working container. */
export interface ContainerDetails {
  readonly name: string;
  readonly imageId: string;
  readonly annotations: Readonly<Record<string, string>>;
}

interface Inspection {
  readonly FromImageID?: string;
  readonly Container?: string;
  readonly ImageAnnotations?: Record<string, string> | null;
  readonly OCIv1?: {
    readonly os?: string;
    readonly architecture?: string;
    readonly config?: {
      readonly Env?: string[];
      readonly Entrypoint?: string[];
      readonly Cmd?: string[];
      readonly Labels?: Record<string, string>;
    };
  };
}

/** Reads `buildah inspect --type=image`. */
export function parseImage(json: string): ImageDetails {
  const { FromImageID = "", OCIv1 = {} } = JSON.parse(json) as Inspection;
  const { config = {} } = OCIv1;
  return {
    id: FromImageID,
    os: OCIv1.os ?? "",
    architecture: OCIv1.architecture ?? "",
    labels: config.Labels ?? {},
    env: config.Env ?? [],
    entrypoint: config.Entrypoint ?? [],
    command: config.Cmd ?? [],
  };
}

/** Reads `buildah inspect --type=container`. */
export function parseContainer(json: string): ContainerDetails {
  const { Container = "", FromImageID = "", ImageAnnotations } = JSON.parse(json) as Inspection;
  return { name: Container, imageId: FromImageID, annotations: ImageAnnotations ?? {} };
}

/** Reads `buildah containers --json`: the names of all working containers. */
export function parseContainerNames(json: string): string[] {
  const containers = JSON.parse(json || "[]") as { containername?: string }[] | null;
  return (containers ?? []).flatMap(({ containername }) => containername ?? []);
}

/** Reads `buildah images --json`: the names of all images. */
export function parseImageNames(json: string): string[] {
  const images = JSON.parse(json || "[]") as { names?: string[] | null }[] | null;
  return (images ?? []).flatMap(({ names }) => names ?? []);
}

/** Reads `buildah mount --json`: mount point by container name. */
export function parseMounts(json: string): ReadonlyMap<string, string> {
  const mounts = JSON.parse(json || "[]") as { container: string; mountPoint: string }[] | null;
  return new Map((mounts ?? []).map(({ container, mountPoint }) => [container, mountPoint]));
}
