import { distributionOf } from "../domain/distribution";
import type { HostFacts } from "../domain/host-facts";
import { finishedSteps, type HostJournal } from "../domain/host-journal";
import type { HostLocator } from "../domain/host-locator";
import type { HostSpec } from "../domain/host-spec";
import { installedVersion } from "../domain/installed-version";
import type { FinishedSteps } from "../plan/pending-steps";
import { clearRoot } from "../tools/host-journal";
import { isMember } from "./cluster-home";
import type { PipelineEnvironment } from "./environment";
import type { HostContext } from "./phases/host/context";
import { isAway, reasonOf } from "./errors";
import { failureOf } from "./failure-of";
import { runWorkflow, undoWorkflow } from "./run-workflow";
import { runtimes } from "./runtimes";
import { visitHost, type HostCall, type HostVisit } from "./visit-host";
import {
  checkHostPhases,
  everyHostPhase,
  hostPhasesFor,
  type HostStanding,
} from "./workflows/prepare-host";

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
  /** The Kubernetes version that is installed on it; undefined where there is none. */
  readonly installed: string | undefined;
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
  const note = (failure: unknown): void =>
    environment.failedHosts.add(request.locator, reasonOf(failure));
  try {
    const outcome = await prepare(environment, request);
    if (outcome.failure !== undefined) note(outcome.failure);
    return outcome;
  } catch (error) {
    note(error);
    throw error;
  }
}

async function prepare(
  environment: PipelineEnvironment,
  request: HostRequest,
): Promise<HostOutcome> {
  const { spec, generation } = request;
  return visitHost(environment, callFor(request), async (visit) => {
    const context = hostContext(environment, visit);
    await runWorkflow(checkHostPhases, context, spec);
    await visit.journal.claim({ cluster: spec.cluster, generation });
    const standing = hostStanding(visit.journal.current);
    const phases = hostPhasesFor(standing, spec.images[0]?.version);
    const failure = await failureOf(() => runWorkflow(phases, context, spec, request.drifted));
    return {
      facts: visit.facts,
      hostKeyFingerprint: visit.host.hostKeyFingerprint,
      finished: finishedSteps(visit.journal.current),
      installed: installedVersion(visit.journal.current),
      ...(failure === undefined ? {} : { failure }),
    };
  });
}

/** How a release ended; without cleaning where the machine was given up, and why. */
export type HostRelease = "released" | { readonly reason: string };

/**
 * Takes back whatever the journal says was done to a machine, Kubernetes included. A machine that was
 * taken over by another generation of the object is left alone. One that cannot be reached is given up only where this
 * run took its node out of the cluster, or where the practitioner said so.
 */
export async function releaseHost(
  environment: PipelineEnvironment,
  request: HostRequest,
): Promise<HostRelease> {
  try {
    await cleanHost(environment, request);
    return "released";
  } catch (error) {
    if (!isAway(error)) throw error;
    const { departures, forgetsUnreachable } = environment;
    if (departures.isAbandoned(request.locator) || forgetsUnreachable) {
      return { reason: reasonOf(error) };
    }
    throw new Error(notForgotten(reasonOf(error)), { cause: error });
  }
}

async function cleanHost(environment: PipelineEnvironment, request: HostRequest): Promise<void> {
  await visitHost(environment, callFor(request), async (visit) => {
    const owner = visit.journal.current.owner;
    if (owner?.generation !== request.generation) return;
    const context = hostContext(environment, visit);
    await runtimes[distributionOf(request.spec.images[0] ?? {})].reset(
      context,
      request.spec.cluster,
    );
    await undoWorkflow(everyHostPhase, context, request.spec);
    await clearRoot(visit.host);
  });
}

function notForgotten(reason: string): string {
  return `${reason}\nThe machine stays in the state, because what is on it could not be taken back. Where it is gone for good, set forget_unreachable = true in the provider block for this apply.`;
}

/** What is there on a host, by its journal. */
export function hostStanding(journal: HostJournal): HostStanding {
  return { isMember: isMember(journal), installed: installedVersion(journal) };
}

function callFor({ locator, spec, signal }: HostRequest): HostCall {
  return { locator, name: spec.name, cluster: spec.cluster, resource: "sealos_host", signal };
}

function hostContext(environment: PipelineEnvironment, visit: HostVisit): HostContext {
  const { images, identities, failedHosts, fanOut, transfers } = environment;
  return { ...visit, images, identities, failedHosts, fanOut, transfers };
}
