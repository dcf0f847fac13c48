import { formatClusterRecord } from "../../domain/cluster-record";
import type { ClusterSpec } from "../../domain/cluster-spec";
import type { FinishedSteps } from "../../plan/pending-steps";
import { putObject } from "../../tools/kubectl";
import type { PipelineEnvironment } from "../environment";
import { livingControlPlane } from "../living-control-plane";
import { concludeRecord } from "./conclude-record";
import { FOUND_DONE, takeOver } from "./take-over";

/** A cluster that was adopted, and what was found done. */
export interface ClusterTakeOver {
  readonly spec: ClusterSpec;
  readonly finished: FinishedSteps;
  readonly signal: AbortSignal;
}

/**
 * Makes an adopted cluster one that remembers how it was made: its record in the cluster, its steps on its first control plane,
 * and on all of them that they are prepared nodes.
 */
export async function takeOverCluster(
  environment: PipelineEnvironment,
  { spec, finished, signal }: ClusterTakeOver,
): Promise<void> {
  const locators = spec.controlPlanes.map(({ locator }) => locator);
  const api = await livingControlPlane(environment, locators, signal);
  const record = await concludeRecord(api);
  if (record === undefined) return;
  await putObject(api, formatClusterRecord({ ...record, name: spec.name, isNameGuessed: false }));
  for (const [index, { node, locator }] of spec.controlPlanes.entries()) {
    const isHome = index === 0;
    await takeOver(environment, {
      call: { locator, name: node, cluster: spec.name, resource: "sealos_cluster", signal },
      finished: {
        "bootstrap-postflight": FOUND_DONE,
        ...(isHome ? finished : { join: FOUND_DONE }),
      },
      notes: isHome ? { "resolve-endpoint": { ...record.endpoint } } : {},
    });
  }
}
