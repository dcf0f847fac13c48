import type { Report, StackReport } from "./report-schema";
import { counted, formatBytes, formatSeconds, listed } from "./words";

/** What the plan does, in the words of a commit message: `add 1 host, upgrade prod v1.20.2 → v1.20.15`. */
export function headline({ stacks }: Report): string {
  const phrases = stacks.flatMap((stack) => phrasesOf(stack));
  const other = stacks.reduce((sum, { others }) => sum + others.length, 0);
  const all = [
    ...new Set(phrases),
    ...(other === 0 ? [] : [`${counted(other, "change")} of other providers`]),
  ];
  return all.length === 0 ? "nothing changes" : all.join(", ");
}

/** How much it is: hosts touched, steps, bytes, disturbance and time. */
export function extent({ totals, stacks }: Report): readonly string[] {
  const atOnce = Math.max(
    0,
    ...stacks.flatMap(({ clusters }) => clusters.map(({ disturbed }) => disturbed.at_once)),
  );
  const disturbed = totals.hosts_disturbed;
  const open = stacks
    .flatMap(({ unknown }) => unknown)
    .filter(({ attribute }) => attribute === "steps").length;
  const isPartial = stacks.some(({ duration }) => (duration?.without_history.length ?? 0) > 0);
  return [
    `${totals.hosts_touched} of ${counted(totals.hosts, "host")} touched`,
    `${open === 0 ? "" : "at least "}${counted(totals.steps - totals.unknown_steps, "step")}`,
    ...(totals.bytes === 0 ? [] : [`at most ${formatBytes(totals.bytes)} to send`]),
    disturbed === 0
      ? `no host in service is ${totals.unknown_steps === 0 ? "" : "known to be "}disturbed`
      : `${counted(disturbed, "host")} in service disturbed, at most ${atOnce} at once`,
    ...(open === 0 ? [] : [`steps of ${counted(open, "object")} only known after apply`]),
    ...(totals.seconds === null ? [] : [timeOf(totals.seconds, open > 0 || isPartial)]),
  ];
}

function timeOf(seconds: number, isPartial: boolean): string {
  return `${isPartial ? "at least" : "about"} ${formatSeconds(seconds)}`;
}

function phrasesOf({ clusters, hosts, apps, images }: StackReport): readonly string[] {
  const gone = clusters.filter(({ action }) => action === "replace" || action === "delete");
  const isGoing = (name: string): boolean => gone.some((cluster) => cluster.name === name);
  const names = (list: readonly { readonly name: string }[]): string =>
    listed(
      list.map(({ name }) => name),
      3,
    );
  const withAction = (verb: string, action: string): readonly string[] => {
    const found = hosts.filter((host) => host.action === action && !isGoing(host.cluster));
    return found.length === 0 ? [] : [`${verb} ${names(found)}`];
  };
  const upgrades = clusters.flatMap(({ name, upgrade }) =>
    upgrade === null ? [] : [`upgrade ${name} ${upgrade.from ?? "?"} → ${upgrade.to}`],
  );
  const changed = clusters.filter(({ action, upgrade }) => action === "update" && upgrade === null);
  const isUpgrading = (cluster: string): boolean =>
    clusters.some(({ name, upgrade }) => name === cluster && upgrade !== null);
  const touched = hosts.filter(
    ({ action, cluster, steps }) =>
      action === "update" && steps.length > 0 && !isUpgrading(cluster) && !isGoing(cluster),
  );
  return [
    ...gone.map(
      ({ name, action }) => `${action === "delete" ? "destroy" : "replace"} cluster ${name}`,
    ),
    ...clusters
      .filter(({ action }) => action === "create")
      .map(({ name }) => `make cluster ${name}`),
    ...upgrades,
    ...withAction("add", "create"),
    ...withAction("remove", "delete"),
    ...withAction("replace", "replace"),
    ...withAction("forget", "forget"),
    ...withAction("import", "import"),
    ...(touched.length === 0 ? [] : [`change ${names(touched)}`]),
    ...(changed.length === 0 ? [] : [`change cluster ${names(changed)}`]),
    ...apps
      .filter(({ action, cluster }) => action !== "none" && !isGoing(cluster))
      .filter(({ action, steps }) => action !== "update" || steps.length > 0)
      .map(({ name, action }) => `${APP_VERBS[action]} application ${name}`),
    ...(images.some(({ action }) => action !== "none") &&
    hosts.every(({ action }) => action === "none") &&
    apps.every(({ action }) => action === "none")
      ? ["change images"]
      : []),
  ];
}

const APP_VERBS = {
  create: "install",
  update: "change",
  replace: "replace",
  delete: "remove",
  forget: "forget",
  import: "import",
  none: "keep",
} as const;
