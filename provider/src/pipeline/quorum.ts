import type { Issue } from "../domain/issue";
import { poll } from "../lib/poll";
import { checkJoin, checkLeave, type EtcdStanding } from "../plan/quorum";
import { isMemberLiving, listMembers, removeMember, type EtcdMember } from "../tools/etcd";
import { pathExists } from "../tools/files";
import type { QueryRunner, Runner } from "../transports/runner";

/** Every member of etcd and whether it answers; none where etcd does not run on the control planes. */
export async function etcdStanding(api: QueryRunner): Promise<readonly EtcdStanding[]> {
  const members = await stackedMembers(api);
  return Promise.all(
    members.map(async (member) => ({
      name: member.name === "" ? `an unnamed member at ${member.peerUrls.join(", ")}` : member.name,
      isLiving: await isMemberLiving(api, member),
    })),
  );
}

/**
 * Makes sure that the control planes that stay can decide without the one that leaves.
 *
 * @throws Error that says who does not answer and how to recover.
 */
export async function requireMajorityWithout(api: QueryRunner, leaving: string): Promise<void> {
  demand(checkLeave(leaving, await etcdStanding(api)));
}

/**
 * Makes sure that etcd can take a member in.
 *
 * @throws Error that says who does not answer and how to recover.
 */
export async function requireMajorityFor(api: QueryRunner, joining: string): Promise<void> {
  demand(checkJoin(joining, await etcdStanding(api)));
}

/** Removes what etcd still knows of a machine that is no control plane (any more): by its name, or by its address. */
export async function removeEtcdMember(
  api: Runner,
  { name, address }: { readonly name: string; readonly address?: string },
): Promise<void> {
  const isIts = (member: EtcdMember): boolean =>
    member.name === name || member.peerUrls.some((url) => new URL(url).hostname === address);
  for (const member of (await stackedMembers(api)).filter(isIts))
    await removeMember(api, member.id);
}

const MEMBER_LIMIT_MS = 60_000;
const MEMBER_PAUSE_MS = 500;

/**
 * Waits until a new member of etcd answers: only then may the next change of the control planes come.
 *
 * @throws Error when it does not within a minute.
 */
export async function awaitMember(
  api: QueryRunner,
  joined: string,
  signal: AbortSignal,
): Promise<void> {
  const isHealthy = async (): Promise<boolean> => {
    const standing = await etcdStanding(api);
    return (
      standing.length === 0 || standing.some(({ name, isLiving }) => name === joined && isLiving)
    );
  };
  const limits = { limitMs: MEMBER_LIMIT_MS, pauseMs: MEMBER_PAUSE_MS, signal };
  if (await poll(isHealthy, limits)) return;
  throw new Error(
    `${joined} joined, but its etcd does not answer within a minute. Read the log of the pod etcd-${joined} on that host (crictl logs); the next apply goes on.`,
  );
}

async function stackedMembers(api: QueryRunner): Promise<readonly EtcdMember[]> {
  const isStacked = await pathExists(api, "/etc/kubernetes/manifests/etcd.yaml");
  return isStacked ? listMembers(api) : [];
}

function demand(issues: readonly Issue[]): void {
  if (issues.length > 0) throw new Error(issues.map(({ detail }) => detail).join("\n"));
}
