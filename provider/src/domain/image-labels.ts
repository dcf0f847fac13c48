import type { ImageType } from "./image-mount";
import type { Issue } from "./issue";

/** What the labels of an image say about it. */
export interface ImageLabels {
  readonly type: ImageType;
  /** Kubernetes version, `v1.31.0`; always there for a rootfs. */
  readonly version: string | undefined;
  /** `kubernetes` or `k3s` for a rootfs, undefined for others without that label. */
  readonly distribution: string | undefined;
}

const TYPES: readonly ImageType[] = ["rootfs", "patch", "application"];
const SCHEMA_VERSIONS = ["v1beta1", "v1beta2"];
const DISTRIBUTIONS: Readonly<Record<string, string>> = {
  "": "kubernetes",
  kubernetes: "kubernetes",
  kubeadm: "kubernetes",
  k3s: "k3s",
};

/**
 * Judges the labels by the contract of cluster images: `sealos.io.type` (an application where it is
 * absent), and for a rootfs `sealos.io.version` and `version`. Older images write `apps.sealos.io/…`.
 */
export function readImageLabels(
  image: string,
  labels: Readonly<Record<string, string>>,
  expected?: ImageType,
): ImageLabels | Issue {
  const type = sealosLabel(labels, "type") ?? "application";
  if (!isImageType(type)) {
    return issue(
      image,
      "Unknown Image Type",
      `its label sealos.io.type is "${type}"; it must be rootfs, patch or application`,
      "rebuild the image with one of these",
    );
  }
  if (expected !== undefined && type !== expected) return wrongType(image, type, expected);
  return type === "rootfs"
    ? readRootfs(image, labels)
    : { type, version: labels["version"], distribution: sealosLabel(labels, "distribution") };
}

function readRootfs(image: string, labels: Readonly<Record<string, string>>): ImageLabels | Issue {
  const schema = sealosLabel(labels, "version");
  if (schema === undefined || !SCHEMA_VERSIONS.includes(schema)) {
    return issue(
      image,
      "Unsupported Rootfs Image",
      `its label sealos.io.version is ${quoted(schema)}; a rootfs must carry ${SCHEMA_VERSIONS.join(" or ")}`,
      "use an image that was built for sealos 4 or later",
    );
  }
  const version = labels["version"];
  if (version === undefined || !/^v\d+\.\d+\.\d+/.test(version)) {
    return issue(
      image,
      "Rootfs Image Without Version",
      `its label version is ${quoted(version)}; a rootfs must name its Kubernetes version there, like v1.31.0`,
      `rebuild it with LABEL version="v…"`,
    );
  }
  const distribution = DISTRIBUTIONS[sealosLabel(labels, "distribution") ?? ""];
  if (distribution === undefined) {
    return issue(
      image,
      "Unknown Distribution",
      `its label sealos.io.distribution is ${quoted(sealosLabel(labels, "distribution"))}; it must be kubernetes, kubeadm or k3s`,
      "use an image of one of these",
    );
  }
  return { type: "rootfs", version, distribution };
}

function sealosLabel(labels: Readonly<Record<string, string>>, key: string): string | undefined {
  return labels[`sealos.io.${key}`] ?? labels[`apps.sealos.io/${key}`];
}

function isImageType(value: string): value is ImageType {
  return (TYPES as readonly string[]).includes(value);
}

function wrongType(image: string, found: ImageType, expected: ImageType): Issue {
  return {
    severity: "error",
    summary: "Image Of The Wrong Type",
    detail: `expected_type: ${image} is of type ${found}, and ${expected} is wanted here. Give an image whose label sealos.io.type is ${expected}, or correct expected_type.`,
    attribute: ["expected_type"],
  };
}

function issue(image: string, summary: string, found: string, cure: string): Issue {
  return {
    severity: "error",
    summary,
    detail: `image: ${image}: ${found}. To mend it, ${cure}.`,
    attribute: ["image"],
  };
}

function quoted(value: string | undefined): string {
  return value === undefined ? "absent" : `"${value}"`;
}
