import { atMost, type BenchRow } from "./bench-row";
import type { BenchOptions } from "./run";
import { openHostsBehindBastion } from "./storms/hosts-behind-bastion";
import { byOpenSsh, byPool } from "./storms/log-in-everywhere";

const AT_ONCE = 32;

/**
 * Logging in to many hosts behind one bastion whose sshd has stock limits (MaxStartups 10:30:100, MaxSessions 10): how many logins it
 * refuses, and how long all take beside OpenSSH's own client.
 */
export async function storms({ quick, log }: BenchOptions): Promise<readonly BenchRow[]> {
  const place = await openHostsBehindBastion();
  try {
    const rows: BenchRow[] = [];
    for (const hosts of quick ? [AT_ONCE] : [AT_ONCE, 200]) {
      const theirs = await byOpenSsh(place, hosts, AT_ONCE);
      const refusedTheirs = place.takeRefusals();
      const ours = await byPool(place, hosts, AT_ONCE);
      const refusedOurs = place.takeRefusals();
      log(
        `${hosts} hosts: ours ${ours.seconds.toFixed(2)} s, ${ours.failed} failed, ${refusedOurs} refused; ` +
          `ssh -J ${theirs.seconds.toFixed(2)} s, ${theirs.failed} failed, ${refusedTheirs} refused`,
      );
      const of = `${hosts} hosts behind one bastion, ${AT_ONCE} at a time`;
      rows.push(
        atMost(`${of}: refused or failed logins, of all`, 0, {
          ours: refusedOurs + ours.failed,
          peer: hosts,
          unit: "logins",
          note: `ssh -J with as many at a time: ${refusedTheirs} refused, ${theirs.failed} failed`,
        }),
        atMost(`${of}: time, against ssh -J`, 1, {
          ours: ours.seconds,
          peer: theirs.seconds,
          unit: "s",
        }),
      );
    }
    return rows;
  } finally {
    await place.dispose();
  }
}
