import type { Lab } from "../../lab/open-lab";
import { clusterConfiguration, type StackHost } from "../support/cluster-stack";
import type { Configuration, TerraformWorkspace } from "../support/terraform-workspace";

/** A declared state between two operations. */
export type StackName =
  | "nothing"
  | "cluster"
  | "second-worker"
  | "second-control-plane"
  | "app"
  | "app-changed"
  | "upgraded";

/** What a stack is declared for. */
export interface StackPlace {
  readonly workspace: TerraformWorkspace;
  readonly lab: Lab;
  readonly images: Readonly<Record<string, string>>;
  readonly storage: string;
  readonly tier: Tier;
}

/** Stand-ins take seconds; real Kubernetes is what they stand for. */
export type Tier = "standin" | "kubernetes";

/** A word that must not be found anywhere but in the configuration. */
export const SENTINEL = "sentinel-c5d1e07b";

const CONTROL_PLANE = { lab: 1, role: "control-plane" } as const;
const WORKER = { lab: 2, role: "worker" } as const;

const HOSTS: Readonly<Partial<Record<StackName, Readonly<Record<string, StackHost>>>>> = {
  "second-worker": { "cp-1": CONTROL_PLANE, "w-1": WORKER, "w-2": { lab: 3, role: "worker" } },
  "second-control-plane": {
    "cp-1": CONTROL_PLANE,
    "w-1": WORKER,
    "cp-2": { lab: 3, role: "control-plane" },
  },
};

/** The lab host of a node. */
export function labHostOf(node: string): number {
  const all = Object.assign(
    { "cp-1": CONTROL_PLANE, "w-1": WORKER },
    ...Object.values(HOSTS),
  ) as Readonly<Record<string, StackHost>>;
  const host = all[node];
  if (host === undefined) throw new Error(`no stack has a node ${node}`);
  return host.lab;
}

/**
 * The stack that has to come first where one does not follow from another: Kubernetes does not go back to an older version, and
 * a cluster that was upgraded has more in its registry than one that was made of the newer image.
 */
export function stackBetween(stack: StackName, next: StackName): StackName | undefined {
  if (stack === "upgraded") return next === "nothing" ? undefined : "nothing";
  return next === "upgraded" && stack !== "cluster" ? "cluster" : undefined;
}

/** The configuration of a stack; undefined where everything is gone. */
export function configurationOf(
  stack: StackName,
  { workspace, lab, images, storage, tier }: StackPlace,
): Configuration | undefined {
  if (stack === "nothing") return undefined;
  const { knownHosts, hosts } = lab.inventory;
  const ssh = { user: "root", private_key_file: hosts[0]!.keyPath, known_hosts_file: knownHosts };
  return clusterConfiguration({
    workspace,
    lab,
    rootfs: images[`${tier}-${stack === "upgraded" ? "v1.20.15" : "v1.20.2"}`]!,
    hosts: HOSTS[stack] ?? { "cp-1": CONTROL_PLANE, "w-1": WORKER },
    apps: stack === "app" || stack === "app-changed" ? { hello: app(images, stack) } : {},
    provider: {
      // Short limits, because a host that is cut off shall be noticed while it is away.
      ssh: { ...ssh, connect_timeout: "5s", keepalive: "3s" },
      builder: { storage_root: storage },
      registry_auth: { "registry.example": { username: "reader", password: SENTINEL } },
    },
  });
}

function app(images: Readonly<Record<string, string>>, stack: StackName) {
  return {
    mount: { image: images["app-1.0"]! },
    app: {
      env: { greeting: stack === "app" ? "hello" : "good day" },
      uninstall_command: ["kubectl delete -n default --ignore-not-found -f manifests"],
    },
  };
}
