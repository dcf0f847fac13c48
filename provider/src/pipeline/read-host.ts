import type { HostFacts } from "../domain/host-facts";
import { finishedSteps } from "../domain/host-journal";
import type { HostLocator } from "../domain/host-locator";
import type { HostSpec } from "../domain/host-spec";
import { installedVersion } from "../domain/installed-version";
import type { FinishedSteps } from "../plan/pending-steps";
import type { PipelineEnvironment } from "./environment";
import { findDrift, NO_DRIFT, type Drift, type DriftCheck } from "./find-drift";
import { hostStanding } from "./prepare-host";
import { lookAtHost, type HostSight } from "./visit-host";
import { checkHostPhases, hostPhasesFor } from "./workflows/prepare-host";

/** A host to look at. */
export interface HostQuestion {
  readonly locator: HostLocator;
  /** What the last apply made of it. */
  readonly spec: HostSpec;
  readonly check: DriftCheck;
  readonly signal: AbortSignal;
}

/** What a host is now. */
export interface HostReading {
  readonly facts: HostFacts;
  readonly hostKeyFingerprint: string;
  readonly finished: FinishedSteps;
  /** The Kubernetes version that is installed on it; undefined where there is none. */
  readonly installed: string | undefined;
  readonly drift: Drift;
}

/** Looks at a host over one SSH session, without a lock and without a change. */
export async function readHost(
  environment: PipelineEnvironment,
  question: HostQuestion,
): Promise<HostReading> {
  const { locator, spec, signal } = question;
  const { name, cluster } = spec;
  const call = { locator, name, cluster, resource: "sealos_host", signal };
  const sight = await lookAtHost(environment, call);
  return {
    facts: sight.facts,
    hostKeyFingerprint: sight.host.hostKeyFingerprint,
    finished: finishedSteps(sight.journal),
    installed: installedVersion(sight.journal),
    drift: await driftOf(sight, question),
  };
}

async function driftOf(
  { host, facts, journal }: HostSight,
  { spec, check, signal }: HostQuestion,
): Promise<Drift> {
  if (check === "none") return NO_DRIFT;
  const phases = hostPhasesFor(hostStanding(journal), spec.images[0]?.version);
  const look = { host, registry: host, cluster: spec.cluster, facts, depth: check, signal };
  return findDrift([...checkHostPhases, ...phases], journal, look, spec);
}
