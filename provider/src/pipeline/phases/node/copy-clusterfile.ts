import type { NodeSpec } from "../../../domain/node-spec";
import { clusterfilePath } from "../../../domain/paths";
import { readFile, writeFile } from "../../../tools/files";
import { knownInput, type Phase } from "../../phase";
import type { NodeContext } from "./context";

/** PostProcess: every control plane has the Clusterfile, so that the sealos command line works on any of them. */
export const copyClusterfile: Phase<NodeSpec, NodeContext> = {
  step: "copy-clusterfile",
  title: "Copy the Clusterfile",

  plan: ({ clusterId, role }) =>
    role === "worker" ? undefined : { lines: [], input: knownInput({ clusterId, role }) },

  async run({ api, host, cluster }) {
    const path = clusterfilePath(cluster.name);
    const text = await readFile(api, path);
    if (text !== undefined) await writeFile(host, path, text, 0o600);
    return undefined;
  },
};
