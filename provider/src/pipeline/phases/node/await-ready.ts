import type { NodeSpec } from "../../../domain/node-spec";
import { awaitNode } from "../../await-node";
import { knownInput, type Phase } from "../../phase";
import type { NodeContext } from "./context";

/** Waits until the cluster calls the node Ready. */
export const awaitReady: Phase<NodeSpec, NodeContext> = {
  step: "await-ready",
  title: "Wait for the node",

  plan: ({ clusterId, name }) => ({
    lines: ["wait until the node is Ready"],
    input: knownInput({ clusterId, name }),
  }),

  async run({ api, signal }, spec) {
    await awaitNode(api, spec, { signal });
    return undefined;
  },
};
