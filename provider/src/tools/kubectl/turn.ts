import type { CommandOptions, Runner } from "../../transports/runner";
import { kubectl } from "./command";
import { UPGRADING_TO, WAS_CORDONED, type ClusterNode } from "./parse-nodes";

/**
 * Marks a node as being upgraded and keeps new pods off it, in one request: whoever finds the mark knows that the upgrade
 * broke off, and whether the node may be let in again. A node that is marked already stays as it is.
 */
export async function beginTurn(
  runner: Runner,
  node: ClusterNode,
  { version, cordons }: { readonly version: string; readonly cordons: boolean },
  options?: CommandOptions,
): Promise<void> {
  if (node.upgradingTo === version) return;
  const isFirst = node.upgradingTo === undefined;
  const annotations = {
    [UPGRADING_TO]: version,
    ...(isFirst && node.unschedulable ? { [WAS_CORDONED]: "true" } : {}),
  };
  const spec = cordons ? { spec: { unschedulable: true } } : {};
  await patchNode(runner, node.name, { metadata: { annotations }, ...spec }, options);
}

/** Takes the mark off and lets pods onto the node again, unless somebody else had cordoned it. */
export async function endTurn(
  runner: Runner,
  node: ClusterNode,
  options?: CommandOptions,
): Promise<void> {
  const annotations = { [UPGRADING_TO]: null, [WAS_CORDONED]: null };
  const spec = node.wasCordoned === true ? {} : { spec: { unschedulable: null } };
  await patchNode(runner, node.name, { metadata: { annotations }, ...spec }, options);
}

async function patchNode(
  runner: Runner,
  name: string,
  patch: object,
  options?: CommandOptions,
): Promise<void> {
  const words = ["patch", "node", name, "--type=merge", `--patch=${JSON.stringify(patch)}`];
  await runner.exec(kubectl(...words), options);
}
