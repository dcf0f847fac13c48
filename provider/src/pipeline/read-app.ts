import type { AppRecord } from "../domain/app-record";
import type { AppSpec } from "../domain/app-spec";
import { finishedSteps, type HostJournal } from "../domain/host-journal";
import type { HostLocator } from "../domain/host-locator";
import type { FinishedSteps } from "../plan/pending-steps";
import { hasHome, nodeNameOf, readAppRecord } from "./app-home";
import type { HostSession } from "./context";
import type { PipelineEnvironment } from "./environment";
import { findDrift, NO_DRIFT, type Drift, type DriftCheck } from "./find-drift";
import { clusterOf } from "./join-node";
import { viewJournal } from "./journal-keeper";
import { livingControlPlane } from "./living-control-plane";
import { lookAtHost } from "./visit-host";
import { APP_HOME_STEPS, installAppPhases } from "./workflows/install-app";

/** An application to look at. */
export interface AppQuestion {
  readonly spec: AppSpec;
  /** Id of the object; null while it has none. */
  readonly generation: string | null;
  /** Whether its home is asked how far it is: what the cluster keeps may be older where an apply was cut off. */
  readonly isUnfinished: boolean;
  readonly check: DriftCheck;
  readonly signal: AbortSignal;
}

/** What an application is now. */
export interface AppReading {
  /** What the cluster keeps of it; undefined where it keeps nothing. */
  readonly record: AppRecord | undefined;
  /** Whether the record is another object's. */
  readonly isLost: boolean;
  readonly finished: FinishedSteps;
  readonly drift: Drift;
}

/** Looks at an application by one call of its cluster; its home is asked only where there is a reason to. */
export async function readApp(
  environment: PipelineEnvironment,
  question: AppQuestion,
): Promise<AppReading> {
  const { spec, generation, signal } = question;
  const api = await livingControlPlane(environment, spec.controlPlanes, signal);
  const record = await readAppRecord(api, spec.name);
  if (record === undefined) return { record, isLost: false, finished: {}, drift: NO_DRIFT };
  const { finished } = record;
  if (generation !== null && record.generation !== generation) {
    return { record, isLost: true, finished, drift: takenOver(record) };
  }
  if (!hasHome(record, spec.controlPlanes)) {
    return { record, isLost: false, finished, drift: homeless(record, finished) };
  }
  if (!question.isUnfinished && question.check === "none") {
    return { record, isLost: false, finished, drift: NO_DRIFT };
  }
  return { record, isLost: false, ...(await lookAtHome(environment, question, record, api)) };
}

async function lookAtHome(
  environment: PipelineEnvironment,
  { spec, check, signal }: AppQuestion,
  record: AppRecord,
  api: HostSession,
): Promise<Pick<AppReading, "finished" | "drift">> {
  const locator = spec.controlPlanes.find(({ machineId }) => machineId === record.home);
  if (locator === undefined) return { finished: record.finished, drift: NO_DRIFT };
  const { name: cluster } = await clusterOf(api);
  const name = nodeNameOf([], locator);
  const call = { locator, name, object: spec.name, cluster, resource: "sealos_app", signal };
  const { host, facts, journal } = await lookAtHost(environment, call);
  const own = viewJournal(journal, `app/${spec.name}`);
  if (isEmpty(own)) return { finished: record.finished, drift: forgotten(name, record.finished) };
  const finished = finishedSteps(own);
  if (check === "none") return { finished, drift: NO_DRIFT };
  const registry = await registryOf(environment, spec.registryHost, host, signal);
  const look = { host, registry, cluster, facts, depth: check, signal };
  return { finished, drift: await findDrift(installAppPhases, own, look, spec) };
}

async function registryOf(
  { connector }: PipelineEnvironment,
  registryHost: HostLocator | null,
  home: HostSession,
  signal: AbortSignal,
): Promise<HostSession> {
  return registryHost === null ? home : connector.connect(registryHost, signal);
}

function isEmpty({ steps, current }: HostJournal): boolean {
  return Object.keys(steps).length === 0 && current === null;
}

function takenOver({ name, installedBy, installedAt, image }: AppRecord): Drift {
  return {
    steps: installAppPhases.map(({ step }) => step),
    findings: [
      `application "${name}" belongs to another sealos_app object now: ${installedBy} installed ${image} under this name on ${installedAt}. An apply is refused unless take_over is set`,
    ],
  };
}

function homeless({ home }: AppRecord, finished: FinishedSteps): Drift {
  return {
    steps: APP_HOME_STEPS.filter((step) => step in finished),
    findings: [
      `the control plane that held its files (machine-id ${home}) left the cluster; they go to another one`,
    ],
  };
}

function forgotten(home: string, finished: FinishedSteps): Drift {
  return {
    steps: APP_HOME_STEPS.filter((step) => step in finished),
    findings: [`the journal of ${home} does not know the application any more`],
  };
}
