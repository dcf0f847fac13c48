import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import {
  defineResource,
  error,
  requireConfigured,
  type CreateRequest,
  UNKNOWN,
  isUnknown,
  type Diagnostic,
  type FinalPlan,
  type State,
  type StateOutcome,
  type Unknown,
} from "../../../sdk";
import { initCluster, type ClusterOutcome } from "../../pipeline/init-cluster";
import { intentsOf } from "../../pipeline/phase";
import { resolveEndpoint } from "../../pipeline/phases/cluster/resolve-endpoint";
import { readCluster } from "../../pipeline/read-cluster";
import { removeCluster } from "../../pipeline/remove-cluster";
import { runtimes } from "../../pipeline/runtimes";
import { upgradeIntents } from "../../pipeline/upgrade/upgrade-control-planes";
import type { ClusterSpec } from "../../domain/cluster-spec";
import {
  checkDistributionChange,
  checkEndpointChange,
  checkReplacement,
} from "../../plan/check-change";
import { checkVersionChange } from "../../plan/check-version";
import { checkCluster } from "../../plan/check-cluster";
import { checkK3sChange } from "../../plan/check-k3s-change";
import type { Known } from "../../plan/known";
import { pendingSteps, type StepIntent } from "../../plan/pending-steps";
import type { Services } from "../environment";
import { issueDiagnostic } from "../issue-diagnostic";
import {
  driftedOf,
  finishedOf,
  isAdoption,
  notRefreshed,
  planPrivate,
  planProgress,
  reachedProgress,
  recordedOf,
  reportFailure,
  resumeWarning,
  statePrivate,
  stillToCome,
} from "../progress";
import { standingsIn, withStandings } from "../standings";
import { withTimeout } from "../time-limit";
import { memberDiagnostics, quorumDiagnostics, withMembers } from "./members";
import { clusterSpec, firstNode, plannedSpec } from "./model";
import { clusterSchema } from "./schema";
import {
  expiryWarning,
  fixedDiagnostics,
  kubeletConfigDigest,
  plannedRenewal,
  quietSettings,
  renewalDiagnostics,
  renewalIn,
  settingsDrift,
  withLook,
  withRenewal,
} from "./settings";

type Schema = typeof clusterSchema;
type ClusterState = State<Schema>;

/** `sealos_cluster`. */
export const cluster = defineResource<Schema, Services>({
  schema: clusterSchema,

  plan({ planned, prior, priorPrivate, configured }) {
    const renewal = plannedRenewal(planned, prior, priorPrivate);
    const spec = plannedSpec(planned, renewal);
    const finished = prior === null ? {} : finishedOf(priorPrivate);
    const settings = quietSettings(
      initIntents(spec, prior),
      prior === null ? {} : recordedOf(priorPrivate),
    );
    const upgrade = prior === null ? [] : upgradeIntents(spec, standingsIn(priorPrivate));
    const intents = [...upgrade, ...settings];
    const progress = planProgress(firstNode(planned), intents, finished, prior);
    return {
      planned: {
        ...planned,
        ...progress,
        phase: progress.ready === true ? SUCCESS : UNKNOWN,
        ...stillToCome(progress, planned, MADE_BY_INIT),
        ...endpointToCome(pendingSteps(intents, finished)),
        // kubeadm renews them in an upgrade
        ...(upgrade.length === 0 && renewal === null ? {} : { certificates_expire_at: UNKNOWN }),
        kubelet_config_digest: kubeletConfigDigest(spec),
        kubernetes_version: spec.rootfs === undefined ? UNKNOWN : (spec.rootfs.version ?? null),
      },
      private: withRenewal(
        planPrivate(prior === null ? "create" : "update", priorPrivate),
        renewal,
      ),
      diagnostics: [
        ...checkCluster(spec).map(issueDiagnostic),
        ...renewalDiagnostics(planned, spec),
        ...(prior === null ? [] : changeDiagnostics(spec, prior, configured)),
        ...quorumDiagnostics(prior?.name ?? "default", planned, priorPrivate),
      ],
    };
  },

  planDestroy: ({ prior, priorPrivate, configured }) => ({
    private: planPrivate("destroy", priorPrivate),
    diagnostics: protection(prior, configured),
  }),

  create: (request) => apply("create", request, null),

  update: (request) => apply("update", request, request.prior),

  async read({ state, private: privateData, configured, signal }) {
    const kept = {
      state: { ...state, steps: [] },
      private: privateData,
      diagnostics: resumeWarning(`Cluster ${state.name ?? "default"}`, state),
    };
    if (configured === undefined) return kept;
    try {
      const { finished, facts, changed, members } = await readCluster(configured.pipeline, {
        spec: clusterSpec(state),
        isMade: state.id !== null,
        clusterId: state.id ?? undefined,
        signal,
      });
      const drift = settingsDrift(state.name ?? "default", changed);
      const now = configured.pipeline.clock();
      const found =
        facts === undefined
          ? kept.state
          : {
              ...kept.state,
              ...factAttributes(facts),
              kubernetes_version: facts.kubernetes ?? state.kubernetes_version,
            };
      return {
        state: found,
        private: withMembers(
          withLook(
            withStandings(
              statePrivate(finished, drift.drifted),
              facts?.standings ?? standingsIn(privateData),
            ),
            now,
          ),
          members,
        ),
        diagnostics: [
          ...kept.diagnostics,
          ...drift.diagnostics,
          ...expiryWarning(found, now),
          ...(members === undefined
            ? []
            : memberDiagnostics(
                found.name ?? "default",
                Object.keys(found.control_plane),
                members,
              )),
        ],
      };
    } catch (failure) {
      return {
        ...kept,
        diagnostics: [
          ...kept.diagnostics,
          notRefreshed(`Cluster ${state.name ?? "default"}`, failure),
        ],
      };
    }
  },

  async delete({ prior, plannedPrivate, configured, signal }) {
    if (isAdoption(prior, plannedPrivate)) return {};
    await removeCluster(requireConfigured(configured).pipeline, {
      spec: clusterSpec(prior),
      signal: withTimeout(signal, prior.timeouts?.delete, "15m"),
    });
    return {};
  },
});

/** What making the cluster will do. As long as nobody says with what, not even the number of steps is known. */
function initIntents(spec: Known<ClusterSpec>, prior: ClusterState | null): readonly StepIntent[] {
  const distribution =
    spec.distribution ?? (prior === null ? undefined : clusterSpec(prior).distribution);
  return distribution === undefined
    ? [{ step: resolveEndpoint.step, lines: undefined, input: undefined }]
    : intentsOf(runtimes[distribution].initPhases, spec);
}

/** A step that decides on the endpoint, for the first time or anew, decides these too. */
function endpointToCome(
  pending: readonly StepIntent[],
): Partial<Record<"endpoint_mode" | "api_server", Unknown>> {
  return pending.some(({ step }) => step === resolveEndpoint.step)
    ? { endpoint_mode: UNKNOWN, api_server: UNKNOWN }
    : {};
}

const MADE_BY_INIT = [
  "id",
  "endpoint_mode",
  "api_server",
  "ca_certificate",
  "certificates_expire_at",
] as const;

// sealos' words for the state of a cluster.
const SUCCESS = "ClusterSuccess";
const FAILED = "ClusterFailed";

async function apply(
  operation: "create" | "update",
  { planned, plannedPrivate, configured, signal }: CreateRequest<Schema, Services>,
  prior: ClusterState | null,
): Promise<StateOutcome<Schema>> {
  const { pipeline, failureMode } = requireConfigured(configured);
  const spec = clusterSpec(planned, renewalIn(plannedPrivate));
  const limit = operation === "create" ? planned.timeouts?.create : planned.timeouts?.update;
  const outcome = await initCluster(pipeline, {
    spec,
    kubeconfigFile: planned.kubeconfig_file === null ? undefined : resolve(planned.kubeconfig_file),
    drifted: driftedOf(plannedPrivate),
    signal: withTimeout(signal, limit, operation === "create" ? "30m" : "60m"),
  });
  return {
    state: stateOf(planned, prior, outcome, signal.aborted),
    private: withLook(
      withStandings(statePrivate(outcome.finished), outcome.facts?.standings),
      pipeline.clock(),
    ),
    diagnostics: reportFailure({
      doing: `Making Cluster ${spec.name}`,
      failure: outcome.failure,
      mode: failureMode,
      operation,
      interrupted: signal.aborted,
    }),
  };
}

function stateOf(
  planned: FinalPlan<Schema>,
  prior: ClusterState | null,
  { endpoint, facts, failure }: ClusterOutcome,
  isInterrupted: boolean,
): ClusterState {
  // An interrupted run only warns, and then what was planned must stand; the next read tells what is true.
  const isReached = failure === undefined || isInterrupted || prior === null;
  return {
    ...planned,
    kubernetes_version: isReached
      ? (clusterSpec(planned).rootfs.version ?? null)
      : prior.kubernetes_version,
    endpoint_mode: endpoint?.mode ?? prior?.endpoint_mode ?? null,
    api_server: endpoint === undefined ? null : `https://${endpoint.domain}:${endpoint.port}`,
    ...madeFacts(planned, prior, facts),
    phase: failure === undefined ? SUCCESS : FAILED,
    ...reachedProgress(failure),
    generation: prior?.generation ?? randomUUID(),
    steps: planned.steps as readonly string[],
    kubelet_config_digest: knownDigest(kubeletConfigDigest(clusterSpec(planned))),
  };
}

function knownDigest(digest: string | null | Unknown): string | null {
  return isUnknown(digest) ? null : digest;
}

type FactAttributes = Pick<ClusterState, "id" | "ca_certificate" | "certificates_expire_at">;

function factAttributes(facts: NonNullable<ClusterOutcome["facts"]>): FactAttributes {
  return {
    id: facts.uid,
    ca_certificate: facts.caCertificate,
    certificates_expire_at: facts.certificatesExpireAt ?? null,
  };
}

/** What was known stays, as it was planned: another control plane has another certificate, and the next read tells. */
function madeFacts(
  planned: FinalPlan<Schema>,
  prior: ClusterState | null,
  facts: ClusterOutcome["facts"],
): FactAttributes {
  const found = facts === undefined ? undefined : factAttributes(facts);
  return {
    id: prior?.id ?? found?.id ?? null,
    ca_certificate: prior?.ca_certificate ?? found?.ca_certificate ?? null,
    certificates_expire_at: isUnknown(planned.certificates_expire_at)
      ? (found?.certificates_expire_at ?? prior?.certificates_expire_at ?? null)
      : planned.certificates_expire_at,
  };
}

function changeDiagnostics(
  spec: Known<ClusterSpec>,
  prior: ClusterState,
  services: Services | undefined,
): readonly Diagnostic[] {
  const name = prior.name ?? "default";
  const forcing = [
    ...(spec.name === prior.name ? [] : ["name"]),
    ...(spec.serviceSubnet === prior.service_subnet ? [] : ["service_subnet"]),
  ];
  return [
    ...inPlaceDiagnostics(spec, prior),
    ...checkReplacement(name, isProtected(prior, services), forcing).map(issueDiagnostic),
    ...checkEndpointChange(
      `cluster ${name}`,
      clusterSpec(prior).endpoint,
      prior.endpoint_mode,
      spec.endpoint,
    ).map(issueDiagnostic),
    ...checkVersionChange(`cluster ${name}`, prior.kubernetes_version, spec.rootfs?.version).map(
      issueDiagnostic,
    ),
  ];
}

/** What this cluster's distribution cannot change in place, or no distribution can. */
function inPlaceDiagnostics(spec: Known<ClusterSpec>, prior: ClusterState): readonly Diagnostic[] {
  const before = clusterSpec(prior);
  const isMade = prior.id !== null;
  const other = isMade ? checkDistributionChange(before, spec) : [];
  if (other.length > 0) return other.map(issueDiagnostic);
  return before.distribution === "k3s"
    ? checkK3sChange(before, isMade, spec).map(issueDiagnostic)
    : fixedDiagnostics(spec, before);
}

/** A cluster that works is protected unless somebody said otherwise; one that never did is not. */
function isProtected(prior: ClusterState, services: Services | undefined): boolean {
  return (
    prior.ready === true && (prior.deletion_protection ?? services?.deletionProtection ?? true)
  );
}

function protection(prior: ClusterState, services: Services | undefined): readonly Diagnostic[] {
  if (!isProtected(prior, services)) return [];
  return [
    error(
      `Cluster ${prior.name ?? "default"} Is Protected Against Deletion`,
      "deletion_protection is true: a cluster that works is neither destroyed nor replaced. Set deletion_protection = false on it (or in the provider block), apply that, then destroy.",
      ["deletion_protection"],
    ),
  ];
}
