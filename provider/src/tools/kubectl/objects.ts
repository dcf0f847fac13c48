import type { CommandOptions, QueryRunner, Runner } from "../../transports/runner";
import { applyCommand, kubectl } from "./command";

const SYSTEM = "--namespace=kube-system";

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
export async function readSystemConfigMap(
  runner: QueryRunner,
  name: string,
  options?: CommandOptions,
): Promise<Readonly<Record<string, string>> | undefined> {
  const words = ["get", "configmap", name, SYSTEM, "--ignore-not-found", "--output=json"];
  const { stdout } = await runner.query(kubectl(...words), options);
  if (stdout.trim() === "") return undefined;
  return (JSON.parse(stdout) as { data?: Readonly<Record<string, string>> }).data ?? {};
}

/** Applies manifests, YAML or JSON; answers what kubectl says of each object. */
export async function applyManifest(
  runner: Runner,
  manifest: string,
  options?: CommandOptions,
): Promise<string> {
  const { stdout } = await runner.exec(applyCommand(), { ...options, stdin: manifest });
  return stdout;
}
