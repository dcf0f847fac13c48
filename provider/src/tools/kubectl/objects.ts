import { isCommandError } from "../../transports/errors";
import type { CommandOptions, QueryRunner, Runner } from "../../transports/runner";
import { kubectl, writeCommand, type WriteVerb } from "./command";

/** UID of the namespace `kube-system`, which lives as long as the cluster and so is its identity. */
export async function readClusterUid(
  runner: QueryRunner,
  options?: CommandOptions,
): Promise<string> {
  const words = ["get", "namespace", "kube-system", "--output=jsonpath={.metadata.uid}"];
  const { stdout } = await runner.query(kubectl(...words), options);
  return stdout.trim();
}

/** The data of a config map of `kube-system`, like `kubeadm-config`; undefined when there is none. */
export function readSystemConfigMap(
  runner: QueryRunner,
  name: string,
  options?: CommandOptions,
): Promise<ConfigMapData | undefined> {
  return readConfigMap(runner, "kube-system", name, options);
}

/** The data of every config map of `kube-system`, by name. */
export async function readSystemConfigMaps(
  runner: QueryRunner,
  options?: CommandOptions,
): Promise<Readonly<Record<string, ConfigMapData | undefined>>> {
  const words = ["get", "configmaps", "--namespace=kube-system", "--output=json"];
  const { stdout } = await runner.query(kubectl(...words), options);
  const { items } = JSON.parse(stdout) as {
    readonly items: readonly { readonly metadata: { name: string }; data?: ConfigMapData }[];
  };
  return Object.fromEntries(items.map(({ metadata, data }) => [metadata.name, data ?? {}]));
}

/** The data of `cluster-info`, by which joining hosts discover the cluster; undefined while there is none. */
export function readClusterInfo(
  runner: QueryRunner,
  options?: CommandOptions,
): Promise<ConfigMapData | undefined> {
  return readConfigMap(runner, "kube-public", "cluster-info", options);
}

/** Replaces these entries of a config map of `kube-system`; the others stay. */
export async function patchSystemConfigMap(
  runner: Runner,
  name: string,
  data: ConfigMapData,
  options?: CommandOptions,
): Promise<void> {
  const patch = `--patch=${JSON.stringify({ data })}`;
  const words = ["patch", "configmap", name, "--namespace=kube-system", "--type=merge", patch];
  await runner.exec(kubectl(...words), options);
}

type ConfigMapData = Readonly<Record<string, string>>;

async function readConfigMap(
  runner: QueryRunner,
  namespace: string,
  name: string,
  options?: CommandOptions,
): Promise<ConfigMapData | undefined> {
  const place = `--namespace=${namespace}`;
  const words = ["get", "configmap", name, place, "--ignore-not-found", "--output=json"];
  const { stdout } = await runner.query(kubectl(...words), options);
  if (stdout.trim() === "") return undefined;
  return (JSON.parse(stdout) as { data?: ConfigMapData }).data ?? {};
}

/** Creates an object by its manifest, or puts the manifest in the place of the one that is there. */
export async function putObject(
  runner: Runner,
  manifest: string,
  options?: CommandOptions,
): Promise<void> {
  const put = async (verb: WriteVerb): Promise<void> => {
    await runner.exec(writeCommand(verb), { ...options, stdin: manifest });
  };
  try {
    await put("create");
  } catch (error) {
    if (!isCommandError(error) || !error.stderr.includes("(AlreadyExists)")) throw error;
    await put("replace");
  }
}
