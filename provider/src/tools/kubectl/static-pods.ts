import type { CommandOptions, QueryRunner } from "../../transports/runner";
import { kubectl } from "./command";

/** A static pod of a control plane, as the API shows it. */
export interface StaticPod {
  /** Id of its container, without the runtime's scheme; undefined while none was started. */
  readonly containerId: string | undefined;
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
  const { status } = JSON.parse(stdout) as {
    readonly status?: {
      readonly containerStatuses?: readonly {
        readonly containerID?: string;
        readonly ready?: boolean;
      }[];
    };
  };
  const container = status?.containerStatuses?.[0];
  const id = container?.containerID?.replace(/^.*:\/\//, "");
  return {
    containerId: id === "" ? undefined : id,
    isReady: container?.ready === true,
  };
}
