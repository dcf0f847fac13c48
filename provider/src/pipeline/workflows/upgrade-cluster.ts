import type { Phase } from "../phase";
import { checkUpgrade } from "../phases/upgrade/check-upgrade";
import type { ClusterUpgrade, ClusterUpgradeContext } from "../phases/upgrade/context";
import { snapshotEtcd } from "../phases/upgrade/snapshot-etcd";

/** What comes before the first control plane's turn. */
export const beforeUpgradePhases: readonly Phase<ClusterUpgrade, ClusterUpgradeContext>[] = [
  checkUpgrade,
  snapshotEtcd,
];
