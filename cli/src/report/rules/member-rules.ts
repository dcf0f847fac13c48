import type { HostReport, StackReport } from "../report-schema";
import { TAINTED_WORDS } from "../steps";
import type { Hit, Rule } from "./rule";

/** Rules over hosts, nodes and applications. */
export const memberRules: readonly Rule[] = [
  {
    id: "removes-control-plane",
    level: "high",
    summary: "A control plane leaves its cluster.",
    find: (stack) => leaving(stack, "control-plane", "leaves the cluster and etcd"),
  },
  {
    id: "removes-worker",
    level: "medium",
    summary: "A worker leaves its cluster.",
    find: (stack) => leaving(stack, "worker", "leaves the cluster; its pods move"),
  },
  {
    id: "replaces-host",
    level: "high",
    summary: "A machine that serves is taken out and put in again.",
    find: ({ hosts, clusters, replacements }) =>
      hosts
        .filter((host) => host.action === "replace" && host.is_serving)
        .filter(
          ({ cluster }) =>
            !clusters.some(({ name, action }) => name === cluster && action === "replace"),
        )
        .flatMap(({ name, resources }) => {
          const found = replacements.filter(
            ({ address, reason }) =>
              (address === resources.host || address === resources.node) &&
              reason !== TAINTED_WORDS,
          );
          const forced = [...new Set(found.flatMap(({ forced_by: paths }) => paths))];
          if (found.length === 0) return [];
          const why = forced.length === 0 ? "" : `, because ${forced.join(", ")} changes`;
          return [{ subject: name, message: `${name} leaves the cluster and joins anew${why}` }];
        }),
  },
  {
    id: "joins-control-plane",
    level: "low",
    summary: "A control plane joins: etcd gets a member.",
    find: ({ hosts }) =>
      hosts
        .filter(({ disturbance }) => disturbance === "membership")
        .map(({ name }) => ({ subject: name, message: `${name} joins as a control plane` })),
  },
  {
    id: "drain-disabled",
    level: "medium",
    summary: "A node is upgraded or removed without a drain.",
    find: ({ hosts, clusters }) =>
      hosts
        .filter(
          ({ cluster }) =>
            !clusters.some(
              ({ name, action }) =>
                name === cluster && (action === "delete" || action === "replace"),
            ),
        )
        .filter(({ steps }) =>
          steps.some(
            ({ step, derived, disturbance, text }) =>
              (step === "upgrade-node" || (derived && disturbance === "removes")) &&
              text !== null &&
              !text.includes("drain") &&
              !text.startsWith("take back"),
          ),
        )
        .map(({ name }) => ({
          subject: name,
          message: `${name} is not drained: its pods end where they run`,
        })),
  },
  {
    id: "restarts-components",
    level: "medium",
    summary: "Components of a host that serves restart outside an upgrade.",
    find: ({ hosts }) =>
      hosts
        .filter(({ is_serving: isServing, disturbance }) => isServing && disturbance === "restarts")
        .map(({ name }) => ({
          subject: name,
          message: `${name}: components restart while in service`,
        })),
  },
  {
    id: "removes-app",
    level: "medium",
    summary: "An application is removed.",
    find: ({ apps }) =>
      apps
        .filter(({ action }) => action === "delete")
        .map(({ name, steps }) => ({
          subject: name,
          message: `application ${name} is removed: ${steps[0]?.text ?? ""}`,
        })),
  },
  {
    id: "replaces-app",
    level: "medium",
    summary: "An application is removed and installed anew.",
    find: ({ apps }) =>
      apps
        .filter(({ action }) => action === "replace")
        .map(({ name }) => ({ subject: name, message: `application ${name} is installed anew` })),
  },
];

function leaving(
  { hosts, clusters }: StackReport,
  role: HostReport["role"],
  what: string,
): readonly Hit[] {
  return hosts
    .filter((host) => host.role === role && host.is_serving && host.action === "delete")
    .filter(
      ({ cluster }) =>
        !clusters.some(({ name, action }) => name === cluster && action === "delete"),
    )
    .map(({ name }) => ({ subject: name, message: `${name} ${what}` }));
}
