import type { ClusterSpec, ControlPlane } from "../domain/cluster-spec";
import type { ClusterEndpoint } from "../domain/cluster-record";
import type { HostFacts } from "../domain/host-facts";
import { finishedSteps, type HostJournal } from "../domain/host-journal";
import type { FinishedSteps } from "../plan/pending-steps";
import { readFile } from "../tools/files";
import { readApiServerExpiration } from "../tools/kubeadm";
import { readClusterUid } from "../tools/kubectl";
import type { Runner } from "../transports/runner";
import type { PipelineEnvironment } from "./environment";
import { noControlPlane } from "./errors";
import { reported } from "./events";
import { exportKubeconfig } from "./export-kubeconfig";
import { failureOf } from "./failure-of";
import type { ClusterContext } from "./phases/cluster/context";
import { runWorkflow, undoWorkflow } from "./run-workflow";
import { lookAtHost, visitHost, type HostCall } from "./visit-host";
import { initClusterPhases } from "./workflows/init-cluster";

/** A cluster, and for which object. */
export interface ClusterRequest {
  readonly spec: ClusterSpec;
  /** Absolute path on the machine that runs Terraform to write the admin kubeconfig to. */
  readonly kubeconfigFile?: string | undefined;
  /** Steps that finished but were undone from outside; they run again. Default: none. */
  readonly drifted?: readonly string[];
  readonly signal: AbortSignal;
}

/** What a living cluster tells of itself. */
export interface ClusterFacts {
  readonly uid: string;
  readonly caCertificate: string;
  /** ISO 8601. */
  readonly certificatesExpireAt: string | undefined;
}

/** How far a cluster has come. */
export interface ClusterOutcome {
  readonly finished: FinishedSteps;
  readonly endpoint: ClusterEndpoint | undefined;
  readonly facts: ClusterFacts | undefined;
  readonly failure?: unknown;
}

/**
 * Makes a cluster on prepared hosts, from wherever it stands: on the control plane where it was begun, else on the
 * first by name.
 *
 * @throws when a control plane cannot be reached or is not prepared: then nothing was changed.
 */
export async function initCluster(
  environment: PipelineEnvironment,
  request: ClusterRequest,
): Promise<ClusterOutcome> {
  const seen = await lookAtControlPlanes(environment, request);
  const home = seen.find(({ journal }) => hasBegun(journal)) ?? seen[0];
  if (home === undefined) throw noControlPlane();
  return visitHost(environment, callFor(request, home.controlPlane), async (visit) => {
    const context: ClusterContext = {
      ...visit,
      controlPlanes: new Map(seen.map(({ controlPlane, facts }) => [controlPlane.node, facts])),
    };
    const spec = startingWith(request.spec, home.controlPlane);
    const failure = await failureOf(async () => {
      await runWorkflow(initClusterPhases, context, spec, request.drifted);
      if (request.kubeconfigFile === undefined) return;
      const { address } = home.controlPlane.locator;
      await exportKubeconfig(visit.host, address, environment.local, request.kubeconfigFile);
    });
    return {
      finished: finishedSteps(visit.journal.current),
      endpoint: visit.journal.current.notes["resolve-endpoint"] as unknown as
        ClusterEndpoint | undefined,
      facts:
        failure === undefined
          ? await reported(visit.report, "ask-cluster", visit.clock, () => clusterFacts(visit.host))
          : undefined,
      ...(failure === undefined ? {} : { failure }),
    };
  });
}

/** Takes back what made the cluster, on the control plane where it was made. Its other nodes left before. */
export async function removeCluster(
  environment: PipelineEnvironment,
  request: ClusterRequest,
): Promise<void> {
  for (const controlPlane of request.spec.controlPlanes) {
    await visitHost(environment, callFor(request, controlPlane), async (visit) => {
      if (!hasBegun(visit.journal.current)) return;
      const context: ClusterContext = {
        ...visit,
        controlPlanes: new Map([[controlPlane.node, visit.facts]]),
      };
      await undoWorkflow(initClusterPhases, context, startingWith(request.spec, controlPlane));
    });
  }
}

/** What the cluster is now, asked of the control plane where it was made. */
export async function readCluster(
  environment: PipelineEnvironment,
  request: ClusterRequest,
): Promise<{ readonly finished: FinishedSteps; readonly facts: ClusterFacts | undefined }> {
  for (const controlPlane of request.spec.controlPlanes) {
    const { journal, host } = await lookAtHost(environment, callFor(request, controlPlane));
    if (!hasBegun(journal)) continue;
    const finished = finishedSteps(journal);
    const isMade = "kubeadm-init" in finished;
    return { finished, facts: isMade ? await clusterFacts(host) : undefined };
  }
  return { finished: {}, facts: undefined };
}

async function lookAtControlPlanes(
  environment: PipelineEnvironment,
  request: ClusterRequest,
): Promise<readonly { controlPlane: ControlPlane; facts: HostFacts; journal: HostJournal }[]> {
  return Promise.all(
    request.spec.controlPlanes.map(async (controlPlane) => {
      const sight = await lookAtHost(environment, callFor(request, controlPlane));
      if (!("bootstrap-postflight" in finishedSteps(sight.journal)))
        throw notPrepared(controlPlane);
      return { controlPlane, facts: sight.facts, journal: sight.journal };
    }),
  );
}

function hasBegun({ steps, current }: HostJournal): boolean {
  return "resolve-endpoint" in steps || current?.step === "resolve-endpoint";
}

function startingWith(spec: ClusterSpec, first: ControlPlane): ClusterSpec {
  const others = spec.controlPlanes.filter(({ node }) => node !== first.node);
  return { ...spec, controlPlanes: [first, ...others] };
}

async function clusterFacts(host: Runner): Promise<ClusterFacts> {
  const [uid, authority, expiration] = await Promise.all([
    readClusterUid(host),
    readFile(host, "/etc/kubernetes/pki/ca.crt"),
    readApiServerExpiration(host),
  ]);
  return {
    uid,
    caCertificate: authority?.toString("utf8") ?? "",
    certificatesExpireAt: expiration,
  };
}

function callFor({ spec, signal }: ClusterRequest, { node, locator }: ControlPlane): HostCall {
  return { locator, name: node, cluster: spec.name, resource: "sealos_cluster", signal };
}

function notPrepared({ node }: ControlPlane): Error {
  return new Error(
    `${node} is not prepared: its sealos_host is unfinished, so nothing was started on it. Look at the status of that host; the next apply goes on when it is ready.`,
  );
}
