import type { Environment } from "../../domain/template-environment";
import type { Runner } from "../../transports/runner";
import { isUnderAny, type TreeEntry } from "./entry";
import { hostileTree } from "./errors";
import type { FileDigests } from "./file-digests";
import { overlay } from "./overlay";
import { isTemplate, readTemplates, renderTemplates } from "./render-templates";
import type { ContentSource } from "./shared-files";
import type { Limit } from "../../lib/limit";
import { sendTree, type ProgressListener, type TreeOutcome } from "./send-tree";
import { verifyTree } from "./verify-tree";

/** A mounted image whose tree was verified when it was mounted. */
export interface ImageTree {
  /** The image as the practitioner named it, for messages. Default: its root. */
  readonly image?: string;
  readonly root: string;
  readonly entries: readonly TreeEntry[];
  /** Top-level names that stay behind, like `registry`. */
  readonly exclude?: readonly string[];
  /** Digests of its files. Default: they are read for one transfer alone. */
  readonly digests?: FileDigests;
}

export interface ImagesTransfer {
  readonly from: Runner;
  readonly to: Runner;
  /** In order: the rootfs, then the patches that lie over it. */
  readonly trees: readonly ImageTree[];
  readonly target: string;
  /** Top-level names of the previous tree that stay, like `registry`. */
  readonly keep?: readonly string[];
  /** A directory above the target where the host may have contents already. Default: the previous tree alone. */
  readonly near?: string;
  /** As {@link TreeTransfer.others} and {@link TreeTransfer.turn}. */
  readonly others?: ContentSource;
  readonly turn?: Limit;
  /** What the templates are rendered with: the environment of this host. */
  readonly environment: Environment;
  readonly onProgress?: ProgressListener;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Renders the templates of some images for a host and puts their trees there as one:
 * everything that {@link sendTree} promises.
 */
export async function sendImages(transfer: ImagesTransfer): Promise<TreeOutcome> {
  const { from, to, trees, environment, signal } = transfer;
  const defects = verifyTree(overlay(trees.map(wantedEntries)));
  if (defects.length > 0) throw hostileTree(from.host, trees.map(nameOf).join(" with "), defects);
  const layers = trees.map(async (tree) => {
    const wanted = wantedEntries(tree);
    const templates = await readTemplates(from, tree.root, wanted, signal);
    return {
      root: tree.root,
      digests: tree.digests,
      entries: wanted.filter((entry) => !isTemplate(entry)),
      rendered: renderTemplates(to.host, nameOf(tree), templates, environment),
    };
  });
  return sendTree({ ...transfer, layers: await Promise.all(layers) });
}

function wantedEntries({ entries, exclude = [] }: ImageTree): readonly TreeEntry[] {
  return entries.filter(({ path }) => !isUnderAny(path, exclude));
}

function nameOf({ image, root }: ImageTree): string {
  return image ?? root;
}
