import type { ClusterEndpoint } from "../domain/cluster-record";
import type { ControlPlane } from "../domain/cluster-spec";
import { finishedSteps } from "../domain/host-journal";
import type { FinishedSteps } from "../plan/pending-steps";
import { isTransportError } from "../transports/errors";
import {
  findHome,
  isMember,
  keepClusterSteps,
  startingWith,
  type ControlPlaneSight,
} from "./cluster-home";
import { callFor, type ClusterRequest } from "./cluster-request";
import { membersOf } from "./control-plane-members";
import type { PipelineEnvironment } from "./environment";
import { reasonOf } from "./errors";
import { reported } from "./events";
import { exportKubeconfig } from "./export-kubeconfig";
import { failureOf } from "./failure-of";
import { withMembershipLock } from "./membership-lock";
import type { ClusterContext } from "./phases/cluster/context";
import { clusterFacts, type ClusterFacts } from "./read-cluster";
import { runWorkflow } from "./run-workflow";
import { runtimes } from "./runtimes";
import { reviveControlPlanes, upgradeControlPlanes } from "./upgrade/upgrade-control-planes";
import { lookAtHost, visitHost, type HostVisit } from "./visit-host";

/** How far a cluster has come. */
export interface ClusterOutcome {
  readonly finished: FinishedSteps;
  readonly endpoint: ClusterEndpoint | undefined;
  readonly facts: ClusterFacts | undefined;
  readonly failure?: unknown;
}

/**
 * Makes a cluster on prepared hosts, from wherever it stands: on the control plane where its steps are at home, else on the
 * first by name. A control plane that cannot be reached does not hinder a cluster that lives.
 *
 * @throws when a control plane is not prepared, or cannot be reached before the cluster is made: then nothing was changed.
 */
export async function initCluster(
  environment: PipelineEnvironment,
  request: ClusterRequest,
): Promise<ClusterOutcome> {
  const { seen, silent } = await lookAtControlPlanes(environment, request);
  await reviveControlPlanes(environment, request, seen);
  const home = await findHome(environment, seen, silent, request.signal);
  const stopped = await failureOf(() => upgradeControlPlanes(environment, request, home, seen));
  return visitHost(environment, callFor(request, home.controlPlane), async (visit) => {
    if (home.inherited !== undefined) await visit.journal.take(home.inherited);
    const context: ClusterContext = {
      ...visit,
      ...membersOf(request.spec, seen, home.controlPlane),
      membership: (change) =>
        withMembershipLock(visit.host, environment.runId, request.signal, change),
      controlPlanes: new Map(seen.map(({ controlPlane, facts }) => [controlPlane.node, facts])),
    };
    const spec = startingWith(request.spec, home.controlPlane);
    const { initPhases } = runtimes[spec.distribution];
    const failure = await failureOf(async () => {
      if (stopped !== undefined) throw stopped as Error;
      await runWorkflow(initPhases, context, spec, request.drifted);
      if (request.kubeconfigFile === undefined) return;
      const { address } = home.controlPlane.locator;
      await exportKubeconfig(visit.host, address, environment.local, request.kubeconfigFile);
    });
    await keepSteps(visit, home.controlPlane);
    return {
      finished: finishedSteps(visit.journal.current),
      endpoint: visit.journal.current.notes["resolve-endpoint"] as unknown as
        ClusterEndpoint | undefined,
      facts:
        failure === undefined
          ? await reported(visit.report, "ask-cluster", visit.clock, () =>
              clusterFacts(
                visit.host,
                context.members.map(({ host }) => host),
              ),
            )
          : undefined,
      ...(failure === undefined ? {} : { failure }),
    };
  });
}

/** A cluster that lives keeps its steps itself, so that it outlives its home. One that does not answer keeps them next time. */
async function keepSteps(
  { host, journal, report }: HostVisit,
  { node }: ControlPlane,
): Promise<void> {
  if (!isMember(journal.current)) return;
  const failure = await failureOf(() => keepClusterSteps(host, journal.current, node));
  if (failure !== undefined) report("keep-steps", { type: "note", message: reasonOf(failure) });
}

/** Looks at every control plane; those that do not answer are told apart from those that do. */
async function lookAtControlPlanes(
  environment: PipelineEnvironment,
  request: ClusterRequest,
): Promise<{ readonly seen: readonly ControlPlaneSight[]; readonly silent: readonly unknown[] }> {
  const looks = await Promise.allSettled(
    request.spec.controlPlanes.map(async (controlPlane) => {
      const sight = await lookAtHost(environment, callFor(request, controlPlane));
      return { controlPlane, ...sight };
    }),
  );
  const failures = looks.flatMap((look) =>
    look.status === "rejected" ? [look.reason as unknown] : [],
  );
  request.signal.throwIfAborted();
  const refused = failures.find((failure) => !isTransportError(failure));
  if (refused !== undefined) throw refused as Error;
  const seen = looks.flatMap((look) => (look.status === "fulfilled" ? [look.value] : []));
  const raw = seen.find(({ journal }) => !("bootstrap-postflight" in finishedSteps(journal)));
  if (raw !== undefined) throw notPrepared(raw.controlPlane);
  return { seen, silent: failures };
}

function notPrepared({ node }: ControlPlane): Error {
  return new Error(
    `${node} is not prepared: its sealos_host is unfinished, so nothing was started on it. Look at the status of that host; the next apply goes on when it is ready.`,
  );
}
