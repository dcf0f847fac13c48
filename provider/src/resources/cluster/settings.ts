import {
  error,
  isUnknown,
  UNKNOWN,
  warning,
  type Diagnostic,
  type JsonValue,
  type Planned,
  type State,
  type Unknown,
} from "../../../sdk";
import { dueRenewal, type CertificateRenewal } from "../../domain/certificate-renewal";
import type { ClusterSpec } from "../../domain/cluster-spec";
import { checkFixedSettings } from "../../domain/kubeadm/cluster-settings";
import { parseDuration } from "../../lib/duration";
import { digestOf } from "../../lib/hash";
import { LIVE_PARTS, type LivePart } from "../../pipeline/live-settings";
import { noteSettings } from "../../pipeline/phases/settings/note-settings";
import { knownSettings } from "../../pipeline/settings/wanted-settings";
import { settingsPhases } from "../../pipeline/workflows/init-cluster";
import type { Known } from "../../plan/known";
import type { FinishedSteps, StepIntent } from "../../plan/pending-steps";
import { issueDiagnostic } from "../issue-diagnostic";
import type { clusterSchema } from "./schema";

type ClusterState = State<typeof clusterSchema>;

/** Right after `kubeadm init` the steps that change a running cluster find nothing to do, so plans say nothing of them. */
export function quietSettings(
  intents: readonly StepIntent[],
  recorded: FinishedSteps,
): readonly StepIntent[] {
  if ("kubeadm-init" in recorded) return intents;
  const quiet = new Set(settingsPhases.map(({ step }) => step));
  return intents.map((intent) => (quiet.has(intent.step) ? { ...intent, lines: [] } : intent));
}

/** Digest of the practitioner's kubelet configuration: nodes follow it. Null for k3s, which has none of its own. */
export function kubeletConfigDigest(spec: Known<ClusterSpec>): string | null | Unknown {
  if (spec.distribution === "k3s") return null;
  const settings = knownSettings(spec);
  return settings === undefined ? UNKNOWN : digestOf(settings.kubelet);
}

/** Private data with the time at which the certificates were looked at. */
export function withLook(privateData: JsonValue, at: Date): JsonValue {
  return { ...(privateData as Readonly<Record<string, JsonValue>>), lookedAt: at.toISOString() };
}

/**
 * The certificates that are due by the last look. Of the clock only that look knows, so that a plan says the same however
 * often it is made. Undefined while it is not known when to renew.
 */
export function plannedRenewal(
  planned: Planned<typeof clusterSchema>,
  prior: ClusterState | null,
  privateData: JsonValue,
): CertificateRenewal | null | undefined {
  const { certificate_renewal: when } = planned;
  if (isUnknown(when) || isUnknown(when?.before)) return undefined;
  const before = parseDuration(when?.before ?? "");
  const { lookedAt } = (privateData ?? {}) as { readonly lookedAt?: string };
  const expiresAt = prior?.certificates_expire_at ?? undefined;
  if (before === undefined || lookedAt === undefined || expiresAt === undefined) return null;
  return dueRenewal(expiresAt, lookedAt, before);
}

/** kubeadm's own lifetime of a certificate, below Kubernetes 1.31 and wherever nobody says otherwise. */
const YEAR = "8760h";

/** Refuses a renewal that nobody would do, or that would be due again as soon as it is done. */
export function renewalDiagnostics(
  planned: Planned<typeof clusterSchema>,
  { distribution }: Pick<Known<ClusterSpec>, "distribution">,
): readonly Diagnostic[] {
  const { certificate_renewal: when, certificate_validity: validity } = planned;
  if (distribution === "k3s") return when === null ? [] : [renewsItself()];
  if (isUnknown(when) || isUnknown(when?.before) || isUnknown(validity)) return [];
  const before = parseDuration(when?.before ?? "") ?? 0;
  const life = validity ?? YEAR;
  if (before < (parseDuration(life) ?? Infinity)) return [];
  return [
    error(
      "Certificates Would Be Renewed For Ever",
      `certificate_renewal.before is ${when?.before ?? ""}, and certificates live ${life}: every apply would renew them again. Give a shorter time, 720h for example.`,
      ["certificate_renewal", "before"],
    ),
  ];
}

function renewsItself(): Diagnostic {
  return error(
    "K3s Renews Its Certificates By Itself",
    "certificate_renewal is set, and the image brings k3s: it renews certificates near their end whenever it starts. Leave certificate_renewal out, and restart k3s on each server at least once a year.",
    ["certificate_renewal"],
  );
}

/** Planned private data with the renewal that was planned. */
export function withRenewal(
  privateData: JsonValue,
  renewal: CertificateRenewal | null | undefined,
): JsonValue {
  const members = privateData as Readonly<Record<string, JsonValue>>;
  return renewal == null ? members : { ...members, renewal: { ...renewal } };
}

/** The renewal that was planned. */
export function renewalIn(plannedPrivate: JsonValue): CertificateRenewal | null {
  const { renewal } = (plannedPrivate ?? {}) as { readonly renewal?: CertificateRenewal };
  return renewal ?? null;
}

/** Refuses what nothing changes in a running cluster. */
export function fixedDiagnostics(
  spec: Known<ClusterSpec>,
  prior: ClusterSpec,
): readonly Diagnostic[] {
  const before = knownSettings(prior);
  const after = knownSettings(spec);
  return [
    ...(before === undefined || after === undefined
      ? []
      : checkFixedSettings(prior.name, before, after).map(issueDiagnostic)),
    ...(spec.podSubnet === undefined || spec.podSubnet === prior.podSubnet
      ? []
      : [issueDiagnostic(podSubnetFixed(prior, spec.podSubnet))]),
  ];
}

function podSubnetFixed({ name, podSubnet }: ClusterSpec, planned: string | null) {
  return {
    severity: "error",
    summary: `Pod Subnet Of Cluster ${name} Cannot Change In Place`,
    detail: `pod_subnet is ${planned ?? "the image's"}, and the cluster was made with ${podSubnet ?? "the image's"}: nodes and network plug-in took their ranges from it when they joined. Set the old value again, or make a new cluster.`,
    attribute: ["pod_subnet"],
  } as const;
}

/** Steps that put back what others changed, and what a reviewer reads of it. */
export function settingsDrift(
  name: string,
  changed: readonly LivePart[],
): { readonly drifted: readonly string[]; readonly diagnostics: readonly Diagnostic[] } {
  if (changed.length === 0) return { drifted: [], diagnostics: [] };
  const lines = changed.map((part) => `- ${LIVE_PARTS[part]}`).join("\n");
  return {
    drifted: [...changed.map((part) => RESTORED_BY[part]), noteSettings.step],
    diagnostics: [
      warning(
        `Configuration Of Cluster ${name} Was Changed By Others`,
        `In namespace kube-system these differ from what the last apply left:\n${lines}\nThe plan puts back what the configuration says. To keep such a change, write it into kubeadm_config or cert_sans.`,
      ),
    ],
  };
}

const RESTORED_BY: Readonly<Record<LivePart, string>> = {
  certificateNames: "sign-api-server",
  apiServer: "change-api-server",
  controllerManager: "change-controller-manager",
  scheduler: "change-scheduler",
  kubelet: "change-kubelets",
  kubeProxy: "change-kube-proxy",
};

const WARN_MS = 30 * 24 * 60 * 60 * 1_000;

/** Warns of certificates that end within 30 days, where nothing renews them. */
export function expiryWarning(state: ClusterState, now: Date): readonly Diagnostic[] {
  const { certificates_expire_at: end, certificate_renewal: renewal } = state;
  if (end === null || renewal !== null || Date.parse(end) - now.getTime() > WARN_MS) return [];
  const cure =
    state.distribution === "k3s"
      ? "Restart k3s on every server, one after the other (systemctl restart k3s): it renews them when it starts."
      : 'Set certificate_renewal = { before = "720h" }, and the next apply renews them.';
  return [
    warning(
      `Certificates Of Cluster ${state.name ?? "default"} Expire Soon`,
      `The first certificate of the control planes expires ${end}; after that they do not talk to each other any more. ${cure}`,
    ),
  ];
}
