import { snapshotDirectory } from "../../../domain/paths";
import { saveSnapshot } from "../../../tools/etcd";
import { pathExists } from "../../../tools/files";
import { knownInput, type Phase } from "../../phase";
import type { ClusterUpgrade, ClusterUpgradeContext } from "./context";

/** Keeps what the cluster knew before it was upgraded, on its home; the three youngest snapshots stay. */
export const snapshotEtcd: Phase<ClusterUpgrade, ClusterUpgradeContext> = {
  step: "snapshot-etcd",
  title: "Keep a snapshot of etcd",

  plan: ({ cluster, to, isDue }) =>
    isDue === false
      ? undefined
      : {
          lines:
            isDue === undefined
              ? undefined
              : [cluster && `keep a snapshot of etcd in ${snapshotDirectory(cluster)}`],
          input: knownInput({ to }),
        },

  async run({ host, report, clock, signal }, { cluster, to }) {
    if (!(await pathExists(host, "/etc/kubernetes/manifests/etcd.yaml"))) {
      const message = "etcd does not run on the control planes: no snapshot was taken";
      report("snapshot-etcd", { type: "note", message });
      return undefined;
    }
    const time = clock().toISOString().replace(/[:.]/g, "-");
    const path = `${snapshotDirectory(cluster)}/before-${to ?? "upgrade"}-${time}.db`;
    const bytes = await saveSnapshot(host, path, { signal });
    report("snapshot-etcd", { type: "note", message: `etcd is kept in ${path} (${bytes} bytes)` });
    return { path };
  },
};
