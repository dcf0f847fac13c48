import type { ContentSource, SharedFile } from "../../tools/image-tree";
import { SEED_PROGRAM } from "../../tools/seed";
import type { Runner } from "../../transports/runner";
import type { FanOutTools } from "./fan-out";
import type { Holder, Member } from "./tree-group";

/** A host that got nothing from so many others reaches none of them. */
const MOST_FAILURES = 3;

/** Gets contents for a host from those that have them; what one cannot give, or not whole, the next may. */
export function bringFromHolders(
  member: Member,
  to: Runner,
  { pull }: Pick<FanOutTools, "pull">,
  signal: AbortSignal,
): ContentSource {
  return {
    first: SEED_PROGRAM,
    async bring(listFiles, directory) {
      const files = await listFiles();
      let left = files;
      for (let failures = 0; left.length > 0 && failures < MOST_FAILURES;) {
        const holder = await member.turn(left, signal);
        if (holder === undefined) break;
        const came = await pullFrom(holder, directory);
        member.has(came);
        left = left.filter(({ path }) => !came.has(path));
        if (came.size === 0) failures += 1;
      }
      return pathsOf(files, left);
    },
    arrived: (paths) => member.has(paths),
  };

  /** Whatever goes wrong at a holder, or on the way to it, is no failure of the host that asks: there are others, and the sender. */
  async function pullFrom(holder: Holder, directory: string): Promise<ReadonlySet<string>> {
    let came: ReadonlySet<string> = new Set();
    try {
      came = await pull(to, await holder.seed(), holder.files, directory, signal);
    } catch {
      signal.throwIfAborted();
    } finally {
      holder.release(came.size > 0);
    }
    return came;
  }
}

function pathsOf(files: readonly SharedFile[], left: readonly SharedFile[]): ReadonlySet<string> {
  const missing = new Set(left);
  return new Set(files.filter((file) => !missing.has(file)).map(({ path }) => path));
}
