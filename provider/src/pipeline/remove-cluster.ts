import type { ControlPlane } from "../domain/cluster-spec";
import { removeHostsName } from "../tools/files";
import { hasBegun, isMember, startingWith } from "./cluster-home";
import { callFor, type ClusterRequest } from "./cluster-request";
import type { PipelineEnvironment } from "./environment";
import { isAway } from "./errors";
import type { ClusterContext } from "./phases/cluster/context";
import { undoWorkflow } from "./run-workflow";
import { runtimes } from "./runtimes";
import { visitHost, type HostVisit } from "./visit-host";

/** Takes back what is left of a cluster on its control planes: its last one, whichever that is. Its other nodes left before. */
export async function removeCluster(
  environment: PipelineEnvironment,
  request: ClusterRequest,
): Promise<void> {
  for (const controlPlane of request.spec.controlPlanes) {
    try {
      await removeFrom(environment, request, controlPlane);
    } catch (error) {
      const { departures, forgetsUnreachable } = environment;
      const isGivenUp = departures.isAbandoned(controlPlane.locator) || forgetsUnreachable;
      if (!isAway(error) || !isGivenUp) throw error;
    }
  }
}

async function removeFrom(
  environment: PipelineEnvironment,
  request: ClusterRequest,
  controlPlane: ControlPlane,
): Promise<void> {
  await visitHost(environment, callFor(request, controlPlane), async (visit) => {
    const { current } = visit.journal;
    if (!hasBegun(current) && !isMember(current)) return;
    const context: ClusterContext = {
      ...visit,
      members: [],
      silent: [],
      membership: (change) => change(),
      controlPlanes: new Map([[controlPlane.node, visit.facts]]),
    };
    const { initPhases } = runtimes[request.spec.distribution];
    await undoWorkflow(initPhases, context, startingWith(request.spec, controlPlane));
    if (isMember(visit.journal.current)) await undoMembership(visit, request);
  });
}

/** A control plane that joined knows nothing of an init, and there is no cluster any more that it could leave. */
async function undoMembership(visit: HostVisit, { spec }: ClusterRequest): Promise<void> {
  const { reset, joinPhases } = runtimes[spec.distribution];
  await reset(visit, spec.name);
  await removeHostsName(visit.host, spec.endpoint.domain);
  const steps = joinPhases.map(({ step }) => step);
  await visit.journal.forget(steps.filter((step) => step in visit.journal.current.steps));
}
