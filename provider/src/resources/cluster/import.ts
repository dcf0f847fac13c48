import { randomUUID } from "node:crypto";
import { requireConfigured, type State } from "../../../sdk";
import type { ClusterRecord } from "../../domain/cluster-record";
import { declaredOf } from "../../domain/declared";
import { finishedSteps } from "../../domain/host-journal";
import type { Issue } from "../../domain/issue";
import { concludeRecord, readRecord } from "../../pipeline/adopt/conclude-record";
import { describeFoundCluster } from "../../pipeline/adopt/describe-cluster";
import { controlPlaneIds, findCluster, type FoundCluster } from "../../pipeline/adopt/find-cluster";
import { recallInCluster, rememberInCluster } from "../../pipeline/adopt/memory";
import { restoreMount } from "../../pipeline/adopt/restore-mounts";
import { takeOverCluster } from "../../pipeline/adopt/take-over-cluster";
import { readClusterSteps } from "../../pipeline/cluster-home";
import type { PipelineEnvironment } from "../../pipeline/environment";
import { livingControlPlane } from "../../pipeline/living-control-plane";
import { intentsOf } from "../../pipeline/phase";
import { clusterFacts } from "../../pipeline/read-cluster";
import { initClusterPhases } from "../../pipeline/workflows/init-cluster";
import { finishedAs, pendingSteps } from "../../plan/pending-steps";
import { argumentsOf } from "../arguments-of";
import { ADOPTED } from "../adopted";
import type { Importing } from "../importable";
import { statePrivate } from "../progress";
import { mergeArguments, readImportId, refusal } from "../read-import-id";
import { clusterSpec } from "./model";
import { clusterSchema } from "./schema";

type ClusterState = State<typeof clusterSchema>;

/** Import of a `sealos_cluster` by `[login@]address[:port]/name`, the address that of a control plane. */
export const clusterImport: Importing<typeof clusterSchema> = {
  async find({ id, configured, signal }) {
    const services = requireConfigured(configured);
    const { pipeline } = services;
    const { locator, names, attributes } = readImportId(services, clusterSchema, id, ["name"]);
    const name = names[0] ?? "";
    const found = await findCluster(pipeline, locator, signal);
    const made = await readRecord(found.api);
    const record = made ?? (await concludeRecord(found.api));
    if (record === undefined) throw refusal(notKubeadm(locator.address));
    if (made !== undefined && made.name !== name) throw refusal(otherName(made.name, name));
    const remembered = await recallInCluster(found.api, {});
    const knows = (argument: string): boolean =>
      argument in attributes || argument in (remembered?.attributes ?? {});
    const merged = mergeArguments(
      clusterSchema,
      {
        ...(await describeFoundCluster(found, record, name)),
        ...(knows("control_plane") ? {} : { control_plane: await controlPlaneIds(found) }),
      },
      remembered,
      { name, ...attributes },
    );
    if (merged["rootfs"] === null) throw refusal(noRootfs(id));
    const rootfs = await restoreMount(pipeline, merged["rootfs"] ?? null, signal);
    return imported({ ...merged, rootfs } as unknown as ClusterState, found, record);
  },

  async remember(pipeline, state, signal) {
    const api = await apiOf(pipeline, state, signal);
    await rememberInCluster(api, {}, declaredOf(argumentsOf(clusterSchema, state), ["rootfs"]));
  },

  takeOver: (pipeline, { state, finished }, signal) =>
    takeOverCluster(pipeline, { spec: clusterSpec(state), finished, signal }),
};

async function imported(inputs: ClusterState, found: FoundCluster, record: ClusterRecord) {
  const spec = clusterSpec(inputs);
  const intents = intentsOf(initClusterPhases, spec);
  const kept = await readClusterSteps(found.api);
  const finished = kept === undefined ? finishedAs(intents) : finishedSteps(kept);
  const isReady = pendingSteps(intents, finished).length === 0;
  const facts = await clusterFacts(found.api);
  const { mode, domain, port } = record.endpoint;
  const state: Partial<ClusterState> = {
    ...inputs,
    id: found.uid,
    kubernetes_version: spec.rootfs.version ?? null,
    endpoint_mode: mode,
    api_server: `https://${domain}:${port}`,
    ca_certificate: facts.caCertificate,
    certificates_expire_at: facts.certificatesExpireAt ?? null,
    phase: isReady ? "ClusterSuccess" : "ClusterInProcess",
    ready: isReady,
    status: isReady ? "ready" : "steps of this cluster are still to come",
    generation: `${kept === undefined ? ADOPTED : ""}${randomUUID()}`,
    steps: [],
  };
  return { state, private: statePrivate(finished) };
}

function apiOf(pipeline: PipelineEnvironment, state: ClusterState, signal: AbortSignal) {
  const locators = clusterSpec(state).controlPlanes.map(({ locator }) => locator);
  return livingControlPlane(pipeline, locators, signal);
}

function notKubeadm(address: string): Issue {
  return {
    severity: "error",
    summary: "Cluster Was Not Made By Kubeadm",
    detail: `the cluster of ${address} has no ConfigMap kube-system/kubeadm-config, so it was not made by kubeadm, and only such clusters can be adopted. If kubeadm made it, upload its configuration again: kubeadm init phase upload-config kubeadm.`,
  };
}

function otherName(found: string, given: string): Issue {
  return {
    severity: "error",
    summary: "Cluster Has Another Name",
    detail: `the import id calls the cluster "${given}", and it was made as "${found}", which is part of paths on its hosts. Import it as "${found}" and set name to that.`,
  };
}

function noRootfs(id: string): Issue {
  return {
    severity: "error",
    summary: "Image Of The Cluster Is Not Known",
    detail: `${id}: nothing on the control plane tells which image the cluster was made from. Import by a JSON id that says it: {"id": "${id}", "rootfs": "labring/kubernetes:v1.31.0"}, the same image as in the configuration.`,
  };
}
