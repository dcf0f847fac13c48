import { appRecordName } from "../../domain/app-record";
import type { Declared } from "../../domain/declared";
import { parseDeclared } from "../../domain/declared";
import { SEALOS_ROOT } from "../../domain/paths";
import { readFile, removePaths, writeFile } from "../../tools/files";
import { deleteSystemConfigMap, putObject, readSystemConfigMap } from "../../tools/kubectl";
import type { QueryRunner, Runner } from "../../transports/runner";

/** Objects that are remembered on a machine of their own. */
export type HostObject = "sealos_host" | "sealos_node";

/** What the machine remembers of an object's configuration; undefined when it remembers nothing. */
export async function recallOnHost(
  host: QueryRunner,
  object: HostObject,
): Promise<Declared | undefined> {
  const text = await readFile(host, pathOf(object));
  return text === undefined ? undefined : parseDeclared(text.toString("utf8"));
}

/** Lets the machine remember an object's configuration. */
export async function rememberOnHost(
  host: Runner,
  object: HostObject,
  declared: Declared,
): Promise<void> {
  await writeFile(host, pathOf(object), `${JSON.stringify(declared, null, 2)}\n`, 0o600);
}

/** Lets the machine forget it. */
export async function forgetOnHost(host: Runner, object: HostObject): Promise<void> {
  await removePaths(host, [pathOf(object)]);
}

/** The cluster itself, or the name of an application on it. */
export interface ClusterObject {
  readonly app?: string;
}

/** What the cluster remembers of an object's configuration; undefined when it remembers nothing. */
export async function recallInCluster(
  api: QueryRunner,
  object: ClusterObject,
): Promise<Declared | undefined> {
  return recallFrom(await readSystemConfigMap(api, mapOf(object)));
}

/** What the data of a ConfigMap of {@link CLUSTER_MEMORY} or {@link memoryOfApp} says; undefined when there is none. */
export function recallFrom(
  data: Readonly<Record<string, string>> | undefined,
): Declared | undefined {
  const text = data?.[KEY];
  return text === undefined ? undefined : parseDeclared(text);
}

/** Name of the ConfigMap in which a cluster remembers its own configuration. */
export const CLUSTER_MEMORY = "cdktf-sealos-declared-cluster";

/** Name of the ConfigMap in which a cluster remembers the configuration of an application. */
export function memoryOfApp(app: string): string {
  return appRecordName(app).replace("-app-", "-declared-app-");
}

/** Lets the cluster remember an object's configuration. */
export async function rememberInCluster(
  api: Runner,
  object: ClusterObject,
  declared: Declared,
): Promise<void> {
  const map = {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: mapOf(object), namespace: "kube-system" },
    data: { [KEY]: JSON.stringify(declared) },
  };
  await putObject(api, JSON.stringify(map));
}

/** Lets the cluster forget it. */
export async function forgetInCluster(api: Runner, object: ClusterObject): Promise<void> {
  await deleteSystemConfigMap(api, mapOf(object));
}

const KEY = "declared.json";

function pathOf(object: HostObject): string {
  return `${SEALOS_ROOT}/declared-${object}.json`;
}

function mapOf({ app }: ClusterObject): string {
  return app === undefined ? CLUSTER_MEMORY : memoryOfApp(app);
}
