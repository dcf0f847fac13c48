import { createHash } from "node:crypto";

/** The files of a distribution registry's storage that hold some images; each blob is given by its content. */
export function registryFiles(
  images: Readonly<Record<string, readonly string[]>>,
  root = "registry",
): Record<string, string> {
  const files: Record<string, string> = {};
  const base = `${root}/docker/registry/v2`;
  for (const [name, blobs] of Object.entries(images)) {
    const [repository = "", tag = ""] = name.split(":");
    for (const content of blobs) {
      const digest = sha256(content);
      files[`${base}/blobs/sha256/${digest.slice(0, 2)}/${digest}/data`] = content;
      files[`${base}/repositories/${repository}/_layers/sha256/${digest}/link`] =
        `sha256:${digest}`;
    }
    const link = `sha256:${sha256(blobs.at(-1) ?? "")}`;
    files[`${base}/repositories/${repository}/_manifests/tags/${tag}/current/link`] = link;
  }
  return files;
}

/** The SHA-256 of a text as 64 hexadecimal digits. */
export function sha256(content: string): string {
  return createHash("sha256").update(content).digest("hex");
}
