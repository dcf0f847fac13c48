import type { ClusterSpec } from "../../domain/cluster-spec";
import type { HostJournal } from "../../domain/host-journal";
import type { JsonValue } from "../../domain/json";
import {
  clusterSettings,
  settingOf,
  type ClusterSettings,
  type SettingsPart,
} from "../../domain/kubeadm/cluster-settings";
import { composeKubeadmDocuments } from "../../domain/kubeadm/compose-documents";
import { AUDIT_POLICY_PATH } from "../../domain/kubeadm/default-documents";
import type { Fields } from "../../domain/kubeadm/fields";
import { parseKubernetesVersion } from "../../domain/kubernetes-version";
import { digestOf } from "../../lib/hash";
import type { Known } from "../../plan/known";
import { pathExists } from "../../tools/files";
import { required } from "../join-material";
import type { ClusterContext } from "../phases/cluster/context";
import { kubeadmInput } from "./kubeadm-input";

/** What the practitioner says of each part; undefined while some of it, or the version that reads it, is not known. */
export function knownSettings({
  kubeadmDocuments,
  certSans,
  rootfs,
}: Pick<Known<ClusterSpec>, "kubeadmDocuments" | "certSans" | "rootfs">):
  ClusterSettings | undefined {
  if (kubeadmDocuments === undefined || certSans === undefined || rootfs === undefined)
    return undefined;
  const kubernetes = parseKubernetesVersion(rootfs.version ?? "") ?? NEWEST_FORM;
  return clusterSettings(kubeadmDocuments, certSans, kubernetes);
}

/** Reads the documents of an image that does not say its version; the apply refuses that image. */
const NEWEST_FORM = { major: 1, minor: 31, patch: 0, prerelease: undefined };

/** The input of the step that puts a part in place: what the practitioner says of it. */
export function partInput(spec: Known<ClusterSpec>, part: SettingsPart): JsonValue | undefined {
  const value = knownSettings(spec)?.[part];
  return value && { [part]: value };
}

/** A digest of every part, noted by `kubeadm init`: what it made the cluster with. */
export function settingsNote(spec: ClusterSpec): JsonValue {
  const settings = knownSettings(spec);
  return {
    settings: Object.fromEntries(
      Object.entries(settings ?? {}).map(([part, value]) => [part, digestOf(value)]),
    ),
  };
}

/** Whether `kubeadm init` made the cluster with this part as it is wanted, and no step has changed it since. */
export function isAsMade(
  { steps, notes }: HostJournal,
  spec: ClusterSpec,
  { step, part }: { readonly step: string; readonly part: SettingsPart },
): boolean {
  const made = (notes["kubeadm-init"] ?? {}) as { readonly settings?: Record<string, string> };
  const settings = knownSettings(spec);
  return (
    !(step in steps) && settings !== undefined && made.settings?.[part] === digestOf(settings[part])
  );
}

/** The values that a part is to have: defaults, the image's documents, the resource's values and the practitioner's. */
export async function wantedSetting(
  context: ClusterContext,
  spec: ClusterSpec,
  part: SettingsPart,
): Promise<Fields> {
  const hasAuditPolicy = await pathExists(context.host, AUDIT_POLICY_PATH);
  const input = await kubeadmInput(context, spec, hasAuditPolicy);
  return settingOf(required(composeKubeadmDocuments(input)), part);
}
