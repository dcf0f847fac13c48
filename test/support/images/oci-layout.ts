import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { pack, type Header } from "tar-stream";

/** One tar entry of a layer; a text alone is a plain file with mode 0644. */
export type LayerEntry = string | (Partial<Header> & { readonly content?: string | Buffer });

export interface TestImage {
  /** Path to content, in the order of the tar. Directories on the way are added by themselves. */
  readonly files: Readonly<Record<string, LayerEntry>>;
  /** Further layers over the first. */
  readonly more?: readonly Readonly<Record<string, LayerEntry>>[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly env?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly architecture?: string;
  /** Tag of the layout. Default "latest". */
  readonly tag?: string;
}

/** The labels that make an image a rootfs. */
export const ROOTFS_LABELS = {
  "sealos.io.type": "rootfs",
  "sealos.io.version": "v1beta1",
  version: "v1.31.0",
} as const;

/** Where a layout keeps what a test may want to damage or serve. */
export interface WrittenLayout {
  readonly directory: string;
  /** `oci:…`, ready to be used as an image reference. */
  readonly reference: string;
  /** `sha256:…` of the configuration: what the provider calls the image's digest. */
  readonly configDigest: string;
  readonly manifestDigest: string;
  readonly manifestSize: number;
  readonly architecture: string;
  readonly layerDigests: readonly string[];
}

/** Writes an image FROM scratch as an OCI layout, without any tool. */
export async function writeOciLayout(directory: string, image: TestImage): Promise<WrittenLayout> {
  const blobs = join(directory, "blobs/sha256");
  await mkdir(blobs, { recursive: true });
  const store = async (content: Buffer): Promise<{ digest: string; size: number }> => {
    const hex = sha256(content);
    await writeFile(join(blobs, hex), content);
    return { digest: `sha256:${hex}`, size: content.length };
  };
  const tars = await Promise.all([image.files, ...(image.more ?? [])].map(layerTar));
  const layers = await Promise.all(tars.map((tar) => store(gzipSync(tar, { level: 1 }))));
  const config = await store(json(configOf(image, tars)));
  const manifest = await store(
    json({
      schemaVersion: 2,
      mediaType: "application/vnd.oci.image.manifest.v1+json",
      config: { mediaType: "application/vnd.oci.image.config.v1+json", ...config },
      layers: layers.map((layer) => ({
        mediaType: "application/vnd.oci.image.layer.v1.tar+gzip",
        ...layer,
      })),
    }),
  );
  await writeFile(join(directory, "oci-layout"), json({ imageLayoutVersion: "1.0.0" }));
  await writeFile(
    join(directory, "index.json"),
    json({
      schemaVersion: 2,
      manifests: [
        {
          mediaType: "application/vnd.oci.image.manifest.v1+json",
          ...manifest,
          annotations: { "org.opencontainers.image.ref.name": image.tag ?? "latest" },
        },
      ],
    }),
  );
  return {
    directory,
    reference: `oci:${directory}:${image.tag ?? "latest"}`,
    configDigest: config.digest,
    manifestDigest: manifest.digest,
    manifestSize: manifest.size,
    architecture: image.architecture ?? "amd64",
    layerDigests: layers.map(({ digest }) => digest),
  };
}

/** The tar of one layer; nothing is checked, so that hostile ones can be made. */
export async function layerTar(files: Readonly<Record<string, LayerEntry>>): Promise<Buffer> {
  const archive = pack();
  const made = new Set<string>();
  for (const [name, entry] of Object.entries(files)) {
    for (const directory of parents(name)) {
      if (made.has(directory)) continue;
      made.add(directory);
      archive.entry({ name: `${directory}/`, type: "directory", mode: 0o755, mtime: new Date(0) });
    }
    const { content = "", ...header } = typeof entry === "string" ? { content: entry } : entry;
    const type = header.type ?? "file";
    if (type === "directory") made.add(name);
    const full = { mode: 0o644, mtime: new Date(0), ...header, name, type };
    if (type === "file") archive.entry(full, content);
    else archive.entry(full);
  }
  archive.finalize();
  return buffer(archive);
}

function parents(name: string): string[] {
  if (name.startsWith("/") || name.split("/").includes("..")) return [];
  const parts = name.split("/").slice(0, -1);
  return parts.map((_part, index) => parts.slice(0, index + 1).join("/"));
}

function configOf(image: TestImage, tars: readonly Buffer[]): unknown {
  return {
    architecture: image.architecture ?? "amd64",
    os: "linux",
    config: {
      Env: image.env ?? ["PATH=/bin"],
      ...(image.entrypoint && { Entrypoint: image.entrypoint }),
      ...(image.command && { Cmd: image.command }),
      Labels: image.labels ?? {},
    },
    rootfs: { type: "layers", diff_ids: tars.map((tar) => `sha256:${sha256(tar)}`) },
  };
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

function sha256(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
