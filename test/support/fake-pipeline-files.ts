import type { HostFacts } from "../../provider/src/domain/host-facts";

/** The part of a machine that its long commands change. */
export interface UnitHost {
  readonly facts: HostFacts;
  readonly files: Map<string, string>;
}

/** Removes a file, or everything below a directory. */
export function removeTree(files: Map<string, string>, path: string): void {
  for (const known of files.keys())
    if (known === path || known.startsWith(`${path}/`)) files.delete(known);
}
