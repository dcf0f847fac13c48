import type { ClusterSpec, ControlPlane } from "../domain/cluster-spec";
import {
  clusterStepsOf,
  formatClusterSteps,
  parseClusterSteps,
  CLUSTER_STEPS_NAME,
  type ClusterSteps,
} from "../domain/cluster-steps";
import type { HostFacts } from "../domain/host-facts";
import { isNode } from "../domain/distribution";
import { finishedSteps, type HostJournal } from "../domain/host-journal";
import { putObject, readSystemConfigMap } from "../tools/kubectl";
import type { QueryRunner, Runner } from "../transports/runner";
import type { HostSession } from "./context";
import type { PipelineEnvironment } from "./environment";
import { noControlPlane } from "./errors";
import { returningControlPlane } from "./living-control-plane";
import { initClusterPhases } from "./workflows/init-cluster";
import { initK3sPhases } from "./workflows/k3s";
import { beforeUpgradePhases } from "./workflows/upgrade-cluster";

/** A control plane that was looked at. */
export interface ControlPlaneSight {
  readonly controlPlane: ControlPlane;
  readonly host: HostSession;
  readonly facts: HostFacts;
  readonly journal: HostJournal;
}

/** Where the cluster's own steps run. */
export interface ClusterHome {
  readonly controlPlane: ControlPlane;
  /** The steps that the home must take over first, because it was another's until now. */
  readonly inherited: ClusterSteps | undefined;
}

/**
 * The control plane where the steps of the cluster go on. A cluster that answers says it itself; where its home is gone,
 * a living control plane inherits. A cluster that was never begun begins on the first.
 *
 * @throws when control planes are silent and nothing says that the cluster is not theirs: it is never made twice.
 */
export async function findHome(
  environment: PipelineEnvironment,
  seen: readonly ControlPlaneSight[],
  silent: readonly unknown[],
  signal: AbortSignal,
): Promise<ClusterHome> {
  const begun = seen.filter(({ journal }) => hasBegun(journal));
  const members = seen.filter(({ journal }) => isMember(journal));
  const kept = members.length === 0 ? undefined : await askForSteps(environment, members, signal);
  if (members.length === 0 && silent.length > 0) throw silent[0] as Error;
  const known = begun.find(({ controlPlane }) => controlPlane.node === kept?.steps.home);
  if (kept !== undefined && known === undefined) {
    return { controlPlane: kept.heir, inherited: kept.steps };
  }
  const home = known ?? begun[0] ?? seen[0];
  if (home === undefined) throw noControlPlane();
  return { controlPlane: home.controlPlane, inherited: undefined };
}

/** Whether the steps of a cluster have begun on the host of this journal. */
export function hasBegun({ steps, current }: HostJournal): boolean {
  return "resolve-endpoint" in steps || current?.step === "resolve-endpoint";
}

/** Whether the host of this journal became a node. */
export function isMember(journal: HostJournal): boolean {
  return isNode(finishedSteps(journal));
}

/** The specification with its home in front. */
export function startingWith(spec: ClusterSpec, home: ControlPlane): ClusterSpec {
  const others = spec.controlPlanes.filter(({ node }) => node !== home.node);
  return { ...spec, controlPlanes: [home, ...others] };
}

/** The steps that the cluster keeps; undefined where it keeps none. */
export async function readClusterSteps(api: QueryRunner): Promise<ClusterSteps | undefined> {
  return parseClusterSteps(await readSystemConfigMap(api, CLUSTER_STEPS_NAME));
}

/** Lets the cluster keep the steps of its home's journal; `home` null when it is about to leave. */
export async function keepClusterSteps(
  api: Runner,
  journal: HostJournal,
  home: string | null,
): Promise<void> {
  await putObject(api, formatClusterSteps(clusterStepsOf(journal, CLUSTER_STEPS, home)));
}

/** Names of the cluster's own steps. */
export const CLUSTER_STEPS: readonly string[] = [
  ...new Set(
    [...initClusterPhases, ...initK3sPhases, ...beforeUpgradePhases].map(({ step }) => step),
  ),
];

/** What the cluster keeps, and who may inherit it; undefined where it keeps nothing or does not answer beside its home. */
async function askForSteps(
  environment: PipelineEnvironment,
  members: readonly ControlPlaneSight[],
  signal: AbortSignal,
): Promise<{ readonly steps: ClusterSteps; readonly heir: ControlPlane } | undefined> {
  try {
    const locators = members.map(({ controlPlane }) => controlPlane.locator);
    const api = await returningControlPlane(environment, locators, signal);
    const steps = await readClusterSteps(api);
    const heir = members.find(({ host }) => host.host === api.host) ?? members[0];
    return steps === undefined || heir === undefined
      ? undefined
      : { steps, heir: heir.controlPlane };
  } catch (error) {
    signal.throwIfAborted();
    // A half-made home is resumed by its journal; others cannot go on without the cluster.
    if (members.some(({ journal }) => hasBegun(journal))) return undefined;
    throw error;
  }
}
