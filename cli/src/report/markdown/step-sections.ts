import type { Disturbance } from "../effects";
import { groupHosts, type HostGroup } from "../host-groups";
import type { HostReport, Report, StepReport } from "../report-schema";
import { listed } from "../words";
import { escapeMarkdown, row, tableHead } from "./escape";
import type { Section } from "./fit";

/** Per host what will happen to it, in order. Hosts that the same happens to share a row. */
export function hostsSection({ stacks }: Report): Section {
  const isOne = stacks.flatMap(({ clusters }) => clusters).length < 2;
  const rows = stacks.flatMap(({ hosts, clusters }) => [
    ...groupHosts(hosts).map((group) => hostRow(group, isOne)),
    ...clusters
      .filter(({ steps }) => steps.length > 0)
      .map(({ name, action, steps }) =>
        row([`cluster ${escapeMarkdown(name)}`, VERBS[action], stepList(steps), openness(steps)]),
      ),
  ]);
  return {
    title: "Host by host",
    head: tableHead(["host", "what", "steps, in order", "disturbs"]),
    rows,
    noun: "row",
    foldsAt: 9,
    ...(rows.length === 0 ? { head: ["No host is touched."] } : {}),
  };
}

/** Per application what will happen. */
export function appsSection({ stacks }: Report): Section {
  const rows = stacks
    .flatMap(({ apps }) => apps)
    .filter(({ action, steps }) => action !== "none" && (action !== "update" || steps.length > 0))
    .map(({ name, action, steps }) => row([escapeMarkdown(name), VERBS[action], stepList(steps)]));
  return {
    title: "Applications",
    head: rows.length === 0 ? [] : tableHead(["application", "what", "steps, in order"]),
    rows,
    noun: "application",
    foldsAt: 8,
  };
}

function hostRow({ hosts, first }: HostGroup, isOneCluster: boolean): string {
  const names = escapeMarkdown(listed(hosts.map(({ name }) => name)));
  const many = hosts.length === 1 ? "" : ` (${hosts.length} hosts)`;
  const place = isOneCluster ? "" : `, ${escapeMarkdown(first.cluster)}`;
  return row([
    `${names}${many}<br>${first.role}${place}`,
    VERBS[first.action],
    stepList(first.steps),
    disturbs(first),
  ]);
}

function stepList(steps: readonly StepReport[]): string {
  return steps.length === 0
    ? "nothing on the machine"
    : steps.map((step, index) => `${index + 1}. ${stepText(step)}`).join("<br>");
}

function stepText({ text, disturbance }: StepReport): string {
  if (text === null) return "_only known after apply_";
  return disturbance === "none" ? escapeMarkdown(text) : `**${escapeMarkdown(text)}**`;
}

function disturbs({ disturbance, is_serving: isServing, steps }: HostReport): string {
  if (disturbance === "none") return isServing ? openness(steps) || "no" : "no, it is new";
  return DISTURBANCE_WORDS[disturbance];
}

/** Steps that are not known yet may disturb. */
function openness(steps: readonly StepReport[]): string {
  return steps.some(({ text }) => text === null) ? "not known yet" : "";
}

/** What a reviewer reads of a disturbance. */
export const DISTURBANCE_WORDS: Readonly<Record<Disturbance, string>> = {
  none: "no",
  restarts: "components restart",
  drains: "pods move",
  membership: "etcd gets a member",
  removes: "leaves the cluster",
};

const VERBS: Readonly<Record<HostReport["action"], string>> = {
  create: "add",
  update: "change",
  replace: "replace",
  delete: "remove",
  forget: "forget",
  import: "import",
  none: "keep",
};
