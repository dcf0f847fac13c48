/** What a path of a tree is; `other` is what no image should hold: device, fifo or socket. */
export type EntryKind = "file" | "directory" | "symlink" | "other";

/** One path of a tree, as the file system tells it. */
export interface TreeEntry {
  /** Relative to the root, without leading slash. */
  readonly path: string;
  readonly kind: EntryKind;
  /** Permission bits with setuid, setgid and sticky. */
  readonly mode: number;
  /** Bytes of a file, 0 for everything else. */
  readonly size: number;
  /** Where a symlink points; undefined for everything else. */
  readonly target: string | undefined;
}

/** Whether a path is a directory or below it. */
export function isBelow(path: string, directory: string): boolean {
  return path === directory || path.startsWith(`${directory}/`);
}

/** Whether a path is one of some top-level names of a tree, or below one. */
export function isUnderAny(path: string, directories: readonly string[]): boolean {
  return directories.some((directory) => isBelow(path, directory));
}

/** Bytes of contents. */
export function totalOf(entries: readonly Pick<TreeEntry, "size">[]): number {
  return entries.reduce((sum, { size }) => sum + size, 0);
}
