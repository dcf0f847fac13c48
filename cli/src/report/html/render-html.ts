import { extent, headline } from "../headline";
import { groupFindings } from "../finding-groups";
import { groupHosts, type HostGroup } from "../host-groups";
import type { Finding, Report, StackReport, StepReport, UpgradeReport } from "../report-schema";
import { topologyOf, type TopologyBox, type TopologyCluster } from "../topology";
import { formatBytes, formatMove, formatStage } from "../words";
import { escapeHtml } from "./escape";
import { STYLE } from "./style";

/** The whole report as one page that loads nothing from anywhere; nothing is left out of it. */
export function renderHtml(report: Report): string {
  const title = `${report.stacks.map(({ name }) => name).join(", ")}: ${headline(report)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(`Plan of ${title}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Plan of ${escapeHtml(title)}</h1>
<p>Risk: ${level(report.risk)}</p>
<p class="soft">${escapeHtml(extent(report).join(" · "))}</p>
${list("Risks", groupFindings(report.findings).map(findingItem))}
${report.stacks.map((stack) => stackPart(stack, report.stacks.length > 1)).join("\n")}
</body>
</html>
`;
}

function stackPart(stack: StackReport, isNamed: boolean): string {
  const { clusters, transfer, duration, unknown, replacements } = stack;
  return [
    ...(isNamed ? [`<h2>Stack ${escapeHtml(stack.name)}</h2>`] : []),
    section("Topology", topologyOf(stack, MOST_BOXES).map(clusterCard).join("")),
    ...clusters.flatMap(({ name, upgrade }) =>
      upgrade === null ? [] : [list(`Upgrade of ${name}`, upgradeItems(upgrade))],
    ),
    table("Host by host", ["host", "what", "steps, in order", "bytes"], hostRows(stack)),
    table(
      "Applications",
      ["application", "what", "steps, in order"],
      stack.apps
        .filter(({ action }) => action !== "none")
        .map(({ name, action, steps }) => [escapeHtml(name), word(action), stepList(steps)]),
    ),
    table("Versions", ["of", "from → to"], versionRows(stack)),
    list(
      "Disturbance",
      clusters
        .filter(({ disturbed }) => disturbed.hosts.length > 0)
        .map(({ name, disturbed }) =>
          escapeHtml(
            `${name}: ${disturbed.hosts.join(", ")}; at most ${disturbed.at_once} at once: ${disturbed.why}`,
          ),
        ),
    ),
    table(
      "Bytes to send, at most",
      ["image", "size", "hosts"],
      transfer.images.map(({ reference, bytes, hosts }) => [
        escapeHtml(reference),
        bytes === null ? "unknown" : formatBytes(bytes),
        String(hosts),
      ]),
    ),
    table(
      "Expected time",
      ["stage", "objects", "at once", "about"],
      (duration?.stages ?? []).map(({ name, hosts, at_once: atOnce, seconds, ...stage }) => [
        escapeHtml(name),
        String(hosts),
        String(atOnce),
        formatStage(seconds, stage.is_partial),
      ]),
    ),
    list(
      "Only known after apply",
      unknown.map(
        ({ address, attribute, because }) =>
          `${code(address)}: ${escapeHtml(attribute)}${because.length === 0 ? "" : `, because of ${because.map(code).join(", ")}`}`,
      ),
    ),
    list(
      "Replaced",
      replacements.map(
        ({ address, forced_by: forced, reason }) =>
          `${code(address)}: ${escapeHtml(forced.length > 0 ? `forced by ${forced.join(", ")}` : (reason ?? ""))}`,
      ),
    ),
    list("Besides", besides(stack)),
  ].join("\n");
}

const MOST_BOXES = 400;

function clusterCard({ name, version, controlPlanes, workers, apps }: TopologyCluster): string {
  const boxes = (all: readonly TopologyBox[]): string =>
    all.length === 0
      ? ""
      : `<div class="boxes">${all.map(({ label, action }) => `<span class="box ${action}">${escapeHtml(label)}</span>`).join("")}</div>`;
  return `<div class="cluster"><strong>${escapeHtml(`${name} ${version ?? ""}`)}</strong>${boxes(controlPlanes)}${boxes(workers)}${boxes(apps)}</div>`;
}

function hostRows({ hosts, clusters }: StackReport): readonly (readonly string[])[] {
  return [
    ...groupHosts(hosts).map(hostRow),
    ...clusters
      .filter(({ steps }) => steps.length > 0)
      .map(({ name, action, steps }) => [
        escapeHtml(`cluster ${name}`),
        word(action),
        stepList(steps),
        "",
      ]),
  ];
}

function hostRow({ hosts, first }: HostGroup): readonly string[] {
  const names = hosts.map(({ name }) => name).join(", ");
  return [
    `${escapeHtml(names)}<br><span class="soft">${first.role}${hosts.length === 1 ? "" : `, ${hosts.length} hosts`}</span>`,
    word(first.action),
    stepList(first.steps),
    first.bytes === 0 ? "" : formatBytes(first.bytes),
  ];
}

function stepList(steps: readonly StepReport[]): string {
  if (steps.length === 0) return "nothing on the machine";
  const items = steps.map(
    ({ text, disturbance }) =>
      `<li${disturbance === "none" ? "" : ' class="harsh"'}>${escapeHtml(text ?? "only known after apply")}</li>`,
  );
  return `<ol>${items.join("")}</ol>`;
}

function versionRows({ clusters, images }: StackReport): readonly (readonly string[])[] {
  return [
    ...clusters.map(({ name, version }) => ({ name: `Kubernetes of ${name}`, move: version })),
    ...images.map(({ address, reference }) => ({ name: address, move: reference })),
  ]
    .filter(({ move }) => move !== null && move.from !== move.to)
    .map(({ name, move }) => [escapeHtml(name), escapeHtml(formatMove(move))]);
}

function upgradeItems(upgrade: UpgradeReport): readonly string[] {
  const { from, to, hops, snapshot, budgets, workers, workers_at_once: atOnce } = upgrade;
  return [
    `${from ?? "unknown"} → ${to}, by ${hops.join(", ")}`,
    `control planes one by one: ${upgrade.control_planes.join(", ")}`,
    `workers ${atOnce} at a time: ${workers.join(", ")}`,
    snapshot === null ? "no snapshot of etcd is planned" : `snapshot of etcd in ${snapshot}`,
    upgrade.drains ? "every node is drained" : "not every node is drained",
    budgets === null
      ? "disruption budgets were not looked at"
      : `disruption budgets that block now: ${budgets.map(({ name }) => name).join(", ") || "none"}`,
  ].map(escapeHtml);
}

function besides({ builds, others, outside, clusters }: StackReport): readonly string[] {
  return [
    ...builds.map(
      ({ address, action, output }) =>
        `${code(address)}, image build to ${code(output ?? "what is known after apply")}: ${word(action)}`,
    ),
    ...others.map(({ address, action }) => `${code(address)} of another provider: ${word(action)}`),
    ...outside.map((address) => `${code(address)} was changed outside of Terraform`),
    ...clusters
      .filter(({ address }) => address !== null)
      .map(({ name, deletion_protection: isProtected }) =>
        escapeHtml(
          `deletion protection of ${name}: ${isProtected === null ? "only known after apply" : isProtected ? "on" : "off"}`,
        ),
      ),
  ];
}

function findingItem({ level: how, rule, stack, message }: Finding): string {
  return `${level(how)} ${code(rule)} <span class="soft">${escapeHtml(stack)}</span> ${escapeHtml(message)}`;
}

function level(name: string): string {
  return `<span class="level ${name}">${name}</span>`;
}

function word(action: string): string {
  return `<span class="${action}">${action}</span>`;
}

function code(text: string): string {
  return `<code>${escapeHtml(text)}</code>`;
}

function section(title: string, body: string): string {
  return body === "" ? "" : `<h2>${escapeHtml(title)}</h2>\n${body}`;
}

function list(title: string, items: readonly string[]): string {
  const body = items.map((item) => `<li>${item}</li>`).join("\n");
  return section(title, body === "" ? "" : `<ul>\n${body}\n</ul>`);
}

function table(
  title: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  if (rows.length === 0) return "";
  const head = `<tr>${heads.map((one) => `<th>${escapeHtml(one)}</th>`).join("")}</tr>`;
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`);
  return section(title, `<div class="wide"><table>${head}\n${body.join("\n")}</table></div>`);
}
