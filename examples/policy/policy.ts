import type { Report } from "../../cli/src/report/report-schema";

/** What a team allows; anything else needs another word than a merge. */
export interface Policy {
  readonly mostHostsAtOnce: number;
  /** Name of a cluster → whether its plans may remove or replace anything. */
  readonly mayRemove: (cluster: string) => boolean;
}

/** Why a report (`--format json`) breaks the policy, one sentence each; empty where it does not. */
export function violations(report: Report, policy: Policy): readonly string[] {
  return report.stacks.flatMap(({ clusters, hosts }) => [
    ...clusters
      .filter(({ disturbed }) => disturbed.at_once > policy.mostHostsAtOnce)
      .map(
        ({ name, disturbed }) =>
          `${name}: ${disturbed.at_once} hosts disturbed at once, more than ${policy.mostHostsAtOnce}`,
      ),
    ...clusters
      .filter(({ upgrade }) => upgrade !== null && upgrade.snapshot === null)
      .map(({ name }) => `${name}: an upgrade needs a snapshot of etcd`),
    ...hosts
      .filter(
        ({ action, cluster }) =>
          ["delete", "replace"].includes(action) && !policy.mayRemove(cluster),
      )
      .map(
        ({ name, cluster, action }) => `${cluster}: ${name} must stay, but the plan says ${action}`,
      ),
  ]);
}
