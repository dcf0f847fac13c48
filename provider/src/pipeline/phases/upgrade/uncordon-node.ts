import type { UpgradeSpec } from "../../../domain/upgrade-spec";
import { poll } from "../../../lib/poll";
import { endTurn, getNodes, reasonsNotAtVersion, reasonsNotReady } from "../../../tools/kubectl";
import { reasonOf } from "../../errors";
import type { Phase } from "../../phase";
import type { TurnContext } from "./context";
import { turnInput } from "./files";

const LIMIT_MS = 10 * 60_000;
const PAUSE_MS = 500;

/** Waits until the node is Ready at its new version, then lets pods onto it again. */
export const uncordonNode: Phase<UpgradeSpec, TurnContext> = {
  step: "uncordon-node",
  title: "Wait for the node and uncordon it",

  plan: turnInput,

  async run({ api, signal }, { node, to }) {
    let reasons: readonly string[] = [];
    const isBack = async (): Promise<boolean> => {
      try {
        const nodes = await getNodes(api, { signal });
        reasons = [
          ...reasonsNotReady(nodes, [node]),
          ...reasonsNotAtVersion(nodes, [node], to ?? ""),
        ];
        const found = nodes.find(({ name }) => name === node);
        if (reasons.length > 0 || found === undefined) return false;
        await endTurn(api, found, { signal });
        return true;
      } catch (error) {
        signal.throwIfAborted();
        reasons = [reasonOf(error)]; // an API server whose own node was just restarted may be away for a moment
        return false;
      }
    };
    if (await poll(isBack, { limitMs: LIMIT_MS, pauseMs: PAUSE_MS, signal })) return undefined;
    throw new Error(
      `${node} is not back within 10 minutes: ${reasons.join("; ")}. Read \`journalctl -u kubelet\` on the host.`,
    );
  },
};
