import type { WantedEntry } from "./wanted-tree";

/** A file that other hosts may have, too. */
export interface SharedFile {
  /** Below the root of the tree. */
  readonly path: string;
  /** sha256, 64 hexadecimal digits. */
  readonly digest: string;
  readonly mode: number;
}

/** Elsewhere than where the images are: brings contents to a host that lacks them. */
export interface ContentSource {
  /** A path that is sent before all others, where it has to be sent. */
  readonly first: string;
  /** Puts files below a directory of the host, and answers the paths of those that it could. Rejects only when cancelled. */
  bring(
    files: () => Promise<readonly SharedFile[]>,
    directory: string,
  ): Promise<ReadonlySet<string>>;
  /** Is told the paths of files that the host had already, and of those that were sent as they arrive. */
  arrived(paths: readonly string[]): void;
}

/** Smaller files travel from here: one stream brings a thousand of them sooner than a thousand questions. */
const SMALLEST = 16_384;

/** Those of some entries that are worth asking others for: large ones, and the same on every host. */
export function shareable(entries: readonly WantedEntry[]): readonly WantedEntry[] {
  return entries.filter(
    ({ kind, size, content }) => kind === "file" && size >= SMALLEST && content === undefined,
  );
}
