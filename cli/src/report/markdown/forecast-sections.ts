import type { AppReport, ClusterReport, Report, UpgradeReport } from "../report-schema";
import { counted, formatBytes, formatMove, formatStage, listed } from "../words";
import { escapeMarkdown, row, tableHead } from "./escape";
import type { Section } from "./fit";

/** What an upgrade of Kubernetes will be like. */
export function upgradeSection(report: Report): Section {
  const upgrades = clustersOf(report).flatMap(({ name, upgrade }) =>
    upgrade === null ? [] : [{ name, upgrade }],
  );
  return {
    title: "Upgrade of Kubernetes",
    head: upgrades.flatMap(({ name, upgrade }) => forecast(name, upgrade)),
    rows: [],
    noun: "line",
  };
}

function forecast(name: string, upgrade: UpgradeReport): readonly string[] {
  const { from, to, hops, control_planes: first, workers, workers_at_once: atOnce } = upgrade;
  return [
    `- ${escapeMarkdown(name)}: **${from ?? "unknown"} → ${to}** (${upgrade.step}), ${counted(hops.length, "hop")}: ${hops.join(", ")}`,
    `- order: control planes one by one (${escapeMarkdown(listed(first) || "none")}), then ${counted(workers.length, "worker")}${workers.length === 0 ? "" : `, ${atOnce} at a time`}`,
    upgrade.snapshot === null
      ? "- **no snapshot of etcd is planned**"
      : `- snapshot of etcd before it begins: \`${upgrade.snapshot}\``,
    upgrade.drains ? "- every node is drained before its turn" : "- **not every node is drained**",
    budgetLine(upgrade),
    ...(upgrade.left_behind.length === 0
      ? []
      : [`- stay behind: ${escapeMarkdown(listed(upgrade.left_behind))}`]),
  ];
}

function budgetLine({ budgets }: UpgradeReport): string {
  if (budgets === null) return "- disruption budgets: not looked at (`--budgets`)";
  return budgets.length === 0
    ? "- disruption budgets: none blocks a drain now"
    : `- **disruption budgets that block a drain now: ${escapeMarkdown(listed(budgets.map(({ name }) => name)))}**`;
}

/** What runs which version, before and after; only what moves. */
export function versionsSection({ stacks }: Report): Section {
  const rows = stacks.flatMap(({ clusters, images, apps, hosts }) => [
    ...clusters
      .filter(({ version }) => moves(version))
      .map(({ name, version }) =>
        row([`Kubernetes of ${escapeMarkdown(name)}`, formatMove(version)]),
      ),
    ...kubeletRows(hosts),
    ...images
      .filter(({ reference, digest }) => moves(reference) || moves(digest))
      .map(({ address, reference, digest }) =>
        row([
          `\`${address}\``,
          `${escapeMarkdown(formatMove(reference))}${moves(reference) ? "" : `, content ${short(digest?.from)} → ${short(digest?.to)}`}`,
        ]),
      ),
    ...apps
      .filter(({ action, image }) => action === "update" && image?.from != null && moves(image))
      .map(({ name, image }) =>
        row([`application ${escapeMarkdown(name)}`, escapeMarkdown(imageMove(image))]),
      ),
  ]);
  return {
    title: "Versions",
    isClosed: true,
    head: rows.length === 0 ? [] : tableHead(["of", "from → to"]),
    rows,
    noun: "version",
    foldsAt: 7,
  };
}

/** One row for all kubelets that make the same move. */
function kubeletRows(hosts: Report["stacks"][number]["hosts"]): readonly string[] {
  const moving = hosts.filter(
    ({ action, kubelet }) =>
      action === "update" && moves(kubelet) && kubelet?.from != null && kubelet.to !== null,
  );
  return [...byMove(moving)].map(([move, names]) =>
    row([`kubelet of ${escapeMarkdown(listed(names))}`, move]),
  );
}

function byMove(hosts: Report["stacks"][number]["hosts"]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const { name, kubelet } of hosts) {
    const move = formatMove(kubelet);
    groups.set(move, [...(groups.get(move) ?? []), name]);
  }
  return groups;
}

function moves(move: ClusterReport["version"]): boolean {
  return move !== null && move.from !== move.to;
}

/** What an application ran before is only known by its digest. */
function imageMove(image: AppReport["image"]): string {
  if (image?.from == null) return image?.to ?? "";
  return `content ${short(image.from)} → ${image.to}`;
}

function short(digest: string | null | undefined): string {
  return digest?.replace(/^sha256:/, "").slice(0, 12) ?? "unknown";
}

/** Which hosts that serve are disturbed, and how many at once. */
export function disturbanceSection(report: Report): Section {
  const rows = clustersOf(report)
    .filter(({ disturbed }) => disturbed.hosts.length > 0)
    .map(
      ({ name, disturbed: { hosts, at_once: atOnce, why } }) =>
        `- ${escapeMarkdown(name)}: ${escapeMarkdown(listed(hosts, 12))}; **at most ${atOnce} at once**: ${escapeMarkdown(why)}`,
    );
  return { title: "Disturbance", head: [], rows, noun: "cluster", foldsAt: 5 };
}

/** What travels, at most. */
export function bytesSection({ stacks }: Report): Section {
  const rows = stacks
    .flatMap(({ transfer }) => transfer.images)
    .map(({ reference, bytes, hosts }) =>
      row([
        escapeMarkdown(reference),
        bytes === null ? "unknown" : formatBytes(bytes),
        String(hosts),
        bytes === null ? "unknown" : formatBytes(bytes * hosts),
      ]),
    );
  return {
    title: "Bytes to send, at most",
    isClosed: true,
    head: rows.length === 0 ? [] : tableHead(["image", "size", "hosts", "in all"]),
    rows,
    ...(rows.length === 0 ? {} : { foot: ["", BYTES_NOTE] }),
    noun: "image",
    foldsAt: 6,
  };
}

const BYTES_NOTE =
  "Files that a host has do not travel again, and the registry of an image goes to the registry's host only.";

/** How long it will take, by history. */
export function durationSection({ stacks }: Report): Section {
  const rows = stacks.flatMap(({ name, duration }) =>
    (duration?.stages ?? []).map((stage) =>
      row([
        stacks.length === 1 ? stage.name : `${escapeMarkdown(name)}: ${stage.name}`,
        String(stage.hosts),
        String(stage.at_once),
        formatStage(stage.seconds, stage.is_partial),
      ]),
    ),
  );
  const missing = stacks.flatMap(({ duration }) => duration?.without_history ?? []);
  const samples = stacks.reduce((sum, { duration }) => Math.max(sum, duration?.samples ?? 0), 0);
  return {
    title: "Expected time",
    isClosed: true,
    head: rows.length === 0 ? [] : tableHead(["stage", "objects", "at once", "about"]),
    rows,
    ...(rows.length === 0
      ? {}
      : {
          foot: [
            "",
            `By ${counted(samples, "step")} of earlier applies.${missing.length === 0 ? "" : ` Not counted, since no earlier apply tells how long they take: ${[...new Set(missing)].join(", ")}.`}`,
          ],
        }),
    noun: "stage",
    foldsAt: 5,
  };
}

function clustersOf({ stacks }: Report): readonly ClusterReport[] {
  return stacks.flatMap(({ clusters }) => clusters);
}
