import { appRecordName, parseAppRecord, type AppRecord } from "../domain/app-record";
import type { AppSpec } from "../domain/app-spec";
import type { ClusterRecord } from "../domain/cluster-record";
import type { HostLocator } from "../domain/host-locator";
import { getNodes, readSystemConfigMap, type ClusterNode } from "../tools/kubectl";
import type { QueryRunner } from "../transports/runner";
import type { HostSession } from "./context";
import type { PipelineEnvironment } from "./environment";
import { clusterOf } from "./join-node";
import { livingControlPlane, returningControlPlane } from "./living-control-plane";

/** Where an application is, or will be. */
export interface AppHome {
  readonly cluster: ClusterRecord;
  /** What the cluster knows of the application; undefined where it was never begun. */
  readonly record: AppRecord | undefined;
  /** A control plane whose API answers: the record's own one where that is possible, else the first. */
  readonly locator: HostLocator;
  /** Its node name. */
  readonly name: string;
  readonly api: HostSession;
}

/**
 * The control plane where an application goes on. Any living one will do: what the application's steps were is known to the
 * cluster.
 *
 * @throws when no control plane answers.
 */
export async function findAppHome(
  environment: PipelineEnvironment,
  spec: AppSpec,
  signal: AbortSignal,
): Promise<AppHome> {
  const anyone = await returningControlPlane(environment, spec.controlPlanes, signal);
  const record = await readAppRecord(anyone, spec.name);
  const { locator, api } = await firstLiving(environment, spec, record, signal);
  const [cluster, nodes] = await Promise.all([clusterOf(api), getNodes(api)]);
  return { cluster, record, locator, name: nodeNameOf(nodes, locator), api };
}

/** What the cluster knows of an application; undefined where it knows none of that name. */
export async function readAppRecord(
  api: QueryRunner,
  name: string,
): Promise<AppRecord | undefined> {
  return parseAppRecord(await readSystemConfigMap(api, appRecordName(name)));
}

/** Whether the machine that holds an application's files is one of the cluster's control planes. */
export function hasHome(record: AppRecord, controlPlanes: readonly HostLocator[]): boolean {
  return controlPlanes.some(({ machineId }) => machineId === record.home);
}

/** What a cluster calls a machine; its address where the cluster does not know it. */
export function nodeNameOf(
  nodes: readonly ClusterNode[],
  { machineId, address }: HostLocator,
): string {
  return nodes.find((node) => node.machineId === machineId)?.name ?? address;
}

async function firstLiving(
  environment: PipelineEnvironment,
  { controlPlanes }: AppSpec,
  record: AppRecord | undefined,
  signal: AbortSignal,
): Promise<Pick<AppHome, "locator" | "api">> {
  const isHome = ({ machineId }: HostLocator): boolean => machineId === record?.home;
  const others = controlPlanes.filter((one) => !isHome(one));
  const inOrder = [...controlPlanes.filter(isHome), ...others];
  let failure: unknown;
  for (const locator of inOrder) {
    try {
      return { locator, api: await livingControlPlane(environment, [locator], signal) };
    } catch (error) {
      signal.throwIfAborted();
      failure ??= error;
    }
  }
  throw failure;
}
