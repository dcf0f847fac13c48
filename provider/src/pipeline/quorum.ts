import type { Issue } from "../domain/issue";
import { poll } from "../lib/poll";
import { checkJoin, checkLeave, type EtcdStanding } from "../plan/quorum";
import { isMemberLiving, listMembers, removeMember, type EtcdMember } from "../tools/etcd";
import { pathExists } from "../tools/files";
import { K3S_ETCD } from "../tools/k3s";
import { getNodes, releaseEtcdMember } from "../tools/kubectl";
import type { QueryRunner, Runner } from "../transports/runner";

/** Every member of etcd and whether it answers; none where etcd does not run on the control planes. */
export async function etcdStanding(api: QueryRunner): Promise<readonly EtcdStanding[]> {
  switch (await placeOfEtcd(api)) {
    case "pods":
      return podStanding(api);
    case "k3s":
      return k3sStanding(api);
    case "elsewhere":
      return [];
  }
}

async function podStanding(api: QueryRunner): Promise<readonly EtcdStanding[]> {
  return Promise.all(
    (await listMembers(api)).map(async (member) => ({
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
  const place = await placeOfEtcd(api);
  if (place === "k3s") await removeK3sMember(api, name);
  if (place !== "pods") return;
  const isIts = (member: EtcdMember): boolean =>
    member.name === name || member.peerUrls.some((url) => new URL(url).hostname === address);
  for (const member of (await listMembers(api)).filter(isIts)) await removeMember(api, member.id);
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
    `${joined} joined, but its etcd does not answer within a minute. Read its log on that host (crictl logs, or journalctl -u k3s); the next apply goes on.`,
  );
}

/** Where the etcd of a control plane runs: in a pod of its own, as a part of its server of k3s, or on other machines. */
async function placeOfEtcd(api: QueryRunner): Promise<"pods" | "k3s" | "elsewhere"> {
  if (await pathExists(api, "/etc/kubernetes/manifests/etcd.yaml")) return "pods";
  return (await pathExists(api, K3S_ETCD)) ? "k3s" : "elsewhere";
}

/** Of its etcd k3s tells by the nodes of its servers, in every version alike. */
async function k3sStanding(api: QueryRunner): Promise<readonly EtcdStanding[]> {
  return (await getNodes(api)).flatMap(({ name, ready, etcd }) =>
    etcd === undefined ? [] : [{ name, isLiving: ready && etcd.isVoter }],
  );
}

/** A server whose node object is gone is no member any more: k3s sees to that. */
async function removeK3sMember(api: Runner, name: string): Promise<void> {
  const isMember = async (): Promise<boolean> =>
    (await getNodes(api)).some((node) => node.name === name && node.etcd !== undefined);
  if (!(await isMember())) return;
  await releaseEtcdMember(api, name);
  const isGone = async (): Promise<boolean> => !(await isMember());
  if (await poll(isGone, { limitMs: MEMBER_LIMIT_MS, pauseMs: MEMBER_PAUSE_MS })) return;
  throw new Error(
    `k3s does not take ${name} out of etcd within a minute. Read \`journalctl -u k3s\` on the other servers; the next apply goes on.`,
  );
}

function demand(issues: readonly Issue[]): void {
  if (issues.length > 0) throw new Error(issues.map(({ detail }) => detail).join("\n"));
}
