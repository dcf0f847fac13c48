import { NODE_SERVICES } from "../domain/distribution";
import type { NodeSpec } from "../domain/node-spec";
import { poll } from "../lib/poll";
import { getNodes, reasonsNotReady } from "../tools/kubectl";
import type { QueryRunner } from "../transports/runner";

const LIMIT_MS = 5 * 60_000;
const PAUSE_MS = 500;

export interface NodeWait {
  /** What the kubelet said at this time does not count (`heardAt` of the node): it was restarted since. Default: everything counts. */
  readonly notOf?: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * Waits until the cluster calls the node Ready.
 *
 * @throws Error with the node's own reason, when it is not within five minutes.
 */
export async function awaitNode(
  api: QueryRunner,
  { name, distribution }: Pick<NodeSpec, "name" | "distribution">,
  { notOf, signal }: NodeWait,
): Promise<void> {
  let reasons: readonly string[] = [];
  const isReady = async (): Promise<boolean> => {
    const nodes = await getNodes(api, { signal });
    const isOldWord =
      notOf !== undefined && nodes.find((node) => node.name === name)?.heardAt === notOf;
    reasons = isOldWord
      ? [`the kubelet of ${name} has not reported since it was restarted`]
      : reasonsNotReady(nodes, [name]);
    return reasons.length === 0;
  };
  if (await poll(isReady, { limitMs: LIMIT_MS, pauseMs: PAUSE_MS, signal })) return;
  throw new Error(
    `the node is not Ready within 5 minutes: ${reasons.join("; ")}. Nodes without a pod network stay so: the image must bring one. Read \`journalctl -u ${NODE_SERVICES[distribution].unit}\` on the host.`,
  );
}
