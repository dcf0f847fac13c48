import type { SealosProviderProps } from "../../../constructs/src";

/** What differs between one quickstart and another. */
export interface Settings {
  readonly provider: SealosProviderProps;
  /** Cluster image with Kubernetes. */
  readonly image: string;
  /** Application image. */
  readonly appImage: string;
  /** Control planes by node name. */
  readonly controlPlanes: Record<string, Login>;
  /** Workers by node name. */
  readonly workers: Record<string, Login>;
}

/** How to reach one machine. */
export interface Login {
  readonly address: string;
  readonly port?: number;
  readonly hostKey?: string;
  readonly sshProfile?: string;
}

const EXAMPLE_HOSTS = {
  "cp-1": { address: "192.0.2.11" },
  "worker-1": { address: "192.0.2.21" },
  "worker-2": { address: "192.0.2.22" },
};

/**
 * Settings from the environment. `SEALOS_HOSTS` is JSON, node name → {address, port, hostKey, sshProfile}; names that begin with
 * `worker` are workers. `SEALOS_PROVIDER` is JSON, what `SealosProvider` takes.
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const hosts = (parseJson(env["SEALOS_HOSTS"]) ?? EXAMPLE_HOSTS) as Record<string, Login>;
  const isWorker = ([name]: readonly [string, Login]) => name.startsWith("worker");
  const entries = Object.entries(hosts);
  return {
    provider: parseJson(env["SEALOS_PROVIDER"]) ?? {},
    image: env["SEALOS_IMAGE"] ?? "labring/kubernetes:v1.31.0",
    appImage: env["SEALOS_APP_IMAGE"] ?? "labring/cilium:v1.16.1",
    controlPlanes: Object.fromEntries(entries.filter((entry) => !isWorker(entry))),
    workers: Object.fromEntries(entries.filter(isWorker)),
  };
}

function parseJson(text: string | undefined): unknown {
  return text === undefined ? undefined : JSON.parse(text);
}
