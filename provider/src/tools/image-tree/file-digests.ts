import type { Runner } from "../../transports/runner";
import { hashFiles } from "./hash-files";

/** The sha256 of the files of one tree. A file is read once, when somebody asks for it first. */
export interface FileDigests {
  /** By path; files that went away are missing. */
  of(paths: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** Makes the {@link FileDigests} of a tree that does not change meanwhile. What failed is tried again by the next who asks. */
export function createFileDigests(runner: Runner, root: string): FileDigests {
  const known = new Map<string, Promise<string | undefined>>();

  const read = (paths: readonly string[]): void => {
    const hashed = hashFiles(runner, root, paths);
    for (const path of paths) {
      const digest = hashed.then((digests) => digests.get(path));
      digest.catch(() => known.delete(path));
      known.set(path, digest);
    }
  };

  return {
    async of(paths) {
      read(paths.filter((path) => !known.has(path)));
      const found = paths.map(async (path) => [path, await known.get(path)] as const);
      return new Map(
        (await Promise.all(found)).flatMap(([path, digest]): [string, string][] =>
          digest === undefined ? [] : [[path, digest]],
        ),
      );
    },
  };
}
