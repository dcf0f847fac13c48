import type { Change } from "./change";
import { isOpen } from "./inventory";
import { withoutIndexes, type References } from "./references";
import type { StackReport } from "./report-schema";

/**
 * What a reviewer cannot see yet, and what it waits for: steps, and settings that come from resources of other
 * providers. That an object which is made has no id yet, or refers to one that has none, needs no mention.
 */
export function unknownOf(
  changes: readonly Change[],
  references: References,
): StackReport["unknown"] {
  return changes
    .filter(({ type, action }) => type.startsWith("sealos_") && action !== "none")
    .flatMap((change) => {
      const referred = references.get(withoutIndexes(change.address)) ?? {};
      const open = Object.keys(change.unknown).filter((name) => isOpen(change.unknown[name]));
      const inputs = open
        .map((attribute) => ({ attribute, because: referred[attribute] ?? [] }))
        .filter(({ because }) => because.length > 0);
      const foreign = inputs.filter(({ because }) => because.some((target) => !isOurs(target)));
      const waits = foreign.length > 0 ? foreign : inputs;
      return [
        ...(open.includes("steps")
          ? [{ attribute: "steps", because: [...new Set(waits.flatMap(({ because }) => because))] }]
          : []),
        ...foreign,
      ].map(({ attribute, because }) => ({
        address: change.address,
        attribute,
        because: [...because],
      }));
    });
}

function isOurs(target: string): boolean {
  return /(^|\.)sealos_/.test(target) || /^(each|count|self)\./.test(target);
}
