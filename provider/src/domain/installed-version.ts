import type { HostJournal } from "./host-journal";

/** What `bootstrap-init` notes in the journal. */
export interface InstalledNote {
  /** Kubernetes version of the rootfs whose binaries it installed, `v1.20.2`; null where the image does not say. */
  readonly kubernetes: string | null;
}

/** The Kubernetes version that is installed on a host, as its journal says; undefined when it does not. */
export function installedVersion({ notes }: Pick<HostJournal, "notes">): string | undefined {
  return (notes["bootstrap-init"] as Partial<InstalledNote> | undefined)?.kubernetes ?? undefined;
}
