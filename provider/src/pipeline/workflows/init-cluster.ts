import type { ClusterSpec } from "../../domain/cluster-spec";
import type { Phase } from "../phase";
import type { ClusterContext } from "../phases/cluster/context";
import { changeKubeProxy } from "../phases/settings/change-kube-proxy";
import { changeKubelets } from "../phases/settings/change-kubelets";
import {
  changeApiServer,
  changeControllerManager,
  changeScheduler,
} from "../phases/settings/change-component";
import { noteSettings } from "../phases/settings/note-settings";
import { renewCertificates } from "../phases/settings/renew-certificates";
import { signApiServer } from "../phases/settings/sign-api-server";
import { installKubeconfig } from "../phases/cluster/install-kubeconfig";
import { kubeadmInit } from "../phases/cluster/kubeadm-init";
import { recordCluster } from "../phases/cluster/record-cluster";
import { resolveEndpoint } from "../phases/cluster/resolve-endpoint";
import { writeClusterfile } from "../phases/cluster/write-clusterfile";
import { writeKubeadmConfig } from "../phases/cluster/write-kubeadm-config";

/** What is changed in place in a cluster that runs. Right after it was made there is nothing to change. */
export const settingsPhases: readonly Phase<ClusterSpec, ClusterContext>[] = [
  signApiServer,
  changeApiServer,
  changeControllerManager,
  changeScheduler,
  changeKubelets,
  changeKubeProxy,
  renewCertificates,
];

/** A prepared host becomes the first control plane of a cluster. */
export const initClusterPhases: readonly Phase<ClusterSpec, ClusterContext>[] = [
  resolveEndpoint,
  writeKubeadmConfig,
  kubeadmInit,
  ...settingsPhases,
  installKubeconfig,
  recordCluster,
  writeClusterfile,
  noteSettings,
];
