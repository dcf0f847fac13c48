import type { AppSpec } from "../domain/app-spec";
import type { HostLocator } from "../domain/host-locator";
import { finishedSteps } from "../domain/host-journal";
import { REGISTRY_ROLE } from "../domain/host-spec";
import type { FinishedSteps } from "../plan/pending-steps";
import type { HostSession } from "./context";
import type { PipelineEnvironment } from "./environment";
import { reported } from "./events";
import { failureOf } from "./failure-of";
import { clusterOf } from "./join-node";
import { keepJournal, scopeJournal, type JournalKeeper } from "./journal-keeper";
import { livingControlPlane } from "./living-control-plane";
import type { AppContext } from "./phases/app/context";
import type { GuestNote } from "./phases/app/run-guest";
import { reporterOf } from "./reporter-of";
import { runWorkflow, undoWorkflow } from "./run-workflow";
import { lookAtHost, visitHost, type HostCall, type HostVisit } from "./visit-host";
import { installAppPhases } from "./workflows/install-app";

/** An application, and for which object. */
export interface AppRequest {
  readonly spec: AppSpec;
  /** Steps that finished but were undone from outside; they run again. Default: none. */
  readonly drifted?: readonly string[];
  readonly signal: AbortSignal;
}

/** How far an application has come. */
export interface AppOutcome {
  readonly finished: FinishedSteps;
  readonly note: GuestNote | undefined;
  readonly failure?: unknown;
}

/**
 * Installs an application from wherever it stands, on the first control plane that lives.
 *
 * @throws when no control plane or the registry's host cannot be reached: then nothing was changed.
 */
export async function installApp(
  environment: PipelineEnvironment,
  request: AppRequest,
): Promise<AppOutcome> {
  return withApp(environment, request, async (context) => {
    const failure = await failureOf(() =>
      runWorkflow(installAppPhases, context, request.spec, request.drifted),
    );
    return {
      ...standOf(context.journal),
      ...(failure === undefined ? {} : { failure }),
    };
  });
}

/** Runs the uninstall command, where there is one, and removes the application's files. */
export async function uninstallApp(
  environment: PipelineEnvironment,
  request: AppRequest,
): Promise<void> {
  await withApp(environment, request, (context) =>
    undoWorkflow(installAppPhases, context, request.spec),
  );
}

/** How far an application is, on the control plane where it was installed. */
export async function readApp(
  environment: PipelineEnvironment,
  request: AppRequest,
): Promise<Omit<AppOutcome, "failure">> {
  const { spec, signal } = request;
  const api = await livingControlPlane(environment, spec.controlPlanes, signal);
  const cluster = await clusterOf(api);
  for (const locator of spec.controlPlanes) {
    const { journal } = await lookAtHost(environment, {
      ...callFor(request, cluster.name),
      locator,
    });
    const scoped = scopeJournal(keepJournal(journal, refuseWrite), scopeOf(spec));
    const stand = standOf(scoped);
    if (Object.keys(stand.finished).length > 0) return stand;
  }
  return { finished: {}, note: undefined };
}

async function withApp<T>(
  environment: PipelineEnvironment,
  request: AppRequest,
  work: (context: AppContext) => Promise<T>,
): Promise<T> {
  const { spec, signal } = request;
  const report = reporterOf(environment, callFor(request, ""));
  const { cluster, home } = await reported(report, "ask-cluster", environment.clock, async () => {
    const found = await clusterOf(
      await livingControlPlane(environment, spec.controlPlanes, signal),
    );
    return { cluster: found, home: await homeOf(environment, request, found.name) };
  });
  return visitHost(
    environment,
    { ...callFor(request, cluster.name), locator: home },
    async (visit) =>
      work({
        ...visit,
        journal: scopeJournal(visit.journal, scopeOf(spec)),
        registry: await registryOf(environment, request, visit),
        cluster: cluster.name,
        images: environment.images,
        transfers: environment.transfers,
      }),
  );
}

/** The control plane where the application is known, else the first that answers. */
async function homeOf(
  environment: PipelineEnvironment,
  request: AppRequest,
  cluster: string,
): Promise<HostLocator> {
  const { spec, signal } = request;
  let first: HostLocator | undefined;
  for (const locator of spec.controlPlanes) {
    try {
      const { journal } = await lookAtHost(environment, { ...callFor(request, cluster), locator });
      if (Object.keys(journal.steps).some((step) => step.startsWith(`${scopeOf(spec)}/`)))
        return locator;
      first ??= locator;
    } catch {
      signal.throwIfAborted();
    }
  }
  if (first === undefined)
    throw new Error("no control plane can be reached over SSH. Bring one back.");
  return first;
}

async function registryOf(
  environment: PipelineEnvironment,
  { spec, signal }: AppRequest,
  visit: HostVisit,
): Promise<HostSession> {
  if (spec.registryHost !== null) return environment.connector.connect(spec.registryHost, signal);
  if ("bootstrap-registry" in visit.journal.current.steps) return visit.host;
  throw new Error(
    `registry_host is not set, and ${visit.host.host} does not serve the cluster's registry. Set registry_host to the id of the sealos_host with the role "${REGISTRY_ROLE}".`,
  );
}

function standOf(journal: JournalKeeper): Omit<AppOutcome, "failure"> {
  return {
    finished: finishedSteps(journal.current),
    note: journal.current.notes["run-guest"] as unknown as GuestNote | undefined,
  };
}

function scopeOf({ name }: AppSpec): string {
  return `app/${name}`;
}

function callFor({ spec, signal }: AppRequest, cluster: string): Omit<HostCall, "locator"> {
  return { name: spec.name, cluster, resource: "sealos_app", signal };
}

function refuseWrite(): Promise<void> {
  return Promise.reject(new Error("a look at a host writes nothing"));
}
