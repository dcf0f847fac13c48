import type { HostFacts } from "../domain/host-facts";
import { finishedSteps } from "../domain/host-journal";
import type { HostLocator } from "../domain/host-locator";
import type { HostSpec } from "../domain/host-spec";
import { SEALOS_ROOT } from "../domain/paths";
import type { FinishedSteps } from "../plan/pending-steps";
import { removePaths } from "../tools/files";
import type { PipelineEnvironment } from "./environment";
import type { HostContext } from "./phases/host/context";
import { failureOf } from "./failure-of";
import { resetKubernetes } from "./reset-kubernetes";
import { runWorkflow, undoWorkflow } from "./run-workflow";
import { visitHost, type HostCall, type HostVisit } from "./visit-host";
import { checkHostPhases, prepareHostPhases } from "./workflows/prepare-host";

/** A machine, what it shall be, and for which object. */
export interface HostRequest {
  readonly locator: HostLocator;
  readonly spec: HostSpec;
  readonly generation: string;
  /** Steps that finished but were undone from outside; they run again. Default: none. */
  readonly drifted?: readonly string[];
  readonly signal: AbortSignal;
}

/** How far a host has come. */
export interface HostOutcome {
  readonly facts: HostFacts;
  readonly hostKeyFingerprint: string;
  readonly finished: FinishedSteps;
  /** Why it is not all the way. */
  readonly failure?: unknown;
}

/**
 * Prepares a machine to become a node, from wherever it stands.
 *
 * @throws when the machine cannot be reached or is refused: then nothing on it was changed.
 */
export async function prepareHost(
  environment: PipelineEnvironment,
  request: HostRequest,
): Promise<HostOutcome> {
  const { spec, generation } = request;
  return visitHost(environment, callFor(request), async (visit) => {
    const context = hostContext(environment, visit);
    await runWorkflow(checkHostPhases, context, spec);
    await visit.journal.claim({ cluster: spec.cluster, generation });
    const failure = await failureOf(() =>
      runWorkflow(prepareHostPhases, context, spec, request.drifted),
    );
    return {
      facts: visit.facts,
      hostKeyFingerprint: visit.host.hostKeyFingerprint,
      finished: finishedSteps(visit.journal.current),
      ...(failure === undefined ? {} : { failure }),
    };
  });
}

/**
 * Takes back whatever the journal says was done to a machine, Kubernetes included. A machine that was
 * taken over by another generation of the object is left alone.
 */
export async function releaseHost(
  environment: PipelineEnvironment,
  request: HostRequest,
): Promise<void> {
  await visitHost(environment, callFor(request), async (visit) => {
    const owner = visit.journal.current.owner;
    if (owner?.generation !== request.generation) return;
    const context = hostContext(environment, visit);
    await resetKubernetes(context, request.spec.cluster);
    await undoWorkflow([...checkHostPhases, ...prepareHostPhases], context, request.spec);
    await removePaths(visit.host, [SEALOS_ROOT]);
  });
}

function callFor({ locator, spec, signal }: HostRequest): HostCall {
  return { locator, name: spec.name, cluster: spec.cluster, resource: "sealos_host", signal };
}

function hostContext(environment: PipelineEnvironment, visit: HostVisit): HostContext {
  const { images, identities, transfers } = environment;
  return { ...visit, images, identities, transfers };
}
