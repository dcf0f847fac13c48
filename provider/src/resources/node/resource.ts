import { randomUUID } from "node:crypto";
import {
  defineResource,
  requireConfigured,
  UNKNOWN,
  isUnknown,
  type CreateRequest,
  type JsonValue,
  type Unknown,
  warning,
  type Diagnostic,
  type FinalPlan,
  type State,
  type StateOutcome,
} from "../../../sdk";
import { parseHostId, type HostLocator } from "../../domain/host-locator";
import type { NodeSpec } from "../../domain/node-spec";
import { isSameVersion, standingsOf } from "../../domain/node-standing";
import type { ClusterNode } from "../../pipeline/cluster-view";
import { joinNode, type NodeOutcome } from "../../pipeline/join-node";
import { leaveCluster, type LeaveNote } from "../../pipeline/leave-cluster";
import { intentsOf } from "../../pipeline/phase";
import { configureKubelet } from "../../pipeline/phases/node/configure-kubelet";
import { join } from "../../pipeline/phases/node/join";
import { readNode, readNodeSteps } from "../../pipeline/read-node";
import { runtimes } from "../../pipeline/runtimes";
import { isUpgradedByCluster, upgradeSpecOf } from "../../pipeline/upgrade/upgrade-worker";
import { upgradeNodePhases } from "../../pipeline/workflows/upgrade-node";
import type { Known } from "../../plan/known";
import type { FinishedSteps, StepIntent } from "../../plan/pending-steps";
import type { Services } from "../environment";
import {
  driftedOf,
  finishedOf,
  isAdoption,
  notRefreshed,
  planPrivate,
  planProgress,
  recordedOf,
  reachedProgress,
  reportFailure,
  resumeWarning,
  statePrivate,
  stillToCome,
} from "../progress";
import { standingsIn, withStandings } from "../standings";
import { withTimeout } from "../time-limit";
import { conditionOf, driftOf } from "./drift";
import { marksOf, nodePrivate } from "./private-data";
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
    const upgrade = prior === null ? [] : upgradeOf(spec, prior, priorPrivate);
    const steps = quietKubelet(
      joinIntents(spec, prior),
      prior === null ? {} : recordedOf(priorPrivate),
    );
    const intents = [...steps, ...upgrade];
    const progress = planProgress(spec.name, intents, finished, prior);
    return {
      planned: {
        ...planned,
        ...progress,
        ...stillToCome(progress, planned, ["kubelet_version", "condition"]),
        ...versionToCome(spec, prior),
      },
      requiresReplace: prior === null ? [] : replacing(prior, spec),
      private: planPrivate(prior === null ? "create" : "update", priorPrivate),
    };
  },

  planDestroy: ({ priorPrivate }) => ({ private: planPrivate("destroy", priorPrivate) }),

  create: (request) => apply("create", request, null),

  update: (request) =>
    // Nothing to do on any host: what changed is how Terraform gets there, or what a later delete will do.
    request.planned.ready === true
      ? {
          state: request.planned as NodeState,
          private: nodePrivate(finishedOf(request.plannedPrivate), nodeSpec(request.planned)),
        }
      : apply("update", request, request.prior),

  async read({ state, private: privateData, configured, signal }) {
    const kept = {
      state: { ...state, steps: [] },
      private: privateData,
      diagnostics: resumeWarning(`Node ${state.name}`, state),
    };
    if (configured === undefined) return kept;
    const spec = nodeSpec(state);
    try {
      const { node: found, isSame } = await readNode(configured.pipeline, spec, signal);
      // Only the cluster's own word means that a node is gone. One that never came stays, for its delete to clean up.
      if (state.ready === false) {
        const request = { spec, signal };
        const steps = statePrivate(await readNodeSteps(configured.pipeline, request));
        if (found === undefined) return { ...kept, private: steps };
        return {
          ...kept,
          state: { ...kept.state, kubelet_version: found.version },
          private: withStandings(steps, standingsOf([found])),
        };
      }
      if (found === undefined) return { state: null };
      if (!isSame) return { state: null, diagnostics: [otherMachine(state.name, found)] };
      const {
        state: current,
        drifted,
        diagnostics,
      } = driftOf(kept.state, marksOf(privateData, spec), found);
      return {
        state: current,
        private: withStandings(
          nodePrivate(recordedOf(privateData), marksOf(privateData, spec), drifted),
          standingsOf([found]),
        ),
        diagnostics: [...kept.diagnostics, ...diagnostics],
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
    signal: withTimeout(signal, limit, operation === "create" ? "20m" : "60m"),
  });
  return {
    state: stateOf(planned, prior, outcome, signal.aborted),
    private: withStandings(
      nodePrivate(outcome.finished, spec),
      outcome.node === undefined ? undefined : standingsOf([outcome.node]),
    ),
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
  isInterrupted: boolean,
): NodeState {
  return {
    ...planned,
    id: `${planned.cluster_id}/${planned.name}`,
    kubelet_version: reachedVersion(planned, prior, found, failure !== undefined && !isInterrupted),
    condition: prior?.condition ?? (found === undefined ? null : conditionOf(found)),
    ...reachedProgress(failure),
    generation: prior?.generation ?? randomUUID(),
    steps: planned.steps as readonly string[],
  };
}

/** A node that is about to join takes the kubelet configuration over then, so plans say nothing of it. */
function quietKubelet(
  intents: readonly StepIntent[],
  recorded: FinishedSteps,
): readonly StepIntent[] {
  if (join.step in recorded) return intents;
  return intents.map((intent) =>
    intent.step === configureKubelet.step ? { ...intent, lines: [] } : intent,
  );
}

/** What joining will do. As long as nobody says with what, not even the number of steps is known. */
function joinIntents(spec: Known<NodeSpec>, prior: NodeState | null): readonly StepIntent[] {
  const distribution =
    spec.distribution ?? (prior === null ? undefined : nodeSpec(prior).distribution);
  return distribution === undefined
    ? [{ step: join.step, lines: undefined, input: undefined }]
    : intentsOf(runtimes[distribution].joinPhases, spec);
}

/** What makes it another node. Saying what holds anyway changes nothing. */
function replacing(prior: NodeState, { host, distribution }: Known<NodeSpec>): string[][] {
  const isOther = distribution !== undefined && distribution !== nodeSpec(prior).distribution;
  return [
    ...(isOtherMachine(prior, host) ? [["host_id"]] : []),
    ...(isOther ? [["distribution"]] : []),
  ];
}

/** Another machine is another node. A host that is made anew has no id yet; one that only moves has. */
function isOtherMachine(prior: NodeState, planned: HostLocator | undefined): boolean {
  const before = parseHostId(prior.host_id)?.machineId;
  return before !== undefined && planned?.machineId !== before;
}

function otherMachine(name: string, { machineId }: ClusterNode): Diagnostic {
  return warning(
    `${name} Is Another Machine Now`,
    `The cluster has a node ${name}, but it is the machine with id ${machineId}, not the one that this resource joined: that one is gone. The plan joins the configured host again, which needs the name: remove the other node first (kubectl delete node ${name}), or give this one another name.`,
  );
}

/** What bringing the node to its version will do; nothing for a control plane that its cluster upgrades. */
function upgradeOf(
  spec: Known<NodeSpec>,
  prior: NodeState,
  privateData: JsonValue,
): readonly StepIntent[] {
  if (spec.controlPlanes === undefined || spec.host === undefined) return [];
  if (isUpgradedByCluster(spec as NodeSpec)) return [];
  const isUpgrading = standingsIn(privateData)[prior.name]?.isUpgrading ?? false;
  const from =
    prior.kubelet_version === null ? undefined : { version: prior.kubelet_version, isUpgrading };
  return intentsOf(upgradeNodePhases, upgradeSpecOf(spec, from));
}

/** A kubelet that is brought to a version reports that version; until it is known which, nobody knows. */
function versionToCome(
  { kubernetesVersion }: Known<NodeSpec>,
  prior: NodeState | null,
): Partial<Record<"kubelet_version", string | Unknown>> {
  if (prior?.kubelet_version == null || kubernetesVersion === null) return {};
  if (kubernetesVersion === undefined) return { kubelet_version: UNKNOWN };
  return isSameVersion(prior.kubelet_version, kubernetesVersion)
    ? {}
    : { kubelet_version: kubernetesVersion };
}

/** The version that was planned; where it was open, or the upgrade failed, the one that was found. */
function reachedVersion(
  planned: FinalPlan<Schema>,
  prior: NodeState | null,
  found: ClusterNode | undefined,
  hasFailed: boolean,
): string | null {
  const isOpen = isUnknown(planned.kubelet_version) || hasFailed;
  const wanted = isOpen ? null : planned.kubelet_version;
  return wanted ?? found?.version ?? prior?.kubelet_version ?? null;
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
    case "cluster-silent":
      return [
        warning(
          `${name} Was Forgotten`,
          "forget_unreachable is set, and no control plane of its cluster answers, so nothing was removed anywhere. What runs on the machines goes on running there; wipe them before they are used again.",
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
