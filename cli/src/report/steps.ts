import type { Change } from "./change";
import { effectOf, type Effect } from "./effects";
import { valuesOf, type Machine } from "./inventory";
import type { StepReport } from "./report-schema";
import { textAt, treeAt } from "./tree";

/** A planned line and the machine that it names; no host and no text where it is only known after apply. */
export interface PlannedLine {
  readonly host: string | undefined;
  readonly text: string | undefined;
}

/** The lines of `steps` in the plan of one object, in order. One open line where even their number is not known. */
export function linesOf({ action, after, unknown }: Change): readonly PlannedLine[] {
  if (action === "none" || action === "delete" || action === "forget") return [];
  if (unknown["steps"] === true) return [{ host: undefined, text: undefined }];
  const lines: readonly unknown[] = Array.isArray(after["steps"]) ? after["steps"] : [];
  return lines.map((line) => (typeof line === "string" ? split(line) : OPEN));
}

const OPEN: PlannedLine = { host: undefined, text: undefined };

function split(line: string): PlannedLine {
  const end = line.indexOf(": ");
  return end < 0
    ? { host: undefined, text: line }
    : { host: line.slice(0, end), text: line.slice(end + 2) };
}

/** A planned line as a step of the report. */
export function stepOf(resource: string, { text }: PlannedLine, isServing: boolean): StepReport {
  const effect: Effect =
    text === undefined ? { step: undefined, disturbance: "none" } : effectOf(text, isServing);
  return {
    text: text ?? null,
    step: effect.step ?? null,
    resource,
    derived: false,
    disturbance: effect.disturbance,
  };
}

/** What a machine loses: Terraform plans no attributes for what goes, so this is concluded. */
export function departureSteps(
  { host, node, role }: Machine,
  clusterGoes: boolean,
): readonly StepReport[] {
  return [
    ...(node === undefined ? [] : nodeDeparture(node, role, clusterGoes)),
    ...(host === undefined ? [] : hostDeparture(host, node !== undefined && isGone(node))),
  ];
}

function nodeDeparture(
  node: Change,
  role: Machine["role"],
  clusterGoes: boolean,
): readonly StepReport[] {
  if (node.action === "forget") return [derived(node, FORGOTTEN, "none")];
  if (!isGone(node) || node.reason === TAINTED) return [];
  if (clusterGoes) return [derived(node, "go with the cluster: kubeadm reset", "removes")];
  const wasControlPlane = (textAt(node.before, "role") ?? role) === "control-plane";
  const words = [
    ...(treeAt(valuesOf(node), "drain")["enabled"] === false ? [] : ["drain"]),
    ...(wasControlPlane ? ["leave etcd"] : []),
    "kubeadm reset",
    "delete the node",
  ];
  return [derived(node, `leave the cluster: ${words.join(", ")}`, "removes")];
}

function hostDeparture(host: Change, leaves: boolean): readonly StepReport[] {
  if (host.action === "forget") return [derived(host, FORGOTTEN, "none")];
  if (!isGone(host) || host.reason === TAINTED) return [];
  return [
    derived(host, "take back all that was installed on the machine", leaves ? "none" : "removes"),
  ];
}

function isGone({ action }: Change): boolean {
  return action === "delete" || action === "replace";
}

/** A tainted object of ours is unfinished: its replacement resumes it, and its delete does nothing. */
export const TAINTED = "replace_because_tainted";
/** What the report says in place of {@link TAINTED}. */
export const TAINTED_WORDS = "unfinished: it is resumed, nothing is wiped";
const FORGOTTEN = "stays as it is; Terraform does not manage it any more";

function derived(
  { address }: Change,
  text: string,
  disturbance: StepReport["disturbance"],
): StepReport {
  return { text, step: null, resource: address, derived: true, disturbance };
}
