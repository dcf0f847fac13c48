import { NODE_SERVICES } from "../../../domain/distribution";
import type { NodeSpec } from "../../../domain/node-spec";
import { poll } from "../../../lib/poll";
import { getNodes, reasonsNotReady } from "../../../tools/kubectl";
import { knownInput, type Phase } from "../../phase";
import type { NodeContext } from "./context";

const LIMIT_MS = 5 * 60_000;
const PAUSE_MS = 500;

/** Waits until the cluster calls the node Ready. */
export const awaitReady: Phase<NodeSpec, NodeContext> = {
  step: "await-ready",
  title: "Wait for the node",

  plan: ({ clusterId, name }) => ({
    lines: ["wait until the node is Ready"],
    input: knownInput({ clusterId, name }),
  }),

  async run({ api, signal }, { name, distribution }) {
    let reasons: readonly string[] = [];
    const isReady = async (): Promise<boolean> => {
      reasons = reasonsNotReady(await getNodes(api, { signal }), [name]);
      return reasons.length === 0;
    };
    if (await poll(isReady, { limitMs: LIMIT_MS, pauseMs: PAUSE_MS, signal })) return undefined;
    throw new Error(
      `the node is not Ready within 5 minutes: ${reasons.join("; ")}. Nodes without a pod network stay so: the image must bring one. Read \`journalctl -u ${NODE_SERVICES[distribution].unit}\` on the host.`,
    );
  },
};
