import type { PipelineEvent } from "../../provider/src/pipeline/events";

/** How a plan's lines speak of each step. Steps that are missing here are told as part of another one. */
const LINES: readonly (readonly [step: string, line: RegExp])[] = [
  ["check", /^check the machine$/],
  ["set-hostname", /^set the host name to /],
  ["mirror-app-registry", /^send the application's registry blobs/],
  ["mirror-registry", /^send the images' registry blobs/],
  ["mount-app", /^send application /],
  ["mount-rootfs", /^send (rootfs|patch) /],
  ["bootstrap-preflight", /^run the image's check script$/],
  ["bootstrap-registry-host", /^point the registry's name at /],
  ["bootstrap-registry", /^start the cluster's registry$/],
  ["bootstrap-init", /^install the container runtime and Kubernetes/],
  ["bootstrap-postflight", /^check that the container runtime answers$/],
  ["resolve-endpoint", /^.*(API|endpoint)/],
  ["write-kubeadm-config", /^write the kubeadm configuration$/],
  ["kubeadm-init", /^kubeadm init /],
  ["join", /^kubeadm join as /],
  ["await-ready", /^wait until the node is Ready$/],
  ["mark-node", /^set (labels|taints) /],
  ["run-guest", /^run the application's command$/],
];

/** A step on a host, as `sealos_host cp-1 check`. */
export type StepOnHost = string;

/** The steps that the lines of a plan announce, sorted; a line that belongs to no step is given as it is. */
export function announcedSteps(
  steps: Readonly<Record<string, readonly (string | null)[]>>,
): readonly StepOnHost[] {
  const announced = Object.entries(steps).flatMap(([address, lines]) =>
    lines.map((line) => `${address.split(".")[0]!} ${stepOf(line ?? "?: unknown until apply")}`),
  );
  return [...new Set(announced)].sort();
}

/**
 * The steps that were run, as far as plans speak of them, sorted. A node that has nothing to mark has a step for that,
 * but no line, so `announced` decides.
 */
export function ranSteps(
  events: readonly PipelineEvent[],
  announced: readonly StepOnHost[],
): readonly StepOnHost[] {
  const told = new Set(LINES.map(([step]) => step));
  return events
    .filter(({ type, step }) => type === "step-started" && told.has(step))
    .map(({ resource, host, step }) => `${resource} ${host} ${step}`)
    .filter((ran) => !ran.endsWith(" mark-node") || announced.includes(ran))
    .sort();
}

function stepOf(line: string): string {
  const [host = "", effect = ""] = line.split(/: (.*)/s);
  return `${host} ${LINES.find(([, pattern]) => pattern.test(effect))?.[0] ?? effect}`;
}
