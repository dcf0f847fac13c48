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
  ["api-server-host", /^find the API at /],
  ["resolve-endpoint", /^.*(API|endpoint)/],
  ["write-kubeadm-config", /^write the kubeadm configuration$/],
  ["kubeadm-init", /^kubeadm init /],
  ["k3s-init", /^found the cluster with k3s /],
  ["join", /^(kubeadm join|join k3s) as /],
  ["await-ready", /^wait until the node is Ready$/],
  ["mark-node", /^set (labels|taints) |^set no taints$/],
  ["run-guest", /^run the application's command$/],
];

/** Steps that may run without a line: a node with nothing to mark, and one that cannot know yet where it finds the API. */
const MAY_BE_SILENT = ["mark-node", "api-server-host"];

/** A step on a host, as `sealos_host cp-1 check`; an application's home is decided on apply, so it has none. */
export type StepOnHost = string;

/** The steps that the lines of a plan announce, sorted; a line that belongs to no step is given as it is. */
export function announcedSteps(
  steps: Readonly<Record<string, readonly (string | null)[]>>,
): readonly StepOnHost[] {
  const announced = Object.entries(steps).flatMap(([address, lines]) =>
    lines.flatMap((line) => (line === null ? [] : [announcedStep(address.split(".")[0]!, line)])),
  );
  return [...new Set(announced)].sort();
}

/** The steps that were run, as far as plans speak of them, sorted. */
export function ranSteps(
  events: readonly PipelineEvent[],
  announced: readonly StepOnHost[],
): readonly StepOnHost[] {
  const told = new Set(LINES.map(([step]) => step));
  return events
    .filter(({ type, step }) => type === "step-started" && told.has(step))
    .map(({ resource, host, step }) => ({ step, ran: stepOnHost(resource, host, step) }))
    .filter(({ step, ran }) => !MAY_BE_SILENT.includes(step) || announced.includes(ran))
    .map(({ ran }) => ran)
    .sort();
}

function announcedStep(resource: string, line: string): StepOnHost {
  const [host = "", effect = ""] = line.split(/: (.*)/s);
  const step = LINES.find(([, pattern]) => pattern.test(effect))?.[0] ?? effect;
  return stepOnHost(resource, host, step);
}

function stepOnHost(resource: string, host: string, step: string): StepOnHost {
  return resource === "sealos_app" ? `${resource} ${step}` : `${resource} ${host} ${step}`;
}
