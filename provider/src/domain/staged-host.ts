import type { HostSpec } from "./host-spec";
import { SEALOS_ROOT } from "./paths";

/**
 * What a host shall become when its node's turn comes: everything that installing the new runtime and Kubernetes needs to
 * know. It may hold secrets (the environment), so it lives in a file of mode 0600 beside the rootfs, and only until the turn
 * has ended.
 */
export interface StagedHost {
  readonly format: 1;
  /** Kubernetes version of the rootfs, `v1.20.15`. */
  readonly kubernetes: string;
  readonly spec: HostSpec;
}

/** Where a host keeps what is staged. */
export function stagedPath(cluster: string): string {
  return `${SEALOS_ROOT}/data/${cluster}/staged.json`;
}

/** Writes what {@link parseStagedHost} reads. */
export function formatStagedHost(kubernetes: string, spec: HostSpec): string {
  const staged: StagedHost = { format: 1, kubernetes, spec };
  return `${JSON.stringify(staged)}\n`;
}

/** Reads what is staged; undefined when the text is something else. */
export function parseStagedHost(text: string): StagedHost | undefined {
  try {
    const value = JSON.parse(text) as Partial<StagedHost>;
    const { format, kubernetes, spec } = value;
    if (format !== 1 || kubernetes === undefined || spec === undefined) return undefined;
    return { format, kubernetes, spec };
  } catch {
    return undefined;
  }
}
