import type { ClusterReport, StackReport } from "../report-schema";
import type { Hit, Rule } from "./rule";

/** Rules over clusters as a whole. */
export const clusterRules: readonly Rule[] = [
  {
    id: "replaces-cluster",
    level: "critical",
    summary: "A cluster is destroyed and made anew.",
    find: (stack) =>
      clustersWith(stack, "replace", ({ address }) => {
        const forced = stack.replacements.find((one) => one.address === address)?.forced_by ?? [];
        const why = forced.length === 0 ? "" : `, because ${list(forced)} cannot change in place`;
        return `is destroyed and made anew${why}; all that runs on it is lost`;
      }),
  },
  {
    id: "destroys-cluster",
    level: "critical",
    summary: "A cluster is destroyed.",
    find: (stack) =>
      clustersWith(stack, "delete", () => "is destroyed; all that runs on it is lost"),
  },
  {
    id: "deletion-protection-off",
    level: "medium",
    summary: "A cluster may be destroyed or replaced by the next plan.",
    find: ({ clusters }) =>
      clusters
        .filter(
          ({ address, action, deletion_protection: isProtected }) =>
            address !== null && action !== "delete" && isProtected === false,
        )
        .map(({ name }) => ({
          subject: name,
          message: `${name}: deletion_protection is off, so a later plan may destroy or replace it`,
        })),
  },
  {
    id: "quorum",
    level: "critical",
    summary: "As many control planes go at once as would leave no majority of today's.",
    find: ({ clusters }) => clusters.flatMap(lostMajority),
  },
  {
    id: "even-control-planes",
    level: "medium",
    summary: "A cluster is left with an even number of control planes.",
    find: ({ clusters }) =>
      clusters.filter(isChanging).flatMap(({ name, control_planes: { after } }) =>
        after.length === 0 || after.length % 2 === 1
          ? []
          : [
              {
                subject: name,
                message: `${name} has ${after.length} control planes afterwards; they survive no more losses than ${after.length - 1} would`,
              },
            ],
      ),
  },
  {
    id: "single-control-plane",
    level: "medium",
    summary: "A cluster that had several control planes is left with one.",
    find: ({ clusters }) =>
      clusters
        .filter(({ control_planes: { before, after } }) => before.length > 1 && after.length === 1)
        .map(({ name }) => ({
          subject: name,
          message: `${name}: one control plane stays; its loss is the cluster's`,
        })),
  },
];

function clustersWith(
  { clusters }: StackReport,
  action: ClusterReport["action"],
  say: (cluster: ClusterReport) => string,
): readonly Hit[] {
  return clusters
    .filter((cluster) => cluster.action === action)
    .map((cluster) => ({ subject: cluster.name, message: `${cluster.name} ${say(cluster)}` }));
}

function isChanging({ action }: ClusterReport): boolean {
  return action !== "none" && action !== "delete";
}

function lostMajority({ name, action, control_planes }: ClusterReport): readonly Hit[] {
  const { before, after } = control_planes;
  const leaving = before.filter((member) => !after.includes(member));
  if (action === "delete" || action === "replace" || leaving.length === 0) return [];
  if (before.length - leaving.length > before.length / 2) return [];
  return [
    {
      subject: name,
      message: `${name}: ${list(leaving)} leave, ${leaving.length} of ${before.length} control planes; they go one by one, but those that stay are no majority of today's`,
      level: before.length - leaving.length === 0 ? "critical" : "high",
    },
  ];
}

function list(names: readonly string[]): string {
  return names.join(", ");
}
