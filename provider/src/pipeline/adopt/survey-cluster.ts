import { parseAppRecord } from "../../domain/app-record";
import { applicationsOf, type Clusterfile } from "../../domain/clusterfile";
import type { ClusterRecord } from "../../domain/cluster-record";
import type { Declared } from "../../domain/declared";
import type { Fields } from "../../domain/kubeadm/fields";
import { ADMIN_KUBECONFIG } from "../../domain/paths";
import { pathExists, readFile } from "../../tools/files";
import { getNodes, readSystemConfigMaps } from "../../tools/kubectl";
import type { QueryRunner } from "../../transports/runner";
import { readClusterNames } from "./cluster-names";
import { concludeRecord, readRecord } from "./conclude-record";
import { describeFoundCluster, readWholeClusterfile } from "./describe-cluster";
import { readRegistryAddress } from "./describe-host";
import { leaveNoCache } from "./leave-no-cache";
import { CLUSTER_MEMORY, memoryOfApp, recallFrom, recallOnHost } from "./memory";
import { surveyNode, type SurveyedNode } from "./survey-nodes";

/** An application as its cluster tells of it. */
export interface SurveyedApp {
  readonly image: string;
  /** What the cluster remembers of its configuration; undefined where sealos installed it. */
  readonly declared: Declared | undefined;
}

/** What one control plane tells of its cluster, in the words of the resources that would import it. */
export interface ClusterSurvey {
  readonly name: string;
  /** Who made it: this provider left a record in the cluster, sealos a Clusterfile, kubeadm neither. */
  readonly madeBy: "provider" | "sealos" | "kubeadm";
  /** What is left of how sealos, or this provider in its stead, wrote it down. */
  readonly clusterfile: Clusterfile | undefined;
  /** Arguments of `sealos_cluster` that an import will find; `rootfs` is a reference, or what was remembered of a mount. */
  readonly arguments: Fields;
  /** Version of Kubernetes on the machine that was asked, `v1.31.0`. */
  readonly version: string;
  /** By name. */
  readonly nodes: readonly SurveyedNode[];
  /** Name of the node that was asked. */
  readonly asked: string;
  /** What the machine that was asked remembers of its own `sealos_host`; undefined where this provider did not prepare it. */
  readonly host: Declared | undefined;
  /** By name. */
  readonly apps: Readonly<Record<string, SurveyedApp>>;
  /** Address of the machine that serves the cluster's images; undefined where the hosts file names none. */
  readonly registry: string | undefined;
}

/**
 * Asks a control plane what its cluster is, and changes nothing. `cluster` chooses where the machine has the files of several.
 *
 * @throws Error when the machine is no control plane, or its cluster cannot be told.
 */
export async function surveyCluster(
  asked: QueryRunner,
  cluster: string | undefined,
): Promise<ClusterSurvey> {
  const host = leaveNoCache(asked);
  if (!(await pathExists(host, ADMIN_KUBECONFIG))) throw noControlPlane(host.host);
  const made = await readRecord(host);
  const record = made ?? (await concludeRecord(host));
  if (record === undefined) throw notKubeadm(host.host);
  const name = await nameOf(host, made, cluster);
  const [found, maps, clusterfile, machineId, registry, declared] = await Promise.all([
    getNodes(host),
    readSystemConfigMaps(host),
    readWholeClusterfile(host, name),
    readFile(host, "/etc/machine-id"),
    readRegistryAddress(host),
    recallOnHost(host, "sealos_host"),
  ]);
  const nodes = found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const own = nodes.find((node) => node.machineId === machineId?.toString("utf8").trim());
  return {
    name,
    madeBy: madeBy(made, clusterfile),
    clusterfile,
    arguments: {
      ...(await describeFoundCluster({ api: host, nodes }, record, name)),
      ...recallFrom(maps[CLUSTER_MEMORY])?.attributes,
    },
    version: (own ?? nodes[0])?.version ?? "",
    nodes: nodes.map(surveyNode),
    asked: own?.name ?? "",
    host: declared,
    apps: { ...installedBySealos(clusterfile), ...installedByUs(maps) },
    registry,
  };
}

type ConfigMaps = Awaited<ReturnType<typeof readSystemConfigMaps>>;

async function nameOf(
  host: QueryRunner,
  made: ClusterRecord | undefined,
  wanted: string | undefined,
): Promise<string> {
  if (made !== undefined) return made.name;
  const names = await readClusterNames(host);
  const name = wanted ?? names[0] ?? "default";
  if (names.length === 0 || (names.includes(name) && (wanted ?? names.length === 1))) return name;
  throw new Error(
    `${host.host} has files of ${names.length === 1 ? "the cluster" : "the clusters"} ${names.join(", ")}${wanted === undefined ? "" : `, and none of "${wanted}"`}. Choose one of them with --cluster.`,
  );
}

function madeBy(
  made: ClusterRecord | undefined,
  clusterfile: Clusterfile | undefined,
): ClusterSurvey["madeBy"] {
  if (made !== undefined) return "provider";
  return clusterfile?.cluster === undefined ? "kubeadm" : "sealos";
}

function installedBySealos(
  clusterfile: Clusterfile | undefined,
): Readonly<Record<string, SurveyedApp>> {
  const images = clusterfile?.cluster === undefined ? {} : applicationsOf(clusterfile.cluster);
  return Object.fromEntries(
    Object.entries(images).map(([name, image]) => [name, { image, declared: undefined }]),
  );
}

function installedByUs(maps: ConfigMaps): Readonly<Record<string, SurveyedApp>> {
  const records = Object.values(maps).flatMap((data) => parseAppRecord(data) ?? []);
  return Object.fromEntries(
    records.map(({ name, image }) => [
      name,
      { image, declared: recallFrom(maps[memoryOfApp(name)]) },
    ]),
  );
}

function noControlPlane(host: string): Error {
  return new Error(
    `${host} is no control plane: it has no ${ADMIN_KUBECONFIG}. Name a control plane of the cluster.`,
  );
}

function notKubeadm(host: string): Error {
  return new Error(
    `the cluster of ${host} has no ConfigMap kube-system/kubeadm-config, so it was not made by kubeadm, and only such clusters can be adopted.`,
  );
}
