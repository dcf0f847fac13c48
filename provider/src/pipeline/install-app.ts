import type { AppRecord } from "../domain/app-record";
import type { AppSpec } from "../domain/app-spec";
import type { HostLocator } from "../domain/host-locator";
import { finishedSteps } from "../domain/host-journal";
import { REGISTRY_ROLE } from "../domain/host-spec";
import { applicationDirectory } from "../domain/paths";
import type { FinishedSteps } from "../plan/pending-steps";
import { pathExists } from "../tools/files";
import { findAppHome, type AppHome } from "./app-home";
import { claimApp, dropRecord, inheritSteps, keepRecord, requireOwnership } from "./app-ownership";
import type { HostSession } from "./context";
import type { PipelineEnvironment } from "./environment";
import { isClusterSilent, reasonOf } from "./errors";
import { reported } from "./events";
import { failureOf } from "./failure-of";
import { scopeJournal } from "./journal-keeper";
import type { AppContext } from "./phases/app/context";
import { mountApp } from "./phases/app/mount-app";
import { runGuest, type GuestNote } from "./phases/app/run-guest";
import { reporterOf } from "./reporter-of";
import { isBegun, runWorkflow, undoWorkflow } from "./run-workflow";
import { limitFrom } from "./time-limit";
import { visitHost, type HostVisit } from "./visit-host";
import { installAppPhases } from "./workflows/install-app";

/** An application, and for which object. */
export interface AppRequest {
  readonly spec: AppSpec;
  /** Id of the object. */
  readonly generation: string;
  /** Whether an application of this name that another owner installed is replaced. Default: no. */
  readonly takesOver?: boolean;
  /** Steps that finished but were undone from outside; they run again. Default: none. */
  readonly drifted?: readonly string[];
  /** How long it may take; the host itself ends a command that takes longer. */
  readonly limit: { readonly setting: string; readonly milliseconds: number };
  readonly signal: AbortSignal;
}

/** How far an application has come. */
export interface AppOutcome {
  readonly finished: FinishedSteps;
  readonly note: GuestNote | undefined;
  /** Where its files are. */
  readonly home: HostLocator;
  readonly failure?: unknown;
}

/**
 * Installs an application from wherever it stands, on its home or, where that is gone, on another control plane that lives.
 *
 * @throws when no control plane or the registry's host cannot be reached, or the name is another owner's: then nothing was
 * changed.
 */
export async function installApp(
  environment: PipelineEnvironment,
  request: AppRequest,
): Promise<AppOutcome> {
  return withApp(environment, request, async (context, home) => {
    await requireOwnership(context, home, request);
    const record = await claimApp(context, home, request, environment.runId);
    await inheritSteps(context, home);
    const failed = await failureOf(() =>
      runWorkflow(installAppPhases, context, request.spec, request.drifted),
    );
    const unkept = await failureOf(() => keepRecord(context, home, record));
    const failure = failed ?? unkept;
    return { ...standOf(context, home), ...(failure === undefined ? {} : { failure }) };
  });
}

/** How an application was taken away; with the reason where it was given up, or left to another owner. */
export type Removal = "removed" | { readonly leftBecause: string };

/** Runs the uninstall command, where there is one, and removes the application's files. */
export async function uninstallApp(
  environment: PipelineEnvironment,
  request: AppRequest,
): Promise<Removal> {
  try {
    return await withApp(environment, request, (context, home) =>
      uninstall(context, home, request),
    );
  } catch (error) {
    if (!environment.forgetsUnreachable || !isClusterSilent(error)) throw error;
    return { leftBecause: `forget_unreachable is set, and ${reasonOf(error)}` };
  }
}

async function uninstall(
  context: AppContext,
  home: AppHome,
  { spec, generation }: AppRequest,
): Promise<Removal> {
  if (home.record !== undefined && home.record.generation !== generation) {
    return { leftBecause: lost(home.record) };
  }
  await inheritSteps(context, home);
  await requireFiles(context, spec);
  await undoWorkflow(
    installAppPhases.filter((phase) => phase !== mountApp),
    context,
    spec,
  );
  // A run that goes on from here must not take it for installed because nothing of it is journalled.
  if (home.record !== undefined) await keepRecord(context, home, home.record);
  await undoWorkflow([mountApp], context, spec);
  await dropRecord(home, spec);
  return "removed";
}

/** An uninstall command that is still to run finds the files that it was written for, also where their home is gone. */
async function requireFiles(context: AppContext, spec: AppSpec): Promise<void> {
  if (spec.uninstallCommand.length === 0 || !isBegun(runGuest.step, context)) return;
  const directory = applicationDirectory(context.cluster, spec.name);
  if (await pathExists(context.host, directory)) return;
  await runWorkflow([mountApp], context, spec, [mountApp.step]);
}

async function withApp<T>(
  environment: PipelineEnvironment,
  request: AppRequest,
  work: (context: AppContext, home: AppHome) => Promise<T>,
): Promise<T> {
  const { spec, signal, limit } = request;
  const { clock, images, transfers } = environment;
  const own = { resource: "sealos_app", object: spec.name };
  const timeLimit = limitFrom(clock(), limit.setting, limit.milliseconds);
  const asked = spec.controlPlanes.map(({ address }) => address).join(",");
  const home = await reported(
    reporterOf(environment, { ...own, name: asked }),
    "ask-cluster",
    clock,
    () => findAppHome(environment, spec, signal),
  );
  const { locator, name } = home;
  const call = { ...own, locator, name, cluster: home.cluster.name, signal };
  return visitHost(environment, call, async (visit) => {
    const context: AppContext = {
      ...visit,
      journal: scopeJournal(visit.journal, `app/${spec.name}`),
      registry: await registryOf(environment, request, visit, name),
      cluster: home.cluster.name,
      images,
      transfers,
      limit: timeLimit,
    };
    return work(context, home);
  });
}

async function registryOf(
  environment: PipelineEnvironment,
  { spec, signal }: AppRequest,
  visit: HostVisit,
  home: string,
): Promise<HostSession> {
  if (spec.registryHost !== null) return environment.connector.connect(spec.registryHost, signal);
  if ("bootstrap-registry" in visit.journal.current.steps) return visit.host;
  throw new Error(
    `registry_host is not set, and ${home} does not serve the cluster's registry. Set registry_host to the id of the sealos_host with the role "${REGISTRY_ROLE}".`,
  );
}

function standOf({ journal }: AppContext, { locator }: AppHome): AppOutcome {
  return {
    finished: finishedSteps(journal.current),
    note: journal.current.notes["run-guest"] as unknown as GuestNote | undefined,
    home: locator,
  };
}

function lost({ name, installedBy, installedAt }: AppRecord): string {
  return `application "${name}" belongs to another object now: ${installedBy} took it over on ${installedAt}`;
}
