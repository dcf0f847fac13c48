import { delay, type Delay } from "../../lib/delay";
import { sendImages, type ImagesTransfer, type TreeOutcome } from "../../tools/image-tree";
import { pullFiles, startSeed } from "../../tools/seed";
import type { Clock } from "../context";
import { createTreeGroup, type TreeGroup } from "./tree-group";
import { bringFromHolders } from "./bring-from-holders";

/** A host that gets a tree that others get, too. */
export interface FanOutMember {
  /** What the tree consists of: whoever names the same gets the same files. */
  readonly tree: string;
  /** Under which the other hosts reach this one. */
  readonly address: string;
  readonly transfer: ImagesTransfer;
}

/**
 * Spreads trees over the hosts of a run. The first host gets a tree from here; what has arrived there the others get from it,
 * and from each other, so that an image leaves this machine about once however many hosts there are.
 */
export interface FanOut {
  /** As {@link sendImages}, waiting where another host is about to have what this one needs. */
  send(member: FanOutMember): Promise<TreeOutcome>;
  /** Ends what hosts serve each other. Never rejects. */
  close(): Promise<void>;
}

/** How a fan-out reaches hosts and time; tests replace them. */
export interface FanOutTools {
  readonly clock: Clock;
  readonly send: typeof sendImages;
  readonly pull: typeof pullFiles;
  readonly startSeed: typeof startSeed;
  readonly delay: Delay;
}

/** Hosts serve on for this long after the last of a group was done: the next may be on its way. */
const IDLE_MS = 30_000;

/** Makes a {@link FanOut}; one for each configured provider. */
export function createFanOut(given: Pick<FanOutTools, "clock"> & Partial<FanOutTools>): FanOut {
  const tools: FanOutTools = { send: sendImages, pull: pullFiles, startSeed, delay, ...given };
  const groups = new Map<string, TreeGroup>();

  const groupOf = (tree: string): TreeGroup => {
    const group = groups.get(tree) ?? createTreeGroup(tools);
    groups.set(tree, group);
    return group;
  };

  return {
    async send({ tree, address, transfer }) {
      const { to, target, signal = new AbortController().signal, onProgress } = transfer;
      const group = groupOf(tree);
      const stopIdle = () => setTimeout(() => void group.close(), IDLE_MS).unref();
      const member = group.join({ host: to, address, tree: target }, stopIdle);
      try {
        return await tools.send({
          ...transfer,
          others: bringFromHolders(member, to, tools, signal),
          onProgress(progress) {
            group.heard();
            onProgress?.(progress);
          },
        });
      } finally {
        member.leave();
      }
    },
    async close() {
      await Promise.all([...groups.values()].map((group) => group.close()));
    },
  };
}
