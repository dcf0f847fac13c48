import type { ClusterSpec, ControlPlane } from "../../domain/cluster-spec";
import { isBehind, standingsOf, type NodeStandings } from "../../domain/node-standing";
import { isUpgradeDue, type UpgradeSpec } from "../../domain/upgrade-spec";
import type { Known } from "../../plan/known";
import type { StepIntent } from "../../plan/pending-steps";
import { getNodes } from "../../tools/kubectl";
import { isMember, startingWith, type ClusterHome, type ControlPlaneSight } from "../cluster-home";
import { callFor, type ClusterRequest } from "../cluster-request";
import type { HostSession } from "../context";
import type { PipelineEnvironment } from "../environment";
import { livingControlPlane, othersFirst, returningControlPlane } from "../living-control-plane";
import { withMembershipLock } from "../membership-lock";
import { intentsOf } from "../phase";
import { upgradeNode } from "../phases/upgrade/upgrade-node";
import { runWorkflow } from "../run-workflow";
import { visitHost, type HostVisit } from "../visit-host";
import { beforeUpgradePhases } from "../workflows/upgrade-cluster";
import { upgradeNodePhases } from "../workflows/upgrade-node";
import { finishInstalling, isInstalling } from "./take-turn";

/**
 * What an upgrade of the control planes will do, in order: first what protects the cluster, then one control plane after
 * the other. Nothing where none of them is behind.
 */
export function upgradeIntents(
  cluster: Known<ClusterSpec>,
  standings: NodeStandings,
): readonly StepIntent[] {
  const nodes = cluster.controlPlanes?.map(({ node }) => node) ?? Object.keys(standings).sort();
  const to = targetOf(cluster);
  const due = nodes.map((node) => isUpgradeDue(standings[node], to));
  const isDue = due.includes(true) ? true : due.includes(undefined) ? undefined : false;
  return [
    ...intentsOf(beforeUpgradePhases, { cluster: cluster.name, to, isDue }),
    ...nodes.flatMap((node, index) =>
      intentsOf(upgradeNodePhases, specOf(cluster, node, index, standings)).map((intent) => ({
        ...intent,
        step: `${intent.step} ${node}`,
        host: node,
      })),
    ),
  ];
}

/**
 * Finishes the installation of control planes whose turn broke off in the middle of it, where none answers for the cluster: half a
 * container runtime serves no API, and no cluster that waits for that API would ever be asked for the turn again.
 *
 * @throws when a host cannot be installed.
 */
export async function reviveControlPlanes(
  environment: PipelineEnvironment,
  request: ClusterRequest,
  seen: readonly ControlPlaneSight[],
): Promise<void> {
  const half = seen.filter(({ journal }) => isInstalling(journal));
  if (half.length === 0) return;
  const locators = seen.map(({ controlPlane }) => controlPlane.locator);
  const found = await livingControlPlane(environment, locators, request.signal).catch(
    () => undefined,
  );
  request.signal.throwIfAborted();
  if (found !== undefined) return;
  for (const { controlPlane } of half) {
    const upgrade = specOf(request.spec, controlPlane.node, 0, {}) as UpgradeSpec;
    await visitHost(environment, callFor(request, controlPlane), (visit) =>
      finishInstalling(visit, upgrade),
    );
  }
}

/**
 * Brings the control planes that are behind to the version of the cluster's image, one after the other, the home first. The
 * order is here and not in the graph of resources, so that no limit on parallelism can turn it around.
 *
 * @throws when one of them fails: those before it are done, the cluster works, and the next call goes on with that one.
 */
export async function upgradeControlPlanes(
  environment: PipelineEnvironment,
  request: ClusterRequest,
  home: ClusterHome,
  seen: readonly ControlPlaneSight[],
): Promise<void> {
  const members = seen.filter(({ journal }) => isMember(journal));
  const to = request.spec.rootfs.version;
  if (members.length === 0 || to === undefined) return;
  const standings = standingsOf(await getNodes(await anyOf(environment, members, request.signal)));
  const spec = startingWith(request.spec, home.controlPlane);
  if (!spec.controlPlanes.some(({ node }) => isBehind(standings[node], to))) return;
  await visitHost(environment, callFor(request, home.controlPlane), (visit) =>
    prepareUpgrade(visit, spec, home, members),
  );
  for (const [index, controlPlane] of spec.controlPlanes.entries()) {
    if (!isBehind(standings[controlPlane.node], to)) continue;
    const upgrade = specOf(spec, controlPlane.node, index, standings);
    await upgradeOne(environment, request, controlPlane, upgrade as UpgradeSpec);
  }
}

async function prepareUpgrade(
  visit: HostVisit,
  cluster: ClusterSpec,
  home: ClusterHome,
  members: readonly ControlPlaneSight[],
): Promise<void> {
  if (home.inherited !== undefined) await visit.journal.take(home.inherited);
  const controlPlanes = members.map(({ controlPlane: { node }, host }) => ({ node, host }));
  const upgrade = { cluster: cluster.name, to: cluster.rootfs.version ?? null, isDue: true };
  await runWorkflow(beforeUpgradePhases, { ...visit, controlPlanes }, upgrade);
}

async function upgradeOne(
  environment: PipelineEnvironment,
  request: ClusterRequest,
  controlPlane: ControlPlane,
  upgrade: UpgradeSpec,
): Promise<void> {
  const { signal, spec } = request;
  const locators = spec.controlPlanes.map(({ locator }) => locator);
  const ways = othersFirst(locators, controlPlane.locator);
  const api = await returningControlPlane(environment, ways, signal);
  await visitHost(environment, callFor(request, controlPlane), async (visit) => {
    const inTurn = <T>(change: () => Promise<T>): Promise<T> =>
      withMembershipLock(api, environment.runId, signal, change);
    // The cluster says that it is behind, whatever the journal remembers.
    await runWorkflow(upgradeNodePhases, { ...visit, api, inTurn }, upgrade, [upgradeNode.step]);
  });
}

function anyOf(
  environment: PipelineEnvironment,
  members: readonly ControlPlaneSight[],
  signal: AbortSignal,
): Promise<HostSession> {
  return returningControlPlane(
    environment,
    members.map(({ controlPlane }) => controlPlane.locator),
    signal,
  );
}

function targetOf({ rootfs }: Known<ClusterSpec>): string | null | undefined {
  return rootfs === undefined ? undefined : (rootfs.version ?? null);
}

function specOf(
  cluster: Known<ClusterSpec>,
  node: string,
  index: number,
  standings: NodeStandings,
): Known<UpgradeSpec> {
  return {
    cluster: cluster.name,
    node,
    role: "control-plane",
    verb: index === 0 ? "apply" : "node",
    from: standings[node],
    to: targetOf(cluster),
    drain: cluster.upgrade?.drain,
  };
}
