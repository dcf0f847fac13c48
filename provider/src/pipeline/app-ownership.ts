import { appRecordName, formatAppRecord, type AppRecord } from "../domain/app-record";
import type { AppSpec } from "../domain/app-spec";
import { finishedSteps, type StepRecord } from "../domain/host-journal";
import { applicationDirectory } from "../domain/paths";
import { checkAppOwner, otherOwner } from "../plan/check-app-owner";
import { pathExists } from "../tools/files";
import { deleteSystemConfigMap, putObject } from "../tools/kubectl";
import type { AppHome } from "./app-home";
import { intentsOf } from "./phase";
import type { AppContext } from "./phases/app/context";
import { APP_HOME_STEPS, installAppPhases } from "./workflows/install-app";

/** An object that wants an application's name. */
export interface AppClaimant {
  readonly spec: AppSpec;
  readonly generation: string;
  readonly takesOver?: boolean;
}

/** @throws Error where another owner installed an application of this name, and it may not be taken over. */
export async function requireOwnership(
  context: AppContext,
  { record, cluster, name }: AppHome,
  { spec, generation, takesOver = false }: AppClaimant,
): Promise<void> {
  const claim = {
    name: spec.name,
    generation,
    intents: intentsOf(installAppPhases, spec),
    takesOver,
  };
  const [issue] = checkAppOwner(`cluster ${cluster.name}`, record, claim);
  if (issue?.severity === "error") throw new Error(issue.detail);
  if (record !== undefined || takesOver) return;
  const { steps, current } = context.journal.current;
  if (Object.keys(steps).length > 0 || current !== null) return;
  const directory = applicationDirectory(cluster.name, spec.name);
  if (await pathExists(context.host, directory)) {
    throw new Error(foreignFiles(name, spec.name, directory));
  }
}

/** Makes the application this object's own before anything is done for it, and its home what it is now. */
export async function claimApp(
  { clock, facts }: AppContext,
  { record, api }: AppHome,
  { spec, generation }: AppClaimant,
  by: string,
): Promise<AppRecord> {
  const intents = intentsOf(installAppPhases, spec);
  const isTaken = otherOwner(record, { generation, intents }) !== undefined;
  const kept = isTaken ? undefined : record;
  const claimed: AppRecord = {
    name: spec.name,
    generation,
    installedBy: kept?.installedBy ?? by,
    installedAt: kept?.installedAt ?? clock().toISOString(),
    image: spec.image.image,
    home: facts.machineId,
    wasComplete: kept?.wasComplete ?? false,
    finished: kept?.finished ?? {},
  };
  await putObject(api, formatAppRecord(claimed));
  return claimed;
}

/**
 * Takes over on this home what was done at another one, or what its journal lost: what the cluster has is not installed
 * twice. Only the files that lay there are missing here.
 */
export async function inheritSteps(
  { journal, facts }: AppContext,
  { record }: AppHome,
): Promise<void> {
  const { steps, current } = journal.current;
  const isKnownHere = Object.keys(steps).length > 0 || current !== null;
  if (record === undefined || (record.home === facts.machineId && isKnownHere)) return;
  // What is noted here of an earlier stay counts no more.
  await journal.forget(Object.keys(steps));
  const done = Object.entries(record.finished).filter(([step]) => !APP_HOME_STEPS.includes(step));
  if (done.length === 0) return;
  const taken = done.map(([step, input]): [string, StepRecord] => [
    step,
    { input, outcome: "done", startedAt: record.installedAt, seconds: 0 },
  ]);
  await journal.take({ steps: Object.fromEntries(taken), notes: {} });
}

/** Lets the cluster know how far the application is. */
export async function keepRecord(
  { journal }: AppContext,
  { api }: AppHome,
  claimed: AppRecord,
): Promise<void> {
  const finished = finishedSteps(journal.current);
  const isComplete = "run-guest" in finished;
  await putObject(
    api,
    formatAppRecord({ ...claimed, finished, wasComplete: claimed.wasComplete || isComplete }),
  );
}

/** Lets the cluster forget the application. */
export async function dropRecord({ api }: AppHome, { name }: AppSpec): Promise<void> {
  await deleteSystemConfigMap(api, appRecordName(name));
}

function foreignFiles(home: string, name: string, directory: string): string {
  return `name: ${home} holds files of an application "${name}" (${directory}) that no sealos_app installed; the sealos command line keeps its applications there. Nothing was changed. Choose another name; or remove the directory, where nobody needs it; or set take_over = true to replace the files with this application's.`;
}
