import {
  localName,
  parseImageReference,
  type FileReference,
  type RegistryReference,
} from "../image-reference";
import { isIssue, type Issue } from "../issue";
import type { ImageOrigin } from "./build-spec";

/** A text of the context that may name container images. */
export interface ImageText {
  readonly origin: ImageOrigin;
  /** Path below the context, as messages name it. */
  readonly path: string;
  readonly text: string;
}

/** A container image that goes into `registry/`. */
export interface CollectedImage {
  readonly reference: RegistryReference;
  /** The text that names it. */
  readonly path: string;
  /** A file of the context that holds it, its path relative to the context; undefined: it is in a registry. */
  readonly archive?: Pick<FileReference, "transport" | "path">;
}

/** Where `tar.txt` and the archives that it names are. */
export const ARCHIVES = "images/skopeo";

/** The full name of a collected image. */
export function collectedName({ reference }: CollectedImage): string {
  const { tag, digest } = reference;
  if (tag === undefined || digest === undefined) return localName(reference);
  return `${localName({ ...reference, digest: undefined })}@${digest}`;
}

/** What an image is called in `registry/`, where names have no registry in front. */
export function nameInRegistry({ repository, tag, digest }: RegistryReference): string {
  return tag === undefined ? `${repository}@${digest ?? ""}` : `${repository}:${tag}`;
}

/**
 * Finds the container images that texts name, sorted by name, each once. `ignored` is the content of `.sealignore`: a name a line. A list
 * must be readable to its last line; in manifests and rendered charts only what stands behind `image:` and is a name counts, since
 * templates may hold anything.
 */
export function collectImages(
  texts: readonly ImageText[],
  ignored: string,
): readonly CollectedImage[] | Issue {
  const found: CollectedImage[] = [];
  for (const text of texts) {
    const images = READERS[text.origin](text);
    if (isIssue(images)) return images;
    found.push(...images);
  }
  const unwanted = new Set(contentLines(ignored).flatMap(({ content }) => spellings(content)));
  return withoutDoubles(found.filter((image) => !unwanted.has(collectedName(image))));
}

type Reader = (text: ImageText) => readonly CollectedImage[] | Issue;

const READERS: Readonly<Record<ImageOrigin, Reader>> = {
  lists: readList,
  manifests: readManifest,
  charts: readManifest,
  archives: readArchives,
};

function readList({ path, text }: ImageText): readonly CollectedImage[] | Issue {
  const images: CollectedImage[] = [];
  for (const { content, line } of contentLines(text)) {
    const reference = registryReference(content);
    if (reference === undefined) return unreadable(path, line, content, LIST_RULE);
    images.push({ reference, path });
  }
  return images;
}

// The key `image` of block and flow mappings, in YAML or JSON, with its value up to a comment.
const IMAGE_KEY = /(?:^[\s-]*|[{,]\s*)["']?image["']?:\s*["']?([^\s"',}#]+)/g;

function readManifest({ path, text }: ImageText): readonly CollectedImage[] {
  const names = text.split("\n").flatMap((line) => {
    const isComment = line.trimStart().startsWith("#");
    return isComment ? [] : [...line.matchAll(IMAGE_KEY)].map(([, name = ""]) => name);
  });
  return names.flatMap((name) => {
    const reference = registryReference(name);
    return reference === undefined ? [] : [{ reference, path }];
  });
}

const ARCHIVE = /^(docker-archive|oci-archive):([^@]+)@(.+)$/;

function readArchives({ path, text }: ImageText): readonly CollectedImage[] | Issue {
  const images: CollectedImage[] = [];
  for (const { content, line } of contentLines(text)) {
    const [, transport, file = "", name = ""] = ARCHIVE.exec(content) ?? [];
    const reference = registryReference(name);
    if (transport === undefined || reference?.tag === undefined || file.split("/").includes(".."))
      return unreadable(path, line, content, ARCHIVE_RULE);
    const archive = {
      transport: transport as "docker-archive" | "oci-archive",
      path: `${ARCHIVES}/${file.replace(/^\/+/, "")}`,
    };
    images.push({ reference, path, archive });
  }
  return images;
}

function contentLines(
  text: string,
): readonly { readonly content: string; readonly line: number }[] {
  return text
    .split("\n")
    .map((line, index) => ({ content: unquoted(line.trim()), line: index + 1 }))
    .filter(({ content }) => content !== "" && !content.startsWith("#"));
}

function unquoted(text: string): string {
  return /^(["']).*\1$/.test(text) ? text.slice(1, -1) : text;
}

function registryReference(text: string): RegistryReference | undefined {
  const reference = parseImageReference(text);
  return isIssue(reference) || reference.transport !== "docker" ? undefined : reference;
}

function spellings(text: string): readonly string[] {
  const reference = registryReference(text);
  return reference === undefined ? [text] : [text, collectedName({ reference, path: "" })];
}

/** One image for each name in the registry; with a digest it is more exact than without. */
function withoutDoubles(images: readonly CollectedImage[]): readonly CollectedImage[] | Issue {
  const byName = new Map<string, CollectedImage>();
  for (const image of images) {
    const name = nameInRegistry(image.reference);
    const other = byName.get(name);
    if (other !== undefined && !isSame(image, other)) return collision(name, other, image);
    if (other?.reference.digest === undefined) byName.set(name, image);
  }
  return [...byName.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, image]) => image);
}

function isSame({ reference: one }: CollectedImage, { reference: other }: CollectedImage): boolean {
  const [a, b] = [one.digest, other.digest];
  return one.domain === other.domain && (a === b || a === undefined || b === undefined);
}

const LIST_RULE = "write one image a line, with tag or digest; a line behind # is a comment";
const ARCHIVE_RULE = `write docker-archive:FILE@NAME:TAG or oci-archive:FILE@NAME:TAG, FILE below ${ARCHIVES}/`;

function unreadable(path: string, line: number, content: string, rule: string): Issue {
  return {
    severity: "error",
    summary: "Image List Cannot Be Read",
    detail: `context: ${path}, line ${line}: ${JSON.stringify(content)} names no image: ${rule}. Correct that line, or leave this origin out of collect_images.`,
    attribute: ["context"],
  };
}

function collision(name: string, one: CollectedImage, other: CollectedImage): Issue {
  return {
    severity: "error",
    summary: "Two Images Of One Name",
    detail: `context: ${one.path} names ${collectedName(one)}, and ${other.path} names ${collectedName(other)}: both would be ${name} in registry/, where names have no registry in front. Put one of them into .sealignore, or give it another tag.`,
    attribute: ["context"],
  };
}
