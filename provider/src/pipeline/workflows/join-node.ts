import type { NodeSpec } from "../../domain/node-spec";
import type { Phase } from "../phase";
import { apiServerHost } from "../phases/node/api-server-host";
import { awaitReady } from "../phases/node/await-ready";
import { configureKubelet } from "../phases/node/configure-kubelet";
import type { NodeContext } from "../phases/node/context";
import { copyClusterfile } from "../phases/node/copy-clusterfile";
import { join } from "../phases/node/join";
import { lvscare } from "../phases/node/lvscare";
import { markNode } from "../phases/node/mark-node";

/** A prepared host becomes a node of a cluster. */
export const joinNodePhases: readonly Phase<NodeSpec, NodeContext>[] = [
  apiServerHost,
  join,
  configureKubelet,
  lvscare,
  awaitReady,
  markNode,
  copyClusterfile,
];
