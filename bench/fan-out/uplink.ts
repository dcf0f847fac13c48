import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import type { Lab } from "../../lab/open-lab";

// What this machine itself sends passes the bridge's own queue; what hosts send each other does not.
const bridgeOf = ({ name }: Lab): string => `${name}-br`;

/** Limits what this machine can send to all hosts of a lab together. */
export function shapeUplink(lab: Lab, mbit: number): void {
  const queue = `root tbf rate ${mbit}mbit burst 64kb latency 400ms`.split(" ");
  execFileSync("tc", ["qdisc", "replace", "dev", bridgeOf(lab), ...queue]);
}

/** Bytes that this machine has sent to all hosts of a lab so far, headers included. */
export function bytesSent(lab: Lab): number {
  return Number(readFileSync(`/sys/class/net/${bridgeOf(lab)}/statistics/tx_bytes`, "utf8"));
}

/** Seconds of processor time that the hosts of a lab have used so far; undefined where the machine does not count them. */
export function hostSeconds({ name }: Lab): number | undefined {
  const file = `/sys/fs/cgroup/cpuacct/lab-${name}/cpuacct.usage`;
  return existsSync(file) ? Number(readFileSync(file, "utf8")) / 1e9 : undefined;
}
