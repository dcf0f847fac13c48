import { isFounded } from "../domain/distribution";
import { finishedSteps } from "../domain/host-journal";
import type { HostLocator } from "../domain/host-locator";
import { standingsOf, type NodeStandings } from "../domain/node-standing";
import type { FinishedSteps } from "../plan/pending-steps";
import { readFile } from "../tools/files";
import { readCertificatesEnd } from "../tools/kubeadm";
import { getNodes, readClusterUid, type ClusterNode } from "../tools/kubectl";
import type { QueryRunner } from "../transports/runner";
import { hasBegun, readClusterSteps } from "./cluster-home";
import { clusterVersion } from "./cluster-version";
import { viewCluster } from "./cluster-view";
import { callFor, type ClusterRequest } from "./cluster-request";
import type { PipelineEnvironment } from "./environment";
import type { HostSession } from "./context";
import { changedParts, liveSettings, type LivePart, type LiveSettings } from "./live-settings";
import { livingControlPlane } from "./living-control-plane";
import { noteSettings } from "./phases/settings/note-settings";
import { readMembers, type ClusterMembers } from "./read-members";
import { lookAtHost } from "./visit-host";

/** What a living cluster tells of itself. */
export interface ClusterFacts {
  readonly uid: string;
  readonly caCertificate: string;
  /** When the first of the control planes' certificates expires, ISO 8601. */
  readonly certificatesExpireAt: string | undefined;
  /** The version that its control planes were brought to, `v1.20.2`; undefined where it does not say. */
  readonly kubernetes: string | undefined;
  readonly standings: NodeStandings;
}

/** How far a cluster is, and what it tells. */
export interface ClusterReading {
  readonly finished: FinishedSteps;
  readonly facts: ClusterFacts | undefined;
  /** Parts of its configuration that somebody else changed. Nothing of a cluster that is not made. */
  readonly changed: readonly LivePart[];
  /** Undefined of a cluster that is not made. */
  readonly members?: ClusterMembers;
}

/**
 * What the cluster is now. One that was made is asked through any living control plane; for one that was not, the journals
 * of its hosts tell how far it came.
 */
export async function readCluster(
  environment: PipelineEnvironment,
  request: ClusterRequest,
): Promise<ClusterReading> {
  return request.isMade === true
    ? askCluster(environment, request)
    : askHosts(environment, request);
}

/** What a control plane that lives tells of its cluster; certificates are those of all the given control planes. */
export async function clusterFacts(
  host: QueryRunner,
  controlPlanes: readonly QueryRunner[] = [host],
  askNodes: () => Promise<readonly ClusterNode[]> = () => getNodes(host),
): Promise<ClusterFacts> {
  const [uid, authority, ends, kubernetes, nodes] = await Promise.all([
    readClusterUid(host),
    readFile(host, "/etc/kubernetes/pki/ca.crt"),
    Promise.all(controlPlanes.map((one) => readCertificatesEnd(one))),
    clusterVersion(host),
    askNodes(),
  ]);
  return {
    uid,
    caCertificate: authority?.toString("utf8") ?? "",
    certificatesExpireAt: ends.filter((end) => end !== undefined).sort()[0],
    kubernetes,
    standings: standingsOf(nodes),
  };
}

async function askCluster(
  environment: PipelineEnvironment,
  request: ClusterRequest,
): Promise<ClusterReading> {
  const { spec, signal } = request;
  const locators = spec.controlPlanes.map(({ locator }) => locator);
  const api = await livingControlPlane(environment, locators, signal);
  const reached = await reachedWithin(environment, locators, signal);
  const others = reached.filter(({ host }) => host !== api.host);
  const nodes = await nodesOf(environment, request, api);
  const [kept, facts, live, members] = await Promise.all([
    readClusterSteps(api),
    clusterFacts(api, [api, ...others], () => Promise.resolve(nodes)),
    liveSettings(api),
    readMembers(api, nodes),
  ]);
  // A cluster that was adopted keeps none until an apply changes it.
  if (kept === undefined) return { ...(await askHosts(environment, request)), facts, members };
  const noted = (kept.notes[noteSettings.step] ?? {}) as LiveSettings;
  return { finished: finishedSteps(kept), facts, changed: changedParts(noted, live), members };
}

/** The answer that the nodes of this cluster are refreshed from, too. */
async function nodesOf(
  environment: PipelineEnvironment,
  { spec, clusterId, signal }: ClusterRequest,
  api: HostSession,
): Promise<readonly ClusterNode[]> {
  if (clusterId === undefined) return getNodes(api);
  const ways = spec.controlPlanes.map(({ locator }) => locator);
  return (await viewCluster(environment, clusterId, ways, signal)).nodes;
}

/** Certificates of a control plane that takes longer to be reached are not asked for: the others tell enough meanwhile. */
const PATIENCE_MS = 3_000;

/** Those of the control planes that are reached at once. */
async function reachedWithin(
  { connector }: PipelineEnvironment,
  locators: readonly HostLocator[],
  signal: AbortSignal,
): Promise<readonly HostSession[]> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  const looks = await Promise.allSettled(
    locators.map((locator) => connector.connect(locator, limited)),
  );
  return looks.flatMap((look) => (look.status === "fulfilled" ? [look.value] : []));
}

async function askHosts(
  environment: PipelineEnvironment,
  request: ClusterRequest,
): Promise<ClusterReading> {
  for (const controlPlane of request.spec.controlPlanes) {
    const { journal, host } = await lookAtHost(environment, callFor(request, controlPlane));
    if (!hasBegun(journal)) continue;
    const finished = finishedSteps(journal);
    return {
      finished,
      facts: isFounded(finished) ? await clusterFacts(host) : undefined,
      changed: [],
    };
  }
  return { finished: {}, facts: undefined, changed: [] };
}
