import { randomUUID } from "node:crypto";
import { requireConfigured, type State } from "../../../sdk";
import { isNode } from "../../domain/distribution";
import { declaredOf } from "../../domain/declared";
import { finishedSteps } from "../../domain/host-journal";
import type { Issue } from "../../domain/issue";
import { describeFoundNode } from "../../pipeline/adopt/describe-node";
import {
  controlPlaneIds,
  findCluster,
  type ClusterNode,
  type FoundCluster,
} from "../../pipeline/adopt/find-cluster";
import { forgetOnHost, recallOnHost, rememberOnHost } from "../../pipeline/adopt/memory";
import { FOUND_DONE, takeOver } from "../../pipeline/adopt/take-over";
import { nodeCall } from "../../pipeline/join-node";
import { intentsOf } from "../../pipeline/phase";
import { lookAtHost } from "../../pipeline/visit-host";
import { joinNodePhases } from "../../pipeline/workflows/join-node";
import { finishedAs, pendingSteps, type FinishedSteps } from "../../plan/pending-steps";
import { argumentsOf } from "../arguments-of";
import { ADOPTED } from "../adopted";
import type { Importing } from "../importable";
import { statePrivate } from "../progress";
import { mergeArguments, readImportId, refusal } from "../read-import-id";
import { nodeSpec } from "./model";
import { nodeSchema } from "./schema";

type NodeState = State<typeof nodeSchema>;

/** Import of a `sealos_node` by `[login@]address[:port]/cluster/node`, the address that of a control plane. */
export const nodeImport: Importing<typeof nodeSchema> = {
  async find({ id, configured, signal }) {
    const services = requireConfigured(configured);
    const { pipeline } = services;
    const { locator, names, attributes } = readImportId(services, nodeSchema, id, [
      "cluster",
      "node",
    ]);
    const found = await findCluster(pipeline, locator, signal);
    const node = found.nodes.find(({ name }) => name === names[1]);
    if (node === undefined) throw refusal(noNode(names[1] ?? "", found));
    const machine = await found.reach(node);
    const remembered = await recallOnHost(machine.host, "sealos_node");
    const knows = (argument: string): boolean =>
      argument in attributes || argument in (remembered?.attributes ?? {});
    const inputs = mergeArguments(
      nodeSchema,
      {
        ...describeFoundNode(node),
        host_id: machine.id,
        ...(knows("control_plane")
          ? {}
          : { control_plane: Object.values(await controlPlaneIds(found)) }),
      },
      remembered,
      { cluster_id: found.uid, ...attributes },
    ) as unknown as NodeState;
    const call = { spec: nodeSpec(inputs), signal };
    const { journal } = await lookAtHost(pipeline, {
      ...nodeCall(call, undefined),
      locator: machine.locator,
    });
    return imported(inputs, node, finishedSteps(journal));
  },

  async remember({ connector }, state, signal) {
    const host = await connector.connect(nodeSpec(state).host, signal);
    await rememberOnHost(host, "sealos_node", declaredOf(argumentsOf(nodeSchema, state), []));
  },

  async forget({ connector }, state, signal) {
    await forgetOnHost(await connector.connect(nodeSpec(state).host, signal), "sealos_node");
  },

  takeOver: (pipeline, { state, finished }, signal) =>
    takeOver(pipeline, {
      call: nodeCall({ spec: nodeSpec(state), signal }, undefined),
      finished: { "bootstrap-postflight": FOUND_DONE, ...finished },
    }),
};

function imported(inputs: NodeState, node: ClusterNode, journal: FinishedSteps) {
  const intents = intentsOf(joinNodePhases, nodeSpec(inputs));
  const isOurs = isNode(journal);
  const finished = isOurs ? journal : finishedAs(intents);
  const isReady = pendingSteps(intents, finished).length === 0;
  const state: Partial<NodeState> = {
    ...inputs,
    id: `${inputs.cluster_id}/${inputs.name}`,
    kubelet_version: node.version,
    ready: isReady,
    status: isReady ? "ready" : "steps of this node are still to come",
    generation: `${isOurs ? "" : ADOPTED}${randomUUID()}`,
    steps: [],
  };
  return { state, private: statePrivate(finished) };
}

function noNode(name: string, { nodes }: FoundCluster): Issue {
  return {
    severity: "error",
    summary: `Cluster Has No Node ${name}`,
    detail: `the cluster has no node "${name}"; it has ${nodes.map((node) => node.name).join(", ")}. Name one of these.`,
  };
}
