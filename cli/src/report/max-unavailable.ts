import type { Change } from "./change";
import { valuesOf } from "./inventory";
import { numberAt, treeAt } from "./tree";

/** How many workers an upgrade of the cluster may take out of service at once; the provider's default is one. */
export function maxUnavailable(cluster: Change | undefined): number {
  const upgrade = cluster === undefined ? {} : treeAt(valuesOf(cluster), "upgrade");
  return numberAt(upgrade, "max_unavailable") ?? 1;
}
