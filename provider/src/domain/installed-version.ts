import type { HostJournal } from "./host-journal";

/** What `bootstrap-init` notes in the journal. */
export interface InstalledNote {
  /** Kubernetes version of the rootfs whose binaries it installed, `v1.20.2`; null where the image does not say. */
  readonly kubernetes: string | null;
  /**
   * The parts of a pod network that the image brought, before the host was a node (`file:…` of CNI, `link:…`): they stay when it
   * is none any more, so that it can be one again. Absent in an older note.
   */
  readonly podNetwork?: readonly string[];
}

/** The Kubernetes version that is installed on a host, as its journal says; undefined when it does not. */
export function installedVersion({ notes }: Pick<HostJournal, "notes">): string | undefined {
  return (notes["bootstrap-init"] as Partial<InstalledNote> | undefined)?.kubernetes ?? undefined;
}

/** The parts of a pod network that are the image's own. */
export function installedPodNetwork({ notes }: Pick<HostJournal, "notes">): readonly string[] {
  return (notes["bootstrap-init"] as Partial<InstalledNote> | undefined)?.podNetwork ?? [];
}
