import type { HostReport, StepReport } from "./report-schema";

/** Hosts of one cluster that the same will happen to. */
export interface HostGroup {
  readonly hosts: readonly HostReport[];
  readonly first: HostReport;
}

/** Hosts that are touched, those with equal steps together: a reviewer reads each sequence once. */
export function groupHosts(hosts: readonly HostReport[]): readonly HostGroup[] {
  const groups = new Map<string, HostReport[]>();
  for (const host of hosts.filter(({ action }) => action !== "none")) {
    const key = JSON.stringify([host.cluster, host.role, host.action, host.steps.map(signature)]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [host]);
    else group.push(host);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ hosts: group, first }];
  });
}

function signature({ text, disturbance }: StepReport): readonly unknown[] {
  return [text, disturbance];
}
