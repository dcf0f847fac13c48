import type { CommandOptions, QueryRunner } from "../../transports/runner";
import { kubectl } from "./command";

/** A static pod of a control plane, as the API shows it. */
export interface StaticPod {
  /** The kubelet's hash of the manifest that runs. */
  readonly edition: string | undefined;
  /** Id of its container; another one once it was restarted. */
  readonly container: string | undefined;
  /** Whether its probes are content. */
  readonly isReady: boolean;
}

/** The static pod of a component (`kube-apiserver`, `etcd`) on a node; undefined while the API has none. */
export async function readStaticPod(
  runner: QueryRunner,
  component: string,
  node: string,
  options?: CommandOptions,
): Promise<StaticPod | undefined> {
  const place = ["--namespace=kube-system", "--ignore-not-found", "--output=json"];
  const words = ["get", "pod", `${component}-${node}`, ...place];
  const { stdout } = await runner.query(kubectl(...words), options);
  if (stdout.trim() === "") return undefined;
  const { metadata, status } = JSON.parse(stdout) as {
    readonly metadata: { readonly annotations?: Readonly<Record<string, string>> };
    readonly status?: { readonly containerStatuses?: readonly ContainerStatus[] };
  };
  const container = status?.containerStatuses?.[0];
  return {
    edition: metadata.annotations?.["kubernetes.io/config.hash"],
    container: container?.containerID,
    isReady: container?.ready === true,
  };
}

interface ContainerStatus {
  readonly ready?: boolean;
  readonly containerID?: string;
}
