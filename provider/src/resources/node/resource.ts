import { randomUUID } from "node:crypto";
import {
  defineResource,
  requireConfigured,
  type CreateRequest,
  warning,
  type Diagnostic,
  type FinalPlan,
  type State,
  type StateOutcome,
} from "../../../sdk";
import { joinNode, readNode, type NodeOutcome } from "../../pipeline/join-node";
import { leaveCluster, type LeaveNote } from "../../pipeline/leave-cluster";
import { intentsOf } from "../../pipeline/phase";
import { joinNodePhases } from "../../pipeline/workflows/join-node";
import type { Services } from "../environment";
import {
  driftedOf,
  finishedOf,
  isAdoption,
  notRefreshed,
  planPrivate,
  planProgress,
  reachedProgress,
  reportFailure,
  resumeWarning,
  statePrivate,
  stillToCome,
} from "../progress";
import { withTimeout } from "../time-limit";
import { nodeSpec, plannedSpec } from "./model";
import { nodeSchema } from "./schema";

type Schema = typeof nodeSchema;
type NodeState = State<Schema>;

/** `sealos_node`. */
export const node = defineResource<Schema, Services>({
  schema: nodeSchema,

  plan({ planned, prior, priorPrivate }) {
    const spec = plannedSpec(planned);
    const finished = prior === null ? {} : finishedOf(priorPrivate);
    const intents = intentsOf(joinNodePhases, spec);
    const progress = planProgress(spec.name, intents, finished, prior);
    return {
      planned: {
        ...planned,
        ...progress,
        ...stillToCome(progress, planned, ["kubelet_version"]),
      },
      private: planPrivate(prior === null ? "create" : "update", priorPrivate),
    };
  },

  planDestroy: ({ priorPrivate }) => ({ private: planPrivate("destroy", priorPrivate) }),

  create: (request) => apply("create", request, null),

  update: (request) => apply("update", request, request.prior),

  async read({ state, private: privateData, configured, signal }) {
    const kept = {
      state: { ...state, steps: [] },
      private: privateData,
      diagnostics: resumeWarning(`Node ${state.name}`, state),
    };
    if (configured === undefined) return kept;
    try {
      const { finished, node: found } = await readNode(configured.pipeline, {
        spec: nodeSpec(state),
        signal,
      });
      // Only the cluster's own word means that a node is gone. One that never came stays, for its delete to clean up.
      if (found === undefined) return state.ready === false ? kept : { state: null };
      return {
        ...kept,
        state: { ...kept.state, kubelet_version: found.version },
        private: statePrivate(finished),
      };
    } catch (error) {
      return {
        ...kept,
        diagnostics: [...kept.diagnostics, notRefreshed(state.name, error)],
      };
    }
  },

  async delete({ prior, plannedPrivate, configured, signal }) {
    if (isAdoption(prior, plannedPrivate)) return {};
    const left = await leaveCluster(requireConfigured(configured).pipeline, {
      spec: nodeSpec(prior),
      signal: withTimeout(signal, prior.timeouts?.delete, "20m"),
    });
    return { diagnostics: leaveWarning(prior.name, left) };
  },
});

async function apply(
  operation: "create" | "update",
  { planned, plannedPrivate, configured, signal }: CreateRequest<Schema, Services>,
  prior: NodeState | null,
): Promise<StateOutcome<Schema>> {
  const { pipeline, failureMode } = requireConfigured(configured);
  const spec = nodeSpec(planned);
  const limit = operation === "create" ? planned.timeouts?.create : planned.timeouts?.update;
  const outcome = await joinNode(pipeline, {
    spec,
    drifted: driftedOf(plannedPrivate),
    signal: withTimeout(signal, limit, "20m"),
  });
  return {
    state: stateOf(planned, prior, outcome),
    private: statePrivate(outcome.finished),
    diagnostics: reportFailure({
      doing: `Joining ${spec.name}`,
      failure: outcome.failure,
      mode: failureMode,
      operation,
      interrupted: signal.aborted,
    }),
  };
}

function stateOf(
  planned: FinalPlan<Schema>,
  prior: NodeState | null,
  { node: found, failure }: NodeOutcome,
): NodeState {
  return {
    ...planned,
    id: `${planned.cluster_id}/${planned.name}`,
    kubelet_version: prior?.kubelet_version ?? found?.version ?? null,
    ...reachedProgress(failure),
    generation: prior?.generation ?? randomUUID(),
    steps: planned.steps as readonly string[],
  };
}

function leaveWarning(name: string, left: LeaveNote): readonly Diagnostic[] {
  switch (left) {
    case "left":
      return [];
    case "last-control-plane":
      return [
        warning(
          `${name} Stays The Last Control Plane`,
          "The last control plane goes with its cluster: destroying sealos_cluster and sealos_host takes it down. Until then it goes on serving.",
        ),
      ];
    case "host-unreachable":
      return [
        warning(
          `${name} Was Removed Without Its Host`,
          "The host cannot be reached, so the node was taken out of the cluster from the others' side. What runs on the machine goes on running there; wipe it before it is used again.",
        ),
      ];
  }
}
