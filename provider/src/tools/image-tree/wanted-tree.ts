import { isUnderAny, type TreeEntry } from "./entry";
import type { FileDigests } from "./file-digests";
import { overlay } from "./overlay";
import type { RenderedFile } from "./render-templates";

/** One image's share of a tree. */
export interface TreeLayer {
  /** Where the files are on the sending machine. */
  readonly root: string;
  /** What is sent of them, verified; parents before children. */
  readonly entries: readonly TreeEntry[];
  /** What was made here for this host. */
  readonly rendered: readonly RenderedFile[];
  /** Digests of the files below the root. Default: they are read for this transfer alone. */
  readonly digests?: FileDigests | undefined;
}

/** A path as the host shall have it: owned by root, with these permission bits. */
export interface WantedEntry extends Omit<TreeEntry, "target"> {
  readonly layer: TreeLayer;
  /** Of a file that was made here; undefined for what is below the root of its layer. */
  readonly content: string | undefined;
  /** Whether it gets bits of a program that it lacks where it comes from. */
  readonly isMadeRunnable: boolean;
}

/** Images made on other systems lose the executable bits that the scripts of sealos count on. */
const PROGRAM_DIRECTORIES = ["bin", "cri", "opt", "scripts"];
const PERMISSIONS = 0o777;
const RUNNABLE = 0o555;
const PROGRAM = 0o755;

/** What layers become when each lies over those before it, and what was made here over its layer. */
export function wantedTree(layers: readonly TreeLayer[]): WantedEntry[] {
  return overlay(layers.flatMap((layer) => [foundEntries(layer), madeEntries(layer)]));
}

function foundEntries(layer: TreeLayer): WantedEntry[] {
  return layer.entries.map(({ path, kind, size, mode }) => {
    const bits = mode & PERMISSIONS;
    const isMadeRunnable = kind === "file" && isProgram(path) && (bits & RUNNABLE) !== RUNNABLE;
    const entry = { path, kind, size, layer, content: undefined, isMadeRunnable };
    return { ...entry, mode: isMadeRunnable ? bits | PROGRAM : bits };
  });
}

function madeEntries(layer: TreeLayer): WantedEntry[] {
  return layer.rendered.map(({ path, mode, content }) => ({
    path,
    kind: "file",
    size: Buffer.byteLength(content),
    mode: isProgram(path) ? (mode & PERMISSIONS) | PROGRAM : mode & PERMISSIONS,
    layer,
    content,
    isMadeRunnable: false,
  }));
}

function isProgram(path: string): boolean {
  return path.endsWith(".sh") || isUnderAny(path, PROGRAM_DIRECTORIES);
}
