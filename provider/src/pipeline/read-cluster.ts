import { finishedSteps } from "../domain/host-journal";
import { standingsOf, type NodeStandings } from "../domain/node-standing";
import type { FinishedSteps } from "../plan/pending-steps";
import { readFile } from "../tools/files";
import { readApiServerExpiration } from "../tools/kubeadm";
import { getNodes, readClusterUid } from "../tools/kubectl";
import type { Runner } from "../transports/runner";
import { hasBegun, readClusterSteps } from "./cluster-home";
import { clusterVersion } from "./cluster-version";
import { callFor, type ClusterRequest } from "./cluster-request";
import type { PipelineEnvironment } from "./environment";
import { livingControlPlane } from "./living-control-plane";
import { lookAtHost } from "./visit-host";

/** What a living cluster tells of itself. */
export interface ClusterFacts {
  readonly uid: string;
  readonly caCertificate: string;
  /** ISO 8601. */
  readonly certificatesExpireAt: string | undefined;
  /** The version that its control planes were brought to, `v1.20.2`; undefined where it does not say. */
  readonly kubernetes: string | undefined;
  readonly standings: NodeStandings;
}

/** How far a cluster is, and what it tells. */
export interface ClusterReading {
  readonly finished: FinishedSteps;
  readonly facts: ClusterFacts | undefined;
}

/**
 * What the cluster is now. One that was made is asked through any living control plane; for one that was not, the journals
 * of its hosts tell how far it came.
 */
export async function readCluster(
  environment: PipelineEnvironment,
  request: ClusterRequest,
): Promise<ClusterReading> {
  return (
    (request.isMade === true ? await askCluster(environment, request) : undefined) ??
    askHosts(environment, request)
  );
}

/** What a control plane that lives tells of its cluster. */
export async function clusterFacts(host: Runner): Promise<ClusterFacts> {
  const [uid, authority, expiration, kubernetes, nodes] = await Promise.all([
    readClusterUid(host),
    readFile(host, "/etc/kubernetes/pki/ca.crt"),
    readApiServerExpiration(host),
    clusterVersion(host),
    getNodes(host),
  ]);
  return {
    uid,
    caCertificate: authority?.toString("utf8") ?? "",
    certificatesExpireAt: expiration,
    kubernetes,
    standings: standingsOf(nodes),
  };
}

async function askCluster(
  environment: PipelineEnvironment,
  { spec, signal }: ClusterRequest,
): Promise<ClusterReading | undefined> {
  const locators = spec.controlPlanes.map(({ locator }) => locator);
  const api = await livingControlPlane(environment, locators, signal);
  const [kept, facts] = await Promise.all([readClusterSteps(api), clusterFacts(api)]);
  if (kept === undefined) return undefined;
  return { finished: finishedSteps(kept), facts };
}

async function askHosts(
  environment: PipelineEnvironment,
  request: ClusterRequest,
): Promise<ClusterReading> {
  for (const controlPlane of request.spec.controlPlanes) {
    const { journal, host } = await lookAtHost(environment, callFor(request, controlPlane));
    if (!hasBegun(journal)) continue;
    const finished = finishedSteps(journal);
    const isMade = "kubeadm-init" in finished;
    return { finished, facts: isMade ? await clusterFacts(host) : undefined };
  }
  return { finished: {}, facts: undefined };
}
