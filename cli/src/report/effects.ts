/**
 * What a step does to those who use the cluster, mild to harsh: nothing; a component restarts; pods move to other nodes;
 * the members of etcd change; a node, host or cluster goes.
 */
export const DISTURBANCES = ["none", "restarts", "drains", "membership", "removes"] as const;

/** One of {@link DISTURBANCES}. */
export type Disturbance = (typeof DISTURBANCES)[number];

/** What is known of a line of a plan. */
export interface Effect {
  /** Name of the step in event logs and journals; undefined for a line that this version does not know. */
  readonly step: string | undefined;
  readonly disturbance: Disturbance;
  /** The machines of the cluster that it disturbs, where it is not only the one that the line names. */
  readonly reach?: Reach;
}

/** Machines that one line disturbs, one after the other. */
export type Reach = "control-planes" | "nodes";

interface KnownEffect {
  readonly pattern: RegExp;
  readonly step: string;
  /** On a machine that serves already. */
  readonly disturbance: Disturbance;
  /** On a machine that is new to the cluster; default: nothing is disturbed there. */
  readonly onNewMachine?: Disturbance;
  readonly reach?: Reach;
}

/** Names what a line (without its host) does, on a machine that serves already or on a new one. */
export function effectOf(line: string, isServing: boolean): Effect {
  const known = KNOWN.find(({ pattern }) => pattern.test(line)) ?? againOf(line);
  if (known === undefined)
    return { step: undefined, disturbance: isServing ? guess(line) : "none" };
  const { step, disturbance, onNewMachine = "none", reach } = known;
  return {
    step,
    disturbance: isServing ? disturbance : onNewMachine,
    ...(isServing && reach !== undefined && { reach }),
  };
}

/** A step that has no line of its own is named where it alone runs again: `run bootstrap-cri again (…)`. */
function againOf(line: string): KnownEffect | undefined {
  const pattern = /^run ([a-z-]+) again \(/;
  const step = pattern.exec(line)?.[1];
  if (step === undefined) return undefined;
  return { pattern, step, disturbance: RESTARTING.includes(step) ? "restarts" : "none" };
}

/** Steps without a line of their own that restart what a node runs on. */
const RESTARTING = ["bootstrap-cri", "lvscare"];

/** The harshest of several; `none` of none. */
export function harshest(disturbances: readonly Disturbance[]): Disturbance {
  const rank = Math.max(0, ...disturbances.map((one) => DISTURBANCES.indexOf(one)));
  return DISTURBANCES[rank] ?? "none";
}

/** The lines that the planner writes, by the steps that write them; a test holds them against the planner. */
const KNOWN: readonly KnownEffect[] = [
  { pattern: /^check the machine/, step: "check", disturbance: "none" },
  { pattern: /^set the host name to /, step: "set-hostname", disturbance: "none" },
  { pattern: /^send (rootfs|patch) /, step: "mount-rootfs", disturbance: "none" },
  { pattern: /^send the images' registry blobs/, step: "mirror-registry", disturbance: "none" },
  { pattern: /^run the image's check script/, step: "bootstrap-preflight", disturbance: "none" },
  {
    pattern: /^point the registry's name at /,
    step: "bootstrap-registry-host",
    disturbance: "none",
  },
  {
    pattern: /^(start the cluster's registry|stop the cluster's registry here)/,
    step: "bootstrap-registry",
    disturbance: "restarts",
  },
  {
    pattern: /^install the container runtime and Kubernetes/,
    step: "bootstrap-init",
    disturbance: "restarts",
  },
  {
    pattern: /^check that the container runtime answers/,
    step: "bootstrap-postflight",
    disturbance: "none",
  },
  { pattern: /^stage Kubernetes /, step: "stage-bootstrap", disturbance: "none" },
  {
    pattern: /^choose how nodes find the API|^nodes find the API by /,
    step: "resolve-endpoint",
    disturbance: "none",
  },
  { pattern: /^find the API at /, step: "api-server-host", disturbance: "none" },
  { pattern: /^kubeadm init\b/, step: "kubeadm-init", disturbance: "none" },
  { pattern: /^found the cluster with k3s\b/, step: "k3s-init", disturbance: "none" },
  {
    pattern: /^write the kubeadm configuration/,
    step: "write-kubeadm-config",
    disturbance: "none",
  },
  {
    pattern: /^sign the API server's certificate anew /,
    step: "sign-api-server",
    disturbance: "restarts",
    reach: "control-planes",
  },
  ...(["api-server", "controller-manager", "scheduler"] as const).map((component) => ({
    pattern: new RegExp(
      `^give kube-${component.replace("api-", "api")} its new settings on every control plane`,
    ),
    step: `change-${component}`,
    disturbance: "restarts" as const,
    reach: "control-planes" as const,
  })),
  {
    pattern: /^store the new kubelet configuration in the cluster/,
    step: "change-kubelets",
    disturbance: "none",
  },
  {
    pattern: /^take over the cluster's kubelet configuration and restart the kubelet/,
    step: "configure-kubelet",
    disturbance: "restarts",
  },
  {
    pattern: /^give kube-proxy its new configuration and restart its pods/,
    step: "change-kube-proxy",
    disturbance: "restarts",
    reach: "nodes",
  },
  {
    pattern: /^renew the certificates \(.*\) and restart every control plane/,
    step: "renew-certificates",
    disturbance: "restarts",
    reach: "control-planes",
  },
  {
    pattern: /^(kubeadm join|join k3s) as control-plane/,
    step: "join",
    disturbance: "membership",
    onNewMachine: "membership",
  },
  { pattern: /^(kubeadm join|join k3s) as worker/, step: "join", disturbance: "none" },
  { pattern: /^wait until the node is Ready/, step: "await-ready", disturbance: "none" },
  {
    pattern: /^set (labels|taints) |^set no taints\b|^remove (labels|taints) /,
    step: "mark-node",
    disturbance: "none",
  },
  {
    pattern: /^check that nodes, etcd, hosts and images are ready/,
    step: "check-upgrade",
    disturbance: "none",
  },
  { pattern: /^keep a snapshot of etcd/, step: "snapshot-etcd", disturbance: "none" },
  {
    pattern: /^(finish the upgrade that broke off \()?drain, kubeadm upgrade /,
    step: "upgrade-node",
    disturbance: "drains",
  },
  {
    pattern: /^(finish the upgrade that broke off \()?kubeadm upgrade /,
    step: "upgrade-node",
    disturbance: "restarts",
  },
  {
    pattern: /^send the application's registry blobs/,
    step: "mirror-app-registry",
    disturbance: "none",
  },
  { pattern: /^send application /, step: "mount-app", disturbance: "none" },
  { pattern: /^run the application's command/, step: "run-guest", disturbance: "none" },
];

/** A line of a newer provider: better called disturbing once too often. */
function guess(line: string): Disturbance {
  if (/\b(drain|evict)/i.test(line)) return "drains";
  if (/\b(restart|reboot|renew|replace the|rebuild|rewrite the manifest|roll out)/i.test(line))
    return "restarts";
  return "none";
}
