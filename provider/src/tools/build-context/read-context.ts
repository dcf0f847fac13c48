import { KUBEFILES, type BuildSpec, type ImageOrigin } from "../../domain/build/build-spec";
import {
  ARCHIVES,
  collectedName,
  collectImages,
  type CollectedImage,
  type ImageText,
} from "../../domain/build/collect-images";
import { parseIgnoreFile, withoutIgnored } from "../../domain/build/ignore-patterns";
import { isIssue } from "../../domain/issue";
import { digestOf } from "../../lib/hash";
import type { Runner } from "../../transports/runner";
import { directoryExists } from "../files";
import { inventoryTree, readFiles, treeDigest, type TreeEntry } from "../image-tree";
import { contextMissing, contextRefused, contextWrong, kubefileMissing } from "./errors";
import { renderCharts } from "./render-charts";

/** A context as a build takes it. */
export interface BuildContext {
  readonly directory: string;
  readonly kubefile: string;
  /** What is sent: without what an ignore file leaves out. */
  readonly entries: readonly TreeEntry[];
  /** Digest over those entries. */
  readonly treeDigest: string;
  readonly images: readonly CollectedImage[];
  /** `sha256:…` over entries, Kubefile and names of images. */
  readonly digest: string;
}

const IGNORE_FILES = [".containerignore", ".dockerignore"];
const IGNORED_IMAGES = ".sealignore";
const PERMISSIONS = 0o777;

/**
 * Reads a context without changing anything: what of it is sent, how it is built, which container images it names, and a digest over all
 * that. Where an ignore file leaves something out, no image is looked for in it either.
 *
 * @throws ToolError that names the attribute, what was found, the rule and the cure.
 */
export async function readContext(
  runner: Runner,
  spec: Pick<BuildSpec, "context" | "kubefile" | "collect">,
  signal?: AbortSignal,
): Promise<BuildContext> {
  const { context: directory, collect } = spec;
  const all = await listContext(runner, directory, signal);
  const kubefilePath = findKubefile(runner, spec, all);
  const special = await readFiles(
    runner,
    directory,
    present(all, [kubefilePath, ...IGNORE_FILES, IGNORED_IMAGES]),
    signal,
  );
  const text = (path: string): string => special.get(path)?.toString("utf8") ?? "";
  const kubefile = text(kubefilePath);
  const entries = withoutSpecialModes(sentEntries(runner, all, text));
  const texts = await imageTexts(runner, directory, entries, collect, signal);
  const images = collectImages(texts, text(IGNORED_IMAGES));
  if (isIssue(images)) throw contextWrong(runner.host, images);
  const tree = await treeDigest(runner, directory, entries, signal);
  const digest = `sha256:${digestOf({ tree, kubefile, images: images.map(collectedName) })}`;
  return { directory, kubefile, entries, treeDigest: tree, images, digest };
}

async function listContext(
  runner: Runner,
  directory: string,
  signal: AbortSignal | undefined,
): Promise<readonly TreeEntry[]> {
  if (!(await directoryExists(runner, directory))) throw contextMissing(runner.host, directory);
  return inventoryTree(runner, `${directory}/`, signal);
}

function findKubefile(
  { host }: Runner,
  { context, kubefile }: Pick<BuildSpec, "context" | "kubefile">,
  entries: readonly TreeEntry[],
): string {
  const candidates = kubefile === undefined ? KUBEFILES : [kubefile.replace(/^(\.\/+)+/, "")];
  const found = present(entries, candidates)[0];
  if (found === undefined) throw kubefileMissing(host, context, kubefile);
  return found;
}

function present(entries: readonly TreeEntry[], paths: readonly string[]): readonly string[] {
  const files = new Set(entries.flatMap(({ path, kind }) => (kind === "file" ? [path] : [])));
  return paths.filter((path) => files.has(path));
}

function sentEntries(
  { host }: Runner,
  all: readonly TreeEntry[],
  text: (path: string) => string,
): readonly TreeEntry[] {
  const ignoreFile = present(all, IGNORE_FILES)[0];
  const rule =
    ignoreFile === undefined ? () => false : parseIgnoreFile(ignoreFile, text(ignoreFile));
  if (isIssue(rule)) throw contextWrong(host, rule);
  const sent = withoutIgnored(all, rule);
  for (const { path, kind } of sent) {
    if (kind === "other")
      throw contextRefused(host, path, "devices, fifos and sockets have no place in an image");
    if (/[\u0000-\u001f\u007f]/.test(path))
      throw contextRefused(host, path, "a name must be printable and of one line");
  }
  return sent;
}

/** The stream to the builder carries no setuid, setgid and sticky bits. */
function withoutSpecialModes(entries: readonly TreeEntry[]): readonly TreeEntry[] {
  return entries.map((entry) =>
    entry.kind === "symlink" ? entry : { ...entry, mode: entry.mode & PERMISSIONS },
  );
}

const TEXTS: Readonly<Record<Exclude<ImageOrigin, "charts">, RegExp>> = {
  lists: /^images\/shim\/[^/]+$/,
  manifests: /^manifests\/.*\.(ya?ml|tmpl)$/,
  archives: new RegExp(`^${ARCHIVES}/tar\\.txt$`),
};

async function imageTexts(
  runner: Runner,
  directory: string,
  entries: readonly TreeEntry[],
  collect: readonly ImageOrigin[],
  signal: AbortSignal | undefined,
): Promise<readonly ImageText[]> {
  const wanted = new Map<string, ImageOrigin>();
  for (const { path, kind } of entries) {
    const origin = kind === "file" ? originOf(path) : undefined;
    if (origin !== undefined && collect.includes(origin)) wanted.set(path, origin);
  }
  const contents = await readFiles(runner, directory, [...wanted.keys()], signal);
  const texts = [...wanted].map(([path, origin]) => ({
    origin,
    path,
    text: contents.get(path)?.toString("utf8") ?? "",
  }));
  if (!collect.includes("charts")) return texts;
  return [...texts, ...(await renderCharts(runner, directory, entries, signal))];
}

function originOf(path: string): Exclude<ImageOrigin, "charts"> | undefined {
  const origins = Object.keys(TEXTS) as (keyof typeof TEXTS)[];
  return origins.find((origin) => TEXTS[origin].test(path));
}
