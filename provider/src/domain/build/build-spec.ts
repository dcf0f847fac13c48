import { localName, type RegistryReference } from "../image-reference";

/** Where a context names container images; the contract of the sealos command line. */
export const IMAGE_ORIGINS = ["lists", "manifests", "charts", "archives"] as const;

/** One of {@link IMAGE_ORIGINS}: `images/shim/`, `manifests/`, `charts/` or `images/skopeo/tar.txt`. */
export type ImageOrigin = (typeof IMAGE_ORIGINS)[number];

/** Where a built image goes. */
export type BuildOutput =
  | {
      readonly kind: "archive";
      /** Absolute, on the machine that runs buildah. */
      readonly path: string;
      /** What the image is called in there; what it holds is added to the tag. */
      readonly name: string | undefined;
    }
  | { readonly kind: "push"; readonly reference: RegistryReference };

/** A cluster image that is to be built. */
export interface BuildSpec {
  /** Directory on the machine that runs Terraform. */
  readonly context: string;
  /** Path below the context; undefined: the first of {@link KUBEFILES} that is there. */
  readonly kubefile: string | undefined;
  /** `os/arch` or `os/arch/variant`; none: that of the machine that runs buildah. */
  readonly platforms: readonly string[];
  readonly buildArgs: Readonly<Record<string, string>>;
  /** Over those of the Kubefile. */
  readonly labels: Readonly<Record<string, string>>;
  /** Which container images go into `registry/`. */
  readonly collect: readonly ImageOrigin[];
  readonly output: BuildOutput;
}

/** What a Kubefile may be called, in the order in which the sealos command line looks. */
export const KUBEFILES = ["Sealfile", "Kubefile", "Dockerfile", "Containerfile"] as const;

/** The output as people call it: the path, or the reference. */
export function outputName(output: BuildOutput): string {
  return output.kind === "archive" ? output.path : localName(output.reference);
}

/** The reference of one content of an archive: with another content comes another tag, so that what depends on it is planned anew. */
export function archiveReference(path: string, tag: string | undefined): string {
  return tag === undefined ? `oci-archive:${path}` : `oci-archive:${path}:${tag}`;
}

/** The reference of what was pushed, by the digest of its manifest, `sha256:…`. */
export function pushedReference(reference: RegistryReference, digest: string): string {
  return localName({ ...reference, digest });
}

/** The name of an image in its archive: what was asked for, and 12 digits that stand for the content. */
export function archiveTag(name: string | undefined, contentDigest: string): string {
  const short = contentDigest.replace(/^sha256:/, "").slice(0, 12);
  if (name === undefined) return `sealos-${short}`;
  return name.includes(":") ? `${name}-${short}` : `${name}:${short}`;
}
