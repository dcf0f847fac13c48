import type { Environment } from "../../domain/template-environment";
import type { Runner } from "../../transports/runner";
import { isUnderAny, type TreeEntry } from "./entry";
import { isTemplate, readTemplates, renderTemplates } from "./render-templates";
import { sendTree } from "./send-tree";

/** A mounted image whose tree was verified when it was mounted. */
export interface ImageTree {
  /** The image as the practitioner named it, for messages. Default: its root. */
  readonly image?: string;
  readonly root: string;
  readonly entries: readonly TreeEntry[];
  /** Top-level names that stay behind, like `registry`. */
  readonly exclude?: readonly string[];
}

export interface ImagesTransfer {
  readonly from: Runner;
  readonly to: Runner;
  /** In order: the rootfs, then the patches that lie over it. */
  readonly trees: readonly ImageTree[];
  readonly target: string;
  /** Top-level names of the previous tree that stay, like `registry`. */
  readonly keep?: readonly string[];
  /** What the templates are rendered with: the environment of this host. */
  readonly environment: Environment;
  readonly onProgress?: (bytes: number, total: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Renders the templates of some images for a host and puts their trees there as one:
 * everything that {@link sendTree} promises.
 */
export async function sendImages(transfer: ImagesTransfer): Promise<{ readonly bytes: number }> {
  const { from, to, trees, environment, signal } = transfer;
  const layers = trees.map(async ({ image, root, entries, exclude = [] }) => {
    const wanted = entries.filter(({ path }) => !isUnderAny(path, exclude));
    const templates = await readTemplates(from, root, wanted, signal);
    return {
      root,
      entries: wanted.filter((entry) => !isTemplate(entry)),
      rendered: renderTemplates(to.host, image ?? root, templates, environment),
    };
  });
  return sendTree({ ...transfer, layers: await Promise.all(layers) });
}
