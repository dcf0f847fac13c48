import type { ClusterSpec } from "../../domain/cluster-spec";
import { changedDocuments, type ChangedPart } from "../../domain/kubeadm/changed-documents";
import { parseKubernetesVersion } from "../../domain/kubernetes-version";
import { configDirectory } from "../../domain/paths";
import { removePaths, writeFile } from "../../tools/files";
import { readSystemConfigMap } from "../../tools/kubectl";
import type { Argv, QueryRunner } from "../../transports/runner";
import { kubeadmNode, required } from "../join-material";
import type { ClusterContext, ControlPlaneMember } from "../phases/cluster/context";

const LIMIT_MS = 3 * 60_000;

/** What kubeadm is to do on a control plane, and for which step. */
export interface KubeadmPhase {
  readonly step: string;
  readonly change: ChangedPart;
  /** The command that reads the documents at a path. */
  readonly command: (configPath: string) => Argv;
}

/** Runs a phase of kubeadm on one control plane with the cluster's own configuration, one part of it replaced. */
export async function runKubeadmPhase(
  { report, signal }: ClusterContext,
  spec: ClusterSpec,
  { node, address, host }: ControlPlaneMember,
  { step, change, command }: KubeadmPhase,
): Promise<void> {
  const kubernetes = parseKubernetesVersion(spec.rootfs.version ?? "");
  if (kubernetes === undefined) throw new Error(`rootfs: ${spec.rootfs.image} names no version`);
  const live = await liveConfiguration(host);
  const facts = await kubeadmNode(host, { name: node, address });
  const path = `${configDirectory(spec.name)}/kubeadm-settings.yaml`;
  await writeFile(host, path, required(changedDocuments(live, change, facts, kubernetes)), 0o600);
  try {
    await host.exec(command(path), {
      signal,
      timeoutMs: LIMIT_MS,
      onLine: (line, stream) => report(step, { type: "output", stream, line }),
    });
  } finally {
    await removePaths(host, [path]);
  }
}

/** The `ClusterConfiguration` that the cluster keeps. */
export async function liveConfiguration(api: QueryRunner): Promise<string> {
  const text = (await readSystemConfigMap(api, "kubeadm-config"))?.["ClusterConfiguration"];
  if (text !== undefined) return text;
  throw new Error(
    "the cluster has no ConfigMap kube-system/kubeadm-config, so kubeadm cannot change it. Restore it on a control plane: kubeadm init phase upload-config kubeadm --config FILE.",
  );
}
