import type { ContentSource } from "../../tools/image-tree";
import type { Runner } from "../../transports/runner";
import type { FanOutTools } from "./fan-out";
import type { Holder, TreeGroup } from "./tree-group";

/** A host that could get nothing from so many others reaches none of them. */
const ATTEMPTS = 3;

/** Gets contents for a host from those that have them; what one cannot give, or not whole, the next may. */
export function bringFromHolders(
  group: TreeGroup,
  to: Runner,
  { pull }: Pick<FanOutTools, "pull">,
  signal: AbortSignal,
): ContentSource {
  return {
    async bring(listFiles, directory) {
      const brought = new Set<string>();
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const holder = await group.turnOf(to, signal);
        if (holder === undefined) break;
        const came = await withHolder(holder, signal, async () => {
          const left = (await listFiles()).filter(({ path }) => !brought.has(path));
          return pull(to, await holder.seed(left), left, directory, signal);
        });
        came.forEach((path) => brought.add(path));
        if (brought.size === (await listFiles()).length) break;
      }
      return brought;
    },
  };
}

/** Whatever goes wrong at a holder, or on the way to it, is no failure of the host that asks: there are others, and the sender. */
async function withHolder(
  holder: Holder,
  signal: AbortSignal,
  work: () => Promise<ReadonlySet<string>>,
): Promise<ReadonlySet<string>> {
  let came: ReadonlySet<string> = new Set();
  try {
    came = await work();
  } catch {
    signal.throwIfAborted();
  } finally {
    holder.release(came.size > 0);
  }
  return came;
}
