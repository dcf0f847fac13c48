import type { JsonValue } from "../domain/json";
import { manifestPath, rootfsDirectory } from "../domain/paths";
import { recordTree } from "../tools/image-tree";
import type { Runner } from "../transports/runner";
import { compareTree } from "./compare-tree";
import type { DriftLook, Finding } from "./find-drift";

/** Files of a host that its preparation made, and the step that makes them again. */
interface HostTree {
  readonly name: string;
  readonly root: (cluster: string) => string;
  readonly only?: readonly string[];
  readonly except?: readonly string[];
  readonly withTimes?: boolean;
  /** The first of these steps that the host has. */
  readonly restoredBy: readonly string[];
}

// What scripts of cluster images install outside of the rootfs: a contract of the images (the files, not their content). A script
// that runs again writes them again. Passwords change by other ways, so their file is nobody's drift.
const TREES: readonly HostTree[] = [
  {
    name: "rootfs",
    root: rootfsDirectory,
    except: ["registry", "registry.pid", "etc/registry_htpasswd"],
    restoredBy: ["mount-rootfs"],
  },
  {
    name: "runtime",
    root: () => "/etc",
    withTimes: false,
    only: [
      "containerd",
      "crictl.yaml",
      "image-cri-shim.yaml",
      "systemd/system/containerd.service",
      "systemd/system/image-cri-shim.service",
    ],
    restoredBy: ["bootstrap-cri", "bootstrap-init"],
  },
  {
    name: "kubelet",
    root: () => "/etc/systemd/system",
    withTimes: false,
    only: ["kubelet.service", "kubelet.service.d"],
    restoredBy: ["bootstrap-init"],
  },
  {
    name: "registry",
    root: () => "/etc",
    withTimes: false,
    only: ["registry", "systemd/system/registry.service"],
    except: ["registry/registry_htpasswd"],
    restoredBy: ["bootstrap-registry"],
  },
];

/** Digest of the manifest of each tree of a host: what its journal remembers of them. */
export type HostRecords = Readonly<Record<string, string>>;

/** Notes what the files of a prepared host are now. Whatever changes them on purpose calls it again. */
export async function recordHost(host: Runner, cluster: string): Promise<HostRecords> {
  const recorded = TREES.map(async ({ name, root, ...part }) => {
    const tree = { root: root(cluster), manifest: manifestPath(cluster, name), ...part };
    return [name, await recordTree(host, tree)] as const;
  });
  return Object.fromEntries(await Promise.all(recorded));
}

/** What differs from the records; `hasStep` says which steps the host has. */
export async function compareHost(
  look: DriftLook,
  note: JsonValue | undefined,
  hasStep: (step: string) => boolean,
): Promise<readonly Finding[]> {
  const { host, cluster } = look;
  const records = (note ?? {}) as HostRecords;
  const compared = TREES.map(({ name, root, restoredBy }) => {
    const tree = { root: root(cluster), manifest: manifestPath(cluster, name) };
    const steps = restoredBy.filter(hasStep).slice(0, 1);
    return compareTree(host, look, { ...tree, recorded: records[name] }, steps);
  });
  return (await Promise.all(compared)).flat();
}
